"""A poll of a class by raised hands: nothing is sent anywhere, the teacher types the counts."""

import html
import threading
from collections.abc import Mapping, Sequence
from numbers import Integral
from typing import Any

import anywidget
import traitlets

from neuro_edu.errors import ParameterError
from neuro_edu.widgets.assets import asset
from neuro_edu.widgets.marking import AnyQuestion, OptionsQuestion
from neuro_edu.widgets.quiz import UNREVIEWED

N_VOTES = 2
MOST_HANDS = 9999
Hands = tuple[int, ...]


class PollView(anywidget.AnyWidget):
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
    # All that is seen in one trait, so that each step is one message.
    _shown = traitlets.Dict().tag(sync=True)

    def __init__(
        self,
        questions: Sequence[AnyQuestion],
        cautions: Mapping[str, str] | None = None,
        *,
        title: str = "Class poll",
    ) -> None:
        self._questions = [_pollable(question) for question in questions]
        ids = [question.id for question in questions]
        if not ids or len(set(ids)) < len(ids):
            raise ParameterError(f"questions must be one or more with different ids, got {ids}")
        self._cautions = dict(cautions or {})
        # A notebook runs messages from the page in another thread than its cells.
        self._lock = threading.RLock()
        self._votes: dict[str, list[Hands]] = {id_: [self._none_of(id_)] for id_ in ids}
        self._revealed: set[str] = set()
        self._index = 0
        self._n_heard = 0
        super().__init__(_title=title, _shown=self._screen())
        self.on_msg(self._on_message)

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
        question = self._question(question_id)
        with self._lock:
            if question_id in self._revealed:
                raise ParameterError(f"the answer of {question_id!r} is known; nobody can vote now")
            self._votes[question_id][-1] = _read_hands(question, hands)
            self._shown = self._screen()

    def vote_again(self, question_id: str) -> None:
        """Begin the second vote, after the class has discussed the first.

        Raises
        ------
        ParameterError
            If there is no such question, nobody has voted yet, it was voted on twice already, or
            its answer has been revealed.
        """
        self._question(question_id)
        with self._lock:
            votes = self._votes[question_id]
            if question_id in self._revealed or len(votes) == N_VOTES or not any(votes[0]):
                raise ParameterError(
                    "There is one second vote, after hands have been counted and before the answer."
                )
            votes.append(self._none_of(question_id))
            self._shown = self._screen()

    def reveal(self, question_id: str) -> None:
        """Show which option is right and what there is to say about each.

        Raises
        ------
        ParameterError
            If there is no such question.
        """
        self._question(question_id)
        with self._lock:
            self._revealed.add(question_id)
            self._shown = self._screen()

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
        with self._lock:
            self._index = int(number) - 1
            self._shown = self._screen()

    def restart(self, question_id: str) -> None:
        """Forget the votes on a question, and hide its answer.

        Raises
        ------
        ParameterError
            If there is no such question.
        """
        self._question(question_id)
        with self._lock:
            self._votes[question_id] = [self._none_of(question_id)]
            self._revealed.discard(question_id)
            self._shown = self._screen()

    def _question(self, question_id: str) -> OptionsQuestion:
        for question in self._questions:
            if question.id == question_id:
                return question
        known = ", ".join(question.id for question in self._questions)
        raise ParameterError(f"there is no question {question_id!r}; there are {known}")

    def _none_of(self, question_id: str) -> Hands:
        return (0,) * len(self._question(question_id).options)

    def _on_message(self, _: Any, content: dict[str, Any], buffers: Any) -> None:
        if content.get("probe"):  # the page asks only whether its messages can be sent
            return
        with self._lock:
            self._n_heard += 1
        question_id = str(content.get("question", ""))
        try:
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
        except ParameterError as error:
            with self._lock:
                self._shown = {**self._screen(), "error": str(error)}

    def _screen(self) -> dict[str, Any]:
        """Return the question on the screen as the page may know it."""
        question = self._questions[self._index]
        votes = self._votes[question.id]
        known = question.id in self._revealed
        options = [
            {
                "text": option.text,
                "hands": [hands[i] for hands in votes],
                "shares": [_share(hands, i) for hands in votes],
                **({"right": option.correct, "feedback": option.feedback} if known else {}),
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
            "revealed": known,
            "error": "",
            # The page may ask the same twice and must see that it was heard again.
            "heard": self._n_heard,
        }

    def __repr__(self) -> str:
        """Return the questions without options, as in a stored notebook."""
        stems = [f"  {i}. {question.stem}" for i, question in enumerate(self._questions, start=1)]
        return "\n".join([f"{self._title}: {len(stems)} questions", *stems])

    def _repr_mimebundle_(self, **options: Any) -> tuple[dict[str, Any], dict[str, Any]] | None:
        bundle = super()._repr_mimebundle_(**options)
        if bundle is None:
            return None
        data, metadata = bundle
        data["text/plain"] = repr(self)
        items = "".join(f"<li>{html.escape(question.stem)}</li>" for question in self._questions)
        data["text/html"] = f"<p>{html.escape(self._title)}</p><ol>{items}</ol>"
        return data, metadata


def _pollable(question: AnyQuestion) -> OptionsQuestion:
    if question.kind != "single" or not isinstance(question, OptionsQuestion):
        raise ParameterError(
            f"a class votes for one option: question {question.id!r} is {question.kind}, not single"
        )
    return question


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
