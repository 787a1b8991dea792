"""Numbers in sentences, tables and pictures of the labs are those of the result, measured anew."""

import re

import numpy as np
import pytest

from neuro_edu.content import load_content
from neuro_edu.lessons import (
    axon_lab,
    bayes_lab,
    cause_lab,
    conduction_lab,
    discharge_library,
    nerve_stimulation_lab,
    stiffness_lab,
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


def test_the_row_of_steps_in_the_cause_lab_says_what_each_panel_measures():
    lab = cause_lab()
    lab.set(cause="caspr2-neuromyotonia", severity=100.0)
    view, chain = lab._live.view, lab.result
    healthy = view._healthy
    knob = load_content().conditions["caspr2-neuromyotonia"].knob
    cause, axon, units, emg, letting_go = (text.get_text() for text in view._numbers)
    # Of this condition the share furthest from health is that of Kv1.
    assert cause == f"Kv1 {100 * knob.kv1_fraction:.0f} %"
    assert axon == f"{max(chain.n_spikes)} spikes a shock"
    assert units.startswith(f"{chain.n_firing_at_rest} of {chain.recording.trains.n_units} ")
    ill_uV, healthy_uV = map(int, re.findall(r"\d+", emg))
    assert ill_uV > 2 * healthy_uV > 0
    ill_ms, healthy_ms = map(int, re.findall(r"\d+", letting_go))
    assert ill_ms > 2 * healthy_ms > 0
    grip = int(re.search(r"grip (\d+) % of health", lab.finding).group(1))
    # Of several stretches before the release, the shares differ by a few per cent.
    shares = []
    for window_ms in (50.0, 100.0, 200.0):
        pulls_mN = []
        for one in (chain.recording, healthy.recording):
            since_ms = one.force_times_ms - one.manoeuvre.release_ms
            pulls_mN.append(one.force_mN[(since_ms >= -window_ms) & (since_ms < 0.0)].mean())
        shares.append(100.0 * pulls_mN[0] / pulls_mN[1])
    assert min(shares) - 5.0 <= grip <= max(shares) + 5.0
    assert abs(grip - 100.0) > 1.0


def test_each_shock_of_the_table_has_its_own_after_discharges():
    lab = nerve_stimulation_lab()
    lab.set(patient="caspr2-neuromyotonia", shocks="5x1")
    head, *rows = lab._details(lab.result)
    found = lab.result.found
    counts, lengths_ms = (
        [row[head.index(name)] for row in rows[:5]] for name in ("After-discharges", "for (ms)")
    )
    assert counts == [f"{n:d}" for n in found.after_discharges]
    assert lengths_ms == [f"{ms:.0f}" for ms in found.after_discharge_ms]
    assert len(set(counts)) > 1
    assert f"{counts[0]} after-discharges of the motor units follow the first" in lab.finding


def test_the_library_calls_normal_what_healthy_people_have():
    library = discharge_library()
    for discharge, normal in (("voluntary", True), ("neuromyotonic", False), ("myotonic", False)):
        library.set(discharge=discharge)
        assert ("(normal)" in library.finding) == normal


def test_the_table_of_orders_says_why_a_test_is_wasted_only_once_it_is_ordered():
    planner = workup_planner()
    why = load_content().investigations["ct-brain"].wasted
    planner.set(patient="generalised", order_ct_brain=False)
    assert not any(why in cell for row in planner._details(planner.result) for cell in row)
    planner.set(order_ct_brain=True)
    assert any(why in cell for row in planner._details(planner.result) for cell in row)


def test_the_time_to_relax_is_that_after_which_the_force_stays_low():
    muscle = stiffness_lab()
    muscle.set(patient="cramp-fasciculation-syndrome", severity=50.0, task="grip")
    said = re.search(r"and (\d+) ms to stay below 10 % \(healthy (\d+) ms\)", muscle.finding)
    for one, told_ms in zip(
        (muscle.result.result, muscle.result.healthy), map(float, said.groups()), strict=True
    ):
        since_ms = one.force_times_ms - one.manoeuvre.release_ms
        before_mN = one.force_mN[(since_ms >= -100.0) & (since_ms < 0.0)].mean()
        share = one.force_mN / before_mN
        assert (share[since_ms > told_ms + 1.0] <= 0.1).all()
        assert share[np.argmin(np.abs(since_ms - (told_ms - 5.0)))] > 0.1


def test_the_gain_that_fits_is_the_finest_that_cuts_nothing_off():
    library = discharge_library()
    gains = [value for value, _ in library._controls["gain"].options if value != "fitting"]
    for discharge in ("fibrillation", "neuromyotonic"):
        # The fit is to the whole trace, of which the screen shows a part.
        library.set(discharge=discharge, gain="fitting", speed="100")
        screen, emg_uV = library.result.screen, library.result.trace.emg_uV
        chosen = f"{screen.uV_per_div:g}"
        assert not screen.is_cut_off
        finer = gains[gains.index(chosen) - 1]
        assert np.abs(emg_uV).max() > 0.9 * float(finer)
        assert np.abs(emg_uV).max() < float(chosen)
