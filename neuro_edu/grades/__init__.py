"""Scores of a class from the files of progress, as tables for a learning-management system.

Every file is kept by its student, who can change it: the scores show who has worked through what,
and are no proof of what anybody knows. Use them for feedback, not for an examination.
"""

from neuro_edu.grades.formats import FORMATS, as_csv
from neuro_edu.grades.gather import gather
from neuro_edu.grades.roster import Person, read_roster
from neuro_edu.grades.scores import lesson_scores

__all__ = ["FORMATS", "Person", "as_csv", "gather", "lesson_scores", "read_roster"]
