"""A lesson's questions as a poll for a class."""

from neuro_edu.content import load_content
from neuro_edu.lessons.known import require_known
from neuro_edu.lessons.quizzes import UNREAD_SOURCE
from neuro_edu.widgets.poll import PollView


def class_poll(lesson: str, *ids: str) -> PollView:
    """Ask a class the questions of a lesson that have one right option, by raised hands.

    Nothing is kept and nothing is sent: the counts last until the notebook is stopped.

    Parameters
    ----------
    lesson : str
        Number of the lesson, such as ``"04"``, or its id.
    *ids : str
        Ids of questions, in the order to ask them; none for all that can be voted on.

    Raises
    ------
    ContentError
        If a lesson or question does not exist, or a question has not exactly one right option.
    """
    content = load_content()
    known = content.lessons_with_questions()
    numbers = {name[:2]: name for name in known}
    require_known("lesson", lesson, (*numbers, *known))
    name = numbers.get(lesson, lesson)
    questions = {q.id: q for q in content.questions_of(name) if q.kind == "single"}
    for id_ in ids:
        require_known(f"question of {name} to vote on", id_, questions)
    asked = [questions[id_] for id_ in ids or questions]
    unread = [q.id for q in asked if content.rests_on_unverified(q)]
    title = f"Class poll, lesson {name[:2]}"
    return PollView(asked, dict.fromkeys(unread, UNREAD_SOURCE), title=title)  # type: ignore[arg-type]
