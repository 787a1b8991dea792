"""Patients whom nobody has written: drawn from the tables of conditions, the same for everybody."""

import random
from collections.abc import Sequence
from dataclasses import dataclass, replace

from neuro_edu.clinic.criteria import needed_criteria, unseen_path
from neuro_edu.clinic.generated_words import explained
from neuro_edu.content import load_content
from neuro_edu.content.clinic_patients import SYMPTOM, ClinicPatient, Criterion, Said, UnseenPatient
from neuro_edu.simulation.quantities import check_number

#: What the ids of generated patients begin with.
UNSEEN = "unseen-"
MOST = 999_999
# Below the first age a patient is a girl or a boy; from the second on some take a blood thinner or
# have a heart block.
_ADULT_years, _OLDER_years = 18, 40
# How many have what a doctor must ask for before a test or a treatment: chosen so that a class
# meets each of them, and not counted in any population.
_AT_RISK, _CARRIER, _BLOOD_THINNER, _HEART_BLOCK = 0.3, 0.4, 0.2, 0.08
_PATIENT_AT_RISK = "My family is Han Chinese. No medicine ever gave me a rash."
_RELATIVE_AT_RISK = "We are Han Chinese. No medicine has ever caused a rash."
_WARFARIN = "Warfarin, since a clot in the leg last year."
_UNDER_WARFARIN = (
    ("clotting", "INR 2.6, as it is meant to be under warfarin; platelets normal."),
    ("other-medicines", "Carbamazepine makes warfarin weaker: the INR is looked at more often."),
    ("kidney-and-iga", "Kidney function and IgA normal; a clot in the leg last year."),
    ("calcium-and-access", "Calcium normal, veins good; INR 2.6 under warfarin."),
)
_THINNER = (
    Criterion(
        actions=("order:needle-emg", "order:emg-provocation"),
        grade="dangerous",
        reason="The patient takes a blood thinner, and nobody had asked. Bleeding is rare "
        "and the test is often still possible, but the examiner must know.",
        references=("AANEMbleeding", "Lynch2008"),
        objectives=("consent-honestly",),
        unless=("ask:blood-thinners", "ask:medicines", "order:clotting"),
    ),
    Criterion(
        actions=("order:clotting",),
        grade="optional",
        reason="Under warfarin the INR is known before a needle goes into a muscle.",
        references=("AANEMbleeding", "Lynch2008"),
        objectives=("consent-honestly",),
    ),
)


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
    explanation: str
    wrong_turn: str
    teaching_point: str


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
    if age < _ADULT_years:
        sex = {"woman": "girl", "man": "boy"}[sex]
    told = _told(profile, rng)
    details, criteria = _with_risks(told, rng, older=age >= _OLDER_years)
    return Drawn(
        condition=profile.id,
        severity=round(severity, 2),
        nerve_seed=int(rng.random() * 1000),
        age=age,
        sex=sex,
        opening=f"A {sex} of {age}. {_one_of(profile.openings, rng)}",
        details=replace(details, criteria=(*needed_criteria(profile), *criteria)),
        ideal_path=unseen_path(profile, details),
        explanation=explained(load_content().conditions[profile.id], told),
        wrong_turn=profile.wrong_turn,
        teaching_point=profile.teaching_point,
    )


def _one_of(items: Sequence[str], rng: random.Random) -> str:
    return items[int(rng.random() * len(items))]


def _told(profile: UnseenPatient, rng: random.Random) -> ClinicPatient:
    thrown: dict[str, float] = {}
    return ClinicPatient(
        id=profile.id,
        review=profile.review,
        speaker=profile.speaker,
        answers=tuple(_in_words(said) for said in _drawn(profile.answers, rng, thrown)),
        findings=_drawn(profile.findings, rng, thrown),
        results=_drawn(profile.results, rng, thrown),
        twitching=profile.twitching,
        risks=profile.risks,
        follow_ups=profile.follow_ups,
        why_not=profile.why_not,
    )


def _drawn(
    all_said: Sequence[Said], rng: random.Random, thrown: dict[str, float]
) -> tuple[Said, ...]:
    """Keep what is drawn; of several to the same question, the first.

    `thrown` keeps the throws that several have in common, such as a complaint and its sign.
    """
    kept: dict[str, Said] = {}
    for said in all_said:
        throw = rng.random()
        if said.together:
            throw = thrown.setdefault(said.together, throw)
        if throw < said.chance:
            kept.setdefault(said.to, said)
    return tuple(kept.values())


def _in_words(said: Said) -> Said:
    if not said.says.startswith(SYMPTOM):
        return said
    symptom = load_content().symptoms[said.says.removeprefix(SYMPTOM)]
    return replace(said, says=symptom.plain)


def _with_risks(
    patient: ClinicPatient, rng: random.Random, *, older: bool
) -> tuple[ClinicPatient, tuple[Criterion, ...]]:
    """Add ancestry, a blood thinner or a heart block to some, with what follows from them."""
    at_risk, carrier, thinner, block = (rng.random() for _ in range(4))
    answers, results, risks = list(patient.answers), list(patient.results), list(patient.risks)
    criteria: tuple[Criterion, ...] = ()
    if at_risk < _AT_RISK:
        risks.append("hla-b1502")
        says = _RELATIVE_AT_RISK if patient.speaker else _PATIENT_AT_RISK
        answers.append(Said(to="ancestry", says=patient.spoken(says)))
        if carrier < _CARRIER:
            results.append(Said(to="hla-b1502", says="HLA-B*15:02: a carrier.", stop=True))
    if older and thinner < _BLOOD_THINNER:
        answers, results = _with_thinner(patient, answers, results)
        criteria = _THINNER
    if older and block < _HEART_BLOCK and not any(said.to == "ecg" for said in results):
        risks.append("ecg")
        results.append(
            Said(to="ecg", says="ECG: atrioventricular block of the second degree.", stop=True)
        )
    return (
        replace(patient, answers=tuple(answers), results=tuple(results), risks=tuple(risks)),
        criteria,
    )


def _with_thinner(
    patient: ClinicPatient, answers: list[Said], results: list[Said]
) -> tuple[list[Said], list[Said]]:
    """Let a patient take warfarin, and say so to whoever asks for medicines or for thinners."""
    told = next((said.says for said in answers if said.to == "medicines"), "")
    # What somebody else says stands in quotation marks, this as well.
    end = "”" if told.endswith("”") else ""
    both = f"{told.removesuffix(end)} {_WARFARIN}{end}" if told else patient.spoken(_WARFARIN)
    medicines = Said(to="medicines", says=both)
    others = [said for said in answers if said.to != "medicines"]
    return (
        [*others, medicines, Said(to="blood-thinners", says=patient.spoken(f"Yes. {_WARFARIN}"))],
        [
            *results,
            *(Said(to=check, says=says) for check, says in _UNDER_WARFARIN),
        ],
    )
