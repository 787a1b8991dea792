"""What was ordered for a patient: needed, too early or wasted, one line a test."""

from collections.abc import Sequence
from dataclasses import dataclass

from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.text import Text

from neuro_edu.figures.style import BLUE, GREY, INK, PALE, VERMILION, house_style, new_figure

#: Mark, colour and words of what can be said of a test in one patient.
_LOOKS = {
    "first": ("o", BLUE, "ordered: needed first"),
    "next": ("^", BLUE, "ordered: useful as a second step"),
    "not here": ("s", GREY, "ordered: this patient does not need it"),
    "wasted": ("X", VERMILION, "ordered: helps nobody with this suspicion"),
    "missing": ("o", VERMILION, "missing: needed first"),
    "open": ("", PALE, ""),
}


@dataclass(frozen=True, kw_only=True)
class OrderedTests:
    """Tests with what is said of each.

    Attributes
    ----------
    patient : str
        The suspected patient, in words.
    verdicts : tuple of (str, str)
        Name of each test and ``"first"``, ``"next"``, ``"not here"``, ``"wasted"``, ``"missing"``
        or ``"open"`` (not ordered, nothing said).
    n_needed : int
        How many tests the patient needs first.
    """

    patient: str
    verdicts: tuple[tuple[str, str], ...]
    n_needed: int

    def count(self, verdict: str) -> int:
        """How many tests have a verdict."""
        return sum(said == verdict for _name, said in self.verdicts)


class TestOrdersView:
    """A list of tests with a mark and a verdict beside each.

    Parameters
    ----------
    names : sequence of str
        Names of the tests, from the top down.
    """

    __test__ = False  # not a test of this program

    def __init__(self, names: Sequence[str]) -> None:
        with house_style():
            self.figure: Figure = new_figure(height_px=520)
            axes = self.figure.subplots()
            axes.set(xlim=(0, 1), ylim=(len(names) - 0.4, -1.6))
            axes.set(xticks=(), yticks=())
            axes.set_axis_off()
            self._patient = axes.text(0.0, -1.05, "", weight="bold", fontsize=14, va="center")
            self._marks: dict[str, Line2D] = {}
            self._words: list[Text] = []
            for row, name in enumerate(names):
                self._draw_row(axes, row, name)
            for verdict, (marker, colour, _words) in _LOOKS.items():
                hollow = "white" if verdict == "missing" else colour
                (self._marks[verdict],) = axes.plot(
                    [], [], linestyle="", marker=marker, color=colour, markersize=12,
                    markerfacecolor=hollow, mew=2.0,
                )  # fmt: skip

    @property
    def moving(self) -> Sequence[Artist]:
        """The artists that change with the result."""
        return (*self._marks.values(), *self._words, self._patient)

    def update(self, result: OrderedTests) -> None:
        """Show other orders."""
        self._patient.set_text(result.patient)
        verdicts = [verdict for _name, verdict in result.verdicts]
        for verdict, mark in self._marks.items():
            rows = [row for row, said in enumerate(verdicts) if said == verdict]
            mark.set_data([0.5] * len(rows), rows)
        for words, verdict in zip(self._words, verdicts, strict=True):
            words.set_text(_LOOKS[verdict][2])
            words.set_color(_LOOKS[verdict][1])

    def _draw_row(self, axes: Axes, row: int, name: str) -> None:
        axes.axhline(row + 0.5, color=PALE, linewidth=0.8)
        axes.text(0.0, row, name, va="center", color=INK)
        self._words.append(axes.text(0.535, row, "", va="center"))


def describe_orders(result: OrderedTests) -> str:
    """Say how many of the needed tests are ordered, and what is too much.

    Parameters
    ----------
    result : OrderedTests
        The orders.

    Returns
    -------
    str
        One sentence with the counts and the names of wasted tests.
    """
    wasted = [name for name, verdict in result.verdicts if verdict == "wasted"]
    missing = [name for name, verdict in result.verdicts if verdict == "missing"]
    extra = result.count("not here")
    said = f"{result.count('first')} of {result.n_needed} tests needed first are ordered"
    if result.count("next"):
        said += f", {result.count('next')} of a second step"
    if extra:
        said += f", {extra} that this patient does not need"
    if wasted:
        said += f"; wasted: {' and '.join(wasted)}"
    if missing:
        said += f"; missing: {', '.join(missing)}"
    return f"{said}."
