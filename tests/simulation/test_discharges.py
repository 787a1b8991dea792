"""Groups and words of spike trains, against their definitions."""

import math
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from neuro_edu.errors import ParameterError
from neuro_edu.simulation.findings.discharge_names import describe, name_train
from neuro_edu.simulation.findings.discharges import (
    Group,
    coefficient_of_variation,
    detect_groups,
    group_rate_hz,
    group_regularity,
    lengthening,
    waning,
)

INTERVALS = st.lists(st.floats(0.1, 2000), max_size=60)
LONGEST = st.floats(1, 500)


def train(intervals):
    return np.cumsum([0.0, *intervals])


@given(INTERVALS, LONGEST)
def test_groups_hold_every_spike_once_and_in_order(intervals, longest_ms):
    times = train(intervals)
    groups = detect_groups(times, longest_interval_ms=longest_ms)
    np.testing.assert_array_equal(np.concatenate([g.times_ms for g in groups]), times)


@given(INTERVALS, LONGEST)
def test_intervals_inside_are_short_and_pauses_long(intervals, longest_ms):
    groups = detect_groups(train(intervals), longest_interval_ms=longest_ms)
    assert all((g.intervals_ms <= longest_ms).all() for g in groups)
    pauses = [b.start_ms - a.stop_ms for a, b in pairwise(groups)]
    assert all(pause > longest_ms for pause in pauses)


@given(INTERVALS, st.floats(1, 200), st.floats(1, 200))
def test_a_longer_interval_never_makes_more_groups(intervals, one_ms, other_ms):
    low, high = sorted((one_ms, other_ms))
    times = train(intervals)
    many = len(detect_groups(times, longest_interval_ms=low))
    assert len(detect_groups(times, longest_interval_ms=high)) <= many


@given(INTERVALS)
def test_rate_is_one_over_the_median_interval(intervals):
    for group in detect_groups(train(intervals)):
        if group.n_spikes == 1:
            assert math.isnan(group.intraburst_rate_hz)
        else:
            wanted = 1000 / np.median(np.diff(group.times_ms))
            assert group.intraburst_rate_hz == pytest.approx(wanted)
            assert group.duration_ms == group.times_ms[-1] - group.times_ms[0]


@given(INTERVALS)
def test_words_and_numbers_never_fail(intervals):
    groups = detect_groups(train(intervals))
    assert describe(groups).endswith(".")
    assert name_train(groups, duration_ms=10_000) in {
        "fasciculation",
        "doublets and multiplets",
        "myokymic",
        "neuromyotonic",
        "continuous",
    }


def test_no_spikes():
    assert detect_groups([]) == []
    assert describe([]) == "No spikes."
    assert name_train([], duration_ms=1000) == "silent"
    assert math.isnan(group_rate_hz([]))


@pytest.mark.parametrize(
    ("times", "name"),
    [
        ([5], "single"),
        ([5, 10], "doublet"),
        ([5, 10, 15], "triplet"),
        ([5, 10, 15, 20], "multiplet"),
        (np.arange(0, 400, 5), "neuromyotonic"),  # 200 Hz for 0.4 s
        (np.arange(0, 400, 10), "multiplet"),  # 100 Hz: too slow by the stricter definition
        (np.arange(0, 100, 5), "multiplet"),  # 200 Hz for 0.1 s: too short
    ],
)
def test_names_of_groups(times, name):
    (group,) = detect_groups(times)
    assert group.name == name


def test_names_of_trains():
    bursts = np.concatenate([start + 20.0 * np.arange(5) for start in range(0, 10_000, 500)])
    assert name_train(detect_groups(bursts), duration_ms=10_000) == "myokymic"
    assert name_train(detect_groups([100, 4000, 9000]), duration_ms=10_000) == "fasciculation"
    assert name_train(detect_groups(np.arange(0, 10_000, 100)), duration_ms=1e4) == "continuous"
    doublets = np.array([0, 5, 300, 305, 4000, 4006, 4700, 4705])
    assert name_train(detect_groups(doublets), duration_ms=1e4) == "doublets and multiplets"


def regular_groups(groups_hz, *, spread=0.0, n=30):
    """Groups of three spikes at 50 Hz that return at a rate, their intervals scattered evenly."""
    steps = 1 + spread * np.sqrt(3) * np.linspace(-1, 1, n) * np.where(np.arange(n) % 2, 1, -1)
    starts = np.cumsum(1000.0 / groups_hz * steps)
    return detect_groups(np.concatenate([start + 20.0 * np.arange(3) for start in starts]))


