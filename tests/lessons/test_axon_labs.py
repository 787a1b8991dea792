"""What the labs of one axon say, against counts of our own and published ranges."""

import re

import numpy as np
import pytest

from neuro_edu.content import load_content
from neuro_edu.figures.channel_drawing import PLACES
from neuro_edu.lessons import axon_lab, channel_map, conduction_lab, threshold_lab
from neuro_edu.simulation.nerve.parameters import HEALTHY_AXON, NEUROMYOTONIC_AXON
from neuro_edu.simulation.treatment.drugs import DRUGS


def upstrokes_ms(result):
    """Times at which the sampled node potential rises through -20 mV: a count of our own."""
    above = result.V_node_mV > -20.0
    return result.t_ms[1:][above[1:] & ~above[:-1]]


@pytest.fixture(scope="module")
def axon():
    return axon_lab()


@pytest.fixture(scope="module")
def fibre():
    return conduction_lab()


@pytest.fixture(scope="module")
def shocks():
    return threshold_lab()


@pytest.mark.parametrize("kv1", [100.0, 40.0, 0.0])
@pytest.mark.parametrize("kind", ["shock", "train", "step"])
def test_the_axon_lab_counts_what_the_traces_show(axon, kv1, kind):
    axon.set(kv1_fraction=kv1, kind=kind, drug="none", strength=300.0)
    said = re.search(r"gives (\d+) spikes? where the healthy axon gives (\d+)", axon.finding)
    counted = [upstrokes_ms(one).size for one in (axon.result.result, axon.result.healthy)]
    assert [int(number) for number in said.groups()] == counted
    assert f"Kv1 {kv1:.0f} %" in axon.finding


def test_a_shock_below_threshold_gives_no_spike_and_one_above_it_one(axon):
    for strength, n_spikes in ((90.0, 0), (120.0, 1)):
        axon.set(kind="shock", strength=strength, kv1_fraction=100.0, drug="none")
        assert axon.result.healthy.n_spikes == n_spikes


def test_every_stimulus_of_a_train_is_answered_once_in_health(axon):
    axon.set(kind="train", n_shocks=10.0, train_rate_hz=20.0, strength=300.0, kv1_fraction=100.0)
    rates_hz = 1000.0 / np.diff(upstrokes_ms(axon.result.healthy))
    assert rates_hz == pytest.approx(20.0, rel=0.01)
    assert rates_hz.size == 9


def test_carbamazepine_shortens_the_discharge_and_lets_the_command_pass(axon):
    # Sodium-channel blockers cut bursts while single commands pass (Kuo1998).
    axon.set(kind="shock", strength=300.0, kv1_fraction=10.0, drug="none", dose=3.0)
    without = axon.result.result.n_spikes
    axon.set(drug="carbamazepine")
    assert 1 <= axon.result.result.n_spikes < without
    assert "Carbamazepine" in axon.finding


def test_the_reference_dose_lies_in_the_usual_plasma_range(axon):
    axon.set(drug="carbamazepine", dose=1.0)
    free = float(re.search(r"Carbamazepine, ([\d.]+) µM free", axon.finding).group(1))
    numbers = DRUGS["carbamazepine"].numbers
    to_free = 1000.0 * numbers["free_fraction"].value / 236.27  # g/mol
    assert 4.0 * to_free <= free <= 12.0 * to_free  # 4 to 12 mg/L (CBZkinetics)


def test_a_lab_may_start_with_a_diseased_axon():
    assert axon_lab(NEUROMYOTONIC_AXON).values["kv1_fraction"] == pytest.approx(10.0)


def test_the_second_shock_is_answered_as_the_lab_says(shocks):
    for interval_ms, strength in ((5.0, 100.0), (60.0, 100.0), (60.0, 300.0), (0.8, 400.0)):
        shocks.set(interval_ms=interval_ms, second_strength=strength, kv1_fraction=100.0)
        n_upstrokes = upstrokes_ms(shocks.result.this).size
        late = upstrokes_ms(shocks.result.this) > shocks.result.this.onsets_ms[1]
        answered = bool(late.any()) and n_upstrokes > 1
        assert ("sets off a spike" in shocks.finding) == answered


def test_a_refractory_axon_is_told_once(shocks):
    # The shortest interval is within the absolute refractory period of any nerve.
    shocks.set(interval_ms=0.8, kv1_fraction=100.0, second_strength=400.0)
    assert shocks.finding.count("400 %") == 1
    shocks.set(second_strength=100.0)
    assert "nor has one of 400 %" in shocks.finding


def test_a_shock_of_rest_strength_fails_late_and_works_in_the_superexcitable_phase(shocks):
    shocks.set(interval_ms=5.0, second_strength=100.0, kv1_fraction=100.0)
    assert "easier to excite" in shocks.finding
    assert "sets off a spike" in shocks.finding
    shocks.set(interval_ms=60.0)
    assert "harder to excite" in shocks.finding
    assert "has no answer" in shocks.finding


