"""Shapes of potentials at a needle: of one muscle fibre, at its end plate, of a motor unit."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

FloatArray = NDArray[np.float64]

#: Time between two samples of a shape (ms).
TABLE_STEP_MS = 1 / 160


@dataclass(frozen=True, kw_only=True, eq=False)
class Potential:
    """Shape of one potential, scaled to a peak-to-peak size of 1.

    Parameters
    ----------
    wave : numpy.ndarray, shape (n,)
        Samples every 1/160 ms, positive upwards (an EMG screen shows negative upwards).
    centre_ms : float
        Time of the spike that makes it, from the first sample, in ms.
    """

    wave: FloatArray = field(repr=False)
    centre_ms: float


def gaussian_potential(bumps: Sequence[tuple[float, float, float]]) -> Potential:
    """Add Gaussian bumps to a potential of peak-to-peak size 1.

    Parameters
    ----------
    bumps : sequence of (float, float, float)
        Centre in ms, width (standard deviation) in ms and height of each.
    """
    start_ms = min(centre - 4 * width for centre, width, _ in bumps)
    stop_ms = max(centre + 4 * width for centre, width, _ in bumps)
    t_ms = np.arange(start_ms, stop_ms, TABLE_STEP_MS)
    wave = np.zeros(t_ms.size)
    for centre, width, height in bumps:
        wave += height * np.exp(-0.5 * ((t_ms - centre) / width) ** 2)
    return Potential(wave=wave / np.ptp(wave), centre_ms=-start_ms)


def fibre_spike(duration_ms: float) -> Potential:
    """Potential of one muscle fibre away from its end plate: positive, negative, positive."""
    width = duration_ms / 10
    return gaussian_potential(
        [(-2.2 * width, width, 0.45), (0.0, width, -1.0), (2.6 * width, 1.3 * width, 0.35)]
    )


def end_plate_spike(duration_ms: float) -> Potential:
    """Potential of one muscle fibre at its end plate: negative at once, then positive."""
    width = duration_ms / 9
    return gaussian_potential([(0.0, width, -1.0), (2.6 * width, 1.4 * width, 0.45)])


def positive_wave(duration_ms: float) -> Potential:
    """Positive sharp wave: a sharp positive deflection, then a long low negative one."""
    t_ms = np.arange(-0.8, 1.6 * duration_ms, TABLE_STEP_MS)
    after = np.clip(t_ms, 0, None)
    wave = np.where(t_ms < 0, 0.0, 1.25 * np.exp(-after / 0.9))
    wave -= np.where(t_ms < 0, 0.0, 0.25 * np.exp(-after / (duration_ms / 3)))
    kernel = np.exp(-0.5 * (np.arange(-0.5, 0.5, TABLE_STEP_MS) / 0.12) ** 2)
    wave = np.convolve(wave, kernel / kernel.sum(), mode="same")
    wave *= np.clip((t_ms[-1] - t_ms) / (0.2 * duration_ms), 0, 1)
    return Potential(wave=wave / np.ptp(wave), centre_ms=0.8)


def motor_unit_potential(rng: Generator, duration_ms: float, *, polyphasic: bool) -> Potential:
    """Potential of a healthy motor unit.

    Parameters
    ----------
    rng : numpy.random.Generator
        Source of chance.
    duration_ms : float
        From its first to its last departure from the baseline in ms, about.
    polyphasic : bool
        Whether it has a few more than two or three phases.
    """
    unit = duration_ms / 10

    def about(value: float, spread: float = 0.25) -> float:
        return value * float(rng.uniform(1 - spread, 1 + spread))

    bumps = [
        (-about(1.4) * unit, about(0.55) * unit, about(0.3, 0.6)),
        (0.0, about(0.36) * unit, -1.0),
        (about(1.3) * unit, about(0.6) * unit, about(0.42, 0.6)),
        (about(3.6) * unit, about(1.2) * unit, -about(0.1, 0.5)),
    ]
    if polyphasic:
        bumps += [(about(2.4) * unit, 0.25 * unit, -about(0.6)), (3.4 * unit, 0.3 * unit, 0.35)]
    return gaussian_potential(bumps)
