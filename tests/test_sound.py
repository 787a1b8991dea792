"""The sound is read back by scipy and compared with the trace it was made from."""

import io

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy.io import wavfile
from scipy.signal import hilbert, resample_poly, welch

from neuro_edu.errors import ParameterError
from neuro_edu.simulation.synthetic.catalogue import DISCHARGES
from neuro_edu.simulation.synthetic.generators import generate
from neuro_edu.sound import emg_sound

RATE_HZ = 20_000.0
MINUS_3_DB = 32768 * 0.708


def heard(emg_uV, rate_hz=RATE_HZ):
    """Rate and samples of the sound as another program reads them."""
    return wavfile.read(io.BytesIO(emg_sound(emg_uV, rate_hz)))


def dominant_hz(trace, rate_hz, low_hz, high_hz):
    """Strongest rhythm of the envelope."""
    envelope = np.abs(hilbert(np.asarray(trace, dtype=float)))
    frequencies, power = welch(envelope - envelope.mean(), rate_hz, nperseg=int(2 * rate_hz))
    inside = (frequencies >= low_hz) & (frequencies <= high_hz)
    return frequencies[inside][np.argmax(power[inside])]


def pulses(rate_hz, amplitude_uV=200.0, seconds=4.0):
    """Short wavelets at a known rate."""
    t = np.arange(round(seconds * RATE_HZ)) / RATE_HZ
    since = np.mod(t, 1 / rate_hz) - 0.5 / rate_hz
    return amplitude_uV * np.exp(-0.5 * (since / 0.0004) ** 2) * np.cos(2 * np.pi * 900 * since)


@pytest.mark.parametrize("discharge", DISCHARGES)
def test_sound_of_every_discharge_has_its_duration_and_stays_below_the_ceiling(discharge):
    trace = generate(discharge, seed=3)
    rate_hz, samples = heard(trace.emg_uV, trace.sampling_rate_hz)
    assert rate_hz in (24_000, 44_100, 48_000)
    assert samples.dtype == np.int16
    assert samples.ndim == 1
    assert samples.size / rate_hz == pytest.approx(trace.duration_ms / 1000.0, abs=1 / rate_hz)
    assert 0 < np.abs(samples.astype(int)).max() <= MINUS_3_DB


@pytest.mark.parametrize("rate_hz", [4.0, 25.0, 70.0, 220.0])
def test_the_burst_rate_of_the_sound_is_that_of_the_trace(rate_hz):
    sound_rate_hz, samples = heard(pulses(rate_hz))
    assert dominant_hz(samples, sound_rate_hz, 2, 300) == pytest.approx(rate_hz, abs=0.5)


@pytest.mark.parametrize(
    ("discharge", "low_hz", "high_hz"),
    [("complex_repetitive", 3, 300), ("neuromyotonic", 100, 400)],
)
@pytest.mark.parametrize("seed", [1, 2])
def test_the_rhythm_of_a_discharge_is_heard_as_it_is_seen(discharge, low_hz, high_hz, seed):
    trace = generate(discharge, seed=seed)
    sound_rate_hz, samples = heard(trace.emg_uV, trace.sampling_rate_hz)
    seen = dominant_hz(trace.emg_uV, trace.sampling_rate_hz, low_hz, high_hz)
    assert dominant_hz(samples, sound_rate_hz, low_hz, high_hz) == pytest.approx(seen, rel=0.02)


def test_a_soft_trace_is_the_trace_itself_resampled():
    rng = np.random.default_rng(5)
    smooth = np.convolve(rng.normal(size=40_000), np.hanning(9), "same")
    trace = 100.0 * smooth / np.abs(smooth).max()
    rate_hz, samples = heard(trace)
    other = resample_poly(trace - trace.mean(), int(rate_hz / 4000), int(RATE_HZ / 4000))
    inside = slice(1000, -1000)
    gain = np.dot(samples[inside], other[inside]) / np.dot(other[inside], other[inside])
    residual = samples[inside] - gain * other[inside]
    assert residual.std() < 0.01 * samples[inside].std()


def test_a_larger_potential_is_louder_by_as_much():
    soft, loud = (np.abs(heard(pulses(20.0, size))[1].astype(int)).max() for size in (50.0, 200.0))
    assert loud / soft == pytest.approx(4.0, rel=0.01)


def test_no_half_second_is_louder_than_music_from_the_web():
    rng = np.random.default_rng(1)
    rate_hz, samples = heard(rng.normal(scale=5000.0, size=100_000))
    level = samples.astype(float) / 32768
    windows = level[: level.size // 1200 * 1200].reshape(-1, 1200)
    rms = np.sqrt(np.convolve(np.square(windows).mean(axis=1), np.full(10, 0.1), "valid"))
    assert rate_hz == 24_000
    assert 20 * np.log10(rms.max()) <= -13.9


def test_silence_stays_silence_and_an_offset_is_no_sound():
    for level_uV in (0.0, 700.0, -1e6):
        assert not heard(np.full(20_000, level_uV))[1].any()
    assert abs(heard(pulses(20.0) + 5000.0)[1].mean()) < 10


def test_it_begins_and_ends_without_a_click():
    rate_hz, samples = heard(200.0 * np.sign(np.sin(np.arange(20_000) / 7.0)))
    few = round(0.001 * rate_hz)
    loudest = np.abs(samples.astype(int)).max()
    assert samples[0] == samples[-1] == 0
    assert np.abs(samples[:few].astype(int)).max() < 0.15 * loudest
    assert np.abs(samples[-few:].astype(int)).max() < 0.15 * loudest


@settings(max_examples=60, deadline=None)
@given(
    trace=arrays(
        np.float64, st.integers(2000, 2600), elements=st.floats(-1e6, 1e6, allow_subnormal=False)
    ),
    rate_hz=st.floats(1000.0, 100_000.0),
)
def test_nothing_clips_whatever_comes_in(trace, rate_hz):
    sound_rate_hz, samples = heard(trace, rate_hz)
    assert np.abs(samples.astype(int)).max() <= MINUS_3_DB
    assert abs(samples.size / sound_rate_hz - trace.size / rate_hz) <= 1 / sound_rate_hz


@pytest.mark.parametrize(
    ("emg_uV", "rate_hz", "message"),
    [
        (np.zeros(10), RATE_HZ, "at least 20 ms, got 0.5 ms"),
        (np.zeros((2, 9999)), RATE_HZ, "1 dimension, got 2"),
        (np.full(9999, np.nan), RATE_HZ, "must be finite"),
        (np.full(9999, 2e6), RATE_HZ, "between -1e"),
        (["loud"], RATE_HZ, "row of numbers"),
        (np.zeros(9999), 10.0, "sampling_rate_hz must lie between 1000 and 100,000 Hz"),
    ],
)
def test_what_cannot_be_played_is_refused(emg_uV, rate_hz, message):
    with pytest.raises(ParameterError, match=message):
        emg_sound(emg_uV, rate_hz)
