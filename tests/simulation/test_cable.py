"""The cable against an independent integration, against itself, and what a nerve is known to do."""

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from neuro_edu.errors import ParameterError
from neuro_edu.simulation.nerve.axon import initial_state, simulate_axon
from neuro_edu.simulation.nerve.cable import NERVE_SHOCK, simulate_cable
from neuro_edu.simulation.nerve.cable_parameters import (
    AUTOIMMUNE_CABLE,
    HEALTHY_CABLE,
    KCNA1_CABLE,
    CableParameters,
    LocalAnaesthetic,
    LocalCooling,
)
from neuro_edu.simulation.nerve.parameters import HEALTHY_AXON, ONE_SHOCK, AxonParameters, Stimulus

from .reference_cable import integrate_cable

LAST = HEALTHY_CABLE.n_nodes - 1
EARLY = NERVE_SHOCK.replace(onsets_ms=(2.0,))

SHORT = HEALTHY_CABLE.replace(n_nodes=7, terminal_nodes=3)
CABLES = {
    "healthy": SHORT,
    "terminal without Kv1": SHORT.replace(terminal_nodes=5, terminal_kv1_fraction=0.0),
    "gene": SHORT.replace(axon=HEALTHY_AXON.replace(kv1_fraction=0.2)),
    "half anaesthetised": SHORT.replace(
        anaesthetic=LocalAnaesthetic(first_node=2, last_node=4, sodium_block=0.7)
    ),
    "cooled": SHORT.replace(cooling=LocalCooling(first_node=3, last_node=6, temperature_degC=25.0)),
    "with a drug": SHORT.replace(axon=HEALTHY_AXON.replace(kv1_fraction=0.0, drug_uM=10.0)),
}


def trains(result):
    return [result.spikes.of_unit(node) for node in range(result.cable.n_nodes)]


@pytest.mark.parametrize("name", CABLES)
def test_no_spike_is_further_than_a_tenth_of_a_ms_from_lsoda(name):
    cable = CABLES[name]
    reference = integrate_cable(cable, {0: EARLY}, initial_state(cable.axon), 25.0)
    ours = trains(simulate_cable(cable, {0: EARLY}, duration_ms=25.0))
    assert [train.size for train in ours] == [train.size for train in reference]
    assert sum(train.size for train in ours) >= 7
    assert max(np.abs(a - b).max() for a, b in zip(ours, reference, strict=True)) < 0.1


def test_halving_the_step_quarters_the_error():
    cable = CABLES["terminal without Kv1"]
    reference = integrate_cable(cable, {0: EARLY}, initial_state(cable.axon), 20.0, rtol=1e-9)[-1]

    def error_ms(dt_ms):
        result = simulate_cable(cable, {0: EARLY}, duration_ms=20.0, dt_ms=dt_ms)
        assert result.spikes.counts[-1] == reference.size > 3
        return np.abs(result.spikes.of_unit(6) - reference).max()

    assert error_ms(0.05) > 3 * error_ms(0.025) > 9 * error_ms(0.0125)


@pytest.mark.parametrize("name", CABLES)
def test_compiled_and_plain_loop_give_the_same_numbers(name):
    pytest.importorskip("numba")
    cable = CABLES[name].replace(axon=CABLES[name].axon.replace(noise_pA=5.0))
    plain, compiled = (
        simulate_cable(
            cable, {0: EARLY}, duration_ms=15.0, seed=3, sample_nodes=(0, 5), compiled=form
        )
        for form in (False, True)
    )
    np.testing.assert_array_equal(plain.spikes.offsets, compiled.spikes.offsets)
    np.testing.assert_allclose(plain.spikes.times_ms, compiled.spikes.times_ms, atol=1e-9, rtol=0)
    np.testing.assert_allclose(plain.V_m_mV, compiled.V_m_mV, atol=1e-9, rtol=1e-9)


def test_nodes_that_are_hardly_joined_behave_as_lone_axons():
    cable = HEALTHY_CABLE.replace(
        axon=HEALTHY_AXON.replace(kv1_fraction=0.1), n_nodes=2, terminal_nodes=0, axial_nS=1.0
    )
    stimulus = ONE_SHOCK.replace(amplitude_pA=3000.0)
    alone = simulate_axon(cable.axon, stimulus, duration_ms=60.0).spike_times_ms
    joined = simulate_cable(cable, {0: stimulus, 1: stimulus}, duration_ms=60.0)
    for node in (0, 1):
        np.testing.assert_allclose(joined.spikes.of_unit(node), alone, atol=0.1)


