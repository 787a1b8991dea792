"""Questions that answer back: what was chosen is explained, right or wrong."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import traitlets

from neuro_edu.errors import ParameterError
from neuro_edu.widgets.answering import WENT_WRONG, AnsweringPanel
from neuro_edu.widgets.assets import asset
from neuro_edu.widgets.marking import (
    Answer,
    AnyQuestion,
    Choice,
    NumberQuestion,
    by_id,
    known,
    mark,
    settle,
)
from neuro_edu.widgets.quiz_still import face_of, markup_quiz, plain_quiz

UNREVIEWED = "These questions have not been reviewed by a clinician yet."
Chosen = tuple[float, ...]
_NOT_KEPT = "Your answer counts here but could not be kept: {error}"


class QuizView(AnsweringPanel):
    """A panel of questions, each marked and explained when it is answered.

    The page is told what is right only after an answer, and only about what was chosen.

    Parameters
    ----------
    questions : sequence of AnyQuestion
        In the order asked. Options keep their order.
    cautions : mapping of str to str, optional
        By question id: what a student should know about the question before answering.
    on_answer : callable, optional
        Called as ``on_answer(question_id, chosen, answer)`` after each answer; `chosen` holds the
        indices of the options, or the number. What it returns, if anything, is shown to the
        student as a notice. An exception is shown, too, and changes nothing else.
    on_restart : callable, optional
        Called as ``on_restart(question_ids)`` when the student starts the whole quiz again.
    answers : mapping of str to Choice, optional
        By question id: answers of an earlier time, shown at the start. What does not fit (any
        more) is left out.

    Raises
    ------
    ParameterError
        If there is no question, or two have the same id.
    """

    _esm = asset("panel.js", "quiz.js")
    _css = asset("panel.css")
    _face = traitlets.Dict().tag(sync=True)

    def __init__(
        self,
        questions: Sequence[AnyQuestion],
        cautions: Mapping[str, str] | None = None,
        *,
        on_answer: Callable[[str, Chosen, Answer], str | None] | None = None,
        on_restart: Callable[[Sequence[str]], str | None] | None = None,
        answers: Mapping[str, Choice] | None = None,
    ) -> None:
        self._cautions = dict(cautions or {})
        self._questions = by_id(questions)
        self._note = UNREVIEWED if any(q.review == "unreviewed" for q in questions) else ""
        self._on_answer, self._on_restart = on_answer, on_restart
        self._answers: dict[str, tuple[Chosen, Answer]] = {}
        self._notice = ""
        self._answer_as_before(answers or {})
        faces = [face_of(q, self._cautions) for q in questions]
        super().__init__(_face={"note": self._note, "questions": faces})

    @property
    def score(self) -> tuple[int, int]:
        """Number of questions whose last answer was right, and number of questions."""
        with self._lock:
            return self._score()

    def answer(self, question_id: str, choice: Choice) -> Answer:
        """Answer a question, or answer it again.

        Parameters
        ----------
        question_id : str
            Which question.
        choice : int, float or iterable of int
            Index of the option for a single question, indices for a multiple one, a number in
            the question's unit for a numeric one. Indices start at 0.

        Returns
        -------
        Answer
            Whether it was right, and what there is to say about it.

        Raises
        ------
        ParameterError
            If there is no such question or the choice does not fit it; nothing has changed then.
        """
        question = known(self._questions, question_id)
        with self._changing():
            settled = settle(question, choice)
            answer = mark(question, settled)
            self._answers[question_id] = (settled, answer)
            self._tell(self._on_answer, question_id, settled, answer)
        return answer

    def retry(self, question_id: str) -> None:
        """Take an answer back, so that the question can be answered anew on the page.

        Raises
        ------
        ParameterError
            If there is no such question.
        """
        known(self._questions, question_id)
        with self._changing():
            self._answers.pop(question_id, None)

    def restart(self) -> None:
        """Take all answers back."""
        with self._changing():
            self._answers.clear()
            self._tell(self._on_restart, tuple(self._questions))

    def _answer_as_before(self, answers: Mapping[str, Choice]) -> None:
        for question_id, choice in answers.items():
            question = self._questions.get(question_id)
            if question is None:
                continue
            try:
                settled = settle(question, choice)
            except ParameterError:  # the question has been changed since
                continue
            self._answers[question_id] = (settled, mark(question, settled))

    def _tell(self, hook: Callable[..., str | None] | None, *happened: Any) -> None:
        if hook is None:
            return
        try:
            self._notice = hook(*happened) or ""
        # Whatever is wrong with keeping answers, the quiz itself goes on.
        except WENT_WRONG as error:
            self._notice = _NOT_KEPT.format(error=f"{type(error).__name__}: {error}")

    def _do(self, content: dict[str, Any]) -> None:
        question_id = content.get("question", "")
        if content.get("restart"):
            self.restart()
        elif content.get("retry"):
            self.retry(question_id)
        else:
            self.answer(question_id, self._read(question_id, content.get("choice")))

    def _fault(self, content: dict[str, Any], text: str) -> dict[str, Any]:
        question_id = content.get("question", "")
        return {"errors": {question_id if question_id in self._questions else "": text}}

    def _read(self, question_id: str, choice: Any) -> Any:
        """Return what the page sent, indices or the text of a number, as `answer` takes it."""
        question = known(self._questions, question_id)
        if isinstance(question, NumberQuestion):
            return _read_number(choice, question.unit)
        return choice[0] if question.kind == "single" else choice

    def _score(self) -> tuple[int, int]:
        right = sum(answer.right for _, answer in self._answers.values())
        return right, len(self._questions)

    def _now(self) -> dict[str, Any]:
        right, asked = self._score()
        answered = {
            question_id: {
                "choice": list(settled),
                "right": answer.right,
                "mark": "✓ Right" if answer.right else "✗ Not quite",
                "feedback": _feedback(self._questions[question_id], answer),
                "hint": answer.hint,
            }
            for question_id, (settled, answer) in self._answers.items()
        }
        return {
            "answered": answered,
            "score": f"{right} of {asked} right",
            "notice": self._notice,
            "errors": {},
        }

    def __repr__(self) -> str:
        """Return the questions without their answers, as in a stored notebook."""
        return plain_quiz(self._questions.values(), self._cautions, self._note)

    def _still(self) -> str:
        return markup_quiz(self._questions.values(), self._cautions, self._note)


def _feedback(question: AnyQuestion, answer: Answer) -> list[dict[str, Any]]:
    """Return what is said about each choice; of several choices also whether it belonged there."""
    signs = dict.fromkeys((True, False), "")
    if question.kind == "multiple":
        signs = {True: "✓ Belongs here:", False: "✗ Does not belong here:"}
    pairs = zip(answer.feedback, answer.rightly_chosen, strict=True)
    return [{"text": text, "right": right, "sign": signs[right]} for text, right in pairs]


def _read_number(text: Any, unit: str) -> float:
    """Read a number with a decimal comma or point, any minus sign, and with or without its unit."""
    plain = str(text).strip().removesuffix(unit).strip()
    try:
        return float(plain.replace(",", ".").replace("−", "-"))
    except ValueError:
        unit_too = f", in {unit}" if unit else ""
        raise ParameterError(
            f"Please write a plain number, such as 12 or 0.5{unit_too}, not {text!r}"
        ) from None
