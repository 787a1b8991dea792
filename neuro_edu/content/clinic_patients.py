"""What each patient of the virtual clinic says, shows and needs, written or generated."""

from collections.abc import Iterator
from dataclasses import dataclass

from neuro_edu.content.clinic import ACTION, GRADES
from neuro_edu.content.entries import Entry, Fault
from neuro_edu.content.rules import rule, sources

#: What stands before the id of a symptom whose words a generated patient uses.
SYMPTOM = "symptom:"
BODY_REGIONS = (
    *("face", "tongue", "trunk", "left arm", "right arm", "left hand", "right hand"),
    *("left thigh", "right thigh", "left calf", "right calf"),
)


@dataclass(frozen=True, kw_only=True)
class Said:
    """What a patient says, shows or has, `to` a question, part, test or check.

    In generated patients it is so with a `chance`, the first that is drawn of several to the same,
    and ``"symptom:pain"`` stands for the words of that symptom; what has one word in `together` is
    drawn by one throw. `clue` says what it speaks for, in the debrief. `stop` marks what forbids a
    treatment.
    """

    to: str
    says: str
    chance: float = rule(default=1.0, low=0.0, high=1.0)
    together: str = rule(default="", pattern="[a-z-]*")
    clue: str = ""
    stop: bool = False


@dataclass(frozen=True, kw_only=True)
class Twitching:
    """How much a region of the body moves by itself."""

    region: str = rule(choices=BODY_REGIONS)
    how: str = rule(choices=("single", "rippling", "strong"))


@dataclass(frozen=True, kw_only=True)
class Criterion:
    """What is said of an action: any of `actions`, done with none of `unless` before or beside.

    `left_out` says what comes of it where none of the needed `actions` is done: that costs points.
    """

    actions: tuple[str, ...] = rule(at_least=1, pattern=ACTION)
    grade: str = rule(choices=GRADES)
    reason: str
    references: tuple[str, ...] = sources()
    objectives: tuple[str, ...] = rule(default=(), refers_to="objectives")
    unless: tuple[str, ...] = rule(default=(), pattern=ACTION)
    left_out: str | None = None


@dataclass(frozen=True, kw_only=True)
class WhyNot:
    """Why it is not another `condition` that one should have thought of."""

    condition: str = rule(refers_to="conditions")
    says: str
    references: tuple[str, ...] = sources()


@dataclass(frozen=True, kw_only=True)
class Weeks:
    """What is seen some weeks later: `says` if one of `needs` was given (and none of `spoils`)."""

    weeks: int = rule(low=2, high=26)
    needs: tuple[str, ...] = rule(default=(), refers_to="clinic_treatments")
    spoils: tuple[str, ...] = rule(default=(), refers_to="clinic_treatments")
    says: str
    otherwise: str


@dataclass(frozen=True, kw_only=True)
class ClinicPatient(Entry):
    """What every patient of the clinic has, written or generated.

    `speaker` answers for a patient who cannot, wherever `answers` say nothing.
    """

    speaker: str | None = None
    answers: tuple[Said, ...] = rule(at_least=1)
    findings: tuple[Said, ...] = ()
    results: tuple[Said, ...] = ()
    twitching: tuple[Twitching, ...] = ()
    risks: tuple[str, ...] = rule(default=(), refers_to="clinic_checks")
    criteria: tuple[Criterion, ...] = ()
    follow_ups: tuple[Weeks, ...] = ()
    why_not: tuple[WhyNot, ...] = ()

    def spoken(self, words: str) -> str:
        """Return what is answered, in the mouth of the speaker if there is one."""
        return f"{self.speaker}: “{words}”" if self.speaker else words

    def faults(self) -> Iterator[Fault]:
        """Yield what is said of leaving out something that is not needed."""
        yield from super().faults()
        for criterion in self.criteria:
            if criterion.left_out and criterion.grade != "needed":
                found = (
                    f"say what comes of leaving out {criterion.actions[0]!r}, which is not needed"
                )
                yield "criteria", found, "call it needed or take out left_out"


@dataclass(frozen=True, kw_only=True)
class ClinicCase(ClinicPatient):
    """A written case in the clinic: the same patient as in the case of this id.

    `title` takes the place of the case's own where that would tell too much.
    """

    id: str = rule(refers_to="cases")
    title: str | None = None
    age: int = rule(low=0, high=120)
    sex: str = rule(choices=("woman", "man", "girl", "boy"))
    opening: str
    nerve_seed: int = rule(low=0, high=1_000_000)
    ideal_path: tuple[str, ...] = rule(at_least=1, pattern=ACTION)

    def faults(self) -> Iterator[Fault]:
        """Yield chances, follow-ups in disorder, and criteria that the ideal path does not meet."""
        yield from super().faults()
        yield from _order_of_weeks(self.follow_ups)
        if any(s.chance < 1 for s in (*self.answers, *self.findings, *self.results)):
            yield "answers", "hold a chance below 1", "a written case is the same every time"
        for criterion in self.criteria:
            met = set(criterion.actions) & set(self.ideal_path)
            if criterion.grade == "needed" and not met:
                yield "ideal_path", f"lacks {criterion.actions[0]!r}", "add what is needed"
            if criterion.grade in ("unnecessary", "dangerous") and met and not criterion.unless:
                yield "ideal_path", f"holds {min(met)!r}", "take out what is not needed"


@dataclass(frozen=True, kw_only=True)
class UnseenPatient(ClinicPatient):
    """What generated patients with the condition of this id have.

    `suspicion` says, in the words of the investigations, who they seem to be: the tests that they
    need follow from it where `criteria` do not name them. `wrong_turn` and `teaching_point` are
    for the debrief.
    """

    id: str = rule(refers_to="conditions")
    suspicion: str = rule(refers_to="suspicions")
    youngest: int = rule(low=1, high=100)
    oldest: int = rule(low=1, high=100)
    sexes: tuple[str, ...] = rule(default=("woman", "man"), choices=("woman", "man"))
    least_severity: float = rule(default=0.7, low=0.1, high=1.0)
    openings: tuple[str, ...] = rule(at_least=1)
    wrong_turn: str
    teaching_point: str

    def faults(self) -> Iterator[Fault]:
        """Yield an empty range of ages."""
        yield from super().faults()
        yield from _order_of_weeks(self.follow_ups)
        if self.youngest > self.oldest:
            yield "oldest", f"{self.oldest} is below {self.youngest}", "write the higher age"


def _order_of_weeks(told: tuple[Weeks, ...]) -> Iterator[Fault]:
    weeks = [each.weeks for each in told]
    if weeks != sorted(set(weeks)):
        yield "follow_ups", f"stand in the order {weeks}", "write each once, in order of time"
