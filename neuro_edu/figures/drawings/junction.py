"""The neuromuscular junction, and what can act on it."""

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from neuro_edu.figures.drawings import canvas
from neuro_edu.figures.drawings.canvas import label, leader, note
from neuro_edu.figures.shapes import along, smooth
from neuro_edu.figures.style import BLUE, GREEN, GREY, PURPLE, VERMILION

JUNCTION = (
    "A neuromuscular junction with 4 sites of action: neuromyotonia makes the nerve terminal fire "
    "too much, botulinum toxin stops the release of acetylcholine, curare blocks its receptors, "
    "and myasthenia gravis takes receptors away."
)

_TERMINAL = (
    (262, 560), (258, 500), (236, 440), (160, 400), (84, 356), (66, 290), (104, 246), (200, 236),
    (300, 230), (400, 236), (496, 246), (534, 290), (516, 356), (440, 400), (364, 440), (342, 500),
    (338, 560),
)  # fmt: skip
_VESICLES = (
    (140, 306), (176, 340), (190, 280), (230, 322), (250, 276), (286, 350), (296, 300), (338, 274),
    (350, 330), (392, 300), (420, 346), (446, 282), (470, 320), (236, 376), (340, 386),
)  # fmt: skip
_DOCKED = ((170, 251), (260, 246), (352, 246), (440, 253))
_FOLDS_X = (130, 200, 270, 340, 410, 480)
_CLEFT_Y = 196.0
_RING = 14


def draw_junction() -> Figure:
    """Draw the junction, with a number at each site of action."""
    figure, axes = canvas.sheet(560)
    _draw_muscle(axes)
    canvas.blob(
        axes, _TERMINAL, facecolor=canvas.NERVE, edgecolor=canvas.NERVE_EDGE, linewidth=2, zorder=4
    )
    canvas.ribbon(axes, ((300, 580), (300, 522)), 96, canvas.MYELIN, canvas.MYELIN_EDGE, zorder=6)
    for x, y in (*_VESICLES, *_DOCKED):
        canvas.disc(axes, (x, y), _RING, facecolor="white", edgecolor=canvas.NERVE_EDGE, zorder=5)
        canvas.disc(axes, (x, y), 6, facecolor=VERMILION, edgecolor="none", zorder=5.1)
    rng = np.random.default_rng(4)
    for x, y in _DOCKED:
        for dx, dy in zip(rng.uniform(-24, 24, 7), rng.uniform(-40, -20, 7), strict=True):
            axes.plot(x + dx, y + dy, marker="o", markersize=4.5, color=VERMILION, zorder=6)
    _write(axes)
    return figure


def _membrane() -> list[tuple[float, float]]:
    """Return the muscle's folded surface from left to right."""
    points = [(0.0, 190.0), (60.0, 196.0)]
    for x in _FOLDS_X:
        points += [
            (x - 26, _CLEFT_Y), (x - 9, _CLEFT_Y - 8), (x - 7, 128), (x, 112), (x + 7, 128),
            (x + 9, _CLEFT_Y - 8), (x + 26, _CLEFT_Y),
        ]  # fmt: skip
    return [*points, (545.0, 196.0), (600.0, 190.0)]


def _draw_muscle(axes: Axes) -> None:
    surface = _membrane()
    path = smooth(surface)
    curve = along(surface, 900)
    axes.fill_between(curve[:, 0], 40, curve[:, 1], color=canvas.MUSCLE, zorder=2, linewidth=0)
    canvas.outline(axes, path, edgecolor=canvas.MUSCLE_EDGE, linewidth=2.6, zorder=3)
    for y in (62, 78, 94):
        axes.plot([8, 592], [y, y], color=canvas.MUSCLE_EDGE, alpha=0.35, linewidth=1.4, zorder=2.5)
    for x in _FOLDS_X:
        for side in (-21, 21):
            for shift in (-4, 4):
                axes.plot(
                    [x + side + shift] * 2, [_CLEFT_Y - 8, _CLEFT_Y + 7], color=BLUE,
                    linewidth=4.4, solid_capstyle="round", zorder=7,
                )  # fmt: skip


def _write(axes: Axes) -> None:
    label(axes, 118, 470, "Nerve terminal", weight="bold")
    note(axes, 480, 470, "vesicles filled with\nacetylcholine")
    leader(axes, (462, 446), (424, 356), GREY)
    label(axes, 300, 20, "Muscle fibre", weight="bold", color="#8f4a3b")
    note(axes, 38, 226, "cleft")
    note(axes, 548, 132, "receptors", color=BLUE)
    leader(axes, (548, 146), (505, 192), BLUE)
    acting = (
        (BLUE, (300, 448), "Neuromyotonia", "The terminal fires by itself,\nagain and again."),
        (VERMILION, (396, 262), "Botulinum toxin", "Vesicles no longer release\nthe transmitter."),
        (GREEN, (249, 204), "Curare", "Sits on the receptors, so that\nacetylcholine cannot."),
        (PURPLE, (431, 204), "Myasthenia gravis", "Antibodies: fewer receptors\nare left."),
    )  # fmt: skip
    for number, (color, place, name, text) in enumerate(acting, start=1):
        top = 526 - 132 * (number - 1)
        canvas.panel(axes, (628, top - 84), (356, 106), facecolor="white", edgecolor=color)
        for x, y in (place, (656, top - 31)):
            axes.plot(x, y, marker="o", markersize=24, color=color, mec="white", zorder=16)
            label(axes, x, y - 1, str(number), color="white", weight="bold").set_path_effects([])
        label(axes, 684, top + 2, name, ha="left", weight="bold")
        label(axes, 684, top - 45, text, ha="left")
