"""A standing human figure seen from the front, and the parts of it that can be coloured."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

import numpy as np
import numpy.typing as npt
from matplotlib.axes import Axes
from matplotlib.patches import PathPatch
from matplotlib.path import Path

from neuro_edu.figures.shapes import Points, mirrored, smooth

SKIN = "#e9ecf0"
CONTOUR = "#9aa3ad"

#: Height and half width of the figure; the unit is one eighth of the height (a head).
HEIGHT = 8.0
HALF_WIDTH = 1.75

# The figure's left half (on the right of the picture), from the top of the head down.
_HEAD = (
    (0.0, 8.0), (0.2, 7.96), (0.36, 7.8), (0.42, 7.55), (0.41, 7.36), (0.37, 7.15), (0.26, 6.97),
    (0.12, 6.88),
)  # fmt: skip
_BODY = (
    (0.19, 7.05), (0.2, 6.82), (0.25, 6.7), (0.45, 6.6), (0.72, 6.53), (0.93, 6.4), (1.02, 6.16),
    (1.05, 5.86), (1.1, 5.5), (1.17, 5.12), (1.27, 4.86), (1.35, 4.55), (1.42, 4.2), (1.47, 3.98),
    (1.56, 3.82), (1.63, 3.62), (1.65, 3.4), (1.62, 3.2), (1.55, 3.12), (1.48, 3.2), (1.44, 3.42),
    (1.38, 3.56), (1.32, 3.48), (1.27, 3.5), (1.27, 3.66), (1.31, 3.86), (1.28, 4.05),
    (1.18, 4.4), (1.04, 4.78), (0.95, 5.08), (0.88, 5.42), (0.8, 5.78), (0.74, 5.92), (0.69, 5.7),
    (0.65, 5.35), (0.6, 5.02), (0.58, 4.8), (0.62, 4.5), (0.7, 4.2), (0.74, 3.9), (0.74, 3.5),
    (0.68, 3.0), (0.6, 2.55), (0.55, 2.25), (0.56, 1.95), (0.58, 1.65), (0.53, 1.25),
    (0.43, 0.75), (0.38, 0.42), (0.42, 0.24), (0.52, 0.08), (0.5, 0.0), (0.36, -0.02),
    (0.24, 0.04), (0.2, 0.2), (0.21, 0.42), (0.2, 0.8), (0.16, 1.3), (0.17, 1.7), (0.21, 2.1),
    (0.2, 2.4), (0.16, 2.8), (0.1, 3.3), (0.06, 3.66), (0.0, 3.76),
)  # fmt: skip

# Faint lines that make a body of the outline: collar bones, chest, belly, knees.
_LINES = (
    ((0.06, 6.42), (0.3, 6.46), (0.62, 6.5)),
    ((0.1, 5.62), (0.32, 5.56), (0.55, 5.68)),
    ((0.26, 4.3), (0.34, 4.12), (0.44, 4.02)),
    ((0.27, 2.33), (0.37, 2.25), (0.48, 2.34)),
)
_MIDLINE = ((0.0, 5.5), (0.0, 4.78))
_EAR = ((0.4, 7.52), (0.49, 7.56), (0.5, 7.4), (0.44, 7.22), (0.39, 7.24))

# Where each part lies; the figure's own outline cuts these rough shapes to size.
_ARM = (
    (0.74, 5.9), (0.72, 6.2), (0.7, 6.7), (2.0, 6.7), (2.0, 2.9), (1.1, 2.9), (0.86, 5.0),
)  # fmt: skip
_LEGS = ((-0.9, 4.15), (0.0, 3.62), (0.9, 4.15), (0.9, -0.2), (-0.9, -0.2))
_TRUNK = (
    (0.3, 6.69), (0.71, 6.72), (0.72, 6.2), (0.74, 5.9), (0.8, 5.0), (0.9, 4.15), (0.0, 3.62),
)  # fmt: skip
_FACE = ((-0.6, 7.62), (0.6, 7.62), (0.6, 6.8), (-0.6, 6.8))
_HAND = ((1.1, 4.0), (2.0, 4.0), (2.0, 2.9), (1.1, 2.9))
_FOOT = ((0.0, 0.5), (0.9, 0.5), (0.9, -0.2), (0.0, -0.2))


def _polygon(points: tuple[tuple[float, float], ...]) -> Path:
    return Path(np.array([*points, points[0]]), closed=True)


def _both(points: tuple[tuple[float, float], ...]) -> Path:
    flipped = tuple((-x, y) for x, y in points)
    return Path.make_compound_path(_polygon(points), _polygon(flipped))


def _whole(half: tuple[tuple[float, float], ...]) -> tuple[tuple[float, float], ...]:
    return tuple((float(x), float(y)) for x, y in mirrored(half))


HEAD = smooth(mirrored(_HEAD), closed=True)
BODY = smooth(mirrored(_BODY), closed=True)

#: Rough shape of each part, and which outline cuts it.
PARTS: Mapping[str, tuple[Path, Path]] = MappingProxyType(
    {
        "legs": (_polygon(_LEGS), BODY),
        "arms": (_both(_ARM), BODY),
        "trunk": (_polygon(_whole(_TRUNK)), BODY),
        "face": (_polygon(_FACE), HEAD),
        "hands and feet": (Path.make_compound_path(_both(_HAND), _both(_FOOT)), BODY),
    }
)


def draw_body(axes: Axes) -> list[PathPatch]:
    """Draw the neutral figure.

    Parameters
    ----------
    axes : matplotlib.axes.Axes
        Gets equal scales on both axes and no frame.

    Returns
    -------
    list of matplotlib.patches.PathPatch
        What was drawn.
    """
    axes.set(xlim=(-HALF_WIDTH, HALF_WIDTH), ylim=(-0.15, HEIGHT + 0.1), aspect="equal")
    axes.set_axis_off()
    ears = Path.make_compound_path(*(smooth(ear, closed=True) for ear in _sides(_EAR)))
    # Ears lie behind the head, the head before the neck, parts between fill and contour.
    lines = [smooth(side) for line in _LINES for side in _sides(line)]
    inner = Path.make_compound_path(*lines, smooth(_MIDLINE))
    edge = {"facecolor": "none", "edgecolor": CONTOUR, "capstyle": "round"}
    patches = [PathPatch(inner, linewidth=1.0, alpha=0.55, zorder=2.5, **edge)]
    for path, zorder, contour in ((BODY, 1.0, 2.6), (ears, 3.0, 3.05), (HEAD, 3.1, 4.0)):
        patches.append(PathPatch(path, facecolor=SKIN, linewidth=0, zorder=zorder))
        patches.append(PathPatch(path, linewidth=1.3, zorder=contour, **edge))
    for patch in patches:
        axes.add_patch(patch)
    return patches


def _sides(points: Points) -> list[npt.NDArray[np.float64]]:
    right = np.asarray(points, dtype=float)
    return [right, right * (-1, 1)]


def add_part(axes: Axes, name: str, **style: Any) -> PathPatch:
    """Add one part of the figure as a patch of its own.

    Parameters
    ----------
    axes : matplotlib.axes.Axes
        Axes that hold the figure.
    name : str
        One of `PARTS`.
    **style
        Properties of the patch.

    Returns
    -------
    matplotlib.patches.PathPatch
    """
    rough, outline = PARTS[name]
    # The head lies in front of the neck, its colour in front of the head.
    patch = PathPatch(rough, zorder=3.5 if outline is HEAD else 2.0, **style)
    axes.add_patch(patch)
    patch.set_clip_path(outline, axes.transData)
    return patch
