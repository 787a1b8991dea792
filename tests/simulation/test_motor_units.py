"""The pool obeys the size principle; the will drives it in order."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from neuro_edu.errors import ParameterError
from neuro_edu.simulation.muscle.motor_units import PoolParameters, draw_pool
from neuro_edu.simulation.muscle.voluntary_drive import voluntary_drive, voluntary_rates_hz

pools = st.builds(
    PoolParameters,
    n_units=st.integers(1, 40),
    smallest_twitch_mN=st.floats(0.5, 20),
    largest_twitch_mN=st.floats(20, 300),
    shortest_contraction_ms=st.floats(10, 60),
    longest_contraction_ms=st.floats(60, 200),
    speed_size_correlation=st.floats(0, 1),
    twitch_tetanus_ratio=st.floats(0.05, 0.5),
    lowest_threshold=st.floats(0.001, 0.1),
    highest_threshold=st.floats(0.1, 1),
    onset_rate_hz=st.floats(2, 10),
    peak_rate_hz=st.floats(10, 60),
    interval_cv=st.floats(0, 0.5),
    muscle_radius_mm=st.floats(2, 50),
)


@settings(deadline=None)
@given(pools, st.integers(0, 2**63))
def test_every_pool_is_finite_ordered_and_within_its_ranges(parameters, seed):
    pool = draw_pool(parameters, seed=seed)
    p = parameters
    for name in ("threshold", "twitch_mN", "tetanus_mN", "contraction_ms", "x_mm", "territory_mm"):
        assert np.isfinite(getattr(pool, name)).all()
        assert getattr(pool, name).shape == (p.n_units,)
    for size in (pool.threshold, pool.twitch_mN, pool.innervation):
        assert (np.diff(size) >= 0).all()
    assert pool.contraction_ms.min() >= p.shortest_contraction_ms
    assert pool.contraction_ms.max() <= p.longest_contraction_ms
    np.testing.assert_allclose(pool.twitch_mN, pool.tetanus_mN * p.twitch_tetanus_ratio)


def test_sizes_are_exponential():
    log_size = np.log(draw_pool().twitch_mN)
    np.testing.assert_allclose(np.diff(log_size), np.diff(log_size)[0])


def test_speed_follows_size_only_as_far_as_asked():
    n = 1000
    for wanted in (0.0, 0.3, 0.8):
        pool = draw_pool(PoolParameters(n_units=n, speed_size_correlation=wanted), seed=3)
        found = -stats.spearmanr(pool.twitch_mN, pool.contraction_ms).statistic
        assert found == pytest.approx(wanted, abs=4 / np.sqrt(n))


def test_the_same_seed_draws_the_same_pool_and_another_seed_another():
    one, same, other = draw_pool(seed=5), draw_pool(seed=5), draw_pool(seed=6)
    np.testing.assert_array_equal(one.x_mm, same.x_mm)
    assert (one.x_mm != other.x_mm).any()


@given(st.floats(0, 1), st.floats(0, 1))
def test_more_effort_never_slows_or_silences_a_unit(one, other):
    pool = draw_pool()
    less, more = (voluntary_rates_hz(pool, effort) for effort in sorted((one, other)))
    assert (more >= less).all()
    assert (np.diff(more) <= 0).all(), "units recruited first fire fastest"


def test_a_unit_starts_at_6_to_10_hz_and_the_first_reaches_the_peak():
    pool = draw_pool()
    for unit in (0, 40, 99):
        start = voluntary_rates_hz(pool, pool.threshold[unit])
        assert 6 <= start[unit] <= 10  # Petajan1969
        assert not start[unit + 1 :].any()
    assert voluntary_rates_hz(pool, 1.0)[0] == pytest.approx(28.0, abs=0.1)
    # Every unit gains the same with the same effort, one that came late as well.
    gain = voluntary_rates_hz(pool, 1.0) - voluntary_rates_hz(pool, 0.7)
    np.testing.assert_allclose(gain, gain[0])


@settings(deadline=None, max_examples=30)
@given(pools, st.floats(0, 1), st.floats(0, 2000), st.integers(0, 10))
def test_drive_is_a_spike_train_for_every_pool(parameters, effort, duration_ms, seed):
    pool = draw_pool(parameters)
    trains = voluntary_drive(pool, effort, duration_ms, seed=seed)
    again = voluntary_drive(pool, effort, duration_ms, seed=seed)
    assert trains.n_units == pool.n_units
    np.testing.assert_array_equal(trains.times_ms, again.times_ms)
    assert (trains.counts[voluntary_rates_hz(pool, effort) == 0] == 0).all()


def test_the_drive_has_the_mean_rate_asked_for_to_the_end():
    pool = draw_pool()
    trains = voluntary_drive(pool, 1.0, 60_000.0, seed=1)
    wanted = 60.0 * voluntary_rates_hz(pool, 1.0)
    # A renewal count scatters by CV * sqrt(count): five of those is beyond chance.
    assert (np.abs(trains.counts - wanted) < 5 * 0.2 * np.sqrt(wanted) + 1).all()


def test_an_order_turned_round_is_refused():
    with pytest.raises(ParameterError, match="smallest_twitch_mN must not exceed"):
        PoolParameters(smallest_twitch_mN=40.0)


@pytest.mark.parametrize("effort", [-0.1, 1.1, float("nan"), "much"])
def test_effort_outside_its_range_is_refused(effort):
    with pytest.raises(ParameterError, match="effort must"):
        voluntary_drive(draw_pool(), effort, 100.0)
