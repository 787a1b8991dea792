"""Numbers in sentences, tables and pictures of the labs are those of the result, measured anew."""

import re

import numpy as np
import pytest

from neuro_edu.content import load_content
from neuro_edu.lessons import (
    axon_lab,
    bayes_lab,
    conduction_lab,
    threshold_lab,
    treatment_lab,
    tumour_screen_lab,
    use_dependence_lab,
    workup_planner,
)
from tests.lessons.labs import figure_of


def upstrokes_ms(t_ms, V_mV):
    """Times at which a sampled potential rises through -20 mV."""
    above = V_mV > -20.0
    return t_ms[1:][above[1:] & ~above[:-1]]


def table(panel):
    return {row[0]: row[1:] for row in panel._details(panel.result)}


def number(text):
    return float(re.search(r"[\d.]+", text).group())


def test_the_table_of_the_axon_lab_has_the_spikes_and_intervals_of_the_traces():
    panel = axon_lab()
    panel.set(kind="train", n_shocks=5.0, train_rate_hz=20.0, strength=300.0, kv1_fraction=20.0)
    rows = table(panel)
    for column, one in enumerate((panel.result.result, panel.result.healthy)):
        times_ms = upstrokes_ms(one.t_ms, one.V_node_mV)
        assert int(rows["Spikes"][column]) == times_ms.size
        said = [
            float(n) for n in re.findall(r"[\d.]+", rows["Shortest and longest interval"][column])
        ]
        intervals_ms = np.diff(times_ms)
        assert said == pytest.approx([intervals_ms.min(), intervals_ms.max()], abs=0.15)
    assert rows["Spikes"][0] != rows["Spikes"][1]


@pytest.fixture(scope="module")
def shocks():
    return threshold_lab()


def test_the_phases_of_the_threshold_table_follow_one_another(shocks):
    # F11, F12: refractory for a few ms, then superexcitable, then late subexcitable.
    shocks.set(kv1_fraction=100.0, interval_ms=5.0, second_strength=100.0)
    rows = table(shocks)
    none_ms = number(rows["Cannot be excited up to"][0])
    harder_ms = number(rows["Harder to excite up to"][0])
    lowest, lowest_ms = map(float, re.findall(r"[\d.]+", rows["Lowest threshold"][0]))
    highest, highest_ms = map(float, re.findall(r"[\d.]+", rows["Highest later on"][0]))
    assert 0.3 < none_ms < harder_ms < 5.0
    assert lowest < 100.0 < highest
    assert harder_ms < lowest_ms < highest_ms


def test_a_shock_a_little_above_what_the_sentence_says_is_needed_works_and_one_below_fails(shocks):
    for kv1 in (100.0, 50.0):
        shocks.set(kv1_fraction=kv1, interval_ms=60.0, second_strength=100.0)
        needed = float(re.search(r"it needs (\d+) % of its", shocks.finding).group(1))
        for strength, answered in ((needed - 5.0, False), (needed + 5.0, True)):
            shocks.set(second_strength=strength)
            assert ("sets off a spike" in shocks.finding) == answered


def test_spikes_at_both_ends_of_the_fibre_are_told_apart():
    fibre = conduction_lab()
    # A block in the middle: what begins at the terminal reaches the muscle and not the cord.
    fibre.set(
        shock="muscle", terminal_kv1_fraction=0.0, anaesthetic="middle", anaesthetic_mm=10.0,
        sodium_block=100.0,
    )  # fmt: skip
    muscle, cord = map(
        int, re.search(r"; (\d+) reach the muscle and (\d+) run back", fibre.finding).groups()
    )
    spikes = fibre.result.result.spikes
    assert cord == spikes.of_unit(0).size == 0
    assert muscle == spikes.of_unit(fibre.result.result.cable.n_nodes - 1).size - 1 > 0


@pytest.fixture(scope="module")
def plans():
    return treatment_lab()


def test_days_above_the_usual_level_are_counted_on_the_curve(plans):
    plans.set(a_carbamazepine_mg=1600.0, risk="none")
    response = plans.result.responses["A"]
    days = np.unique(np.floor(7.0 * response.weeks[response.level_mg_per_L > 12.0] + 1e-6)).size
    assert f"above 12 mg/L on {days} days" in plans.finding
    assert 0 < days < 7 * 26


