"""The band-pass is a Butterworth filter, in pieces as in one go."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import signal

from neuro_edu.errors import ParameterError
from neuro_edu.simulation.filters import BandPass


def with_scipy(wave, low_hz, high_hz, rate_hz):
    out = signal.sosfilt(signal.butter(2, low_hz, "highpass", fs=rate_hz, output="sos"), wave)
    if high_hz <= 0.45 * rate_hz:
        out = signal.sosfilt(signal.butter(2, high_hz, "lowpass", fs=rate_hz, output="sos"), out)
    return out


@settings(deadline=None)
@given(st.floats(1.0, 500.0), st.floats(600.0, 20_000.0), st.floats(4000.0, 44_100.0))
def test_same_as_scipy(low_hz, high_hz, rate_hz):
    wave = np.random.default_rng(0).normal(size=2000)
    mine = wave.copy()
    BandPass(low_hz, high_hz, rate_hz)(mine)
    np.testing.assert_allclose(mine, with_scipy(wave, low_hz, high_hz, rate_hz), atol=1e-9)


@settings(deadline=None)
@given(st.lists(st.integers(0, 1000), max_size=5).map(sorted))
def test_pieces_join_without_a_seam(cuts):
    wave = np.random.default_rng(1).normal(size=1000)
    whole, pieces = wave.copy(), wave.copy()
    BandPass(10.0, 3000.0, 20_000.0)(whole)
    running = BandPass(10.0, 3000.0, 20_000.0)
    for piece in np.split(pieces, cuts):
        running(piece)
    np.testing.assert_array_equal(pieces, whole)


@pytest.mark.parametrize(
    ("low_hz", "high_hz"), [(0.0, 1000.0), (500.0, 100.0), (9500.0, 9900.0), (10.0, float("nan"))]
)
def test_edges_that_make_no_band_are_refused(low_hz, high_hz):
    with pytest.raises(ParameterError, match="_hz"):
        BandPass(low_hz, high_hz, 20_000.0)
