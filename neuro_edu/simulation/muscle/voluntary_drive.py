"""How the will drives the motor units of a muscle: who fires at an effort, how fast, and when."""

import numpy as np
from numpy.typing import NDArray

from neuro_edu.simulation.muscle.motor_units import MotorUnitPool
from neuro_edu.simulation.quantities import check_number
from neuro_edu.simulation.spike_trains import SpikeTrains


def voluntary_rates_hz(pool: MotorUnitPool, effort: float) -> NDArray[np.float64]:
    """Return the mean firing rate of each unit at a given effort, 0 for those not yet recruited.

    Parameters
    ----------
    pool : MotorUnitPool
    effort : float
        From 0 (rest) to 1 (maximal).

    Returns
    -------
    numpy.ndarray, shape (n_units,)
        Rates in Hz. All rise with the same slope from the same onset rate, so that units recruited
        first stay fastest.

    Raises
    ------
    ParameterError
        If the effort lies outside 0 to 1.

    References
    ----------
    Petajan1969
    """
    check_number("effort", effort, low=0.0, high=1.0)
    p = pool.parameters
    above = effort - pool.threshold
    slope = (p.peak_rate_hz - p.onset_rate_hz) / (1.0 - p.lowest_threshold)
    return np.where(above >= 0, p.onset_rate_hz + slope * above, 0.0)


def voluntary_drive(
    pool: MotorUnitPool, effort: float, duration_ms: float, *, seed: int = 0
) -> SpikeTrains:
    """Fire the pool as in a steady voluntary contraction.

    Parameters
    ----------
    pool : MotorUnitPool
    effort : float
        From 0 (rest) to 1 (maximal).
    duration_ms : float
        Length of the contraction in ms.
    seed : int
        The same seed gives the same spikes.

    Returns
    -------
    SpikeTrains
        Renewal trains: gamma-distributed intervals with the pool's coefficient of variation, each
        unit from a random phase.

    Raises
    ------
    ParameterError
        If a number lies outside its range.
    """
    check_number("duration_ms", duration_ms, low=0.0, high=1e7, unit="ms")
    check_number("seed", seed, low=0, high=2**63, integer=True)
    rates_hz = voluntary_rates_hz(pool, effort)
    streams = np.random.SeedSequence(seed).spawn(pool.n_units)
    return SpikeTrains.from_lists(
        [
            _renewal(np.random.default_rng(stream), rate, pool.parameters.interval_cv, duration_ms)
            for stream, rate in zip(streams, rates_hz, strict=True)
        ],
        duration_ms,
    )


def _renewal(
    rng: np.random.Generator, rate_hz: float, cv: float, duration_ms: float
) -> NDArray[np.float64]:
    if rate_hz <= 0:
        return np.empty(0)
    mean_ms = 1000.0 / rate_hz
    # Six standard deviations of spare intervals: the train never ends before the recording.
    expected = duration_ms / mean_ms
    n = int(expected + 6.0 * cv * np.sqrt(expected) + 10)
    # Below a thousandth nobody could tell the train from a regular one.
    irregular = cv > 1e-3
    intervals = rng.gamma(cv**-2, mean_ms * cv**2, n) if irregular else np.full(n, mean_ms)
    intervals[0] *= rng.uniform()
    times: NDArray[np.float64] = np.cumsum(intervals)
    return times[times <= duration_ms]
