"""The way from the brain to a muscle fibre, drawn; and where along it things lie."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

import numpy as np
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.patches import Ellipse, FancyBboxPatch, PathPatch, Rectangle
from matplotlib.text import Text

from neuro_edu.figures.shapes import smooth
from neuro_edu.figures.style import BLUE, GREY, INK, VERMILION
from neuro_edu.simulation.clinic.manoeuvres import Site

#: Height of the path and size of the drawing, in its own units (1 unit is about 10 pixels).
WAY_Y = 11.0
WIDTH, HEIGHT = 100.0, 26.0
STATIONS: Mapping[str, float] = MappingProxyType(
    {
        "brain": 8.0,
        "spinal cord": 22.0,
        "root, plexus": 36.0,
        "nerve trunk": 49.0,
        "distal axon": 61.0,
        "terminal": 73.0,
        "junction": 82.0,
        "muscle fibre": 92.0,
    }
)
#: Where an impulse begins.
SITE_X: Mapping[Site, float] = MappingProxyType(
    {
        Site.BRAIN: STATIONS["brain"],
        Site.CELL_BODY: STATIONS["spinal cord"],
        Site.PLEXUS: STATIONS["root, plexus"],
        Site.DISTAL_AXON: STATIONS["distal axon"],
        Site.TERMINAL: STATIONS["terminal"],
        Site.MUSCLE_FIBRE: STATIONS["muscle fibre"],
    }
)
#: Where a block acts, and the height of its name.
BLOCK_X: Mapping[str, tuple[float, float]] = MappingProxyType(
    {
        "sleep": (15.0, 20.0),
        "general anaesthesia": (15.0, 23.6),
        "spinal anaesthesia": (29.0, 20.0),
        "proximal nerve block": (49.0, 23.6),
        "distal nerve block": (67.0, 20.0),
        "curare": (STATIONS["junction"], 20.0),
    }
)
MUSCLE_X = STATIONS["muscle fibre"]

_BRAIN = ((2.2, 9.5), (2.6, 13.2), (5.4, 15.8), (9.4, 15.9), (12.8, 13.8), (13.4, 10.6),
          (11.4, 8.6), (10.2, 6.8), (8.6, 7.0), (6.2, 7.4))  # fmt: skip
_SULCI = (((4.2, 12.9), (5.8, 11.6), (5.6, 10.0)), ((7.4, 15.2), (7.9, 13.2), (7.1, 11.7)),
          ((10.6, 14.6), (10.2, 12.6), (11.2, 11.2)))  # fmt: skip
_HORNS = ((22.0, 11.9), (23.1, 13.6), (23.9, 13.5), (23.3, 11.2), (24.0, 8.8), (23.0, 8.5),
          (22.0, 10.3), (21.0, 8.5), (20.0, 8.8), (20.7, 11.2), (20.1, 13.5),
          (20.9, 13.6))  # fmt: skip
_BRAIN_FILL, _CORD_FILL, _NERVE_FILL, _MUSCLE_FILL = "#ece6ee", "#f1eee4", "#f6eecb", "#f0d5cb"
_TWIGS = (2.8, 0.0, -2.8)


def draw_way(axes: Axes) -> None:
    """Draw brain, cord, nerve, junction and muscle fibre, with their names.

    Parameters
    ----------
    axes : matplotlib.axes.Axes
        Becomes a drawing without ticks.
    """
    axes.set(xlim=(0, WIDTH), ylim=(0, HEIGHT))
    axes.set_axis_off()
    for name, x in STATIONS.items():
        axes.text(x, 2.2, name, ha="center", va="center", fontsize=12.5)
    _draw_centre(axes)
    _draw_nerve(axes)
    _draw_muscle(axes)


def _draw_centre(axes: Axes) -> None:
    line: dict[str, Any] = {"edgecolor": GREY, "linewidth": 1.2}
    axes.add_patch(PathPatch(smooth(_BRAIN, closed=True), facecolor=_BRAIN_FILL, **line))
    for sulcus in _SULCI:
        axes.add_patch(PathPatch(smooth(sulcus), facecolor="none", **line))
    axes.add_patch(
        Ellipse((STATIONS["spinal cord"], WAY_Y), 9.0, 9.4, facecolor=_CORD_FILL, **line)
    )
    axes.add_patch(PathPatch(smooth(_HORNS, closed=True), facecolor="#d9d2c4", linewidth=0))
    axes.plot([13.2, 17.5], [WAY_Y, WAY_Y], color=GREY, linewidth=1.2, zorder=0)


def _draw_nerve(axes: Axes) -> None:
    x = np.linspace(26.4, 42.0, 60)
    # Strands that leave the cord apart, cross and come together: roots and plexus.
    for phase, spread in ((0.0, 3.2), (np.pi, 3.2), (np.pi / 2, 1.4)):
        y = WAY_Y + spread * np.cos(0.75 * (x - 26.4) + phase) * np.clip((43 - x) / 14, 0, 1)
        axes.plot(x, y, color=GREY, linewidth=1.2, zorder=0.5)
    box: dict[str, Any] = {
        "boxstyle": "round,pad=0,rounding_size=1.0",
        "facecolor": _NERVE_FILL,
        "edgecolor": GREY,
    }
    for left in (42.0, 47.2, 52.4):  # myelin of the trunk
        axes.add_patch(FancyBboxPatch((left, WAY_Y - 2.3), 4.6, 4.6, **box))
    for left in (57.8, 61.4):  # a single fibre of it, further on
        axes.add_patch(FancyBboxPatch((left, WAY_Y - 1.3), 3.2, 2.6, **box))
    axes.plot([42.0, 69.0], [WAY_Y, WAY_Y], color=GREY, linewidth=1.2, zorder=0.5)
    for height in _TWIGS:
        twig = ((67.5, WAY_Y), (71.5, WAY_Y + 0.7 * height), (76.0, WAY_Y + height),
                (79.6, WAY_Y + height))  # fmt: skip
        axes.add_patch(PathPatch(smooth(twig), facecolor="none", edgecolor=GREY, linewidth=1.2))
        axes.add_patch(
            Ellipse((80.3, WAY_Y + height), 1.7, 2.0, facecolor=_NERVE_FILL, edgecolor=GREY)
        )


def _draw_muscle(axes: Axes) -> None:
    for height in _TWIGS:
        axes.add_patch(
            Rectangle(
                (83.2, WAY_Y + height - 1.2), 15.8, 2.4, facecolor=_MUSCLE_FILL, edgecolor=GREY,
                linewidth=1.2,
            )
        )  # fmt: skip
        for x in np.arange(84.2, 99.0, 1.0):
            axes.plot(
                [x, x], [WAY_Y + height - 1.1, WAY_Y + height + 1.1], color=INK, linewidth=0.5,
                alpha=0.35,
            )  # fmt: skip


class Route(NamedTuple):
    """Where impulses begin, and how far they get."""

    way: Line2D
    star: Line2D
    said: Text

    def show(self, start: float, end: float, y: float) -> None:
        """Draw a route with an arrow head every few units."""
        self.star.set_data([start], [y])
        self.said.set_position((start, WAY_Y + 6.2))
        n_points = max(2, round((end - start) / 4))
        self.way.set_data(np.linspace(start, end, n_points), np.full(n_points, y))


def draw_route(axes: Axes) -> Route:
    """Return the artists of a route that is not shown yet."""
    (way,) = axes.plot([], [], color=BLUE, linewidth=3.0, marker=">", markersize=8, zorder=3)
    (star,) = axes.plot(
        [], [], linestyle="", marker="*", markersize=22, color=VERMILION,
        markeredgecolor="white", zorder=5,
    )  # fmt: skip
    said = axes.text(
        0, 0, "starts here", ha="center", va="center", color=VERMILION, weight="bold",
        fontsize=11.5, zorder=5,
    )  # fmt: skip
    return Route(way, star, said)
