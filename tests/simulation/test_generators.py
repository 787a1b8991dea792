"""Synthetic needle EMG: published ranges measured on the trace with scipy."""

import subprocess
import sys

import numpy as np
import pytest
from scipy import ndimage, signal, stats

from neuro_edu.errors import ParameterError
from neuro_edu.simulation.synthetic.catalogue import DISCHARGES
from neuro_edu.simulation.synthetic.generators import generate
from neuro_edu.simulation.synthetic.synthesis import clinic_band

SEEDS = range(600, 606)
RATE_HZ = 20_000.0


def emg(discharge, seed, duration_ms=10_000.0):
    return generate(discharge, seed=seed, duration_ms=duration_ms).emg_uV.astype(float)


def negative_peaks(emg_uV, share=0.5, apart_ms=2.0):
    """Times (ms) and heights of negative peaks above a share of the largest."""
    index, found = signal.find_peaks(
        -emg_uV, height=share * (-emg_uV).max(), distance=int(apart_ms * RATE_HZ / 1000)
    )
    return index * 1000 / RATE_HZ, found["peak_heights"]


def active_part(emg_uV, window_ms=20.0, factor=3.0):
    """Longest stretch whose level stands out, as a slice."""
    n = int(window_ms * RATE_HZ / 1000)
    level = np.sqrt(signal.convolve(emg_uV**2, np.ones(n) / n, mode="same"))
    edges = np.flatnonzero(
        np.diff((level > factor * np.percentile(level, 5)).astype(int), prepend=0, append=0)
    )
    starts, stops = edges[::2], edges[1::2]
    longest = int(np.argmax(stops - starts))
    return slice(starts[longest], stops[longest])


def pitch_hz(emg_uV, low_hz, high_hz):
    """Rate at which a stretch resembles itself most."""
    like = signal.correlate(emg_uV, emg_uV, method="fft")[emg_uV.size - 1 :]
    lags = np.arange(int(RATE_HZ / high_hz), int(RATE_HZ / low_hz) + 1)
    return RATE_HZ / lags[np.argmax(like[lags])]


@pytest.mark.parametrize("discharge", DISCHARGES)
def test_same_seed_same_trace_other_seed_another(discharge):
    one, again, other = (generate(discharge, seed=s, duration_ms=2000) for s in (5, 5, 6))
    np.testing.assert_array_equal(one.emg_uV, again.emg_uV)
    assert not np.array_equal(one.emg_uV, other.emg_uV)
    assert one.made_by == discharge
    assert "made_by" not in repr(one)


def test_same_trace_in_another_process():
    code = (
        "from neuro_edu.simulation.synthetic.generators import generate;"
        "print(float(abs(generate('myokymic', seed=9, duration_ms=1000).emg_uV).sum()))"
    )
    answer = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    here = float(abs(generate("myokymic", seed=9, duration_ms=1000).emg_uV).sum())
    assert float(answer.stdout) == here


@pytest.mark.parametrize("discharge", DISCHARGES)
@pytest.mark.parametrize("sampling_rate_hz", [10_000, 44_100])
def test_length_kind_and_finiteness(discharge, sampling_rate_hz):
    trace = generate(discharge, seed=1, duration_ms=1500, sampling_rate_hz=sampling_rate_hz)
    assert trace.emg_uV.shape == (round(1.5 * sampling_rate_hz),)
    assert trace.emg_uV.dtype == np.float32
    assert not trace.emg_uV.flags.writeable
    assert np.isfinite(trace.emg_uV).all()
    assert np.abs(trace.emg_uV).max() < 2e4
    assert trace.t_ms[1] == pytest.approx(1000 / sampling_rate_hz)
    assert trace.duration_ms == pytest.approx(1500)


def test_every_range_names_its_source():
    for discharge in DISCHARGES.values():
        assert all(known.source for known in discharge.ranges.values()), discharge.id


@pytest.mark.parametrize("seed", SEEDS)
def test_silence_is_gaussian_noise_of_a_few_microvolts(seed):
    noise = emg("silent", seed)
    assert 2 <= noise.std() <= 8  # 3 to 8 uV before the upper edge of the band takes its part
    assert abs(stats.kurtosis(noise)) < 0.1


