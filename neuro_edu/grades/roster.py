"""Who is in the class: a table from the learning-management system, matched with names of files."""

import csv
import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

_COLUMNS = {
    "name": ("student", "name", "full name"),
    "username": ("username", "sis login id", "login"),
    "email": ("email address", "email", "e-mail"),
    "id_number": ("id number", "sis user id", "student number"),
    "canvas_id": ("id",),
    "section": ("section",),
}
_NOT_A_STUDENT = ("points possible", "student, test")


@dataclass(frozen=True, kw_only=True)
class Person:
    """A student as the learning-management system knows them; what is not known is empty."""

    name: str = ""
    username: str = ""
    email: str = ""
    id_number: str = ""
    canvas_id: str = ""
    section: str = ""

    @property
    def keys(self) -> set[str]:
        """Every text that stands for this student, in lower case."""
        turned = " ".join(reversed(self.name.split(", ")))
        known = (self.name, turned, self.username, self.email, self.id_number, self.canvas_id)
        return {text.casefold() for text in known if text}


def unlisted(key: str) -> Person:
    """Return a student of whom only the name of a file is known."""
    return Person(name=key, email=key) if "@" in key else Person(name=key, username=key)


def read_roster(path: Path) -> list[Person]:
    """Read the participants that Moodle exports, the gradebook that Canvas does, or a like table.

    Raises
    ------
    ValueError
        If the table has no column that tells students apart.
    OSError
        If it cannot be read.
    """
    if not path.is_file():
        raise FileNotFoundError(f"There is no class list {path}.")
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError:
        raise ValueError(f"{path} is not a table in UTF-8; export it as CSV") from None
    rows = csv.DictReader(io.StringIO(text), delimiter=_delimiter(text))
    people = [_person({str(k).strip().casefold(): v for k, v in row.items()}) for row in rows]
    people = [
        p for p in people if p.keys and not p.name.strip().casefold().startswith(_NOT_A_STUDENT)
    ]
    if not people:
        raise ValueError(
            f"{path} names no student: it needs a column such as Username, Email address or ID"
        )
    return people


def _delimiter(text: str) -> str:
    header = text.partition("\n")[0]
    return max(",;\t", key=header.count)


def _person(row: Mapping[str, str | None]) -> Person:
    fields = {
        field: next((str(row[name]).strip() for name in names if row.get(name)), "")
        for field, names in _COLUMNS.items()
    }
    if not fields["name"]:
        last = row.get("last name") or row.get("surname") or ""
        fields["name"] = f"{row.get('first name') or ''} {last}".strip()
    return Person(**fields)


def matched(people: Iterable[Person], keys: Iterable[str]) -> dict[str, Person | None]:
    """Return the student that each name of a file stands for; None for nobody, or for several."""
    known: dict[str, list[Person]] = {}
    for person in people:
        for key in person.keys:
            known.setdefault(key, []).append(person)
    found = {key: known.get(key.casefold(), []) for key in keys}
    return {key: people[0] if len(people) == 1 else None for key, people in found.items()}
