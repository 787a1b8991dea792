"""What has to be made safe before a treatment: to know of a risk is not to have dealt with it."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from types import MappingProxyType

from neuro_edu.content import load_content
from neuro_edu.content.clinic_patients import ClinicPatient, Criterion

#: Checks that are vital where a patient has the risk beside them, and a matter of course elsewhere.
VITAL_WITH: Mapping[str, str] = MappingProxyType({"anaesthetist": "myasthenia"})
_MYASTHENIA = "myasthenia"
_SAFE_TRANSMISSION = Criterion(
    actions=("treat:thymectomy", "treat:corticosteroids"),
    grade="dangerous",
    reason="Chewing or swallowing is weak. An operation, and the first weeks of steroids, can take "
    "what is left of transmission: exchange or immunoglobulin comes first.",
    references=("Guptill2016", "MedLinkNMT"),
    objectives=("check-before-prescribing", "question-the-weakness"),
    unless=("treat:plasma-exchange", "treat:immunoglobulin"),
)


def is_vital(check: str, patient: ClinicPatient) -> bool:
    """Whether a check left out is a danger to this patient, and not merely missed."""
    return check in patient.risks or VITAL_WITH.get(check) in patient.risks


def is_weak_to_swallow(patient: ClinicPatient) -> bool:
    """Whether a patient with myasthenia has trouble with chewing, swallowing or the voice."""
    said = {
        *(f"ask:{one.to}" for one in patient.answers),
        *(f"examine:{one.to}" for one in patient.findings),
    }
    return _MYASTHENIA in patient.risks and bool(
        said & {"ask:swallowing-and-breathing", "examine:bulbar"}
    )


def with_treatment_risks(patient: ClinicPatient) -> ClinicPatient:
    """Add what is a danger until transmission has been made safe.

    Parameters
    ----------
    patient : ClinicPatient
        Written or generated.

    Returns
    -------
    ClinicPatient
        The same where chewing and swallowing are strong, or the criteria say it themselves.
    """
    if not is_weak_to_swallow(patient):
        return patient
    judged = {
        action
        for criterion in patient.criteria
        if criterion.grade == "dangerous"
        and (not criterion.unless or set(criterion.unless) & set(_SAFE_TRANSMISSION.unless))
        for action in criterion.actions
    }
    return with_criterion(patient, _SAFE_TRANSMISSION, judged)


def with_criterion(
    patient: ClinicPatient, criterion: Criterion, judged: Collection[str]
) -> ClinicPatient:
    """Add a criterion for those of its actions that are not judged already.

    Parameters
    ----------
    patient : ClinicPatient
        Whose criteria are added to.
    criterion : Criterion
        What to add.
    judged : collection of str
        Actions that the patient's own criteria judge.

    Returns
    -------
    ClinicPatient
        The same where all are judged.
    """
    missing = tuple(action for action in criterion.actions if action not in judged)
    added = replace(criterion, actions=missing)
    return replace(patient, criteria=(*patient.criteria, added)) if missing else patient


def harm_of_haste(patient: ClinicPatient, treatment: str, before: tuple[str, ...]) -> str:
    """Return what came about because a treatment came before what makes it safe, or nothing."""
    action = f"treat:{treatment}"
    for criterion in patient.criteria:
        hasty = (
            criterion.grade == "dangerous"
            and action in criterion.actions
            and any(other.startswith("treat:") for other in criterion.unless)
            and not set(criterion.unless) & set(before)
        )
        if hasty and _MYASTHENIA in patient.risks:
            name = load_content().clinic_treatments[treatment].name
            harm = load_content().clinic_checks[_MYASTHENIA].harm or ""
            return f"{harm} {name}: broken off, until transmission is safe."
    return ""
