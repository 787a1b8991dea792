"""What is right in the end is a danger before it is safe; what a check stops is told."""

from dataclasses import replace
from unittest.mock import patch

import pytest

from neuro_edu.clinic import Visit, chart, debrief, ideal_path, replay, unseen_id
from neuro_edu.clinic.safety import harm_of_haste, hastes_of, with_treatment_risks
from neuro_edu.content import load_content
from neuro_edu.content.clinic_patients import Said
from neuro_edu.errors import ContentError
from tests.content.folder import Folder, read_real

DROOPING = "warehouse-drooping-lid"
SAFE = ("plasma-exchange", "immunoglobulin")
BULBAR = tuple(
    each
    for each in map(unseen_id, range(400))
    if chart(each).condition == "thymoma" and any(hastes_of(chart(each).details))
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


@pytest.mark.parametrize("case_id", BULBAR[:3])
def test_exchange_or_immunoglobulin_is_needed_where_the_throat_is_weak(case_id):
    exchange = "Plasma exchange, five times on alternate days"
    visit = seen(case_id).treat("supportive-care").visit
    (one,) = [each for each in debrief(visit).left_undone if exchange in each.label]
    assert "Swallowing" in one.reason
    safe = visit.treat("immunoglobulin", ["kidney-and-iga"]).visit
    assert not any(exchange in label for label in labels(debrief(safe).left_undone))
    # Who has a lid that tires and nothing else can do without.
    spared = next(
        each
        for each in map(unseen_id, range(400))
        if chart(each).condition == "thymoma" and each not in BULBAR
    )
    said = debrief(seen(spared).treat("supportive-care").visit)
    assert not any(exchange in label for label in labels((*said.left_undone, *said.missed)))


#: What published guidance (the sources of each criterion) asks for in these patients.
CANNOT_WAIT = {
    "insecticides": ("ask:swallowing-and-breathing", "order:vital-capacity", "treat:atropine"),
    "thymoma": ("ask:swallowing-and-breathing", "examine:bulbar", "order:vital-capacity"),
    "penicillamine": ("ask:swallowing-and-breathing", "examine:bulbar"),
    "myotonia": ("order:ecg",),
    "tetany": ("order:ecg", "treat:remove-the-cause"),
    "morvan-syndrome": ("order:ecg", "examine:lids"),
    "als": ("order:vital-capacity",),
}


@pytest.mark.parametrize(("condition", "actions"), CANNOT_WAIT.items())
def test_what_cannot_wait_is_needed_of_everybody_with_the_disease(condition, actions):
    ids = [each for each in map(unseen_id, range(300)) if chart(each).condition == condition]
    assert len(ids) > 3
    for criteria in (chart(each).details.criteria for each in ids):
        needed = {action for each in criteria if each.grade == "needed" for action in each.actions}
        assert set(actions) <= needed


def test_a_sodium_channel_blocker_is_dangerous_while_calcium_is_low():
    id_ = next(each for each in map(unseen_id, range(300)) if chart(each).condition == "tetany")
    for drug, name in (("mexiletine", "Mexiletine"), ("carbamazepine", "Carbamazepine, built up")):
        visit = Visit.begin(id_).commit("tetany").visit.treat(drug).visit
        assert any(label.startswith(name) for label in labels(debrief(visit).dangerous))
    visit = Visit.begin("warehouse-drooping-lid").commit("thymoma").visit
    assert any("Vital capacity" in label for label in labels(debrief(visit).missed))


def test_what_a_check_stops_is_a_near_miss_without_points():
    visit = seen()
    known = visit.treat("botulinum-toxin").visit  # the lids were looked at before
    assert not known.treated[-1].given
    (one,) = debrief(known).near_misses
    assert "although" in one.reason
    assert "transmission is weak" in one.reason
    assert one.points == 0
    assert not any("Botulinum" in label for label in labels(debrief(known).needed_done))
    assert "stopped" in debrief(known).report()

    blind = Visit.begin(DROOPING).commit("thymoma").visit
    in_time = blind.treat("botulinum-toxin", ["myasthenia"]).visit
    (one,) = debrief(in_time).near_misses
    assert "in time" in one.reason
    assert "although" not in one.reason
    assert not debrief(blind.treat("botulinum-toxin").visit).near_misses


def test_the_check_of_any_risk_tells_its_own_harm():
    # A rule for another risk, written as an editor would: no line of code knows of it.
    name = "clinic/checks.toml"
    haste = """
[check.haste]
actions = ["treat:mexiletine"]
first = ["treat:specialised-team"]
shown_by = ["order:ecg"]
reason = "The heart is blocked."
until = "the heart is paced"
references = ["CBZlabel"]
objectives = ["check-before-prescribing"]
"""
    text = read_real()[name]
    ecg = text.index('id = "ecg"')
    end = text.index("[[check]]", ecg)
    content = load_content(Folder(read_real() | {name: text[:end] + haste + "\n" + text[end:]}))
    check = content.clinic_checks["ecg"]
    patient = replace(
        chart("teacher-calf-cramps").details,
        risks=("ecg",),
        results=(Said(to="ecg", says="A block of the second degree.", stop=True),),
    )
    with patch("neuro_edu.clinic.safety.load_content", lambda: content):
        told = harm_of_haste(patient, "mexiletine", ())
        assert told == f"{check.harm} Mexiletine: broken off, until the heart is paced."
        assert harm_of_haste(patient, "mexiletine", ("treat:specialised-team",)) == ""
        assert harm_of_haste(patient, "carbamazepine", ()) == ""
        judged = with_treatment_risks(patient).criteria[-1]
        assert judged.grade == "dangerous"
        assert judged.unless == ("treat:specialised-team",)


def test_who_only_treats_in_the_wrong_order_is_not_told_the_harm_of_another_risk():
    # Penicillamine: immunotherapy before the drug is stopped is wrong, and takes no transmission.
    id_ = next(
        each for each in map(unseen_id, range(300)) if chart(each).condition == "penicillamine"
    )
    visit = Visit.begin(id_).commit("thymoma").visit.treat("immunoglobulin").visit
    assert debrief(visit).dangerous
    assert not visit.follow_up(2).warning


def test_a_haste_without_a_harm_is_refused():
    name = "clinic/checks.toml"
    text = read_real()[name]
    start = text.index('harm = "Within days swallowing')
    cut = text[:start] + text[text.index("reason", start) :]
    with pytest.raises(ContentError, match="missing beside haste"):
        load_content(Folder(read_real() | {name: cut}))