def test_two_like_nodes_bind_a_drug_as_a_lone_axon_does():
    # Shocked alike they stay alike, and no current flows between them.
    axon = HEALTHY_AXON.replace(
        nap_fraction=2.5, drug_uM=100.0, k_on_per_uM_ms=4e-4, k_off_per_ms=2e-2
    )
    cable = HEALTHY_CABLE.replace(axon=axon, n_nodes=2, terminal_nodes=0)
    train = Stimulus.train(n_pulses=8, rate_hz=40.0, first_ms=5.0)
    alone = simulate_axon(axon, train, duration_ms=210.0)
    joined = simulate_cable(cable, {0: train, 1: train}, duration_ms=210.0)
    assert alone.n_spikes == 8
    for node in (0, 1):
        np.testing.assert_allclose(
            joined.spikes.of_unit(node), alone.spike_times_ms, rtol=0, atol=2e-3
        )


@pytest.mark.parametrize("n_nodes", [20, 60])
def test_in_health_one_stimulus_gives_one_spike_at_every_node_in_order(n_nodes):
    result = simulate_cable(HEALTHY_CABLE.replace(n_nodes=n_nodes))
    assert result.spikes.counts.tolist() == [1] * n_nodes
    assert (np.diff(result.spikes.times_ms) > 0).all()
    (wave,) = result.waves
    assert (wave.origin_node, wave.direction) == (0, "orthodromic")


def test_a_healthy_cable_follows_a_train_and_is_silent_without_one():
    train = Stimulus.train(n_pulses=10, rate_hz=50.0, amplitude_pA=4000.0)
    followed = simulate_cable(stimuli={0: train}, duration_ms=300.0)
    assert followed.spikes.counts.tolist() == [10] * HEALTHY_CABLE.n_nodes
    assert simulate_cable(stimuli={}, duration_ms=3000.0).spikes.n_spikes == 0


def test_a_distal_stimulus_sends_a_spike_back():
    result = simulate_cable(stimuli={LAST: NERVE_SHOCK})
    assert result.spikes.counts.tolist() == [1] * HEALTHY_CABLE.n_nodes
    (wave,) = result.waves
    assert (wave.origin_node, wave.direction) == (LAST, "antidromic")
    there = simulate_cable().conduction_velocity_m_per_s(3, 13)
    assert result.conduction_velocity_m_per_s(13, 3) == pytest.approx(there, rel=0.05)


def test_two_spikes_that_meet_end_there():
    result = simulate_cable(stimuli={0: NERVE_SHOCK, LAST: NERVE_SHOCK})
    assert result.spikes.counts.tolist() == [1] * HEALTHY_CABLE.n_nodes
    assert {wave.direction for wave in result.waves} == {"orthodromic", "antidromic"}
    for wave in result.waves:
        assert wave.reached(0) != wave.reached(LAST)


def test_velocity_is_way_over_time_and_that_of_a_human_motor_nerve():
    result = simulate_cable(stimuli={0: EARLY}, duration_ms=8.0)
    (first_ms,), (last_ms,) = result.spikes.of_unit(3), result.spikes.of_unit(13)
    velocity_m_s = 1e-3 * 10 * 1.4 / (1e-3 * (last_ms - first_ms))  # ten internodes of 1.4 mm
    assert result.conduction_velocity_m_per_s(3, 13) == pytest.approx(velocity_m_s)
    assert result.conduction_velocity_m_per_s(13, 3) == pytest.approx(velocity_m_s)
    assert 40.0 < velocity_m_s < 60.0  # motor nerves of the arm and leg, warm


def test_velocity_rises_with_temperature_and_falls_in_a_cooled_stretch():
    velocities = [
        simulate_cable(
            HEALTHY_CABLE.replace(axon=HEALTHY_AXON.replace(temperature_degC=T))
        ).conduction_velocity_m_per_s(3, 13)
        for T in (25.0, 28.0, 31.0, 34.0, 37.0)
    ]
    assert (np.diff(velocities) > 0).all()
    cold = LocalCooling(first_node=8, last_node=15, temperature_degC=25.0)
    cooled = simulate_cable(HEALTHY_CABLE.replace(cooling=cold))
    body = simulate_cable()
    ratio = [
        cooled.conduction_velocity_m_per_s(*pair) / body.conduction_velocity_m_per_s(*pair)
        for pair in ((1, 6), (8, 14))
    ]
    assert ratio[0] == pytest.approx(1.0, abs=0.01)
    assert ratio[1] < 0.95


