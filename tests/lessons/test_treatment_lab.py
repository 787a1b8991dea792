"""The treatment labs warn where the cautions of the content warn, and cut bursts alone."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from neuro_edu.content import load_content
from neuro_edu.lessons import treatment_lab, use_dependence_lab
from tests.lessons.labs import controls_of, figure_of

NOTHING = {
    f"{plan}_{name}": value
    for plan in "ab"
    for name, value in (
        ("carbamazepine_mg", 0.0),
        ("n_exchanges", 0),
        ("immune_week", 2.0),
        ("immunoglobulin", False),
        ("rituximab", False),
        ("botulinum", False),
        ("physiotherapy", False),
    )
}


@pytest.fixture(scope="module")
def lab():
    return treatment_lab()


@pytest.fixture(scope="module")
def axon():
    return use_dependence_lab()


def give(lab, *, risk="none", kv1_before=10.0, **given):
    lab.set(**{**NOTHING, "risk": risk, "kv1_before": kv1_before, **given})
    return lab


def written(panel):
    return " ".join(text.get_text() for text in figure_of(panel).texts)


def test_both_plans_have_the_same_controls_and_the_patient_is_one(lab):
    names = {control.name for control in controls_of(lab)}
    assert names == {*NOTHING, "risk", "kv1_before"}
    assert {control.group for control in controls_of(lab)} == {"Patient", "Plan A", "Plan B"}


@pytest.mark.parametrize("risk", load_content().risks)
def test_each_risk_is_a_caution_of_the_content_and_is_called_out(lab, risk):
    told = load_content().risks[risk]
    word, call = told.caution, told.call
    assert (risk, told.label) in lab._controls["risk"].options
    given = {
        "carbamazepine": {"a_carbamazepine_mg": 200.0},
        "botulinum-toxin": {"a_botulinum": True},
    }
    give(lab, risk=risk, **given[told.drug])
    assert f"Plan A: {call}" in written(lab)
    assert call in lab.finding
    struck = [row for row in lab._shown["details"][1:] if row[3]]
    assert struck
    assert all(word in row[2] and row[0] == "A" for row in struck)
    give(lab, risk=risk)
    assert call not in lab.finding


def test_a_level_above_the_usual_range_is_called_out(lab):
    give(lab, a_carbamazepine_mg=1600.0, b_carbamazepine_mg=800.0)
    assert lab.result.responses["A"].level_mg_per_L.max() > 12
    assert "above 12 mg/L" in lab.result.warnings["A"]
    assert lab.result.responses["B"].level_mg_per_L.max() < 12
    assert "above 12" not in lab.result.warnings["B"]
    assert "HLA-B*15:02" in lab.result.warnings["B"]


def test_a_danger_does_not_hide_the_checks_before_carbamazepine(lab):
    for plan in (
        {"a_carbamazepine_mg": 1600.0},
        {"risk": "pregnancy", "a_carbamazepine_mg": 1600.0},
        {"risk": "myasthenia", "a_carbamazepine_mg": 600.0, "a_botulinum": True},
    ):
        give(lab, **plan)
        assert "check first: HLA-B*15:02, sodium, heart block" in lab.finding
    give(lab, risk="heart-block", a_carbamazepine_mg=600.0)
    assert "check first" not in lab.finding


def test_hepatitis_b_is_asked_for_before_rituximab(lab):
    # The boxed warning of the label (RituximabLabel) stands whatever else is given or forbidden.
    give(lab, risk="heart-block", a_carbamazepine_mg=600.0, a_rituximab=True)
    assert lab.result.warnings["A"].endswith("check first: hepatitis B")
    give(lab, a_carbamazepine_mg=600.0)
    assert "hepatitis" not in lab.finding


def test_the_table_tells_the_safety_rules_of_what_is_given(lab):
    give(lab, a_carbamazepine_mg=600.0, b_n_exchanges=5, b_botulinum=True, b_carbamazepine_mg=600.0)
    rows = lab._shown["details"]
    told = " ".join(cell for row in rows for cell in row)
    assert "test before the first dose" in told
    assert "not a transfusion of plasma" in told
    assert "Myasthenia gravis and Lambert-Eaton syndrome: avoid" in told
    assert "No randomised trial" in told
    for drug in ("carbamazepine", "plasma-exchange", "botulinum-toxin"):
        known = load_content().drugs[drug]
        about = [row[2] for row in rows if row[1] == known.name]
        assert f"Dose, for learning: {known.dose_for_learning}" in about
        assert f"Evidence, {known.evidence_level}: {known.evidence}" in about
    assert {row[0] for row in rows if row[1] == "Carbamazepine"} == {"A, B"}
    assert not any(row[1] == "Rituximab" for row in rows)
    assert "does not treat" in written(lab)


def test_nothing_given_leaves_both_plans_on_the_line_of_no_treatment(lab):
    give(lab, kv1_before=20.0)
    scores = {name: response.score for name, response in lab.result.responses.items()}
    assert (scores["A"] == scores["untreated"]).all()
    assert (scores["B"] == scores["untreated"]).all()
    before, after = (f"{score:.1f}" for score in scores["A"][[0, -1]])
    assert f"Plan A: symptom score {before} before, {after} of 10 in week 26." in lab.finding


def test_relief_by_carbamazepine_alone_is_partial(lab):
    """4 of 5 patients had a moderate effect [German2015]: better, and not well."""
    give(lab, a_carbamazepine_mg=800.0)
    score = lab.result.responses["A"].score
    assert 0.25 * score[0] < score[-1] < 0.75 * score[0]


def test_no_curve_leaves_its_panel(lab):
    give(lab, kv1_before=5.0, a_carbamazepine_mg=1600.0, b_botulinum=True, b_n_exchanges=6)
    for axes in figure_of(lab).axes:
        low, high = axes.get_ylim()
        for line in axes.lines:
            assert low <= min(line.get_ydata())
            assert max(line.get_ydata()) <= high


@settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.integers(0, 20), st.integers(0, 20).map(lambda n: 5.0 * n), st.integers(1, 8))
def test_the_blocker_cuts_bursts_and_every_command_passes(axon, level, kv1, rate):
    axon.set(level_mg_per_L=float(level), kv1_fraction=kv1, command_rate_hz=5.0 * rate)
    result = axon.result
    assert result.healthy.n_spikes == result.n_commands
    assert result.n_commands <= result.sick.n_spikes <= result.without.n_spikes
    assert result.curves["healthy"] == (result.n_commands,) * len(result.levels_mg_per_L)


def test_an_axon_with_all_its_channels_has_no_burst_to_cut(axon):
    axon.set(level_mg_per_L=12.0, kv1_fraction=100.0, command_rate_hz=10.0)
    assert "3 commands give 3 spikes in the sick axon instead of 3" in axon.finding


def test_within_the_usual_range_the_burst_of_a_sick_axon_is_cut(axon):
    axon.set(level_mg_per_L=12.0, kv1_fraction=10.0, command_rate_hz=10.0)
    assert axon.result.sick.n_spikes < axon.result.without.n_spikes
    # A quarter of 12 mg/L is free; 236.27 g/mol.
    assert f"({12 * 0.25 / 236.27 * 1000:.1f} µM free)" in axon.finding
