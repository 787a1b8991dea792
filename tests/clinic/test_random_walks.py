"""Whatever a student does, nothing breaks, nothing contradicts itself and nothing is a dead end."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from neuro_edu.clinic import Visit, case_ids, debrief, unseen_id
from tests.clinic.walks import contradictions, walk

# A few, so that what was recorded from them is kept from one walk to the next.
PATIENTS = (*case_ids(), *(unseen_id(number) for number in (6, 11, 13, 34)))
COMPUTED = ("needle-emg", "nerve-conduction", "repetitive-stimulation", "emg-provocation")


@given(
    case_id=st.sampled_from(PATIENTS),
    seed=st.integers(0, 10**6),
    n_actions=st.integers(1, 60),
)
@settings(max_examples=100, deadline=None)
def test_random_walk(case_id: str, seed: int, n_actions: int) -> None:
    replies = walk(case_id, seed, n_actions)
    for reply in replies:
        # Recordings are the matter of the tests of signals; they take too long here.
        if reply.action.target in COMPUTED or reply.action.kind == "follow-up":
            continue
        assert reply.heading
        assert reply.text
        assert not contradictions(reply)
        assert reply.minutes_passed >= 0
        assert reply.days_passed >= 0
    visit = replies[-1].visit
    assert visit.possible.can_commit or visit.diagnosis is not None
    if visit.diagnosis is None:
        visit = visit.commit(visit.possible.diagnoses[seed % 20].id).visit
    said = debrief(visit)
    assert said.points <= said.points_possible
    assert Visit.from_json(visit.to_json()) == visit


@given(case_id=st.sampled_from(PATIENTS), seed=st.integers(0, 10**6), data=st.data())
@settings(max_examples=40, deadline=None)
def test_every_prefix_of_a_log_can_be_loaded(case_id: str, seed: int, data: st.DataObject) -> None:
    replies = walk(case_id, seed, 25)
    cut = replies[data.draw(st.integers(0, len(replies) - 1))].visit
    loaded = Visit.from_json(cut.to_json())
    assert loaded == cut
    assert (loaded.day, loaded.minutes, loaded.diagnosis) == (cut.day, cut.minutes, cut.diagnosis)
    assert loaded.possible == cut.possible
    assert [reply.action for reply in loaded.replies] == list(cut.log)


@pytest.mark.parametrize("case_id", PATIENTS)
def test_computed_results_fit_the_disease(case_id: str) -> None:
    visit = Visit.begin(case_id)
    for test in COMPUTED:
        reply = visit.order(test)
        assert not contradictions(reply)
        assert reply.signals
        for signal in reply.signals:
            assert signal.text in reply.text
            assert signal.recording.patient == visit.chart.patient