@pytest.mark.parametrize("seed", SEEDS)
def test_fibrillation_is_short_small_and_at_most_15_hz_per_fibre(seed):
    trace = emg("fibrillation", seed)
    times, _ = negative_peaks(trace, share=0.7)
    assert 0.5 * 8 <= times.size <= 2 * 15 * 10  # one or two fibres, 10 s
    around = [trace[int(t * 20) - 100 : int(t * 20) + 100] for t in times[1:-1]]
    mean = np.median(around, axis=0)
    assert 20 <= np.ptp(mean) <= 215
    half = signal.peak_widths(-mean, [np.argmax(-mean)], rel_height=0.5)[0][0] / 20
    assert half < 1.5  # a spike of 1 to 5 ms in all


@pytest.mark.parametrize("seed", SEEDS)
def test_positive_waves_lead_with_their_positive_side(seed):
    trace = emg("positive_sharp_wave", seed)
    assert trace.max() > 1.5 * -trace.min() or stats.skew(trace) > 0


@pytest.mark.parametrize("seed", SEEDS)
def test_end_plate_spikes_are_irregular_and_negative(seed):
    trace = emg("end_plate", seed)
    assert -trace.min() > trace.max()
    times, _ = negative_peaks(trace, share=0.6)
    intervals = np.diff(times)
    assert intervals.std() / intervals.mean() > 0.4
    assert times.size / 10 < 50


