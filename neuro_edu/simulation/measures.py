"""What can be measured on an EMG trace before anything is named."""

import numpy as np
from numpy.typing import NDArray

from neuro_edu.simulation.detection import Peaks, find_peaks
from neuro_edu.simulation.discharges import (
    Group,
    detect_groups,
    lengthening,
    waning,
)
from neuro_edu.simulation.shapes import measure_shape
from neuro_edu.simulation.units import Unit, find_units, repeat_period

FloatArray = NDArray[np.float64]

# A run is sought in windows of 60 ms: about ten intervals of a neuromyotonic discharge.
RUN_WINDOW_MS, RUN_HOP_MS = 60.0, 30.0
RUN_PERIODS_MS, RUN_TOLERANCE, RUN_SHARE = (3.0, 7.4), 0.06, 0.75
MACHINE_PERIODS_MS, MACHINE_TOLERANCE = (5.5, 210.0), 0.015
LONGEST_INTERVAL_MS = 50.0


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
        "noise_uV": peaks.noise_uV,
        "deflections": float(peaks.times_ms.size),
        "deflections_per_s": _busiest_rate_hz(peaks, duration_ms),
        "units": float(len(units)),
    }
    if units:
        unit = units[0]
        total = sum(other.times_ms.size for other in units)
        measures["share_of_first_unit"] = unit.times_ms.size / total
        measures["sorted_share"] = total / peaks.times_ms.size
        measures |= _train(unit, duration_ms)
        measures |= _grouping(unit)
        measures |= _swing(unit)
        measures |= _form(emg_uV, sampling_rate_hz, unit)
        measures |= _fast_run(peaks, unit, duration_ms)
        measures |= _machine(peaks)
        measures |= _envelope(emg_uV, sampling_rate_hz)
    return {name: float(value) for name, value in measures.items() if np.isfinite(value)}


def local_variation(intervals_ms: FloatArray) -> float:
    """Return how much neighbouring intervals differ, over their median.

    For independent Gaussian intervals this is their coefficient of variation; a drift, a jump of
    rate or a pause changes it little.
    """
    if intervals_ms.size < 2:
        return float("nan")
    middle = float(np.median(intervals_ms))
    return float(np.median(np.abs(np.diff(intervals_ms)))) / (0.954 * middle)


def robust_variation(intervals_ms: FloatArray) -> float:
    """Return half the distance from the 16th to the 84th percentile of intervals, over their median.

    For Gaussian intervals this is their coefficient of variation; a few missed or extra ones do
    not change it.
    """
    low, middle, high = np.percentile(intervals_ms, (16, 50, 84))
    return float(high - low) / (2 * float(middle))


def natural_pause_ms(intervals_ms: FloatArray) -> float:
    """Return the interval that parts short from long ones, infinite if there is one kind only.

    The cut makes the two kinds differ most (Otsu's criterion on logarithms); two kinds there are if
    the long ones lie well above the short ones for how much each kind scatters.
    """
    sizes = np.sort(np.log(np.maximum(intervals_ms, 1e-3)))
    n = sizes.size
    if n < 2:
        return float("inf")
    left = np.arange(1, n)
    total = np.cumsum(sizes)
    low, high = total[:-1] / left, (total[-1] - total[:-1]) / (n - left)
    cut = int(np.argmax(left * (n - left) * (high - low) ** 2)) + 1
    short, long = sizes[:cut], sizes[cut:]
    apart = float(long.mean() - short.mean())
    gap = float(long[0] - short[-1])
    two_kinds = apart > 0.6 and gap > 0.18 and apart > 1.5 * (short.std() + long.std())
    if not two_kinds or np.exp(np.median(short)) > LONGEST_INTERVAL_MS:
        return float("inf")
    return float(np.exp(0.5 * (long[0] + short[-1])))


