"""Weeks later: what was given, followed by the models of treatment, as one number of the clinic."""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from neuro_edu.patients import load_lesion, load_patient
from neuro_edu.simulation.clinic.examination import examine
from neuro_edu.simulation.clinic.firing_map import AUTOIMMUNE_MAP
from neuro_edu.simulation.clinic.localisation import DURATION_MS, FEW_UNITS
from neuro_edu.simulation.clinic.treatment_response import (
    PHYSIOTHERAPY_SHARE,
    PHYSIOTHERAPY_weeks,
    Prescription,
    symptom_score,
)
from neuro_edu.simulation.treatment.kinetics import (
    PatientKinetics,
    half_loss_for,
    kv1_left,
    simulate_course,
)
from neuro_edu.simulation.treatment.treatment_plan import TreatmentEvent, TreatmentPlan

_CARBAMAZEPINE_mg, _N_EXCHANGES = 600.0, 5
#: Share of the antibody's production that ends with a thymoma: a teaching value, not measured; the
#: neuromyotonia may persist.
THYMECTOMY_SHARE = 0.5
#: Days in which what a culprit did falls to 37 %: for oxaliplatin from Hill2010 and Lehky2004, for
#: the others teaching values. What came once and is not taken any more passes by itself; the others
#: pass once the culprit is stopped or corrected.
PASSING_days = {
    "oxaliplatin": 8.2,
    "mercury": 60.0,
    "gold-therapy": 60.0,
    "penicillamine": 60.0,
    "insecticides": 5.0,
    "snake-venom": 3.0,
    "tetany": 1.0,
}
_BY_ITSELF = ("oxaliplatin", "insecticides", "snake-venom")
#: Treatments that no model of this course follows.
NOT_MODELLED = (
    "corticosteroids",
    "mexiletine",
    "pregabalin",
    "acetazolamide",
    "atropine",
    "botulinum-toxin",
    "plasma-transfusion",
)


@dataclass(frozen=True, order=True)
class Given:
    """A treatment that was given, so many days after the first one."""

    day: int
    treatment: str


@dataclass(frozen=True, kw_only=True)
class Seen:
    """Symptom score, 0 to 10, before treatment and now (see `symptom_score`: a teaching value)."""

    before: float
    now: float


def follow(
    condition: str, severity: float, nerve_seed: int, given: Iterable[Given], weeks: int
) -> Seen:
    """Follow a patient through what was given.

    Parameters
    ----------
    condition : str
        Id of the condition.
    severity : float
        0 to 1, before treatment.
    nerve_seed : int
        Whose nerve.
    given : iterable of Given
        What was given before the end of these weeks.
    weeks : int
        When it is looked at.

    Returns
    -------
    Seen
    """
    in_time = tuple(sorted(one for one in given if one.day <= 7 * weeks))
    now = _rate_hz(condition, severity, nerve_seed, in_time, weeks)
    before = _rate_hz(condition, severity, nerve_seed, (), 0)
    score = float(symptom_score(now))
    for one in in_time:
        if one.treatment == "physiotherapy":
            since = weeks - one.day / 7.0
            score *= 1.0 + PHYSIOTHERAPY_SHARE * math.expm1(-since / PHYSIOTHERAPY_weeks)
    return Seen(before=float(symptom_score(before)), now=score)


def _rate_hz(
    condition: str, severity: float, nerve_seed: int, given: tuple[Given, ...], weeks: int
) -> float:
    severity *= _left(condition, given, weeks)
    plan = plan_of(given)
    lesion = load_lesion(condition).scaled(severity)
    if not lesion.antibody or severity == 0:
        return _examined_rate_hz(condition, round(severity, 4), nerve_seed, plan, weeks)
    # The map of the treatment lessons: a smooth course, without the noise of an examination.
    kv1_before = min(0.9, max(0.02, lesion.kv1_fraction))
    course = simulate_course(plan, max(1, 7 * weeks))
    now = -1 if weeks else 0
    who = PatientKinetics(antibody_half_loss=half_loss_for(kv1_before))
    free_uM = course.free_uM.get("carbamazepine")
    kv1 = kv1_left(course.antibody[[now]], who)
    return float(AUTOIMMUNE_MAP.at(kv1, 0.0 * kv1 if free_uM is None else free_uM[[now]])[0])


@lru_cache(maxsize=256)
def _examined_rate_hz(
    condition: str, severity: float, nerve_seed: int, plan: TreatmentPlan, weeks: int
) -> float:
    patient = load_patient(
        condition, severity=severity, treatments=plan, week=weeks, seed=nerve_seed
    )
    recording = examine(patient, muscle=FEW_UNITS, duration_ms=DURATION_MS)
    trains = recording.trains
    return trains.n_spikes / trains.n_units / (DURATION_MS / 1000.0)


def _left(condition: str, given: tuple[Given, ...], weeks: int) -> float:
    """Return what is left of the severity when the culprit has been gone for some time."""
    if condition not in PASSING_days:
        return 1.0
    stopped = [one.day for one in given if one.treatment == "remove-the-cause"]
    if condition in _BY_ITSELF:
        stopped = [0]
    if not stopped:
        return 1.0
    return math.exp(-(7.0 * weeks - min(stopped)) / PASSING_days[condition])


def plan_of(given: Iterable[Given]) -> TreatmentPlan:
    """Return what the models of treatment follow of it, with its days."""
    events: list[TreatmentEvent] = []
    for one in given:
        events += [
            TreatmentEvent(day=event.day + one.day, kind=event.kind, amount=event.amount)
            for event in _course_of(one.treatment).events
        ]
    return TreatmentPlan(tuple(events))


def _course_of(treatment: str) -> TreatmentPlan:
    match treatment:
        case "carbamazepine":
            return Prescription(carbamazepine_mg=_CARBAMAZEPINE_mg).plan()
        case "plasma-exchange":
            return Prescription(n_exchanges=_N_EXCHANGES, immune_week=0.0).plan()
        case "immunoglobulin":
            return Prescription(immunoglobulin=True, immune_week=0.0).plan()
        case "rituximab":
            return Prescription(rituximab=True, immune_week=0.0).plan()
        case "thymectomy":
            return TreatmentPlan.of("thymectomy", THYMECTOMY_SHARE)
        case _:
            return TreatmentPlan()