# Bursts return semi-rhythmically, 2 to 10 times a second (MedLinkNMT), at the slowest every other.
@pytest.mark.parametrize(
    ("groups", "name"),
    [
        (regular_groups(2.0), "myokymic"),
        (regular_groups(9.5), "myokymic"),
        (regular_groups(2.0, spread=0.2), "myokymic"),
        (regular_groups(11.0), "doublets and multiplets"),
        (regular_groups(0.25), "doublets and multiplets"),
        (regular_groups(2.0, spread=0.45), "doublets and multiplets"),
    ],
)
def test_bursts_that_return_almost_in_rhythm_are_myokymic(groups, name):
    assert len(groups) == 30
    assert name_train(groups, duration_ms=30_000) == name


@pytest.mark.parametrize(
    ("interval_ms", "n_spikes", "name"),
    [
        (1000 / 152, 80, "neuromyotonic"),  # 150 to 300 Hz by the definition of rate
        (1000 / 148, 80, "multiplet"),
        (5.0, 59, "multiplet"),  # 290 ms: short of the least time that is asked for, 0.3 s
        (5.0, 63, "neuromyotonic"),
    ],
)
def test_a_neuromyotonic_discharge_is_fast_and_long(interval_ms, n_spikes, name):
    (group,) = detect_groups(interval_ms * np.arange(n_spikes))
    assert group.name == name


@pytest.mark.parametrize(("n_spikes", "name"), [(19, "fasciculation"), (30, "continuous")])
def test_fasciculations_are_few(n_spikes, name):
    """Single discharges come up to twice a second in fasciculation."""
    singles = detect_groups(np.linspace(100.0, 9_900.0, n_spikes))
    assert name_train(singles, duration_ms=10_000) == name


def test_rates_and_variation_counted_by_hand():
    (group,) = detect_groups([10.0, 15.0, 30.0])
    assert group.mean_rate_hz == pytest.approx(100.0)  # two intervals in 20 ms
    assert "100 Hz" in repr(group)
    # Two intervals of 1 and 3: mean 2, standard deviation of the sample the root of 2.
    assert coefficient_of_variation([1.0, 3.0]) == pytest.approx(np.sqrt(2) / 2)


def test_groups_per_second_and_their_regularity():
    groups = detect_groups(
        np.concatenate([start + np.array([0, 5]) for start in range(0, 2000, 250)])
    )
    assert group_rate_hz(groups) == pytest.approx(4.0)
    assert group_regularity(groups) == pytest.approx(0.0, abs=1e-12)


@given(st.floats(0.2, 0.9), st.integers(20, 200))
def test_waning_of_a_straight_fall(last, n):
    amplitudes = np.linspace(1, last, n)
    assert last <= waning(amplitudes) < last + 0.12
    assert waning(np.ones(n)) == 1.0


def test_lengthening_tells_the_direction():
    assert lengthening(Group(times_ms=train(np.linspace(4, 8, 30)))) > 1.3
    assert lengthening(Group(times_ms=train(np.linspace(8, 4, 30)))) < 0.8
    assert math.isnan(lengthening(Group(times_ms=np.array([1.0, 2.0]))))


def test_variation_of_a_poisson_train_is_one():
    intervals = np.random.default_rng(3).exponential(10, 20_000)
    assert coefficient_of_variation(intervals) == pytest.approx(1.0, abs=0.03)


def test_a_group_cannot_be_changed():
    times = np.array([1.0, 2.0])
    group = Group(times_ms=times)
    with pytest.raises(ValueError, match="read-only"):
        group.times_ms[0] = 5
    times[0] = 0.5
    assert group.start_ms == 1.0


@pytest.mark.parametrize(
    ("times", "words"),
    [
        ([[1, 2]], "1 dimension"),
        ([1, float("nan")], "finite"),
        ([2, 1], "order"),
        (["a"], "numbers"),
    ],
)
def test_bad_times_are_refused(times, words):
    with pytest.raises(ParameterError, match=words):
        detect_groups(times)


def test_bad_interval_and_empty_group_are_refused():
    with pytest.raises(ParameterError, match="longest_interval_ms"):
        detect_groups([1, 2], longest_interval_ms=0)
    with pytest.raises(ParameterError, match="at least 1 spike"):
        Group(times_ms=np.empty(0))
