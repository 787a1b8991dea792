"""One motor unit from twitch to tetanus."""

import dataclasses
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import ArrayLike, NDArray

from neuro_edu.errors import ParameterError
from neuro_edu.simulation.arrays import read_only
from neuro_edu.simulation.muscle.emg import AmplifierParameters, record_emg
from neuro_edu.simulation.muscle.force import simulate_force
from neuro_edu.simulation.muscle.junction import transmit
from neuro_edu.simulation.muscle.motor_unit_potentials import (
    MotorUnitPotentials,
    motor_unit_potentials,
    needle,
)
from neuro_edu.simulation.muscle.motor_units import MotorUnitPool, PoolParameters, draw_pool
from neuro_edu.simulation.quantities import Parameters, quantity
from neuro_edu.simulation.spike_trains import SpikeTrains

FloatArray = NDArray[np.float64]

FORCE_RATE_HZ = 2000.0
EMG_RATE_HZ = 20_000.0
# A tetanus long and fast enough to reach the ceiling.
_TETANUS_HZ, _TETANUS_MS = 50.0, 1000.0


@dataclass(frozen=True, kw_only=True)
class UnitParameters(Parameters):
    """A motor unit of a small hand muscle, rested or tired.

    Parameters
    ----------
    twitch_mN, contraction_ms : float
        Force of a single twitch (mN) and time to its peak (ms), rested.
    force_left : float
        Share of the tetanic force that work has left.
    slowing : float
        How much longer the twitch takes when no force is left, as a share of its time; in between
        in proportion to the force that is lost.

    References
    ----------
    Thomas1990, ParalysedThenarUnits

    Notes
    -----
    After two minutes of tetani (13 pulses at 40 Hz once a second) thenar units of healthy people
    kept 41 to 95 % of their force; in units paralysed for years, twitches became slower
    (ParalysedThenarUnits). How much slower is a teaching value.
    """

    twitch_mN: float = quantity(10.0, low=0.5, high=300, unit="mN", source="Thomas1990")
    contraction_ms: float = quantity(50.0, low=10, high=200, unit="ms", source="Thomas1990")
    force_left: float = quantity(1.0, low=0.05, high=1, source="rested")
    slowing: float = quantity(0.5, low=0, high=2, source="teaching value")


@dataclass(frozen=True, eq=False, kw_only=True)
class UnitContraction:
    """Force and EMG of one motor unit; arrays are read-only.

    Attributes
    ----------
    unit : UnitParameters
    spike_times_ms : ndarray, shape (n_spikes,)
        Spikes that arrive at the unit's end plates (ms).
    force_mN : ndarray, shape (n_samples,)
        Force (mN), `FORCE_RATE_HZ` samples a second, from 0.
    twitch_mN : ndarray, shape (n_samples,)
        Force after the first spike alone (mN).
    tetanus_mN : float
        Greatest force of the unit in this state (mN).
    emg_uV : ndarray of float32
        EMG from a needle in its territory (uV), `EMG_RATE_HZ` samples a second.
    answered : ndarray, shape (n_spikes,)
        Share of the unit's fibres that answered each spike.
    """

    unit: UnitParameters
    spike_times_ms: FloatArray
    force_mN: FloatArray
    twitch_mN: FloatArray
    tetanus_mN: float
    emg_uV: NDArray[np.float32]
    answered: FloatArray

    @property
    def times_ms(self) -> FloatArray:
        """Time of each sample of the force (ms)."""
        return np.arange(self.force_mN.size, dtype=np.float64) * (1000.0 / FORCE_RATE_HZ)

    @property
    def emg_times_ms(self) -> FloatArray:
        """Time of each sample of the EMG (ms)."""
        return np.arange(self.emg_uV.size, dtype=np.float64) * (1000.0 / EMG_RATE_HZ)

    @property
    def fusion_index(self) -> float:
        """How smooth the end of the train is: 0 for separate twitches, 1 for a tetanus.

        One minus ripple over peak, where the ripple is how far the force falls after the last but
        one spike before the last spike lifts it again. nan for fewer than three spikes.

        References
        ----------
        Thomas1991
        """
        if self.spike_times_ms.size < 3:
            return float("nan")
        before_ms, last_ms = self.spike_times_ms[-2:]
        force_mN = self.force_mN[self.times_ms >= before_ms]
        after = round((last_ms - before_ms) * FORCE_RATE_HZ / 1000.0)
        force_mN = force_mN[: after + int(force_mN[after:].argmax()) + 1]
        peak_mN = float(force_mN.max())
        ripple_mN = float((np.maximum.accumulate(force_mN) - force_mN).max())
        return 1.0 - ripple_mN / peak_mN if peak_mN > 0.0 else float("nan")