def test_an_axon_without_kv1_fires_where_its_threshold_cannot_be_measured(shocks):
    shocks.set(interval_ms=5.0, kv1_fraction=0.0)
    assert "firing by itself" in shocks.finding
    head, *rows = shocks._details(shocks.result)
    assert all(len(row) == len(head) for row in rows)
    assert any("fires by itself" in row[-1] for row in rows)


def moved(fibre, **values):
    start = {"shock": "cord", "terminal_kv1_fraction": 100.0, "anaesthetic": "none"}
    start["temperature_degC"] = 33.0
    fibre.set(**{**start, "anaesthetic_mm": 7.0, "sodium_block": 100.0, **values})
    return fibre.finding, fibre.result.result


def test_a_healthy_fibre_conducts_at_a_published_speed(fibre):
    # Healthy motor axons, F02: 40 to 60 m/s.
    finding, result = moved(fibre)
    said = float(re.search(r"runs at (\d+) m/s", finding).group(1))
    times_ms = [result.spikes.of_unit(node)[0] for node in (5, 35)]
    own = (result.cable.position_mm[35] - result.cable.position_mm[5]) / np.diff(times_ms)[0]
    assert said == pytest.approx(own, abs=1.5)
    assert 40 <= said <= 60


def test_warmth_makes_it_faster(fibre):
    speeds = [
        float(re.search(r"runs at (\d+) m/s", moved(fibre, temperature_degC=T)[0]).group(1))
        for T in (32.0, 38.0)
    ]
    assert speeds[0] < speeds[1]


def test_an_anaesthetised_stretch_stops_the_spike(fibre):
    finding, result = moved(fibre, anaesthetic="middle")
    assert "stops in the anaesthetised stretch" in finding
    assert result.spikes.of_unit(result.cable.n_nodes - 1).size == 0
    assert result.spikes.of_unit(5).size == 1


def test_two_spikes_that_meet_put_each_other_out(fibre):
    finding, result = moved(fibre, shock="both")
    assert "put each other out" in finding
    assert "one at 0 mm" in finding
    assert "one at 57 mm" in finding
    assert all(result.spikes.of_unit(node).size == 1 for node in range(result.cable.n_nodes))


def test_extra_spikes_begin_at_the_terminal_and_run_back_to_the_cord(fibre):
    # Antibodies reach the terminal alone; each of its spikes also runs backwards.
    finding, result = moved(fibre, terminal_kv1_fraction=0.0)
    more = int(re.search(r"(\d+) more spikes begin", finding).group(1))
    last = result.cable.n_nodes - 1
    assert more == result.spikes.of_unit(0).size - 1 == result.spikes.of_unit(last).size - 1
    first_at = [result.spikes.of_unit(node)[1] for node in (0, last)]
    assert first_at[1] < first_at[0]


def test_a_block_at_the_terminal_stops_them_and_one_in_the_middle_only_keeps_commands_out(fibre):
    finding, _result = moved(fibre, terminal_kv1_fraction=0.0, anaesthetic="terminal")
    assert "No spike begins anywhere else" in finding
    finding, result = moved(fibre, shock="muscle", terminal_kv1_fraction=0.0, anaesthetic="middle")
    assert "more spikes begin" in finding
    assert result.spikes.of_unit(0).size == 0


def test_the_channel_map_says_the_glossarys_words_and_where_the_part_sits():
    panel = channel_map()
    terms = load_content().terms
    for part, place in PLACES.items():
        panel.set(part=part)
        assert terms[part].definition in panel.finding
        if place.region:
            assert terms[place.region].term in panel.finding
        rows = panel._details(panel.result)
        assert len({len(row) for row in rows}) == 1


def test_kv1_is_drawn_beside_the_node_and_kv7_at_it():
    # Dawes2018 and Devaux2004, as the glossary has it.
    assert PLACES["kv1"].region == PLACES["caspr2"].region == "juxtaparanode"
    assert PLACES["kv7"].region == PLACES["sodium-channel"].region == "node-of-ranvier"
    assert min(PLACES["kv1"].at) > max(PLACES["kv7"].at)
    assert HEALTHY_AXON.g_Kf_internode_nS > HEALTHY_AXON.g_Kf_nS


def test_the_table_of_the_axon_lab_says_where_the_numbers_of_a_drug_come_from(axon):
    axon.set(drug="mexiletine", dose=1.0, kind="shock", kv1_fraction=100.0)
    rows = axon._details(axon.result)
    assert len({len(row) for row in rows}) == 1
    # WangGK2004: late current half blocked by 7.5 uM, in the muscle's channels.
    assert ("half block of late current", "7.5 µM", "WangGK2004 (muscle isoform)") in rows
    axon.set(drug="none")
    words = [cell for row in axon._details(axon.result) for cell in row]
    assert not any("WangGK2004" in word for word in words)


def test_a_strong_local_anaesthetic_raises_the_threshold(axon):
    thresholds = []
    for drug in ("none", "lidocaine"):
        axon.set(drug=drug, dose=1.0, kv1_fraction=100.0)
        row = next(row for row in axon._details(axon.result) if row[0].startswith("Threshold"))
        thresholds.append(float(row[1].split()[0]))
    assert thresholds[1] > thresholds[0]
