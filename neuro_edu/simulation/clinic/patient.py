"""A patient: what is wrong, how badly, and what is given; the nerve and muscle follow from it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from neuro_edu.errors import ParameterError
from neuro_edu.simulation.clinic.lesion import HEALTHY_LESION, Lesion
from neuro_edu.simulation.clinic.motor_nerve import MotorNerve, draw_motor_nerve
from neuro_edu.simulation.muscle.junction import JunctionParameters
from neuro_edu.simulation.muscle.motor_units import PoolParameters
from neuro_edu.simulation.nerve.parameters import HEALTHY_AXON, AxonParameters
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

NO_TREATMENT = TreatmentPlan()


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
        return _motor_nerve_of(self, muscle or PoolParameters(), float(temperature_degC))

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
def _motor_nerve_of(
    patient: Patient, muscle: PoolParameters, temperature_degC: float
) -> MotorNerve:
    lesion = patient.present_lesion
    healthy = HEALTHY_AXON.replace(temperature_degC=temperature_degC)
    axon = patient._treated(lesion.on_axon(healthy))
    return draw_motor_nerve(lesion, axon, patient._junction(), muscle, seed=patient.seed)
