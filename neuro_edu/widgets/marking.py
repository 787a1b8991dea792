"""Whether an answer is right, and what a student is told about it."""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from numbers import Integral, Real
from typing import Any, Protocol, TypeVar, runtime_checkable

from neuro_edu.errors import ParameterError


class QuizOption(Protocol):
    """One answer to choose, and what is said to whoever chooses it."""

    @property
    def text(self) -> str: ...  # noqa: D102
    @property
    def correct(self) -> bool: ...  # noqa: D102
    @property
    def feedback(self) -> str: ...  # noqa: D102


class QuizQuestion(Protocol):
    """What every question of a quiz has; `kind` is ``single``, ``multiple`` or ``numeric``."""

    @property
    def id(self) -> str: ...  # noqa: D102
    @property
    def kind(self) -> str: ...  # noqa: D102
    @property
    def stem(self) -> str: ...  # noqa: D102
    @property
    def review(self) -> str: ...  # noqa: D102


@runtime_checkable
class OptionsQuestion(QuizQuestion, Protocol):
    """A question answered by choosing among options."""

    @property
    def options(self) -> Sequence[QuizOption]: ...  # noqa: D102


@runtime_checkable
class NumberQuestion(QuizQuestion, Protocol):
    """A question answered by a number, right from `low` to `high` in `unit`."""

    @property
    def low(self) -> float: ...  # noqa: D102
    @property
    def high(self) -> float: ...  # noqa: D102
    @property
    def unit(self) -> str: ...  # noqa: D102
    @property
    def feedback_right(self) -> str: ...  # noqa: D102
    @property
    def feedback_low(self) -> str: ...  # noqa: D102
    @property
    def feedback_high(self) -> str: ...  # noqa: D102


LONGEST_QUOTE = 60

AnyQuestion = OptionsQuestion | NumberQuestion
Choice = int | float | Iterable[int]
Q = TypeVar("Q", bound=QuizQuestion)


def by_id(questions: Sequence[Q]) -> dict[str, Q]:
    """Return questions by their ids.

    Raises
    ------
    ParameterError
        If there is no question, or two have the same id.
    """
    found = {question.id: question for question in questions}
    if not found or len(found) < len(questions):
        ids = [question.id for question in questions]
        raise ParameterError(f"questions must be one or more with different ids, got {ids}")
    return found


def known(questions: Mapping[str, Q], question_id: str) -> Q:
    """Return the question of that id.

    Raises
    ------
    ParameterError
        If there is none.
    """
    if question_id not in questions:
        raise ParameterError(
            f"there is no question {question_id!r}; there are {', '.join(questions)}"
        )
    return questions[question_id]


@dataclass(frozen=True)
class Answer:
    """What came of an answer.

    Attributes
    ----------
    right : bool
        Whether it was right as a whole.
    feedback : tuple of str
        What is said about each chosen option, in the order of the options, or about the number.
    rightly_chosen : tuple of bool
        Whether each chosen option was right to choose, or the number was right, in the same order.
    hint : str
        What a wrong answer to a multiple question lacks, without naming it; otherwise empty.
    """

    right: bool
    feedback: tuple[str, ...]
    rightly_chosen: tuple[bool, ...]
    hint: str = ""


def settle(question: AnyQuestion, choice: Any) -> tuple[float, ...]:
    """Return a choice as the chosen indices, in rising order, or as the one number given.

    Parameters
    ----------
    question : AnyQuestion
        A question of the course's content, or anything shaped like it.
    choice : int, float or iterable of int
        Index of the option for a single question, indices for a multiple one, a number in the
        question's unit for a numeric one. Indices start at 0.

    Raises
    ------
    ParameterError
        If the choice does not fit the question.
    """
    where = f"choice for question {question.id!r}"
    if isinstance(question, NumberQuestion):
        is_number = isinstance(choice, Real) and not isinstance(choice, bool)
        if not is_number or not _fits_a_float(choice):
            unit = f" in {question.unit}" if question.unit else ""
            raise ParameterError(f"{where} must be a finite number{unit}, got {_said(choice)}")
        return (float(choice),)
    indices = [choice]
    if question.kind == "multiple":
        if not isinstance(choice, Iterable) or isinstance(choice, str):
            raise ParameterError(f"{where} must be a list of options, got {_said(choice)}")
        indices = list(choice)
    last = len(question.options) - 1
    for index in indices:
        is_index = isinstance(index, Integral) and not isinstance(index, bool)
        if not is_index or not 0 <= index <= last:
            raise ParameterError(
                f"{where} must be the number of an option, from 0 to {last}, got {_said(index)}"
            )
    if not indices:
        raise ParameterError(f"{where} must name at least one option, got none")
    return tuple(sorted({int(index) for index in indices}))


def _fits_a_float(number: Real) -> bool:
    try:
        return math.isfinite(float(number))
    except OverflowError:
        return False


def _said(choice: Any) -> str:
    try:
        text = repr(choice)
    except ValueError:  # Python does not write out integers of thousands of digits
        return "a number of thousands of digits"
    return text if len(text) <= LONGEST_QUOTE else f"{text[:LONGEST_QUOTE]}..."


def mark(question: AnyQuestion, settled: tuple[float, ...]) -> Answer:
    """Mark what `settle` returned."""
    if isinstance(question, NumberQuestion):
        return _mark_number(question, settled[0])
    chosen = [question.options[int(index)] for index in settled]
    n_correct = sum(option.correct for option in question.options)
    n_missing = n_correct - sum(option.correct for option in chosen)
    right = n_missing == 0 and len(chosen) == n_correct
    hint = "" if right or question.kind != "multiple" else _hint(n_missing)
    return Answer(
        right,
        tuple(option.feedback for option in chosen),
        tuple(option.correct for option in chosen),
        hint,
    )


def _mark_number(question: NumberQuestion, number: float) -> Answer:
    if number < question.low:
        return Answer(False, (question.feedback_low,), (False,))
    if number > question.high:
        return Answer(False, (question.feedback_high,), (False,))
    return Answer(True, (question.feedback_right,), (True,))


def _hint(n_missing: int) -> str:
    if n_missing == 0:
        return "Every right answer is among those you chose, but not all you chose are right."
    if n_missing == 1:
        return "One right answer is missing."
    return f"{n_missing} right answers are missing."
