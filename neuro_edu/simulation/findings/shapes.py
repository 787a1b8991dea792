"""The form of a potential: size, duration, phases, how it begins, whether it stays the same."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from neuro_edu.simulation.findings.units import Unit

FloatArray = NDArray[np.float64]

# What is looked at around a potential that stands alone.
BEFORE_MS, AFTER_MS = 15.0, 30.0
MOST_AVERAGED = 100
# Shares of the peak-to-peak size: what counts as a departure from the baseline, and as a phase.
EDGE_SHARE, PHASE_SHARE = 0.04, 0.07


@dataclass(frozen=True, kw_only=True)
class Shape:
    """Measures of a unit's averaged potential.

    Parameters
    ----------
    size_uV : float
        Peak to peak in uV.
    duration_ms : float
        From the first to the last departure from the baseline in ms.
    phases : int
        Alternating deflections.
    begins_positive : bool
        Whether the first deflection is positive (downwards on the screen).
    positive_wave : bool
        Whether a sharp positive deflection leads and a long negative one follows.
    variability : float
        Share of the average's energy by which single potentials differ from it, noise taken off.
    """

    size_uV: float
    duration_ms: float
    phases: int
    begins_positive: bool
    positive_wave: bool
    variability: float


def measure_shape(
    emg_uV: FloatArray, sampling_rate_hz: float, unit: Unit, noise_uV: float
) -> Shape:
    """Average a unit's potentials, those that stand alone if there are any, and measure the form.

    Parameters
    ----------
    emg_uV : numpy.ndarray, shape (n,)
        Trace in uV.
    sampling_rate_hz : float
        Samples per second.
    unit : Unit
        Times of the potentials.
    noise_uV : float
        Standard deviation of the trace at rest in uV.
    """
    step_ms = 1000.0 / sampling_rate_hz
    before_ms, after_ms, chosen_ms = _windows(unit)
    before, after = int(before_ms / step_ms), int(after_ms / step_ms)
    first = np.round(chosen_ms / step_ms).astype(np.int64) - before
    first = first[(first >= 0) & (first + before + after < emg_uV.size)]
    if first.size == 0:
        return Shape(
            size_uV=0.0,
            duration_ms=0.0,
            phases=0,
            begins_positive=False,
            positive_wave=False,
            variability=0.0,
        )
    single_uV = emg_uV[first[:, None] + np.arange(before + after + 1)]
    single_uV = single_uV - np.median(emg_uV)
    wave_uV = np.median(single_uV, axis=0) if first.size > 2 else single_uV.mean(axis=0)
    left = noise_uV / np.sqrt(first.size)
    energy = float(np.sum(wave_uV**2)) + 1e-12
    differ = np.median(np.sum((single_uV - wave_uV) ** 2, axis=1)) - noise_uV**2 * wave_uV.size
    return _measured(wave_uV, step_ms, left, max(0.0, float(differ)) / energy)


def _windows(unit: Unit) -> tuple[float, float, FloatArray]:
    """Choose how far to look around a potential, and which potentials to average."""
    gaps = np.diff(unit.times_ms, prepend=-np.inf, append=np.inf)
    alone = (gaps[:-1] > BEFORE_MS + AFTER_MS) & (gaps[1:] > BEFORE_MS + AFTER_MS)
    if alone.sum() >= min(3, unit.times_ms.size):
        return BEFORE_MS, AFTER_MS, unit.times_ms[alone][:MOST_AVERAGED]
    interval_ms = float(np.median(gaps[1:-1]))
    before_ms = min(BEFORE_MS, 0.35 * interval_ms)
    after_ms = min(AFTER_MS, 0.6 * interval_ms)
    clear = (gaps[:-1] > 0.8 * interval_ms) & (gaps[1:] > 0.8 * interval_ms)
    chosen = unit.times_ms[clear] if clear.any() else unit.times_ms
    return before_ms, after_ms, chosen[:MOST_AVERAGED]


def _measured(wave_uV: FloatArray, step_ms: float, left_uV: float, variability: float) -> Shape:
    """Measure an averaged potential with `left_uV` of noise left in it."""
    smooth = np.convolve(wave_uV, np.full(3, 1 / 3), mode="same")
    size_uV = float(np.ptp(wave_uV))
    clear = np.abs(smooth) > max(EDGE_SHARE * size_uV, 3.5 * left_uV)
    where = np.flatnonzero(clear)
    duration_ms = float(where[-1] - where[0]) * step_ms if where.size else 0.0
    phases = _phases(smooth, max(PHASE_SHARE * size_uV, 4 * left_uV))
    signs = [peak > 0 for peak, _ in phases]
    positive_wave = (
        len(phases) >= 2
        and signs[0]
        and phases[0][0] >= 0.5 * size_uV
        and phases[1][1] >= 2 * phases[0][1]
        and abs(phases[1][0]) <= 0.6 * phases[0][0]
    )
    return Shape(
        size_uV=size_uV,
        duration_ms=duration_ms,
        phases=len(phases),
        begins_positive=bool(signs and signs[0]),
        positive_wave=positive_wave,
        variability=variability,
    )


def _phases(wave_uV: FloatArray, smallest_uV: float) -> list[tuple[float, int]]:
    """Return peak and length (samples) of each deflection between two zero crossings."""
    cuts = np.flatnonzero(np.diff(np.signbit(wave_uV))) + 1
    phases = []
    for part in np.split(wave_uV, cuts):
        peak = float(part[np.argmax(np.abs(part))])
        if abs(peak) >= smallest_uV:
            phases.append((peak, part.size))
    return phases
