"""What a lesson asks and explains: terms, objectives, questions, cases, notes, sliders."""

from collections.abc import Iterator
from dataclasses import dataclass

from neuro_edu.content.entries import Entry, Fault
from neuro_edu.content.rules import rule, sources


@dataclass(frozen=True, kw_only=True)
class Term(Entry):
    """A word of the glossary."""

    term: str
    definition: str
    pronunciation: str | None = None
    also: tuple[str, ...] = ()
    terms: tuple[str, ...] = rule(default=(), refers_to="terms")
    references: tuple[str, ...] = rule(default=(), refers_to="references")


@dataclass(frozen=True, kw_only=True)
class Objective(Entry):
    """Something a student can do after the lesson, and what leads there."""

    lesson: str = rule(refers_to="lessons")
    text: str
    explanation: str
    activity: str
    cases: tuple[str, ...] = rule(default=(), refers_to="cases")
    references: tuple[str, ...] = rule(default=(), refers_to="references")


@dataclass(frozen=True, kw_only=True)
class Option:
    """One answer of a question, with what a student is told after choosing it."""

    text: str
    correct: bool
    feedback: str


@dataclass(frozen=True, kw_only=True)
class Question(Entry):
    """What every question has; `discharge` names the clip of a listening question.

    `asked` is false for a spare one, which no lesson asks and no score counts.
    """

    lesson: str = rule(refers_to="lessons")
    kind: str = rule(choices=("single", "multiple", "numeric"))
    objective: str = rule(refers_to="objectives")
    stem: str
    references: tuple[str, ...] = sources()
    asked: bool = True
    discharge: str | None = rule(default=None, pattern=r"[a-z0-9]+([-_][a-z0-9]+)*")


@dataclass(frozen=True, kw_only=True)
class ChoiceQuestion(Question):
    """A question with options: one correct (single) or at least one (multiple)."""

    options: tuple[Option, ...] = rule(at_least=2)

    def faults(self) -> Iterator[Fault]:
        """Yield a wrong number of correct options, or two options with the same text."""
        yield from super().faults()
        n_correct = sum(option.correct for option in self.options)
        if self.kind == "single" and n_correct != 1:
            yield "option", f"has {n_correct} correct answers", "mark exactly one as correct = true"
        if self.kind == "multiple" and n_correct == 0:
            yield "option", "has no correct answer", "mark at least one as correct = true"
        if len({option.text for option in self.options}) < len(self.options):
            yield "option", "has the same text twice", "give each option its own text"


@dataclass(frozen=True, kw_only=True)
class NumericQuestion(Question):
    """A question answered by a number, right from `low` to `high` in `unit`."""

    answer: float
    low: float
    high: float
    unit: str
    feedback_right: str
    feedback_low: str
    feedback_high: str

    def faults(self) -> Iterator[Fault]:
        """Yield an answer outside the accepted range."""
        yield from super().faults()
        if not self.low <= self.answer <= self.high:
            yield (
                "answer",
                f"{self.answer:g} lies outside {self.low:g} to {self.high:g}",
                ("widen low and high, or correct the answer"),
            )


@dataclass(frozen=True, kw_only=True)
class Case(Entry):
    """A fictional patient, told in stages; the last six fields are the headings of the file."""

    title: str
    condition: str = rule(refers_to="conditions")
    severity: float = rule(low=0.0, high=1.0)
    objectives: tuple[str, ...] = rule(refers_to="objectives", at_least=1)
    references: tuple[str, ...] = sources()
    first_questions: tuple[str, ...] = rule(at_least=3, at_most=3)
    wrong_turn: str
    test_not_to_order: str
    teaching_point: str | None = None
    history: str
    examination: str
    tests_on_request: str
    diagnosis: str
    treatment: str
    follow_up: str


@dataclass(frozen=True, kw_only=True)
class InstructorNote(Entry):
    """Notes for the teacher of one lesson; its id is the lesson's."""

    id: str = rule(refers_to="lessons")
    minutes: int = rule(low=1, high=480)
    timing: str
    what_students_get_wrong: str
    discussion_prompts: str
    board_sketch: str


@dataclass(frozen=True, kw_only=True)
class Parameter(Entry):
    """A slider: its words and its teaching range, which lies inside the model's valid range.

    The id is the model's name where there is one (`kv1_fraction`); `source` is a reference id or
    the words "teaching value".
    """

    id: str = rule(pattern=r"[A-Za-z][A-Za-z0-9]*([-_][A-Za-z0-9]+)*")
    label: str
    unit: str
    help: str
    low: float
    high: float
    step: float
    source: str

    def faults(self) -> Iterator[Fault]:
        """Yield an empty range or a step that leaves it."""
        yield from super().faults()
        if not self.low < self.high:
            yield "high", "does not lie above low", "write the larger end of the range"
        elif not 0 < self.step <= self.high - self.low:
            yield "step", "does not fit into the range", "write a step above 0 within high - low"