@pytest.mark.parametrize("seed", SEEDS)
def test_neuromyotonic_run_is_150_to_300_hz_and_wanes_to_20_to_60_percent(seed):
    trace = emg("neuromyotonic", seed)
    run = trace[active_part(trace)]
    assert 280 <= run.size / 20 <= 2100  # 0.3 to 2 s, to within the window
    middle = run[run.size // 2 - 1000 : run.size // 2 + 1000]
    assert 145 <= pitch_hz(middle, 120, 350) <= 305
    first, last = np.ptp(run[400:1000]), np.ptp(run[-1200:-500])
    assert 0.15 <= last / first <= 0.75


@pytest.mark.parametrize("seed", SEEDS)
def test_myotonic_run_stays_within_20_to_80_hz_and_swings(seed):
    trace = emg("myotonic", seed)
    part = trace[active_part(trace, 100.0, 1.25)]
    pitches = [pitch_hz(part[i : i + 4000], 15, 90) for i in range(0, part.size - 4000, 4000)]
    assert np.percentile(pitches, 10) >= 18
    assert np.percentile(pitches, 90) <= 85
    level = np.array([np.ptp(part[i : i + 2000]) for i in range(0, part.size - 2000, 2000)])
    assert level.max() > 1.3 * np.median(level) or level.min() < 0.7 * np.median(level)


@pytest.mark.parametrize("seed", SEEDS)
def test_complex_repetitive_discharge_repeats_like_a_machine(seed):
    trace = emg("complex_repetitive", seed)
    part = trace[active_part(trace, 250.0, 1.25)]
    part = part[part.size // 10 : part.size // 10 + 20_000]
    envelope = ndimage.gaussian_filter1d(np.abs(part), 20)
    period = round(RATE_HZ / pitch_hz(envelope - envelope.mean(), 4.8, 155))
    like = signal.correlate(part, part[:period], mode="valid", method="fft")
    returns, _ = signal.find_peaks(like, distance=int(0.7 * period))
    intervals = np.diff(returns)
    # Machine-regular: published as a coefficient of variation below 1 %; half a sample of rounding.
    spread = stats.median_abs_deviation(intervals, scale="normal")
    assert spread / np.median(intervals) < 0.01 + 0.5 / period


@pytest.mark.parametrize("discharge", ["fasciculation", "fasciculation_als"])
def test_fasciculations_are_rare_and_irregular(discharge):
    counts, gaps = [], []
    for seed in range(600, 615):
        trace = np.abs(emg(discharge, seed))
        level = np.max(trace.reshape(-1, 1000), axis=1) > 8 * np.median(trace)
        starts = np.flatnonzero(np.diff(level.astype(int), prepend=0) == 1) * 50
        counts.append(starts.size)
        gaps.append(np.diff(starts) / max(np.mean(np.diff(starts)), 1) if starts.size > 3 else [])
    assert max(counts) <= 2 * 10 + 3 * np.sqrt(20)  # Poisson at 2 per second, three deviations
    pooled = np.concatenate(gaps)
    assert pooled.std() / pooled.mean() > 0.5


@pytest.mark.parametrize("seed", SEEDS)
def test_complex_fasciculations_last_15_to_25_ms(seed):
    trace = emg("fasciculation_als", seed)
    top = int(np.argmax(np.abs(trace)))
    around = np.abs(trace[max(0, top - 600) : top + 600])
    where = np.flatnonzero(around > 0.12 * around.max())
    assert 8 <= (where[-1] - where[0]) / 20 <= 30  # blocked or small end parts shorten it


@pytest.mark.parametrize("discharge", ["voluntary", "stiff_person", "single_discharges"])
@pytest.mark.parametrize("seed", SEEDS)
def test_motor_units_are_of_motor_unit_size(discharge, seed):
    trace = emg(discharge, seed)
    assert 250 <= np.ptp(trace) <= 8 * 1500  # 0.3 to 1.5 mV each, a few at once


@pytest.mark.parametrize("seed", SEEDS)
def test_single_discharges_keep_time(seed):
    times, _ = negative_peaks(emg("single_discharges", seed), share=0.6, apart_ms=20)
    intervals = np.diff(times)
    assert 1.1 <= 1000 / np.median(intervals) <= 20
    assert intervals.std() / intervals.mean() < 0.08  # 3.5 +/- 1.7 % published


@pytest.mark.parametrize("seed", SEEDS)
def test_tetany_fires_in_regular_groups(seed):
    times, _ = negative_peaks(emg("tetany", seed), share=0.6, apart_ms=3)
    intervals = np.diff(times)
    short = intervals[intervals < 27]
    assert 4.5 <= np.median(short) <= 27  # 5 to 25 ms inside a group
    assert short.size >= 0.3 * intervals.size


@pytest.mark.parametrize("seed", SEEDS)
def test_cramp_builds_up_and_dies_away(seed):
    trace = emg("cramp", seed)
    level = trace.reshape(20, -1).std(axis=1)
    assert level.max() > 4 * level.min()
    assert 2 <= np.argmax(level) <= 17


def test_myokymic_bursts_return_at_half_to_ten_per_second():
    for seed in SEEDS:
        times, _ = negative_peaks(emg("myokymic", seed), share=0.6, apart_ms=4)
        intervals = np.diff(times)
        inside = np.median(intervals)
        assert 28 <= 1000 / inside <= 130
        starts = times[1:][intervals > 2 * inside]
        per_s = 1000 / np.median(np.diff(starts))
        assert 0.45 <= per_s <= 11


def test_band_takes_the_slow_and_keeps_the_middle():
    t = np.arange(40_000) / RATE_HZ
    for f_hz, low, high in ((1, 0.05, 0.15), (10, 0.65, 0.75), (500, 0.97, 1.03)):
        wave = clinic_band(np.sin(2 * np.pi * f_hz * t), RATE_HZ)[20_000:]
        assert low <= np.sqrt(2) * wave.std() <= high


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"discharge": "twitch"}, "discharge must be one of"),
        ({"seed": -1}, "seed"),
        ({"seed": 1.5}, "whole number"),
        ({"duration_ms": 10}, "duration_ms"),
        ({"duration_ms": float("nan")}, "duration_ms"),
        ({"sampling_rate_hz": 500}, "sampling_rate_hz"),
    ],
)
def test_bad_requests_are_refused(changes, words):
    asked = {"discharge": "silent", "seed": 1, "duration_ms": 1000, "sampling_rate_hz": 20_000}
    asked |= changes
    with pytest.raises(ParameterError, match=words):
        generate(asked.pop("discharge"), **asked)
