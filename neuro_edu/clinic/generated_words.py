"""What the debrief explains of a generated patient: with nothing that this patient lacks."""

from neuro_edu.content import Condition
from neuro_edu.content.clinic_patients import ClinicPatient


def explained(condition: Condition, patient: ClinicPatient) -> str:
    """Explain the disease of a generated patient.

    Parameters
    ----------
    condition : Condition
        What the patient has.
    patient : ClinicPatient
        As drawn; the clues are those of what was drawn.

    Returns
    -------
    str
        Markdown.
    """
    said = (*patient.answers, *patient.findings, *patient.results)
    clues = dict.fromkeys(one.clue for one in said if one.clue)
    spoke = " ".join(f"{clue}." for clue in clues)
    return f"**{condition.name}.** {condition.mechanism}\n\n*What spoke for it here:* {spoke}"
