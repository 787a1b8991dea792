"""What a rule of the differential diagnosis is: conditions on measured numbers."""

from collections.abc import Mapping
from dataclasses import dataclass

INFINITY = float("inf")


@dataclass(frozen=True)
class Condition:
    """A measure that must lie in a range.

    Parameters
    ----------
    measure : str
        Name of the measure.
    low, high : float
        Range, both ends included.
    sentence : str
        What it means, with ``{}`` for the number.
    scale : float
        Factor for the number in the sentence, 100 for per cent.
    """

    measure: str
    low: float
    high: float
    sentence: str
    scale: float = 1.0

    def holds(self, measures: Mapping[str, float]) -> bool:
        """Tell whether the measure is there and in its range."""
        return self.measure in measures and self.low <= measures[self.measure] <= self.high

    def reason(self, measures: Mapping[str, float]) -> str:
        """Say what was measured, and what was asked for if it does not hold."""
        if self.measure not in measures:
            return f"Against: {self.measure} could not be measured."
        text = self.sentence.format(self.scale * measures[self.measure])
        if self.holds(measures):
            return text
        if self.high == INFINITY:
            return f"Against: {text[:-1]} (at least {self.scale * self.low:g} expected)."
        wanted = f"{self.scale * self.low:g} to {self.scale * self.high:g}"
        return f"Against: {text[:-1]} ({wanted} expected)."


@dataclass(frozen=True)
class Rule:
    """A discharge and the conditions that must all hold.

    Parameters
    ----------
    id, title : str
        Name in code and in words.
    conditions : tuple of Condition
        All must hold.
    twin : str
        Id of a discharge that looks the same in one muscle, if there is one.
    """

    id: str
    title: str
    conditions: tuple[Condition, ...]
    twin: str = ""

    def fits(self, measures: Mapping[str, float]) -> bool:
        """Tell whether every condition holds."""
        return all(condition.holds(measures) for condition in self.conditions)

    def share(self, measures: Mapping[str, float]) -> float:
        """Return the share of conditions that hold."""
        return sum(condition.holds(measures) for condition in self.conditions) / len(
            self.conditions
        )

    def reasons(self, measures: Mapping[str, float]) -> tuple[str, ...]:
        """Return a sentence for each condition."""
        return tuple(condition.reason(measures) for condition in self.conditions)
