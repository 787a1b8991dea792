"""Where a patient twitches: regions of the body from the front, and how they move."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from matplotlib.artist import Artist
from matplotlib.figure import Figure
from matplotlib.patches import PathPatch, Rectangle
from matplotlib.path import Path

from neuro_edu.errors import ParameterError
from neuro_edu.figures.body_outline import BODY, HEAD, draw_body
from neuro_edu.figures.style import BLUE, GREY, INK, house_style, new_figure

HEIGHT_PX = 480

#: How a region moves, from least to most: words, colour and hatching.
LEVELS = {
    "single": ("single twitches now and then", "#cfe3f1", ".."),
    "rippling": ("rippling, wave upon wave", "#5aa7d6", "//"),
    "strong": ("strong rippling without a pause", BLUE, "xx"),
}
# Rough shapes on the patient's left, cut to size by the outline; the others are their mirror image.
_SIDED = {
    "arm": ((0.74, 5.9), (0.72, 6.2), (0.7, 6.7), (2.0, 6.7), (2.0, 4.0), (1.1, 4.0), (0.86, 5.0)),
    "hand": ((1.1, 4.0), (2.0, 4.0), (2.0, 2.9), (1.1, 2.9)),
    "thigh": ((0.0, 3.7), (0.9, 4.15), (0.9, 2.3), (0.0, 2.3)),
    "calf": ((0.0, 2.2), (0.9, 2.2), (0.9, 0.5), (0.0, 0.5)),
}
_MIDDLE = {
    "trunk": ((-0.72, 6.2), (-0.3, 6.69), (0.3, 6.69), (0.72, 6.2), (0.8, 5.0), (0.9, 4.15),
              (0.0, 3.72), (-0.9, 4.15), (-0.8, 5.0)),
    "face": ((-0.6, 7.62), (0.6, 7.62), (0.6, 6.8), (-0.6, 6.8)),
    "tongue": ((-0.11, 7.14), (0.11, 7.14), (0.09, 7.0), (0.0, 6.95), (-0.09, 7.0)),
}  # fmt: skip
_SHAPES = {
    **_MIDDLE,
    **{f"left {part}": shape for part, shape in _SIDED.items()},
    **{f"right {part}": tuple((-x, y) for x, y in shape) for part, shape in _SIDED.items()},
}
REGIONS = tuple(_SHAPES)


@dataclass(frozen=True, kw_only=True)
class Twitching:
    """What moves by itself.

    Attributes
    ----------
    regions : mapping of str to str
        One of `LEVELS` for each of some `REGIONS`.

    Raises
    ------
    ParameterError
        If a region or a level does not exist.
    """

    regions: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for region, level in self.regions.items():
            if region not in REGIONS or level not in LEVELS:
                raise ParameterError(f"there is no region {region!r} that moves {level!r}")


class TwitchingMapView:
    """A drawn human figure whose moving regions are marked."""

    def __init__(self) -> None:
        with house_style():
            self.figure: Figure = new_figure(620, HEIGHT_PX)
            self.figure.set_layout_engine("none")
            body = self.figure.add_axes((0.02, 0.02, 0.36, 0.96))
            draw_body(body)
            self._patches = {}
            for number, (region, shape) in enumerate(_SHAPES.items()):
                outline = HEAD if region in ("face", "tongue") else BODY
                patch = PathPatch(
                    Path(np.array([*shape, shape[0]]), closed=True),
                    linewidth=0.8,
                    edgecolor=INK,
                    zorder=(3.5 if outline is HEAD else 2.0) + 0.01 * number,
                )
                body.add_patch(patch)
                patch.set_clip_path(outline, body.transData)
                self._patches[region] = patch
            _draw_legend(self.figure)
            self._note = self.figure.text(0.44, 0.12, "", fontsize=13)

    @property
    def moving(self) -> Sequence[Artist]:
        """The artists that change with the patient."""
        return (*self._patches.values(), self._note)

    def update(self, result: Twitching) -> None:
        """Show another patient."""
        for region, patch in self._patches.items():
            level = result.regions.get(region)
            patch.set_visible(level is not None)
            if level is not None:
                _, colour, hatch = LEVELS[level]
                patch.set(facecolor=colour, hatch=hatch)
        self._note.set_text("" if result.regions else "Nothing moves by itself.")


def _draw_legend(figure: Figure) -> None:
    axes = figure.add_axes((0.44, 0.0, 0.56, 1.0))
    axes.set(xlim=(0, 10), ylim=(0, 10))
    axes.set_axis_off()
    axes.text(0, 8.2, "Movement at rest", fontsize=16, weight="bold", va="bottom")
    for number, (words, colour, hatch) in enumerate(LEVELS.values()):
        y = 6.9 - 1.2 * number
        axes.add_patch(
            Rectangle((0, y), 1.0, 0.7, facecolor=colour, hatch=hatch, edgecolor=INK, linewidth=0.8)
        )
        axes.text(1.4, y + 0.35, words, va="center")
    axes.text(0, 3.4, "Seen from the front: the patient's left\nis on the right of the picture.",
              color=GREY, fontsize=12, va="top")  # fmt: skip


def describe_twitching_map(result: Twitching) -> str:
    """Say in one sentence what moves.

    Parameters
    ----------
    result : Twitching
        What is shown.

    Returns
    -------
    str
    """
    if not result.regions:
        return "Of 11 regions of the body none moves by itself."
    by_level = {
        level: [region for region in REGIONS if result.regions.get(region) == level]
        for level in reversed(LEVELS)
    }
    parts = [
        f"{', '.join(regions)}: {LEVELS[level][0]}"
        for level, regions in by_level.items()
        if regions
    ]
    where = "; ".join(parts)
    return (
        f"{len(result.regions)} of {len(REGIONS)} regions move by themselves. "
        f"{where[0].upper()}{where[1:]}."
    )
