import pytest

from neuro_edu import lessons
from neuro_edu.content import load_content
from neuro_edu.errors import ContentError


@pytest.mark.parametrize("lesson", load_content().lessons_with_questions())
def test_every_lesson_has_something_to_vote_on(lesson):
    poll = lessons.class_poll(lesson[:2])
    single = [q.id for q in load_content().questions_of(lesson) if q.kind == "single"]
    assert list(poll.votes) == single
    assert len(single) >= 3
    assert list(lessons.class_poll(lesson).votes) == single


def test_questions_are_asked_in_the_order_named():
    poll = lessons.class_poll("05", "what-sleep-cannot-say", "the-one-rule")
    assert list(poll.votes) == ["what-sleep-cannot-say", "the-one-rule"]


def test_what_does_not_exist_or_cannot_be_voted_on_is_refused():
    with pytest.raises(ContentError, match=r"there is no lesson '77'; there are 00, 01"):
        lessons.class_poll("77")
    with pytest.raises(ContentError, match="to vote on 'halving-steps'"):
        lessons.class_poll("05", "halving-steps")


def test_a_source_that_was_not_read_is_told_before_the_vote():
    content = load_content()
    polled = [q for q in content.questions.values() if q.kind == "single" and q.discharge is None]
    unread = next(q for q in polled if content.rests_on_unverified(q))
    read = next(q for q in polled if not content.rests_on_unverified(q))
    assert "without being read" in lessons.class_poll(unread.lesson, unread.id)._shown["caution"]
    assert lessons.class_poll(read.lesson, read.id)._shown["caution"] == ""