def contract_unit(
    spike_times_ms: ArrayLike, duration_ms: float, unit: UnitParameters | None = None
) -> UnitContraction:
    """Let spikes arrive at one motor unit.

    Parameters
    ----------
    spike_times_ms : array_like, shape (n_spikes,)
        Times (ms), rising, at least one.
    duration_ms : float
        Length of the recording (ms).
    unit : UnitParameters, optional
        A rested unit of middle size by default.

    Returns
    -------
    UnitContraction

    Raises
    ------
    ParameterError
        If there is no spike or the times do not rise within the recording.
    """
    unit = unit or UnitParameters()
    times_ms = np.asarray(spike_times_ms, dtype=np.float64).ravel()
    if not times_ms.size:
        raise ParameterError("spike_times_ms must hold at least one time in ms, got none")
    trains = SpikeTrains.from_lists([times_ms], duration_ms)
    passed = transmit(trains)
    pool = _pool(unit)
    emg = record_emg(passed, _potentials(), AmplifierParameters())
    tetanus_ms = np.arange(0.0, _TETANUS_MS, 1000.0 / _TETANUS_HZ)
    return UnitContraction(
        unit=unit,
        spike_times_ms=read_only(times_ms),
        force_mN=read_only(simulate_force(passed, pool, rate_hz=FORCE_RATE_HZ).force_mN),
        twitch_mN=_force_mN(times_ms[:1], duration_ms, unit),
        tetanus_mN=float(_force_mN(tetanus_ms, _TETANUS_MS, unit).max()),
        emg_uV=emg.emg_uV,
        answered=passed.fraction,
    )


def _force_mN(times_ms: FloatArray, duration_ms: float, unit: UnitParameters) -> FloatArray:
    passed = transmit(SpikeTrains.from_lists([times_ms], duration_ms))
    return read_only(simulate_force(passed, _pool(unit), rate_hz=FORCE_RATE_HZ).force_mN)


@lru_cache(maxsize=16)
def _pool(unit: UnitParameters) -> MotorUnitPool:
    """Return a muscle of this one unit; fatigue lowers its ceiling and slows it."""
    pool = draw_pool(_one_unit(unit.twitch_mN, unit.contraction_ms))
    slower = 1.0 + unit.slowing * (1.0 - unit.force_left)
    return dataclasses.replace(
        pool,
        twitch_mN=read_only(pool.twitch_mN * unit.force_left),
        tetanus_mN=read_only(pool.tetanus_mN * unit.force_left),
        contraction_ms=read_only(pool.contraction_ms * slower),
    )


def _one_unit(twitch_mN: float, contraction_ms: float) -> PoolParameters:
    return PoolParameters(
        n_units=1,
        smallest_twitch_mN=twitch_mN,
        largest_twitch_mN=twitch_mN,
        shortest_contraction_ms=contraction_ms,
        longest_contraction_ms=contraction_ms,
        muscle_radius_mm=2.0,
    )


@lru_cache(maxsize=1)
def _potentials() -> MotorUnitPotentials:
    unit = UnitParameters()
    pool = draw_pool(_one_unit(unit.twitch_mN, unit.contraction_ms))
    return motor_unit_potentials(pool, needle(), rate_hz=EMG_RATE_HZ)
