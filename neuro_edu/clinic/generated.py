"""Patients whom nobody has written: drawn from the tables of conditions, the same for everybody."""

import random
from collections.abc import Sequence
from dataclasses import dataclass, replace

from neuro_edu.clinic.criteria import needed_criteria, unseen_path
from neuro_edu.content import load_content
from neuro_edu.content.clinic import SYMPTOM, ClinicPatient, Criterion, Said, UnseenPatient
from neuro_edu.simulation.quantities import check_number

#: What the ids of generated patients begin with.
UNSEEN = "unseen-"
MOST = 999_999
# How many have what a doctor must ask for before a test or a treatment: chosen so that a class
# meets each of them, and not counted in any population.
_AT_RISK, _CARRIER, _BLOOD_THINNER, _HEART_BLOCK = 0.3, 0.4, 0.2, 0.08


@dataclass(frozen=True, kw_only=True)
class Drawn:
    """A generated patient; the fields are those of `Chart`."""

    condition: str
    severity: float
    nerve_seed: int
    age: int
    sex: str
    opening: str
    details: ClinicPatient
    ideal_path: tuple[str, ...]


def unseen_id(number: int) -> str:
    """Return the id of a generated patient.

    Parameters
    ----------
    number : int
        0 to 999,999; the same number is the same patient everywhere.

    Raises
    ------
    ParameterError
        If the number lies outside its range.
    """
    check_number("number of the patient", number, low=0, high=MOST, integer=True)
    return f"{UNSEEN}{number}"


def draw_patient(number: int) -> Drawn:
    """Draw the generated patient of a number.

    Parameters
    ----------
    number : int
        0 to 999,999.

    Returns
    -------
    Drawn

    Raises
    ------
    ParameterError
        If the number lies outside its range.
    """
    rng = random.Random(unseen_id(number))
    profiles = load_content().unseen_patients
    profile = profiles[_one_of(sorted(profiles), rng)]
    severity = profile.least_severity + (1.0 - profile.least_severity) * rng.random()
    age = profile.youngest + int(rng.random() * (profile.oldest - profile.youngest + 1))
    sex = _one_of(profile.sexes, rng)
    if age < 18:
        sex = {"woman": "girl", "man": "boy"}[sex]
    details, criteria = _with_risks(_told(profile, rng), rng)
    criteria = (*needed_criteria(profile), *criteria)
    return Drawn(
        condition=profile.id,
        severity=round(severity, 2),
        nerve_seed=int(rng.random() * 1000),
        age=age,
        sex=sex,
        opening=f"A {sex} of {age}. {_one_of(profile.openings, rng)}",
        details=replace(details, criteria=criteria),
        ideal_path=unseen_path(profile, details),
    )


def _one_of(items: Sequence[str], rng: random.Random) -> str:
    return items[int(rng.random() * len(items))]


def _told(profile: UnseenPatient, rng: random.Random) -> ClinicPatient:
    return ClinicPatient(
        id=profile.id,
        review=profile.review,
        answers=tuple(_in_words(said) for said in _drawn(profile.answers, rng)),
        findings=_drawn(profile.findings, rng),
        results=_drawn(profile.results, rng),
        twitching=profile.twitching,
        risks=profile.risks,
    )


def _drawn(all_said: Sequence[Said], rng: random.Random) -> tuple[Said, ...]:
    """Keep what is drawn; of several to the same question, the first."""
    kept: dict[str, Said] = {}
    for said in all_said:
        if rng.random() < said.chance:
            kept.setdefault(said.to, said)
    return tuple(kept.values())


def _in_words(said: Said) -> Said:
    if not said.says.startswith(SYMPTOM):
        return said
    symptom = load_content().symptoms[said.says.removeprefix(SYMPTOM)]
    return replace(said, says=symptom.plain)


def _with_risks(
    patient: ClinicPatient, rng: random.Random
) -> tuple[ClinicPatient, tuple[Criterion, ...]]:
    """Add ancestry, a blood thinner or a heart block to some, with what follows from them."""
    at_risk, carrier, thinner, block = (rng.random() for _ in range(4))
    answers, results, risks = list(patient.answers), list(patient.results), list(patient.risks)
    criteria: list[Criterion] = []
    if at_risk < _AT_RISK:
        risks.append("hla-b1502")
        answers.append(
            Said(to="ancestry", says="My family is Han Chinese. No medicine ever gave me a rash.")
        )
        if carrier < _CARRIER:
            results.append(Said(to="hla-b1502", says="HLA-B*15:02: a carrier.", stop=True))
    if thinner < _BLOOD_THINNER:
        answers.append(Said(to="blood-thinners", says="Yes, warfarin, since a clot in the leg."))
        criteria.append(
            Criterion(
                actions=("order:needle-emg", "order:emg-provocation"),
                grade="dangerous",
                reason="The patient takes a blood thinner, and nobody had asked. Bleeding is rare "
                "and the test is often still possible, but the examiner must know.",
                references=("AANEMbleeding", "Lynch2008"),
                objectives=("consent-honestly",),
                unless=("ask:blood-thinners",),
            )
        )
    if block < _HEART_BLOCK and not any(said.to == "ecg" for said in results):
        risks.append("ecg")
        results.append(
            Said(to="ecg", says="ECG: atrioventricular block of the second degree.", stop=True)
        )
    return (
        replace(patient, answers=tuple(answers), results=tuple(results), risks=tuple(risks)),
        tuple(criteria),
    )
