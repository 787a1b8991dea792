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


def along(points: Points, n: int) -> npt.NDArray[np.float64]:
    """Return places at equal distances along the smooth curve through points.

    Parameters
    ----------
    points : sequence of (float, float)
        Where the curve passes; shape (m, 2), in pixels or anything as fine.
    n : int
        How many places, both ends among them.

    Returns
    -------
    ndarray, shape (n, 2)
    """
    curve = np.asarray(smooth(points).to_polygons(closed_only=False)[0], dtype=float)
    steps = np.hypot(*np.diff(curve, axis=0).T)
    distance = np.concatenate([[0.0], np.cumsum(steps)])
    wanted = np.linspace(0.0, distance[-1], n)
    return np.column_stack([np.interp(wanted, distance, curve[:, axis]) for axis in (0, 1)])
