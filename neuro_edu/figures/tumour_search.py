"""What a CT of the chest can show, by size, and when a search finds a tumour."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Ellipse

from neuro_edu.figures.style import BLUE, GREY, INK, PALE, VERMILION, house_style, new_figure
from neuro_edu.simulation.clinic.tumour_search import (
    ADVISED_END_months,
    ADVISED_FIRST_REPEAT_months,
    ADVISED_INTERVAL_months,
    TumourSearch,
)

#: What may be looked for: name, and its size as an order of magnitude (m).
SOUGHT = {
    "thymoma": ("a thymoma", 3e-2),
    "lung": ("a lung cancer", 2e-2),
    "myelin": ("myelin sheaths", 1e-6),
    "kv1": ("Kv1 channels and antibodies", 1e-8),
}
#: Smallest detail of a CT of the body, as an order of magnitude (m).
CT_DETAIL_m = 1e-3
_LONGEST_months = 72.0


@dataclass(frozen=True, kw_only=True)
class SearchResult:
    """A search, what it is for and from when on that could be seen (months)."""

    search: TumourSearch
    sought: str
    visible_month: float

    @property
    def can_be_seen(self) -> bool:
        """Whether a CT shows such a thing at all."""
        return SOUGHT[self.sought][1] >= CT_DETAIL_m

    @property
    def found_month(self) -> float | None:
        """Month of the scan that shows it, None if none does."""
        return self.search.found_month(self.visible_month) if self.can_be_seen else None


class TumourSearchView:
    """A drawn slice of the chest, a ladder of sizes and a calendar of scans."""

    def __init__(self) -> None:
        with house_style():
            self.figure: Figure = new_figure(height_px=560)
            self.figure.set_layout_engine("none")
            self._draw_chest(self.figure.add_axes((0.01, 0.47, 0.30, 0.46)))
            self._draw_ladder(self.figure.add_axes((0.36, 0.575, 0.62, 0.34)))
            self._draw_calendar(self.figure.add_axes((0.17, 0.115, 0.81, 0.24)))

    @property
    def moving(self) -> Sequence[Artist]:
        """The artists that change with the result."""
        return (self._mass, self._nodule, self._sizes, self._label, self._verdict, self._scans,
                self._visible, self._found, self._unseen)  # fmt: skip

    def update(self, result: SearchResult) -> None:
        """Show another search."""
        name, size_m = SOUGHT[result.sought]
        self._mass.set_visible(result.sought == "thymoma")
        self._nodule.set_visible(result.sought == "lung")
        self._sizes.set_data([size_m], [0.0])
        self._label.set_x(size_m)
        self._label.set_text(name)
        # The longest name stands at the left edge.
        self._label.set_horizontalalignment("center" if result.can_be_seen else "left")
        self._verdict.set_text("CT can show it" if result.can_be_seen else "CT cannot show it")
        self._verdict.set_color(BLUE if result.can_be_seen else VERMILION)
        found = result.found_month
        done = [m for m in result.search.scan_months if found is None or m <= found]
        self._scans.set_data(done, [1.0] * len(done))
        self._visible.set_data(
            [result.visible_month] if result.can_be_seen else [], [0.0] * result.can_be_seen
        )
        self._found.set_data([] if found is None else [found], [] if found is None else [1.0])
        end = _LONGEST_months if found is None else found
        seen = [result.visible_month, end] if result.can_be_seen else []
        self._unseen.set_data(seen, [0.0] * len(seen))

    def _draw_chest(self, axes: Axes) -> None:
        axes.set(xlim=(-1.1, 1.1), ylim=(-0.85, 0.85), aspect="equal")
        axes.set(xticks=(), yticks=())
        axes.set_axis_off()
        axes.set_title("Chest, drawn (no real scan)")
        for centre, size, face in (
            ((0, 0), (2.1, 1.5), "#f3ece6"),
            ((-0.52, 0.0), (0.75, 1.05), "#dfe9f1"),
            ((0.52, 0.0), (0.75, 1.05), "#dfe9f1"),
            ((0.06, 0.02), (0.44, 0.42), "#e3b9b0"),
            ((0, -0.5), (0.26, 0.24), "#c9c3b8"),
        ):
            axes.add_patch(Ellipse(centre, *size, facecolor=face, edgecolor=GREY, linewidth=1.2))
        for x, y, word in (
            (-0.55, -0.05, "lung"), (0.6, -0.05, "lung"), (0.06, 0.0, "heart"), (0, -0.5, "spine"),
        ):  # fmt: skip
            axes.text(x, y, word, ha="center", va="center", fontsize=11)
        axes.text(0, -0.83, "front is up", ha="center", va="center", fontsize=11, color=GREY)
        look: dict[str, Any] = {"facecolor": BLUE, "edgecolor": INK, "linewidth": 1.5}
        self._mass = axes.add_patch(Ellipse((0.0, 0.43), 0.34, 0.26, **look))
        self._nodule = axes.add_patch(Ellipse((-0.62, 0.24), 0.2, 0.2, **look))

    def _draw_ladder(self, axes: Axes) -> None:
        axes.set(xscale="log", xlim=(3e-9, 3e-1), ylim=(-0.6, 1.5), yticks=())
        axes.set_title("How large is it?  (orders of magnitude)")
        axes.spines["left"].set_visible(False)
        axes.set_xticks([1e-8, 1e-6, 1e-5, 1e-3, 1e-2, 1e-1])
        axes.set_xticklabels(["10 nm", "1 µm", "10 µm", "1 mm", "1 cm", "10 cm"])
        axes.minorticks_off()
        axes.axvspan(3e-9, CT_DETAIL_m, color=PALE, alpha=0.6, linewidth=0)
        axes.axvline(CT_DETAIL_m, color=INK, linewidth=1.2)
        axes.text(CT_DETAIL_m * 0.75, 1.2, "too small for a CT of the body", ha="right",
                  va="center", color=INK)  # fmt: skip
        axes.text(CT_DETAIL_m * 1.3, 1.2, "large enough", va="center", color=INK)
        sizes = [size for _name, size in SOUGHT.values()]
        axes.plot(sizes, [0.0] * len(sizes), linestyle="", marker="o", color=GREY, markersize=7)
        (self._sizes,) = axes.plot([], [], marker="o", color=BLUE, markersize=15)
        self._label = axes.text(1e-6, 0.52, "", va="center", weight="bold", color=BLUE)
        self._verdict = axes.text(1.0, -0.24, "", transform=axes.transAxes, ha="right",
                                  va="top", weight="bold")  # fmt: skip

    def _draw_calendar(self, axes: Axes) -> None:
        axes.set(xlim=(-1.5, _LONGEST_months + 1.5), ylim=(-0.6, 2.6), yticks=(2, 1, 0))
        axes.set_yticklabels(["general advice", "your CT scans", "tumour"])
        axes.set(xticks=np.arange(0, _LONGEST_months + 1, 6.0), xlabel="Months since the diagnosis")
        axes.set_title("When to look")
        axes.tick_params(axis="y", length=0)
        first, latest = ADVISED_FIRST_REPEAT_months
        later = np.arange(latest, ADVISED_END_months + 0.1, ADVISED_INTERVAL_months)
        axes.plot([0.0, *later], [2.0] * (later.size + 1), linestyle="", marker="|", color=GREY,
                  markersize=15, mew=2.2)  # fmt: skip
        axes.plot([first, latest], [2.0, 2.0], color=GREY, linewidth=5, alpha=0.5)
        (self._scans,) = axes.plot([], [], linestyle="", marker="|", color=BLUE, markersize=18,
                                   mew=2.6)  # fmt: skip
        (self._unseen,) = axes.plot([], [], color=VERMILION, linewidth=3, linestyle=(0, (2, 1)))
        (self._visible,) = axes.plot([], [], linestyle="", marker="o", color=VERMILION,
                                     markersize=11)  # fmt: skip
        (self._found,) = axes.plot([], [], linestyle="", marker="*", color=BLUE, markersize=20)


def describe_search(result: SearchResult) -> str:
    """Say whether CT can show it, how many scans were made and when it was found.

    Parameters
    ----------
    result : SearchResult
        The search.

    Returns
    -------
    str
        One sentence with the numbers of months and scans.
    """
    name = SOUGHT[result.sought][0]
    scans = result.search.scan_months
    if not result.can_be_seen:
        return (
            f"CT cannot show {name}: they are far smaller than the millimetre or so that it "
            f"resolves, so {_none_of(len(scans))} finds them."
        )
    found, seen = result.found_month, result.visible_month
    if found is None:
        return (
            f"CT can show {name}, but {_last_of(len(scans))} is in month {scans[-1]:.0f} and this "
            f"one can be seen from month {seen:.0f} on: it is not found."
        )
    n_made = sum(month <= found for month in scans)
    return (
        f"CT can show {name}: this one can be seen from month {seen:.0f} on and is found in month "
        f"{found:.0f} by scan number {n_made}, {_months(found - seen)}."
    )


def _none_of(n_scans: int) -> str:
    return "the one scan never" if n_scans == 1 else f"none of the {n_scans} scans"


def _last_of(n_scans: int) -> str:
    return "the only scan" if n_scans == 1 else f"the last of {n_scans} scans"


def _months(delay_months: float) -> str:
    if round(delay_months) == 0:
        return "in the same month"
    return f"{delay_months:.0f} month{'s' if round(delay_months) != 1 else ''} later"
