"""Smooth shapes for drawn pictures."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from matplotlib.path import Path

Points = Sequence[tuple[float, float]] | npt.NDArray[np.float64]

#: Share of the way to a neighbour at which a Catmull-Rom spline has its control points.
_TANGENT = 1 / 6


def smooth(points: Points, *, closed: bool = False) -> Path:
    """Return a smooth curve through points (a Catmull-Rom spline).

    Parameters
    ----------
    points : sequence of (float, float)
        Where the curve passes, in order; shape (n, 2).
    closed : bool
        Whether it returns to where it began.

    Returns
    -------
    matplotlib.path.Path
    """
    knots = np.asarray(points, dtype=float)
    before = np.roll(knots, 1, axis=0)
    after = np.roll(knots, -1, axis=0)
    if not closed:
        before[0], after[-1] = knots[0], knots[-1]
    tangents = (after - before) * _TANGENT
    last = len(knots) if closed else len(knots) - 1
    vertices = [knots[0]]
    for here in range(last):
        there = (here + 1) % len(knots)
        vertices += [knots[here] + tangents[here], knots[there] - tangents[there], knots[there]]
    codes = [Path.MOVETO, *[Path.CURVE4] * (3 * last)]
    if closed:
        vertices.append(knots[0])
        codes.append(Path.CLOSEPOLY)
    return Path(np.array(vertices), codes)


def mirrored(points: Points) -> npt.NDArray[np.float64]:
    """Return half an outline followed by its mirror image in the line x = 0, as one round.

    Parameters
    ----------
    points : sequence of (float, float)
        One half from top to bottom; shape (n, 2).

    Returns
    -------
    ndarray, shape (at most 2 n, 2)
        The whole outline, to be closed; points on the line come once.
    """
    half = np.asarray(points, dtype=float)
    other = half[::-1] * (-1, 1)
    return np.vstack([half, other[half[::-1, 0] != 0]])
