"""A visit grows by actions, tells the time, and is saved as its log."""

import json
import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from neuro_edu.clinic import REGIONS, Visit, case_ids, chart, unseen_id
from neuro_edu.content import load_content
from neuro_edu.errors import ContentError, ParameterError

TEACHER = "teacher-calf-cramps"


def test_nine_cases_are_there() -> None:
    assert set(case_ids()) == set(load_content().cases)
    assert len(case_ids()) == 9


def test_a_visit_never_changes() -> None:
    before = Visit.begin(TEACHER)
    after = before.ask("sleep").visit
    assert before.log == ()
    assert len(after.log) == 1
    with pytest.raises(AttributeError):
        after.seed = 1  # type: ignore[misc]


def test_the_patient_speaks_in_the_first_person() -> None:
    text = Visit.begin(TEACHER).ask("movement-in-sleep").text
    assert "my calves" in text
    assert "My" in text


def test_looking_gives_the_map_of_twitching() -> None:
    regions = Visit.begin("arm-after-radiotherapy").examine("look").regions
    assert set(regions) == {"left arm"}  # one arm only: that is the case
    assert set(regions) <= set(REGIONS)
    assert not Visit.begin(TEACHER).examine("power").regions


def test_tests_ordered_in_a_row_wait_together() -> None:
    tests = load_content().clinic_tests
    visit = Visit.begin(TEACHER)
    for test in ("caspr2-lgi1", "blood-basics", "ct-thorax"):
        visit = visit.order(test).visit
    together = max(tests[t].delay_days for t in ("caspr2-lgi1", "blood-basics", "ct-thorax"))
    assert visit.day == together
    visit = visit.ask("sleep").visit.order("fdg-pet").visit
    assert visit.day == together + tests["fdg-pet"].delay_days


def test_a_result_says_what_it_costs() -> None:
    reply = Visit.begin(TEACHER).order("caspr2-lgi1")
    known = load_content().clinic_tests["caspr2-lgi1"]
    assert (reply.delay_days, reply.cost, reply.discomfort) == (
        known.delay_days,
        known.cost,
        known.discomfort,
    )
    assert "CASPR2 positive" in reply.text


def test_weeks_are_counted_from_the_first_treatment() -> None:
    visit = Visit.begin(TEACHER).order("ct-thorax").visit.commit("als").visit
    start = visit.day
    visit = visit.treat("physiotherapy").visit
    assert visit.follow_up(6).day == start + 42


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda v: v.ask("mood"), "no question 'mood'"),
        (lambda v: v.examine("teeth"), "teeth"),
        (lambda v: v.order("x-ray"), "no test 'x-ray'"),
        (lambda v: v.treat("physiotherapy"), "commit to a diagnosis"),
        (lambda v: v.follow_up(2), "commit to a diagnosis"),
        (lambda v: v.commit("flu"), "no condition 'flu'"),
        (lambda v: v.commit("als").visit.commit("als"), "committed already"),
        (lambda v: v.commit("als").visit.follow_up(3), "2, 6, 26"),
        (lambda v: v.commit("als").visit.follow_up(6).visit.follow_up(2), "past"),
        (lambda v: v.commit("als").visit.follow_up(26).visit.ask("sleep"), "over"),
        (lambda v: v.set_differential({"als": 1.2}), "from 0 to 1"),
        (lambda v: v.set_differential({"als": 0.7, "tetany": 0.7}), "more than 1"),
        (lambda v: v.set_differential({"flu": 0.1}), "no condition 'flu'"),
        (lambda v: v.order("ecg").visit.order("ecg"), "result is there"),
    ],
)
def test_what_cannot_be_done_is_said_in_a_sentence(make, words) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(ParameterError, match=words):
        make(Visit.begin(TEACHER))


@pytest.mark.parametrize("case_id", ["nobody", "unseen-", "unseen-01", "unseen-1e3", "unseen--1"])
def test_an_unknown_patient_is_refused(case_id: str) -> None:
    with pytest.raises(ParameterError, match="no patient"):
        Visit.begin(case_id)


def saved() -> dict:  # type: ignore[type-arg]
    visit = Visit.begin(TEACHER, 2).ask("sleep").visit.set_differential({"als": 0.25}).visit
    visit = visit.commit("als").visit.treat("carbamazepine", ("ecg",)).visit
    return json.loads(visit.to_json())


@pytest.mark.parametrize(
    "damage",
    [
        lambda s: s.pop("seed"),
        lambda s: s.update(version=99),
        lambda s: s.update(case="nobody"),
        lambda s: s.update(case=7),
        lambda s: s.update(seed=-1),
        lambda s: s.update(seed="2"),
        lambda s: s.update(actions={}),
        lambda s: s.update(extra=1),
        lambda s: s["actions"].append({"do": "dance", "what": "tango"}),
        lambda s: s["actions"].append(["ask", "sleep"]),
        lambda s: s["actions"][0].update(what="mood"),
        lambda s: s["actions"][0].pop("what"),
        lambda s: s["actions"][0].update(extra=True),
        lambda s: s["actions"][1].update(shares={"als": float("nan")}),
        lambda s: s["actions"][1].update(shares=[0.5]),
        lambda s: s["actions"][3].update(checks="ecg"),
        lambda s: s["actions"].pop(2),  # a treatment without a diagnosis
        lambda s: s["actions"].append(s["actions"][2]),  # a second diagnosis
    ],
)
def test_a_damaged_log_is_refused(damage) -> None:  # type: ignore[no-untyped-def]
    content = saved()
    assert Visit.from_json(json.dumps(content)).diagnosis == "als"
    damage(content)
    with pytest.raises(ContentError, match="saved visit"):
        Visit.from_json(json.dumps(content))


@given(st.text(max_size=60) | st.integers(0, 400))
@settings(max_examples=60, deadline=None)
def test_torn_or_foreign_text_is_refused(torn: str | int) -> None:
    whole = json.dumps(saved())
    text = torn if isinstance(torn, str) else whole[: min(torn, len(whole) - 1)]
    with pytest.raises(ContentError, match="saved visit"):
        Visit.from_json(text)


def test_generated_patients_are_the_same_for_all() -> None:
    first = chart(unseen_id(17))
    chart.cache_clear()
    again = chart(unseen_id(17))
    assert again == first
    # In another run of Python too: nothing may hang on the order of a set or on its hashes.
    code = f"from neuro_edu.clinic import chart; print(repr(chart({first.id!r}).details))"
    elsewhere = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert elsewhere.stdout.strip() == repr(first.details)


def test_generated_patients_reach_every_condition_of_the_table() -> None:
    seen = {chart(unseen_id(number)).condition for number in range(400)}
    assert seen == set(load_content().unseen_patients)


@pytest.mark.parametrize("number", range(60))
def test_a_generated_patient_fits_the_table(number: int) -> None:
    told = chart(unseen_id(number))
    profile = load_content().unseen_patients[told.condition]
    assert profile.youngest <= told.age <= profile.oldest
    assert profile.least_severity <= told.severity <= 1
    assert (told.sex in ("girl", "boy")) == (told.age < 18)
    assert str(told.age) in told.opening
    names = load_content().conditions[told.condition].name.lower()
    assert names not in f"{told.opening} {told.title} {told.note}".lower()
    assert not any("symptom:" in said.says for said in told.details.answers)
