"""Reasons of a criterion in which this very patient shows, beside what holds for everybody."""

from collections.abc import Iterable
from dataclasses import replace

from neuro_edu.content.clinic_patients import ClinicPatient, Criterion

_NEEDLE = "order:needle-emg"


def with_clues(
    criteria: Iterable[Criterion], patient: ClinicPatient, own: Iterable[Criterion]
) -> tuple[Criterion, ...]:
    """Let the clues of a patient come before the general reasons.

    Parameters
    ----------
    criteria : iterable of Criterion
        All of them.
    patient : ClinicPatient
        As drawn.
    own : iterable of Criterion
        Those whose reasons are written for the disease and stay as they are.

    Returns
    -------
    tuple of Criterion
    """
    clues = {
        f"{kind}:{said.to}": said.clue
        for kind, all_said in (
            ("ask", patient.answers),
            ("examine", patient.findings),
            ("order", patient.results),
        )
        for said in all_said
        if said.clue
    }
    written = tuple(own)
    return tuple(each if each in written else _clued(each, clues) for each in criteria)


def _clued(criterion: Criterion, clues: dict[str, str]) -> Criterion:
    # What an action finds speaks for doing it, and not for the danger of it.
    if criterion.grade in ("unnecessary", "dangerous"):
        return criterion
    clue = next((clues[action] for action in criterion.actions if action in clues), "")
    return replace(criterion, reason=f"Here: {clue}. {criterion.reason}") if clue else criterion


def with_next_step(patient: ClinicPatient) -> ClinicPatient:
    """Name what follows the question for blood thinners, where a needle is judged as useful.

    Parameters
    ----------
    patient : ClinicPatient
        Who takes a blood thinner.

    Returns
    -------
    ClinicPatient
    """
    said = " ".join(one.says for one in patient.answers if one.to == "blood-thinners").lower()
    step = (
        "The next step after the question is the INR."
        if "warfarin" in said
        else "The next step after the question is when the last dose was taken."
    )
    criteria = tuple(
        replace(each, reason=f"{each.reason} {step}")
        if _NEEDLE in each.actions and each.grade in ("needed", "optional")
        else each
        for each in patient.criteria
    )
    return replace(patient, criteria=criteria)
