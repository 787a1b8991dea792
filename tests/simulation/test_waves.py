"""Spikes joined to waves, on trains laid out by hand."""

import numpy as np
import pytest

from neuro_edu.simulation.nerve.waves import LONGEST_DELAY_MS, WIDEST_LEAP, find_waves


def running(start_ms, delay_ms, n_nodes, origin):
    """A wave from `origin` to both ends, `delay_ms` from node to node; one train a node."""
    return [[start_ms + delay_ms * abs(node - origin)] for node in range(n_nodes)]


def together(*waves):
    return [np.sort(np.concatenate(trains)) for trains in zip(*waves, strict=True)]


@pytest.mark.parametrize(
    ("origin", "direction"), [(0, "orthodromic"), (9, "antidromic"), (8, "antidromic"), (5, "both")]
)
def test_a_wave_knows_where_it_began_and_which_way_it_ran(origin, direction):
    (wave,) = find_waves(together(running(3.0, 0.03, 10, origin)))
    assert wave.origin_node == origin
    assert wave.start_ms == 3.0
    assert wave.direction == direction
    assert all(wave.reached(node) for node in range(10))


def test_a_wave_shows_where_and_when_it_began_and_its_way():
    (wave,) = find_waves(together(running(3.0, 0.03, 10, 9)))
    assert repr(wave) == "spike from node 9 at 3.00 ms, antidromic"


def test_spikes_that_follow_each_other_are_different_waves():
    waves = find_waves(together(running(3.0, 0.03, 10, 0), running(5.5, 0.03, 10, 9)))
    assert [wave.origin_node for wave in waves] == [0, 9]
    np.testing.assert_allclose(waves[1].times_ms, 5.5 + 0.03 * np.arange(9, -1, -1))


def test_two_waves_that_meet_share_the_nodes():
    down = running(3.0, 0.03, 20, 0)[:10] + [[]] * 10
    up = [[]] * 10 + running(3.0, 0.03, 20, 19)[10:]
    waves = find_waves(together(down, up))
    assert len(waves) == 2
    assert {wave.direction for wave in waves} == {"orthodromic", "antidromic"}
    assert sum(wave.reached(node) for wave in waves for node in range(20)) == 20


def test_a_wave_does_not_leap_over_the_one_that_it_meets():
    # From both ends of 20 nodes at one speed, the second 0.15 ms or 5 nodes later: they meet after
    # 12 and 7 delays, at node 12, which either may be said to have reached.
    down = running(3.0, 0.03, 20, 0)[:12] + [[]] * 8
    up = [[]] * 12 + running(3.15, 0.03, 20, 19)[12:]
    first, second = (np.flatnonzero(~np.isnan(w.times_ms)) for w in find_waves(together(down, up)))
    assert first[-1] in (11, 12)
    assert [*first, *second] == list(range(20))


@pytest.mark.parametrize(("silent", "n_waves"), [(WIDEST_LEAP, 1), (WIDEST_LEAP + 1, 2)])
def test_a_wave_leaps_over_a_few_silent_nodes(silent, n_waves):
    trains = running(3.0, 0.03, 20, 0)
    trains[5 : 5 + silent] = [[]] * silent
    assert len(find_waves(together(trains))) == n_waves


@pytest.mark.parametrize(("delay_ms", "n_waves"), [(0.9, 1), (1.1, 2)])
def test_a_wave_that_stands_still_has_ended(delay_ms, n_waves):
    assert 0.9 < LONGEST_DELAY_MS < 1.1
    assert len(find_waves([np.array([3.0]), np.array([3.0 + delay_ms])])) == n_waves


def test_no_spikes_no_waves():
    assert find_waves([np.empty(0)] * 5) == ()
