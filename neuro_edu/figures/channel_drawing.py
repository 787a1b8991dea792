"""The parts of the channel map: fibre, myelin, regions, and the symbol of each channel."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.patches import (
    Circle,
    Ellipse,
    FancyArrowPatch,
    FancyBboxPatch,
    Patch,
    Rectangle,
)

from neuro_edu.figures.style import CASPR2, GREY, INK, KV1, KV7, SODIUM

_ORANGE = "#E69F00"
_AXOPLASM, _MYELIN, _MYELIN_EDGE = "#fbf3e1", "#cfd8e3", "#8fa0b3"
_MEMBRANE_Y = 1.25
# Where each region ends along the axon, from the middle of the node on (units of the drawing).
_NODE, _PARANODE, _JUXTAPARANODE, EDGE = 1.5, 3.3, 6.2, 10.5


@dataclass(frozen=True, kw_only=True)
class Place:
    """A kind of channel, or another part of the membrane, in the drawing.

    Attributes
    ----------
    name : str
        As written below the drawing.
    region : str
        Id of the glossary's term for where it sits; empty for the whole axon.
    colour : str
        Of its symbol.
    at : tuple of float
        Where it is drawn along the axon, on both sides of the node if not 0.
    """

    name: str
    region: str
    colour: str
    at: tuple[float, ...]


#: What can be chosen, by the id of the glossary's term.
PLACES: Mapping[str, Place] = MappingProxyType(
    {
        "sodium-channel": Place(
            name="sodium channel", region="node-of-ranvier", colour=SODIUM, at=(0.0, 0.76)
        ),
        "persistent-sodium-current": Place(
            name="persistent Na", region="node-of-ranvier", colour=_ORANGE, at=(0.0,)
        ),
        "kv7": Place(name="Kv7", region="node-of-ranvier", colour=KV7, at=(0.38, 1.14)),
        "barrett-barrett-conductance": Place(
            name="paranodal leak", region="paranode", colour=INK, at=(2.4,)
        ),
        "kv1": Place(name="Kv1", region="juxtaparanode", colour=KV1, at=(3.8, 4.7, 5.6)),
        "caspr2": Place(name="CASPR2", region="juxtaparanode", colour=CASPR2, at=(3.8, 4.7, 5.6)),
        "sodium-potassium-pump": Place(name="pump", region="", colour=GREY, at=(8.3,)),
    }
)
_REGIONS = (
    ("node", -_NODE, _NODE), ("paranode", _NODE, _PARANODE),
    ("juxtaparanode", _PARANODE, _JUXTAPARANODE), ("internode", _JUXTAPARANODE, EDGE),
)  # fmt: skip


def draw_fibre(axes: Axes) -> None:
    """Draw the axon with its membrane, and the myelin on both sides of the node."""
    axes.add_patch(Rectangle((-EDGE, -_MEMBRANE_Y), 2 * EDGE, 2 * _MEMBRANE_Y,
                             facecolor=_AXOPLASM, edgecolor="none"))  # fmt: skip
    for side in (-1, 1):
        axes.plot([-EDGE, EDGE], [side * _MEMBRANE_Y] * 2, color=INK, linewidth=2.2, zorder=3)
        for end in (-1, 1):
            _draw_myelin(axes, end, side)
    axes.text(-EDGE + 0.3, 0.0, "inside of the axon", ha="left", va="center", fontsize=12)


def _draw_myelin(axes: Axes, end: int, side: int) -> None:
    """Draw lamellae over the internode and the loops that seal them at the paranode."""
    for layer in range(5):
        y = side * (_MEMBRANE_Y + 0.24 + 0.26 * layer)
        loop_x = end * (_PARANODE - 0.2 - 0.36 * layer)
        axes.plot([loop_x, end * EDGE], [y, y], color=_MYELIN, linewidth=8.0, zorder=1,
                  solid_capstyle="round")  # fmt: skip
        axes.plot([loop_x, end * EDGE], [y, y], color=_MYELIN_EDGE, linewidth=0.8, zorder=2)
        axes.plot([loop_x, loop_x], [y, side * (_MEMBRANE_Y + 0.2)], color=_MYELIN,
                  linewidth=6.0, zorder=1)  # fmt: skip
        axes.add_patch(Ellipse((loop_x, side * (_MEMBRANE_Y + 0.2)), 0.34, 0.36, zorder=4,
                               facecolor=_MYELIN, edgecolor=_MYELIN_EDGE))  # fmt: skip


def name_regions(axes: Axes) -> None:
    """Write the name of each region above the stretch it covers."""
    y = 3.35
    for name, left, right in _REGIONS:
        pairs = [(left, right)] if left < 0 else [(left, right), (-right, -left)]
        for low, high in pairs:
            axes.plot([low + 0.08, low + 0.08, high - 0.08, high - 0.08],
                      [y - 0.22, y, y, y - 0.22], color=GREY, linewidth=1.2)  # fmt: skip
            lift = 0.85 if name == "paranode" else 0.3
            axes.text((low + high) / 2, y + lift, name, ha="center", va="bottom", fontsize=12.5)
            if lift > 0.5:
                axes.plot([(low + high) / 2] * 2, [y, y + lift], color=GREY, linewidth=0.8)
    axes.text(8.3, 2.85, "myelin", ha="center", va="center", fontsize=12, color=_MYELIN_EDGE)


def symbols(axes: Axes, id_: str) -> list[Patch]:
    """Add every symbol of one kind, on both membranes and both sides of the node."""
    found: list[Patch] = []
    for at in PLACES[id_].at:
        for x in (at,) if at == 0.0 else (at, -at):
            for side in (-1, 1):
                found += _symbol(id_, x, side)
    for patch in found:
        axes.add_patch(patch)
    return found


def _symbol(id_: str, x: float, side: int) -> list[Patch]:
    y = side * _MEMBRANE_Y
    if id_ == "caspr2":
        return [Rectangle((x - 0.07, y + side * 0.38 - 0.2), 0.14, 0.4, zorder=5)]
    if id_ == "barrett-barrett-conductance":
        ends = [(np.sign(x) * 1.4, y + side * 0.02), (np.sign(x) * 3.6, y + side * 0.02)]
        return [
            FancyArrowPatch(
                *ends, arrowstyle="<->", mutation_scale=13, zorder=5, shrinkA=0, shrinkB=0,
                connectionstyle="arc3,rad=0.0",
            )
        ]  # fmt: skip
    if id_ == "sodium-potassium-pump":
        return [Circle((x, y), 0.22, zorder=5)]
    if id_ == "persistent-sodium-current":
        # The same channels, seen when they fail to shut: sodium goes on flowing in.
        return [
            FancyArrowPatch(
                (x, y + side * 1.15), (x, y - side * 0.95), arrowstyle="-|>", mutation_scale=16,
                zorder=5, shrinkA=0, shrinkB=0,
            )
        ]  # fmt: skip
    width = 0.34 if id_ == "kv1" else 0.2
    return [
        FancyBboxPatch(
            (x + shift - width / 4, y - 0.3), width / 2, 0.6, zorder=5,
            boxstyle="round,pad=0,rounding_size=0.06",
        )
        for shift in (-width / 3, width / 3)
    ]  # fmt: skip


def name_below(axes: Axes, place: int, id_: str) -> tuple[Patch, Any]:
    """Write the name of a part in a box along the foot of the drawing."""
    widths = np.array([3.9, 3.6, 1.7, 3.9, 1.7, 2.3, 1.9])
    gap = (2 * EDGE - widths.sum()) / (widths.size + 1)
    left = -EDGE + gap * (place + 1) + widths[:place].sum()
    box = FancyBboxPatch(
        (left, -4.85), widths[place], 0.95, boxstyle="round,pad=0,rounding_size=0.25",
        edgecolor=PLACES[id_].colour, zorder=6,
    )  # fmt: skip
    axes.add_patch(box)
    text = axes.text(left + widths[place] / 2, -4.38, PLACES[id_].name, ha="center", va="center",
                     fontsize=12.5, zorder=7)  # fmt: skip
    return box, text