@pytest.mark.parametrize("terminal_nodes", [2, 3, 4, 5])
def test_kv1_loss_at_the_terminal_alone_sends_a_group_back_to_the_first_node(terminal_nodes):
    cable = AUTOIMMUNE_CABLE.replace(terminal_nodes=terminal_nodes)
    result = simulate_cable(cable)
    first, *others = result.waves
    assert first.direction == "orthodromic"
    assert 1 <= len(others) <= 14
    for wave in others:
        assert wave.origin_node >= cable.first_terminal_node
        assert wave.direction == "antidromic"
        trunk = wave.times_ms[: cable.first_terminal_node]
        assert (np.diff(trunk) < 0).all()
    intervals_ms = np.diff(result.spikes.of_unit(0))
    assert 30 <= 1000 / intervals_ms.mean() <= 300


def test_the_core_conducts_as_cylinders_of_the_cited_sizes_do():
    def core_nS(diameter_um, length_mm):
        area_m2 = np.pi * (diameter_um * 1e-6 / 2) ** 2
        return 1e9 * area_m2 / (0.7 * length_mm * 1e-3)

    cable = HEALTHY_CABLE
    assert cable.axial_nS == pytest.approx(core_nS(10.4, cable.spacing_mm), rel=0.02)
    assert cable.terminal_axial_nS == pytest.approx(
        core_nS(3.0, cable.terminal_spacing_mm), rel=0.02
    )


def test_without_a_stimulus_a_terminal_without_kv1_fires_groups_of_its_own():
    waves = simulate_cable(AUTOIMMUNE_CABLE, {}, duration_ms=3000.0).waves
    assert len(waves) > 3
    assert all(wave.direction == "antidromic" for wave in waves)


def test_a_gene_repeats_with_its_terminal_cut_off_and_an_antibody_does_not():
    for cable, repeats in ((AUTOIMMUNE_CABLE, False), (KCNA1_CABLE, True)):
        trunk = cable.replace(n_nodes=cable.first_terminal_node, terminal_nodes=0)
        assert (simulate_cable(trunk).spikes.counts[0] > 1) == repeats


@pytest.mark.parametrize(("n_blocked", "conducts"), [(1, True), (2, True), (5, False), (8, False)])
def test_an_anaesthetic_stops_conduction_only_over_enough_nodes(n_blocked, conducts):
    block = LocalAnaesthetic(first_node=4, last_node=3 + n_blocked, sodium_block=1.0)
    result = simulate_cable(HEALTHY_CABLE.replace(anaesthetic=block))
    assert result.spikes.counts[0] == 1
    assert result.spikes.counts[LAST] == conducts
    assert len(result.waves) == 1


def test_a_weak_anaesthetic_slows_but_does_not_stop():
    def arrival(sodium_block):
        block = LocalAnaesthetic(first_node=4, last_node=9, sodium_block=sodium_block)
        return simulate_cable(HEALTHY_CABLE.replace(anaesthetic=block)).spikes.of_unit(LAST)[0]

    assert arrival(0.0) < arrival(0.4) < arrival(0.7)


def test_samples_follow_the_clock_and_cannot_be_changed():
    result = simulate_cable(duration_ms=30.0, sample_nodes=(0, LAST), sample_ms=0.1)
    assert result.V_m_mV.shape == (300, 2)
    assert result.t_ms[1] == pytest.approx(0.1)
    peak_ms = result.t_ms[result.V_m_mV.argmax(axis=0)]
    assert peak_ms[0] < peak_ms[1]
    with pytest.raises(ValueError, match="read-only"):
        result.V_m_mV[0, 0] = 0.0
    assert simulate_cable(duration_ms=30.0).V_m_mV.size == 0


def test_the_same_seed_gives_the_same_noise_and_nodes_have_noise_of_their_own():
    noisy = HEALTHY_CABLE.replace(axon=HEALTHY_AXON.replace(noise_pA=10.0))

    def potentials(seed):
        ends = {"sample_nodes": (0, LAST), "sample_ms": 1.0}
        return simulate_cable(noisy, {}, duration_ms=4000.0, seed=seed, **ends).V_m_mV

    first, again, other = potentials(1), potentials(1), potentials(2)
    np.testing.assert_array_equal(first, again)
    assert not np.array_equal(first, other)
    assert first.std(axis=0).min() > 0.01
    assert abs(np.corrcoef(first.T)[0, 1]) < 0.3


