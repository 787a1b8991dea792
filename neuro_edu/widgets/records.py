"""Tables of what was done so far, to take away or to forget."""

import html
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import traitlets

from neuro_edu.widgets.answering import AnsweringPanel
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


class RecordsView(AnsweringPanel):
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
        super().__init__(_face={"title": title, "fileName": file_name})

    def _do(self, content: dict[str, Any]) -> None:
        said = self._forget() if content.get("forget") else ""
        csv = self._to_csv() if content.get("export") else ""
        self._shown = {**self._all(), "csv": csv, "said": said}

    def _fault(self, content: dict[str, Any], text: str) -> dict[str, Any]:
        return {"csv": "", "said": text}

    def _now(self) -> dict[str, Any]:
        overview = self._read()
        tables = [
            {"title": title, "rows": [list(row) for row in rows]} for title, rows in overview.tables
        ]
        return {
            "tables": tables,
            "notice": overview.notice,
            "said": "",
            "csv": "",
        }

    def __repr__(self) -> str:
        """Return what a stored notebook says."""
        return self._empty

    def _still(self) -> str:
        return f"<p>{html.escape(self._empty)}</p>"
