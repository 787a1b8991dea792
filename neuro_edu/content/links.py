"""Whether every id that an entry names exists, and every text is finished."""

import dataclasses
import difflib
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NoReturn

from neuro_edu.content.entries import LESSONS
from neuro_edu.content.reading import Place, slots_of
from neuro_edu.content.teaching import Parameter

_GLOSSARY_LINK = re.compile(r"\]\(glossary:([^)]*)\)")
_UNFINISHED_WORDS = ("TODO", "TBD", "FIXME")
UNFINISHED = re.compile(rf"\b({'|'.join(_UNFINISHED_WORDS)})\b")
TEACHING_VALUE = "teaching value"

Kinds = Mapping[str, Mapping[str, Any]]
Places = Mapping[tuple[str, str], Place]


def check_ids(kinds: Kinds, places: Places) -> None:
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
                if id_ not in known[target]:
                    _refuse_id(places[kind, entry.id], field, target, id_, known[target])


def check_risks(kinds: Kinds, places: Places) -> None:
    """Refuse the first risk whose words stand in no caution of its drug, both in English.

    Parameters
    ----------
    kinds, places : mapping
        As for `check_ids`, which has passed.

    Raises
    ------
    ContentError
        Naming file, entry, field and the cautions that there are.
    """
    for id_, risk in kinds["risks"].items():
        cautions = kinds["drugs"][risk.drug].cautions
        if not any(risk.caution in caution for caution in cautions):
            told = " | ".join(cautions)
            place = places["risks", id_]
            found = f"{risk.caution!r} stands in no caution of {risk.drug!r}"
            place.refuse("caution", found, f"copy words of one of: {told}")


def check_texts(kinds: Kinds, places: Places, files: Mapping[str, str]) -> None:
    """Refuse unfinished texts and glossary links that lead nowhere.

    Parameters
    ----------
    kinds, places : mapping
        As for `check_ids`.
    files : mapping
        The text of each file by its name. Only entries of files in which something is found are
        searched text by text, which is what keeps loading fast.

    Raises
    ------
    ContentError
        Naming file, entry (or line, in a comment) and field.
    """
    linked = {name for name, text in files.items() if "](glossary:" in text}
    unfinished = {
        name: found
        for name, text in files.items()
        # The plain search comes first because it is many times faster than the pattern.
        if any(word in text for word in _UNFINISHED_WORDS) and (found := UNFINISHED.search(text))
    }
    for (kind, id_), place in places.items():
        if place.file not in linked and place.file not in unfinished:
            continue
        for field, text in _texts_in(kinds[kind][id_]):
            if found := UNFINISHED.search(text):
                place.refuse(field, f"holds {found[0]!r}", "finish the text or remove the entry")
            for term in _GLOSSARY_LINK.findall(text):
                if term not in kinds["terms"]:
                    _refuse_id(place, field, "terms", term, kinds["terms"])
    for name, found in unfinished.items():
        line = found.string.count("\n", 0, found.start()) + 1
        Place(name, f"line {line}").refuse("", f"{found[0]!r}", "finish it or take it out")


def _refuse_id(place: Place, field: str, target: str, id_: str, known: Iterable[str]) -> NoReturn:
    near = difflib.get_close_matches(id_, known, 1)
    hint = f"did you mean {near[0]!r}" if near else f"use an id of the {target}"
    if field == "source":
        hint += f" or write {TEACHING_VALUE!r}"
    place.refuse(field, f"{id_!r} is not among the {target}", hint)


def _ids_in(entry: Any) -> Iterator[tuple[str, str, str]]:
    """Yield (field, kind in which the id must exist, id) for every id that an entry names."""
    for name, slot in slots_of(type(entry)).items():
        target = slot.rule.refers_to
        if slot.is_part and slot.is_list:
            for part in getattr(entry, name):
                yield from _ids_in(part)
        if target:
            value = getattr(entry, name)
            for id_ in value if slot.is_list else (value,):
                yield name, target, id_
    if isinstance(entry, Parameter) and entry.source != TEACHING_VALUE:
        yield "source", "references", entry.source


def _texts_in(part: Any, field: str = "") -> Iterator[tuple[str, str]]:
    """Yield (field, text) for every text of an entry, those of nested tables too."""
    if isinstance(part, str):
        yield field, part
    elif isinstance(part, tuple):
        for number, item in enumerate(part, 1):
            yield from _texts_in(item, f"{field} {number}")
    elif dataclasses.is_dataclass(part):
        for inner in dataclasses.fields(part):
            yield from _texts_in(getattr(part, inner.name), f"{field} {inner.name}".strip())
