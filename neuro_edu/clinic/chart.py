"""One patient of the clinic, written or generated: everything there is to find out."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import lru_cache

from neuro_edu.clinic.criteria import with_needle_risk
from neuro_edu.clinic.generated import UNSEEN, draw_patient
from neuro_edu.clinic.own_reasons import with_clues
from neuro_edu.clinic.places import Site, site_of
from neuro_edu.clinic.safety import with_treatment_risks
from neuro_edu.content import Case, load_content
from neuro_edu.content.clinic_patients import ClinicPatient, Said
from neuro_edu.content.entries import LESSONS
from neuro_edu.errors import ParameterError
from neuro_edu.patients import load_patient
from neuro_edu.simulation.clinic.patient import Patient

#: From this age on the answers and findings of adults hold.
ADULT_years = 16
_INVENTED = "This patient is invented, for learning and not for patient care."
_UNREVIEWED = "No clinician has reviewed this case yet."


@dataclass(frozen=True, kw_only=True)
class Chart:
    """A patient of the clinic.

    Attributes
    ----------
    id, title, opening, note : str
        What may be shown at the start.
    age : int
    sex : str
    is_generated : bool
    condition : str
        Id of what the patient has; not for the student before the diagnosis is committed.
    severity : float
        How badly, 0 to 1.
    nerve_seed : int
        Whose nerve.
    details : ClinicPatient
        What the patient says, shows and needs.
    ideal_path : tuple of str
        As in the case files.
    explanation, wrong_turn, teaching_point : str
        For the debrief; Markdown.
    references : tuple of str
        Ids of sources.
    """

    id: str
    title: str
    opening: str
    note: str
    age: int
    sex: str
    is_generated: bool
    condition: str = field(repr=False)
    severity: float = field(repr=False)
    nerve_seed: int
    details: ClinicPatient = field(repr=False)
    ideal_path: tuple[str, ...] = field(repr=False)
    explanation: str = field(repr=False)
    wrong_turn: str = field(repr=False)
    teaching_point: str = field(repr=False)
    references: tuple[str, ...] = field(repr=False)

    @property
    def alias(self) -> str:
        """Name for what a student sees, such as files: it tells no more than the title."""
        if self.is_generated:
            return self.id
        return re.sub(r"[^a-z0-9]+", "-", self.title.lower()).strip("-")

    @property
    def patient(self) -> Patient:
        """The patient of the simulation, untreated."""
        return load_patient(self.condition, severity=self.severity, seed=self.nerve_seed)

    @property
    def site(self) -> Site:
        """Which nerve and muscle are examined."""
        return site_of(self.details.twitching)

    def is_told(self, action: str) -> bool:
        """Whether the files say something of their own to a question or a part."""
        kind, _, to = action.partition(":")
        return _of({"ask": self.details.answers}.get(kind, self.details.findings), to) is not None

    def answer(self, question: str) -> str:
        """Return what the patient says, or whoever speaks for the patient."""
        said, known = _of(self.details.answers, question), load_content().clinic_questions[question]
        if said:
            return said.says
        if self.details.speaker and known.relative:
            return self.details.spoken(known.relative)
        return self.by_age(known.child, known.nothing)

    def finding(self, part: str) -> str:
        """Return what a part of the examination shows."""
        said, known = _of(self.details.findings, part), load_content().clinic_parts[part]
        return said.says if said else self.by_age(known.child, known.normal)

    def by_age(self, child: str | None, adult: str) -> str:
        """Return what holds for a child, if the patient is one and there is such a text."""
        return child if child and self.age < ADULT_years else adult

    def result(self, test: str) -> str:
        """Return the result of a test, without what the simulation adds."""
        said = _of(self.details.results, test)
        return said.says if said else load_content().clinic_tests[test].normal or ""

    def check(self, check: str) -> Said:
        """Return what a check before a treatment says, and whether it says stop."""
        said = _of(self.details.results, check)
        return said or Said(to=check, says=load_content().clinic_checks[check].clear)


def _of(all_said: Iterable[Said], to: str) -> Said | None:
    return next((said for said in all_said if said.to == to), None)


def case_ids() -> tuple[str, ...]:
    """Return the ids of the written cases, in the order of the lessons that they first serve."""
    content = load_content()
    first = {
        id_: min(LESSONS.index(content.objectives[o].lesson) for o in case.objectives)
        for id_, case in content.cases.items()
        if id_ in content.clinic_cases
    }
    return tuple(sorted(first, key=lambda id_: (first[id_], id_)))


@lru_cache(maxsize=256)
def chart(case_id: str) -> Chart:
    """Return a patient of the clinic.

    Parameters
    ----------
    case_id : str
        Id or alias of a written case, or id of a generated patient (`unseen_id`).

    Returns
    -------
    Chart

    Raises
    ------
    ParameterError
        If there is no such patient.
    """
    content = load_content()
    number = case_id.removeprefix(UNSEEN)
    if case_id.startswith(UNSEEN) and re.fullmatch(r"0|[1-9][0-9]{0,8}", number):
        return _with_risks(_generated(int(number)))
    if case_id not in content.clinic_cases:
        aliases = {chart(id_).alias: id_ for id_ in case_ids()}
        if case_id in aliases:
            return chart(aliases[case_id])
        raise ParameterError(
            f"there is no patient {case_id!r}; there are {', '.join(aliases)}, "
            f"and generated ones such as '{UNSEEN}17'"
        )
    return _with_risks(_written(case_id))


def _with_risks(known: Chart) -> Chart:
    """Add to anybody's criteria what is dangerous until somebody has asked, looked or treated."""
    return replace(known, details=with_treatment_risks(with_needle_risk(known.details)))


def _written(case_id: str) -> Chart:
    content = load_content()
    told, here = content.cases[case_id], content.clinic_cases[case_id]
    return Chart(
        id=case_id,
        title=here.title or told.title,
        opening=here.opening,
        note=_note(told),
        age=here.age,
        sex=here.sex,
        is_generated=False,
        condition=told.condition,
        severity=told.severity,
        nerve_seed=here.nerve_seed,
        details=here,
        ideal_path=here.ideal_path,
        explanation=told.diagnosis,
        wrong_turn=told.wrong_turn,
        teaching_point=told.teaching_point or "",
        references=told.references,
    )


def _generated(number: int) -> Chart:
    drawn = draw_patient(number)
    condition = load_content().conditions[drawn.condition]
    profile = load_content().unseen_patients[drawn.condition]
    criteria = with_clues(drawn.details.criteria, drawn.details, profile.criteria)
    return Chart(
        id=f"{UNSEEN}{number}",
        title=f"Unseen patient {number}",
        opening=drawn.opening,
        note=f"{_INVENTED} The words come from tables. {_UNREVIEWED}",
        age=drawn.age,
        sex=drawn.sex,
        is_generated=True,
        condition=drawn.condition,
        severity=drawn.severity,
        nerve_seed=drawn.nerve_seed,
        details=replace(drawn.details, criteria=criteria),
        ideal_path=drawn.ideal_path,
        explanation=drawn.explanation,
        wrong_turn=drawn.wrong_turn,
        teaching_point=drawn.teaching_point,
        references=condition.references,
    )


def _note(told: Case) -> str:
    return f"{_INVENTED} {_UNREVIEWED}" if told.review == "unreviewed" else _INVENTED
