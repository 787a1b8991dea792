"""The time that a student spends on questions and examination, held against what helps."""

from collections.abc import Iterator
from dataclasses import dataclass

from neuro_edu.clinic.chart import Chart
from neuro_edu.clinic.judgement import Judgement
from neuro_edu.clinic.visit import Visit
from neuro_edu.content import load_content

#: The core of a history and an examination, which every patient deserves.
CORE = (
    *("ask:onset", "ask:where", "ask:weakness", "ask:cramps", "ask:sensation", "ask:medicines"),
    *("ask:blood-thinners", "ask:family", "ask:worry"),
    *("examine:look", "examine:power", "examine:reflexes", "examine:sensation"),
)
# Beyond so many times what helps with a patient it is said: a teaching value.
_FAIR = 1.6


@dataclass(frozen=True, kw_only=True)
class BedsideTime:
    """Minutes of history and examination: spent, core or helpful with this patient, and fair."""

    spent: float
    helpful: float
    fair: float

    @property
    def in_words(self) -> str:
        """One sentence."""
        return (
            f"History and examination took {self.spent:.0f} minutes; the core of both and what "
            f"helps with this patient take {self.helpful:.0f}, and up to {self.fair:.0f} are fair."
        )


def bedside_time(visit: Visit) -> BedsideTime:
    """Return how long a student asked and examined.

    Parameters
    ----------
    visit : Visit
        At any stage.

    Returns
    -------
    BedsideTime
    """
    spent = sum(
        _minutes(f"{action.kind}:{action.target}")
        for action in visit.log
        if action.kind in ("ask", "examine")
    )
    helpful = sum(_minutes(action) for action in _helpful(visit.chart))
    return BedsideTime(spent=spent, helpful=helpful, fair=_FAIR * helpful)


def judge_time(visit: Visit) -> Iterator[Judgement]:
    """Yield one mild judgement if far more was asked and examined than helps."""
    time = bedside_time(visit)
    if time.spent > time.fair:
        yield Judgement(
            label=f"{time.spent:.0f} minutes of history and examination",
            grade="unnecessary",
            reason="Thorough, and that is no bad start. The core of a history and an examination "
            f"and what helps with this patient take {time.helpful:.0f} minutes, and up to "
            f"{time.fair:.0f} are fair (a rule of this course): beyond that the patient tires, and "
            "the next one waits.",
            references=(),
            objectives=("take-a-focused-history",),
        )


def _helpful(chart: Chart) -> set[str]:
    named = {
        action
        for criterion in chart.details.criteria
        if criterion.grade in ("needed", "optional")
        for action in criterion.actions
    }
    both = named | set(chart.ideal_path) | set(CORE)
    return {action for action in both if action.startswith(("ask:", "examine:"))}


def _minutes(action: str) -> float:
    kind, _, id_ = action.partition(":")
    content = load_content()
    entries = content.clinic_questions if kind == "ask" else content.clinic_parts
    return float(entries[id_].minutes)
