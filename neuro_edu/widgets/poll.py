"""A poll of a class by raised hands: nothing is sent anywhere, the teacher types the counts."""

import html
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from numbers import Integral
from typing import Any

import traitlets

from neuro_edu.errors import ParameterError
from neuro_edu.widgets.answering import AnsweringPanel
from neuro_edu.widgets.assets import asset
from neuro_edu.widgets.marking import AnyQuestion, OptionsQuestion, by_id, known
from neuro_edu.widgets.quiz import UNREVIEWED

N_VOTES = 2
MOST_HANDS = 9999
Hands = tuple[int, ...]


class PollView(AnsweringPanel):
    """Questions shown to a class, voted on once or twice, and then explained.

    The page is told which option is right, and why, only when the answer is revealed. Between two
    votes the class discusses; both votes are shown side by side then.

    Parameters
    ----------
    questions : sequence of AnyQuestion
        In the order asked; each with exactly one right option.
    cautions : mapping of str to str, optional
        By question id: what a class should know about the question before voting.
    title : str, optional
        What the panel is called.

    Raises
    ------
    ParameterError
        If there is no question, two have the same id, or one is not of the kind ``single``.
    """

    _esm = asset("panel.js", "poll.js")
    _css = asset("panel.css", "poll.css")
    _title = traitlets.Unicode().tag(sync=True)

    def __init__(
        self,
        questions: Sequence[AnyQuestion],
        cautions: Mapping[str, str] | None = None,
        *,
        title: str = "Class poll",
    ) -> None:
        self._questions = by_id([_pollable(question) for question in questions])
        self._cautions = dict(cautions or {})
        self._votes = {id_: [_no_hands(question)] for id_, question in self._questions.items()}
        self._revealed: set[str] = set()
        self._index = 0
        super().__init__(_title=title)

    @property
    def votes(self) -> dict[str, tuple[Hands, ...]]:
        """Raised hands by question id: for each vote the counts, in the order of the options."""
        with self._lock:
            return {id_: tuple(votes) for id_, votes in self._votes.items()}

    def count(self, question_id: str, hands: Sequence[int]) -> None:
        """Keep how many hands were raised for each option in the vote that is going on.

        Raises
        ------
        ParameterError
            If there is no such question, its answer has been revealed, or the counts are not one
            whole number from 0 to 9999 for each option.
        """
        with self._changing_of(question_id) as question:
            if question_id in self._revealed:
                raise ParameterError(f"the answer of {question_id!r} is known; nobody can vote now")
            self._votes[question_id][-1] = _read_hands(question, hands)

    def vote_again(self, question_id: str) -> None:
        """Begin the second vote, after the class has discussed the first.

        Raises
        ------
        ParameterError
            If there is no such question, nobody has voted yet, it was voted on twice already, or
            its answer has been revealed.
        """
        with self._changing_of(question_id) as question:
            votes = self._votes[question_id]
            if question_id in self._revealed or len(votes) == N_VOTES or not any(votes[0]):
                raise ParameterError(
                    "There is one second vote, after hands have been counted and before the answer."
                )
            votes.append(_no_hands(question))

    def reveal(self, question_id: str) -> None:
        """Show which option is right and what there is to say about each.

        Raises
        ------
        ParameterError
            If there is no such question.
        """
        with self._changing_of(question_id):
            self._revealed.add(question_id)

    def show(self, number: int) -> None:
        """Put a question on the screen; the first is number 1.

        Raises
        ------
        ParameterError
            If there is no question of that number.
        """
        last = len(self._questions)
        if not _is_whole(number) or not 1 <= number <= last:
            raise ParameterError(f"number must lie between 1 and {last}, got {number!r}")
        with self._changing():
            self._index = int(number) - 1

    def restart(self, question_id: str) -> None:
        """Forget the votes on a question, and hide its answer.

        Raises
        ------
        ParameterError
            If there is no such question.
        """
        with self._changing_of(question_id) as question:
            self._votes[question_id] = [_no_hands(question)]
            self._revealed.discard(question_id)

    @contextmanager
    def _changing_of(self, question_id: str) -> Iterator[OptionsQuestion]:
        question = known(self._questions, question_id)
        with self._changing():
            yield question

    def _do(self, content: dict[str, Any]) -> None:
        question_id = str(content.get("question", ""))
        match content.get("do"):
            case "count":
                self.count(question_id, content.get("hands") or ())
            case "again":
                self.vote_again(question_id)
            case "reveal":
                self.reveal(question_id)
            case "restart":
                self.restart(question_id)
            case _:
                self.show(content.get("number", 0))

    def _fault(self, content: dict[str, Any], text: str) -> dict[str, Any]:
        return {"error": text}

    def _now(self) -> dict[str, Any]:
        """Return the question on the screen as the page may know it."""
        question = tuple(self._questions.values())[self._index]
        votes = self._votes[question.id]
        is_known = question.id in self._revealed
        options = [
            {
                "text": option.text,
                "hands": [hands[i] for hands in votes],
                "shares": [_share(hands, i) for hands in votes],
                **({"right": option.correct, "feedback": option.feedback} if is_known else {}),
            }
            for i, option in enumerate(question.options)
        ]
        return {
            "id": question.id,
            "number": self._index + 1,
            "n_questions": len(self._questions),
            "stem": question.stem,
            "caution": self._cautions.get(question.id, ""),
            "note": UNREVIEWED if question.review == "unreviewed" else "",
            "options": options,
            "totals": [sum(hands) for hands in votes],
            "revealed": is_known,
            "error": "",
        }

    def __repr__(self) -> str:
        """Return the questions without options, as in a stored notebook."""
        stems = [f"  {i}. {q.stem}" for i, q in enumerate(self._questions.values(), start=1)]
        return "\n".join([f"{self._title}: {len(stems)} questions", *stems])

    def _still(self) -> str:
        items = "".join(f"<li>{html.escape(q.stem)}</li>" for q in self._questions.values())
        return f"<p>{html.escape(self._title)}</p><ol>{items}</ol>"


def _pollable(question: AnyQuestion) -> OptionsQuestion:
    if question.kind != "single" or not isinstance(question, OptionsQuestion):
        raise ParameterError(
            f"a class votes for one option: question {question.id!r} is {question.kind}, not single"
        )
    return question


def _no_hands(question: OptionsQuestion) -> Hands:
    return (0,) * len(question.options)


def _read_hands(question: OptionsQuestion, hands: Sequence[int]) -> Hands:
    n_options = len(question.options)
    fits = len(hands) == n_options and all(
        _is_whole(count) and 0 <= count <= MOST_HANDS for count in hands
    )
    if not fits:
        raise ParameterError(
            f"hands for {question.id!r} must be {n_options} whole numbers from 0 to {MOST_HANDS}, "
            f"got {list(hands)}"
        )
    return tuple(int(count) for count in hands)


def _is_whole(number: object) -> bool:
    return isinstance(number, Integral) and not isinstance(number, bool)


def _share(hands: Hands, index: int) -> float:
    """Return the share of the hands that an option got, 0 to 1; 0 if nobody voted."""
    return hands[index] / sum(hands) if any(hands) else 0.0
