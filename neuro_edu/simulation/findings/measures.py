"""What can be measured on an EMG trace before anything is named."""

import numpy as np
from numpy.typing import NDArray

from neuro_edu.simulation.findings.detection import Peaks, find_peaks
from neuro_edu.simulation.findings.discharges import LONGEST_TRACE_INTERVAL_MS, Group, detect_groups
from neuro_edu.simulation.findings.interleaving import split_regular
from neuro_edu.simulation.findings.regularity import (
    local_variation,
    natural_pause_ms,
    robust_variation,
)
from neuro_edu.simulation.findings.runs import fast_run, machine_return
from neuro_edu.simulation.findings.shapes import measure_shape
from neuro_edu.simulation.findings.units import Unit, find_units

FloatArray = NDArray[np.float64]

# A longer train is not taken apart: that takes too long, and no fibre fires so often.
MOST_MIXED = 600
# A train without pauses counts as one group up to this median interval (50 Hz).
SLOWEST_GROUP_MS = 20.0
# A train that keeps time better than this is one train.
STEADY_VARIATION = 0.12


def measure_trace(emg_uV: FloatArray, sampling_rate_hz: float) -> dict[str, float]:
    """Measure a trace.

    Parameters
    ----------
    emg_uV : numpy.ndarray, shape (n,)
        Trace in uV, positive numbers for positive potentials.
    sampling_rate_hz : float
        Samples per second.

    Returns
    -------
    dict of str to float
        Finite numbers by name; what the trace does not define is left out.
    """
    duration_ms = 1000.0 * emg_uV.size / sampling_rate_hz
    peaks = find_peaks(emg_uV, sampling_rate_hz)
    units = find_units(peaks)
    measures: dict[str, float] = {
        "deflections": float(peaks.times_ms.size),
        "deflections_per_s": _busiest_rate_hz(peaks, duration_ms),
    }
    if units:
        unit = _first_regular(units[0])
        total = sum(other.times_ms.size for other in units)
        measures["share_of_first_unit"] = unit.times_ms.size / total
        measures |= _train(unit, duration_ms)
        measures |= _grouping(unit)
        measures |= _swing(unit)
        measures |= _form(emg_uV, sampling_rate_hz, unit)
        measures |= fast_run(peaks, unit, duration_ms)
        measures |= machine_return(peaks)
        measures |= _envelope(emg_uV, sampling_rate_hz)
    return {name: float(value) for name, value in measures.items() if np.isfinite(value)}


def _first_regular(unit: Unit) -> Unit:
    """Return the busiest of several regular trains that a unit mixes, or the unit itself."""
    intervals = np.diff(unit.times_ms)
    mixed = unit.times_ms.size < MOST_MIXED and local_variation(intervals) > STEADY_VARIATION
    return split_regular(unit)[0] if mixed else unit


def _train(unit: Unit, duration_ms: float) -> dict[str, float]:
    """Measure rate and regularity of single potentials."""
    intervals = np.diff(unit.times_ms)
    found = {
        "potentials_per_s": 1000.0 * unit.times_ms.size / duration_ms,
        "size_variation": float(np.std(unit.heights_uV) / np.mean(unit.heights_uV)),
    }
    if intervals.size:
        found["rate_hz"] = 1000.0 / float(np.median(intervals))
        found["interval_variation"] = local_variation(intervals)
    if intervals.size > 2:
        found["overall_variation"] = float(np.std(intervals, ddof=1) / np.mean(intervals))
    return found


def _grouping(unit: Unit) -> dict[str, float]:
    """Measure groups: how many spikes, how fast inside, how regular their return."""
    intervals = np.diff(unit.times_ms)
    pause_ms = natural_pause_ms(intervals)
    if not np.isfinite(pause_ms):
        # Intervals of one kind: quick ones make one group, slow ones leave every potential alone.
        quick = intervals.size > 0 and float(np.median(intervals)) <= SLOWEST_GROUP_MS
        pause_ms = LONGEST_TRACE_INTERVAL_MS if quick else 1e-3
    groups = detect_groups(unit.times_ms, longest_interval_ms=pause_ms)
    grouped = [group for group in groups if group.n_spikes > 1]
    inside = sum(group.n_spikes for group in grouped)
    found = {"share_in_groups": inside / unit.times_ms.size, "groups": float(len(grouped))}
    if grouped:
        found |= _groups(grouped)
        starts = np.diff([group.start_ms for group in groups])
        if starts.size:
            found["groups_per_s"] = 1000.0 / float(np.median(starts))
            found["group_variation"] = robust_variation(starts)
    return found


def _groups(grouped: list[Group]) -> dict[str, float]:
    sizes = [group.n_spikes for group in grouped]
    return {
        "spikes_per_group": float(np.median(sizes)),
        "intraburst_rate_hz": float(np.median([group.intraburst_rate_hz for group in grouped])),
    }


def _swing(unit: Unit) -> dict[str, float]:
    """Measure how far rate and height of a train swing, and whether they swing together."""
    intervals = np.diff(unit.times_ms)
    if intervals.size < 20:
        return {}
    usual = intervals < 4 * np.median(intervals)
    rates = _smooth(1000.0 / np.maximum(intervals[usual], 1e-3))
    heights = _smooth(unit.heights_uV[1:][usual])
    found = {
        "rate_swing": float(np.percentile(rates, 95) / np.percentile(rates, 5)),
        "height_swing": float(np.percentile(heights, 95) / max(np.percentile(heights, 5), 1e-9)),
    }
    if rates.std() > 0 and heights.std() > 0:
        found["swing_together"] = float(np.corrcoef(rates, heights)[0, 1])
    return found


def _smooth(values: FloatArray) -> FloatArray:
    """Return a running median of five."""
    if values.size < 5:
        return values
    windows = np.lib.stride_tricks.sliding_window_view(values, 5)
    return np.asarray(np.median(windows, axis=1))


def _form(emg_uV: FloatArray, sampling_rate_hz: float, unit: Unit) -> dict[str, float]:
    """Measure the averaged potential of a unit."""
    length = max(2, round(0.005 * sampling_rate_hz))
    windows = emg_uV[: emg_uV.size // length * length].reshape(-1, length)
    noise_uV = float(np.percentile(windows.std(axis=1), 10)) if windows.size else 0.0
    shape = measure_shape(emg_uV, sampling_rate_hz, unit, noise_uV)
    return {
        "size_uV": shape.size_uV,
        "duration_ms": shape.duration_ms,
        "phases": float(shape.phases),
        "begins_positive": float(shape.begins_positive),
        "positive_wave": float(shape.positive_wave),
        "shape_variability": shape.variability,
    }


def _envelope(emg_uV: FloatArray, sampling_rate_hz: float) -> dict[str, float]:
    """Measure how far the busiest tenth of a second stands above the quietest one."""
    length = max(1, round(0.1 * sampling_rate_hz))
    n = emg_uV.size // length
    if n < 5:
        return {}
    level = emg_uV[: n * length].reshape(n, length).std(axis=1)
    return {"level_swing": float(level.max() / max(level.min(), 1e-9))}


def _busiest_rate_hz(peaks: Peaks, duration_ms: float) -> float:
    """Return the deflections per second in the busiest half second."""
    if peaks.times_ms.size == 0:
        return 0.0
    width_ms = min(500.0, duration_ms)
    after = np.searchsorted(peaks.times_ms, peaks.times_ms + width_ms)
    return 1000.0 * float((after - np.arange(after.size)).max()) / width_ms
