"""A motor unit, from the spinal cord to its muscle fibres."""

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from neuro_edu.figures.drawings import canvas
from neuro_edu.figures.drawings.canvas import label, leader
from neuro_edu.figures.shapes import along, mirrored
from neuro_edu.figures.style import BLUE, GREY, VERMILION

MOTOR_UNIT = (
    "A motor unit: a cell body in the spinal cord, one axon in myelin with nodes of Ranvier, which "
    "splits into 4 terminal branches, and 4 muscle fibres that lie among 3 fibres of other units."
)

_CORD_AT = (118.0, 270.0)
_GREY_MATTER = (
    (0, 16), (12, 14), (28, 34), (40, 58), (50, 56), (44, 30), (42, 6), (52, -18), (56, -42),
    (40, -54), (24, -40), (14, -16), (0, -12),
)  # fmt: skip
_WHITE_MATTER = ((0, 80), (40, 82), (86, 50), (98, 0), (84, -52), (40, -82), (8, -76), (0, -60))
_SOMA = (
    (158, 236), (150, 226), (156, 216), (150, 206), (164, 208), (174, 204), (182, 214), (196, 222),
    (182, 228), (178, 240), (168, 234),
)  # fmt: skip
_AXON = (
    (182, 222), (260, 190), (360, 214), (460, 262), (560, 268), (610, 262),
)  # fmt: skip
_SPLIT = (610.0, 262.0)
_FIBRES_Y = (408, 360, 312, 264, 216, 168, 120)
_OWN = (408, 312, 216, 120)
_FIBRES_X = (700, 968)
_JUNCTION_X = (760, 790, 740, 772)


def draw_motor_unit() -> Figure:
    """Draw one motor neuron with everything it drives."""
    figure, axes = canvas.sheet()
    _draw_cord(axes)
    nodes = canvas.axon(axes, _AXON, n_segments=6, width_px=20)
    for y in _FIBRES_Y:
        own = y in _OWN
        ends = [(x, y) for x in _FIBRES_X]
        fill = canvas.MUSCLE if own else canvas.PALE_GREY
        edge = canvas.MUSCLE_EDGE if own else "#b6bec7"
        canvas.ribbon(axes, ends, 34, fill, edge, zorder=3, cap="butt")
        for x in range(_FIBRES_X[0] + 14, _FIBRES_X[1], 14):
            axes.plot([x, x], [y - 13, y + 13], color=edge, linewidth=0.7, alpha=0.5, zorder=4)
    for y, x in zip(_OWN, _JUNCTION_X, strict=True):
        _draw_branch(axes, x, y + 17)
    _write(axes, nodes[2])
    return figure


def _draw_cord(axes: Axes) -> None:
    x0, y0 = _CORD_AT
    for points, fill, edge in (
        (_WHITE_MATTER, "#f5f6f8", GREY),
        (_GREY_MATTER, "#cfd6de", "#98a2ad"),
    ):
        whole = mirrored(points) + np.array([x0, y0])
        canvas.blob(axes, whole, facecolor=fill, edgecolor=edge)
    canvas.blob(axes, _SOMA, facecolor=BLUE, edgecolor="#00395c", zorder=7)


def _draw_branch(axes: Axes, x: float, y: float) -> None:
    """Draw one terminal branch that ends on the upper side of a fibre."""
    x0, y0 = _SPLIT
    way = along(((x0, y0), (x0 + 38, y0 + 0.62 * (y - y0)), (x - 40, y + 9), (x, y + 2)), 60)
    canvas.ribbon(axes, way, 6, canvas.NERVE, canvas.NERVE_EDGE, zorder=5)
    foot = ((x - 16, y - 2), (x - 10, y + 9), (x + 8, y + 9), (x + 16, y - 2))
    canvas.blob(axes, foot, facecolor=VERMILION, edgecolor="#8a3c00", zorder=6, linewidth=1)


def _write(axes: Axes, node: tuple[float, float]) -> None:
    label(axes, 118, 390, "Spinal cord", weight="bold")
    label(axes, 128, 120, "Cell body of the\nmotor neuron", color=BLUE, weight="bold")
    leader(axes, (150, 148), (168, 208), BLUE)
    label(axes, 372, 330, "Node of Ranvier:\na gap in the myelin")
    leader(axes, (372, 306), (float(node[0]), float(node[1])))
    label(axes, 348, 126, "Axon, wrapped in myelin", weight="bold")
    leader(axes, (340, 144), (322, 196))
    label(axes, 560, 408, "Terminal\nbranches", weight="bold")
    leader(axes, (580, 382), (650, 337))
    label(axes, 560, 110, "Neuromuscular\njunction", color=VERMILION, weight="bold")
    leader(axes, (612, 120), (754, 138), VERMILION)
    label(axes, 834, 452, "Muscle fibres of this unit", color="#8f4a3b", weight="bold")
    label(axes, 834, 74, "pale: fibres of other units", color=GREY)
    label(
        axes, 500, 28, "One spike in the axon makes every fibre of its unit fire once.",
        fontsize=14, weight="bold",
    )  # fmt: skip
