"""Two treatment plans beside no treatment, over weeks: from drug level to symptoms."""

import textwrap
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from neuro_edu.figures.style import (
    BLUE,
    GREEN,
    GREY,
    HEALTHY,
    VERMILION,
    house_style,
    new_figure,
)
from neuro_edu.simulation.clinic.treatment_response import (
    WORST_SCORE,
    FloatArray,
    Response,
    USUAL_LEVELS_mg_per_L,
)

# Two lines for each plan, of as many letters as fit.
_WARNING_Y = {"A": 0.963, "B": 0.895}
_LETTERS_A_LINE = 82
_LOW, _HIGH = USUAL_LEVELS_mg_per_L
#: Title, highest value shown, and what of a response it is.
_PANELS: tuple[tuple[str, float, Callable[[Response], FloatArray]], ...] = (
    (f"Carbamazepine (mg/L; usual {_LOW:g} to {_HIGH:g})", 18.0, lambda r: r.level_mg_per_L),
    ("Antibody (% of before)", 105.0, lambda r: 100.0 * r.antibody),
    ("Kv1 channels left (%)", 105.0, lambda r: 100.0 * r.kv1_fraction),
    ("Firing at rest (spikes/s per axon)", 20.0, lambda r: r.rate_hz),
    ("Symptom score (0 to 10, teaching value)", WORST_SCORE, lambda r: r.score),
    ("Injected muscle: release left (%)", 105.0, lambda r: 100.0 * r.release_fraction),
)
_LOOKS: dict[str, dict[str, Any]] = {
    "untreated": HEALTHY,
    "B": {"color": VERMILION, "linestyle": (0, (6, 1.5, 1.5, 1.5)), "linewidth": 2.2},
    "A": {"color": BLUE, "linestyle": "-", "linewidth": 1.8},
}


@dataclass(frozen=True, kw_only=True)
class Comparison:
    """Two plans for the same patient, beside no treatment.

    Attributes
    ----------
    responses : dict of str to Response
        By ``"A"``, ``"B"`` and ``"untreated"``.
    warnings : dict of str to str
        The gravest warning of plan ``"A"`` and ``"B"`` in a few words, empty without one.
    """

    responses: dict[str, Response]
    warnings: dict[str, str]


class TreatmentCourseView:
    """Six panels over the same weeks: three for what is given and what it meets, three for effects.

    Parameters
    ----------
    n_weeks : int
        Length of the courses (weeks).
    """

    def __init__(self, n_weeks: int) -> None:
        with house_style():
            self.figure: Figure = new_figure(height_px=620)
            self.figure.set_layout_engine("none")
            grid = self.figure.add_gridspec(
                3, 2, left=0.055, right=0.985, top=0.81, bottom=0.14, hspace=0.56, wspace=0.13
            )
            panels = [self.figure.add_subplot(grid[n // 2, n % 2]) for n in range(6)]
            self._lines = {name: self._draw_lines(panels, look) for name, look in _LOOKS.items()}
            for axes, (title, high, _values) in zip(panels, _PANELS, strict=True):
                axes.set(xlim=(0, n_weeks), ylim=(0, high))
                axes.set_xticks(range(0, n_weeks + 1, 2))
                axes.set_title(title, fontsize=13)
            for axes in panels[4:]:
                axes.set_xlabel("Weeks of treatment")
            panels[0].axhspan(_LOW, _HIGH, color=GREEN, alpha=0.15, linewidth=0)
            panels[4].set_yticks([0, 5, 10])
            self._warnings = {
                plan: self.figure.text(0.075, y, "", color=_LOOKS[plan]["color"], weight="bold",
                                       va="center", linespacing=1.05)
                for plan, y in _WARNING_Y.items()
            }  # fmt: skip
            self._draw_key()

    @property
    def moving(self) -> Sequence[Artist]:
        """The artists that change with the result."""
        lines = [line for drawn in self._lines.values() for line in drawn]
        return (*lines, *self._warnings.values())

    def update(self, result: Comparison) -> None:
        """Show another pair of plans."""
        for name, response in result.responses.items():
            for line, (_title, _high, values) in zip(self._lines[name], _PANELS, strict=True):
                line.set_data(response.weeks, values(response))
        for plan, text in self._warnings.items():
            warning = result.warnings[plan]
            said = f"Plan {plan}: {warning}" if warning else f"Plan {plan}"
            text.set_text(textwrap.fill(said, _LETTERS_A_LINE))

    @staticmethod
    def _draw_lines(panels: Sequence[Axes], look: dict[str, Any]) -> list[Line2D]:
        return [axes.plot([], [], **look)[0] for axes in panels]

    def _draw_key(self) -> None:
        for plan, y in _WARNING_Y.items():
            self.figure.add_artist(Line2D([0.02, 0.065], [y, y], **_LOOKS[plan]))
        self.figure.add_artist(Line2D([0.02, 0.065], [0.025, 0.025], **_LOOKS["untreated"]))
        self.figure.text(
            0.075, 0.025, "no treatment.  Teaches, does not treat: no randomised trial in "
            "neuromyotonia was found.", va="center", fontsize=12, color=GREY,
        )  # fmt: skip


def describe_courses(result: Comparison) -> str:
    """Say how far each plan brings the symptom score down, at which drug level, and its warning.

    Parameters
    ----------
    result : Comparison
        The two plans.

    Returns
    -------
    str
        With score, highest plasma level and lowest antibody of both plans.
    """
    return " ".join(
        _describe_plan(plan, result.responses[plan], result.warnings[plan]) for plan in "AB"
    )


def _describe_plan(plan: str, response: Response, warning: str) -> str:
    weeks, score = response.weeks, response.score
    best = int(score.argmin())
    said = f"Plan {plan}: symptom score {score[0]:.1f} before, {score[-1]:.1f} of 10 in week "
    said += f"{weeks[-1]:.0f}"
    if score[best] < score[-1] - 0.1:
        said += f" (best {score[best]:.1f} in week {weeks[best]:.0f})"
    if response.level_mg_per_L.max() > 0:
        said += f", carbamazepine at most {response.level_mg_per_L.max():.1f} mg/L"
    if response.antibody.min() < 1:
        said += f", antibody at lowest {100 * response.antibody.min():.0f} %"
    return f"{said}; {warning}." if warning else f"{said}."
