"""Reasons of the debrief name what this patient shows, and the step that follows a question."""

import pytest

from neuro_edu.clinic import Visit, chart, debrief, unseen_id
from neuro_edu.clinic.criteria import takes_blood_thinner
from neuro_edu.content import load_content

UNSEEN = tuple(map(unseen_id, range(60)))
ON_WARFARIN = [each for each in UNSEEN if takes_blood_thinner(chart(each).details)]


@pytest.mark.parametrize("case_id", UNSEEN)
def test_a_clue_comes_before_a_general_reason(case_id):
    told = chart(case_id)
    clues = {f"examine:{one.to}": one.clue for one in told.details.findings if one.clue}
    written = {one.reason for one in load_content().unseen_patients[told.condition].criteria}
    for criterion in told.details.criteria:
        clue = next((clues[action] for action in criterion.actions if action in clues), "")
        own = any(criterion.reason.startswith(reason) for reason in written)
        if clue and not own:
            assert criterion.reason.startswith(f"Here: {clue}.")


def test_some_patients_have_a_general_reason_with_their_own_clue():
    assert any(
        c.reason.startswith("Here: ") for each in UNSEEN for c in chart(each).details.criteria
    )


@pytest.mark.parametrize(
    ("case_id", "step"), [(ON_WARFARIN[0], "INR"), ("engineer-cold-drinks", "last dose")]
)
def test_the_next_step_before_a_needle_is_named(case_id, step):
    visit = Visit.begin(case_id).ask("blood-thinners").visit.order("needle-emg").visit
    said = debrief(visit.commit("als").visit)
    (needle,) = [
        one
        for one in (*said.needed_done, *said.optional_done)
        if one.label == load_content().clinic_tests["needle-emg"].name
    ]
    assert step in needle.reason
    assert not said.dangerous


@pytest.mark.parametrize("case_id", UNSEEN)
def test_no_test_is_praised_in_the_words_of_the_menu(case_id):
    menu = {test.why for test in load_content().clinic_tests.values()}
    for criterion in chart(case_id).details.criteria:
        assert not any(why in criterion.reason for why in menu), criterion.actions


@pytest.mark.parametrize("case_id", UNSEEN)
def test_what_an_action_finds_does_not_explain_its_danger(case_id):
    for criterion in chart(case_id).details.criteria:
        if criterion.grade in ("unnecessary", "dangerous"):
            assert not criterion.reason.startswith("Here: ")
