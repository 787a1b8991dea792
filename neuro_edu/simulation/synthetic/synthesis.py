"""Building blocks of a synthetic needle EMG: ranges, spike trains, their sum, the clinic's band."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from neuro_edu.errors import ParameterError
from neuro_edu.simulation.quantities import check_number
from neuro_edu.simulation.synthetic.potentials import TABLE_STEP_MS, Potential, fibre_spike

FloatArray = NDArray[np.float64]

BAND_HZ = (10.0, 10_000.0)


@dataclass(frozen=True, kw_only=True)
class Range:
    """Interval from which a property of a discharge is drawn, with the place it comes from.

    Parameters
    ----------
    low, high : float
        Ends of the range, in `unit`.
    unit : str
        Unit, empty for a pure number.
    source : str
        Reference id, or "teaching value" where no figure was confirmed.
    """

    low: float
    high: float
    unit: str
    source: str

    def __post_init__(self) -> None:
        if not self.low <= self.high:
            raise ParameterError(f"low must not exceed high, got {self.low:g} and {self.high:g}")

    def draw(self, rng: Generator) -> float:
        """Return a value drawn evenly from the range."""
        return float(rng.uniform(self.low, self.high))

    def draw_log(self, rng: Generator) -> float:
        """Return a value drawn evenly on a logarithmic scale, for rates and sizes."""
        return float(np.exp(rng.uniform(np.log(self.low), np.log(self.high))))

    def draw_count(self, rng: Generator) -> int:
        """Return a whole number drawn evenly, both ends included."""
        return int(rng.integers(round(self.low), round(self.high) + 1))


@dataclass(frozen=True, kw_only=True, eq=False)
class Firing:
    """One potential and when and how large it appears.

    Parameters
    ----------
    potential : Potential
        The shape.
    times_ms : numpy.ndarray, shape (n,)
        When, in ms.
    sizes_uV : numpy.ndarray, shape (n,)
        Peak-to-peak size at each time in uV.
    """

    potential: Potential
    times_ms: FloatArray
    sizes_uV: FloatArray


def complex_firings(
    rng: Generator,
    times_ms: FloatArray,
    *,
    duration_ms: float,
    n_spikes: int,
    size_uV: float,
    spike_ms: Range,
    jitter_ms: float,
    blocking: float = 0.0,
) -> list[Firing]:
    """Polyphasic potential of several fibres, each with its own latency, jitter and blocking.

    Parameters
    ----------
    rng : numpy.random.Generator
        Source of chance.
    times_ms : numpy.ndarray, shape (n,)
        When the complex begins, in ms.
    duration_ms : float
        From the first to the last fibre potential in ms.
    n_spikes : int
        Number of fibres.
    size_uV : float
        Peak-to-peak size of the largest fibre potential in uV.
    spike_ms : Range
        Durations of the fibre potentials in ms.
    jitter_ms : float
        Standard deviation of each latency in ms.
    blocking : float
        Chance that a fibre misses one discharge.
    """
    even = np.linspace(0, 1, n_spikes)
    gap = 1 / max(1, n_spikes - 1)
    place = np.clip(even + rng.uniform(-0.25, 0.25, n_spikes) * gap, 0, 1)
    share = rng.uniform(0.4, 0.9, n_spikes)
    share[rng.integers(n_spikes)] = 1.0
    firings = []
    for fibre in range(n_spikes):
        here = (
            times_ms + place[fibre] * duration_ms + jitter_ms * rng.standard_normal(times_ms.size)
        )
        keep = rng.random(times_ms.size) >= blocking
        sizes_uV = np.full(int(keep.sum()), size_uV * share[fibre])
        potential = fibre_spike(spike_ms.draw(rng))
        firings.append(Firing(potential=potential, times_ms=here[keep], sizes_uV=sizes_uV))
    return firings


def steady_train(
    rng: Generator,
    start_ms: float,
    stop_ms: float,
    rate_hz: float | Callable[[float], float],
    cv: float,
) -> FloatArray:
    """Spike times whose intervals scatter about 1 / rate.

    Parameters
    ----------
    rng : numpy.random.Generator
        Source of chance.
    start_ms, stop_ms : float
        First spike and end in ms.
    rate_hz : float or callable
        Rate in Hz, or a function of the time since the start in ms.
    cv : float
        Coefficient of variation of the intervals (gamma distributed), 0.001 to 10.

    Raises
    ------
    ParameterError
        If the variation lies outside its range.
    """
    check_number("cv", cv, low=0.001, high=10)
    rate = rate_hz if callable(rate_hz) else lambda _: rate_hz
    shape = 1 / cv**2
    times = []
    now = start_ms
    while now < stop_ms:
        times.append(now)
        now += 1000.0 / rate(now - start_ms) * rng.gamma(shape) / shape
    return np.array(times)


def random_train(
    rng: Generator, start_ms: float, stop_ms: float, rate_hz: float, dead_ms: float
) -> FloatArray:
    """Spike times at random (Poisson) with a dead time after each; at least one.

    Parameters
    ----------
    rng : numpy.random.Generator
        Source of chance.
    start_ms, stop_ms : float
        When the train may begin and must end, in ms.
    rate_hz : float
        Mean rate in Hz, dead time included.
    dead_ms : float
        Shortest interval in ms.
    """
    mean_ms = max(1000.0 / rate_hz - dead_ms, 0.05)
    n_most = int(3 * (stop_ms - start_ms) / (mean_ms + dead_ms)) + 20
    times = start_ms + np.cumsum(dead_ms + rng.exponential(mean_ms, n_most)) - dead_ms
    times = times[times < stop_ms]
    return times if times.size else np.array([rng.uniform(start_ms, stop_ms)])


def render(firings: Sequence[Firing], *, duration_ms: float, sampling_rate_hz: float) -> FloatArray:
    """Add up potentials, placed between samples where their times fall.

    Parameters
    ----------
    firings : sequence of Firing
        What appears, when and how large.
    duration_ms : float
        Length of the trace in ms.
    sampling_rate_hz : float
        Samples per second.

    Returns
    -------
    numpy.ndarray, shape (n,)
        Trace in uV.
    """
    n = round(duration_ms * sampling_rate_hz / 1000)
    step_ms = 1000.0 / sampling_rate_hz
    emg_uV = np.zeros(n)
    for firing in firings:
        wave = firing.potential.wave
        length = int((wave.size - 1) * TABLE_STEP_MS / step_ms)
        begin_ms = firing.times_ms - firing.potential.centre_ms
        first = np.ceil(begin_ms / step_ms).astype(np.int64)
        place = (first * step_ms - begin_ms)[:, None] + np.arange(length) * step_ms
        values = np.interp(place, np.arange(wave.size) * TABLE_STEP_MS, wave)
        index = first[:, None] + np.arange(length)
        inside = (index >= 0) & (index < n)
        weights = (values * firing.sizes_uV[:, None])[inside]
        emg_uV += np.bincount(index[inside], weights=weights, minlength=n)[:n]
    return emg_uV


def clinic_band(emg_uV: FloatArray, sampling_rate_hz: float) -> FloatArray:
    """Pass the band of a needle examination, 10 Hz to 10 kHz (one pole below, two above).

    The upper edge falls to 0.45 of the sampling rate where the recording cannot hold 10 kHz.
    """
    n = emg_uV.size
    padded = 1 << int(np.ceil(np.log2(n + int(0.1 * sampling_rate_hz))))
    f_hz = np.fft.rfftfreq(padded, 1 / sampling_rate_hz)
    low_hz, high_hz = BAND_HZ[0], min(BAND_HZ[1], 0.45 * sampling_rate_hz)
    high_pass = 1j * f_hz / low_hz / (1 + 1j * f_hz / low_hz)
    ratio = 1j * f_hz / high_hz
    low_pass = 1 / (1 + np.sqrt(2) * ratio + ratio**2)
    spectrum = np.fft.rfft(emg_uV, padded) * high_pass * low_pass
    return np.asarray(np.fft.irfft(spectrum, padded)[:n], dtype=np.float64)
