"""Visits: choose a visitor, act section by section, see what comes of it, take a report away."""

import html
import threading
from collections.abc import Mapping
from typing import Any

import anywidget
import traitlets

from neuro_edu.errors import ParameterError
from neuro_edu.widgets.answering import WENT_WRONG, in_words
from neuro_edu.widgets.assets import asset
from neuro_edu.widgets.desk import Desk
from neuro_edu.widgets.progress import ProgressReport


class ClinicView(anywidget.AnyWidget):
    """A panel that shows a visit and passes on what the student does.

    It knows nothing of what is asked or found: a `Desk` does. Pictures and sounds are made when
    the page asks for them.

    Parameters
    ----------
    desk : Desk
        Runs the visits.
    title : str
        Name of the panel.
    text : str
        What a stored notebook says, and the page above the choice of visitors.
    numbers : tuple of int, optional
        Smallest and largest number by which an unknown visitor can be chosen.
    """

    _esm = asset(
        "panel.js",
        "case_text.js",
        "picture.js",
        "sound.js",
        "details.js",
        "progress.js",
        "confirm.js",
        "clinic_exhibits.js",
        "clinic_sections.js",
        "clinic.js",
    )
    _css = asset("panel.css", "explorer.css", "case.css", "clinic.css")
    _face = traitlets.Dict().tag(sync=True)
    _shown = traitlets.Dict().tag(sync=True)

    def __init__(
        self, desk: Desk, *, title: str, text: str, numbers: tuple[int, int] | None = None
    ) -> None:
        self._desk, self._title, self._text = desk, title, text
        # A notebook runs messages from the page in another thread than its cells.
        self._lock = threading.RLock()
        self._n_heard = 0
        self._n_visits = 0
        face = {"title": title, "text": text, "numbers": list(numbers or ())}
        super().__init__(_face=face, _shown=self._told())
        self.on_msg(self._on_message)

    def call_in(self, visitor: str) -> None:
        """Choose a visitor.

        Raises
        ------
        ParameterError
            If there is none of this id.
        """
        with self._lock:
            self._desk.open(visitor)
            self._n_visits += 1
            self._shown = self._told()

    def act(self, section: str, choice: str, boxes: tuple[str, ...] = ()) -> None:
        """Choose something of a section.

        Raises
        ------
        ParameterError
            If it cannot be chosen; nothing has changed then.
        """
        with self._lock:
            self._desk.act(section, choice, boxes)
            self._shown = self._told()

    def share(self, section: str, shares: Mapping[str, float]) -> None:
        """Set the shares of a section, in percent.

        Raises
        ------
        ParameterError
            If they are no shares of 100 %; nothing has changed then.
        """
        with self._lock:
            self._desk.share(section, shares)
            self._shown = self._told()

    def _told(self, problem: str = "") -> dict[str, Any]:
        page = self._desk.page()
        return {
            "page": page.face() if page else None,
            "visitors": [vars(one) for one in self._desk.visitors()] if page is None else [],
            # Another number is another visit: the page then forgets what it built.
            "visit": self._n_visits,
            "notice": self._desk.notice,
            "problem": problem,
            # The page may ask again for the same and must see that it was heard again.
            "heard": self._n_heard,
        }

    def _on_message(self, _: Any, content: dict[str, Any], buffers: Any) -> None:
        if content.get("probe"):  # the page asks only whether its messages can be sent
            return
        with self._lock:
            if "exhibit" in content:
                self._show(content)
                return
            if content.get("report"):
                self._hand_over()
                return
            self._n_heard += 1
            try:
                self._do(content)
                self._shown = self._told()
            # The page would otherwise swallow it: nobody reads a notebook server's log.
            except WENT_WRONG as error:
                self._shown = self._told(in_words(error, "the visit"))

    def _do(self, content: dict[str, Any]) -> None:
        if "open" in content:
            self._desk.open(str(content["open"]))
            self._n_visits += 1
        elif content.get("leave"):
            self._desk.leave()
        elif content.get("restart"):
            self._desk.restart()
            self._n_visits += 1
        elif "shares" in content:
            self._desk.share(content["section"], _numbers(content["shares"]))
        elif "choice" in content:
            boxes = tuple(str(box) for box in content.get("boxes", ()))
            self._desk.act(content["section"], content["choice"], boxes)

    def _show(self, content: dict[str, Any]) -> None:
        """Send a picture or a sound to who asked for it."""
        exhibit, listener = content["exhibit"], content.get("listen")
        report = ProgressReport(lambda message: self.send({**message, "exhibit": exhibit}))
        said: dict[str, Any] = {"sound": listener} if listener else {"exhibit": exhibit}
        made: list[bytes] = []
        try:
            if listener:
                made = [self._desk.sound(exhibit)]
            else:
                picture = self._desk.picture(exhibit, report)
                made = [picture.png]
                said |= {"size": list(picture.size_px), "text": picture.text}
            error = ""
        except WENT_WRONG as caught:
            error = in_words(caught, "the sound" if listener else "the picture")
        finally:
            report.close()
        self.send({**said, "error": error}, buffers=made)

    def _hand_over(self) -> None:
        try:
            report, error = self._desk.report(), ""
        except WENT_WRONG as caught:
            report, error = "", in_words(caught, "the report")
        self.send({"report": report, "error": error})

    def __repr__(self) -> str:
        """Return what a stored notebook says."""
        page = self._desk.page()
        return self._text if page is None else f"{self._title}: {page.title}"

    def _repr_mimebundle_(self, **kwargs: Any) -> tuple[dict[str, Any], dict[str, Any]]:
        """Show the live panel, or the same sentence for everybody where nothing runs."""
        data, metadata = super()._repr_mimebundle_(**kwargs) or ({}, {})
        data["text/plain"] = repr(self)
        data["text/html"] = f"<p>{html.escape(repr(self))}</p>"
        return data, metadata


def _numbers(shares: Any) -> dict[str, float]:
    """Return the shares that the page sends; an empty field is no share."""
    numbers = {}
    for name, share in dict(shares).items():
        if share is None or isinstance(share, bool) or not isinstance(share, int | float):
            raise ParameterError(f"a share must be a number from 0 to 100 %, got {share!r}")
        numbers[str(name)] = float(share)
    return numbers
