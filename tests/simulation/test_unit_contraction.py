"""One motor unit from twitch to tetanus, against published ranges of human thenar units."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from neuro_edu.errors import ParameterError
from neuro_edu.simulation.muscle.unit_contraction import UnitParameters, contract_unit


def train(rate_hz, n=20, **unit):
    times_ms = 10.0 + np.arange(n) * 1000.0 / rate_hz
    return contract_unit(times_ms, times_ms[-1] + 400.0, UnitParameters(**unit))


def test_a_single_twitch_peaks_at_its_contraction_time_with_its_force():
    one = contract_unit([10.0], 500.0, UnitParameters(twitch_mN=12.0, contraction_ms=60.0))
    assert one.force_mN.max() == pytest.approx(12.0, rel=0.01)
    assert one.times_ms[one.force_mN.argmax()] - 10.0 == pytest.approx(60.0, abs=1.0)
    np.testing.assert_array_equal(one.force_mN, one.twitch_mN)
    assert np.isnan(one.fusion_index)


def test_fusion_begins_between_5_and_8_hz_and_is_complete_by_30_to_100_hz():
    # Thomas1991.
    assert train(4.0).fusion_index < 0.05 < train(8.0).fusion_index
    assert train(100.0).fusion_index > 0.99
    force = {rate: train(rate, n=60).force_mN.max() for rate in (30.0, 100.0)}
    assert force[30.0] > 0.9 * force[100.0]


def test_half_of_the_tetanus_is_reached_near_12_hz():
    # Thomas1991: 12 +/- 4 Hz.
    low, high = (train(rate) for rate in (8.0, 16.0))
    assert low.force_mN.max() / low.tetanus_mN < 0.5 < high.force_mN.max() / high.tetanus_mN


def test_a_doublet_gives_about_half_of_the_tetanus():
    # Thomas1999: 48 +/- 13 % of the tetanus.
    two = contract_unit([10.0, 20.0], 500.0)
    assert 0.35 <= two.force_mN.max() / two.tetanus_mN <= 0.61


def test_the_twitch_is_a_tenth_to_a_third_of_the_tetanus():
    one = contract_unit([10.0], 500.0)
    assert 0.1 <= one.twitch_mN.max() / one.tetanus_mN <= 0.33


def test_a_tired_unit_is_weaker_and_slower_and_fuses_earlier():
    # Direction: ParalysedThenarUnits.
    rested, tired = train(10.0), train(10.0, force_left=0.5)
    assert tired.tetanus_mN == pytest.approx(0.5 * rested.tetanus_mN, rel=0.01)
    assert tired.times_ms[tired.twitch_mN.argmax()] > rested.times_ms[rested.twitch_mN.argmax()]
    assert tired.fusion_index > rested.fusion_index


def test_every_spike_has_its_potential():
    result = train(10.0, n=6)
    quiet_uV = 30.0  # six standard deviations of the amplifier's noise
    loud_ms = result.emg_times_ms[np.abs(result.emg_uV) > quiet_uV]
    starts = loud_ms[np.diff(loud_ms, prepend=-np.inf) > 50.0]
    assert starts.size == 6
    assert ((starts - result.spike_times_ms) > 0).all()


@settings(max_examples=10, deadline=None)
@given(rate_hz=st.floats(3.0, 150.0), n=st.integers(3, 15), left=st.floats(0.4, 1.0))
def test_force_stays_between_the_twitch_and_the_tetanus(rate_hz, n, left):
    result = train(rate_hz, n=n, force_left=left)
    assert result.force_mN.min() >= 0.0
    assert result.force_mN.max() >= 0.999 * result.twitch_mN.max()
    assert result.force_mN.max() <= 1.02 * result.tetanus_mN
    assert 0.0 <= result.fusion_index <= 1.0


def test_no_spike_is_refused():
    with pytest.raises(ParameterError, match="at least one time in ms"):
        contract_unit([], 100.0)
