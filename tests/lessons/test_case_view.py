"""Every case of the content can be read to its end."""

import pytest

from neuro_edu import lessons
from neuro_edu.content import load_content
from neuro_edu.errors import ContentError
from neuro_edu.lessons.activities import CASE_STEPS, DIAGNOSES
from neuro_edu.progress import my_progress
from neuro_edu.widgets.rich_text import plain_text

CASES = load_content().cases


@pytest.fixture(params=CASES)
def told(request):
    return CASES[request.param]


def steps_of(view):
    return {step.id: step for step in view._steps}


def everything(view):
    return "\n".join(
        plain_text(part.text) for step in view._steps for part in (step, *step.replies)
    )


def read_to_the_end(view, diagnosis):
    for id_, step in steps_of(view).items():
        if id_ != "history":
            view.go_on()
        if id_ == "diagnosis":
            view.choose(id_, diagnosis)
        elif step.kind == "choose":
            view.choose(id_, step.replies[0].id)
        elif step.kind == "ask":
            for reply in step.replies:
                view.choose(id_, reply.id)


def test_every_case_is_read_to_its_end_and_kept(told):
    view = lessons.case(told.id)
    read_to_the_end(view, told.condition)
    assert view.open_steps[-1] == "follow-up"
    assert view._shown["next"] == view._shown["problem"] == view._shown["notice"] == ""
    records = my_progress().records()
    assert records[DIAGNOSES][told.id].first_right
    n_replies = sum(len(steps_of(view)[id_].replies) for id_ in ("first-question", "tests"))
    assert len(records[CASE_STEPS]) == n_replies - 2  # of the three questions one was chosen


def test_all_words_of_the_file_are_told_without_any_mark(told):
    shown = everything(lessons.case(told.id))
    for mark in ("**", "](", "glossary:", "+++", "##"):
        assert mark not in shown
    for text in (told.history, told.examination, told.diagnosis, told.treatment, told.follow_up):
        last_word = text.split()[-1].strip("*.")
        assert last_word in shown
    assert told.wrong_turn in shown
    assert (told.teaching_point or "") in shown


def test_tests_are_those_of_the_file_and_the_one_not_to_order_is_told_to_be_so(told):
    replies = steps_of(lessons.case(told.id))["tests"].replies
    assert (
        len(replies)
        == told.tests_on_request.count("\n**") + told.tests_on_request.startswith("**") + 1
    )
    (wasted,) = [reply for reply in replies if reply.right is False]
    assert wasted.verdict == "✗ Better not ordered"
    assert plain_text(wasted.text) in told.test_not_to_order
    assert all(reply.label and plain_text(reply.text) for reply in replies)
    assert all(reply.right is None for reply in replies if reply is not wasted)


def test_one_diagnosis_is_right_and_no_other_is_of_its_family(told):
    conditions = load_content().conditions
    replies = steps_of(lessons.case(told.id))["diagnosis"].replies
    assert [reply.id for reply in replies if reply.right] == [told.condition]
    near = {conditions[told.condition].group}
    if near & {"autoimmune", "tumour"}:
        near = {"autoimmune", "tumour"}
    others = [conditions[reply.id].group for reply in replies if not reply.right]
    assert len(others) == 4
    assert not near & set(others)
    again = steps_of(lessons.case(told.id))["diagnosis"].replies
    assert again == replies, "the same order each time"


def test_the_right_diagnosis_does_not_always_stand_at_the_same_place():
    places = set()
    for id_ in CASES:
        replies = steps_of(lessons.case(id_))["diagnosis"].replies
        places.add(next(n for n, reply in enumerate(replies) if reply.right))
    assert len(places) >= 3


def test_words_of_the_glossary_are_explained():
    terms = load_content().terms
    explained = [
        piece
        for id_ in CASES
        for step in lessons.case(id_)._steps
        for part in (step, *step.replies)
        for paragraph in part.text
        for piece in paragraph
        if piece.explained
    ]
    assert len(explained) == sum(
        getattr(case, field).count("](glossary:")
        for case in CASES.values()
        for field in (
            "history", "examination", "tests_on_request", "diagnosis", "treatment", "follow_up",
        )
    )  # fmt: skip
    definitions = {term.definition for term in terms.values()}
    assert all(piece.explained.partition(": ")[2] in definitions for piece in explained)


def test_the_stored_case_is_the_same_for_everybody(told):
    before = repr(lessons.case(told.id))
    read_to_the_end(lessons.case(told.id), told.condition)
    assert repr(lessons.case(told.id)) == before
    assert "not for patient care" in before


def test_a_case_that_does_not_exist_is_named():
    with pytest.raises(ContentError, match="no-such-case"):
        lessons.case("no-such-case")
