"""Threshold and recovery: against plain recordings of the same axon, and published phases."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from neuro_edu.errors import ParameterError
from neuro_edu.simulation.nerve.axon import simulate_axon
from neuro_edu.simulation.nerve.currents import axon_currents
from neuro_edu.simulation.nerve.excitability import recovery_cycle, threshold_pA
from neuro_edu.simulation.nerve.paired_shocks import paired_shocks
from neuro_edu.simulation.nerve.parameters import HEALTHY_AXON, NEUROMYOTONIC_AXON, Stimulus

INTERVALS_MS = (0.8, 1.2, 1.6, 2.0, 2.4, 3.0, 4.0, 5.0, 8.0, 12.0, 20.0, 40.0, 80.0)


@pytest.fixture(scope="module")
def healthy():
    return recovery_cycle(HEALTHY_AXON, INTERVALS_MS)


@pytest.mark.parametrize("width_ms", [0.1, 0.5, 2.0])
def test_a_shock_just_above_threshold_is_answered_and_one_just_below_is_not(width_ms):
    threshold = threshold_pA(HEALTHY_AXON, width_ms=width_ms)
    for share, n_spikes in ((0.98, 0), (1.02, 1)):
        shock = Stimulus(onsets_ms=(5.0,), amplitude_pA=share * threshold, width_ms=width_ms)
        assert simulate_axon(HEALTHY_AXON, shock, duration_ms=20.0).n_spikes == n_spikes


def test_a_longer_shock_needs_less_current_but_more_charge():
    # The law of Weiss: the charge at threshold rises with the width along a straight line.
    widths_ms = np.array([0.1, 0.2, 0.3, 0.5])
    currents_pA = np.array([threshold_pA(HEALTHY_AXON, width_ms=w) for w in widths_ms])
    charges = widths_ms * currents_pA
    assert (np.diff(currents_pA) < 0).all()
    assert (np.diff(charges) > 0).all()
    assert np.corrcoef(widths_ms, charges)[0, 1] > 0.99


def test_an_axon_without_sodium_channels_has_no_threshold():
    dead = HEALTHY_AXON.replace(g_Na_nS=0.0, g_NaP_nS=0.0)
    assert math.isinf(threshold_pA(dead, width_ms=0.02))


def test_the_phases_follow_each_other_at_published_times(healthy):
    # Refractory for some milliseconds, superexcitable up to some 15 ms, then late subexcitable
    # (phases: Kiernan2000; Kiernan2001).
    assert 0.0 < healthy.absolute_refractory_ms < healthy.relative_refractory_ms
    assert 2.0 <= healthy.relative_refractory_ms <= 4.0
    change = healthy.change_percent
    at = dict(zip(INTERVALS_MS, change, strict=True))
    assert math.isinf(at[0.8])
    assert at[1.6] > 0 > at[5.0]
    assert at[40.0] > 0


@settings(max_examples=8, deadline=None)
@given(interval_ms=st.floats(1.3, 70.0))
def test_a_second_shock_is_answered_if_and_only_if_it_reaches_its_threshold(healthy, interval_ms):
    needed = healthy.threshold_percent_at(interval_ms) / 100.0
    for share, answered in ((0.85 * needed, False), (1.15 * needed, True)):
        shocks = paired_shocks(HEALTHY_AXON, interval_ms=interval_ms, second_share=share)
        assert shocks.answered is answered


def test_fewer_kv1_channels_leave_more_superexcitability(healthy):
    # Tomlinson2010: increased where Kv1 is lost along the whole axon.
    less = recovery_cycle(HEALTHY_AXON.replace(kv1_fraction=0.7), (4.0, 5.0, 8.0))
    for interval_ms in (4.0, 5.0, 8.0):
        assert less.threshold_percent_at(interval_ms) < healthy.threshold_percent_at(interval_ms)


def test_more_kv7_leaves_more_late_subexcitability(healthy):
    # Kiernan2001 ascribes late subexcitability to slow potassium channels.
    more = recovery_cycle(HEALTHY_AXON.replace(kv7_fraction=1.2), (40.0, 80.0))
    assert more.threshold_percent_at(40.0) > healthy.threshold_percent_at(40.0)


def test_no_threshold_while_the_axon_fires_by_itself():
    first_ms = simulate_axon(NEUROMYOTONIC_AXON, duration_ms=60.0).spike_times_ms
    interval_ms = float(first_ms[1] - first_ms[0]) - 0.6
    cycle = recovery_cycle(NEUROMYOTONIC_AXON, (interval_ms - 0.2, interval_ms))
    assert np.isnan(cycle.threshold_percent_at(interval_ms))


def test_two_shocks_and_one_recording_give_the_same_potential():
    shocks = paired_shocks(HEALTHY_AXON, interval_ms=30.0, second_share=3.0, duration_ms=60.0)
    strength_pA = 3.0 * threshold_pA(HEALTHY_AXON)
    both = simulate_axon(
        HEALTHY_AXON,
        Stimulus(onsets_ms=shocks.onsets_ms, amplitude_pA=strength_pA),
        duration_ms=60.0,
    )
    np.testing.assert_allclose(shocks.V_node_mV, both.V_node_mV, atol=1e-9)
    np.testing.assert_allclose(shocks.spike_times_ms, both.spike_times_ms, atol=1e-9)


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: threshold_pA(HEALTHY_AXON, width_ms=0.0), "width_ms must lie between"),
        (lambda: recovery_cycle(HEALTHY_AXON, (5.0, 4.0)), "intervals_ms must rise"),
        (lambda: recovery_cycle(HEALTHY_AXON, (0.01,)), "intervals_ms must lie between"),
        (
            lambda: paired_shocks(HEALTHY_AXON, interval_ms=500.0, second_share=1.0),
            "interval_ms must lie between",
        ),
    ],
)
def test_a_value_out_of_range_is_refused_by_name(call, words):
    with pytest.raises(ParameterError, match=words):
        call()


@pytest.mark.parametrize("sample_ms", [0.02, 0.1])
@pytest.mark.parametrize("strength", [1.05, 2.0, 2.1, 6.0])
def test_no_peak_of_the_sodium_current_is_missed_between_two_samples(strength, sample_ms):
    axon = HEALTHY_AXON.replace(noise_pA=0.0)
    shock = Stimulus(onsets_ms=(5.0,), amplitude_pA=strength * threshold_pA(axon), width_ms=0.1)
    finest = simulate_axon(axon, shock, duration_ms=8.0, dt_ms=0.001, sample_ms=0.001)
    m, h, V = (finest.variable(name) for name in ("m", "h", "V"))
    peak_pA = (axon.g_Na_nS * m**3 * h * (V - axon.E_Na_mV)).min()
    shown = simulate_axon(axon, shock, duration_ms=8.0, sample_ms=sample_ms)
    assert axon_currents(shown).sodium_pA.min() == pytest.approx(peak_pA, rel=0.03)


@pytest.mark.parametrize(
    "axon", [HEALTHY_AXON, NEUROMYOTONIC_AXON, HEALTHY_AXON.replace(drug_uM=9)]
)
def test_currents_and_leaks_balance_the_charge_of_node_and_internode(axon):
    result = simulate_axon(axon, duration_ms=60.0, sample_ms=0.02)
    now = axon_currents(result)
    V, W = result.V_node_mV, result.V_internode_mV
    through_channels = now.sodium_pA + now.persistent_sodium_pA + now.kv7_pA
    nodal_kv1 = axon.g_Kf_nS * axon.kv1_fraction * result.variable("n") ** 4 * (V - axon.E_K_mV)
    leak = axon.g_L_nS * (V - axon.E_L_mV) + axon.g_BB_nS * (V - W)
    Na = result.variable("Na")
    pump = axon.I_pump_max_pA * Na / (Na + 1.0)
    quiet = (result.t_ms > 45.0) & (result.t_ms < 55.0)
    charging = axon.C_node_pF * np.gradient(V, result.t_ms)
    balance = charging + through_channels + nodal_kv1 + leak + pump
    # Where nothing moves fast, what is left over is far below the currents themselves.
    assert np.abs(balance[quiet]).max() < 0.02 * np.abs(now.kv7_pA[quiet]).max()
    slow_i = axon.g_Ks_internode_nS * axon.kv7_fraction * result.variable("s_i")
    internode = (
        axon.C_internode_pF * np.gradient(W, result.t_ms)
        + now.kv1_pA
        + slow_i * (W - axon.E_K_mV)
        + axon.g_L_internode_nS * (W - axon.E_L_mV)
        + axon.g_BB_nS * (W - V)
    )
    assert np.abs(internode[quiet]).max() < 1.0
