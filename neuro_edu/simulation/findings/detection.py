"""Potentials in an EMG trace: where they are, which belong together, what they look like."""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from neuro_edu.simulation.arrays import read_only

FloatArray = NDArray[np.float64]
IntArray = NDArray[np.int64]

# Sharp parts of a potential lie between these two widths (standard deviations of Gaussians).
FINE_MS, COARSE_MS = 0.12, 0.6
# A deflection stands out of the noise by so many of its standard deviations, and by so much (uV).
THRESHOLD_SIGMAS = 6.0
SMALLEST_PEAK_UV = 5.0
# Of two deflections closer than this the larger one counts.
DEAD_TIME_MS = 1.2
# A deflection this much smaller than a neighbour is that neighbour's own after-swing.
NEIGHBOUR_MS, NEIGHBOUR_SHARE, SWING_MS = 6.0, 0.2, 3.0
# Shapes are compared over this time on either side of the peak.
SNIPPET_MS = 1.2
# Least correlation of what has one shape, and largest ratio of sizes.
SHAPE_MATCH = 0.88
SIZE_MATCH = 1.7
MOST_SHAPES = 40
# The quietest twentieth of short windows has this share of the noise's standard deviation.
QUIET_WINDOW_MS, QUIET_PERCENTILE, QUIET_SHARE = 5.0, 5.0, 0.72


@dataclass(frozen=True, kw_only=True, eq=False)
class Peaks:
    """Sharp deflections of a trace.

    Parameters
    ----------
    times_ms : numpy.ndarray, shape (n,)
        When, in ms, between samples.
    heights_uV : numpy.ndarray, shape (n,)
        Height in the sharpened trace in uV, negative for negative deflections.
    shapes : numpy.ndarray of int64, shape (n,)
        Which deflections look alike; -1 for those that fit nowhere.
    noise_uV : float
        Standard deviation of the sharpened trace at rest in uV.
    """

    times_ms: FloatArray = field(repr=False)
    heights_uV: FloatArray = field(repr=False)
    shapes: IntArray = field(repr=False)
    noise_uV: float


def sharpen(emg_uV: FloatArray, sampling_rate_hz: float) -> FloatArray:
    """Keep what is as sharp as a fibre near the needle: a difference of two Gaussian smoothings."""
    n = emg_uV.size
    padded = 1 << int(np.ceil(np.log2(n + int(0.01 * sampling_rate_hz) + 1)))
    omega = 2 * np.pi * np.fft.rfftfreq(padded, 1000.0 / sampling_rate_hz)
    gain = np.exp(-0.5 * (FINE_MS * omega) ** 2) - np.exp(-0.5 * (COARSE_MS * omega) ** 2)
    spectrum = np.fft.rfft(emg_uV - np.median(emg_uV), padded) * gain
    return np.asarray(np.fft.irfft(spectrum, padded)[:n], dtype=np.float64)


def rest_noise_uV(sharp_uV: FloatArray, sampling_rate_hz: float) -> float:
    """Return the noise of a sharpened trace from its quietest moments, in uV."""
    length = max(2, round(QUIET_WINDOW_MS * sampling_rate_hz / 1000))
    n_windows = sharp_uV.size // length
    if n_windows == 0:
        return float(np.std(sharp_uV))
    windows = sharp_uV[: n_windows * length].reshape(n_windows, length)
    quiet = float(np.percentile(np.sqrt(np.mean(windows**2, axis=1)), QUIET_PERCENTILE))
    return quiet / QUIET_SHARE


