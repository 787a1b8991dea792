"""From marked answers to one score for each lesson."""

from collections.abc import Mapping
from dataclasses import dataclass

from neuro_edu.content import Content, short_title
from neuro_edu.progress_records import Records

#: The activity under which votes on lay articles are kept.
CLAIMS = "claims"


@dataclass(frozen=True, kw_only=True)
class Mark:
    """Whether the first answer to a question was right, and whether any was."""

    first: bool
    best: bool


#: Marks by activity (mostly a lesson's id) and question.
Marks = Mapping[str, Mapping[str, Mark]]


def marks_of(records: Records) -> Marks:
    """Return the marks among records; steps that are neither right nor wrong are left out."""
    return {
        activity: {
            item: Mark(first=bool(record.first_right), best=record.n_right > 0)
            for item, record in items.items()
            if record.right is not None
        }
        for activity, items in records.items()
    }


def joined(one: Marks, other: Marks) -> Marks:
    """Join two files of the same student.

    A question counts as right if it was right in either, and as right at once only if no file says
    otherwise.
    """
    both = {activity: dict(items) for activity, items in one.items()}
    for activity, items in other.items():
        known = both.setdefault(activity, {})
        for item, mark in items.items():
            old = known.get(item, Mark(first=True, best=False))
            known[item] = Mark(first=old.first and mark.first, best=old.best or mark.best)
    return both


def lesson_scores(content: Content, marks: Marks, *, count: str = "best") -> dict[str, int | None]:
    """Return the score of each lesson: the share of the questions it asks that was right.

    Parameters
    ----------
    content : Content
        The questions of the course; answers to spare ones and to others do not count.
    marks : Marks
        What one student was right about.
    count : {"best", "first"}
        Whether any right answer counts, or only the first.

    Returns
    -------
    dict
        Title of the lesson to its score (%, whole), None where nothing was answered: an empty cell
        leaves what a gradebook already holds.
    """
    scores: dict[str, int | None] = {}
    for activity in (*content.lessons_with_questions(), CLAIMS):
        ids = content.asked_in(activity)
        known = [mark for item, mark in marks.get(activity, {}).items() if item in ids]
        n_right = sum(mark.best if count == "best" else mark.first for mark in known)
        scores[_title(activity)] = round(100 * n_right / len(ids)) if known else None
    return scores


def _title(activity: str) -> str:
    return "Claims of lay articles" if activity == CLAIMS else short_title(activity)
