"""The spikes of many motor units in two flat arrays."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import ArrayLike, NDArray

from neuro_edu.errors import ParameterError
from neuro_edu.simulation.arrays import read_only
from neuro_edu.simulation.quantities import check_number


@dataclass(frozen=True, eq=False, kw_only=True)
class SpikeTrains:
    """Spike times of `n_units` motor units over one recording.

    Attributes
    ----------
    times_ms : numpy.ndarray, shape (n_spikes,)
        Times from the start, unit after unit, never falling within a unit. Read-only.
    offsets : numpy.ndarray of int64, shape (n_units + 1,)
        Unit `u` owns ``times_ms[offsets[u]:offsets[u + 1]]``. Read-only.
    duration_ms : float
        Length of the recording; every spike lies between 0 and this.

    Raises
    ------
    ParameterError
        If the times are not finite, not in order or outside the recording, or the offsets do not
        divide them.
    """

    times_ms: NDArray[np.float64]
    offsets: NDArray[np.int64]
    duration_ms: float

    def __post_init__(self) -> None:
        object.__setattr__(self, "times_ms", read_only(np.array(self.times_ms, dtype=np.float64)))
        object.__setattr__(
            self, "offsets", read_only(np.array(self.offsets, dtype=np.int64), np.int64)
        )
        check_number("duration_ms", self.duration_ms, low=0.0, high=1e8, unit="ms")
        object.__setattr__(self, "duration_ms", float(self.duration_ms))
        if self.times_ms.ndim != 1 or self.offsets.ndim != 1 or self.offsets.size < 1:
            raise ParameterError(
                "times_ms and offsets must each have one dimension, "
                f"got {self.times_ms.ndim} and {self.offsets.ndim}"
            )
        if (
            self.offsets[0] != 0
            or self.offsets[-1] != self.times_ms.size
            or self._any_offset_falls()
        ):
            raise ParameterError(
                f"offsets must rise from 0 to the number of spikes ({self.times_ms.size})"
            )
        self._check_times()

    @classmethod
    def from_lists(cls, times_ms: Sequence[ArrayLike], duration_ms: float) -> Self:
        """Gather one list of spike times per unit.

        Parameters
        ----------
        times_ms : sequence of array_like
            Times of each unit in ms, in order; an empty list is a silent unit.
        duration_ms : float
            Length of the recording in ms.

        Returns
        -------
        SpikeTrains
        """
        units = [np.asarray(unit, dtype=np.float64).ravel() for unit in times_ms]
        offsets = np.concatenate(([0], np.cumsum([unit.size for unit in units], dtype=np.int64)))
        times = np.concatenate(units) if units else np.empty(0)
        return cls(times_ms=times, offsets=offsets, duration_ms=duration_ms)

    @property
    def n_units(self) -> int:
        """Number of motor units, silent ones included."""
        return int(self.offsets.size - 1)

    @property
    def n_spikes(self) -> int:
        """Number of spikes of all units."""
        return int(self.times_ms.size)

    @property
    def counts(self) -> NDArray[np.int64]:
        """Number of spikes of each unit, shape (n_units,)."""
        return np.diff(self.offsets)

    @property
    def unit(self) -> NDArray[np.int64]:
        """Unit of each spike, shape (n_spikes,)."""
        return np.repeat(np.arange(self.n_units, dtype=np.int64), self.counts)

    def of_unit(self, unit: int) -> NDArray[np.float64]:
        """Return the spike times of one unit in ms (a read-only view).

        Raises
        ------
        ParameterError
            If there is no such unit.
        """
        check_number("unit", unit, low=0, high=self.n_units - 1, integer=True)
        return self.times_ms[self.offsets[unit] : self.offsets[unit + 1]]

    def intervals_ms(self) -> NDArray[np.float64]:
        """Return the time in ms since the unit's last spike, infinite for its first."""
        intervals = np.diff(self.times_ms, prepend=0.0)
        intervals[self.offsets[:-1][self.counts > 0]] = np.inf
        return intervals

    def delayed(self, delays_ms: ArrayLike) -> Self:
        """Return the trains later by a delay per unit; spikes pushed past the end are dropped.

        Parameters
        ----------
        delays_ms : array_like, shape () or (n_units,)
            Delays in ms, not negative.

        Raises
        ------
        ParameterError
            If a delay is negative or not finite.
        """
        delays = np.broadcast_to(np.asarray(delays_ms, dtype=np.float64), (self.n_units,))
        wrong = delays[~(np.isfinite(delays) & (delays >= 0))]
        if wrong.size:
            raise ParameterError(f"delays_ms must be finite and not negative, got {wrong[0]:g} ms")
        return self._kept(self.times_ms + delays[self.unit])

    def merged(self, other: "SpikeTrains") -> Self:
        """Return the spikes of both, unit by unit; both must have the same units and duration.

        Raises
        ------
        ParameterError
            If they differ in units or duration.
        """
        if (self.n_units, self.duration_ms) != (other.n_units, other.duration_ms):
            raise ParameterError(
                f"trains to merge must agree in units and duration, got {self.n_units} units over "
                f"{self.duration_ms:g} ms and {other.n_units} units over {other.duration_ms:g} ms"
            )
        times = np.concatenate((self.times_ms, other.times_ms))
        unit = np.concatenate((self.unit, other.unit))
        return type(self)(
            times_ms=times[np.lexsort((times, unit))],
            offsets=self.offsets + other.offsets,
            duration_ms=self.duration_ms,
        )

    def _kept(self, times_ms: NDArray[np.float64]) -> Self:
        keep = times_ms <= self.duration_ms
        kept_before = np.concatenate(([0], np.cumsum(keep)))
        return type(self)(
            times_ms=times_ms[keep], offsets=kept_before[self.offsets], duration_ms=self.duration_ms
        )

    def _any_offset_falls(self) -> bool:
        return bool((np.diff(self.offsets) < 0).any())

    def _check_times(self) -> None:
        if not np.isfinite(self.times_ms).all():
            raise ParameterError("spike times must be finite numbers of ms, got nan or infinity")
        if self.n_spikes and not (
            self.times_ms.min() >= 0 and self.times_ms.max() <= self.duration_ms
        ):
            raise ParameterError(
                f"spike times must lie between 0 and {self.duration_ms:g} ms, "
                f"got {self.times_ms.min():g} to {self.times_ms.max():g} ms"
            )
        if (self.intervals_ms() < 0).any():
            unit = int(self.unit[self.intervals_ms().argmin()])
            raise ParameterError(
                f"spike times must be in order within a unit, got a time before its neighbour "
                f"in unit {unit}"
            )
