"""Building blocks of the made traces: trains with the rate and scatter that were asked for."""

import numpy as np
import pytest
from scipy import stats

from neuro_edu.simulation.synthetic.potentials import fibre_spike
from neuro_edu.simulation.synthetic.synthesis import (
    Firing,
    Range,
    random_train,
    render,
    steady_train,
)

LONG_MS = 2e6


@pytest.fixture
def rng():
    return np.random.default_rng(11)


@pytest.mark.parametrize(("rate_hz", "dead_ms"), [(2.0, 100.0), (5.0, 0.0), (9.0, 60.0)])
def test_a_random_train_has_its_rate_a_dead_time_and_no_memory(rng, rate_hz, dead_ms):
    times_ms = random_train(rng, 0.0, LONG_MS, rate_hz, dead_ms)
    n = rate_hz * LONG_MS / 1000.0
    assert times_ms.size == pytest.approx(n, abs=5 * np.sqrt(n))
    beyond_ms = np.diff(times_ms) - dead_ms
    assert beyond_ms.min() >= 0
    mean_ms = 1000.0 / rate_hz - dead_ms
    assert stats.kstest(beyond_ms[:2000], stats.expon(scale=mean_ms).cdf).pvalue > 0.001


@pytest.mark.parametrize("cv", [0.02, 0.3])
def test_a_steady_train_has_its_rate_and_scatter(rng, cv):
    intervals_ms = np.diff(steady_train(rng, 0.0, 400_000.0, 20.0, cv))
    assert intervals_ms.mean() == pytest.approx(50.0, abs=5 * 50.0 * cv / np.sqrt(8000))
    assert intervals_ms.std() / intervals_ms.mean() == pytest.approx(cv, rel=0.05)


def test_the_rate_of_a_train_may_change_with_the_time_since_its_start(rng):
    times_ms = steady_train(rng, 1000.0, 3000.0, lambda t_ms: 10.0 if t_ms < 1000 else 40.0, 0.01)
    assert times_ms[0] == 1000.0
    assert np.sum(times_ms < 2000.0) == pytest.approx(10, abs=1)
    assert np.sum(times_ms >= 2000.0) == pytest.approx(40, abs=1)


def test_draws_fill_a_range_evenly_on_the_scale_that_is_named(rng):
    known = Range(low=1.0, high=100.0, unit="Hz", source="test")
    even = [known.draw(rng) for _ in range(3000)]
    logarithmic = [known.draw_log(rng) for _ in range(3000)]
    assert stats.kstest(even, stats.uniform(1, 99).cdf).pvalue > 0.001
    assert stats.kstest(logarithmic, stats.loguniform(1, 100).cdf).pvalue > 0.001
    counts = [Range(low=2, high=4, unit="", source="test").draw_count(rng) for _ in range(300)]
    assert set(counts) == {2, 3, 4}


def test_a_potential_has_the_size_and_place_that_were_asked_for():
    spike = Firing(potential=fibre_spike(3.0), times_ms=np.array([50.0]), sizes_uV=np.array([80.0]))
    emg_uV = render([spike], duration_ms=100.0, sampling_rate_hz=20_000.0)
    assert np.ptp(emg_uV) == pytest.approx(80.0, rel=0.01)
    # The negative peak of a fibre away from its end plate is its middle.
    assert emg_uV.argmin() / 20.0 == pytest.approx(50.0, abs=0.1)
    assert emg_uV[980:1000].max() > 0 > emg_uV.min()