def _train(unit: Unit, duration_ms: float) -> dict[str, float]:
    """Measure rate and regularity of single potentials."""
    intervals = np.diff(unit.times_ms)
    found = {
        "potentials": float(unit.times_ms.size),
        "potentials_per_s": 1000.0 * unit.times_ms.size / duration_ms,
        "parts": float(unit.n_parts),
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
        few = intervals.size > 0 and float(np.median(intervals)) <= 20.0
        pause_ms = LONGEST_INTERVAL_MS if few else 1e-3
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
        longest = max(grouped, key=lambda group: group.duration_ms)
        if longest.n_spikes > 4:
            found["lengthening"] = lengthening(longest)
    return found


def _groups(grouped: list[Group]) -> dict[str, float]:
    sizes = [group.n_spikes for group in grouped]
    return {
        "spikes_per_group": float(np.median(sizes)),
        "most_in_a_group": float(max(sizes)),
        "intraburst_rate_hz": float(np.median([group.intraburst_rate_hz for group in grouped])),
        "longest_group_ms": max(group.duration_ms for group in grouped),
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
        "slowest_hz": float(np.percentile(rates, 5)),
        "fastest_hz": float(np.percentile(rates, 95)),
    }
    if rates.std() > 0 and heights.std() > 0:
        found["swing_together"] = float(np.corrcoef(rates, heights)[0, 1])
    half = rates.size // 2
    top = int(np.argmax(heights))
    rise = heights[top] / max(float(heights[: top + 1].min()), 1e-9)
    found["rise_before_top"] = float(rise) if half else 1.0
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


def _fast_run(peaks: Peaks, unit: Unit, duration_ms: float) -> dict[str, float]:
    """Measure the longest run faster than 135 Hz, of one unit or, if that is shorter, by its pitch."""
    pitch = _pitch_run(peaks, duration_ms)
    groups = detect_groups(unit.times_ms, longest_interval_ms=4 * RUN_PERIODS_MS[1])
    longest = max(groups, key=lambda group: group.duration_ms)
    even = local_variation(longest.intervals_ms) < 0.1
    fast = 1000.0 / RUN_PERIODS_MS[1] <= longest.intraburst_rate_hz <= 1000.0 / RUN_PERIODS_MS[0]
    if not (even and fast and longest.duration_ms > 0.7 * pitch["run_ms"]):
        return pitch
    inside = np.isin(unit.times_ms, longest.times_ms)
    return {
        "run_ms": longest.duration_ms,
        "run_rate_hz": longest.intraburst_rate_hz,
        "run_waning": waning(unit.heights_uV[inside]),
    }


def _pitch_run(peaks: Peaks, duration_ms: float) -> dict[str, float]:
    """Follow the pitch of all deflections through short windows, as the ear does."""
    starts = np.arange(0.0, max(duration_ms - RUN_WINDOW_MS, 0.0) + 1e-9, RUN_HOP_MS)
    periods = np.zeros(starts.size)
    sizes = np.zeros(starts.size)
    begin = np.searchsorted(peaks.times_ms, starts)
    end = np.searchsorted(peaks.times_ms, starts + RUN_WINDOW_MS)
    for number in np.flatnonzero(end - begin >= 8):
        times = peaks.times_ms[begin[number] : end[number]]
        period, share = repeat_period(times, *RUN_PERIODS_MS, RUN_TOLERANCE)
        if share >= RUN_SHARE:
            periods[number] = period
            heights = np.abs(peaks.heights_uV[begin[number] : end[number]])
            sizes[number] = float(np.percentile(heights, 80))
    inside = np.flatnonzero(periods)
    if inside.size == 0:
        return {"run_ms": 0.0}
    runs = np.split(inside, np.flatnonzero(np.diff(inside) > 2) + 1)
    longest = max(runs, key=len)
    return {
        "run_ms": RUN_WINDOW_MS + RUN_HOP_MS * float(longest[-1] - longest[0]),
        "run_rate_hz": 1000.0 / float(np.median(periods[longest])),
        "run_waning": waning(sizes[longest]) if longest.size > 1 else 1.0,
    }


def _machine(peaks: Peaks) -> dict[str, float]:
    """Measure how exactly a pattern of deflections comes back, second by second."""
    found = []
    first, last = peaks.times_ms[0], peaks.times_ms[-1]
    for start in np.arange(first, max(last - 500.0, first + 1.0), 1000.0):
        inside = (peaks.times_ms >= start) & (peaks.times_ms < start + 1000.0)
        times = peaks.times_ms[inside]
        if times.size >= 15:
            period, share = repeat_period(times, *MACHINE_PERIODS_MS, MACHINE_TOLERANCE)
            # A machine does not pause: bursts that happen to fit a period do.
            if 0 < period < 0.25 * (times[-1] - times[0]) and np.diff(times).max() < 1.2 * period:
                found.append((share, 1000.0 / period, times.size * period / (times[-1] - times[0])))
    if not found:
        return {}
    share, rate_hz, parts = np.median(np.array(found), axis=0)
    return {
        "returning_share": float(share),
        "return_rate_hz": float(rate_hz),
        "parts_per_return": float(parts),
    }


def _envelope(emg_uV: FloatArray, sampling_rate_hz: float) -> dict[str, float]:
    """Measure how much of the time is filled and whether activity builds up and dies away."""
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
