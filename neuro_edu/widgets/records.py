"""Tables of what was done so far, to take away or to forget."""

import html
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import anywidget
import traitlets

from neuro_edu.widgets.assets import asset

Rows = Sequence[tuple[str, ...]]


@dataclass(frozen=True, kw_only=True)
class Overview:
    """What a `RecordsView` shows.

    Attributes
    ----------
    tables : tuple of (str, Rows)
        Title and rows of each table; the first row is the header.
    notice : str
        One or two sentences under the tables.
    """

    tables: tuple[tuple[str, Rows], ...]
    notice: str = ""


class RecordsView(anywidget.AnyWidget):
    """A panel of tables, with buttons to bring them up to date, to export and to forget.

    Parameters
    ----------
    read : callable
        Returns the `Overview` as it is now.
    to_csv : callable
        Returns the text of the file to take away. The page hands it to the browser as a download,
        because the kernel's folder may be on another computer, or be shared by a class.
    forget : callable
        Forgets everything and says what became of it. The page asks twice before.
    title : str
        Name of the panel.
    file_name : str
        Name of the file to take away.
    empty : str
        What a stored notebook says: the same for everybody.
    """

    _esm = asset("panel.js", "picture.js", "details.js", "confirm.js", "records.js")
    _css = asset("panel.css", "explorer.css", "records.css")
    _face = traitlets.Dict().tag(sync=True)
    _shown = traitlets.Dict().tag(sync=True)

    def __init__(
        self,
        read: Callable[[], Overview],
        to_csv: Callable[[], str],
        forget: Callable[[], str],
        *,
        title: str,
        file_name: str,
        empty: str,
    ) -> None:
        self._read, self._to_csv, self._forget = read, to_csv, forget
        self._empty = empty
        # A notebook runs messages from the page in another thread than its cells.
        self._lock = threading.RLock()
        self._n_heard = 0
        face = {"title": title, "fileName": file_name}
        super().__init__(_face=face, _shown=self._overview())
        self.on_msg(self._on_message)

    def _on_message(self, _: Any, content: dict[str, Any], buffers: Any) -> None:
        if content.get("probe"):  # the page asks only whether its messages can be sent
            return
        with self._lock:
            self._n_heard += 1
            try:
                said = self._forget() if content.get("forget") else ""
                csv = self._to_csv() if content.get("export") else ""
                self._shown = {**self._overview(), "csv": csv, "said": said}
            # The page would otherwise swallow it: nobody reads a notebook server's log.
            except Exception as error:
                text = f"Something went wrong: {type(error).__name__}: {error}"
                self._shown = {**self._shown, "csv": "", "said": text, "heard": self._n_heard}

    def _overview(self) -> dict[str, Any]:
        overview = self._read()
        tables = [
            {"title": title, "rows": [list(row) for row in rows]} for title, rows in overview.tables
        ]
        return {
            "tables": tables,
            "notice": overview.notice,
            "said": "",
            "csv": "",
            # The page may ask twice for the same and must see that it was heard again.
            "heard": self._n_heard,
        }

    def __repr__(self) -> str:
        """Return what a stored notebook says."""
        return self._empty

    def _repr_mimebundle_(self, **kwargs: Any) -> tuple[dict[str, Any], dict[str, Any]]:
        """Show the live panel, or the same sentence for everybody where nothing runs."""
        data, metadata = super()._repr_mimebundle_(**kwargs) or ({}, {})
        data["text/plain"] = self._empty
        data["text/html"] = f"<p>{html.escape(self._empty)}</p>"
        return data, metadata
