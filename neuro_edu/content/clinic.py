"""What the virtual clinic offers: questions, examination, tests, treatments and checks."""

from collections.abc import Iterator
from dataclasses import dataclass

from neuro_edu.content.entries import Entry, Fault
from neuro_edu.content.rules import rule, sources

#: What can be done in the clinic, with the kind of entry that says what there is of it. The names
#: of actions are written ``"order:needle-emg"``.
ACTIONS = {
    "ask": "clinic_questions",
    "examine": "clinic_parts",
    "order": "clinic_tests",
    "treat": "clinic_treatments",
    "check": "clinic_checks",
}
ACTION = rf"({'|'.join(ACTIONS)}):[a-z0-9]+(-[a-z0-9]+)*"
GRADES = ("needed", "optional", "unnecessary", "dangerous")


@dataclass(frozen=True, kw_only=True)
class HistoryQuestion(Entry):
    """A question of the history; `nothing` is the answer of somebody whom it does not concern.

    `child` is that of a child, where it has to be another one; `relative` is what somebody says who
    speaks for a patient.
    """

    group: str
    label: str
    nothing: str
    child: str | None = None
    relative: str | None = None
    minutes: float = rule(default=2.0, low=0, high=60)


@dataclass(frozen=True, kw_only=True)
class ExaminationPart(Entry):
    """A part of the examination, and what it shows in health; `child` where a child differs."""

    label: str
    normal: str
    child: str | None = None
    minutes: float = rule(default=3.0, low=0, high=60)


@dataclass(frozen=True, kw_only=True)
class ClinicTest(Entry):
    """A test of the menu; delay, cost and discomfort are values for teaching.

    `computed` says that the simulation makes the result. `why` is the reason where a patient needs
    the test. `elsewhere` is the grade, and `waste` the reason, where a patient's criteria do not
    name it.
    """

    name: str
    group: str = rule(choices=("neurophysiology", "blood", "imaging", "other"))
    normal: str | None = None
    delay_days: int = rule(low=0, high=200)
    cost: str = rule(choices=("low", "middle", "high"))
    discomfort: str = rule(choices=("none", "slight", "moderate", "marked"))
    computed: str = rule(
        default="none", choices=("none", "conduction", "needle", "provocation", "trains")
    )
    why: str
    waste: str
    elsewhere: str = rule(default="unnecessary", choices=GRADES[1:])
    investigations: tuple[str, ...] = rule(default=(), refers_to="investigations")
    references: tuple[str, ...] = sources()


@dataclass(frozen=True, kw_only=True)
class ClinicTreatment(Entry):
    """A treatment of the menu; `decoys` are checks offered beside those that belong to it.

    A check of `forbidden_by` that says stop keeps the treatment from being given. `child` is told
    instead of `told` where a child is treated. `elsewhere` and `waste` are as for a test.
    """

    name: str
    group: str = rule(choices=("symptoms", "immune system", "cause", "muscle", "advice"))
    told: str
    child: str | None = None
    waste: str
    elsewhere: str = rule(default="unnecessary", choices=GRADES[1:])
    checks: tuple[str, ...] = rule(default=(), refers_to="clinic_checks")
    decoys: tuple[str, ...] = rule(default=(), refers_to="clinic_checks")
    forbidden_by: tuple[str, ...] = rule(default=(), refers_to="clinic_checks")
    drugs: tuple[str, ...] = rule(default=(), refers_to="drugs")
    references: tuple[str, ...] = sources()


@dataclass(frozen=True, kw_only=True)
class Haste:
    """Where there is the risk of a check, `actions` are a danger before one of `first`.

    It holds in patients who have something of their own to say or show to one of `shown_by`.
    `until` says what is waited for, and `left_out` what comes of giving none of `first`, which such
    a patient needs.
    """

    actions: tuple[str, ...] = rule(at_least=1, pattern=ACTION)
    first: tuple[str, ...] = rule(at_least=1, pattern=ACTION)
    shown_by: tuple[str, ...] = rule(at_least=1, pattern=ACTION)
    reason: str
    until: str
    left_out: str | None = None
    references: tuple[str, ...] = sources()
    objectives: tuple[str, ...] = rule(refers_to="objectives", at_least=1)


@dataclass(frozen=True, kw_only=True)
class ClinicCheck(Entry):
    """Something to look at before a treatment.

    `clear` is the result in somebody in whom nothing speaks against the treatment; `harm` is what
    comes about where something does and nobody looked, or a treatment came in `haste`. `known_from`
    names actions that give the same answer, `asks` a question whose answer comes with it. Left out
    it is a danger to those who have its risk, or one of `vital_with`.
    """

    label: str
    clear: str
    harm: str | None = None
    reason: str
    known_from: tuple[str, ...] = rule(default=(), pattern=ACTION)
    asks: tuple[str, ...] = rule(default=(), refers_to="clinic_questions", at_most=1)
    vital_with: tuple[str, ...] = rule(default=(), refers_to="clinic_checks")
    haste: Haste | None = None
    references: tuple[str, ...] = sources()

    def faults(self) -> Iterator[Fault]:
        """Yield a haste of which no harm is told."""
        yield from super().faults()
        if self.haste and self.harm is None:
            yield "harm", "is missing beside haste", "write what comes of it"
