"""What cannot be seen from outside: brain and cord, eyes, heart and sweat on the drawn figure."""

from matplotlib.axes import Axes
from matplotlib.patches import PathPatch
from matplotlib.path import Path

from neuro_edu.figures.shapes import Points, mirrored, smooth
from neuro_edu.figures.style import INK

_BRAIN = (
    (0.0, 7.91), (0.16, 7.89), (0.29, 7.79), (0.33, 7.66), (0.28, 7.55), (0.14, 7.53),
    (0.07, 7.46), (0.05, 7.3),
)  # fmt: skip
_CORD = ((0.05, 7.3), (0.045, 6.5), (0.045, 5.6), (0.02, 4.75), (0.0, 4.6))
_EYE = ((0.08, 7.38), (0.18, 7.44), (0.28, 7.38), (0.18, 7.33))
_HEART = (
    (0.0, 5.98), (0.1, 6.06), (0.22, 6.04), (0.28, 5.92), (0.2, 5.72), (0.06, 5.56), (-0.06, 5.7),
    (-0.12, 5.88), (-0.08, 6.02),
)  # fmt: skip
_DROP = ((0.0, 0.17), (0.05, 0.04), (0.05, -0.04), (0.0, -0.08), (-0.05, -0.04), (-0.05, 0.04))
_DROPS_AT = (
    (0.26, 7.68), (-0.26, 7.68), (0.0, 7.8), (0.45, 6.25), (-0.45, 6.25), (0.35, 5.2),
    (-0.35, 5.2), (1.02, 5.1), (-1.02, 5.1), (0.0, 4.9), (1.5, 3.5), (-1.5, 3.5), (0.36, 3.2),
    (-0.36, 3.2), (0.36, 0.12), (-0.36, 0.12),
)  # fmt: skip


def _shift(points: Points, x: float, y: float) -> Points:
    return [(float(a) + x, float(b) + y) for a, b in points]


def _mirror_pair(points: Points) -> Path:
    other = [(-float(x), float(y)) for x, y in points]
    return Path.make_compound_path(smooth(points, closed=True), smooth(other, closed=True))


#: Outlines by region of `symptoms.toml`; sweat goes with the autonomic region.
ORGANS = {
    "cns": Path.make_compound_path(
        smooth(mirrored(_BRAIN), closed=True), smooth(mirrored(_CORD), closed=True)
    ),
    "eyes": _mirror_pair(_EYE),
    "autonomic": smooth(_HEART, closed=True),
    "sweat": Path.make_compound_path(
        *(smooth(_shift(_DROP, x, y), closed=True) for x, y in _DROPS_AT),
    ),
}


def add_organ(axes: Axes, name: str, color: str) -> PathPatch:
    """Add what stands for a region that has no skin of its own.

    Parameters
    ----------
    axes : matplotlib.axes.Axes
        Axes that hold the figure.
    name : str
        One of `ORGANS`.
    color : str
        Fill.

    Returns
    -------
    matplotlib.patches.PathPatch
    """
    patch = PathPatch(
        ORGANS[name], facecolor=color, edgecolor=INK, linewidth=0.6, zorder=5, joinstyle="round"
    )
    axes.add_patch(patch)
    return patch
