"""From tables to entries: what is not understood is refused, with its place."""

import dataclasses
import difflib
import math
import re
import types
import typing
from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple, NoReturn, TypeVar

from neuro_edu.content.entries import Entry
from neuro_edu.content.rules import Rule
from neuro_edu.errors import ContentError

E = TypeVar("E")
_WORDS: Mapping[Any, str] = {
    str: "a text in quotes",
    bool: "true or false, without quotes",
    int: "a whole number",
    float: "a number",
    date: "a date such as 2030-01-31, without quotes",
}


class Place(NamedTuple):
    """Where in the content something stands."""

    file: str
    entry: str

    def refuse(self, field: str, found: str, instead: str) -> NoReturn:
        """Raise a `ContentError` that says where, what was found and what to write."""
        where = f", field {field!r}" if field else ""
        raise ContentError(f"{self.file}, {self.entry}{where}: {found}; {instead}.")


class Slot(NamedTuple):
    """Type and rule of one field, read from its dataclass; `type` is the items' in a list."""

    type: Any
    rule: Rule
    required: bool
    is_list: bool = False
    is_part: bool = False


def slots_of(cls: type) -> dict[str, Slot]:
    """Return the fields that a table for `cls` may have, by name."""
    if cls not in _SLOTS:
        _SLOTS[cls] = _read_slots(cls)
    return _SLOTS[cls]


# Filled once for each class: reading the annotations anew for each entry is slow.
_SLOTS: dict[type, dict[str, Slot]] = {}


def _read_slots(cls: type) -> dict[str, Slot]:
    slots = {}
    for f in dataclasses.fields(cls):
        kind: Any = f.type
        if isinstance(kind, types.UnionType):
            kind = next(part for part in typing.get_args(kind) if part is not types.NoneType)
        is_list = typing.get_origin(kind) is tuple
        kind = typing.get_args(kind)[0] if is_list else kind
        slots[f.name] = Slot(
            kind,
            f.metadata.get("rule", Rule()),
            required=f.default is dataclasses.MISSING,
            is_list=is_list,
            is_part=dataclasses.is_dataclass(kind),
        )
    return slots


def make(cls: type[E], table: Mapping[str, Any], place: Place) -> E:
    """Make an entry (or a part of one) from a table, refusing what does not fit.

    Parameters
    ----------
    cls : type
        Dataclass of the entry or part.
    table : mapping
        Fields by name, as read.
    place : Place
        Where the table stands, for the message.

    Returns
    -------
    cls
        The checked entry.

    Raises
    ------
    ContentError
        For an unknown key, a missing field, a wrong type, a value against its rule or fields that
        contradict each other.
    """
    slots = slots_of(cls)
    for key in table:
        if key not in slots:
            near = difflib.get_close_matches(key, slots, 1)
            hint = f"did you mean {near[0]!r}" if near else f"known are {', '.join(sorted(slots))}"
            place.refuse(key, "unknown key", hint)
    values = {}
    for name, slot in slots.items():
        if name in table:
            read = _read_list if slot.is_list else _read_value
            values[name] = read(table[name], slot, name, place)
        elif slot.required:
            place.refuse(name, "is missing", f"write {_describe(slot)}")
    made = cls(**values)
    if isinstance(made, Entry):
        for fault in made.faults():
            place.refuse(*fault)
    return made


def _describe(slot: Slot) -> str:
    if slot.rule.choices:
        return "one of " + ", ".join(f'"{choice}"' for choice in slot.rule.choices)
    if slot.is_list:
        return "tables" if slot.is_part else "a list in square brackets"
    return _WORDS.get(slot.type, "a table")


def _read_value(value: Any, slot: Slot, name: str, place: Place) -> Any:
    if slot.is_part:
        if not isinstance(value, dict):
            place.refuse(
                name, f"is {value!r}", f"write one table [{place.entry.split()[0]}.{name}]"
            )
        return make(slot.type, value, Place(place.file, f"{place.entry}, {name}"))
    accepted = (int, float) if slot.type is float else slot.type
    if not isinstance(value, accepted) or (isinstance(value, bool) and slot.type is not bool):
        place.refuse(name, f"is {value!r}", f"write {_describe(slot._replace(is_list=False))}")
    if isinstance(value, str):
        return _checked_text(value, slot.rule, name, place)
    if slot.type in (int, float):
        _check_number(value, slot.rule, name, place)
    return float(value) if slot.type is float else value


def _read_list(value: Any, slot: Slot, name: str, place: Place) -> tuple[Any, ...]:
    rule = slot.rule
    if not isinstance(value, list):
        place.refuse(name, f"is {value!r}", "write a list in square brackets")
    if len(value) < rule.at_least or (rule.at_most is not None and len(value) > rule.at_most):
        exact = rule.at_least == rule.at_most
        wanted = f"exactly {rule.at_least}" if exact else f"at least {rule.at_least}"
        place.refuse(name, f"has {len(value)} items", f"give {wanted}")
    items = tuple(
        _read_value(item, slot, f"{name.removesuffix('s')} {number}", place)
        for number, item in enumerate(value, 1)
    )
    if slot.type is str and len(set(items)) < len(items):
        place.refuse(name, "holds the same item twice", "keep each item once")
    return items


def _checked_text(value: str, rule: Rule, name: str, place: Place) -> str:
    text = value.strip()
    if not text:
        # A pure number has no unit; every other text must say something.
        if name == "unit":
            return text
        place.refuse(name, "is empty", "write the text or, if the field is optional, leave it out")
    if rule.choices and text not in rule.choices:
        place.refuse(name, f"is {text!r}", "write one of " + ", ".join(rule.choices))
    if rule.pattern and not re.fullmatch(rule.pattern, text):
        place.refuse(name, f"is {text!r}", f"write it in the form {rule.pattern}")
    return text


def _check_number(value: float, rule: Rule, name: str, place: Place) -> None:
    low = -math.inf if rule.low is None else rule.low
    high = math.inf if rule.high is None else rule.high
    if not (math.isfinite(value) and low <= value <= high):
        place.refuse(name, f"is {value:g}", f"write a finite number from {low:g} to {high:g}")
