"""What came of an action: the visit before and after, and the words to read."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from neuro_edu.clinic.actions import Action
from neuro_edu.clinic.choices import Possible
from neuro_edu.clinic.replies import Told, tell
from neuro_edu.clinic.signals import Signal

if TYPE_CHECKING:
    from neuro_edu.clinic.visit import Visit


@dataclass(frozen=True, kw_only=True)
class Reply:
    """What a student reads after an action; the words are made when they are first asked for.

    Attributes
    ----------
    before, visit : Visit
        Before and after.
    action : Action
    """

    before: "Visit" = field(repr=False)
    visit: "Visit" = field(repr=False)
    action: Action

    @cached_property
    def told(self) -> Told:
        """All the words together."""
        visit = self.visit
        return tell(visit.chart, visit.state, self.action, visit.seed)

    @property
    def heading(self) -> str:
        """What was done."""
        return self.told.heading

    @property
    def text(self) -> str:
        """The patient's words, the finding or the result; Markdown."""
        return self.told.text

    @property
    def warning(self) -> str:
        """A harm that came about, or an empty text."""
        return self.told.warning

    @property
    def signals(self) -> tuple[Signal, ...]:
        """What was recorded from the patient."""
        return self.told.signals

    @property
    def regions(self) -> Mapping[str, str]:
        """Regions that twitch, with how they do: single, rippling or strong."""
        return self.told.regions

    @property
    def score(self) -> float | None:
        """Symptom score of a follow-up, 0 to 10."""
        return self.told.score

    @property
    def delay_days(self) -> int:
        """Delay of a test's result (days)."""
        return self.told.delay_days

    @property
    def cost(self) -> str:
        """Cost band of a test."""
        return self.told.cost

    @property
    def discomfort(self) -> str:
        """Discomfort of a test."""
        return self.told.discomfort

    @property
    def minutes_passed(self) -> float:
        """Minutes with the patient."""
        return self.visit.minutes - self.before.minutes

    @property
    def days_passed(self) -> int:
        """Days since the last action."""
        return self.visit.day - self.before.day

    @property
    def day(self) -> int:
        """Days since the first meeting."""
        return self.visit.day

    @property
    def possible(self) -> Possible:
        """What can be done next."""
        return self.visit.possible
