"""To go on with a poison, or to give nothing where something is needed, costs more than to miss."""

import pytest

from neuro_edu import lessons
from neuro_edu.clinic import (
    Visit,
    case_ids,
    chart,
    debrief,
    ideal_path,
    marking_grid,
    replay,
    unseen_id,
)
from neuro_edu.content import load_content
from neuro_edu.errors import ContentError
from tests.clinic.paths import actions_of, bad_path
from tests.content.folder import Folder, read_real

UNSEEN = tuple(unseen_id(number) for number in range(60))
PATIENTS = (*case_ids(), *UNSEEN)
CULPRITS = ("mercury", "oxaliplatin", "penicillamine", "insecticides", "tetany")
CAUSE = "Stop or correct the culprit"


def harmful(case_id):
    return [each for each in chart(case_id).details.criteria if each.left_out]


def without(case_id, actions):
    """The best way, with these left out."""
    return [a for a in ideal_path(case_id) if f"{a.kind}:{a.target}" not in actions]


@pytest.mark.parametrize("case_id", PATIENTS)
def test_everybody_has_something_that_must_not_be_left_out(case_id):
    assert harmful(case_id)
    for criterion in harmful(case_id):
        assert criterion.grade == "needed"
        assert criterion.references
        assert criterion.objectives


@pytest.mark.parametrize("case_id", PATIENTS)
def test_leaving_it_out_loses_points_that_were_never_to_be_won(case_id):
    best = debrief(replay(case_id, ideal_path(case_id)))
    assert not best.left_undone
    for criterion in harmful(case_id):
        said = debrief(replay(case_id, without(case_id, criterion.actions)))
        (one,) = [j for j in said.left_undone if j.reason.endswith(criterion.left_out)]
        assert one.points < 0
        assert one not in said.missed
        # Twice: what it would have won, and what it costs.
        assert said.points <= best.points - 4
        assert "left undone with harm" in said.verdict
        assert criterion.left_out in said.report()
        assert {link.objective for link in said.lessons} & set(criterion.objectives)


@pytest.mark.parametrize("case_id", case_ids())
def test_the_bad_way_loses_for_it(case_id):
    assert debrief(replay(case_id, actions_of(bad_path(case_id)))).left_undone


@pytest.mark.parametrize("case_id", case_ids())
def test_who_only_watches_for_half_a_year_pays(case_id):
    path = ideal_path(case_id)
    watched = [action for action in path if action.kind != "treat"]
    said = debrief(replay(case_id, watched))
    assert len(said.left_undone) == len(harmful(case_id))
    early = debrief(replay(case_id, watched[:-3]))
    assert not early.left_undone
    assert said.points < early.points == early.points_possible


@pytest.mark.parametrize("culprit", CULPRITS)
def test_the_culprit_goes_on(culprit):
    id_ = next(each for each in map(unseen_id, range(300)) if chart(each).condition == culprit)
    visit = Visit.begin(id_).commit(culprit).visit.treat("supportive-care").visit
    assert CAUSE in [one.label for one in debrief(visit).left_undone]
    stopped = visit.treat("remove-the-cause").visit
    assert CAUSE not in [one.label for one in debrief(stopped).left_undone]


def test_a_treatment_that_was_stopped_is_no_treatment():
    asked = Visit.begin("warehouse-drooping-lid").commit("thymoma").visit
    stopped = asked.treat("botulinum-toxin", ("myasthenia",)).visit
    assert [one.given for one in stopped.treated] == [False]
    assert not debrief(stopped).left_undone
    assert debrief(stopped.treat("supportive-care").visit).left_undone


def test_what_came_too_early_was_not_left_out():
    visit = Visit.begin("warehouse-drooping-lid").commit("thymoma").visit
    hasty = debrief(visit.treat("thymectomy", ("myasthenia", "anaesthetist")).visit)
    name = "Removal of the thymus"
    assert name in [one.label for one in hasty.dangerous]
    assert name in [one.label for one in hasty.missed]
    assert name not in [one.label for one in hasty.left_undone]


@pytest.mark.parametrize("case_id", PATIENTS[:20])
def test_the_grid_and_the_guide_tell_it(case_id):
    rows = [row for row in marking_grid(case_id) if row.grade == "left undone"]
    assert [row.reason for row in rows] == [each.left_out for each in harmful(case_id)]
    assert all(row.points < 0 and row.references for row in rows)
    guide = repr(lessons.clinic_guide(case_id))
    assert all(row.reason in guide for row in rows)
    assert "costs 2 points besides" in guide


def test_only_what_is_needed_can_be_left_out():
    name = "clinic/cases/teacher-calf-cramps.toml"
    old = 'grade = "optional", reason'
    text = read_real()[name].replace(old, f'left_out = "It hurts.", {old}', 1)
    with pytest.raises(ContentError, match="take out left_out") as caught:
        load_content(Folder(read_real() | {name: text}))
    assert str(caught.value).startswith(name)
