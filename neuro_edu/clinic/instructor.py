"""What an instructor sees of any patient: the ideal path and the marking grid."""

from dataclasses import dataclass

from neuro_edu.clinic.actions import Action, path_actions
from neuro_edu.clinic.chart import chart
from neuro_edu.clinic.judgement import NEAR_POINTS, POINTS, RIGHT_POINTS
from neuro_edu.clinic.judging import label_of
from neuro_edu.clinic.safety import is_vital
from neuro_edu.content import load_content
from neuro_edu.content.clinic_patients import Criterion


@dataclass(frozen=True, kw_only=True)
class GridRow:
    """One line of a marking grid.

    Attributes
    ----------
    actions : tuple of str
        In the words of the menu; any of them counts.
    grade : str
        Needed, optional, unnecessary, dangerous, or left undone: of something needed, none of which
        was done although that harms.
    reason : str
    references : tuple of str
    points : int
    unless : tuple of str
        What excuses it, in words.
    """

    actions: tuple[str, ...]
    grade: str
    reason: str
    references: tuple[str, ...]
    points: int
    unless: tuple[str, ...] = ()


def ideal_path(case_id: str) -> tuple[Action, ...]:
    """Return the actions of a doctor who does all that is needed and nothing else.

    Parameters
    ----------
    case_id : str
        Of a written or a generated patient.

    Returns
    -------
    tuple of Action
        To be replayed with `replay`.

    Raises
    ------
    ParameterError
        If there is no such patient.
    """
    told = chart(case_id)
    belonging = {id_: one.checks for id_, one in load_content().clinic_treatments.items()}
    return path_actions(told.ideal_path, told.condition, belonging)


def marking_grid(case_id: str) -> tuple[GridRow, ...]:
    """Return what each action is worth with this patient, needed ones first.

    Parameters
    ----------
    case_id : str
        Of a written or a generated patient.

    Returns
    -------
    tuple of GridRow
        Tests and treatments that are not named count by their own entry of the menu.

    Raises
    ------
    ParameterError
        If there is no such patient.
    """
    told, content = chart(case_id), load_content()
    condition = content.conditions[told.condition]
    diagnosis = GridRow(
        actions=(f"Diagnosis: {condition.name}",),
        grade="needed",
        reason=f"{condition.clues[0]}. {NEAR_POINTS} points for a diagnosis of the same family.",
        references=condition.references,
        points=RIGHT_POINTS,
    )
    rows = [
        GridRow(
            actions=tuple(label_of(action) for action in criterion.actions),
            grade=criterion.grade,
            reason=criterion.reason,
            references=criterion.references,
            points=POINTS[criterion.grade],
            unless=tuple(label_of(action) for action in criterion.unless),
        )
        for criterion in told.details.criteria
    ]
    rows += [_omission(each) for each in told.details.criteria if each.left_out]
    vital = [check for check in content.clinic_checks if is_vital(check, told.details)]
    rows += [_risk(check) for check in vital]
    order = list(POINTS)
    return (diagnosis, *sorted(rows, key=lambda row: order.index(row.grade)))


def _omission(criterion: Criterion) -> GridRow:
    """Return the line for leaving out what is needed."""
    return GridRow(
        actions=(f"None of it: {', '.join(map(label_of, criterion.actions))}",),
        grade="left undone",
        reason=criterion.left_out or "",
        references=criterion.references,
        points=POINTS["left undone"],
    )


def _risk(check: str) -> GridRow:
    """Return the line for a check that is vital in a patient."""
    content = load_content()
    known = content.clinic_checks[check]
    treatments = content.clinic_treatments.values()
    return GridRow(
        actions=tuple(each.name for each in treatments if check in each.checks),
        grade="dangerous",
        reason=known.reason,
        references=known.references,
        points=POINTS["dangerous"],
        unless=(known.label,),
    )
