"""The same entries in another language, as far as somebody has translated them."""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.resources.abc import Traversable
from typing import Any

from neuro_edu.content.entries import Entry
from neuro_edu.content.parsing import parse_markdown, parse_toml
from neuro_edu.content.reading import Place, Slot, make, slots_of
from neuro_edu.errors import ContentError

#: The key that says which English text was translated: it changes when that text changes.
MARK = "english"
# Signed by whoever read the translation, so they are never taken over from the English entry.
_SIGNATURE = ("review", "reviewer", "reviewed_on")
# Texts that name something (a risk: words of an English caution), the same in every language.
_NAMES = ("to", "source", "antibody", "caution", *_SIGNATURE)
_UNTRANSLATED = ("references",)

Kinds = Mapping[str, Mapping[str, Entry]]
Key = tuple[str, str]
Places = Mapping[Key, Place]


@dataclass(frozen=True, kw_only=True)
class Translation:
    """Entries of which some are in another language.

    `places` says where each stands, `texts` are the files read. `left` holds those that are shown
    in English, by kind and id, each with "missing" (or "outdated", where the English text has
    changed since) and its mark; `n_done` says how many others there are. Sources stay as printed.
    """

    kinds: dict[str, dict[str, Entry]]
    places: dict[Key, Place]
    texts: dict[str, str]
    left: dict[Key, tuple[str, str]]
    n_done: int


def translate(kinds: Kinds, places: Places, folder: Traversable) -> Translation:
    """Put translated entries in the place of the English ones.

    Parameters
    ----------
    kinds, places : mapping
        The English entries by kind and id, and where each stands.
    folder : Traversable
        Files of the same names as the English ones; whatever is not there stays English.

    Returns
    -------
    Translation

    Raises
    ------
    ContentError
        For a file or an entry that there is not in English, or anything but words that differs.
    """
    new = {kind: dict(entries) for kind, entries in kinds.items()}
    new_places, texts = dict(places), dict(_files(folder))
    nouns = {place.file: place.entry.split()[0] for place in places.values()}
    keys = {(p.file, id_): (kind, id_) for (kind, id_), p in places.items()}
    left = {
        (kind, id_): ("missing", mark_of(kinds[kind][id_]))
        for kind, id_ in keys.values()
        if kind not in _UNTRANSLATED
    }
    for file, text in texts.items():
        for id_, row in _rows(file, text, nouns.get(file)):
            place = Place(f"translations/{folder.name}/{file}", f"{nouns[file]} {id_!r}")
            key = keys.get((file, id_), ("", ""))
            if key not in left:
                place.refuse("id", "is not in the English file, or twice here", "use each id once")
            mark = left[key][1]
            if MARK not in row:
                place.refuse(MARK, "is missing", f'write {MARK} = "{mark}"')
            if row.pop(MARK) == mark:
                new[key[0]][id_] = _in_words_of(kinds[key[0]][id_], row, place)
                new_places[key] = place
                del left[key]
            else:
                left[key] = ("outdated", mark)
    named = {f"translations/{folder.name}/{file}": text for file, text in texts.items()}
    n_done = sum(place is not places[key] for key, place in new_places.items())
    return Translation(kinds=new, places=new_places, texts=named, left=left, n_done=n_done)


def mark_of(entry: Entry) -> str:
    """Return eight characters that change whenever a word of the entry does."""
    words = "\n".join(_words_of(entry))
    return hashlib.sha256(words.encode()).hexdigest()[:8]


def _files(folder: Traversable, prefix: str = "") -> Iterator[tuple[str, str]]:
    for path in sorted(folder.iterdir(), key=lambda path: path.name):
        if path.is_dir():
            yield from _files(path, f"{prefix}{path.name}/")
        elif path.name.endswith((".toml", ".md")):
            yield f"{prefix}{path.name}", path.read_text(encoding="utf-8").removeprefix("\ufeff")


def _rows(file: str, text: str, noun: str | None) -> Iterator[tuple[str, dict[str, Any]]]:
    if noun is None:
        raise ContentError(f"{file}: there is no such file in English; give it the English name.")
    if file.endswith(".md"):
        head, sections = parse_markdown(text, file)
        own = {key: value for key, value in head.items() if key not in ("id", "lesson")}
        yield file.rpartition("/")[2].removesuffix(".md"), own | sections
        return
    for row in parse_toml(text, file).get(noun, []):
        if "option" in row:
            row["options"] = row.pop("option")
        yield str(row.pop("id", "")), row


def _is_words(name: str, slot: Slot) -> bool:
    rule = slot.rule
    named = name in _NAMES or rule.choices or rule.pattern or rule.refers_to
    return slot.type is str and not named


def _words_of(part: Any) -> Iterator[str]:
    for name, slot in slots_of(type(part)).items():
        value = getattr(part, name)
        for item in value if slot.is_list else (value,):
            if item is None:
                continue
            if slot.is_part:
                yield from _words_of(item)
            elif _is_words(name, slot):
                yield item


def _in_words_of(entry: Entry, row: dict[str, Any], place: Place) -> Entry:
    """Return the entry with the words of `row`, checked like an English one."""
    english = {k: v for k, v in _table(entry).items() if k not in _SIGNATURE}
    signed = {"review": "unreviewed"} | {k: row.pop(k) for k in _SIGNATURE if k in row}
    return make(type(entry), _merged(english, row, type(entry), place) | signed, place)


def _table(part: Any) -> dict[str, Any]:
    """Return an entry as a file would hold it."""
    table = {}
    for name, slot in slots_of(type(part)).items():
        value = getattr(part, name)
        if slot.is_part and value is not None:
            value = [_table(p) for p in value] if slot.is_list else _table(value)
        if slot.required or value not in (None, ""):
            table[name] = list(value) if slot.is_list else value
    return table


def _merged(english: dict[str, Any], row: Any, cls: type, place: Place) -> dict[str, Any]:
    """Put the words of `row` into the table; what is no word may stand there only unchanged."""
    merged, slots = dict(english), slots_of(cls)
    for name, value in row.items():
        known = english.get(name)
        if known is None:
            place.refuse(name, "does not stand in the English entry", "leave it out")
        slot = slots[name]
        if slot.is_list and not (isinstance(value, list) and len(value) == len(known)):
            place.refuse(name, "is another list", f"keep its {len(known)} items in their order")
        if slot.is_part and slot.is_list:
            pairs = zip(known, value, strict=True)
            merged[name] = [_merged(old, new, slot.type, place) for old, new in pairs]
        elif slot.is_part:
            merged[name] = _merged(known, value, slot.type, place)
        elif _is_words(name, slot):
            merged[name] = value
        elif value != known:
            place.refuse(name, f"is {value!r}", f"write {known!r} as in English, or leave it out")
    return merged
