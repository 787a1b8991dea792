"""What came of each question, riddle and step, and how that is written down."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import Any

VERSION = 1

Chosen = tuple[str | int | float, ...]


@dataclass(frozen=True, kw_only=True)
class Record:
    """What came of one question, riddle or step.

    Attributes
    ----------
    chosen : tuple of str, int or float
        The last answer; empty once the student has started again.
    right : bool or None
        Whether the last answer was right; None for a step that is neither right nor wrong.
    first_right : bool or None
        Whether the first answer ever was right.
    tries, n_right : int
        How often it was answered, and how often rightly.
    last_time : str
        When it was last answered: ISO 8601, in UTC.
    """

    chosen: Chosen
    right: bool | None
    first_right: bool | None
    tries: int
    n_right: int
    last_time: str


#: Records by activity (a lesson's id, ``"emg-listening"``, ...) and item (a question's id, ...).
Records = Mapping[str, Mapping[str, Record]]


@dataclass(frozen=True, kw_only=True)
class Event:
    """An answer that waits to be written; one with nothing chosen only opens the item again."""

    activity: str
    item: str
    chosen: Chosen = ()
    right: bool | None = None
    time: str = ""


def merged(stored: Records, events: Sequence[Event]) -> Records:
    """Return the records as they are after these events, in the order given."""
    after = {activity: dict(items) for activity, items in stored.items()}
    for event in events:
        old = after.get(event.activity, {}).get(event.item)
        new = _after(old, event)
        if new:
            after.setdefault(event.activity, {})[event.item] = new
    return after


def _after(old: Record | None, event: Event) -> Record | None:
    if not event.chosen:
        return replace(old, chosen=()) if old else None
    return Record(
        chosen=event.chosen,
        right=event.right,
        first_right=old.first_right if old else event.right,
        tries=1 + (old.tries if old else 0),
        n_right=bool(event.right) + (old.n_right if old else 0),
        last_time=event.time,
    )


class NewerVersionError(ValueError):
    """The records were written by a newer version of the course."""


def to_json(records: Records) -> str:
    """Return the text of a file of progress."""
    activities = {
        activity: {item: asdict(record) for item, record in items.items()}
        for activity, items in records.items()
    }
    return json.dumps({"version": VERSION, "activities": activities}, indent=1)


def from_json(data: bytes) -> Records:
    """Read what `to_json` has written.

    Raises
    ------
    NewerVersionError
        If a newer version of the course has written it.
    ValueError
        If it is anything else.
    """
    try:
        table = json.loads(data.decode("utf-8"))
        version = table["version"]
        if isinstance(version, int) and version > VERSION:
            raise NewerVersionError
        if version != VERSION:
            raise ValueError(version)
        return {
            activity: {item: _record(fields) for item, fields in items.items()}
            for activity, items in table["activities"].items()
        }
    except (AttributeError, KeyError, TypeError, RecursionError) as error:
        raise ValueError(str(error)) from error


def _record(fields: Any) -> Record:
    record = Record(**{**fields, "chosen": tuple(fields["chosen"])})
    if any(
        isinstance(part, bool) or not isinstance(part, str | int | float) for part in record.chosen
    ):
        raise ValueError(record.chosen)
    for flag in (record.right, record.first_right):
        if flag is not None and not isinstance(flag, bool):
            raise ValueError(flag)
    for count in (record.tries, record.n_right):
        if isinstance(count, bool) or not isinstance(count, int):
            raise ValueError(count)
    datetime.fromisoformat(record.last_time)
    return record