def test_velocity_is_unknown_where_nothing_passed():
    block = LocalAnaesthetic(first_node=4, last_node=10)
    result = simulate_cable(HEALTHY_CABLE.replace(anaesthetic=block))
    assert np.isnan(result.conduction_velocity_m_per_s(0, LAST))


AXON_RANGES = AxonParameters.quantities()
CABLE_RANGES = CableParameters.quantities()


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    axon=st.fixed_dictionaries({k: st.floats(q.low, q.high) for k, q in AXON_RANGES.items()}),
    cable=st.fixed_dictionaries(
        {k: st.floats(q.low, q.high) for k, q in CABLE_RANGES.items() if not q.integer}
    ),
    n_nodes=st.integers(2, 12),
    terminal_nodes=st.integers(0, 12),
    stretch=st.tuples(st.integers(0, 11), st.integers(0, 11)),
    sodium_block=st.floats(0, 1),
    cold_degC=st.floats(20, 40),
    amplitude_pA=st.floats(-5000, 5000),
    dt_ms=st.sampled_from([0.01, 0.02, 0.05]),
)
def test_any_cable_gives_finite_results_or_says_what_is_wrong(
    axon, cable, n_nodes, terminal_nodes, stretch, sodium_block, cold_degC, amplitude_pA, dt_ms
):
    ends = {"first_node": min(stretch), "last_node": max(stretch)}
    options = {
        **cable,
        "axon": AxonParameters(**axon),
        "n_nodes": n_nodes,
        "terminal_nodes": terminal_nodes,
        "anaesthetic": LocalAnaesthetic(**ends, sodium_block=sodium_block),
        "cooling": LocalCooling(**ends, temperature_degC=cold_degC),
    }
    if terminal_nodes > n_nodes or max(stretch) >= n_nodes:
        with pytest.raises(ParameterError, match=r"n_nodes|within the cable"):
            CableParameters(**options)
        return
    stimulus = Stimulus(onsets_ms=(1.0, 6.0), amplitude_pA=amplitude_pA, width_ms=0.5)
    result = simulate_cable(
        CableParameters(**options), {0: stimulus, n_nodes - 1: EARLY}, duration_ms=12.0,
        dt_ms=dt_ms, sample_nodes=range(n_nodes),
    )  # fmt: skip
    assert np.isfinite(result.V_m_mV).all()
    assert np.abs(result.V_m_mV).max() < 5000
    assert sum(np.isfinite(wave.times_ms).sum() for wave in result.waves) == result.spikes.n_spikes


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: HEALTHY_CABLE.replace(n_nodes=1), "n_nodes must lie between 2 and 60, got 1"),
        (lambda: HEALTHY_CABLE.replace(axial_nS=0.0), "axial_nS .* nS, got 0 nS"),
        (lambda: HEALTHY_CABLE.replace(axon=None), "axon must be AxonParameters, got None"),
        (lambda: HEALTHY_CABLE.replace(cooling=20.0), "cooling must be LocalCooling or None"),
        (lambda: HEALTHY_CABLE.replace(n_nodes=4), "terminal_nodes must not exceed n_nodes = 4"),
        (lambda: LocalAnaesthetic(first_node=5, last_node=2), "last_node must not lie before"),
        (
            lambda: HEALTHY_CABLE.replace(anaesthetic=LocalAnaesthetic(last_node=30)),
            "anaesthetic must end within the cable of 21 nodes",
        ),
        (lambda: simulate_cable(stimuli={21: NERVE_SHOCK}), "node in stimuli .* 0 and 20, got 21"),
        (lambda: simulate_cable(sample_nodes=(-1,)), "node in sample_nodes .* got -1"),
        (lambda: simulate_cable(dt_ms=0.5), "dt_ms must lie between 0.001 and 0.05 ms"),
        (lambda: simulate_cable(duration_ms=float("nan")), "duration_ms .* got nan ms"),
        (
            lambda: simulate_cable(duration_ms=1.0).conduction_velocity_m_per_s(3, 3),
            "first_node and last_node must differ",
        ),
    ],
)
def test_bad_input_is_refused_with_name_value_unit_and_range(call, words):
    with pytest.raises(ParameterError, match=words):
        call()
