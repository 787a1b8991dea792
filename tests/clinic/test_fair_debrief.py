"""The debrief is fair: what could not be done is not missed, time counts a little, sums add up."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from neuro_edu.clinic import Visit, case_ids, chart, debrief, ideal_path, replay, unseen_id
from neuro_edu.clinic.criteria import takes_blood_thinner
from neuro_edu.clinic.marks import speaks_against
from neuro_edu.clinic.percents import in_percents
from neuro_edu.content import load_content

UNSEEN = tuple(unseen_id(number) for number in range(120))
ON_THINNERS = tuple(
    each for each in (*case_ids(), *UNSEEN) if takes_blood_thinner(chart(each).details)
)
NEEDLES = ("needle-emg", "emg-provocation")


def test_some_written_and_some_generated_patients_take_a_blood_thinner():
    assert "engineer-cold-drinks" in ON_THINNERS
    assert len(ON_THINNERS) > 10
    assert all(chart(each).age >= 18 for each in ON_THINNERS)


@pytest.mark.parametrize("case_id", ON_THINNERS)
def test_a_needle_without_the_question_is_dangerous_under_a_blood_thinner(case_id):
    for tests in (NEEDLES[:1], NEEDLES[1:], NEEDLES):
        blind = Visit.begin(case_id)
        asked = blind.ask("blood-thinners").visit
        for test in tests:
            blind, asked = blind.order(test).visit, asked.order(test).visit
        names = {load_content().clinic_tests[test].name for test in tests}
        assert names <= {one.label for one in debrief(blind.commit("als").visit).dangerous}
        later = blind.ask("blood-thinners").visit.commit("als").visit
        assert names <= {one.label for one in debrief(later).dangerous}
        told = " ".join(one.label for one in debrief(asked.commit("als").visit).dangerous)
        assert not any(name in told for name in names)


@pytest.mark.parametrize("case_id", case_ids())
def test_who_has_not_treated_yet_has_missed_no_treatment(case_id):
    path = ideal_path(case_id)
    n_before = next(n for n, action in enumerate(path) if action.kind == "commit") + 1
    names = {one.name for one in load_content().clinic_treatments.values()}
    early = debrief(replay(case_id, path[:n_before]))
    assert early.not_yet
    assert not early.missed
    assert early.points == early.points_possible
    followed = replay(case_id, path[:n_before]).follow_up(2).visit
    assert not debrief(followed).not_yet
    late = debrief(followed)
    lacking = (*late.missed, *late.left_undone)
    assert any(set(one.label.split(" or ")) & names for one in lacking)


def test_asking_and_examining_everything_costs_a_little():
    content = load_content()
    for case_id in case_ids():
        visit = Visit.begin(case_id)
        for question in content.clinic_questions:
            visit = visit.ask(question).visit
        for part in content.clinic_parts:
            visit = visit.examine(part).visit
        said = debrief(visit.commit("als").visit)
        (timed,) = [one for one in said.unnecessary if "minutes of history" in one.label]
        assert timed.label.startswith(f"{sum(_minutes()):.0f} ")
        assert timed.points == -1
        assert timed.objectives
        assert "minutes" in said.time


def _minutes():
    content = load_content()
    yield from (one.minutes for one in content.clinic_questions.values())
    yield from (one.minutes for one in content.clinic_parts.values())


@pytest.mark.parametrize("case_id", [*case_ids(), *UNSEEN[:30]])
def test_a_thorough_student_has_time(case_id):
    # Five questions more than the best path takes are nobody's fault.
    visit = replay(case_id, ideal_path(case_id)[:-3])
    asked = {action.target for action in visit.log if action.kind == "ask"}
    for question in [q for q in load_content().clinic_questions if q not in asked][:5]:
        visit = visit.ask(question).visit
    assert not debrief(visit).unnecessary


@pytest.mark.parametrize("case_id", case_ids())
def test_the_debrief_says_why_it_is_not_the_others(case_id):
    visit = Visit.begin(case_id).set_differential({"tetany": 0.3, "lead": 0.02}).visit
    wrong = debrief(visit.commit("stiff-person-syndrome").visit)
    names = [rival.condition for rival in wrong.rivals]
    assert names[:2] == ["stiff-person-syndrome", "tetany"]
    assert "lead" not in names
    assert chart(case_id).condition not in names
    right = debrief(replay(case_id, ideal_path(case_id)))
    assert len(right.rivals) >= 2
    assert all(rival.against.endswith(".") for rival in (*wrong.rivals, *right.rivals))


def test_benign_fasciculation_is_the_runner_up_of_the_student():
    said = debrief(replay("student-exam-twitches", ideal_path("student-exam-twitches")))
    against = {rival.condition: rival.against for rival in said.rivals}
    assert "cramps" in against["benign-fasciculation"]
    assert "wasting" in against["als"]


def test_the_marks_tell_every_disease_from_what_it_is_taken_for():
    mistakes = load_content().clinic_mistakes
    assert set(mistakes) == set(load_content().unseen_patients)
    for truth, mistake in mistakes.items():
        assert all(speaks_against(rival, truth) for rival in mistake.taken_for)


@pytest.mark.parametrize("case_id", [*case_ids(), *UNSEEN[:40]])
def test_the_patients_bear_the_marks_of_their_disease(case_id):
    told, marks = chart(case_id), load_content().clinic_marks.values()
    said = " ".join(
        one.says for one in (*told.details.answers, *told.details.findings, *told.details.results)
    ).lower()
    words = {
        "rippling at rest": "rippl",
        "brisk reflexes with extensor plantar responses": "brisk",
        "antibodies to CASPR2 or LGI1": "positive",
        "low calcium or magnesium, and hands drawn into a point": "calcium 1",
        "a mass in the chest": "mass",
    }
    for mark in marks:
        if mark.words in words and told.condition in mark.has:
            assert words[mark.words] in said, mark.words
    for words, question in (("cramps", "cramps"), ("attacks of unsteadiness", "attacks")):
        if told.condition in next(mark.has for mark in marks if mark.words == words):
            assert told.is_told(f"ask:{question}")
    if "lids or chewing that tire" in [m.words for m in marks if told.condition in m.has]:
        assert "lid" in said


@given(
    st.lists(st.floats(0, 1), min_size=1, max_size=12).map(
        lambda raw: [x / max(1.0, sum(raw)) for x in raw]
    )
)
@settings(max_examples=200, deadline=None)
def test_percents_add_up(shares):
    whole = [*shares, max(0.0, 1.0 - sum(shares))]
    shown = in_percents(whole)
    plain = [int(one.strip("> %")) + (one[0] == ">") for one in shown if one[0] != "<"]
    large = sum(share for share in whole if share >= 0.01)
    assert abs(sum(plain) - 100 * large) <= 0.5 + 1e-6
    for share, text in zip(whole, shown, strict=True):
        percent = round(100 * share, 9)
        assert (text == "0 %") == (percent == 0)
        assert (text == "<1 %") == (0 < percent < 1)
        if text[0].isdigit():
            assert abs(int(text.strip(" %")) - percent) <= 1


@pytest.mark.parametrize(
    ("shares", "shown"),
    [
        ((0.005, 0.995), ("<1 %", ">99 %")),
        ((1 / 3, 1 / 3, 1 / 3), ("34 %", "33 %", "33 %")),
        ((0.335, 0.335, 0.33), ("34 %", "33 %", "33 %")),
        ((0.0, 1.0), ("0 %", "100 %")),
    ],
)
def test_percents_by_the_largest_remainder(shares, shown):
    assert in_percents(shares) == shown


def test_a_differential_is_told_in_percents_that_add_up():
    visit = Visit.begin("nurse-weak-hand")
    reply = visit.set_differential(
        {"als": 0.335, "cidp": 0.335, "lead": 0.325, "gold-therapy": 0.005}
    )
    assert "Gold therapy <1 %" in reply.text
    assert "101" not in reply.text


@pytest.mark.parametrize("case_id", [*case_ids(), *UNSEEN[:40]])
def test_a_core_history_and_examination_are_never_too_much(case_id):
    # Beside the best path: what anybody with a complaint of nerve and muscle is asked and shown.
    visit = replay(case_id, ideal_path(case_id)[:-3])
    for question in ("onset", "where", "weakness", "sensation", "medicines", "family", "worry"):
        visit = visit.ask(question).visit if f"ask:{question}" not in visit.state.done else visit
    for part in ("look", "power", "reflexes", "sensation", "gait", "grip"):
        visit = visit.examine(part).visit if f"examine:{part}" not in visit.state.done else visit
    assert not debrief(visit).unnecessary
