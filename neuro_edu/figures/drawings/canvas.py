"""What all drawn pictures share: a white sheet in pixels, labels, arrows, boxes, nerves."""

from typing import Any

import matplotlib.patheffects as effects
import numpy as np
import numpy.typing as npt
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import FancyArrowPatch, FancyBboxPatch, PathPatch, Polygon
from matplotlib.path import Path
from matplotlib.text import Text

from neuro_edu.figures.shapes import Points, along, smooth
from neuro_edu.figures.style import (
    GREEN,
    GREY,
    INK,
    PALE,
    PURPLE,
    VERMILION,
    house_style,
    new_figure,
)

WIDTH_PX = 1000

# Tissues look the same in every picture; the palette's colours mark what a picture is about.
NERVE, NERVE_EDGE = "#f7e6b0", "#a8862f"
MYELIN, MYELIN_EDGE = "#fbf3da", "#b79a4e"
MUSCLE, MUSCLE_EDGE = "#efc6bd", "#ad6555"
PALE_BLUE, PALE_ORANGE, PALE_GREY = "#dbebf6", "#fbe3d2", "#eef1f4"

# The palette's light colours are too pale for letters on white.
_FOR_LETTERS = {GREEN: "#007a59", PURPLE: "#a34f7c", VERMILION: "#b85000"}
_HALO: list[effects.AbstractPathEffect] = [effects.withStroke(linewidth=3, foreground="white")]

Point = tuple[float, float]


def sheet(height_px: int = 480) -> tuple[Figure, Axes]:
    """Return an empty picture and its axes, which count pixels from the lower left corner."""
    with house_style():
        figure = new_figure(WIDTH_PX, height_px)
        figure.set_layout_engine("none")
        axes = figure.add_axes((0, 0, 1, 1))
        axes.set(xlim=(0, WIDTH_PX), ylim=(0, height_px))
        axes.set_axis_off()
    return figure, axes


def label(axes: Axes, x: float, y: float, text: str, **style: Any) -> Text:
    """Write text there, 13 points unless told otherwise, legible on any ground."""
    wanted = {"fontsize": 13, "color": INK, "ha": "center", "va": "center", "zorder": 20, **style}
    wanted["color"] = _FOR_LETTERS.get(str(wanted["color"]), wanted["color"])
    with house_style():
        written = axes.text(x, y, text, **wanted)
    written.set_path_effects(_HALO)
    return written


def note(axes: Axes, x: float, y: float, text: str, **style: Any) -> Text:
    """Write a smaller, grey remark."""
    return label(axes, x, y, text, **{"fontsize": 12, "color": GREY, **style})


def leader(axes: Axes, start: Point, end: Point, color: str = INK) -> None:
    """Join a label and what it names by a thin line with a dot at its end."""
    axes.plot(*zip(start, end, strict=True), color=color, linewidth=1.0, zorder=15)
    axes.plot(*end, marker="o", markersize=4, color=color, zorder=15)


def arrow(axes: Axes, start: Point, end: Point, **style: Any) -> None:
    """Draw an arrow; a `bend` other than 0 curves it."""
    color, bend = style.pop("color", INK), style.pop("bend", 0.0)
    style = {"linewidth": 2.4, "mutation_scale": 20, "zorder": 12, **style}
    axes.add_patch(
        FancyArrowPatch(
            start, end, arrowstyle="-|>", color=color, shrinkA=0, shrinkB=0,
            connectionstyle=f"arc3,rad={bend}", **style,
        )
    )  # fmt: skip


def panel(axes: Axes, corner: Point, size: Point, **style: Any) -> None:
    """Draw a box with round corners from its lower left corner."""
    radius = style.pop("radius", 10)
    axes.add_patch(
        FancyBboxPatch(
            corner, *size, boxstyle=f"round,pad=0,rounding_size={radius}",
            **{"facecolor": PALE_GREY, "edgecolor": PALE, "linewidth": 1.5, "zorder": 1, **style},
        )
    )  # fmt: skip


def blob(axes: Axes, points: Points, **style: Any) -> PathPatch:
    """Draw a smooth closed shape through points."""
    return outline(axes, smooth(points, closed=True), **style)


def outline(axes: Axes, path: Path, **style: Any) -> PathPatch:
    """Draw a path."""
    wanted = {"facecolor": "none", "edgecolor": INK, "linewidth": 1.4, "zorder": 3, **style}
    patch = PathPatch(path, joinstyle="round", **wanted)
    axes.add_patch(patch)
    return patch


def disc(axes: Axes, centre: Point, radius: float, **style: Any) -> PathPatch:
    """Draw a round shape."""
    return outline(axes, Path.circle(centre, radius), **style)


def ribbon(axes: Axes, points: Points, width_px: float, fill: str, edge: str, **style: Any) -> None:
    """Draw a soft tube along points, so many pixels wide."""
    xy = np.asarray(points, dtype=float)
    zorder = style.get("zorder", 5.0)
    cap = style.get("cap", "round")
    for width, color, step in ((width_px, edge, 0.0), (width_px - 3, fill, 0.1)):
        axes.plot(
            *xy.T, color=color, linewidth=width * 0.72, solid_capstyle=cap,
            solid_joinstyle="round", zorder=zorder + step,
        )  # fmt: skip


def axon(
    axes: Axes, points: Points, *, n_segments: int, width_px: float = 16, gap_px: float = 9
) -> npt.NDArray[np.float64]:
    """Draw a myelinated axon along points.

    Returns
    -------
    ndarray, shape (n_segments - 1, 2)
        Where its nodes are.
    """
    per_segment = 60
    places = along(points, n_segments * per_segment + 1)
    ribbon(axes, places, 0.45 * width_px, NERVE, NERVE_EDGE, zorder=5)
    step = float(np.hypot(*(places[1] - places[0])))
    # Round ends reach half a width beyond their points.
    half = round((gap_px + 0.8 * width_px) / 2 / step)
    for first in range(0, n_segments * per_segment, per_segment):
        segment = places[first + half : first + per_segment - half + 1]
        ribbon(axes, segment, width_px, MYELIN, MYELIN_EDGE, zorder=6)
    return places[per_segment:-1:per_segment]


def wedge(axes: Axes, points: Points, **style: Any) -> None:
    """Draw a straight-sided shape, such as the cone of a magnifying glass."""
    axes.add_patch(Polygon(np.asarray(points), closed=True, **{"zorder": 0.5, **style}))
