"""The axon against an independent integration, against itself at other steps, and at its edges."""

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from neuro_edu.errors import ParameterError
from neuro_edu.simulation.nerve import membrane
from neuro_edu.simulation.nerve.axon import initial_state, resting_potentials_mV, simulate_axon
from neuro_edu.simulation.nerve.axon_result import response_to
from neuro_edu.simulation.nerve.currents import axon_currents
from neuro_edu.simulation.nerve.parameters import (
    HEALTHY_AXON,
    NEUROMYOTONIC_AXON,
    ONE_SHOCK,
    AxonParameters,
    Stimulus,
)

from .reference_axon import derivatives, integrate

AXONS = {
    "healthy": HEALTHY_AXON,
    "Kv1 30 %": HEALTHY_AXON.replace(kv1_fraction=0.3),
    "neuromyotonic": NEUROMYOTONIC_AXON,
    "with a drug": NEUROMYOTONIC_AXON.replace(drug_uM=5.0),
    "warm": HEALTHY_AXON.replace(kv1_fraction=0.0, temperature_degC=35.0),
}


@pytest.mark.parametrize("name", AXONS)
def test_no_spike_of_a_second_is_further_than_a_tenth_of_a_ms_from_lsoda(name):
    axon = AXONS[name]
    stimulus = Stimulus.train(n_pulses=5, rate_hz=5.0)
    reference, _ = integrate(axon, stimulus, initial_state(axon), 1000.0)
    ours = simulate_axon(axon, stimulus, duration_ms=1000.0)
    assert ours.n_spikes == reference.size >= 5
    assert np.abs(ours.spike_times_ms - reference).max() < 0.1


@pytest.mark.parametrize(
    ("spikes_ms", "n_in_response"),
    [
        ([20.05, 24.0, 60.0], 2),  # during the pulse, and what follows closely
        ([23.0], 1),
        ([23.2], 0),  # more than 3 ms after the end of a pulse from 20 to 20.1 ms
        ([19.9], 0),
        ([5.0, 21.0], 0),  # the axon was firing already
        ([], 0),
    ],
)
def test_a_response_begins_with_the_shock_or_soon_after(spikes_ms, n_in_response):
    response = response_to(ONE_SHOCK, np.array(spikes_ms))
    assert (response.n_spikes if response else 0) == n_in_response


def test_currents_are_ohms_law_at_the_membrane_they_flow_through():
    axon = HEALTHY_AXON.replace(kv1_fraction=0.4, kv7_fraction=0.7, nap_fraction=1.5)
    result = simulate_axon(axon, duration_ms=40.0)
    found = axon_currents(result)
    gate = {name: result.variable(name) for name in ("p", "s", "n_i")}
    V, V_i = result.V_node_mV, result.V_internode_mV
    # nS times mV is pA; Kv1 lies under the myelin, the others at the node.
    np.testing.assert_allclose(
        found.kv1_pA, 0.4 * axon.g_Kf_internode_nS * gate["n_i"] ** 4 * (V_i - axon.E_K_mV)
    )
    np.testing.assert_allclose(found.kv7_pA, 0.7 * axon.g_Ks_nS * gate["s"] * (V - axon.E_K_mV))
    np.testing.assert_allclose(
        found.persistent_sodium_pA, 1.5 * axon.g_NaP_nS * gate["p"] ** 3 * (V - axon.E_Na_mV)
    )
    assert found.sodium_pA.min() < -1000.0 < 0.0 < found.kv1_pA.max()


def test_two_solvers_agree_on_the_reference():
    axon = NEUROMYOTONIC_AXON
    lsoda, _ = integrate(axon, ONE_SHOCK, initial_state(axon), 60.0)
    radau, _ = integrate(axon, ONE_SHOCK, initial_state(axon), 60.0, method="Radau", rtol=1e-8)
    assert lsoda.size > 3
    np.testing.assert_allclose(lsoda, radau, atol=1e-3)


def test_halving_the_step_quarters_the_error():
    axon = HEALTHY_AXON.replace(kv1_fraction=0.3)
    reference, _ = integrate(axon, ONE_SHOCK, initial_state(axon), 60.0)

    def error_ms(dt_ms):
        spikes = simulate_axon(axon, duration_ms=60.0, dt_ms=dt_ms).spike_times_ms
        assert spikes.size == reference.size
        return np.abs(spikes - reference).max()

    assert error_ms(0.05) > 3 * error_ms(0.025) > 9 * error_ms(0.0125)


