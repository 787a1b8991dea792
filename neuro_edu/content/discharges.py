"""What a student should know of a discharge on the EMG screen."""

from dataclasses import dataclass

from neuro_edu.content.entries import Entry
from neuro_edu.content.rules import rule, sources


@dataclass(frozen=True, kw_only=True)
class DischargeNote(Entry):
    """The rules for one discharge; the id is that of the discharge in the simulation."""

    id: str = rule(pattern=r"[a-z0-9]+(_[a-z0-9]+)*")
    arises: str
    rate: str
    regularity: str
    shape: str
    sound: str
    stops_with: str
    tell: str
    references: tuple[str, ...] = sources()
