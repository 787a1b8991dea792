"""The questions of a lesson, and the student's earlier answers to them."""

from collections.abc import Mapping, Sequence
from typing import Any

from neuro_edu.content import load_content
from neuro_edu.lessons.known import require_known
from neuro_edu.progress import my_progress
from neuro_edu.widgets import Answer, QuizView

UNREAD_SOURCE = "One source of this question was cited without being read."


def quiz(lesson: str, *ids: str) -> QuizView:
    """Ask the questions of a lesson, or only those with the given ids.

    Answers are kept, and shown again when the quiz is opened again.

    Parameters
    ----------
    lesson : str
        Lesson id, such as ``"03_why_an_axon_will_not_stop"``.
    *ids : str
        Ids of questions, in the order to ask them; none for all that the course asks.

    Raises
    ------
    ContentError
        If a lesson or question does not exist.
    """
    require_known("lesson", lesson, load_content().lessons_with_questions())
    questions: dict[str, Any] = {
        question.id: question for question in load_content().questions_of(lesson)
    }
    for id_ in ids:
        require_known(f"question of {lesson}", id_, questions)
    asked = [questions[id_] for id_ in ids or load_content().asked_in(lesson)]
    unread = [q.id for q in asked if load_content().rests_on_unverified(q)]
    return kept_quiz(lesson, asked, dict.fromkeys(unread, UNREAD_SOURCE))


def kept_quiz(
    activity: str, questions: Sequence[Any], cautions: Mapping[str, str] | None = None
) -> QuizView:
    """Ask questions and keep the answers under the name of an activity.

    Parameters
    ----------
    activity : str
        A lesson's id, or another name that nothing else has.
    questions, cautions
        As for `QuizView`.
    """
    progress = my_progress()

    def keep(question_id: str, chosen: tuple[float, ...], answer: Answer) -> str:
        progress.record(activity, question_id, chosen, answer.right)
        return progress.problem

    def reopen(question_ids: Sequence[str]) -> str:
        progress.reopen(activity, *question_ids)
        return progress.problem

    earlier = {
        item: record.chosen
        for item, record in progress.records().get(activity, {}).items()
        if record.chosen
    }
    choices = {q.id: _choice(q.kind, earlier[q.id]) for q in questions if q.id in earlier}
    return QuizView(questions, cautions, on_answer=keep, on_restart=reopen, answers=choices)


def _choice(kind: str, chosen: tuple[Any, ...]) -> Any:
    return chosen if kind == "multiple" else chosen[0]
