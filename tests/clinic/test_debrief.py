"""Good and bad doctors are told different things, and dangers are called by name."""

import pytest

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
from neuro_edu.content.entries import LESSONS
from neuro_edu.errors import ParameterError

IMMUNE = ("plasma-exchange", "immunoglobulin", "corticosteroids", "rituximab")
PATIENTS = (*case_ids(), *(unseen_id(number) for number in range(40)))


def careless(case_id: str) -> Visit:
    """Asks nothing, looks at nothing, orders what is dear and treats at random."""
    visit = Visit.begin(case_id)
    for test in ("vgkc-assay", "fdg-pet", "brain-biopsy", "ct-brain"):
        visit = visit.order(test).visit
    wrong = "benign-fasciculation"
    visit = visit.commit(wrong if chart(case_id).condition != wrong else "als").visit
    for treatment in ("plasma-transfusion", "botulinum-toxin", "rituximab"):
        visit = visit.treat(treatment).visit
    return visit


@pytest.mark.parametrize("case_id", PATIENTS)
def test_the_ideal_path_earns_all_points(case_id: str) -> None:
    said = debrief(replay(case_id, ideal_path(case_id)))
    assert said.right
    assert not said.missed
    assert not said.unnecessary
    assert not said.dangerous
    assert said.points == said.points_possible


@pytest.mark.parametrize("case_id", PATIENTS)
def test_a_bad_path_is_told_so(case_id: str) -> None:
    good, bad = debrief(replay(case_id, ideal_path(case_id))), debrief(careless(case_id))
    assert not bad.right
    assert bad.points < 0 < good.points
    assert bad.missed
    assert bad.unnecessary
    assert {"Brain biopsy", "Transfusion of donor plasma"} <= {j.label for j in bad.dangerous}
    assert {j.reason for j in good.needed_done} >= {j.reason for j in bad.missed} - checks()
    assert bad.lessons
    assert good.report() != bad.report()


def checks() -> set[str]:
    return {check.reason for check in load_content().clinic_checks.values()}


@pytest.mark.parametrize("case_id", PATIENTS)
def test_every_judgement_has_a_reason_and_a_source(case_id: str) -> None:
    content = load_content()
    for visit in (replay(case_id, ideal_path(case_id)), careless(case_id)):
        said = debrief(visit)
        for _, group in said.groups:
            for one in group:
                assert one.reason
                assert one.references or "minutes of history" in one.label
                assert set(one.references) <= set(content.references)
                assert set(one.lessons) <= set(LESSONS)
    for row in marking_grid(case_id):
        assert row.reason
        assert set(row.references) <= set(content.references)


def dangers(visit: Visit) -> str:
    return " ".join(f"{one.label} {one.reason}" for one in debrief(visit).dangerous)


def test_carbamazepine_before_hla_in_a_patient_at_risk() -> None:
    visit = Visit.begin("teacher-calf-cramps").commit("caspr2-neuromyotonia").visit
    assert "HLA-B*15:02" in dangers(visit.treat("carbamazepine", ("ecg", "sodium")).visit)
    assert "HLA" not in dangers(visit.treat("carbamazepine", ("hla-b1502",)).visit)
    assert "HLA" not in dangers(visit.order("hla-b1502").visit.treat("carbamazepine").visit)
    # Nobody is at risk here: nothing dangerous, and not even missed.
    other = Visit.begin("student-exam-twitches").commit("cramp-fasciculation-syndrome").visit
    said = debrief(other.treat("carbamazepine").visit)
    assert not said.dangerous
    assert not any("HLA" in one.label for one in said.missed)


def test_a_carrier_is_spared_by_the_check_and_harmed_without() -> None:
    carriers = (
        unseen_id(number)
        for number in range(2000)
        if chart(unseen_id(number)).condition == "caspr2-neuromyotonia"
        and chart(unseen_id(number)).check("hla-b1502").stop
    )
    visit = Visit.begin(next(carriers)).commit("caspr2-neuromyotonia").visit
    spared = visit.treat("carbamazepine", ("hla-b1502",))
    assert "not given" in spared.text
    assert not spared.visit.treated[-1].given
    assert not spared.visit.follow_up(2).warning
    harmed = visit.treat("carbamazepine").visit
    assert "blisters" in harmed.follow_up(2).warning
    assert "carbamazepine" in dangers(harmed).lower()


def test_botulinum_in_myasthenia() -> None:
    visit = Visit.begin("warehouse-drooping-lid").commit("thymoma").visit
    blind = visit.treat("botulinum-toxin").visit
    assert "no longer be able to swallow" in dangers(blind)
    assert "swallowing" in blind.follow_up(2).warning
    checked = visit.treat("botulinum-toxin", ("myasthenia",))
    assert "not given" in checked.text
    assert not debrief(checked.visit).dangerous


@pytest.mark.parametrize("treatment", IMMUNE)
def test_immunotherapy_in_hint1(treatment: str) -> None:
    visit = Visit.begin("boy-locking-hands").commit("hint1-neuropathy").visit
    assert "no antibody to remove" in dangers(visit.treat(treatment).visit)


def test_needle_under_a_blood_thinner() -> None:
    visit = Visit.begin("engineer-cold-drinks")
    blind = visit.order("needle-emg").visit.commit("oxaliplatin").visit
    assert "blood thinner" in dangers(blind)
    assert not debrief(blind).optional_done  # the same test is not useful as well
    late = visit.order("needle-emg").visit.ask("blood-thinners").visit.commit("oxaliplatin").visit
    assert "blood thinner" in dangers(late)
    asked = visit.ask("blood-thinners").visit.order("needle-emg").visit.commit("oxaliplatin").visit
    assert not debrief(asked).dangerous


def test_carbamazepine_with_a_low_sodium() -> None:
    visit = Visit.begin("musician-sleepless").commit("morvan-syndrome").visit
    assert "128" in dangers(visit.treat("carbamazepine", ("ecg",)).visit)
    known = visit.order("blood-basics").visit.treat("carbamazepine")
    assert "not given" in known.text


def test_a_plasma_transfusion_is_dangerous_for_everybody() -> None:
    for case_id in PATIENTS:
        visit = Visit.begin(case_id).commit("als").visit.treat("plasma-transfusion").visit
        assert "removes nothing" in dangers(visit)


def test_the_differential_is_followed() -> None:
    visit = Visit.begin("nurse-weak-hand").set_differential({"als": 0.2, "thymoma": 0.5}).visit
    visit = visit.order("needle-emg").visit.set_differential({"als": 0.9}).visit
    moved = debrief(visit.commit("als").visit).differential
    assert [row.true_share for row in moved] == [0.2, 0.9]
    assert moved[0].day < moved[1].day


def test_a_neighbour_of_the_diagnosis_is_near() -> None:
    visit = Visit.begin("teacher-calf-cramps")
    near, far = debrief(visit.commit("morvan-syndrome").visit), debrief(visit.commit("als").visit)
    assert near.near
    assert not far.near
    assert near.points > far.points


def test_no_debrief_before_the_diagnosis() -> None:
    with pytest.raises(ParameterError, match="commit to a diagnosis"):
        debrief(Visit.begin("nurse-weak-hand"))


def test_two_mimics_are_not_of_one_family():
    visit = Visit.begin("nurse-weak-hand").commit("tetany").visit
    assert not debrief(visit).near
