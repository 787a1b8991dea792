"""What the debrief explains of a patient: what spoke for the disease, and what against others."""

from neuro_edu.content import Condition, load_content
from neuro_edu.content.clinic import ClinicPatient


def explained(condition: Condition, patient: ClinicPatient) -> str:
    """Explain the disease of a generated patient, with nothing that this patient lacks.

    Parameters
    ----------
    condition : Condition
        What the patient has.
    patient : ClinicPatient
        As drawn.

    Returns
    -------
    str
        Markdown.
    """
    said = (*patient.answers, *patient.findings, *patient.results)
    clues = dict.fromkeys(one.clue for one in said if one.clue)
    spoke = " ".join(f"{clue}." for clue in clues)
    about = f"**{condition.name}.** {condition.mechanism}\n\n*What spoke for it here:* {spoke}"
    return with_others(about, patient)


def with_others(explanation: str, patient: ClinicPatient) -> str:
    """Add to an explanation why the patient does not have something else.

    Parameters
    ----------
    explanation : str
        Markdown.
    patient : ClinicPatient
        Written or generated.

    Returns
    -------
    str
        Markdown; the explanation as it was for a patient of whom nothing is said.
    """
    if not patient.why_not:
        return explanation
    names = load_content().conditions
    lines = [
        f"- **{names[one.condition].name}**: {one.says} ({', '.join(one.references)})"
        for one in patient.why_not
    ]
    return "\n".join([explanation, "", "*Why not something else:*", "", *lines])
