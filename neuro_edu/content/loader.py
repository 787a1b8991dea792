"""All content files together, checked against each other."""

import functools
import os
from collections.abc import Iterator, Mapping
from importlib.resources import files
from importlib.resources.abc import Traversable
from types import MappingProxyType
from typing import Any

from neuro_edu.content.clinic_links import check_clinic
from neuro_edu.content.clinic_patients import ClinicCase
from neuro_edu.content.collection import Content
from neuro_edu.content.entries import CLINIC, LESSONS, Entry
from neuro_edu.content.links import check_ids, check_risks, check_texts
from neuro_edu.content.parsing import parse_markdown, parse_toml
from neuro_edu.content.reading import Place, make
from neuro_edu.content.shelf import Shelf, missing
from neuro_edu.content.tables import TABLE_FILES
from neuro_edu.content.teaching import Case, ChoiceQuestion, InstructorNote, NumericQuestion
from neuro_edu.content.translations import Kinds, Places, Translation, translate
from neuro_edu.errors import ContentError

_LISTENING_FILE = "questions/emg_listening.toml"
_QUESTION_FILES = (
    *(f"questions/{lesson}.toml" for lesson in LESSONS if lesson != CLINIC),
    _LISTENING_FILE,
)
_SHARED_KEYS = ("review", "reviewer", "reviewed_on")


def load_content(directory: Traversable | None = None, language: str | None = None) -> Content:
    """Load and check all content.

    Parameters
    ----------
    directory : Traversable, optional
        Folder to read, for instance a `pathlib.Path`; the folder of the installed package if None,
        which is read once and kept.
    language : str, optional
        Name of a folder in ``translations/``; what is not translated stays English. If None, the
        environment variable ``NEURO_EDU_LANGUAGE`` says it; "en" and "" are English.

    Returns
    -------
    Content
        The checked entries.

    Raises
    ------
    ContentError
        For the first thing that is wrong; the message gives file, entry, field and what to write.
    """
    if language is None:
        language = os.environ.get("NEURO_EDU_LANGUAGE", "")
    return _installed(language) if directory is None else _read(directory, language)


@functools.cache
def _installed(language: str) -> Content:
    return _read(files("neuro_edu.content"), language)


def read_translation(language: str, directory: Traversable | None = None) -> Translation:
    """Read a translation, with what it lacks.

    Parameters
    ----------
    language : str
        Name of a folder in ``translations/``.
    directory : Traversable, optional
        The content folder; that of the installed package if None.

    Returns
    -------
    Translation

    Raises
    ------
    ContentError
        If there is no such folder, or something in it is wrong.
    """
    directory = files("neuro_edu.content") if directory is None else directory
    return _translated(_shelve(directory), directory, language)


def _read(directory: Traversable, language: str) -> Content:
    shelf = _shelve(directory)
    content = _checked(shelf.kinds, shelf.places, shelf.texts)
    check_risks(shelf.kinds, shelf.places)
    if language in ("", "en"):
        return content
    other = _translated(shelf, directory, language)
    return _checked(other.kinds, other.places, other.texts)


def _translated(shelf: Shelf, directory: Traversable, language: str) -> Translation:
    there = directory.joinpath("translations")
    known = [path.name for path in there.iterdir()] if there.is_dir() else []
    if language not in known:
        known_words = ", ".join(["en", *sorted(known)])
        raise ContentError(f"There is no translation {language!r}; there are {known_words}.")
    return translate(shelf.kinds, shelf.places, there.joinpath(language))


def _checked(kinds: Kinds, places: Places, texts: Mapping[str, str]) -> Content:
    check_ids(kinds, places)
    check_clinic(kinds, places)
    check_texts(kinds, places, texts)
    shown: dict[str, Any] = {kind: MappingProxyType(dict(found)) for kind, found in kinds.items()}
    return Content(**shown)


