"""A patient: what is wrong, how badly, what is given; and the nerve and muscle that follow."""

import dataclasses
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from neuro_edu.errors import ParameterError
from neuro_edu.simulation.arrays import read_only
from neuro_edu.simulation.clinic.lesion import HEALTHY_LESION, Lesion, draw_sites
from neuro_edu.simulation.muscle import stimulation
from neuro_edu.simulation.muscle.junction import JunctionParameters
from neuro_edu.simulation.muscle.motor_units import MotorUnitPool, PoolParameters, draw_pool
from neuro_edu.simulation.nerve.parameters import HEALTHY_AXON, AxonParameters
from neuro_edu.simulation.nerve.population import PopulationParameters, draw_axons
from neuro_edu.simulation.quantities import Parameters, quantity
from neuro_edu.simulation.treatment.drugs import DRUGS, apply_drug, apply_junction_drug
from neuro_edu.simulation.treatment.kinetics import (
    Course,
    PatientKinetics,
    half_loss_for,
    kv1_left,
    simulate_course,
)
from neuro_edu.simulation.treatment.treatment_plan import TreatmentPlan

#: The multiplet-prone axons of a sick nerve differ more than those of a healthy one.
SICK_SPREAD = PopulationParameters(kv7_cv=0.05, nap_cv=0.05)
#: The run-prone axons, as shares of the others: fewer slow potassium channels, which end a group;
#: less persistent sodium current and a larger internode behind a tighter seal, which slow the pace;
#: and a pump that ends a run of hundreds of spikes. Which axons of a patient give long runs is not
#: known: teaching values, chosen for runs of 150 to 300 Hz.
RUN_PRONE: Mapping[str, float] = {
    "kv7_fraction": 0.513,
    "nap_fraction": 0.72,
    "C_internode_pF": 1.53,
    "g_BB_nS": 0.8,
    "noise_pA": 0.4,
}
RUN_PUMP: Mapping[str, float] = {
    "I_pump_max_pA": 150.0,
    "Na_per_spike": 0.005,
    "tau_Na_ms": 1000.0,
}
#: Sodium load at the end of a run and of a group.
RUN_LOAD, GROUP_LOAD = 0.8, 0.1
RUN_SPREAD = PopulationParameters(kv1_odds_sd=0.3, kv7_cv=0.02, nap_cv=0.02, slow_pump_share=0.0)
NO_TREATMENT = TreatmentPlan()
# A surviving unit takes over at most this many times its own fibres.
_MOST_SPROUTING = 3.0


@dataclass(frozen=True, eq=False, kw_only=True)
class MotorNerve:
    """The nerve and the muscle of a patient at one temperature.

    Attributes
    ----------
    pool : MotorUnitPool
        The motor units that are left.
    axons : tuple of AxonParameters
        One a unit.
    sites : numpy.ndarray of int64, shape (n_units,)
        `Site` of each unit at which its axon fires by itself, read-only.
    highest_sodium_load : numpy.ndarray, shape (n_units,)
        Sodium load of each axon at the end of what it does by itself, 0 if it is silent; read-only.
    conduction : stimulation.MotorNerve
        Conduction times of each unit.
    junction : JunctionParameters
        The neuromuscular junctions.
    """

    pool: MotorUnitPool
    axons: tuple[AxonParameters, ...]
    sites: NDArray[np.int64] = field(repr=False)
    highest_sodium_load: NDArray[np.float64] = field(repr=False)
    conduction: stimulation.MotorNerve
    junction: JunctionParameters


@dataclass(frozen=True, kw_only=True)
class Patient(Parameters):
    """A patient; the defaults are a healthy person.

    Parameters
    ----------
    lesion : Lesion
        What is wrong.
    severity : float
        How much of the lesion has come about, 0 (healthy) to 1.
    treatments : TreatmentPlan
        What is given over weeks; it has its effect at `week`.
    drugs : mapping of str to float, or pairs
        Drugs acting now, by their ids in `DRUGS`, in their units of dose; kept as sorted pairs.
    week : float
        Weeks since the treatment began.
    seed : int
        Whose nerve: decides how axons and units differ.

    Raises
    ------
    ParameterError
        If a value lies outside its range, is of the wrong kind, or a drug is unknown.
    """

    lesion: Lesion = HEALTHY_LESION
    severity: float = quantity(1.0, low=0, high=1, source="the lesion in full")
    treatments: TreatmentPlan = NO_TREATMENT
    drugs: tuple[tuple[str, float], ...] = ()
    week: float = quantity(0.0, low=0, high=520, unit="weeks", source="before treatment")
    seed: int = quantity(0, low=0, high=2**31 - 2, integer=True, source="any")

    def __post_init__(self) -> None:
        super().__post_init__()
        for name, kind in (("lesion", Lesion), ("treatments", TreatmentPlan)):
            value = getattr(self, name)
            if not isinstance(value, kind):
                raise ParameterError(f"{name} must be a {kind.__name__}, got {value!r}")
        object.__setattr__(self, "drugs", _checked_drugs(self.drugs))

    @property
    def present_lesion(self) -> Lesion:
        """The lesion as it is now: scaled by the severity and by what treatment has removed."""
        lesion = self.lesion.scaled(self.severity)
        course = self._course()
        if course is None:
            return lesion
        changes: dict[str, float] = {}
        if lesion.antibody:
            for name in ("kv1_fraction", "receptors_left"):
                changes[name] = _recovered(getattr(lesion, name), course)
        return lesion.replace(**changes)

    def motor_nerve(
        self, muscle: PoolParameters | None = None, *, temperature_degC: float = 33.0
    ) -> MotorNerve:
        """Return the nerve and muscle of this patient; the same one every time.

        Parameters
        ----------
        muscle : PoolParameters, optional
            Which muscle; a small one of the hand by default.
        temperature_degC : float
            Temperature of the nerve (degC).

        Returns
        -------
        MotorNerve

        Raises
        ------
        ParameterError
            If a value lies outside its range.
        """
        return _draw_motor_nerve(self, muscle or PoolParameters(), float(temperature_degC))

    def _course(self) -> Course | None:
        days = round(7.0 * self.week)
        if days < 1:
            return None
        return simulate_course(self.treatments, days)

    def _treated(self, axon: AxonParameters) -> AxonParameters:
        """Return the axon under everything that acts on it now."""
        for drug, dose in self.drugs:
            axon = apply_drug(axon, drug, dose)
        course = self._course()
        if course is not None:
            for drug, level_uM in course.free_uM.items():
                axon = apply_drug(axon, drug, min(float(level_uM[-1]), DRUGS[drug].dose_max))
            axon = apply_drug(axon, "oxaliplatin", float(min(course.oxaliplatin[-1], 3.0)))
        return axon

    def _junction(self) -> JunctionParameters:
        junction = JunctionParameters(receptors_left=self.present_lesion.receptors_left)
        for drug, dose in self.drugs:
            junction = apply_junction_drug(junction, drug, dose)
        course = self._course()
        if course is not None:
            left = float(course.release_fraction[-1])
            junction = junction.replace(release_fraction=junction.release_fraction * left)
        return junction


