"""How regular intervals are, held against trains whose variation is known."""

import numpy as np
import pytest

from neuro_edu.simulation.findings.discharges import coefficient_of_variation
from neuro_edu.simulation.findings.regularity import (
    local_variation,
    natural_pause_ms,
    robust_variation,
)

N = 40_000


def gaussian(cv, mean_ms=20.0):
    return mean_ms * (1.0 + cv * np.random.default_rng(5).standard_normal(N))


@pytest.mark.parametrize("cv", [0.02, 0.1, 0.2])
@pytest.mark.parametrize("variation", [local_variation, robust_variation, coefficient_of_variation])
def test_of_gaussian_intervals_each_measure_is_the_coefficient_of_variation(variation, cv):
    # The standard error of a robust spread of n numbers is below 1.2 / sqrt(n) of it.
    assert variation(gaussian(cv)) == pytest.approx(cv, rel=5 * 1.2 / np.sqrt(N))


def test_a_slow_drift_counts_for_the_whole_but_not_from_one_interval_to_the_next():
    drifting = gaussian(0.05) * np.linspace(0.5, 1.5, N)
    assert local_variation(drifting) == pytest.approx(0.05, rel=0.1)
    # Spread evenly from half to one and a half: one over the root of twelve.
    assert coefficient_of_variation(drifting) == pytest.approx(1 / np.sqrt(12), rel=0.05)


def test_a_few_missed_beats_do_not_change_the_robust_spread():
    intervals = gaussian(0.05)
    intervals[:: N // 1000] *= 2.0  # 2.5 % of them
    assert robust_variation(intervals) == pytest.approx(0.05, rel=0.1)
    assert coefficient_of_variation(intervals) > 0.1


def test_the_pause_between_bursts_lies_between_both_kinds_of_interval():
    bursts = np.tile([8.0, 9.0, 8.5, 300.0], 20)
    assert 9.0 < natural_pause_ms(bursts) < 300.0
    assert natural_pause_ms(gaussian(0.1)[:200]) == float("inf")
