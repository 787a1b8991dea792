"""Flat spike trains keep what they are given and refuse what is no spike train."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from neuro_edu.errors import ParameterError
from neuro_edu.simulation.spike_trains import SpikeTrains

times = st.floats(0.0, 1000.0)
units = st.lists(st.lists(times, max_size=8).map(sorted), max_size=6)


@given(units)
def test_lists_come_back_unit_by_unit(lists):
    trains = SpikeTrains.from_lists(lists, 1000.0)
    assert trains.n_units == len(lists)
    assert trains.n_spikes == sum(map(len, lists))
    for unit, wanted in enumerate(lists):
        assert trains.of_unit(unit).tolist() == wanted
        assert (trains.unit[trains.offsets[unit] : trains.offsets[unit + 1]] == unit).all()


@given(units)
def test_intervals_start_anew_with_every_unit(lists):
    trains = SpikeTrains.from_lists(lists, 1000.0)
    wanted = [np.diff(unit, prepend=-np.inf) for unit in lists if unit]
    np.testing.assert_array_equal(
        trains.intervals_ms(), np.concatenate(wanted) if wanted else np.empty(0)
    )


@given(units, units)
def test_merging_is_the_sorted_union(one, other):
    n = min(len(one), len(other))
    merged = SpikeTrains.from_lists(one[:n], 1000.0).merged(
        SpikeTrains.from_lists(other[:n], 1000.0)
    )
    for unit in range(n):
        assert merged.of_unit(unit).tolist() == sorted(one[unit] + other[unit])


@given(units, st.floats(0.0, 1500.0))
def test_a_delay_moves_spikes_and_drops_those_past_the_end(lists, delay_ms):
    later = SpikeTrains.from_lists(lists, 1000.0).delayed(delay_ms)
    for unit, before in enumerate(lists):
        moved = [t + delay_ms for t in before]
        assert later.of_unit(unit).tolist() == [t for t in moved if t <= 1000.0]


def test_inputs_stay_writable_and_unshared():
    mine = np.array([1.0, 2.0])
    trains = SpikeTrains(times_ms=mine, offsets=np.array([0, 2]), duration_ms=10.0)
    mine[0] = 9.0
    assert trains.times_ms.tolist() == [1.0, 2.0]
    with pytest.raises(ValueError, match="read-only"):
        trains.times_ms[0] = 3.0


@pytest.mark.parametrize(
    ("lists", "duration_ms", "words"),
    [
        ([[2.0, 1.0]], 10.0, "in order"),
        ([[11.0]], 10.0, "between 0 and 10 ms"),
        ([[-1.0]], 10.0, "between 0 and 10 ms"),
        ([[float("nan")]], 10.0, "finite"),
        ([[]], float("inf"), "duration_ms"),
    ],
)
def test_what_is_no_train_is_refused(lists, duration_ms, words):
    with pytest.raises(ParameterError, match=words):
        SpikeTrains.from_lists(lists, duration_ms)


@pytest.mark.parametrize("offsets", [[0, 3], [1, 2], [0, 2, 1, 2], []])
def test_offsets_that_do_not_divide_the_spikes_are_refused(offsets):
    with pytest.raises(ParameterError, match="offsets"):
        SpikeTrains(times_ms=[1.0, 2.0], offsets=offsets, duration_ms=10.0)


def test_trains_of_different_size_do_not_merge():
    with pytest.raises(ParameterError, match="agree in units"):
        SpikeTrains.from_lists([[1.0]], 5.0).merged(SpikeTrains.from_lists([[1.0], []], 5.0))


@pytest.mark.parametrize("delay", [-1.0, float("nan"), float("inf")])
def test_a_delay_must_be_a_number_that_is_not_negative(delay):
    with pytest.raises(ParameterError, match="delays_ms"):
        SpikeTrains.from_lists([[1.0]], 5.0).delayed(delay)
