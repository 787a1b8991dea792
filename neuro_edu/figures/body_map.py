"""Where it shows: symptoms by region of the body, counted where a source counts them."""

from collections.abc import Sequence

from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.colors import LinearSegmentedColormap, to_hex
from matplotlib.figure import Figure
from matplotlib.patches import PathPatch, Rectangle
from matplotlib.path import Path

from neuro_edu.figures.body_organs import ORGANS, add_organ
from neuro_edu.figures.body_outline import BODY, HEAD, PARTS, SKIN, add_part, draw_body
from neuro_edu.figures.style import BLUE, GREY, INK, PALE, house_style, new_figure
from neuro_edu.figures.symptom_counts import REGIONS, BodyMap, SymptomCount
from neuro_edu.figures.symptom_row import BAR_WIDTH, BAR_X, SymptomRow

HEIGHT_PX = 620
SMALL_SERIES = 30

_SHARES = LinearSegmentedColormap.from_list("shares", ["#dcebf5", "#5aa7d6", "#00395c"])

# Which parts of the figure a region lights up, and whose count colours a part among all regions.
_PARTS_OF = {
    "limbs": ("legs", "arms"),
    "trunk": ("trunk",),
    "face": ("face",),
    "sensory": ("hands and feet",),
}
_REGION_OF = {"cns": "cns", "eyes": "eyes", "autonomic": "autonomic", "sweat": "autonomic"}
_SYMPTOM_OF = {
    "legs": "leg-twitching-and-cramps",
    "arms": "arm-twitching-and-cramps",
    "trunk": "trunk-twitching",
    "face": "face-twitching",
    "cns": "brain-involvement",
}

# The panel beside the figure, in pixels from its upper left corner.
_PANEL_PX = (710, HEIGHT_PX)
_TOP, _SCALE_Y, _LEGEND_Y = 84, 570, 440
_GAPS = (6.0, 24.0)
_MOST_ROWS = 8


class BodyMapView:
    """A drawn human figure, and the symptoms of the region chosen beside it."""

    def __init__(self) -> None:
        with house_style():
            self.figure: Figure = new_figure(1000, HEIGHT_PX)
            self.figure.set_layout_engine("none")  # every axes has its place
            body = self.figure.add_axes((0.005, 0.02, 0.255, 0.96))
            self._body = draw_body(body)
            panel = self.figure.add_axes((0.285, 0.0, 0.71, 1.0))
            panel.set(xlim=(0, _PANEL_PX[0]), ylim=(_PANEL_PX[1], 0))
            panel.set_axis_off()
            self._halo = _add_halo(body)
            self._parts = {name: add_part(body, name, linewidth=0) for name in PARTS}
            self._organs = {name: add_organ(body, name, BLUE) for name in ORGANS}
            self._title = panel.text(0, 16, "", va="top", fontsize=17, weight="bold")
            self._note = panel.text(0, 48, "", va="top", fontsize=12, color=GREY)
            self._rows = [SymptomRow(panel) for _ in range(_MOST_ROWS)]
            _draw_scale(panel)
            self._legend = _add_legend(panel)

    @property
    def moving(self) -> Sequence[Artist]:
        """The artists that change with the region."""
        rows = [artist for row in self._rows for artist in row.artists]
        coloured = [self._halo, *self._body, *self._parts.values(), *self._organs.values()]
        return (*coloured, self._title, self._note, *rows, *self._legend)

    def update(self, result: BodyMap) -> None:
        """Show another region."""
        everywhere = result.region == "all"
        shown = result.counted if everywhere else result.counts
        self._title.set_text("How often it shows" if everywhere else REGIONS[result.region])
        self._note.set_text(_note(result))
        self._fill_rows(shown, everywhere)
        for artist in self._legend:
            artist.set_visible(everywhere)
        self._colour_body(result)

    def _fill_rows(self, counts: Sequence[SymptomCount], everywhere: bool) -> None:
        for row in self._rows[len(counts) :]:
            row.hide()
        filled = [
            (row, row.fill(count, _colour(count) if everywhere else BLUE, quoted=not everywhere))
            for row, count in zip(self._rows, counts, strict=False)
        ]
        free = _SCALE_Y - _TOP - sum(height for _, height in filled)
        low, high = _GAPS
        gap = min(high, max(low, free / max(1, len(filled))))
        top: float = _TOP
        for row, height in filled:
            row.place(top)
            top += height + gap

    def _colour_body(self, result: BodyMap) -> None:
        everywhere = result.region == "all"
        shares = {count.symptom.id: count for count in result.counts}
        for name, patch in self._parts.items():
            count = shares.get(_SYMPTOM_OF.get(name, ""))
            chosen = name in _PARTS_OF.get(result.region, ())
            patch.set_visible(chosen or (everywhere and count is not None))
            patch.set_facecolor(_colour(count) if everywhere and count else BLUE)
        for name, patch in self._organs.items():
            sweat = name == "sweat"
            count = shares.get(_SYMPTOM_OF.get(name, ""))
            patch.set_visible((everywhere and not sweat) or result.region == _REGION_OF[name])
            uncounted = everywhere and count is None
            patch.set_facecolor("white" if uncounted else BLUE)
            if everywhere and count is not None:
                patch.set_facecolor(_colour(count))
            patch.set_hatch("/////" if uncounted else "")
        complaints = shares.get("sensory-or-autonomic-complaints")
        self._halo.set_visible(everywhere and complaints is not None)
        if complaints is not None:
            self._halo.set_edgecolor(_colour(complaints))


