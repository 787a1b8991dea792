"""Labs as they stand at first, run while the site is built: for their tables and sounds."""

from collections.abc import Sequence
from functools import cache
from typing import Any

from neuro_edu import lessons
from neuro_edu.widgets import Explorer
from website.calls import Call
from website.markup import escape

#: A table of more rows than this, below its header, is folded on a page and not printed.
LONG = 8
_NOT_PRINTED = "The table under this picture stands in the live course, and folded on the site."


@cache
def lab_of(call: Call) -> Any:
    """Return the panel that a cell shows; each is made once."""
    return getattr(lessons, call.name)(*call.args)


def lab_table(call: Call) -> str:
    """Return the table under a lab's picture as HTML; nothing if it has none yet."""
    lab = lab_of(call)
    rows = lab.get_state("_shown")["_shown"]["details"] if isinstance(lab, Explorer) else []
    # A riddle begins with a header alone.
    if len(rows) < 2:
        return ""
    table = _table(rows)
    n_rows = len(rows) - 1
    if n_rows <= LONG:
        return f'<div class="lab-table">{table}</div>'
    summary = f"The table under the picture: {n_rows} rows"
    return (
        f'<details class="lab-table"><summary>{summary}</summary>{table}</details>'
        f'<p class="on-paper">{_NOT_PRINTED}</p>'
    )


def _table(rows: Sequence[Sequence[str]]) -> str:
    head = "".join(_cell(text, "col") for text in rows[0])
    body = "".join(
        f"<tr>{_cell(row[0], 'row')}{''.join(_cell(text) for text in row[1:])}</tr>\n"
        for row in rows[1:]
    )
    return (
        '<div class="table-wrapper"><table class="docutils lab">'
        f"<thead><tr>{head}</tr></thead>\n<tbody>{body}</tbody></table></div>"
    )


def _cell(text: str, scope: str = "") -> str:
    """Return a cell; one without words heads nothing."""
    if scope and text:
        return f'<th scope="{scope}">{escape(text)}</th>'
    return f"<td>{escape(text)}</td>"
