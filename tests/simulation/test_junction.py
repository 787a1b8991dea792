"""Transmission: safe in health, failing in the ways and at the rates of disease and drugs."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from neuro_edu.simulation.muscle.junction import JunctionParameters, transmit
from neuro_edu.simulation.spike_trains import SpikeTrains

fractions = st.floats(0, 1)
junctions = st.builds(
    JunctionParameters,
    safety_factor=st.floats(0.1, 20),
    safety_spread=st.floats(0.05, 1),
    receptors_left=fractions,
    receptor_block=fractions,
    release_fraction=fractions,
    depletion=fractions,
    depletion_floor=fractions,
    refill_ms=st.floats(10, 1e5),
    fatigue_interval_ms=st.floats(0.1, 1000),
    fatigue_ms=st.floats(10, 1e6),
    fatigue_recovery_ms=st.floats(10, 1e6),
)
trains = st.lists(st.lists(st.floats(0, 500), max_size=20).map(sorted), max_size=4).map(
    lambda lists: SpikeTrains.from_lists(lists, 500.0)
)


def regular(rate_hz, n):
    times_ms = np.arange(n) * 1000.0 / rate_hz
    return SpikeTrains.from_lists([times_ms], float(times_ms[-1]) + 1.0)


@settings(deadline=None)
@given(trains, junctions)
def test_the_share_that_answers_is_a_share(spikes, parameters):
    fraction = transmit(spikes, parameters).fraction
    assert fraction.shape == (spikes.n_spikes,)
    assert ((fraction >= 0) & (fraction <= 1)).all()


@settings(deadline=None)
@given(trains, junctions, st.floats(0, 1))
def test_more_block_never_lets_more_through(spikes, parameters, more):
    before = transmit(spikes, parameters).fraction
    blocked = parameters.receptor_block + (1 - parameters.receptor_block) * more
    assert (transmit(spikes, parameters.replace(receptor_block=blocked)).fraction <= before).all()


@settings(deadline=None)
@given(trains)
def test_units_do_not_disturb_one_another(spikes):
    together = transmit(spikes).fraction
    alone = [
        transmit(SpikeTrains.from_lists([spikes.of_unit(u)], 500.0)).fraction
        for u in range(spikes.n_units)
    ]
    np.testing.assert_array_equal(together, np.concatenate([np.empty(0), *alone]))


@pytest.mark.parametrize("rate_hz", [1.0, 3.0, 10.0, 30.0])
def test_a_healthy_junction_passes_voluntary_rates(rate_hz):
    assert transmit(regular(rate_hz, 60)).fraction.min() > 0.99


def test_lost_receptors_give_a_decrement_at_3_hz():
    # The clinic calls a fall of more than 10 % from the first to the fourth answer abnormal.
    sick = transmit(regular(3.0, 5), JunctionParameters(receptors_left=0.25)).fraction
    well = transmit(regular(3.0, 5)).fraction
    assert 1 - sick[3] / sick[0] > 0.1
    assert 1 - well[3] / well[0] < 0.02


@pytest.mark.parametrize(("left", "floor"), [(1.0, 0.0), (0.4, 0.0), (1.0, 0.3)])
def test_depression_settles_where_use_and_refilling_balance(left, floor):
    # What is not released is not used up: with little release left the store empties less.
    p = JunctionParameters(
        safety_factor=1.0 / left, release_fraction=left, depletion=0.3, refill_ms=500.0,
        depletion_floor=floor,
    )  # fmt: skip
    interval_ms = 100.0
    kept = np.exp(-interval_ms / p.refill_ms)
    store = floor + (1 - floor) * (1 - kept) / (1 - (1 - p.depletion * left) * kept)
    fraction = transmit(regular(1000.0 / interval_ms, 200), p).fraction[-1]
    margin = (fraction / (1 - fraction)) ** (p.safety_spread / 1.702)
    assert margin == pytest.approx(store, rel=1e-3)


def test_a_pause_restores_a_tired_unit():
    burst = np.arange(0.0, 1500.0, 5.0)
    later = np.concatenate((burst, [12_000.0]))
    fraction = transmit(SpikeTrains.from_lists([later], 12_000.0)).fraction
    assert fraction[-2] < 0.6
    assert fraction[-1] > 0.99


def test_full_block_stops_everything_and_is_no_error():
    for parameters in (
        JunctionParameters(receptor_block=1.0),
        JunctionParameters(release_fraction=0.0),
        JunctionParameters(receptors_left=0.0),
    ):
        assert (transmit(regular(20.0, 10), parameters).fraction == 0).all()
