"""The questions of a lesson."""

from typing import Any

from neuro_edu.content import load_content
from neuro_edu.errors import ContentError
from neuro_edu.widgets import QuizView

UNREAD_SOURCE = "One source of this question was cited without being read."


def quiz(lesson: str, *ids: str) -> QuizView:
    """Ask the questions of a lesson, or only those with the given ids.

    Parameters
    ----------
    lesson : str
        Lesson id, such as ``"03_why_an_axon_will_not_stop"``.
    *ids : str
        Ids of questions, in the order to ask them; none for all.

    Raises
    ------
    ContentError
        If a lesson or question does not exist.
    """
    questions: dict[str, Any] = {
        question.id: question for question in load_content().questions_of(lesson)
    }
    for known, wanted in ((load_content().lessons_with_questions(), [lesson]), (questions, ids)):
        for name in wanted:
            if name not in known:
                raise ContentError(f"there is no {name!r}; there are {', '.join(known)}")
    asked = [questions[id_] for id_ in ids or questions]
    unread = [q.id for q in asked if load_content().rests_on_unverified(q)]
    return QuizView(asked, dict.fromkeys(unread, UNREAD_SOURCE))
