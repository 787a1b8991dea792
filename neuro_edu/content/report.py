"""What there is, what leads to each objective, what is unverified and what nobody has reviewed."""

from collections import Counter
from dataclasses import dataclass

from neuro_edu.content.collection import Content
from neuro_edu.content.entries import CLINIC, LESSONS


@dataclass(frozen=True, kw_only=True)
class Coverage:
    """What leads to one objective: texts present or not, numbers of questions and cases."""

    objective: str
    lesson: str
    explanation: bool
    activity: bool
    questions: int
    cases: int

    @property
    def is_complete(self) -> bool:
        """Whether no cell is empty and at least two questions ask for the objective.

        In the clinic nothing is asked: the visits of its cases take the place of questions.
        """
        asked = self.questions >= 2 or self.lesson == CLINIC
        return self.explanation and self.activity and asked and self.cases >= 1


@dataclass(frozen=True, kw_only=True)
class ReviewState:
    """How many entries a clinician has read."""

    reviewed: int
    total: int

    @property
    def unreviewed_fraction(self) -> float:
        """Share of entries that nobody has reviewed, from 0 to 1."""
        return 1 - self.reviewed / self.total if self.total else 0.0


def coverage(content: Content) -> tuple[Coverage, ...]:
    """Return what leads to each objective.

    Parameters
    ----------
    content : Content
        The checked entries.

    Returns
    -------
    tuple of Coverage
        One row per objective in the order of the lessons. A case counts if the objective names it
        or the case names the objective.
    """
    asked = Counter(question.objective for question in content.questions.values())
    told = {id_: set(objective.cases) for id_, objective in content.objectives.items()}
    for case in content.cases.values():
        for id_ in case.objectives:
            told[id_].add(case.id)
    return tuple(
        Coverage(
            objective=objective.id,
            lesson=objective.lesson,
            explanation=bool(objective.explanation),
            activity=bool(objective.activity),
            questions=asked[objective.id],
            cases=len(told[objective.id]),
        )
        for objective in sorted(
            content.objectives.values(), key=lambda objective: LESSONS.index(objective.lesson)
        )
    )


def review_state(content: Content) -> ReviewState:
    """Return how much of the content has been reviewed, to be shown to students.

    Parameters
    ----------
    content : Content
        The checked entries.

    Returns
    -------
    ReviewState
        Numbers of entries.
    """
    states = Counter(entry.review for _, entry in content.entries())
    return ReviewState(reviewed=states["reviewed"], total=states.total())


def report(content: Content) -> str:
    """Return counts, coverage, unverified entries and review state as text.

    Parameters
    ----------
    content : Content
        The checked entries.

    Returns
    -------
    str
        The report, one section after the other, ending with a line break.
    """
    sections = (_counts, _coverage_table, _unverified, _review)
    return "\n\n".join("\n".join(section(content)) for section in sections) + "\n"


def _counts(content: Content) -> list[str]:
    lines = [f"  {len(mapping):4d}  {kind}" for kind, mapping in content.kinds().items()]
    per_lesson = ", ".join(
        f"{lesson[:2]}: {len(content.questions_of(lesson))}"
        for lesson in content.lessons_with_questions()
    )
    listening = len(content.listening_questions())
    return ["Entries", *lines, f"  questions per lesson: {per_lesson}; listening test: {listening}"]


def _coverage_table(content: Content) -> list[str]:
    rows = coverage(content)
    lines = ["Objectives: explanation, activity, questions, cases"]
    for row in rows:
        cells = f"{'yes' if row.explanation else 'NO':>4}{'yes' if row.activity else 'NO':>4}"
        gap = "" if row.is_complete else "   <- incomplete"
        lines.append(
            f"  {row.lesson[:2]} {row.objective:<36}{cells}{row.questions:4d}{row.cases:4d}{gap}"
        )
    incomplete = sum(not row.is_complete for row in rows)
    lines.append(f"  {len(rows) - incomplete} of {len(rows)} objectives are complete")
    return lines


def _unverified(content: Content) -> list[str]:
    found = [
        f"  {kind}: {entry.id}"
        for kind, entry in content.entries()
        if kind != "references" and content.rests_on_unverified(entry)
    ]
    degrees = Counter(reference.verified for reference in content.references.values())
    summary = ", ".join(f"{number} {degree}" for degree, number in degrees.most_common())
    return [
        f"Sources by what was seen of them: {summary}",
        "Entries resting on a source that was not read (students are told)",
    ] + (found or ["  none"])


def _review(content: Content) -> list[str]:
    state = review_state(content)
    share = 100 * state.unreviewed_fraction
    return [
        "Review by a clinician",
        f"  {state.reviewed} of {state.total} entries reviewed, {share:.0f} % unreviewed",
    ]
