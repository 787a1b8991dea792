"""Whether every id that an entry names exists."""

import dataclasses
import difflib
import re
from collections.abc import Iterator, Mapping
from typing import Any

from neuro_edu.content.entries import LESSONS, Entry
from neuro_edu.content.reading import Place, slots_of
from neuro_edu.content.teaching import Parameter

_GLOSSARY_LINK = re.compile(r"\]\(glossary:([^)]*)\)")
TEACHING_VALUE = "teaching value"


def check_links(
    kinds: Mapping[str, Mapping[str, Entry]], places: Mapping[tuple[str, str], Place]
) -> None:
    """Refuse the first id that leads nowhere.

    Parameters
    ----------
    kinds : mapping
        Entries by id, by the name of their kind.
    places : mapping
        Where each entry stands, by (kind, id).

    Raises
    ------
    ContentError
        Naming file, entry, field, the id and the nearest known one.
    """
    known: dict[str, Any] = {**kinds, "lessons": LESSONS}
    for kind, mapping in kinds.items():
        for entry in mapping.values():
            for field, target, id_ in _ids_in(entry):
                if known[target] and id_ not in known[target]:
                    near = difflib.get_close_matches(id_, known[target], 1)
                    hint = f"did you mean {near[0]!r}" if near else f"use an id of the {target}"
                    places[kind, entry.id].refuse(field, f"{id_!r} is not among the {target}", hint)


def _ids_in(entry: Entry) -> Iterator[tuple[str, str, str]]:
    """Yield (field, kind in which the id must exist, id) for every id that an entry names."""
    for name, slot in slots_of(type(entry)).items():
        value = getattr(entry, name)
        if slot.rule.refers_to and value is not None:
            for id_ in (value,) if isinstance(value, str) else value:
                yield name, slot.rule.refers_to, id_
        for text in _texts_in(value):
            for id_ in _GLOSSARY_LINK.findall(text):
                yield name, "terms", id_
    if isinstance(entry, Parameter) and entry.source != TEACHING_VALUE:
        yield "source", "references", entry.source


def _texts_in(value: Any) -> Iterator[str]:
    """Yield every text in a field, those of nested tables too."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from _texts_in(item)
    elif dataclasses.is_dataclass(value):
        for part in dataclasses.fields(value):
            yield from _texts_in(getattr(value, part.name))
