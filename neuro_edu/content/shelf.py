"""What the loader has read so far."""

import dataclasses
from importlib.resources.abc import Traversable
from typing import Any

from neuro_edu.content.collection import Content
from neuro_edu.content.entries import Entry
from neuro_edu.content.reading import Place
from neuro_edu.errors import ContentError


class Shelf:
    """Entries read so far, with their places and the texts of their files."""

    def __init__(self) -> None:
        self.kinds: dict[str, dict[str, Any]] = {f.name: {} for f in dataclasses.fields(Content)}
        self.places: dict[tuple[str, str], Place] = {}
        self.texts: dict[str, str] = {}

    def open(self, path: Traversable, name: str) -> str:
        """Read a file and keep its text."""
        try:
            # Some editors put a byte-order mark first.
            self.texts[name] = path.read_text(encoding="utf-8").removeprefix("\ufeff")
        except FileNotFoundError as error:
            raise missing(name) from error
        except UnicodeDecodeError as error:
            raise ContentError(f"{name}: {error}; save the file as UTF-8.") from error
        return self.texts[name]

    def put(self, kind: str, entry: Entry, place: Place) -> None:
        """Keep an entry under its id, which must be new."""
        if entry.id in self.kinds[kind]:
            other = self.places[kind, entry.id].file
            place.refuse("id", f"{entry.id!r} is used twice (also in {other})", "choose a new id")
        self.kinds[kind][entry.id] = entry
        self.places[kind, entry.id] = place


def missing(name: str) -> ContentError:
    """Return the error for a file that is not there."""
    return ContentError(f"{name} is missing; put the file back.")
