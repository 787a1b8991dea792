"""The node of Ranvier and its neighbours: what sits where."""

from collections.abc import Iterable

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from neuro_edu.figures.drawings import canvas
from neuro_edu.figures.drawings.canvas import label, leader
from neuro_edu.figures.shapes import smooth
from neuro_edu.figures.style import CASPR2, GREY, INK, KV1, KV7, SODIUM

NODE = (
    "An axon, and one of its nodes enlarged: sodium and Kv7 channels at the bare node; beside it "
    "the paranode, where the myelin's loops seal the axon; then the juxtaparanode with Kv1 "
    "channels held by CASPR2; then the internode."
)

_LOW, _HIGH = 196.0, 272.0  # the axon's membranes
_NODE = (442.0, 558.0)
_PARANODE = (322.0, 678.0)
_JUXTAPARANODE = (150.0, 850.0)
_LAYERS = 5
_LAYER_PX = 12
_TINTS = {
    "node": canvas.PALE_ORANGE, "paranode": "#f1f3f5", "juxtaparanode": canvas.PALE_BLUE,
}  # fmt: skip


def draw_node() -> Figure:
    """Draw an axon, and one node of Ranvier enlarged."""
    figure, axes = canvas.sheet(560)
    _draw_overview(axes)
    _draw_ground(axes)
    for side in (-1, 1):
        _draw_myelin(axes, side)
    axes.fill_between([0, 1000], _LOW, _HIGH, color="#fdf6df", zorder=2)
    for y in (_LOW, _HIGH):
        axes.plot([0, 1000], [y, y], color=canvas.NERVE_EDGE, linewidth=4, zorder=4)
    label(axes, 500, 234, "inside of the axon", color=GREY)
    _draw_channels(axes)
    _write(axes)
    return figure


def _draw_overview(axes: Axes) -> None:
    way = ((30, 500), (300, 500), (700, 500), (970, 500))
    canvas.axon(axes, way, n_segments=6, width_px=26, gap_px=12)
    canvas.wedge(
        axes, ((484, 484), (516, 484), (1000, 400), (0, 400)), facecolor="#eceff2", linewidth=0
    )
    axes.plot([500], [500], marker="s", markersize=40, mfc="none", mec=INK, mew=1.6, zorder=12)
    label(axes, 110, 538, "Axon with myelin", weight="bold")
    label(axes, 636, 538, "Node of Ranvier", weight="bold")
    leader(axes, (566, 534), (522, 520))


def _draw_ground(axes: Axes) -> None:
    bands = (
        (*_JUXTAPARANODE, _TINTS["juxtaparanode"]),
        (*_PARANODE, _TINTS["paranode"]),
        (*_NODE, _TINTS["node"]),
    )
    axes.fill_between([0, 1000], 84, 400, color="#fafbfc", zorder=0)
    for left, right, tint in bands:
        axes.fill_between([left, right], 84, 400, color=tint, zorder=0.6, linewidth=0)


def _draw_myelin(axes: Axes, side: int) -> None:
    """Draw the layers of myelin above and below the axon, ending in loops beside the node."""
    outer = 0.0 if side < 0 else 1000.0
    for layer in range(_LAYERS):
        # The innermost layer ends farthest from the node.
        end = 500 + side * (54 + 21 * (_LAYERS - layer))
        for membrane, up in ((_HIGH, 1), (_LOW, -1)):
            y = membrane + up * (9 + layer * _LAYER_PX)
            bend = end + side * 26
            down = membrane + up * 8
            points = (
                (outer, y), (bend + side * 60, y), (bend + side * 14, y - 0.06 * (y - down)),
                (end + side * 10, y - 0.55 * (y - down)), (end, down),
            )  # fmt: skip
            path = smooth(points)
            for width, color in ((7.0, canvas.MYELIN_EDGE), (4.6, canvas.MYELIN)):
                canvas.outline(axes, path, edgecolor=color, linewidth=width, zorder=6 + 0.1 * layer)
            canvas.disc(
                axes, (end, membrane + up * 9), 8, facecolor=canvas.MYELIN,
                edgecolor=canvas.MYELIN_EDGE, zorder=6.6,
            )  # fmt: skip


def _draw_channels(axes: Axes) -> None:
    places: dict[str, Iterable[float]] = {
        SODIUM: (458, 500, 542),
        KV7: (479, 521),
        KV1: (*np.linspace(172, 292, 5), *np.linspace(708, 828, 5)),
    }
    for color, xs in places.items():
        for x in xs:
            for y in (_LOW, _HIGH):
                _draw_channel(axes, float(x), y, color)
    for x in (*np.linspace(187, 277, 4), *np.linspace(723, 813, 4)):
        for y, up in ((_LOW, -1), (_HIGH, 1)):
            axes.plot([x, x], [y - 5 * up, y + 15 * up], color=CASPR2, linewidth=5, zorder=8)


def _draw_channel(axes: Axes, x: float, y: float, color: str) -> None:
    for side in (-4, 4):
        axes.plot(
            [x + side] * 2, [y - 8, y + 8], color=color, linewidth=4.6, solid_capstyle="round",
            zorder=9,
        )  # fmt: skip


def _write(axes: Axes) -> None:
    for x, name, text in (
        (75, "Internode", "many layers\nof myelin"),
        (236, "Juxtaparanode", "Kv1, under\nthe myelin"),
        (382, "Paranode", "loops seal\nthe axon"),
        (618, "Paranode", ""),
        (764, "Juxtaparanode", ""),
        (925, "Internode", ""),
    ):
        label(axes, x, 384, name, weight="bold", fontsize=12.5)
        if text:
            label(axes, x, 108, text, fontsize=12)
    label(axes, 500, 384, "Node", weight="bold", fontsize=12.5)
    label(axes, 500, 108, "makes\nthe spike", fontsize=12)
    for x, color, text in (
        (40, SODIUM, "sodium channel"), (258, KV7, "Kv7 channel (slow)"),
        (512, KV1, "Kv1 channel (fast)"), (758, CASPR2, "CASPR2, holds Kv1"),
    ):  # fmt: skip
        if color == CASPR2:
            axes.plot([x] * 2, [32, 52], color=CASPR2, linewidth=5, zorder=8)
        else:
            _draw_channel(axes, x, 42, color)
        label(axes, x + 16, 42, text, ha="left", color=INK)
