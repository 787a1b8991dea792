"""Shocks to the nerve: when its spikes reach the muscle, and which motor neurons fire back."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from neuro_edu.errors import ParameterError
from neuro_edu.simulation.arrays import read_only
from neuro_edu.simulation.muscle.motor_units import MotorUnitPool
from neuro_edu.simulation.quantities import Parameters, check_number, quantity
from neuro_edu.simulation.spike_trains import SpikeTrains


@dataclass(frozen=True, kw_only=True)
class NerveParameters(Parameters):
    """The motor nerve between the spinal cord, the stimulator and the muscle (tibial, ankle).

    Parameters
    ----------
    slowest_m_s, fastest_m_s : float
        Conduction velocity of the slowest and of the fastest motor axon (m/s).
    distal_mm, proximal_mm : float
        Way from the stimulator to the muscle, and to the spinal cord (mm).
    terminal_ms, terminal_scatter_ms : float
        Time in the thin terminal branches and the junction, and how much longer it is at most from
        unit to unit (ms).
    f_wave_chance : float
        Chance that a motor neuron fires back after one antidromic spike.
    turnaround_ms : float
        Delay at the motor neuron before it fires back (ms).

    References
    ----------
    Kim2022
    """

    slowest_m_s: float = quantity(43.0, low=5, high=100, unit="m/s", source="Kim2022")
    fastest_m_s: float = quantity(53.0, low=5, high=100, unit="m/s", source="Kim2022")
    distal_mm: float = quantity(80.0, low=10, high=1000, unit="mm", source="teaching value")
    proximal_mm: float = quantity(1000.0, low=50, high=2000, unit="mm", source="teaching value")
    terminal_ms: float = quantity(1.0, low=0.2, high=20, unit="ms", source="teaching value")
    terminal_scatter_ms: float = quantity(0.3, low=0, high=5, unit="ms", source="teaching value")
    f_wave_chance: float = quantity(0.03, low=0, high=1, source="teaching value")
    turnaround_ms: float = quantity(1.0, low=0.1, high=20, unit="ms", source="teaching value")

    def __post_init__(self) -> None:
        super().__post_init__()
        if self.slowest_m_s > self.fastest_m_s:
            raise ParameterError(
                f"slowest_m_s must not exceed fastest_m_s, got {self.slowest_m_s:g} and "
                f"{self.fastest_m_s:g} m/s"
            )


@dataclass(frozen=True, eq=False, kw_only=True)
class MotorNerve:
    """Conduction of each unit's axon; arrays of shape (n_units,), read-only.

    Attributes
    ----------
    parameters : NerveParameters
    velocity_m_s : numpy.ndarray
        Conduction velocity; large units have fast axons.
    distal_ms : numpy.ndarray
        Time from the stimulator to the end plates.
    loop_ms : numpy.ndarray
        Time from the stimulator to the cord, round, and back to the stimulator.
    """

    parameters: NerveParameters
    velocity_m_s: NDArray[np.float64]
    distal_ms: NDArray[np.float64]
    loop_ms: NDArray[np.float64]


def draw_nerve(
    pool: MotorUnitPool, parameters: NerveParameters | None = None, *, seed: int = 0
) -> MotorNerve:
    """Give each unit of a pool an axon.

    Parameters
    ----------
    pool : MotorUnitPool
    parameters : NerveParameters, optional
        Defaults to a healthy tibial nerve stimulated at the ankle.
    seed : int
        The same seed gives the same nerve.

    Returns
    -------
    MotorNerve
    """
    check_number("seed", seed, low=0, high=2**63, integer=True)
    p = parameters or NerveParameters()
    rng = np.random.default_rng(seed)
    rank = (np.arange(pool.n_units) + 0.5) / pool.n_units
    place = np.clip(rank + rng.normal(scale=0.15, size=pool.n_units), 0.0, 1.0)
    velocity_m_s = p.slowest_m_s + (p.fastest_m_s - p.slowest_m_s) * place
    terminal_ms = p.terminal_ms + p.terminal_scatter_ms * rng.uniform(size=pool.n_units)
    return MotorNerve(
        parameters=p,
        velocity_m_s=read_only(velocity_m_s),
        distal_ms=read_only(p.distal_mm / velocity_m_s + terminal_ms),
        loop_ms=read_only(2.0 * p.proximal_mm / velocity_m_s + p.turnaround_ms),
    )


def shocks_ms(rate_hz: float, n_shocks: int, *, first_ms: float = 10.0) -> NDArray[np.float64]:
    """Return the times of a regular train of shocks in ms."""
    check_number("rate_hz", rate_hz, low=0.01, high=1000.0, unit="Hz")
    check_number("n_shocks", n_shocks, low=1, high=100_000, integer=True)
    check_number("first_ms", first_ms, low=0.0, high=1e7, unit="ms")
    return first_ms + np.arange(n_shocks, dtype=np.float64) * (1000.0 / rate_hz)


def stimulate_nerve(
    nerve: MotorNerve,
    stimuli_ms: ArrayLike,
    duration_ms: float,
    *,
    after: SpikeTrains | None = None,
    seed: int = 0,
) -> SpikeTrains:
    """Return the spikes that reach the end plates when all axons are stimulated.

    Parameters
    ----------
    nerve : MotorNerve
    stimuli_ms : array_like
        Times of supramaximal shocks in ms, in order.
    duration_ms : float
        Length of the recording in ms.
    after : SpikeTrains, optional
        Further spikes of the same axons as they pass the stimulator (after-discharges); they
        travel to the muscle with the rest.
    seed : int
        Decides which motor neurons fire back.

    Returns
    -------
    SpikeTrains
        The direct answer of every unit, the F wave of a few, and `after`, at the end plates.
    """
    stimuli = np.asarray(stimuli_ms, dtype=np.float64).ravel()
    check_number("duration_ms", duration_ms, low=0.0, high=1e7, unit="ms")
    check_number("seed", seed, low=0, high=2**63, integer=True)
    if stimuli.size and not (np.isfinite(stimuli).all() and stimuli.min() >= 0):
        raise ParameterError(
            f"stimuli_ms must be finite and not negative, got {stimuli.min():g} ms as least"
        )
    if (np.diff(stimuli) < 0).any():
        raise ParameterError("stimuli_ms must be in order, got a time before its neighbour")
    rng = np.random.default_rng(seed)
    n_units = nerve.distal_ms.size
    fires_back = rng.uniform(size=(n_units, stimuli.size)) < nerve.parameters.f_wave_chance
    trains = SpikeTrains.from_lists(
        [
            _up_to(np.sort(np.concatenate((stimuli, stimuli[back] + loop))), duration_ms)
            for back, loop in zip(fires_back, nerve.loop_ms, strict=True)
        ],
        duration_ms,
    )
    if after is not None:
        trains = trains.merged(after)
    return trains.delayed(nerve.distal_ms)


def _up_to(times_ms: NDArray[np.float64], duration_ms: float) -> NDArray[np.float64]:
    return times_ms[times_ms <= duration_ms]
