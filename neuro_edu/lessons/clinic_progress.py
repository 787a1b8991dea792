"""The visits of the virtual clinic in the student's own progress."""

from collections.abc import Mapping

from neuro_edu.clinic import Visit, debrief
from neuro_edu.errors import ContentError, ParameterError
from neuro_edu.lessons.activities import CLINIC
from neuro_edu.lessons.clinic_words import READ
from neuro_edu.progress_records import Record
from neuro_edu.widgets.records import Rows

_HEADER = ("Patient", "Visit", "Diagnosis", "Points")


def clinic_rows(records: Mapping[str, Mapping[str, Record]]) -> Rows:
    """Return a row for each patient who was called in, under a header.

    Parameters
    ----------
    records : mapping
        What is kept, by activity and item.

    Returns
    -------
    sequence of tuple of str
        Diagnosis and points only once the debrief was read.
    """
    kept = records.get(CLINIC, {}).values()
    rows = (_row(record.chosen) for record in kept if record.chosen)
    return [_HEADER, *(row for row in rows if row)]


def _row(chosen: tuple[str | int | float, ...]) -> tuple[str, ...] | None:
    try:
        visit = Visit.from_json(str(chosen[0]))
    except (ContentError, ParameterError):
        return None
    title = visit.chart.title
    if READ not in chosen or visit.diagnosis is None:
        return title, "begun", "", ""
    said = debrief(visit)
    how = "right" if said.right else "near" if said.near else "not right"
    return title, "debrief read", how, f"{said.points} of {said.points_possible}"
