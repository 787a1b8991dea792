"""From a treatment plan to what the patient notices: drug level, antibody, Kv1, firing, symptoms.

For teaching, not for patient care.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from neuro_edu.simulation.arrays import read_only
from neuro_edu.simulation.clinic.firing_map import AUTOIMMUNE_MAP
from neuro_edu.simulation.quantities import Parameters, check_number, quantity
from neuro_edu.simulation.treatment.drugs import DRUGS, free_uM
from neuro_edu.simulation.treatment.kinetics import (
    Course,
    PatientKinetics,
    half_loss_for,
    kv1_left,
    simulate_course,
)
from neuro_edu.simulation.treatment.treatment_plan import TreatmentEvent, TreatmentPlan

FloatArray = NDArray[np.float64]

WORST_SCORE = 10.0
#: Firing of all axons together at which the symptoms are half as bad as they can be (spikes per
#: second and axon). No study relates the two: a teaching value.
HALF_SCORE_hz = 4.0
#: What physiotherapy takes off the score in the end, and in how many weeks most of it (teaching
#: values: there is expert opinion only).
PHYSIOTHERAPY_SHARE, PHYSIOTHERAPY_weeks = 0.1, 4.0
#: Usual plasma levels of carbamazepine (mg/L).
USUAL_LEVELS_mg_per_L = (
    DRUGS["carbamazepine"].numbers["usual_level_low"].value,
    DRUGS["carbamazepine"].numbers["usual_level_high"].value,
)

_FIRST_DOSE_mg, _DOSE_STEP_mg, _DAYS_PER_STEP = 200.0, 200.0, 5.0
_DAYS_BETWEEN_EXCHANGES = 2.0
_IVIG_DAYS, _IVIG_g_per_kg = 5, 0.4
_RITUXIMAB_DOSES, _RITUXIMAB_SHARE = 4, 0.8
_BOTULINUM_SHARE = 0.7
_NO_IMMUNE_TREATMENT: Mapping[str, Any] = MappingProxyType(
    {"n_exchanges": 0, "immunoglobulin": False, "rituximab": False, "immune_week": 0.0}
)


@dataclass(frozen=True, kw_only=True)
class Prescription(Parameters):
    """A plan in the few numbers that a student sets.

    Parameters
    ----------
    carbamazepine_mg : float
        Daily dose aimed at (mg); it starts at 200 mg and rises by 200 mg every five days.
    n_exchanges : int
        Plasma exchanges, one plasma volume each, every other day.
    immune_week : float
        Week in which the treatment of the immune attack starts.
    immunoglobulin : bool
        2 g/kg over five days, after the last exchange.
    rituximab : bool
        Four infusions a week apart, after the last exchange; they stop 80 % of the antibody's
        production (teaching value).
    botulinum : bool
        Toxin into one muscle in week 1; 70 % of its release is blocked at the height.
    physiotherapy : bool
        From the first day on.

    Raises
    ------
    ParameterError
        If a value lies outside its range.

    References
    ----------
    CBZprescribing, Winters2012, Bleeker2001, DeWel2021, BoNTuse
    """

    carbamazepine_mg: float = quantity(0.0, low=0, high=2000, unit="mg", source="none")
    n_exchanges: int = quantity(0, low=0, high=20, source="none", integer=True)
    immune_week: float = quantity(2.0, low=0, high=52, unit="weeks", source="teaching value")
    immunoglobulin: bool = False
    rituximab: bool = False
    botulinum: bool = False
    physiotherapy: bool = False

    def plan(self) -> TreatmentPlan:
        """Return everything that is given, with its days."""
        return TreatmentPlan(tuple(self._events()))

    def _events(self) -> Iterator[TreatmentEvent]:
        for step, dose_mg in enumerate(_titration(self.carbamazepine_mg)):
            yield _event(_DAYS_PER_STEP * step, "carbamazepine", dose_mg)
        start = 7.0 * self.immune_week
        for number in range(self.n_exchanges):
            yield _event(start + _DAYS_BETWEEN_EXCHANGES * number, "plasma-exchange", 1.0)
        # An exchange would wash out what was given before it.
        later = start + _DAYS_BETWEEN_EXCHANGES * self.n_exchanges
        if self.immunoglobulin:
            for number in range(_IVIG_DAYS):
                yield _event(later + number, "immunoglobulin", _IVIG_g_per_kg)
        if self.rituximab:
            for number in range(_RITUXIMAB_DOSES):
                yield _event(later + 7.0 * number, "rituximab", _RITUXIMAB_SHARE)
        if self.botulinum:
            yield _event(7.0, "botulinum-toxin", _BOTULINUM_SHARE)


def _event(day: float, kind: str, amount: float) -> TreatmentEvent:
    return TreatmentEvent(day=day, kind=kind, amount=amount)


def _titration(dose_mg: float) -> list[float]:
    """Daily doses, step by step, up to the one aimed at."""
    if dose_mg <= 0.0:
        return []
    return [*np.arange(_FIRST_DOSE_mg, dose_mg, _DOSE_STEP_mg).tolist(), float(dose_mg)]


@dataclass(frozen=True, eq=False, kw_only=True)
class Response:
    """What a prescription does over the weeks; all arrays read-only, one sample a day.

    Attributes
    ----------
    prescription : Prescription
        What was given.
    weeks : ndarray, shape (n,)
        Time (weeks).
    level_mg_per_L : ndarray, shape (n,)
        Plasma level of carbamazepine.
    antibody, kv1_fraction : ndarray, shape (n,)
        Antibody (1 before treatment) and share of Kv1 channels left.
    rate_hz : ndarray, shape (n,)
        Spikes per second and axon at rest.
    score : ndarray, shape (n,)
        Symptom score, 0 to 10: a teaching value, see `symptom_score`.
    release_fraction : ndarray, shape (n,)
        Transmitter release left in the injected muscle.
    """

    prescription: Prescription
    weeks: FloatArray
    level_mg_per_L: FloatArray
    antibody: FloatArray
    kv1_fraction: FloatArray
    rate_hz: FloatArray
    score: FloatArray
    release_fraction: FloatArray


def symptom_score(rate_hz: ArrayLike) -> FloatArray:
    """Turn firing into symptoms: ``10 rate / (rate + 4 Hz)``.

    The form is the simplest that is 0 without firing and cannot exceed 10; no study measured it.

    Parameters
    ----------
    rate_hz : array_like
        Spikes per second and axon at rest.

    Returns
    -------
    ndarray
        Score, 0 to 10.
    """
    rate = np.asarray(rate_hz, dtype=np.float64)
    return np.asarray(WORST_SCORE * rate / (rate + HALF_SCORE_hz))


@lru_cache(maxsize=64)
def _course(prescription: Prescription, n_weeks: int) -> Course:
    return simulate_course(prescription.plan(), 7 * n_weeks)


def respond(prescription: Prescription, *, kv1_before: float = 0.1, n_weeks: int = 26) -> Response:
    """Follow a patient with antibodies through a prescription.

    Parameters
    ----------
    prescription : Prescription
        What is given.
    kv1_before : float
        Share of Kv1 channels left before treatment, 0.02 to 0.9.
    n_weeks : int
        Length (weeks).

    Returns
    -------
    Response

    Raises
    ------
    ParameterError
        If a value lies outside its range.

    Notes
    -----
    Axons that are left with all of their Kv1 still fire a little in this model: those given to
    long runs lack slow potassium channels too, which no treatment here gives back.
    """
    check_number("kv1_before", kv1_before, low=0.02, high=0.9)
    check_number("n_weeks", n_weeks, low=1, high=520, unit="weeks", integer=True)
    who = PatientKinetics(antibody_half_loss=half_loss_for(kv1_before))
    # The drug does not touch the antibody: two courses, so that one of them is often known.
    drug = _course(prescription.replace(**_NO_IMMUNE_TREATMENT), n_weeks)
    immune = _course(prescription.replace(carbamazepine_mg=0.0, botulinum=False), n_weeks)
    weeks = drug.days / 7.0
    free = drug.free_uM.get("carbamazepine", np.zeros(weeks.size))
    kv1_fraction = kv1_left(immune.antibody, who)
    rate_hz = AUTOIMMUNE_MAP.at(kv1_fraction, free)
    score = symptom_score(rate_hz)
    if prescription.physiotherapy:
        score = score * (1.0 + PHYSIOTHERAPY_SHARE * np.expm1(-weeks / PHYSIOTHERAPY_weeks))
    return Response(
        prescription=prescription,
        weeks=read_only(weeks),
        level_mg_per_L=read_only(free / free_uM("carbamazepine", 1.0)),
        antibody=immune.antibody,
        kv1_fraction=kv1_fraction,
        rate_hz=rate_hz,
        score=read_only(score),
        release_fraction=drug.release_fraction,
    )
