"""What is given to a patient, and when.

For teaching, not for patient care: the ranges say what the model takes, not what anyone should.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Self

from neuro_edu.errors import ParameterError
from neuro_edu.simulation.quantities import Quantity, check_number
from neuro_edu.simulation.treatment.drug_levels import ORAL_DRUGS

_TEACHING = "teaching value"
LONGEST_days = 3650

#: What can be given, with the range of its amount.
KINDS: Mapping[str, Quantity] = MappingProxyType(
    {
        "plasma-exchange": Quantity(0, 5, "plasma volumes", "Winters2012"),
        "immunoglobulin": Quantity(0, 5, "g/kg", "Bleeker2001"),
        "rituximab": Quantity(0, 1, "share of production that can go", _TEACHING),
        "thymectomy": Quantity(0, 1, "share of production that goes", _TEACHING),
        "remove-the-cause": Quantity(0, 1, "share of production that goes", _TEACHING),
        **{name: Quantity(0, 5000, "mg a day from now on", _TEACHING) for name in ORAL_DRUGS},
        "botulinum-toxin": Quantity(0, 1, "share of release blocked at the peak", _TEACHING),
        "oxaliplatin": Quantity(0, 3, "share of a usual infusion", _TEACHING),
    }
)


@dataclass(frozen=True, kw_only=True)
class TreatmentEvent:
    """One thing done on one day.

    Parameters
    ----------
    day : float
        When, counted from the start (days, 0 to 3650).
    kind : str
        One of `KINDS`.
    amount : float
        How much, in the unit and range of its kind.

    Raises
    ------
    ParameterError
        If the kind is unknown or a number lies outside its range.
    """

    day: float
    kind: str
    amount: float

    def __post_init__(self) -> None:
        if self.kind not in KINDS:
            raise ParameterError(
                f"kind must be one of {', '.join(sorted(KINDS))}, got {self.kind!r}"
            )
        known = KINDS[self.kind]
        check_number("day", self.day, low=0, high=LONGEST_days, unit="days")
        check_number(
            f"amount of {self.kind}", self.amount, low=known.low, high=known.high, unit=known.unit
        )


@dataclass(frozen=True)
class TreatmentPlan:
    """Everything that is given, in order of time; plans are joined with ``+``.

    Parameters
    ----------
    events : tuple of TreatmentEvent
        In any order; none for the untreated course.

    Raises
    ------
    ParameterError
        If something else than events is given.
    """

    events: tuple[TreatmentEvent, ...] = ()

    def __post_init__(self) -> None:
        given: Any = self.events
        if not isinstance(given, Iterable):
            raise ParameterError(f"events must be a sequence of TreatmentEvent, got {given!r}")
        given = tuple(given)
        for event in given:
            if not isinstance(event, TreatmentEvent):
                raise ParameterError(f"events must hold TreatmentEvent only, got {event!r}")
        object.__setattr__(self, "events", tuple(sorted(given, key=lambda event: event.day)))

    @classmethod
    def of(cls, kind: str, amount: float, *, days: Iterable[float] = (0.0,)) -> Self:
        """Return the plan that gives the same amount of one kind on each of some days.

        Parameters
        ----------
        kind : str
            One of `KINDS`.
        amount : float
            How much, in the unit of the kind.
        days : iterable of float
            When, counted from the start (days).
        """
        return cls(tuple(TreatmentEvent(day=day, kind=kind, amount=amount) for day in days))

    def __add__(self, other: "TreatmentPlan") -> "TreatmentPlan":
        return TreatmentPlan(self.events + other.events)

    def doses(self, *kinds: str) -> list[tuple[float, float]]:
        """Day and amount of every event of some kinds, in order of time."""
        return [(event.day, event.amount) for event in self.events if event.kind in kinds]
