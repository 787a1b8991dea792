"""What an EMG machine shows on its screen: a trace, cut into sweeps, in divisions."""

from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

#: Divisions of the screen from left to right, sweeps from top to bottom, divisions of a sweep.
DIVISIONS, SWEEPS, DIVISIONS_PER_SWEEP = 10, 5, 2
#: A sweep is cut off here (divisions from its base line): it stays out of its neighbours.
EDGE = 0.97


@dataclass(frozen=True, kw_only=True, eq=False)
class Screen:
    """What an EMG machine shows.

    Parameters
    ----------
    emg_uV : numpy.ndarray, shape (n_samples,)
        The whole trace in uV.
    sampling_rate_hz : float
        Its samples per second.
    uV_per_div, ms_per_div : float
        Gain and sweep speed.
    sweeps_ms : tuple of float
        Where each sweep begins (ms), at most `SWEEPS` of them.
    caption : str
        What is recorded, for the upper edge.
    sweep_labels : tuple of str
        What stands before each sweep; empty for its time.
    early_ms : tuple of float
        How long each sweep shows the gain `early_uV_per_div` first (ms); empty for never.
    early_uV_per_div : float
        That gain (uV per division), for a large answer right after a shock.
    """

    emg_uV: NDArray[Any] = field(repr=False)
    sampling_rate_hz: float
    uV_per_div: float
    ms_per_div: float
    sweeps_ms: tuple[float, ...]
    caption: str = ""
    sweep_labels: tuple[str, ...] = ()
    early_ms: tuple[float, ...] = ()
    early_uV_per_div: float = 0.0

    @property
    def sweep_ms(self) -> float:
        """Length of one sweep (ms)."""
        return DIVISIONS * self.ms_per_div

    def piece_uV(self, start_ms: float) -> NDArray[Any]:
        """Return the part of the trace that a sweep from `start_ms` on shows."""
        per_ms = self.sampling_rate_hz / 1000.0
        first = round(start_ms * per_ms)
        return self.emg_uV[first : first + round(self.sweep_ms * per_ms)]

    def heights(self, number: int) -> NDArray[Any]:
        """Return a sweep in divisions, negative potentials upwards, before any is cut off."""
        piece_uV = self.piece_uV(self.sweeps_ms[number])
        up = -piece_uV / self.uV_per_div
        if number < len(self.early_ms):
            n_early = round(self.early_ms[number] * self.sampling_rate_hz / 1000.0)
            up[:n_early] = -piece_uV[:n_early] / self.early_uV_per_div
        return up

    @property
    def shown_uV(self) -> NDArray[Any]:
        """Everything on the screen, sweep after sweep."""
        return np.concatenate([self.piece_uV(start_ms) for start_ms in self.sweeps_ms])

    @property
    def largest_uV(self) -> float:
        """Peak-to-peak size of what is on the screen (uV)."""
        shown_uV = self.shown_uV
        return float(np.ptp(shown_uV)) if shown_uV.size else 0.0

    @property
    def is_cut_off(self) -> bool:
        """Whether a potential reaches beyond its sweep."""
        sweeps = range(len(self.sweeps_ms))
        return any(bool((np.abs(self.heights(number)) > EDGE).any()) for number in sweeps)


def consecutive_sweeps(start_ms: float, ms_per_div: float, duration_ms: float) -> tuple[float, ...]:
    """Return where the sweeps of a screen begin that follow one another without a gap.

    Parameters
    ----------
    start_ms : float
        Where the first should begin (ms). A screen that would reach beyond the end of the trace
        begins earlier.
    ms_per_div : float
        Sweep speed.
    duration_ms : float
        Length of the trace (ms).

    Returns
    -------
    tuple of float
        In ms.
    """
    sweep_ms = DIVISIONS * ms_per_div
    first_ms = max(0.0, min(start_ms, duration_ms - SWEEPS * sweep_ms))
    starts_ms = (first_ms + sweep_ms * number for number in range(SWEEPS))
    return tuple(start for start in starts_ms if start < duration_ms)


def volts(size_uV: float) -> str:
    """Write a potential in the unit that a clinic would use, uV or mV, to three digits."""
    if size_uV >= 1000.0:
        return f"{size_uV / 1000.0:.3g} mV"
    return f"{size_uV:.3g} µV"
