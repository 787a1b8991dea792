"""A thousand people with and without a disease, tested: found, missed, wrongly suspected, rest."""

from collections.abc import Sequence
from dataclasses import dataclass

from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.text import Text

from neuro_edu.figures.style import BLUE, GREY, INK, PALE, VERMILION, house_style, new_figure
from neuro_edu.simulation.clinic.probability import DiagnosticTest, People, sort_people

_ROWS = 25
#: How each kind of person is drawn: filled when the test is positive, round when ill.
_LOOKS = {
    "true_positive": ("ill, found", {"marker": "o", "color": VERMILION}),
    "false_positive": ("well, wrongly suspected", {"marker": "s", "color": BLUE}),
    "false_negative": (
        "ill, missed",
        {"marker": "o", "color": VERMILION, "markerfacecolor": "white", "mew": 1.8},
    ),
    "true_negative": (
        "well, rightly negative",
        {"marker": "s", "color": "#b4bcc6", "markerfacecolor": "white", "mew": 1.2},
    ),
}
_LINES = (("before the test", INK, "D"), ("after a positive", BLUE, "^"),
          ("after a negative", GREY, "v"))  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class TestedPeople:
    """A test, by its name, and a thousand people who had it."""

    __test__ = False  # not a test of this program

    name: str
    test: DiagnosticTest

    @property
    def people(self) -> People:
        """The thousand people."""
        return sort_people(self.test)


class ThousandPeopleView:
    """One mark a person on the left; counts and probabilities on the right."""

    def __init__(self) -> None:
        with house_style():
            self.figure: Figure = new_figure(height_px=500)
            self.figure.set_layout_engine("none")
            crowd = self.figure.add_axes((0.005, 0.02, 0.59, 0.90))
            counts = self.figure.add_axes((0.63, 0.50, 0.36, 0.49))
            chances = self.figure.add_axes((0.775, 0.125, 0.115, 0.23))
            self._marks = self._draw_crowd(crowd)
            self._counts = self._draw_counts(counts)
            self._points, self._percents = self._draw_chances(chances)
            # What was used: a published number takes the place of a slider's.
            self._accuracy = self.figure.text(0.63, 0.480, "", va="center", color=BLUE)

    @property
    def moving(self) -> Sequence[Artist]:
        """The artists that change with the result."""
        return (
            *self._marks.values(),
            *self._counts.values(),
            *self._points,
            *self._percents,
            self._name,
            self._accuracy,
        )

    def update(self, result: TestedPeople) -> None:
        """Show another test."""
        people = result.people
        first = 0
        for kind, mark in self._marks.items():
            n = getattr(people, kind)
            places = range(first, first + n)
            mark.set_data([p // _ROWS for p in places], [p % _ROWS for p in places])
            self._counts[kind].set_text(f"{n}")
            first += n
        test = result.test
        shown = (test.pretest, test.after_positive, test.after_negative)
        for share, point, percent in zip(shown, self._points, self._percents, strict=True):
            point.set_visible(share is not None)
            point.set_xdata([100.0 * (share or 0.0)])
            percent.set_text("never" if share is None else _percent(share))
        self._name.set_text(result.name)
        self._accuracy.set_text(_accuracy(test))

    def _draw_crowd(self, axes: Axes) -> dict[str, Line2D]:
        axes.set(xlim=(-0.8, 1000 / _ROWS - 0.2), ylim=(_ROWS - 0.2, -0.8))
        axes.set_title("1000 people")
        axes.set(xticks=(), yticks=())
        axes.set_axis_off()
        self._name = axes.text(
            1.0, 1.015, "", transform=axes.transAxes, ha="right", va="bottom", color=BLUE
        )
        return {
            kind: axes.plot([], [], linestyle="", markersize=9, **look)[0]  # type: ignore[arg-type]
            for kind, (_label, look) in _LOOKS.items()
        }

    def _draw_counts(self, axes: Axes) -> dict[str, Text]:
        axes.set(xlim=(0, 1), ylim=(-0.6, 5.6))
        axes.set(xticks=(), yticks=())
        axes.set_axis_off()
        counts = {}
        rows = {"true_positive": 4, "false_positive": 3, "false_negative": 1, "true_negative": 0}
        for title, height in (("Test positive", 5), ("Test negative", 2)):
            axes.text(0.0, height, title, weight="bold", va="center", fontsize=14)
        for kind, row in rows.items():
            label, look = _LOOKS[kind]
            axes.plot([0.05], [row], linestyle="", markersize=11, **look)  # type: ignore[arg-type]
            axes.text(0.25, row, label, va="center")
            counts[kind] = axes.text(0.22, row, "", va="center", ha="right", weight="bold")
        return counts

    def _draw_chances(self, axes: Axes) -> tuple[list[Line2D], list[Text]]:
        axes.set(xlim=(0, 100), ylim=(-0.6, 2.6), yticks=(2, 1, 0))
        axes.set_yticklabels([label for label, _c, _m in _LINES])
        axes.set_xlabel("Probability (%)")
        axes.text(
            0.63, 0.405, "How likely is the disease?", transform=self.figure.transFigure,
            weight="bold", fontsize=14,
        )  # fmt: skip
        axes.tick_params(axis="y", length=0)
        points, percents = [], []
        for row, (_label, colour, marker) in zip((2, 1, 0), _LINES, strict=True):
            axes.axhline(row, color=PALE, linewidth=1.0, zorder=0)
            points += axes.plot(
                [0.0],
                [row],
                linestyle="",
                color=colour,
                marker=marker,
                markersize=12,
                clip_on=False,
            )
            percents.append(
                axes.text(1.14, row, "", transform=axes.get_yaxis_transform(), va="center",
                          weight="bold", color=colour)
            )  # fmt: skip
        return points, percents


def _percent(share: float) -> str:
    percent = 100.0 * share
    if 99.95 <= percent < 100.0:
        return ">99.9 %"
    return f"{percent:.1f} %" if percent < 10 or percent > 99 else f"{percent:.0f} %"


def _accuracy(test: DiagnosticTest) -> str:
    sensitivity, specificity = 100.0 * test.sensitivity, 100.0 * test.specificity
    return f"Sensitivity {sensitivity:.0f} %, specificity {specificity:.0f} %"


def _factor(ratio: float) -> str:
    if ratio != ratio:
        return "undefined"
    if ratio == float("inf"):
        return "infinite"
    return f"{ratio:.2g}" if ratio < 10 else f"{ratio:.0f}"


def describe_people(result: TestedPeople) -> str:
    """Say in natural frequencies what the two results mean.

    Parameters
    ----------
    result : TestedPeople
        The test and the probability before it.

    Returns
    -------
    str
        With counts among 1000, both probabilities afterwards and the likelihood ratios.
    """
    people, test = result.people, result.test
    found = (
        f"after a positive result the disease has a probability of {_percent(test.after_positive)}"
        if test.after_positive is not None
        else "a positive result never comes"
    )
    missed = (
        f"after a negative one of {_percent(test.after_negative)}"
        if test.after_negative is not None
        else "a negative one never comes"
    )
    positive = people.false_positive
    return (
        f"Of 1000 people like this, {people.ill} have the disease: the test finds "
        f"{people.true_positive} and misses {people.false_negative}; of the {1000 - people.ill} "
        f"without it {positive} test{'s' if positive == 1 else ''} positive; {found}, {missed} "
        f"(before the test {_percent(test.pretest)}; {_accuracy(test).lower()}, likelihood ratios "
        f"{_factor(test.positive_likelihood_ratio)} and "
        f"{_factor(test.negative_likelihood_ratio)})."
    )
