"""Drawn axons and their spikes: the same whoever runs them, and as one axon alone would fire."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.integrate import solve_ivp
from scipy.stats import norm

from neuro_edu.errors import ParameterError
from neuro_edu.simulation.compiled import Kernel
from neuro_edu.simulation.nerve import side_by_side
from neuro_edu.simulation.nerve.axon import simulate_axon
from neuro_edu.simulation.nerve.parameters import (
    HEALTHY_AXON,
    NEUROMYOTONIC_AXON,
    ONE_SHOCK,
    AxonParameters,
    Stimulus,
)
from neuro_edu.simulation.nerve.population import (
    FASCICULATING_AXON,
    SLOW_PUMP,
    PopulationParameters,
    axon_seeds,
    draw_axons,
    simulate_axons,
)

from .reference_axon import derivatives, integrate

NOISY = NEUROMYOTONIC_AXON.replace(noise_pA=6.0)


@pytest.fixture(scope="module", autouse=True)
def lanes_are_ready():
    """Not while numba is at work in the background: then each axon would go alone."""
    side_by_side.warm_up().join()


RANGES = AxonParameters.quantities()
SPREADS = PopulationParameters.quantities()


def test_each_axon_fires_as_it_does_alone_also_over_the_seams_of_a_long_recording():
    axons = draw_axons(NOISY, 3, seed=4)
    trains = simulate_axons(axons, ONE_SHOCK, duration_ms=21_000.0, seed=8)
    for unit, (axon, seed) in enumerate(zip(axons, axon_seeds(8, 3), strict=True)):
        alone = simulate_axon(axon, duration_ms=21_000.0, sample_ms=0, seed=seed)
        np.testing.assert_array_equal(trains.of_unit(unit), alone.spike_times_ms)
    assert trains.n_spikes > 50


RUN_FIRING = NEUROMYOTONIC_AXON.replace(kv7_fraction=0.65, **SLOW_PUMP)


@pytest.mark.parametrize(
    ("axon", "stimulus"),
    [
        (RUN_FIRING, None),
        (HEALTHY_AXON, Stimulus.train(n_pulses=30, rate_hz=50.0)),
        (HEALTHY_AXON, Stimulus(onsets_ms=(0.0, 5.0, 490.0), width_ms=3.0, hold_pA=-40.0)),
        (NOISY.replace(drug_uM=10.0), ONE_SHOCK),
        (NOISY.replace(temperature_degC=28.0, kv1_fraction=0.02), ONE_SHOCK),
    ],
)
@pytest.mark.parametrize("dt_ms", [0.02, 0.047])
def test_in_a_block_of_any_size_each_axon_fires_to_the_last_bit_as_alone(axon, stimulus, dt_ms):
    # 35 axons: more than one block, and blocks that fill no whole vector.
    axons = draw_axons(axon, 35, seed=4)
    trains = simulate_axons(axons, stimulus, duration_ms=500.0, dt_ms=dt_ms, seed=8, n_threads=1)
    for unit, (one, seed) in enumerate(zip(axons, axon_seeds(8, 35), strict=True)):
        alone = simulate_axon(
            one, stimulus, duration_ms=500.0, dt_ms=dt_ms, sample_ms=0, seed=seed, compiled=True
        )
        np.testing.assert_array_equal(trains.of_unit(unit), alone.spike_times_ms)
    assert trains.n_spikes >= 35


def test_warm_and_cold_axons_may_go_together():
    axons = [NEUROMYOTONIC_AXON.replace(temperature_degC=T) for T in (37.0, 30.0, 37.0, 24.0)]
    trains = simulate_axons(axons, ONE_SHOCK, duration_ms=200.0)
    for unit, axon in enumerate(axons):
        alone = simulate_axon(axon, duration_ms=200.0, sample_ms=0, compiled=True)
        np.testing.assert_array_equal(trains.of_unit(unit), alone.spike_times_ms)


def test_a_seam_in_the_middle_of_a_spike_changes_nothing():
    stimulus = Stimulus(onsets_ms=(999.9, 9999.9))
    (axon,) = draw_axons(NEUROMYOTONIC_AXON, 1, seed=2)
    spikes = simulate_axons([axon], stimulus, duration_ms=10_100.0).of_unit(0)
    alone = simulate_axon(axon, stimulus, duration_ms=10_100.0, sample_ms=0).spike_times_ms
    assert ((spikes > 9999.0) & (spikes < 10_050.0)).any()
    np.testing.assert_array_equal(spikes, alone)


def test_threads_and_company_change_no_spike():
    axons = draw_axons(NOISY, 5, seed=1)
    runs = [simulate_axons(axons, None, duration_ms=1500.0, n_threads=n) for n in (1, 2, 5)]
    fewer = simulate_axons(axons[:3], None, duration_ms=1500.0)
    for run in runs[1:]:
        np.testing.assert_array_equal(run.times_ms, runs[0].times_ms)
    for unit in range(3):
        np.testing.assert_array_equal(fewer.of_unit(unit), runs[0].of_unit(unit))


def test_until_numba_is_ready_the_spikes_are_the_same(monkeypatch):
    axons = draw_axons(NOISY, 5, seed=3)
    ready = simulate_axons(axons, ONE_SHOCK, duration_ms=1200.0)
    cold = Kernel(side_by_side.kernel.python)
    monkeypatch.setattr(side_by_side, "kernel", cold)
    not_ready = simulate_axons(axons, ONE_SHOCK, duration_ms=1200.0)
    assert not cold.ready
    assert ready.n_spikes > 10
    np.testing.assert_array_equal(not_ready.times_ms, ready.times_ms)
    # The first call has asked for it: the next ones go side by side.
    side_by_side.warm_up().join()
    assert cold.ready


def test_plain_python_fires_the_same_spikes(monkeypatch):
    axons = draw_axons(NOISY, 2, seed=3)
    compiled = simulate_axons(axons, ONE_SHOCK, duration_ms=150.0)
    monkeypatch.setenv("NEURO_EDU_NUMBA", "0")
    plain = simulate_axons(axons, ONE_SHOCK, duration_ms=150.0)
    assert plain.n_spikes > 3
    np.testing.assert_allclose(plain.times_ms, compiled.times_ms, rtol=0, atol=1e-9)


def test_drawn_axons_fire_as_an_independent_solver_says():
    axons = draw_axons(NEUROMYOTONIC_AXON, 2, seed=6)
    trains = simulate_axons(axons, ONE_SHOCK, duration_ms=300.0)
    for unit, axon in enumerate(axons):
        start = independent_rest(axon)
        reference, _ = integrate(axon, ONE_SHOCK, start, 300.0)
        np.testing.assert_allclose(trains.of_unit(unit), reference, rtol=0, atol=0.1)


def independent_rest(axon):
    """State in which the independent equations of the axon with all its Kv1 stand still."""
    healthy = derivatives(axon.replace(kv1_fraction=1.0), 0.0)
    y0 = [-80, -80, 0.05, 0.5, 0.1, 0.01, 0.1, 0.1, 0.01, 0, 0]
    return solve_ivp(healthy, (0, 3000), y0, method="LSODA", rtol=1e-9, atol=1e-11).y[:, -1]


def test_without_spread_all_axons_are_the_one_they_are_drawn_around():
    none = PopulationParameters(**dict.fromkeys(SPREADS, 0.0))
    for axon in draw_axons(FASCICULATING_AXON, 4, none, seed=1):
        for name in RANGES:
            assert getattr(axon, name) == pytest.approx(getattr(FASCICULATING_AXON, name))


def test_the_spread_is_the_one_asked_for_and_more_axons_leave_the_first_as_they_were():
    spread = PopulationParameters(nap_cv=0.2, size_cv=0.1, slow_pump_share=0.4)
    axons = draw_axons(NEUROMYOTONIC_AXON, 2000, spread, seed=5)
    assert axons[:10] == draw_axons(NEUROMYOTONIC_AXON, 10, spread, seed=5)
    nap = np.array([axon.nap_fraction for axon in axons])
    C = np.array([axon.C_node_pF for axon in axons])
    # What lies beyond two standard deviations is moved to them: 96 % of the spread are left.
    inner = norm.expect(lambda z: z**2, lb=-2, ub=2)
    left = np.sqrt(inner + 4 * 2 * norm.sf(2))
    assert nap.std() / nap.mean() == pytest.approx(left * 0.2, rel=0.05)
    assert C.std() / C.mean() == pytest.approx(left * 0.1, rel=0.05)
    slow = np.array([axon.tau_Na_ms == SLOW_PUMP["tau_Na_ms"] for axon in axons])
    load = np.array([axon.Na_per_spike == SLOW_PUMP["Na_per_spike"] for axon in axons])
    assert load.mean() == pytest.approx(0.4, abs=0.05)
    assert slow[load].all()


def test_kv1_is_spread_on_the_scale_of_its_odds():
    # One standard deviation to either side of 10 % are 4 and 23 %: odds of 1 to 9, times e to +-1.
    kept = [axon.kv1_fraction for axon in draw_axons(NEUROMYOTONIC_AXON, 3000, seed=2)]
    low, middle, high = np.percentile(kept, norm.cdf([-1, 0, 1]) * 100)
    assert low == pytest.approx(1 / (1 + 9 * np.e), rel=0.1)
    assert middle == pytest.approx(0.1, rel=0.1)
    assert high == pytest.approx(1 / (1 + 9 / np.e), rel=0.1)


def test_size_leaves_the_potentials_as_they_are():
    none = PopulationParameters(**{**dict.fromkeys(SPREADS, 0.0), "size_cv": 0.3})
    axons = draw_axons(NEUROMYOTONIC_AXON, 4, none, seed=2)
    assert len({axon.C_node_pF for axon in axons}) == 4
    trains = simulate_axons(axons, None, duration_ms=400.0)
    assert trains.n_spikes >= 8
    for unit in range(1, 4):
        np.testing.assert_allclose(trains.of_unit(unit), trains.of_unit(0), atol=1e-5)


@settings(max_examples=30, deadline=None)
@given(
    spread=st.fixed_dictionaries(
        {name: st.floats(known.low, known.high) for name, known in SPREADS.items()}
    ),
    base=st.fixed_dictionaries(
        {name: st.floats(known.low, known.high) for name, known in RANGES.items()}
    ),
    seed=st.integers(0, 2**32),
)
def test_whatever_is_drawn_is_valid_and_runs(spread, base, seed):
    axons = draw_axons(AxonParameters(**base), 3, PopulationParameters(**spread), seed=seed)
    trains = simulate_axons(axons, ONE_SHOCK, duration_ms=30.0, seed=seed)
    assert trains.n_units == 3


def test_health_and_total_loss_stay_what_they_are():
    for share in (0.0, 1.0):
        axons = draw_axons(HEALTHY_AXON.replace(kv1_fraction=share), 20, seed=1)
        assert {axon.kv1_fraction for axon in axons} == {share}


def test_progress_is_told_and_may_end_the_work():
    told = []
    axons = draw_axons(HEALTHY_AXON, 4, seed=1)
    simulate_axons(axons, None, duration_ms=20.0, progress=told.append)
    assert told == sorted(told)
    assert told[-1] == 1.0
    assert all(0.0 <= share <= 1.0 for share in told)

    def stop(_share):
        raise InterruptedError("enough")

    with pytest.raises(InterruptedError):
        simulate_axons(axons, None, duration_ms=20.0, progress=stop)


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: draw_axons(HEALTHY_AXON, 0), "n_axons must lie between 1 and 10000, got 0"),
        (lambda: draw_axons(HEALTHY_AXON, 2, seed=-1), "seed must lie between 0"),
        (lambda: PopulationParameters(kv7_cv=2.0), "kv7_cv must lie between 0 and 1, got 2"),
        (lambda: simulate_axons([], None, duration_ms=10.0), "at least one axon"),
        (
            lambda: simulate_axons([HEALTHY_AXON], None, duration_ms=0.0),
            "duration_ms .* ms, got 0 ms",
        ),
        (
            lambda: simulate_axons([HEALTHY_AXON], None, duration_ms=10.0, n_threads=0),
            "n_threads must lie between 1",
        ),
    ],
)
def test_bad_input_is_refused(call, words):
    with pytest.raises(ParameterError, match=words):
        call()
