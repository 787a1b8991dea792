"""What a field of an entry may hold."""

import dataclasses
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Rule:
    """What a field may hold besides its type.

    `refers_to` names the mapping of `Content` in which the id (or ids) must exist, or
    ``"lessons"``; `at_least` and `at_most` bound the length of a list.
    """

    choices: tuple[str, ...] = ()
    low: float | None = None
    high: float | None = None
    pattern: str = ""
    refers_to: str = ""
    at_least: int = 0
    at_most: int | None = None


def rule(*, default: Any = dataclasses.MISSING, **parts: Any) -> Any:
    """Declare a field with a `Rule`; without a default the field must be present in the file."""
    if default is dataclasses.MISSING:
        return field(metadata={"rule": Rule(**parts)})
    return field(default=default, metadata={"rule": Rule(**parts)})


def sources() -> Any:
    """Declare the list of reference ids of a statement; it must not be empty."""
    return rule(refers_to="references", at_least=1)
