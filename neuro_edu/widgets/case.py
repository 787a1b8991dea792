"""A patient told step by step; what was not reached or chosen yet stays unknown to the page."""

import html
from collections.abc import Callable, Sequence
from typing import Any

import traitlets

from neuro_edu.errors import ParameterError
from neuro_edu.widgets.answering import WENT_WRONG, AnsweringPanel
from neuro_edu.widgets.assets import asset
from neuro_edu.widgets.case_steps import Reply, Step
from neuro_edu.widgets.rich_text import markup, plain_text


class CaseView(AnsweringPanel):
    """A panel that tells a case in steps, from top to bottom.

    Parameters
    ----------
    title : str
        Name of the case.
    steps : sequence of Step
        In the order told; the first is shown at once, and in stored notebooks.
    note : str
        Stands at the end: how far to trust the case.
    on_choice : callable, optional
        Called as ``on_choice(step, reply)`` after each choice. What it returns, if anything, is
        shown to the student. An exception is shown, too, and changes nothing else.

    Raises
    ------
    ParameterError
        If there is no step, or two have the same id.
    """

    _esm = asset("panel.js", "case_text.js", "case.js")
    _css = asset("panel.css", "case.css")
    _face = traitlets.Dict().tag(sync=True)

    def __init__(
        self,
        title: str,
        steps: Sequence[Step],
        *,
        note: str = "",
        on_choice: Callable[[Step, Reply], str | None] | None = None,
    ) -> None:
        ids = [step.id for step in steps]
        if not ids or len(set(ids)) < len(ids):
            raise ParameterError(f"steps must be one or more with different ids, got {ids}")
        self._title, self._steps, self._note = title, tuple(steps), note
        self._on_choice = on_choice
        self._n_open = 1
        self._chosen: dict[str, tuple[int, ...]] = {}
        self._notice = ""
        super().__init__(_face={"title": title, "note": note})

    @property
    def open_steps(self) -> tuple[str, ...]:
        """Ids of the steps told so far."""
        return tuple(step.id for step in self._steps[: self._n_open])

    def go_on(self) -> None:
        """Tell the next step.

        Raises
        ------
        ParameterError
            If there is none, or the last one still wants a choice.
        """
        with self._changing():
            if not self._next_heading():
                raise ParameterError(f"step {self.open_steps[-1]!r} must be answered or is the end")
            self._n_open += 1

    def choose(self, step_id: str, reply_id: str) -> None:
        """Choose a reply of a step, or ask for it.

        Parameters
        ----------
        step_id : str
            A step told already.
        reply_id : str
            One of its replies. What is chosen stays chosen.

        Raises
        ------
        ParameterError
            If the step is not told yet, has no such reply, or another one was chosen.
        """
        with self._changing():
            step = next((s for s in self._steps[: self._n_open] if s.id == step_id), None)
            replies = {reply.id: n for n, reply in enumerate(step.replies)} if step else {}
            if step is None or reply_id not in replies:
                raise ParameterError(f"there is nothing {reply_id!r} to choose in {step_id!r} now")
            before, number = self._chosen.get(step_id, ()), replies[reply_id]
            if step.kind == "choose" and before not in ((), (number,)):
                raise ParameterError(f"in {step_id!r} a choice was made, and it stays")
            if number not in before:
                self._chosen[step_id] = (*before, number)
                self._tell(step, step.replies[number])

    def restart(self) -> None:
        """Begin the case anew."""
        with self._changing():
            self._n_open = 1
            self._chosen.clear()

    def _tell(self, step: Step, reply: Reply) -> None:
        if self._on_choice is None:
            return
        try:
            self._notice = self._on_choice(step, reply) or ""
        # Whatever is wrong with keeping choices, the case itself goes on.
        except WENT_WRONG as error:
            self._notice = f"Your choice could not be kept: {type(error).__name__}: {error}"

    def _next_heading(self) -> str:
        last = self._steps[self._n_open - 1]
        wants_choice = last.kind == "choose" and last.id not in self._chosen
        if wants_choice or self._n_open == len(self._steps):
            return ""
        return self._steps[self._n_open].heading

    def _now(self) -> dict[str, Any]:
        steps = self._steps[: self._n_open]
        return {
            "steps": [step.face(self._chosen.get(step.id, ())) for step in steps],
            "next": self._next_heading(),
            "notice": self._notice,
            "problem": "",
        }

    def _fault(self, content: dict[str, Any], text: str) -> dict[str, Any]:
        return {"problem": text}

    def _do(self, content: dict[str, Any]) -> None:
        if content.get("restart"):
            self.restart()
        elif "step" in content:
            self.choose(content["step"], self._reply_id(content["step"], content.get("reply")))
        elif content.get("after") == self._n_open:
            self.go_on()
        else:  # a second click, sent before the first was answered
            self._shown = self._all()

    def _reply_id(self, step_id: str, number: Any) -> str:
        """Return the id of a reply, which the page does not know: an id could give it away."""
        replies = next((step.replies for step in self._steps if step.id == step_id), ())
        return dict(enumerate(reply.id for reply in replies)).get(number, "")

    def __repr__(self) -> str:
        """Return the first step, as in a stored notebook."""
        first = plain_text(self._steps[0].text)
        return "\n".join(part for part in (self._title, first, self._note) if part)

    def _still(self) -> str:
        title = f"<p><strong>{html.escape(self._title)}</strong></p>"
        note = f"<p><small>{html.escape(self._note)}</small></p>" if self._note else ""
        return title + markup(self._steps[0].text) + note
