"""Questions with feedback on every answer, for self-assessment."""

import html
import math
import threading
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Protocol

import anywidget
import traitlets

from neuro_edu.errors import ParameterError
from neuro_edu.widgets.assets import asset


class QuizQuestion(Protocol):
    """What every question has.

    A question of kind ``"single"`` or ``"multiple"`` also has `options`, each with `text`,
    `correct` and `feedback`; one of kind ``"numeric"`` has `low`, `high`, `unit`,
    `feedback_right`, `feedback_low` and `feedback_high`.
    """

    @property
    def id(self) -> str: ...  # noqa: D102
    @property
    def kind(self) -> str: ...  # noqa: D102
    @property
    def stem(self) -> str: ...  # noqa: D102


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """What a student is told about an answer.

    Attributes
    ----------
    right : bool
        Whether the whole answer is right.
    summary : str
        The verdict in one phrase.
    feedback : tuple of (int, bool, str)
        Option (-1 for a number), whether choosing it was right, and what to say about it.
    """

    right: bool
    summary: str
    feedback: tuple[tuple[int, bool, str], ...]


class QuizView(anywidget.AnyWidget):
    """Questions to answer, check and try again.

    Answers are judged in Python: what is correct reaches the page only after it was chosen.

    Parameters
    ----------
    questions : sequence of QuizQuestion
        Asked in this order.
    """

    _esm = asset("panel.js", "quiz.js")
    _css = asset("panel.css")
    _questions: traitlets.List[dict[str, Any]] = traitlets.List().tag(sync=True)
    # Verdict and answer by question id, and the score: one trait, one message.
    _state = traitlets.Dict().tag(sync=True)

    def __init__(self, questions: Sequence[QuizQuestion]) -> None:
        self._asked: dict[str, Any] = {question.id: question for question in questions}
        self._given: dict[str, dict[str, Any]] = {}
        # A notebook runs clicks in another thread than its cells.
        self._lock = threading.RLock()
        super().__init__(
            _questions=[_face(question) for question in self._asked.values()],
            _state={"given": {}, "score": self.score_text},
        )
        self.on_msg(self._on_message)

    @property
    def score(self) -> tuple[int, int]:
        """How many questions are right by their last answer, and how many there are."""
        return sum(given["right"] for given in self._given.values()), len(self._asked)

    @property
    def score_text(self) -> str:
        """The score in words, such as ``"2 of 3 right"``."""
        return "{} of {} right".format(*self.score)

    def answer(self, question_id: str, answer: Sequence[int] | float) -> Verdict:
        """Answer a question; a later answer replaces an earlier one.

        Parameters
        ----------
        question_id : str
            Which question.
        answer : sequence of int, or float
            Positions of the chosen options, from 0; or a number in the question's unit.

        Returns
        -------
        Verdict
            Whether it was right, and the feedback.

        Raises
        ------
        ParameterError
            If there is no such question, or this is no answer to it.
        """
        with self._lock:
            if question_id not in self._asked:
                raise ParameterError(
                    f"there is no question {question_id!r}; there are {', '.join(self._asked)}"
                )
            question = self._asked[question_id]
            numeric = question.kind == "numeric"
            verdict = (_judge_number if numeric else _judge_choice)(question, answer)
            before = self._given.get(question_id, {"attempt": 0})
            self._given[question_id] = {
                **asdict(verdict),
                # The same answer checked twice must still reach the page.
                "attempt": before["attempt"] + 1,
                "answer": answer if numeric else sorted(set(answer)),  # type: ignore[arg-type]
            }
            self._publish()
            return verdict

    def reset(self) -> None:
        """Forget every answer."""
        with self._lock:
            self._given.clear()
            self._publish()

    def _publish(self) -> None:
        self._state = {"given": dict(self._given), "score": self.score_text}

    def _on_message(self, _: Any, content: Mapping[str, Any], __: Any) -> None:
        if content.get("do") == "reset":
            self.reset()
        elif content.get("do") == "check":
            try:
                self.answer(content["id"], content["answer"])
            except ParameterError as error:
                self.send({"id": content["id"], "problem": str(error)})

    def __repr__(self) -> str:
        """Return the questions and their options, without the answers."""
        return "\n\n".join(map(_as_text, self._questions))

    def _repr_mimebundle_(self, **kwargs: Any) -> tuple[dict[str, Any], dict[str, Any]]:
        """Show the quiz, or its questions where nothing runs."""
        data, metadata = super()._repr_mimebundle_(**kwargs) or ({}, {})
        data["text/plain"] = repr(self)
        data["text/html"] = "\n".join(map(_as_html, self._questions))
        return data, metadata


def _judge_number(question: Any, answer: Any) -> Verdict:
    if (
        isinstance(answer, bool)
        or not isinstance(answer, (int, float))
        or not math.isfinite(answer)
    ):
        raise ParameterError(f"the answer must be a number of {question.unit or 'any size'}")
    if question.low <= answer <= question.high:
        return Verdict(right=True, summary="Right", feedback=((-1, True, question.feedback_right),))
    said = question.feedback_low if answer < question.low else question.feedback_high
    summary = "Too low" if answer < question.low else "Too high"
    return Verdict(right=False, summary=summary, feedback=((-1, False, said),))


def _judge_choice(question: Any, answer: Any) -> Verdict:
    n_options = len(question.options)
    known = isinstance(answer, Sequence) and all(
        isinstance(i, int) and not isinstance(i, bool) and 0 <= i < n_options for i in answer
    )
    if not known or not answer or (question.kind == "single" and len(set(answer)) > 1):
        wanted = "one option" if question.kind == "single" else "at least one option"
        raise ParameterError(f"choose {wanted}, numbered from 0 to {n_options - 1}")
    chosen = set(answer)
    correct = {i for i, option in enumerate(question.options) if option.correct}
    feedback = tuple(
        (i, question.options[i].correct, question.options[i].feedback) for i in sorted(chosen)
    )
    if chosen == correct:
        summary = "Right"
    elif chosen < correct:
        summary = "Right so far, but something is missing"
    else:
        summary = "Not right yet"
    return Verdict(right=chosen == correct, summary=summary, feedback=feedback)


def _face(question: Any) -> dict[str, Any]:
    """Return what the page may know before an answer is given."""
    return {
        "id": question.id,
        "kind": question.kind,
        "stem": question.stem,
        "options": [option.text for option in getattr(question, "options", ())],
        "unit": getattr(question, "unit", ""),
    }


def _as_text(face: Mapping[str, Any]) -> str:
    lines = [face["stem"].strip(), *(f"  ( ) {text}" for text in face["options"])]
    if face["kind"] == "numeric":
        lines.append(f"  ____ {face['unit']}".rstrip())
    return "\n".join(lines)


def _as_html(face: Mapping[str, Any]) -> str:
    options = "".join(f"<li>{html.escape(text)}</li>" for text in face["options"])
    body = f"<ul>{options}</ul>" if options else f"<p>____ {html.escape(face['unit'])}</p>"
    return f"<p><strong>{html.escape(face['stem'].strip())}</strong></p>{body}"
