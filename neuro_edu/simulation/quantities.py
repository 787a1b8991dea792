"""Checked quantities: a number with its unit, its valid range and where it comes from."""

import dataclasses
import math
from dataclasses import dataclass, field, fields
from numbers import Integral, Real
from typing import Any, Self

from neuro_edu.errors import ParameterError


@dataclass(frozen=True, slots=True)
class Quantity:
    """What is known of a parameter besides its default.

    Parameters
    ----------
    low, high : float
        Valid range, both ends included, in `unit`.
    unit : str
        Unit, empty for a pure number.
    source : str
        Where the default comes from.
    integer : bool
        Whether only whole numbers make sense.
    """

    low: float
    high: float
    unit: str
    source: str
    integer: bool = False


def quantity(
    default: float,
    *,
    low: float,
    high: float,
    unit: str = "",
    source: str = "",
    integer: bool = False,
) -> Any:
    """Declare a dataclass field that is checked when an instance is made.

    Parameters
    ----------
    default : float
        Value when none is given.
    low, high : float
        Valid range (physics, both ends included), in `unit`.
    unit : str
        Unit, empty for a pure number.
    source : str
        Where the default comes from: a reference id, or "teaching value".
    integer : bool
        Whether only whole numbers make sense.

    Returns
    -------
    dataclasses.Field
        A field whose metadata hold the `Quantity` under the key ``"quantity"``.
    """
    return field(
        default=default,
        metadata={"quantity": Quantity(low, high, unit, source, integer)},
    )


def check_number(
    name: str, value: Any, *, low: float, high: float, unit: str = "", integer: bool = False
) -> None:
    """Refuse a value that is no number or lies outside its range.

    Parameters
    ----------
    name : str
        What the value is called in the message.
    value : object
        What was given.
    low, high : float
        Range, both ends included.
    unit : str
        Unit of the value and its range.
    integer : bool
        Whether only whole numbers will do.

    Raises
    ------
    ParameterError
        Naming the value, its unit and its range.
    """
    suffix = f" {unit}" if unit else ""
    kind = "a whole number" if integer else "a number"
    right_kind = isinstance(value, Integral if integer else Real) and not isinstance(value, bool)
    if not right_kind:
        raise ParameterError(
            f"{name} must be {kind} from {_plain(low)} to {_plain(high)}{suffix}, got {value!r}"
        )
    if not (low <= value <= high and math.isfinite(value)):
        raise ParameterError(
            f"{name} must lie between {_plain(low)} and {_plain(high)}{suffix}, "
            f"got {_plain(value)}{suffix}"
        )


def _plain(value: float) -> str:
    """Write a number without an exponent where a reader would."""
    if 1e5 <= abs(value) < 1e15:
        return f"{value:,.0f}"
    return f"{value:g}" if abs(value) < 1e300 else str(value)


@dataclass(frozen=True, kw_only=True)
class Parameters:
    """Base of all parameter sets: immutable, keyword-only, checked when made."""

    def __post_init__(self) -> None:
        for name, known in self.quantities().items():
            check_number(
                name,
                getattr(self, name),
                low=known.low,
                high=known.high,
                unit=known.unit,
                integer=known.integer,
            )

    @classmethod
    def quantities(cls) -> dict[str, Quantity]:
        """Range, unit and origin of every parameter, by name."""
        return {f.name: f.metadata["quantity"] for f in fields(cls) if "quantity" in f.metadata}

    def replace(self, **changes: Any) -> Self:
        """Return a checked copy with some values changed.

        Raises
        ------
        ParameterError
            If a name is unknown or a value lies outside its range.
        """
        known = {f.name for f in fields(self)}
        for name in changes:
            if name not in known:
                raise ParameterError(
                    f"{type(self).__name__} has no parameter {name!r}; "
                    f"it has {', '.join(sorted(known))}"
                )
        return dataclasses.replace(self, **changes)
