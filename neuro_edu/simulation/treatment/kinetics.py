"""Treatment over weeks: a plan of what is given, and the course that follows from it.

A teaching model, not for patient care: doses are ranges for learning, and a patient differs.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

import numpy as np
from numpy.typing import NDArray

from neuro_edu.errors import ParameterError
from neuro_edu.simulation.arrays import read_only
from neuro_edu.simulation.quantities import Parameters, check_number, quantity
from neuro_edu.simulation.treatment.drug_actions import MEMORY
from neuro_edu.simulation.treatment.drug_levels import (
    ORAL_DRUGS,
    botulinum_release,
    passing_effect,
    plasma_levels_mg_per_L,
)
from neuro_edu.simulation.treatment.drugs import free_uM
from neuro_edu.simulation.treatment.immunoglobulin import (
    IggChange,
    IggCourse,
    IggParameters,
    simulate_igg,
)
from neuro_edu.simulation.treatment.treatment_plan import LONGEST_days, TreatmentPlan

FloatArray = NDArray[np.float64]

_TEACHING = "teaching value"


@dataclass(frozen=True, kw_only=True)
class PatientKinetics(Parameters):
    """How a patient's antibody and drugs behave over weeks.

    Parameters
    ----------
    igg : IggParameters
        Turnover of immunoglobulin.
    weight_kg : float
        Weight (kg).
    kv1_loss_max : float
        Share of Kv1 channels lost under a great excess of antibody.
    antibody_half_loss : float
        Antibody, relative to that before treatment, at which half of that loss is reached.
    rituximab_days : float
        Time after the last dose until B cells return (days).
    botulinum_onset_days, botulinum_decline_days : float
        Time constants of botulinum toxin (days): strongest after about two weeks, gone after three
        to four months.
    oxaliplatin_days : float
        Time in which the acute effect falls to 37 % (days): motor hyperactivity in 72 % of muscles
        on days 2 to 4 and in 13 % on days 14 to 20 gives 8.2 days.

    References
    ----------
    BoNTuse, Jankovic2004, Hill2010, Lehky2004, Joubert2022
    """

    igg: IggParameters = field(default_factory=IggParameters)
    weight_kg: float = quantity(70.0, low=3, high=300, unit="kg", source=_TEACHING)
    kv1_loss_max: float = quantity(1.0, low=0, high=1, source=_TEACHING)
    antibody_half_loss: float = quantity(0.25, low=0.001, high=100, source=_TEACHING)
    rituximab_days: float = quantity(180.0, low=7, high=1000, unit="days", source=MEMORY)
    botulinum_onset_days: float = quantity(5.0, low=0.5, high=20, unit="days", source=_TEACHING)
    botulinum_decline_days: float = quantity(45.0, low=21, high=365, unit="days", source="BoNTuse")
    oxaliplatin_days: float = quantity(8.2, low=0.5, high=100, unit="days", source="Hill2010")

    def __post_init__(self) -> None:
        super().__post_init__()
        igg: Any = self.igg
        if not isinstance(igg, IggParameters):
            raise ParameterError(f"igg must be IggParameters, got {igg!r}")


@dataclass(frozen=True, eq=False, kw_only=True)
class Course:
    """What a plan does over time; a sample is taken before what is given at its time.

    Attributes
    ----------
    plan : TreatmentPlan
        What was given.
    patient : PatientKinetics
        To whom.
    days : ndarray, shape (n,)
        Times (days), read-only as all arrays here.
    antibody, igg : ndarray, shape (n,)
        Antibody and all IgG in the plasma, 1 before treatment.
    kv1_fraction : ndarray, shape (n,)
        Share of Kv1 channels left.
    free_uM : mapping of str to ndarray, shape (n,)
        Free plasma concentration (uM) of each drug of the plan that is taken by mouth.
    release_fraction : ndarray, shape (n,)
        Transmitter release left by botulinum toxin in an injected muscle.
    oxaliplatin : ndarray, shape (n,)
        Acute effect left, 1 just after a usual infusion.
    igg_course : IggCourse
        Amounts in plasma and tissue.
    """

    plan: TreatmentPlan
    patient: PatientKinetics
    days: FloatArray
    antibody: FloatArray
    igg: FloatArray
    kv1_fraction: FloatArray
    free_uM: Mapping[str, FloatArray]
    release_fraction: FloatArray
    oxaliplatin: FloatArray
    igg_course: IggCourse


def kv1_left(antibody: Any, patient: PatientKinetics) -> FloatArray:
    """Share of Kv1 channels left: ``1 - kv1_loss_max Ab / (Ab + antibody_half_loss)``.

    Parameters
    ----------
    antibody : array_like
        Antibody in the plasma, 1 before treatment.
    patient : PatientKinetics
        With the two constants.

    Returns
    -------
    ndarray
        Same shape, read-only. The days in which a nerve replaces its channels are left out.
    """
    Ab = np.asarray(antibody, dtype=np.float64)
    return read_only(1.0 - patient.kv1_loss_max * Ab / (Ab + patient.antibody_half_loss))


def half_loss_for(kv1_fraction: float, kv1_loss_max: float = 1.0) -> float:
    """Antibody at half loss with which `kv1_fraction` of Kv1 is left before treatment.

    Raises
    ------
    ParameterError
        If no amount of antibody leaves so few channels.
    """
    check_number("kv1_loss_max", kv1_loss_max, low=0.01, high=1)
    check_number("kv1_fraction", kv1_fraction, low=1.0 - kv1_loss_max + 0.001, high=0.99)
    return kv1_loss_max / (1.0 - kv1_fraction) - 1.0


def simulate_course(
    plan: TreatmentPlan,
    days: int,
    *,
    patient: PatientKinetics | None = None,
    samples_per_day: int = 1,
) -> Course:
    """Follow antibody, channels and drug levels through a treatment plan.

    Parameters
    ----------
    plan : TreatmentPlan
        What is given.
    days : int
        Length (days), 1 to 3650; there are ``days * samples_per_day + 1`` samples.
    patient : PatientKinetics, optional
        Defaults to the usual values.
    samples_per_day : int
        1 to 96.

    Returns
    -------
    Course

    Raises
    ------
    ParameterError
        If a number lies outside its range.

    Notes
    -----
    Production of antibody moves towards what rituximab, thymectomy and removal of the cause leave
    of it; rituximab holds it down until B cells return and leaves all other IgG alone. Plasma
    exchange removes IgG, no drug; on a day with both it comes before immunoglobulin.

    References
    ----------
    Masson1993, Bleeker2001, Guptill2016
    """
    check_number("days", days, low=1, high=LONGEST_days, unit="days", integer=True)
    check_number("samples_per_day", samples_per_day, low=1, high=96, integer=True)
    who = patient or PatientKinetics()
    times = np.arange(days * samples_per_day + 1) / samples_per_day
    igg = simulate_igg(_igg_changes(plan, who), times, who.igg)
    taken = {name: plan.doses(name) for name in ORAL_DRUGS}
    levels = {
        name: plasma_levels_mg_per_L(ORAL_DRUGS[name], doses, times, weight_kg=who.weight_kg)
        for name, doses in taken.items()
        if doses
    }
    return Course(
        plan=plan,
        patient=who,
        days=read_only(times),
        antibody=igg.antibody,
        igg=igg.igg,
        kv1_fraction=kv1_left(igg.antibody, who),
        free_uM=MappingProxyType(
            {name: read_only(level * free_uM(name, 1.0)) for name, level in levels.items()}
        ),
        release_fraction=botulinum_release(
            plan.doses("botulinum-toxin"),
            times,
            onset_days=who.botulinum_onset_days,
            decline_days=who.botulinum_decline_days,
        ),
        oxaliplatin=passing_effect(
            plan.doses("oxaliplatin"), times, decay_days=who.oxaliplatin_days
        ),
        igg_course=igg,
    )


def _igg_changes(plan: TreatmentPlan, patient: PatientKinetics) -> list[IggChange]:
    """Translate a plan: the aim of antibody production is set anew whenever it changes."""
    changes = [
        IggChange(day=day, plasma_volumes=volumes) for day, volumes in plan.doses("plasma-exchange")
    ]
    changes += [
        IggChange(day=day, infused_g_per_kg=dose) for day, dose in plan.doses("immunoglobulin")
    ]
    rituximab = plan.doses("rituximab")
    lasting = plan.doses("thymectomy", "remove-the-cause")
    ends = [day + patient.rituximab_days for day, _share in rituximab]
    for moment in sorted({day for day, _share in rituximab + lasting} | set(ends)):
        active = [share for day, share in rituximab if day <= moment < day + patient.rituximab_days]
        aim = 1.0 - max(active, default=0.0)
        for day, share in lasting:
            aim *= 1.0 - share if day <= moment else 1.0
        changes.append(IggChange(day=moment, antibody_production=aim))
    return changes