def test_lowest_antibody_and_best_week_are_those_of_the_curves(plans):
    plans.set(b_n_exchanges=5, b_rituximab=False, b_carbamazepine_mg=0.0)
    response = plans.result.responses["B"]
    said = plans.finding.split("Plan B: ")[1]
    assert f"antibody at lowest {100 * min(response.antibody):.0f} %" in said
    best = int(np.argmin(response.score))
    assert f"(best {response.score[best]:.1f} in week {response.weeks[best]:.0f})" in said
    assert 0 < response.weeks[best] < 26


def test_a_drug_lowers_the_height_of_spikes_as_told():
    axon = use_dependence_lab()
    axon.set(level_mg_per_L=20.0, kv1_fraction=10.0)
    without, sick = (max(run.V_node_mV) for run in (axon.result.without, axon.result.sick))
    assert f"hardly changes ({without:.0f} and {sick:.0f} mV)" in axon.finding
    assert round(without) > round(sick)


def test_the_calendar_shows_every_scan_up_to_the_one_that_finds_it():
    search = tumour_screen_lab()
    search.set(
        sought="thymoma", visible_month=13.0, first_repeat_months=6.0, interval_months=6.0,
        stop_months=48.0,
    )  # fmt: skip
    calendar = figure_of(search).axes[2]
    drawn = {line.get_marker(): list(line.get_xdata()) for line in calendar.lines if
             line.get_color() == "#0072B2"}  # fmt: skip
    assert drawn == {"|": [0.0, 6.0, 12.0, 18.0], "*": [18.0]}


def test_each_verdict_stands_beside_its_test_with_its_mark():
    planner = workup_planner()
    planner.set(
        patient="twitching-only", order_vgkc_assay=True, order_caspr2_lgi1=True,
        order_nerve_conduction=True, show_missing=True,
    )  # fmt: skip
    axes = figure_of(planner).axes[0]
    beside = {}
    for text in axes.texts:
        beside.setdefault(text.get_position()[1], []).append(text.get_text())
    rows = {names[0]: (row, names[-1]) for row, names in beside.items() if row >= 0}
    marked = {
        float(y): line.get_marker() for line in axes.lines if line.get_marker() not in ("", "None")
        for y in np.atleast_1d(line.get_ydata())
    }  # fmt: skip
    # What the picture must say, by the word for the verdict.
    words = {
        "first": ("ordered: needed first", "o"),
        "next": ("ordered: useful as a second step", "^"),
        "not here": ("ordered: this patient does not need it", "s"),
        "wasted": ("ordered: helps nobody with this suspicion", "X"),
        "missing": ("missing: needed first", "o"),
        "open": ("", None),
    }
    verdicts = dict(planner.result.verdicts)
    assert {"wasted", "next", "missing"} <= set(verdicts.values())
    for name, verdict in verdicts.items():
        row, said = rows[name]
        assert (said, marked.get(row)) == words[verdict], name


def test_the_picture_of_a_thousand_counts_what_it_draws():
    bayes = bayes_lab()
    bayes.set(test="own", pretest=37.0, sensitivity=61.0, specificity=83.0)
    crowd, counts, _ = figure_of(bayes).axes
    drawn = sorted(len(line.get_xdata()) for line in crowd.lines)
    assert drawn == sorted(int(t.get_text()) for t in counts.texts if t.get_text().isdigit())
    # By hand: 370 ill, of whom 61 %; 630 well, of whom 17 %.
    assert drawn == sorted([226, 144, 107, 523])
    origins = {row[0]: row[2] for row in bayes._details(bayes.result)}
    assert origins["Sensitivity"] == "your slider"


def test_the_table_of_orders_says_why_a_test_is_wasted_only_once_it_is_ordered():
    planner = workup_planner()
    why = load_content().investigations["ct-brain"].wasted
    planner.set(patient="generalised", order_ct_brain=False)
    assert not any(why in cell for row in planner._details(planner.result) for cell in row)
    planner.set(order_ct_brain=True)
    assert any(why in cell for row in planner._details(planner.result) for cell in row)
