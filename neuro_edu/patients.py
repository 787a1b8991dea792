"""From a condition of the content files to a patient of the simulation: the only join."""

from collections.abc import Iterable, Mapping
from dataclasses import fields

from neuro_edu.content import Knob, load_content
from neuro_edu.errors import ContentError
from neuro_edu.simulation.clinic.lesion import Lesion
from neuro_edu.simulation.clinic.patient import NO_TREATMENT, Patient
from neuro_edu.simulation.treatment.treatment_plan import TreatmentPlan

#: What a knob says for readers of the content only, and what the simulation calls otherwise.
_FOR_READERS = ("generator", "antibody", "antibody_driven")


def load_patient(
    condition_id: str,
    *,
    severity: float = 1.0,
    treatments: TreatmentPlan = NO_TREATMENT,
    drugs: Mapping[str, float] | Iterable[tuple[str, float]] = (),
    week: float = 0.0,
    seed: int = 0,
) -> Patient:
    """Return a patient with a condition of `conditions.toml`.

    Parameters
    ----------
    condition_id : str
        Id of the condition, or ``"healthy"``.
    severity : float
        0 (healthy) to 1 (the condition as its knob describes it).
    treatments : TreatmentPlan
        What is given over weeks.
    drugs : mapping of str to float
        Drugs that act now, with their doses.
    week : float
        Weeks since the treatment began.
    seed : int
        Whose nerve.

    Returns
    -------
    Patient

    Raises
    ------
    ContentError
        If there is no such condition.
    ParameterError
        If a number lies outside its range or a drug is unknown.
    """
    return Patient(
        lesion=load_lesion(condition_id),
        severity=severity,
        treatments=treatments,
        drugs=tuple(drugs.items() if isinstance(drugs, Mapping) else drugs),
        week=week,
        seed=seed,
    )


def load_lesion(condition_id: str) -> Lesion:
    """Return a condition of `conditions.toml` as numbers for the simulation.

    Raises
    ------
    ContentError
        If there is no such condition.
    """
    if condition_id == "healthy":
        return Lesion()
    conditions = load_content().conditions
    if condition_id not in conditions:
        raise ContentError(
            f"conditions.toml has no condition {condition_id!r}; it has "
            f"{', '.join(sorted(conditions))} (and there is 'healthy')"
        )
    return _lesion(conditions[condition_id].knob)


def _lesion(knob: Knob) -> Lesion:
    same = [field.name for field in fields(knob) if field.name not in _FOR_READERS]
    return Lesion(antibody=knob.antibody_driven, **{name: getattr(knob, name) for name in same})
