"""Runs and rhythms of a trace: the pitch of a fast run, the exactness of a machine."""

import math
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from neuro_edu.simulation.arrays import median, read_only
from neuro_edu.simulation.findings.detection import Peaks
from neuro_edu.simulation.findings.discharges import detect_groups, waning
from neuro_edu.simulation.findings.regularity import local_variation
from neuro_edu.simulation.findings.units import Unit

FloatArray = NDArray[np.float64]

# A run is sought in windows of 60 ms: about ten intervals of a neuromyotonic discharge.
RUN_WINDOW_MS, RUN_HOP_MS = 60.0, 30.0
RUN_PERIODS_MS, RUN_TOLERANCE, RUN_SHARE = (3.0, 7.4), 0.06, 0.75
MACHINE_PERIODS_MS, MACHINE_TOLERANCE = (5.5, 210.0), 0.015
FEWEST_IN_SECOND = 15
# Shares of returns that differ by less are alike.
BETTER_SHARE = 0.08
# A period may miss by this much however short it is.
FINEST_MS = 0.15


def repeat_period(
    times_ms: FloatArray, low_ms: float, high_ms: float, tolerance: float
) -> tuple[float, float]:
    """Find the shortest period at which nearly every deflection comes back.

    Parameters
    ----------
    times_ms : numpy.ndarray, shape (n,)
        Times of deflections in ms.
    low_ms, high_ms : float
        Shortest and longest period to try in ms.
    tolerance : float
        By which share of the period a return may miss.

    Returns
    -------
    period_ms, share : float
        The period and the share of deflections that return after it, beyond what chance would
        bring (0, 0 if there are too few).
    """
    lags = []
    for step in range(1, min(times_ms.size - 1, 60) + 1):
        lag = times_ms[step:] - times_ms[:-step]
        if lag.min() > high_ms:
            break
        lags.append(lag[(lag >= low_ms) & (lag <= high_ms)])
    every = np.concatenate(lags) if lags else np.empty(0)
    if every.size < 3:
        return 0.0, 0.0
    edges, octave = _period_bins(low_ms, high_ms, tolerance)
    single = np.histogram(every, edges)[0]
    counts = single.astype(np.float64)
    counts[:-1] += single[1:]
    best = (0.0, 0.0)
    # Long periods have wide bins: the fullest are sought octave by octave.
    around = np.concatenate(([0.0], counts, [0.0]))
    counts *= (counts >= around[:-2]) & (counts > around[2:])
    fullest = np.lexsort((-counts, octave))
    rank = np.arange(octave.size) - np.searchsorted(octave, octave)
    for bin_number in np.sort(fullest[rank < 2]):
        near = every[
            (every >= edges[bin_number]) & (every <= edges[min(bin_number + 2, edges.size - 1)])
        ]
        if near.size == 0:
            continue
        found = _returning(times_ms, median(near), tolerance)
        # A longer period must return clearly better than a shorter one.
        if found[1] > best[1] + BETTER_SHARE:
            best = found
    # What comes back after several periods comes back after that time, too: seek the shortest.
    for part in (7, 5, 3, 3, 2, 2, 2):
        if best[0] / part * (1 + tolerance) + FINEST_MS >= low_ms:
            shorter = _returning(times_ms, best[0] / part, tolerance)
            if shorter[0] >= low_ms and shorter[1] > best[1] - BETTER_SHARE:
                best = shorter
    return best


@lru_cache(maxsize=8)
def _period_bins(
    low_ms: float, high_ms: float, tolerance: float
) -> tuple[FloatArray, NDArray[np.int64]]:
    """Return the edges of bins a tolerance wide, and in which octave above the lowest each lies."""
    edges = np.exp(np.arange(np.log(low_ms), np.log(high_ms) + tolerance, tolerance))
    octave = np.floor(np.log2(edges[:-1] / low_ms)).astype(np.int64)
    return read_only(edges), read_only(octave, np.int64)


def _returning(times_ms: FloatArray, period_ms: float, tolerance: float) -> tuple[float, float]:
    """Return the period, centred on its returns, and the share of times that return after it."""
    asked = times_ms[times_ms <= times_ms[-1] - period_ms * (1 - tolerance)]
    if asked.size < 2:
        return period_ms, 0.0
    wanted = asked + period_ms
    # Quicker than np.clip for the dozen numbers that there are here.
    after = np.minimum(np.maximum(np.searchsorted(times_ms, wanted), 1), times_ms.size - 1)
    late, early = times_ms[after] - wanted, times_ms[after - 1] - wanted
    miss = np.where(np.abs(late) < np.abs(early), late, early)
    # Where deflections crowd, a wide window would find a return everywhere.
    mean_interval = float(times_ms[-1] - times_ms[0]) / times_ms.size
    within_ms = max(min(tolerance * period_ms, 0.35 * mean_interval), FINEST_MS)
    met = miss[np.abs(miss) <= within_ms]
    if met.size == 0:
        return period_ms, 0.0
    by_chance = -math.expm1(-2 * within_ms / mean_interval)
    share = (met.size / miss.size - by_chance) / (1 - by_chance)
    return period_ms + float(met.sum()) / met.size, max(0.0, share)


def fast_run(peaks: Peaks, unit: Unit, duration_ms: float) -> dict[str, float]:
    """Measure the longest run faster than 135 Hz, of one unit or else by its pitch.

    Parameters
    ----------
    peaks : Peaks
        All deflections of the trace.
    unit : Unit
        The busiest unit.
    duration_ms : float
        Length of the trace in ms.

    Returns
    -------
    dict of str to float
        Length, rate and waning of the run; a length of 0 and nothing else without one.
    """
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


def machine_return(peaks: Peaks) -> dict[str, float]:
    """Measure how exactly a pattern of deflections comes back, second by second."""
    found = []
    first, last = peaks.times_ms[0], peaks.times_ms[-1]
    for start in np.arange(first, max(last - 500.0, first + 1.0), 1000.0):
        inside = (peaks.times_ms >= start) & (peaks.times_ms < start + 1000.0)
        times = peaks.times_ms[inside]
        if times.size < FEWEST_IN_SECOND:
            continue
        period, share = repeat_period(times, *MACHINE_PERIODS_MS, MACHINE_TOLERANCE)
        span = float(times[-1] - times[0])
        # A machine does not pause: bursts that happen to fit a period do.
        if 0 < period < 0.25 * span and np.diff(times).max() < 1.2 * period:
            uneven = local_variation(np.diff(times))
            found.append((share, 1000.0 / period, times.size * period / span, uneven))
    if not found:
        return {}
    # Seconds with a jump of rate or the end of the run are spoilt: one of the better speaks.
    share, rate_hz, parts, uneven = sorted(found)[2 * len(found) // 3]
    return {
        "returning_share": share,
        "return_rate_hz": rate_hz,
        "parts_per_return": parts,
        "uneven": uneven,
    }