def _shelve(directory: Traversable) -> Shelf:
    shelf = Shelf()
    for name, table, kind, cls in TABLE_FILES:
        _read_tables(shelf.open(directory.joinpath(name), name), name, table, kind, cls, shelf)
    for path in _files_in(directory, "clinic/cases", ".toml"):
        name = f"clinic/cases/{path.name}"
        _read_tables(shelf.open(path, name), name, "visit", "clinic_cases", ClinicCase, shelf)
    question_files = {f"questions/{p.name}": p for p in _files_in(directory, "questions", ".toml")}
    for name in _QUESTION_FILES:
        if name not in question_files:
            raise missing(name)
    for name, path in question_files.items():
        _read_questions(shelf.open(path, name), name, shelf)
    for folder, kind, noun in (
        ("cases", "cases", "case"),
        ("instructors", "instructor_notes", "note"),
    ):
        for path in _files_in(directory, folder, ".md"):
            name = f"{folder}/{path.name}"
            _read_page(shelf.open(path, name), name, kind, noun, shelf)
    return shelf


def _files_in(directory: Traversable, folder: str, ending: str) -> list[Traversable]:
    place = directory.joinpath(folder)
    if not place.is_dir():
        return []
    return sorted((p for p in place.iterdir() if p.name.endswith(ending)), key=lambda p: p.name)


def _read_tables(
    text: str, file: str, table: str, kind: str, cls: type[Entry], shelf: Shelf
) -> None:
    for place, row in _rows(text, file, table, _SHARED_KEYS):
        shelf.put(kind, make(cls, row, place), place)


def _read_questions(text: str, file: str, shelf: Shelf) -> None:
    for place, row in _rows(text, file, "question", (*_SHARED_KEYS, "lesson")):
        numeric = row.get("kind") == "numeric"
        if not numeric:
            if "options" in row:
                place.refuse("options", "unknown key", "write [[question.option]] tables")
            row["options"] = row.pop("option", [])
            if isinstance(row["options"], dict):
                instead = "write [[question.option]] with two pairs of brackets"
                place.refuse("option", "stands in one pair of brackets", instead)
        question = make(NumericQuestion if numeric else ChoiceQuestion, row, place)
        if file == _LISTENING_FILE:
            if question.discharge is None:
                place.refuse("discharge", "is missing", "write the id of the clip to listen to")
        elif file != f"questions/{question.lesson}.toml":
            place.refuse("lesson", f"is {question.lesson!r}", "write the lesson of the file's name")
        shelf.put("questions", question, place)


def _rows(
    text: str, file: str, table: str, shared: tuple[str, ...]
) -> Iterator[tuple[Place, dict[str, Any]]]:
    """Yield each table of a file with its place, the shared keys of the file's top filled in."""
    top = parse_toml(text, file)
    head = Place(file, "top of the file")
    defaults = {key: top.pop(key) for key in shared if key in top}
    rows = top.pop(table, [])
    for key in top:
        head.refuse(key, "unknown key", f"known are {', '.join(shared)} and [[{table}]]")
    if not (isinstance(rows, list) and rows and all(isinstance(row, dict) for row in rows)):
        head.refuse(table, "holds no entries", f"start each entry with [[{table}]]")
    for number, row in enumerate(rows, 1):
        name = repr(row["id"]) if isinstance(row.get("id"), str) else f"number {number}"
        yield Place(file, f"{table} {name}"), defaults | row


def _read_page(text: str, file: str, kind: str, noun: str, shelf: Shelf) -> None:
    head, sections = parse_markdown(text, file)
    stem = file.rpartition("/")[2].removesuffix(".md")
    place = Place(file, f"{noun} {stem!r}")
    key = "id" if kind == "cases" else "lesson"
    if head.get(key) != stem:
        place.refuse(key, f"is {head.get(key)!r}", f"write {stem!r}, as the file is called")
    cls = Case if kind == "cases" else InstructorNote
    head["id"] = head.pop(key)
    shelf.put(kind, make(cls, head | sections, place), place)