def find_peaks(emg_uV: FloatArray, sampling_rate_hz: float) -> Peaks:
    """Find the sharp deflections that stand out of the noise, and sort them by shape.

    Parameters
    ----------
    emg_uV : numpy.ndarray, shape (n,)
        Trace in uV.
    sampling_rate_hz : float
        Samples per second.

    Returns
    -------
    Peaks
    """
    step_ms = 1000.0 / sampling_rate_hz
    sharp_uV = sharpen(emg_uV, sampling_rate_hz)
    noise_uV = rest_noise_uV(sharp_uV, sampling_rate_hz)
    index = _stand_out(sharp_uV, max(THRESHOLD_SIGMAS * noise_uV, SMALLEST_PEAK_UV), step_ms)
    half = round(SNIPPET_MS / step_ms)
    index = index[(index >= half) & (index < sharp_uV.size - half)]
    if index.size == 0:
        none = read_only(np.empty(0))
        return Peaks(
            times_ms=none,
            heights_uV=none,
            shapes=read_only(np.empty(0), np.int64),
            noise_uV=noise_uV,
        )
    snippets = sharp_uV[index[:, None] + np.arange(-half, half + 1)]
    left, middle, right = (snippets[:, half + k] for k in (-1, 0, 1))
    bend = left - 2 * middle + right
    shift = np.where(bend != 0, 0.5 * (left - right) / np.where(bend != 0, bend, 1), 0.0)
    return Peaks(
        times_ms=read_only((index + np.clip(shift, -0.5, 0.5)) * step_ms),
        heights_uV=read_only(middle),
        shapes=read_only(_sort_shapes(snippets, noise_uV), np.int64),
        noise_uV=noise_uV,
    )


def _stand_out(sharp_uV: FloatArray, threshold_uV: float, step_ms: float) -> IntArray:
    """Return the samples of the highest deflections, one within each dead time."""
    size = np.abs(sharp_uV)
    inner = size[1:-1]
    high = (inner >= threshold_uV) & (inner >= size[:-2]) & (inner > size[2:])
    candidates = np.flatnonzero(high) + 1
    kept: list[int] = []
    dead = DEAD_TIME_MS / step_ms
    for sample in candidates.tolist():
        if kept and sample - kept[-1] < dead:
            if size[sample] > size[kept[-1]]:
                kept[-1] = sample
        else:
            kept.append(sample)
    return _without_swings(np.array(kept, dtype=np.int64), sharp_uV, step_ms)


def _without_swings(index: IntArray, sharp_uV: FloatArray, step_ms: float) -> IntArray:
    """Drop what is small beside a close neighbour, and the opposite swing of a larger one."""
    height = sharp_uV[index]
    size = np.abs(height)
    keep = np.ones(index.size, dtype=bool)
    for step in range(1, int(NEIGHBOUR_MS / DEAD_TIME_MS) + 1):
        gap_ms = (index[step:] - index[:-step]) * step_ms
        opposite = (height[step:] * height[:-step] < 0) & (gap_ms <= SWING_MS)
        share = np.where(opposite, 1.0, np.where(gap_ms <= NEIGHBOUR_MS, NEIGHBOUR_SHARE, 0.0))
        keep[step:] &= size[step:] >= share * size[:-step]
        keep[:-step] &= size[:-step] >= share * size[step:]
    return index[keep]


def _sort_shapes(snippets: FloatArray, noise_uV: float) -> IntArray:
    """Give each snippet the number of the shape it resembles most, or start a new one.

    Shapes and sizes follow their latest members, so a potential that wanes step by step stays one.
    """
    n, length = snippets.shape
    energy = np.einsum("ij,ij->i", snippets, snippets)
    norm = np.sqrt(energy)
    # Noise alone keeps a snippet this far from its own true shape.
    own = np.sqrt(np.clip(1 - length * noise_uV**2 / energy, 0.2, 1))
    templates = np.zeros((MOST_SHAPES, length))
    sizes = np.ones(MOST_SHAPES)
    shapes = np.full(n, -1, dtype=np.int64)
    n_shapes = 0
    for i in range(n):
        unit = snippets[i] / norm[i]
        if n_shapes:
            match = templates[:n_shapes] @ unit
            apart = np.abs(np.log(norm[i] / sizes[:n_shapes]))
            score = np.where(apart < np.log(SIZE_MATCH), match - 0.2 * apart, -1.0)
            best = int(np.argmax(score))
            if score[best] > -1 and match[best] >= SHAPE_MATCH * own[i]:
                shapes[i] = best
                mixed = 0.85 * templates[best] + 0.15 * unit
                templates[best] = mixed / np.sqrt(mixed @ mixed)
                sizes[best] = 0.7 * sizes[best] + 0.3 * norm[i]
                continue
        if n_shapes < MOST_SHAPES:
            templates[n_shapes], sizes[n_shapes] = unit, norm[i]
            shapes[i] = n_shapes
            n_shapes += 1
    return shapes
