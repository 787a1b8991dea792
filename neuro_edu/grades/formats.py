"""Tables that Moodle and Canvas import.

Moodle asks on import which column tells the students apart (*Map from* Email address, ID number or
Username; *Map to* useremail, useridnumber or username) and, for each further column, which grade
item it belongs to, or makes a new one of it. Column names are therefore free; an e-mail address has
to have the capitals that Moodle has. A mark for the byte order is taken off.
Source: Moodle's documentation, "Grade import" (docs.moodle.org).

Canvas wants a header that begins with Student and ID, then (if there are any) SIS User ID and SIS
Login ID together, then Section; every further column is an assignment, a new one if the title is
not known. A row that begins with Points Possible says how much each is worth. A student is found
by ID (Canvas's own number), else by SIS User ID, by SIS Login ID, or by name, so that what is not
known may stay empty. Source: Canvas's gradebook importer (instructure/canvas-lms on GitHub,
lib/gradebook_importer.rb), which reads what Canvas's gradebook exports.
"""

import csv
import io
from collections.abc import Callable, Mapping, Sequence

from neuro_edu.grades.roster import Person

#: A student and the scores by title of the lesson (%), None for a cell that stays empty.
Row = tuple[Person, Mapping[str, int | None]]

_BYTE_ORDER_MARK = "\ufeff"
_STARTS_A_FORMULA = tuple("=+-@\t\r＝＋－＠")
_FULL_SCORE = 100


def as_csv(rows: Sequence[Row], titles: Sequence[str], form: str, *, excel: bool = False) -> str:
    """Return the table of a class as CSV text with Windows line ends.

    Parameters
    ----------
    rows : sequence of Row
        One for each student.
    titles : sequence of str
        Titles of the lessons, in the order of the columns.
    form : {"moodle", "canvas"}
        The system that is to import it.
    excel : bool
        Begin with a mark that makes Excel read accents rightly.
    """
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    for cells in FORMATS[form](rows, titles):
        writer.writerow([harmless(cell) for cell in cells])
    return _BYTE_ORDER_MARK * excel + text.getvalue()


def harmless(text: str) -> str:
    """Return a cell that no spreadsheet takes for a formula, in one line.

    A student chooses the name of a file; whoever opens the table should not run it.
    """
    line = "".join(sign if sign.isprintable() else " " for sign in text)
    return f"'{line}" if text.startswith(_STARTS_A_FORMULA) else line


def _cells(scores: Mapping[str, int | None], titles: Sequence[str]) -> list[str]:
    return ["" if scores.get(title) is None else str(scores[title]) for title in titles]


def _moodle(rows: Sequence[Row], titles: Sequence[str]) -> list[list[str]]:
    table = [["Full name", "Username", "ID number", "Email address", *titles]]
    for person, scores in rows:
        who = [person.name, person.username, person.id_number, person.email]
        table.append([*who, *_cells(scores, titles)])
    return table


def _canvas(rows: Sequence[Row], titles: Sequence[str]) -> list[list[str]]:
    table = [
        ["Student", "ID", "SIS User ID", "SIS Login ID", "Section", *titles],
        ["    Points Possible", "", "", "", "", *[str(_FULL_SCORE)] * len(titles)],
    ]
    for person, scores in rows:
        login = person.username or person.email
        who = [person.name, person.canvas_id, person.id_number, login, person.section]
        table.append([*who, *_cells(scores, titles)])
    return table


#: How each system wants the table.
FORMATS: dict[str, Callable[[Sequence[Row], Sequence[str]], list[list[str]]]] = {
    "moodle": _moodle,
    "canvas": _canvas,
}