def test_a_spike_is_placed_between_steps():
    reference, _ = integrate(HEALTHY_AXON, ONE_SHOCK, initial_state(HEALTHY_AXON), 30.0, rtol=1e-10)
    (spike_ms,) = simulate_axon(duration_ms=30.0).spike_times_ms
    assert spike_ms == pytest.approx(reference[0], abs=5e-4)  # a fifth of the short step


def test_a_drug_binds_inactivated_channels_and_blocks_both_sodium_currents():
    # Much drug that comes and goes within a few spikes, and much persistent current to be blocked.
    axon = HEALTHY_AXON.replace(
        kv1_fraction=0.3, nap_fraction=2.5, drug_uM=100.0, k_on_per_uM_ms=4e-4, k_off_per_ms=2e-2
    )
    train = Stimulus.train(n_pulses=8, rate_hz=40.0, first_ms=5.0)
    reference_ms, final = integrate(axon, train, initial_state(axon), 210.0)
    result = simulate_axon(axon, train, duration_ms=210.0)
    np.testing.assert_allclose(result.spike_times_ms, reference_ms, atol=2e-3)
    block = result.variable("block")
    assert block[-1] == pytest.approx(final[10], abs=2e-3)
    assert block.max() - block.min() > 0.05
    assert result.V_node_mV[-1] == pytest.approx(final[0], abs=0.02)


@pytest.mark.parametrize("name", AXONS)
def test_compiled_and_plain_loop_give_the_same_numbers(name):
    pytest.importorskip("numba")
    axon = AXONS[name].replace(noise_pA=5.0)
    plain, compiled = (
        simulate_axon(axon, duration_ms=120.0, seed=3, compiled=form) for form in (False, True)
    )
    np.testing.assert_allclose(plain.spike_times_ms, compiled.spike_times_ms, rtol=0, atol=1e-9)
    np.testing.assert_allclose(plain.states, compiled.states, rtol=1e-9, atol=1e-9)


def test_healthy_axon_answers_one_stimulus_with_one_spike():
    result = simulate_axon()
    assert result.n_spikes == 1
    assert result.response is not None
    assert result.response.n_spikes == 1


def test_healthy_axon_follows_a_train_and_is_silent_without_one():
    train = Stimulus.train(n_pulses=10, rate_hz=20.0)
    assert simulate_axon(stimulus=train, duration_ms=600.0).n_spikes == 10
    assert simulate_axon(stimulus=None, duration_ms=5000.0, sample_ms=0).n_spikes == 0


def test_kv1_loss_turns_one_spike_into_a_group():
    result = simulate_axon(NEUROMYOTONIC_AXON)
    assert result.response is not None
    assert 2 <= result.response.n_spikes <= 15
    mean_interval = result.response.duration_ms / (result.response.n_spikes - 1)
    assert 30 <= 1000 / mean_interval <= 300


def test_spikes_after_a_stimulus_never_fall_as_kv1_is_lost():
    counts = []
    for percent in range(100, -1, -5):
        result = simulate_axon(HEALTHY_AXON.replace(kv1_fraction=percent / 100))
        assert result.response is not None
        counts.append(result.response.n_spikes)
    assert counts == sorted(counts)
    assert counts[:4] == [1, 1, 1, 1]
    assert counts[-1] > 3


def test_a_weak_stimulus_gives_no_response():
    result = simulate_axon(stimulus=ONE_SHOCK.replace(amplitude_pA=100.0))
    assert result.n_spikes == 0
    assert result.response is None


def test_rest_is_a_fixed_point_of_the_independent_equations():
    V, V_i = resting_potentials_mV(HEALTHY_AXON)
    slope = derivatives(HEALTHY_AXON, 0.0)(0.0, initial_state(HEALTHY_AXON)[:11])
    assert -86 <= V <= -78
    assert V_i < V
    assert np.abs(slope).max() < 1e-3


def test_samples_follow_the_clock_and_cannot_be_changed():
    result = simulate_axon(duration_ms=50.0, sample_ms=0.1)
    assert result.t_ms.size == result.V_node_mV.size == 500
    assert result.t_ms[1] == pytest.approx(0.1)
    assert result.V_node_mV[0] == pytest.approx(resting_potentials_mV(HEALTHY_AXON)[0])
    with pytest.raises(ValueError, match="read-only"):
        result.V_node_mV[0] = 0.0


def test_the_same_seed_gives_the_same_noise_and_another_seed_another():
    noisy = HEALTHY_AXON.replace(noise_pA=10.0)
    first, again, other = (
        simulate_axon(noisy, None, duration_ms=100.0, seed=seed) for seed in (1, 1, 2)
    )
    np.testing.assert_array_equal(first.states, again.states)
    assert not np.array_equal(first.states, other.states)


