"""What is right in the end is a danger before it is safe; what a check stops is told."""

import pytest

from neuro_edu.clinic import Visit, chart, debrief, ideal_path, replay, unseen_id
from neuro_edu.clinic.safety import is_weak_to_swallow

DROOPING = "warehouse-drooping-lid"
SAFE = ("plasma-exchange", "immunoglobulin")
BULBAR = tuple(
    each
    for each in map(unseen_id, range(400))
    if chart(each).condition == "thymoma" and is_weak_to_swallow(chart(each).details)
)


def labels(group):
    return [one.label for one in group]


def seen(case_id=DROOPING):
    """Somebody who has found the weak junction and committed."""
    visit = Visit.begin(case_id).examine("lids").visit.order("ct-thorax").visit
    return visit.commit("thymoma").visit


@pytest.mark.parametrize("case_id", [DROOPING, *BULBAR[:2]])
@pytest.mark.parametrize("treatment", ["thymectomy", "corticosteroids"])
def test_an_operation_or_steroids_before_swallowing_is_safe_are_dangerous(case_id, treatment):
    name = {"thymectomy": "Removal of the thymus", "corticosteroids": "Corticosteroids"}[treatment]
    hasty = seen(case_id).treat(treatment, ["myasthenia", "anaesthetist"]).visit
    said = debrief(hasty)
    assert name in labels(said.dangerous)
    assert name not in labels((*said.needed_done, *said.optional_done))
    assert "swallowing became unsafe" in hasty.follow_up(2).warning
    for first in SAFE:
        safe = seen(case_id).treat(first).visit.treat(treatment, ["myasthenia", "anaesthetist"])
        assert name not in labels(debrief(safe.visit).dangerous)
        assert not safe.visit.follow_up(2).warning


def test_the_anaesthetist_is_vital_with_myasthenia():
    visit = seen().treat("plasma-exchange").visit
    told = debrief(visit.treat("thymectomy", ["anaesthetist"]).visit)
    silent = debrief(visit.treat("thymectomy").visit)
    assert not any("anaesthetist" in label for label in labels(told.dangerous))
    assert any("anaesthetist" in label for label in labels(silent.dangerous))
    assert silent.points < told.points


@pytest.mark.parametrize("case_id", [DROOPING, *BULBAR])
def test_the_best_path_makes_it_safe_first(case_id):
    said = debrief(replay(case_id, ideal_path(case_id)))
    assert not said.dangerous
    assert not said.missed


def test_what_a_check_stops_is_a_near_miss_without_points():
    visit = seen()
    known = visit.treat("botulinum-toxin").visit  # the lids were looked at before
    assert not known.treated[-1].given
    (one,) = debrief(known).near_misses
    assert "although" in one.reason
    assert "transmission is weak" in one.reason
    assert one.points == 0
    assert "stopped" in debrief(known).report()

    blind = Visit.begin(DROOPING).commit("thymoma").visit
    in_time = blind.treat("botulinum-toxin", ["myasthenia"]).visit
    (one,) = debrief(in_time).near_misses
    assert "in time" in one.reason
    assert "although" not in one.reason
    assert not debrief(blind.treat("botulinum-toxin").visit).near_misses