def _checked_drugs(given: Any) -> tuple[tuple[str, float], ...]:
    try:
        pairs: Iterable[Any] = given.items() if isinstance(given, Mapping) else given
        drugs = tuple(sorted((str(drug), dose) for drug, dose in pairs))
    except (TypeError, ValueError) as error:
        raise ParameterError(f"drugs must map ids of drugs to doses, got {given!r}") from error
    for drug, dose in drugs:  # an unknown drug or a dose out of range is refused there
        apply_drug(HEALTHY_AXON, drug, dose)
    return tuple((drug, float(dose)) for drug, dose in drugs)


def _recovered(share: float, course: Course) -> float:
    """Return the share left now, of what `share` of was left before treatment."""
    if share > 0.99:
        return share
    half = half_loss_for(max(share, 0.001))
    return float(kv1_left(course.antibody[-1:], PatientKinetics(antibody_half_loss=half))[0])


@lru_cache(maxsize=8)
def _draw_motor_nerve(
    patient: Patient, muscle: PoolParameters, temperature_degC: float
) -> MotorNerve:
    lesion = patient.present_lesion
    seeds = [int(x) for x in np.random.SeedSequence(patient.seed).generate_state(4)]
    n_left = max(1, round(muscle.n_units * (1.0 - lesion.motor_units_lost)))
    pool = _surviving(muscle, seeds[0], n_left, seeds[1])
    axon = patient._treated(lesion.on_axon(HEALTHY_AXON.replace(temperature_degC=temperature_degC)))
    rng = np.random.default_rng(seeds[2])
    # Drawn for every unit whatever the lesion: a worse lesion moves no unit to another place.
    run_prone = rng.uniform(size=muscle.n_units)[: pool.n_units] < lesion.run_prone_share
    sites = draw_sites(lesion.site, muscle.n_units, rng)[: pool.n_units]
    sick = {name: getattr(axon, name) * share for name, share in RUN_PRONE.items()}
    axons = draw_axons(axon, pool.n_units, _spread(SICK_SPREAD, lesion), seed=seeds[3])
    runs = axons
    if run_prone.any():
        typical = axon.replace(**sick, **RUN_PUMP)
        runs = draw_axons(typical, pool.n_units, _spread(RUN_SPREAD, lesion), seed=seeds[3])
    return MotorNerve(
        pool=pool,
        axons=tuple(
            run if prone else axon for prone, run, axon in zip(run_prone, runs, axons, strict=True)
        ),
        sites=read_only(sites, np.int64),
        highest_sodium_load=read_only(
            np.where(run_prone, RUN_LOAD, GROUP_LOAD) * lesion.axon_depth
        ),
        conduction=stimulation.draw_nerve(pool, seed=seeds[0]),
        junction=patient._junction(),
    )


def _spread(sick: PopulationParameters, lesion: Lesion) -> PopulationParameters:
    """Return the spread of a sick nerve in proportion to its sickness, healthy without any."""
    healthy, depth = PopulationParameters(), lesion.axon_depth
    return PopulationParameters(
        **{
            name: getattr(healthy, name) + depth * (getattr(sick, name) - getattr(healthy, name))
            for name in PopulationParameters.quantities()
        }
    )


@lru_cache(maxsize=16)
def _surviving(muscle: PoolParameters, pool_seed: int, n_left: int, seed: int) -> MotorUnitPool:
    """Return the units that are left; they have taken over fibres of those that died.

    The very same object for the same muscle: what is computed from it alone can be kept.
    """
    pool = draw_pool(muscle, seed=pool_seed)
    if n_left == pool.n_units:
        return pool
    left = np.sort(np.random.default_rng(seed).permutation(pool.n_units)[:n_left])
    growth = min(_MOST_SPROUTING, pool.n_units / n_left)
    return dataclasses.replace(
        pool,
        parameters=pool.parameters.replace(n_units=n_left),
        threshold=read_only(pool.threshold[left]),
        twitch_mN=read_only(pool.twitch_mN[left] * growth),
        tetanus_mN=read_only(pool.tetanus_mN[left] * growth),
        contraction_ms=read_only(pool.contraction_ms[left]),
        innervation=read_only(np.rint(pool.innervation[left] * growth), np.int64),
        x_mm=read_only(pool.x_mm[left]),
        y_mm=read_only(pool.y_mm[left]),
        territory_mm=read_only(pool.territory_mm[left]),
    )
