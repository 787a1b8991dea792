"""The force of a muscle: twitches that add, and saturate, unit by unit."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from neuro_edu.errors import ParameterError
from neuro_edu.simulation.arrays import read_only
from neuro_edu.simulation.compiled import Kernel
from neuro_edu.simulation.muscle.junction import Transmission
from neuro_edu.simulation.muscle.motor_units import MotorUnitPool
from neuro_edu.simulation.quantities import check_number

# Samples written out at once between two spikes.
_BLOCK = 256


@dataclass(frozen=True, eq=False, kw_only=True)
class ForceRecord:
    """Force of a muscle over time.

    Attributes
    ----------
    force_mN : numpy.ndarray of float32, shape (n_samples,)
        Sum over the units, from time 0. Read-only.
    rate_hz : float
        Samples per second.
    """

    force_mN: NDArray[np.float32]
    rate_hz: float

    @property
    def times_ms(self) -> NDArray[np.float64]:
        """Time of each sample in ms."""
        return np.arange(self.force_mN.size, dtype=np.float64) * (1000.0 / self.rate_hz)


def simulate_force(
    transmission: Transmission, pool: MotorUnitPool, *, rate_hz: float = 1000.0
) -> ForceRecord:
    """Compute the force that the transmitted spikes produce.

    Parameters
    ----------
    transmission : Transmission
        Spikes and the share of fibres that answered each.
    pool : MotorUnitPool
        For the same units.
    rate_hz : float
        Samples per second.

    Returns
    -------
    ForceRecord

    Raises
    ------
    ParameterError
        If the units differ in number.

    Notes
    -----
    Each spike adds r t/T exp(1 - t/T) to the activation a of its unit, T being the contraction
    time. Force is P0 a^3 / (a^3 + c), P0 being the ceiling and c chosen so that a single twitch
    reaches the pool's twitch-to-tetanus ratio. The steep start makes two spikes in quick
    succession worth more than twice one; the ceiling makes fast trains fuse and saturate.

    The release r is 1 as long as the store of the fibres holds out: a spike takes up to one from
    it and it refills steadily. A doublet thus counts nearly in full, but above one spike per
    refilling time a train gains nothing, nor does it relax more slowly afterwards.

    Fibres that do not answer do not pull: with the sums w of the shares q and v of their squares,
    v/w is the share at work and w^2/v its activation.

    References
    ----------
    Thomas1990, Thomas1991, Thomas1999
    """
    trains = transmission.trains
    if trains.n_units != pool.n_units:
        raise ParameterError(f"the pool must have {trains.n_units} units, got {pool.n_units}")
    check_number("rate_hz", rate_hz, low=100.0, high=1e5, unit="Hz")
    step = 1000.0 / rate_hz / pool.contraction_ms
    position = trains.times_ms * (rate_hz / 1000.0)
    first = np.ceil(position).astype(np.int64)
    unit = trains.unit
    late = (first - position) * step[unit]
    # Half a fibre is none: such a spike uses nothing up.
    answered = transmission.fraction * pool.innervation[unit] >= 0.5
    release = np.zeros(trains.n_spikes)
    _release(
        release,
        trains.offsets,
        trains.intervals_ms() / pool.parameters.release_refill_ms,
        answered,
        float(pool.parameters.release_store),
    )
    kick = transmission.fraction * release * np.exp(1.0 - late)
    ramp = np.arange(_BLOCK + 1, dtype=np.float64)
    decay = np.exp(-step[:, None] * ramp)
    force_mN = np.zeros(round(trains.duration_ms * rate_hz / 1000.0), dtype=np.float32)
    _add_units(
        force_mN,
        trains.offsets,
        first,
        kick * late,
        kick * step[unit],
        transmission.fraction,
        decay,
        decay.astype(np.float32),
        ramp.astype(np.float32),
        pool.tetanus_mN.astype(np.float32),
        np.float32(1.0 / pool.parameters.twitch_tetanus_ratio - 1.0),
    )
    return ForceRecord(force_mN=read_only(force_mN, np.float32), rate_hz=float(rate_hz))


@Kernel
def _release(
    release: NDArray[np.float64],
    offsets: NDArray[np.int64],
    refilled: NDArray[np.float64],
    answered: NDArray[np.bool_],
    store: float,
) -> None:
    """Write what each answered spike gets from a store that refills steadily up to its brim."""
    for u in range(offsets.size - 1):
        left = store
        for k in range(offsets[u], offsets[u + 1]):
            left = min(store, left + refilled[k])
            if answered[k]:
                release[k] = min(1.0, left)
                left -= release[k]


@Kernel
def _add_units(
    force_mN: NDArray[np.float32],
    offsets: NDArray[np.int64],
    first: NDArray[np.int64],
    level: NDArray[np.float64],
    slope: NDArray[np.float64],
    fraction: NDArray[np.float64],
    decay: NDArray[np.float64],
    decay32: NDArray[np.float32],
    ramp: NDArray[np.float32],
    tetanus_mN: NDArray[np.float32],
    c: np.float32,
) -> None:
    """Add each unit's force, carrying (level + slope * sample) * decay exactly between spikes.

    That pair of numbers is the state of the second-order recursion whose impulse response is the
    twitch; within a block of samples without a spike it is written out, so that samples do not
    wait for one another. The state is kept in double precision, the samples in single.
    """
    n = force_mN.size
    block = ramp.size - 1
    for u in range(offsets.size - 1):
        w_level = 0.0
        w_slope = 0.0
        v_level = 0.0
        v_slope = 0.0
        P0_mN = tetanus_mN[u]
        fall = decay32[u]
        k = offsets[u]
        end = offsets[u + 1]
        i = 0
        while i < n:
            while k < end and first[k] <= i:
                w_level += level[k]
                w_slope += slope[k]
                v_level += fraction[k] * level[k]
                v_slope += fraction[k] * slope[k]
                k += 1
            next_spike = n
            if k < end:
                next_spike = min(n, first[k])
            if w_level + w_slope * block < 1e-7:
                # Relaxed: the cube of this is far below a float32's last digit.
                w_level = w_slope = v_level = v_slope = 0.0
                i = next_spike
                continue
            stop = min(i + block, next_spike)
            target = force_mN[i:stop]
            # The least share keeps 0 / 0 away before the first spike has moved anything.
            w0 = np.float32(w_level + 1e-15)
            w1 = np.float32(w_slope)
            v0 = np.float32(v_level + 1e-15)
            v1 = np.float32(v_slope)
            for j in range(target.size):
                w = w0 + w1 * ramp[j]
                v = v0 + v1 * ramp[j]
                a = fall[j] * w * w / v
                cubed = a * a * a
                target[j] += P0_mN * v * cubed / (w * (cubed + c))
            m = stop - i
            w_level = (w_level + w_slope * m) * decay[u, m]
            w_slope = w_slope * decay[u, m]
            v_level = (v_level + v_slope * m) * decay[u, m]
            v_slope = v_slope * decay[u, m]
            i = stop
