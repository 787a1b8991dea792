"""Controls, a live figure and what it shows in words: the panel of every lesson."""

import threading
from collections.abc import Callable, Sequence
from typing import Any

import anywidget
import traitlets

from neuro_edu.errors import ParameterError
from neuro_edu.widgets.answering import WENT_WRONG, in_words
from neuro_edu.widgets.assets import EXPLORER_PARTS, asset
from neuro_edu.widgets.controls import Control, Value
from neuro_edu.widgets.live_figure import FigureView, LiveFigure
from neuro_edu.widgets.progress import ProgressReport
from neuro_edu.widgets.still import still_html

View = FigureView | Callable[[Any], FigureView]


class Explorer(anywidget.AnyWidget):
    """A panel that simulates again whenever a control is moved.

    It knows nothing of what is simulated. A value that the simulation refuses is explained beside
    its control, and the last good picture stays.

    Parameters
    ----------
    controls : sequence of Control
        What can be changed, in the order shown.
    simulate : callable
        Takes the control values as keyword arguments and returns a result.
    view : FigureView or callable
        Shows a result; or takes the first result and returns what shows it and all others.
    describe : callable
        Says in one sentence, with numbers, what a result shows: the caption, the alternative text
        of the picture and the text that a stored notebook keeps.
    title : str
        Name of the panel for screen readers.
    sound : callable, optional
        Takes a result and returns a WAV file. It is asked only when a student wants to listen.
    details : callable, optional
        Takes a result and returns the rows of a table, each a tuple of strings; the first row is
        the header.
    reports_progress : bool
        Whether `simulate` also takes ``progress``, a function to call with the fraction done.

    Attributes
    ----------
    result : object
        What is shown: the last result that came out without an error.

    Raises
    ------
    ParameterError
        If the simulation refuses the starting values.
    """

    _esm = asset(*EXPLORER_PARTS, "explorer.js")
    _css = asset("panel.css", "explorer.css", "layout.css")
    _face = traitlets.Dict().tag(sync=True)
    # Where the controls stand. The front end moves them; it knows what it sent and needs no echo.
    _chosen = traitlets.Dict().tag(sync=True, echo_update=False)
    # Picture, caption and errors in one trait, so that an update is one message; with the values
    # of the picture, and those that were asked for, which differ when they were refused.
    _shown = traitlets.Dict().tag(sync=True)

    def __init__(
        self,
        controls: Sequence[Control],
        simulate: Callable[..., Any],
        view: View,
        describe: Callable[[Any], str],
        *,
        title: str = "Interactive figure",
        sound: Callable[[Any], bytes] | None = None,
        details: Callable[[Any], Sequence[tuple[str, ...]]] | None = None,
        reports_progress: bool = False,
    ) -> None:
        self._controls = {control.name: control for control in controls}
        self._simulate = simulate
        self._describe = describe
        self._sound = sound
        self._details = details
        self._reports_progress = reports_progress
        # A notebook runs slider callbacks in another thread than its cells.
        self._lock = threading.RLock()
        self._n_pictures = 0
        self._values = {control.name: control.value for control in controls}
        face = {
            "title": title,
            "sound": sound is not None,
            "controls": [control.face() for control in controls],
        }
        super().__init__(_face=face, _chosen=self._values)
        self._show_first(view)
        self.observe(self._on_chosen, "_chosen")
        self.on_msg(self._on_message)

    def _show_first(self, view: View) -> None:
        """Make the first picture; until it is there, the page says that it is being made."""
        try:
            result = self._run(self._values)
            self._live = LiveFigure(view(result) if callable(view) else view)
            shown = self._picture(result, self._values)
        except BaseException:
            self.close()
            raise
        width, height = self._live.size_px
        with self.hold_sync():
            self._face = {**self._face, "width": width, "height": height}
            self._shown = shown

    @property
    def values(self) -> dict[str, Value]:
        """The values that `result` was made with, by name."""
        return dict(self._values)

    @property
    def finding(self) -> str:
        """What the picture shows, in words."""
        return str(self._shown.get("finding", ""))

    def set(self, **values: Value) -> None:
        """Move controls from Python.

        Raises
        ------
        ParameterError
            If a name is unknown or a value is refused; nothing has changed then.
        """
        with self._lock:
            wanted = self._checked({**self._values, **values})
            shown = self._compute(wanted)
            with self.hold_sync(), self.hold_trait_notifications():
                self._shown = shown
                self._chosen = wanted

    def set_state(self, sync_data: dict[str, Any]) -> None:
        """Take over what the front end sent, one message at a time."""
        with self._lock:
            super().set_state(sync_data)

    def _on_chosen(self, change: dict[str, Any]) -> None:
        with self._lock:
            if change["new"] == self._values and not self._problems:
                return
            try:
                self._shown = self._compute(self._checked(change["new"]))
            # The page would otherwise swallow it: nobody reads a notebook server's log.
            except WENT_WRONG as error:
                text = in_words(error, "the simulation")
                errors = self._located(text) if isinstance(error, ParameterError) else {}
                self._shown = {
                    **self._shown,
                    "errors": errors,
                    "problem": "" if errors else text,
                    "asked": change["new"],
                }

    def _on_message(self, _: Any, content: dict[str, Any], buffers: Any) -> None:
        """Answer the page; a probe asks only whether its messages can be sent."""
        if "listen" in content and self._sound is not None:
            self._play(self._sound, content["listen"])

    def _play(self, sound: Callable[[Any], bytes], listener: Any) -> None:
        # In the lock, so that page and kernel agree on which picture it belongs to.
        with self._lock:
            try:
                heard, error = [sound(self.result)], ""
            except WENT_WRONG as caught:
                heard, error = [], in_words(caught, "the sound")
            self.send({"sound": listener, "error": error}, buffers=heard)

    @property
    def _problems(self) -> bool:
        return bool(self._shown["errors"] or self._shown["problem"])

    def _checked(self, values: dict[str, Any]) -> dict[str, Value]:
        for name in values:
            if name not in self._controls:
                raise ParameterError(
                    f"there is no control {name!r}; there are {', '.join(self._controls)}"
                )
        return {name: self._controls[name].checked(value) for name, value in values.items()}

    def _compute(self, values: dict[str, Value]) -> dict[str, Any]:
        return self._picture(self._run(values), values)

    def _picture(self, result: Any, values: dict[str, Value]) -> dict[str, Any]:
        finding = self._describe(result)
        rows = self._details(result) if self._details else []
        png = self._live.draw(result)
        self.result, self._values = result, values
        self._n_pictures += 1
        return {
            "png": png,
            "picture": self._n_pictures,
            "finding": finding,
            "details": [list(row) for row in rows],
            "values": values,
            "asked": values,
            "errors": {},
            "problem": "",
        }

    def _run(self, values: dict[str, Value]) -> Any:
        if not self._reports_progress:
            return self._simulate(**values)
        report = ProgressReport(self.send)
        try:
            return self._simulate(**values, progress=report)
        finally:
            report.close()

    def _located(self, message: str) -> dict[str, str]:
        """Return the message by the name of its control, nothing if it names none."""
        names = [name for name in self._controls if message.startswith(f"{name} ")]
        return {name: message for name in names[:1]}

    def __repr__(self) -> str:
        """Return the finding, as in a stored notebook."""
        return self.finding

    def _repr_mimebundle_(self, **kwargs: Any) -> tuple[dict[str, Any], dict[str, Any]]:
        """Show the live panel, or its still picture and finding where nothing runs."""
        data, metadata = super()._repr_mimebundle_(**kwargs) or ({}, {})
        data["text/plain"] = repr(self)
        data["text/html"] = still_html(self._shown["png"], self._live.size_px, self.finding)
        return data, metadata
