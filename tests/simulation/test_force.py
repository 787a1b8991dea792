"""Force against the closed form of the twitch, and its limits."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from neuro_edu.errors import ParameterError
from neuro_edu.simulation.muscle.force import simulate_force
from neuro_edu.simulation.muscle.junction import JunctionParameters, Transmission
from neuro_edu.simulation.muscle.motor_units import PoolParameters, draw_pool
from neuro_edu.simulation.spike_trains import SpikeTrains

POOL = draw_pool(PoolParameters(n_units=4), seed=2)
DURATION_MS = 800.0
spike_lists = st.lists(
    st.lists(st.floats(0, DURATION_MS), max_size=15).map(sorted), min_size=4, max_size=4
)


def answered(lists, share=1.0, duration_ms=DURATION_MS):
    trains = SpikeTrains.from_lists(lists, duration_ms)
    return Transmission(
        trains=trains,
        fraction=np.broadcast_to(share, trains.n_spikes).astype(float),
        parameters=JunctionParameters(),
    )


def released(times_ms, fibres, pool):
    """Walk through the store spike by spike, as the notes of simulate_force put it."""
    p = pool.parameters
    left, before, amounts = p.release_store, 0.0, []
    for t, n in zip(times_ms, fibres, strict=True):
        left = min(p.release_store, left + (t - before) / p.release_refill_ms)
        before = t
        amounts.append(min(1.0, left) if n >= 0.5 else 0.0)
        left -= amounts[-1]
    return np.array(amounts)


def closed_form(transmission, pool, rate_hz):
    """Sum the twitches one by one as written in the textbook, then apply the ceiling."""
    trains = transmission.trains
    t = np.arange(round(trains.duration_ms * rate_hz / 1000)) * 1000 / rate_hz
    force = np.zeros(t.size)
    for u in range(trains.n_units):
        own = slice(*trains.offsets[u : u + 2])
        x = np.maximum(t - trains.times_ms[own, None], 0) / pool.contraction_ms[u]
        twitch = x * np.exp(1 - x)
        q = transmission.fraction[own, None]
        twitch *= released(trains.times_ms[own], q[:, 0] * pool.innervation[u], pool)[:, None]
        w, v = (q * twitch).sum(axis=0), (q**2 * twitch).sum(axis=0)
        at_work = np.divide(v, w, out=np.zeros_like(w), where=w > 0)
        a = np.divide(w, at_work, out=np.zeros_like(w), where=at_work > 0)
        c = pool.tetanus_mN[u] / pool.twitch_mN[u] - 1
        force += pool.tetanus_mN[u] * at_work * a**3 / (a**3 + c)
    return force


@settings(deadline=None)
@given(spike_lists, st.sampled_from([250.0, 1000.0, 10_000.0]), st.integers(0, 5))
def test_the_recursion_is_the_closed_form(lists, rate_hz, seed):
    n = sum(map(len, lists))
    passed = answered(lists, np.random.default_rng(seed).uniform(0.05, 1, size=n))
    force = simulate_force(passed, POOL, rate_hz=rate_hz).force_mN
    np.testing.assert_allclose(force, closed_form(passed, POOL, rate_hz), rtol=1e-4, atol=1e-5)


@settings(deadline=None)
@given(spike_lists)
def test_force_is_finite_never_negative_and_below_the_tetanus(lists):
    force = simulate_force(answered(lists), POOL).force_mN
    assert np.isfinite(force).all()
    assert (force >= 0).all()
    assert (force <= POOL.tetanus_mN.sum() * (1 + 1e-6)).all()


@settings(deadline=None)
@given(spike_lists, st.floats(0.02, 1))
def test_a_steady_share_of_fibres_gives_that_share_of_the_force(lists, share):
    full = simulate_force(answered(lists), POOL).force_mN
    part = simulate_force(answered(lists, share), POOL).force_mN
    np.testing.assert_allclose(part, share * full, rtol=1e-4, atol=1e-5)


@settings(deadline=None)
@given(spike_lists)
def test_spikes_that_fail_leave_no_trace(lists):
    assert (simulate_force(answered(lists, 0.0), POOL).force_mN == 0).all()
    shares = np.tile([1.0, 0.0], 60)[: sum(map(len, lists))]
    passed = answered(lists, shares)
    trains = passed.trains
    kept = [trains.of_unit(u)[shares[slice(*trains.offsets[u : u + 2])] == 1] for u in range(4)]
    np.testing.assert_allclose(
        simulate_force(passed, POOL).force_mN,
        simulate_force(answered(kept), POOL).force_mN,
        rtol=1e-5,
        atol=1e-5,
    )


def test_relaxation_does_not_depend_on_how_far_the_rate_is_beyond_fusion():
    def half_relaxation_ms(rate_hz):
        train = np.arange(0, 600, 1000 / rate_hz)
        passed = answered([[], train, [], []], duration_ms=1500.0)
        force = simulate_force(passed, POOL).force_mN[int(train[-1]) :]
        return np.nonzero(force < force.max() / 2)[0][0]

    assert half_relaxation_ms(200.0) < 1.2 * half_relaxation_ms(50.0)


def test_units_add_up():
    rng = np.random.default_rng(0)
    lists = [np.sort(rng.uniform(0, DURATION_MS, 12)) for _ in range(4)]
    alone = [
        simulate_force(answered([unit if u == v else [] for v in range(4)]), POOL).force_mN
        for u, unit in enumerate(lists)
    ]
    np.testing.assert_allclose(
        simulate_force(answered(lists), POOL).force_mN, np.sum(alone, axis=0), rtol=1e-5
    )


def test_what_does_not_fit_is_refused():
    with pytest.raises(ParameterError, match="pool must have 1 units"):
        simulate_force(answered([[1.0]]), POOL)
    with pytest.raises(ParameterError, match="rate_hz"):
        simulate_force(answered([[]] * 4), POOL, rate_hz=1.0)


def test_nothing_recorded_gives_nothing():
    assert simulate_force(answered([[]] * 4, duration_ms=0.0), POOL).force_mN.shape == (0,)
