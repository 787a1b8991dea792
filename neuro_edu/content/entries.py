"""What the content files hold: immutable, typed entries with the rules that they obey."""

import dataclasses
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from neuro_edu.content.knob import Knob
from neuro_edu.content.rules import rule, sources

LESSONS = (
    "00_start_here",
    "01_meet_neuromyotonia",
    "02_the_healthy_axon",
    "03_why_an_axon_will_not_stop",
    "04_from_spikes_to_twitches",
    "05_where_does_it_come_from",
    "06_the_emg_room",
    "07_causes",
    "08_the_work_up",
    "09_treatment",
    "10_virtual_clinic",
)

#: The lesson that asks with patients: it has no questions.
CLINIC = "10_virtual_clinic"

KEBAB = r"[a-z0-9]+(-[a-z0-9]+)*"


def short_title(lesson: str) -> str:
    """Return number and name of a lesson by its id, such as "06 The EMG room"."""
    number, _, words = lesson.partition("_")
    return f"{number} {words.replace('_', ' ').capitalize()}".replace(" emg ", " EMG ")


# A fault inside one entry: the field, what was found, what to write instead.
Fault = tuple[str, str, str]


@dataclass(frozen=True, kw_only=True)
class Entry:
    """Base of all entries: an id that never changes and whether a clinician has read the entry."""

    id: str = rule(pattern=KEBAB)
    review: str = rule(choices=("unreviewed", "reviewed"))
    reviewer: str | None = None
    reviewed_on: date | None = None

    def faults(self) -> Iterator[Fault]:
        """Yield what is wrong between the fields of this entry."""
        for name in ("reviewer", "reviewed_on"):
            given = getattr(self, name) is not None
            if self.review == "reviewed" and not given:
                yield (
                    name,
                    "is missing although the entry says reviewed",
                    "write who read it, and when",
                )
            if self.review == "unreviewed" and given:
                yield name, "is given although nobody has reviewed the entry", "leave it out"


@dataclass(frozen=True, kw_only=True)
class Reference(Entry):
    """A source, and how much of it was seen when it was used."""

    id: str = rule(pattern=r"[A-Za-z][A-Za-z0-9_-]*")
    title: str
    authors: str | None = None
    journal: str | None = None
    year: int | None = rule(default=None, low=1850, high=2100)
    volume: str | None = None
    pages: str | None = None
    doi: str | None = rule(default=None, pattern=r"10\.\d{4,9}/\S+")
    pmid: str | None = rule(default=None, pattern=r"\d{1,9}")
    pmcid: str | None = rule(default=None, pattern=r"PMC\d+")
    url: str | None = rule(default=None, pattern=r"https?://\S+")
    verified: str = rule(choices=("full text", "abstract", "citation", "memory"))
    verified_how: str
    memory_fields: tuple[str, ...] = ()
    not_seen: tuple[str, ...] = ()

    def faults(self) -> Iterator[Fault]:
        """Yield bibliographic fields that are neither given nor declared as not seen."""
        yield from super().faults()
        for name in ("authors", "journal", "year"):
            if (getattr(self, name) is None) != (name in self.not_seen):
                yield (
                    name,
                    "must be given or be listed in not_seen",
                    "write it, or list it (not both)",
                )
        names = {f.name for f in dataclasses.fields(self)}
        for name in self.memory_fields:
            if name not in names or getattr(self, name) is None:
                yield (
                    "memory_fields",
                    f"names {name!r}, which is not given here",
                    "name a given field",
                )
        for name in self.not_seen:
            if name not in ("authors", "journal", "year"):
                yield "not_seen", f"names {name!r}", "name only authors, journal or year"


@dataclass(frozen=True, kw_only=True)
class Claim(Entry):
    """A statement of a lay article, judged against the evidence.

    `asked` is false for a spare one, which no lesson asks and no score counts.
    """

    id: str = rule(pattern=r"S\d{2}")
    text: str
    verdict: str = rule(choices=("supported", "simplified", "outdated", "wrong"))
    evidence: str
    lessons: tuple[str, ...] = rule(refers_to="lessons", at_least=1)
    references: tuple[str, ...] = sources()
    asked: bool = True


@dataclass(frozen=True, kw_only=True)
class Omission(Entry):
    """Something that lay articles leave out."""

    text: str
    why_it_matters: str
    lessons: tuple[str, ...] = rule(refers_to="lessons", at_least=1)
    references: tuple[str, ...] = sources()


@dataclass(frozen=True, kw_only=True)
class Symptom(Entry):
    """A symptom in one body region, with a count where a source gives one."""

    region: str = rule(
        choices=("limbs", "trunk", "face", "eyes", "autonomic", "sensory", "cns"),
    )
    name: str
    plain: str
    frequency: str
    numerator: int | None = rule(default=None, low=0)
    denominator: int | None = rule(default=None, low=1)
    references: tuple[str, ...] = sources()

    def faults(self) -> Iterator[Fault]:
        """Yield a count that is half given or larger than its whole."""
        yield from super().faults()
        if (self.numerator is None) != (self.denominator is None):
            missing = "numerator" if self.numerator is None else "denominator"
            yield missing, "is missing beside its partner", "give both or neither"
        elif (self.numerator or 0) > (self.denominator or 0):
            yield "numerator", "is larger than the denominator", "check the count in the source"


@dataclass(frozen=True, kw_only=True)
class Condition(Entry):
    """A cause of nerve hyperexcitability, or a disease mistaken for it.

    `model_limit` says where the simulation differs from the disease.
    """

    name: str
    group: str = rule(
        choices=(
            "autoimmune",
            "tumour",
            "toxic",
            "drug",
            "neuropathy",
            "genetic",
            "spectrum",
            "mimic",
            "other",
        ),
    )
    mechanism: str
    frequency: str
    onset: str
    clues: tuple[str, ...] = rule(at_least=1)
    tests: tuple[str, ...] = rule(at_least=1)
    treatment: str
    knob: Knob
    references: tuple[str, ...] = sources()
    model_limit: str | None = None


@dataclass(frozen=True, kw_only=True)
class Drug(Entry):
    """A treatment, with its dose for learning only."""

    name: str
    kind: str = rule(
        choices=("symptomatic", "immune", "local", "rehabilitation", "causal", "concept"),
    )
    target: str
    mechanism: str
    dose_for_learning: str
    onset: str
    duration: str
    cautions: tuple[str, ...] = rule(at_least=1)
    evidence: str
    evidence_level: str = rule(
        choices=("trial", "case series", "case reports", "expert opinion", "bench only"),
    )
    references: tuple[str, ...] = sources()


@dataclass(frozen=True, kw_only=True)
class Risk(Entry):
    """What makes a treatment dangerous for a patient of the treatment lab.

    `caution` are words of one English caution of the drug; `call` is what the picture calls out;
    `forbids` says that the drug must not be given at all.
    """

    label: str
    drug: str = rule(refers_to="drugs")
    caution: str
    call: str
    forbids: bool
