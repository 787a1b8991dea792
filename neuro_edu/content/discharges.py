"""What a student should know of a discharge on the EMG screen."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from neuro_edu.content.entries import Entry, Fault
from neuro_edu.content.rules import rule, sources


@dataclass(frozen=True, kw_only=True)
class InsideRate:
    """Published rates inside a group or run (Hz); `place` says where they were measured."""

    low_hz: float = rule(low=0.0, high=1000.0)
    high_hz: float = rule(low=0.0, high=1000.0)
    place: str | None = None


@dataclass(frozen=True, kw_only=True)
class DischargeNote(Entry):
    """The rules for one discharge; the id is that of the discharge in the simulation.

    `rate` tells in words what `inside` holds in numbers.
    """

    id: str = rule(pattern=r"[a-z0-9]+(_[a-z0-9]+)*")
    arises: str
    rate: str
    regularity: str
    shape: str
    sound: str
    stops_with: str
    tell: str
    inside: InsideRate | None = None
    references: tuple[str, ...] = sources()

    def faults(self) -> Iterator[Fault]:
        """Yield a range upside down, and a number of it that the words do not tell."""
        yield from super().faults()
        if self.inside is None:
            return
        ends = self.inside.low_hz, self.inside.high_hz
        if ends[0] >= ends[1]:
            yield "inside", f"goes from {ends[0]:g} to {ends[1]:g} Hz", "write the lower rate first"
        told = {float(number) for number in re.findall(r"\d+(?:\.\d+)?", self.rate)}
        for end in ends:
            if end not in told:
                yield "rate", f"does not tell the {end:g} Hz of inside", "write the same numbers"
