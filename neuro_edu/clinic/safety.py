"""What has to be made safe before a treatment: to know of a risk is not to have dealt with it."""

from collections.abc import Collection, Iterator
from dataclasses import replace

from neuro_edu.content import load_content
from neuro_edu.content.clinic import ClinicCheck, Haste
from neuro_edu.content.clinic_patients import ClinicPatient, Criterion


def is_vital(check: str, patient: ClinicPatient) -> bool:
    """Whether a check left out is a danger to this patient, and not merely missed."""
    known = load_content().clinic_checks[check]
    return bool({check, *known.vital_with} & set(patient.risks))


def hastes_of(patient: ClinicPatient) -> Iterator[tuple[ClinicCheck, Haste]]:
    """Yield what is a danger to a patient until something else has come first.

    Parameters
    ----------
    patient : ClinicPatient
        Written or generated.

    Yields
    ------
    check : ClinicCheck
        The risk.
    haste : Haste
        What the check says of it.
    """
    told = {
        *(f"ask:{one.to}" for one in patient.answers),
        *(f"examine:{one.to}" for one in patient.findings),
        *(f"order:{one.to}" for one in patient.results),
    }
    for risk in patient.risks:
        check = load_content().clinic_checks[risk]
        if check.haste and told & set(check.haste.shown_by):
            yield check, check.haste


def with_treatment_risks(patient: ClinicPatient) -> ClinicPatient:
    """Add what is a danger until something else has come first.

    Parameters
    ----------
    patient : ClinicPatient
        Written or generated.

    Returns
    -------
    ClinicPatient
        The same where nothing is, or the criteria say it themselves. What makes it safe is needed
        where it was optional.
    """
    for _, haste in hastes_of(patient):
        judged = {
            action
            for criterion in patient.criteria
            if criterion.grade == "dangerous"
            and (not criterion.unless or set(criterion.unless) & set(haste.first))
            for action in criterion.actions
        }
        danger = Criterion(
            actions=haste.actions,
            grade="dangerous",
            reason=haste.reason,
            references=haste.references,
            objectives=haste.objectives,
            unless=haste.first,
        )
        patient = with_criterion(patient, danger, judged)
        patient = replace(patient, criteria=tuple(_firsts(patient.criteria, haste)))
    return patient


def _firsts(criteria: Collection[Criterion], haste: Haste) -> Iterator[Criterion]:
    for one in criteria:
        first = one.grade == "optional" and set(one.actions) & set(haste.first)
        yield replace(one, grade="needed", left_out=haste.left_out) if first else one


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
    for check, haste in hastes_of(patient):
        if f"treat:{treatment}" in haste.actions and not set(haste.first) & set(before):
            name = load_content().clinic_treatments[treatment].name
            return f"{check.harm} {name}: broken off, until {haste.until}."
    return ""
