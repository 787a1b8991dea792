"""Notes for whoever presents a lesson: what to ask, show and answer, step by step.

They are kept apart from the rest of the content: nothing that a class sees reads them.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

from neuro_edu.content.entries import LESSONS
from neuro_edu.content.links import UNFINISHED
from neuro_edu.errors import ContentError

FOLDER = "presenter_notes"


@dataclass(frozen=True, kw_only=True)
class Step:
    """One step of a class, from a heading of the lesson on.

    Attributes
    ----------
    at : str
        The heading of the lesson at which it begins.
    minutes : int
        How long it takes.
    ask, show : str
        What to ask the class, and what to show on the sliders.
    misunderstanding, answer : str
        What is usually misunderstood, and the answer.
    """

    at: str
    minutes: int
    ask: str
    show: str
    misunderstanding: str
    answer: str


def presenter_notes(directory: Traversable | None = None) -> Mapping[str, tuple[Step, ...]]:
    """Return the steps of every lesson that has notes, by lesson id.

    Parameters
    ----------
    directory : Traversable, optional
        The folder with one file for each lesson; that of the package by default.

    Raises
    ------
    ContentError
        If a file is no TOML, names another lesson than its own, or a step has a field that is
        missing, unknown, empty or of the wrong kind.
    """
    folder = directory or files(__package__).joinpath(FOLDER)
    notes = {}
    for path in sorted(folder.iterdir(), key=lambda path: path.name):
        if path.name.endswith(".toml"):
            notes[path.name.removesuffix(".toml")] = _read(path)
    return notes


def _read(path: Traversable) -> tuple[Step, ...]:
    where = f"{FOLDER}/{path.name}"
    text = path.read_text(encoding="utf-8")
    if found := UNFINISHED.search(text):
        raise ContentError(f"{where}: {found[0]} stands there; finish it or take it out.")
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ContentError(f"{where} is not valid TOML: {error}.") from None
    lesson = path.name.removesuffix(".toml")
    if table.get("lesson") != lesson or lesson not in LESSONS:
        raise ContentError(f"{where}: lesson must be that of the file's name, one of the course.")
    if set(table) != {"lesson", "step"} or not isinstance(table["step"], list):
        raise ContentError(f"{where}: write lesson and one [[step]] or more, nothing else.")
    return tuple(
        _step(entry, f"{where}, step {i}") for i, entry in enumerate(table["step"], start=1)
    )


def _step(entry: dict[str, Any], where: str) -> Step:
    names = [field.name for field in fields(Step)]
    wrong = sorted(set(entry) ^ set(names))
    if wrong:
        raise ContentError(f"{where}: {wrong[0]} is missing or unknown; write {', '.join(names)}.")
    for name, value in entry.items():
        if name == "minutes":
            if type(value) is not int or not 1 <= value <= 120:
                raise ContentError(f"{where}: minutes must be a whole number from 1 to 120.")
        elif not isinstance(value, str) or not value.strip():
            raise ContentError(f"{where}: {name} must be a text in quotation marks, not empty.")
    return Step(**entry)
