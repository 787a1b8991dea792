"""The good and the bad way through each of the nine cases end in debriefs that differ."""

import pytest

from neuro_edu.clinic import WEEKS, Debrief, case_ids, debrief, ideal_path, replay
from tests.clinic.paths import MISTAKEN_FOR, actions_of, bad_path, good_path


@pytest.fixture(scope="module", params=case_ids())
def debriefs(request: pytest.FixtureRequest) -> tuple[str, Debrief, Debrief]:
    case_id = request.param
    good, bad = (
        debrief(replay(case_id, actions_of(path(case_id)))) for path in (good_path, bad_path)
    )
    return case_id, good, bad


def test_every_case_has_its_mistake() -> None:
    assert set(MISTAKEN_FOR) == set(case_ids())


def test_a_good_path_is_the_ideal_path(debriefs: tuple[str, Debrief, Debrief]) -> None:
    case_id, good, _ = debriefs
    assert actions_of(good_path(case_id)) == ideal_path(case_id)
    assert good.right
    assert (good.missed, good.unnecessary, good.dangerous) == ((), (), ())
    assert good.points == good.points_possible


def test_a_bad_path_is_told_what_was_wrong(debriefs: tuple[str, Debrief, Debrief]) -> None:
    case_id, _, bad = debriefs
    assert bad.diagnosis == MISTAKEN_FOR[case_id] != bad.condition
    assert not bad.right
    assert bad.missed
    assert bad.dangerous
    assert bad.unnecessary
    assert bad.points < 0
    assert bad.lessons


def test_the_two_debriefs_differ(debriefs: tuple[str, Debrief, Debrief]) -> None:
    _, good, bad = debriefs
    assert good.verdict != bad.verdict
    assert good.points > bad.points
    done = {one.label for one in good.needed_done}
    missed = {one.label for one in bad.missed}
    assert missed
    assert not {one.label for one in good.missed} & missed
    assert len(done) > len(bad.needed_done)


@pytest.mark.parametrize("case_id", case_ids())
def test_the_patient_of_a_bad_path_is_told_of_differently(case_id: str) -> None:
    stories = [
        [
            reply.text
            for reply in replay(case_id, actions_of(path(case_id))).replies
            if reply.action.kind == "follow-up"
        ]
        for path in (good_path, bad_path)
    ]
    assert len(stories[0]) == len(stories[1]) == len(WEEKS)
    assert stories[0] != stories[1]
