"""An unknown to be named: look, listen, measure, then say what it is."""

from collections.abc import Callable, Sequence
from typing import Any

import traitlets

from neuro_edu.errors import ParameterError
from neuro_edu.widgets.answering import WENT_WRONG, in_words
from neuro_edu.widgets.assets import EXPLORER_PARTS, asset
from neuro_edu.widgets.controls import Control
from neuro_edu.widgets.explorer import Explorer, View


class Riddle(Explorer):
    """A panel whose picture is of an unknown kind, which the student names.

    The kernel alone knows what it is; the page is told after the answer. Whoever makes a riddle
    keeps the rest neutral: what `describe` says is the alternative text of the picture, and
    stands, like `details`, on the page before the answer. It may give what can be measured in the
    picture, never the name.

    Parameters
    ----------
    controls, view, describe, title, sound, details, reports_progress
        As for `Explorer`. The controls go back to their start with the next riddle.
    simulate : callable
        Takes ``number`` (1, 2, 3 and so on) and the control values, and returns the result; the
        same number is the same riddle whatever the controls.
    options : sequence of (str, str)
        Id and label of everything that it might be, two or more.
    truth : callable
        Takes a result and returns the id of what it is.
    explain : callable
        Takes a result and the id that was chosen; says why that is right or wrong.
    question : str
        Stands above the options.
    on_answer : callable, optional
        Called after every answer with the number of the riddle, the id chosen and whether it was
        right. An error in it is shown, and changes nothing else.

    Raises
    ------
    ParameterError
        If there are fewer than two options, or two with the same id.
    """

    _esm = asset(*EXPLORER_PARTS, "riddle.js")
    # Everything about the riddle but its picture: an answer is one message.
    _riddle = traitlets.Dict().tag(sync=True)

    def __init__(
        self,
        controls: Sequence[Control],
        simulate: Callable[..., Any],
        view: View,
        describe: Callable[[Any], str],
        *,
        title: str,
        options: Sequence[tuple[str, str]],
        truth: Callable[[Any], str],
        explain: Callable[[Any, str], str],
        question: str = "What is it?",
        sound: Callable[[Any], bytes] | None = None,
        details: Callable[[Any], Sequence[tuple[str, ...]]] | None = None,
        reports_progress: bool = False,
        on_answer: Callable[[int, str, bool], object] | None = None,
    ) -> None:
        self._labels = dict(options)
        if len(self._labels) < max(2, len(options)):
            ids = [id_ for id_, _ in options]
            raise ParameterError(f"options must be two or more with different ids, got {ids}")
        self._truth, self._explain, self._on_answer = truth, explain, on_answer
        self._question = question
        self._start = {control.name: control.value for control in controls}
        self._number = self._n_made = 1
        self._n_heard = 0
        self._answers: list[tuple[str, bool]] = []
        self._answered: dict[str, Any] | None = None

        def simulate_this(**values: Any) -> Any:
            return simulate(number=self._number, **values)

        super().__init__(
            controls,
            simulate_this,
            view,
            describe,
            title=title,
            sound=sound,
            details=details,
            reports_progress=reports_progress,
        )
        self._face = {
            **self._face,
            "options": [list(option) for option in options],
            "question": question,
        }
        self._tell()

    @property
    def number(self) -> int:
        """Which riddle is shown, from 1."""
        return self._number

    @property
    def score(self) -> tuple[int, int]:
        """Number of right answers, and number of answers."""
        return sum(right for _, right in self._answers), len(self._answers)

    @property
    def score_by_type(self) -> dict[str, tuple[int, int]]:
        """Number of right answers and number asked, by the id of what it was, if asked at all."""
        asked = {id_: [right for truth, right in self._answers if truth == id_]
                 for id_ in self._labels}  # fmt: skip
        return {id_: (sum(rights), len(rights)) for id_, rights in asked.items() if rights}

    def answer(self, option: str) -> bool:
        """Name the riddle that is shown.

        Parameters
        ----------
        option : str
            Id of an option.

        Returns
        -------
        bool
            Whether it is that.

        Raises
        ------
        ParameterError
            If there is no such option, or the riddle was answered before.
        """
        with self._lock:
            if option not in self._labels:
                raise ParameterError(
                    f"there is no option {option!r}; there are {', '.join(self._labels)}"
                )
            if self._answered:
                raise ParameterError(f"riddle {self._number} was answered before; take the next")
            truth = self._truth(self.result)
            right = option == truth
            explanation = self._explain(self.result, option)
            self._answers.append((truth, right))
            self._answered = {
                "chosen": option,
                "truth": truth,
                "right": right,
                "mark": "✓ Right" if right else f"✗ Not quite: {self._labels[truth]}",
                "explanation": explanation,
            }
            self._tell()
            self._pass_on(option, right)
        return right

    def next_riddle(self) -> None:
        """Show another riddle, with the controls at their start.

        Raises
        ------
        ParameterError
            If the simulation refuses it; the riddle before stays.
        """
        with self._lock:
            before = self._number
            # A riddle that cannot be made is not tried a second time.
            self._n_made += 1
            self._number = self._n_made
            try:
                shown = self._compute(self._start)
            except BaseException:
                self._number = before
                raise
            self._answered = None
            with self.hold_sync(), self.hold_trait_notifications():
                self._shown = shown
                self._chosen = self._start
                self._tell()

    def _pass_on(self, chosen: str, right: bool) -> None:
        if self._on_answer is None:
            return
        try:
            self._on_answer(self._number, chosen, right)
        except WENT_WRONG as error:
            self._tell(problem=in_words(error, "keeping this answer"))

    def _on_message(self, sender: Any, content: dict[str, Any], buffers: Any) -> None:
        if "riddle" not in content:
            super()._on_message(sender, content, buffers)
            return
        with self._lock:
            if content["riddle"] != self._number:
                return  # a second click on Next, sent before the first was answered
            self._n_heard += 1
            try:
                if "answer" in content:
                    self.answer(content["answer"])
                else:
                    self.next_riddle()
            except WENT_WRONG as error:
                self._tell(problem=in_words(error, "this riddle"))

    def _tell(self, problem: str = "") -> None:
        right, asked = self.score
        rows = [("Type", "Right", "Asked")]
        rows += [(self._labels[id_], str(r), str(n)) for id_, (r, n) in self.score_by_type.items()]
        self._riddle = {
            "number": self._number,
            "answered": self._answered,
            "score": f"{right} of {asked} right" if asked else "",
            "by_type": [list(row) for row in rows],
            "problem": problem,
            # The page may hear the same problem twice and must see that it was heard again.
            "heard": self._n_heard,
        }

    def __repr__(self) -> str:
        """Return the neutral sentence and the options, as in a stored notebook."""
        options = [f"  ( ) {label}" for label in self._labels.values()]
        return "\n".join([self.finding, self._question, *options])