def _add_halo(axes: Axes) -> PathPatch:
    halo = PathPatch(
        Path.make_compound_path(BODY, HEAD), facecolor=SKIN, linewidth=9, joinstyle="round",
        zorder=0.5,
    )  # fmt: skip
    axes.add_patch(halo)
    return halo


def _colour(count: SymptomCount) -> str:
    return to_hex(_SHARES(count.share))


def _draw_scale(axes: Axes) -> None:
    """Draw the axis of all bars."""
    ends = [BAR_X, BAR_X + BAR_WIDTH]
    axes.plot(ends, [_SCALE_Y] * 2, color=GREY, linewidth=1)
    for share in (0.0, 0.5, 1.0):
        x = BAR_X + share * BAR_WIDTH
        axes.plot([x, x], [_SCALE_Y, _SCALE_Y + 5], color=GREY, linewidth=1)
        axes.plot([x, x], [_TOP - 6, _SCALE_Y], color=PALE, linewidth=1, zorder=0)
        axes.text(x, _SCALE_Y + 7, f"{100 * share:.0f}", ha="center", va="top", fontsize=12)
    middle = BAR_X + BAR_WIDTH / 2
    axes.text(middle, _SCALE_Y + 25, "patients (%)", ha="center", va="top", fontsize=12)


def _add_legend(axes: Axes) -> tuple[Artist, ...]:
    """Explain the colours of the figure."""
    steps = 10
    width = 200 / steps
    shades = [
        Rectangle((i * width, _LEGEND_Y), width, 16, linewidth=0,
                  facecolor=_SHARES(i / (steps - 1)))
        for i in range(steps)
    ]  # fmt: skip
    hatched = Rectangle(
        (0, _LEGEND_Y + 54), 34, 16, facecolor="white", hatch="/////", edgecolor=INK, linewidth=0.8
    )
    for patch in (*shades, hatched):
        axes.add_patch(patch)
    texts = [
        axes.text(0, _LEGEND_Y - 6, "Colour: share of patients", va="bottom", fontsize=12),
        axes.text(0, _LEGEND_Y + 20, "0 %", va="top", fontsize=12),
        axes.text(200, _LEGEND_Y + 20, "100 %", va="top", ha="right", fontsize=12),
        axes.text(44, _LEGEND_Y + 62, "no count found (eyes, heart)",
                  va="center", fontsize=12),
        axes.text(0, _LEGEND_Y + 84, "Rim of the figure: sensory or autonomic complaints",
                  va="top", fontsize=12),
    ]  # fmt: skip
    return (*shades, hatched, *texts)


def _note(result: BodyMap) -> str:
    if not result.counted:
        return "No count was found for any of these."
    asked = sorted({count.symptom.denominator or 0 for count in result.counted})
    patients = " and ".join(str(n) for n in asked)
    if asked[0] >= SMALL_SERIES:
        return f"Counted in {patients} patients; black lines: 95 % intervals."
    return f"Counted in only {patients} patients, so the 95 % intervals (black lines) are wide."


def describe_body_map(result: BodyMap) -> str:
    """Say in one sentence what was counted.

    Parameters
    ----------
    result : BodyMap
        What is shown.

    Returns
    -------
    str
        With counts, shares and 95 % intervals.
    """
    parts = [_said(count, first=count is result.counted[0]) for count in result.counted]
    n_silent = len(result.counts) - len(result.counted)
    if n_silent:
        other = "other " if parts else ""
        symptoms = "symptom" if n_silent == 1 else "symptoms"
        parts.append(f"no count was found for {n_silent} {other}{symptoms}")
    return f"{REGIONS[result.region]}: {'; '.join(parts)}."


def _said(count: SymptomCount, *, first: bool) -> str:
    low, high = (100 * end for end in count.interval)
    name = count.symptom.name
    return (
        f"{name[0].lower()}{name[1:]} in {count.count} patients "
        f"({100 * count.share:.0f} %, {'95 % interval ' if first else ''}{low:.0f} to {high:.0f} %)"
    )