def test_the_noise_has_the_standard_deviation_and_memory_it_is_given():
    noisy = HEALTHY_AXON.replace(noise_pA=5.0)
    noise = simulate_axon(noisy, None, duration_ms=4000.0, sample_ms=0.2).variable("noise")
    assert noise.std() == pytest.approx(5.0, rel=0.1)
    lag = 10  # 2 ms
    correlation = np.corrcoef(noise[:-lag], noise[lag:])[0, 1]
    assert correlation == pytest.approx(np.exp(-1), abs=0.1)


RANGES = AxonParameters.quantities()


@pytest.mark.parametrize("name", RANGES)
def test_every_parameter_runs_at_both_ends_of_its_range(name):
    for value in (RANGES[name].low, RANGES[name].high):
        axon = HEALTHY_AXON.replace(**{name: value})
        result = simulate_axon(axon, duration_ms=30.0)
        assert np.isfinite(result.states).all()
        assert np.abs(result.V_node_mV).max() < 500


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    values=st.fixed_dictionaries(
        {name: st.floats(known.low, known.high) for name, known in RANGES.items()}
    ),
    amplitude_pA=st.floats(-5000, 5000),
    width_ms=st.floats(0.01, 5.0),
)
def test_any_valid_axon_gives_finite_results(values, amplitude_pA, width_ms):
    stimulus = Stimulus(amplitude_pA=amplitude_pA, width_ms=width_ms)
    result = simulate_axon(AxonParameters(**values), stimulus, duration_ms=40.0)
    assert np.isfinite(result.states).all()
    assert (np.diff(result.spike_times_ms) > 0).all()
    gates = result.states[:, 2:9]
    assert gates.min() >= -1e-9
    assert gates.max() <= 1 + 1e-9


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (
            lambda: HEALTHY_AXON.replace(kv1_fraction=1.4),
            "kv1_fraction .* between 0 and 1, got 1.4",
        ),
        (lambda: HEALTHY_AXON.replace(g_Na_nS=float("nan")), "g_Na_nS .* nS, got nan nS"),
        (lambda: HEALTHY_AXON.replace(kv1_fraction="all"), "kv1_fraction must be a number .*'all'"),
        (lambda: HEALTHY_AXON.replace(kv2=0.5), "no parameter 'kv2'"),
        (lambda: simulate_axon(duration_ms=-5.0), "duration_ms .* ms, got -5 ms"),
        (lambda: simulate_axon(dt_ms=1.0), "dt_ms must lie between 0.001 and 0.05 ms"),
        (lambda: simulate_axon(seed=1.5), "seed must be a whole number"),
        (lambda: simulate_axon(0.1), "axon must be AxonParameters"),
        (lambda: simulate_axon(HEALTHY_AXON, 5), "stimulus must be a Stimulus"),
        (lambda: simulate_axon(compiled="yes"), "compiled must be True, False or None"),
        (lambda: simulate_axon(duration_ms=10.0), "onsets_ms starts at 20 ms, after the end"),
        (lambda: simulate_axon(duration_ms=10**400), "duration_ms must lie between 1 and 600,000"),
        (lambda: Stimulus(onsets_ms=()), "onsets_ms must hold at least one time in ms"),
        (lambda: Stimulus(onsets_ms="20"), "onsets_ms must be a sequence"),
        (lambda: Stimulus(onsets_ms=(20.0, -1.0)), "onsets_ms .* got -1 ms"),
        (lambda: Stimulus(onsets_ms=(20.0, 20.05)), "onsets_ms must rise by at least"),
        (lambda: Stimulus.train(n_pulses=3, rate_hz=0.0), "rate_hz .* Hz, got 0 Hz"),
    ],
)
def test_bad_input_is_refused_with_name_value_unit_and_range(call, words):
    with pytest.raises(ParameterError, match=words):
        call()


def test_state_and_variables_agree():
    assert initial_state(HEALTHY_AXON).size == membrane.STATE_SIZE


@pytest.mark.parametrize("compiled", [True, False])
def test_no_spike_comes_after_the_end_of_a_recording_whatever_the_step(compiled):
    dt_ms = 0.047
    spike_ms = simulate_axon(duration_ms=60.0, dt_ms=dt_ms, compiled=compiled).spike_times_ms[0]
    # The recording ends within the step of the spike: just before it, and just after.
    for shift_ms, n_spikes in ((-1e-4, 0), (1e-4, 1)):
        end_ms = spike_ms + shift_ms
        assert np.ceil(end_ms / dt_ms) * dt_ms > spike_ms
        result = simulate_axon(duration_ms=end_ms, dt_ms=dt_ms, compiled=compiled)
        assert result.n_spikes == n_spikes
        assert (result.spike_times_ms <= end_ms).all()
