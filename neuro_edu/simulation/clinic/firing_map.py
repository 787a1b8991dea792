"""How much a patient's motor axons fire by themselves, for any Kv1 loss and any carbamazepine.

A course of 26 weeks asks for this number hundreds of times, and each answer is a recording of
many axons. So the recordings were made once, on a grid, and the course looks them up.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from neuro_edu.errors import ParameterError
from neuro_edu.simulation.arrays import read_only
from neuro_edu.simulation.clinic.firing import fire_axons
from neuro_edu.simulation.clinic.lesion import Lesion
from neuro_edu.simulation.clinic.manoeuvres import REST
from neuro_edu.simulation.clinic.patient import Patient
from neuro_edu.simulation.muscle.motor_units import PoolParameters
from neuro_edu.simulation.quantities import check_number

FloatArray = NDArray[np.float64]

#: The axons of the map: antibody-mediated neuromyotonia, whatever is left of Kv1.
MAPPED_LESION = Lesion(
    kv7_fraction=1.15,
    noise_pA=10.0,
    run_prone_share=0.2,
    after_contraction_hz=30.0,
    antibody=True,
)
MAPPED_UNITS, MAPPED_SECONDS = 60, 10.0


@dataclass(frozen=True, eq=False, kw_only=True)
class FiringMap:
    """Spikes per second and axon at rest, measured on a grid of patients.

    Attributes
    ----------
    kv1_fraction : ndarray, shape (n_kv1,)
        Share of Kv1 channels left, rising; all arrays are read-only.
    free_uM : ndarray, shape (n_doses,)
        Free concentration of carbamazepine (uM), rising from 0.
    rate_hz : ndarray, shape (n_kv1, n_doses)
        Mean rate of all axons at rest (spikes per second and axon).

    Raises
    ------
    ParameterError
        If the shapes do not fit or an axis does not rise.
    """

    kv1_fraction: FloatArray
    free_uM: FloatArray
    rate_hz: FloatArray

    def __post_init__(self) -> None:
        for name in ("kv1_fraction", "free_uM", "rate_hz"):
            object.__setattr__(self, name, read_only(np.array(getattr(self, name), dtype=float)))
        for name in ("kv1_fraction", "free_uM"):
            axis = getattr(self, name)
            if axis.ndim != 1 or axis.size < 2 or not (np.diff(axis) > 0).all():
                raise ParameterError(f"{name} must hold at least 2 rising numbers, got {axis}")
        shape = (self.kv1_fraction.size, self.free_uM.size)
        if self.rate_hz.shape != shape:
            raise ParameterError(f"rate_hz must have the shape {shape}, got {self.rate_hz.shape}")

    def at(self, kv1_fraction: ArrayLike, free_uM: ArrayLike) -> FloatArray:
        """Rate between the points of the grid, in straight lines; at its edge outside of it.

        Parameters
        ----------
        kv1_fraction, free_uM : array_like
            Share of Kv1 left and free carbamazepine (uM); shapes that broadcast.

        Returns
        -------
        ndarray
            Spikes per second and axon, read-only.
        """
        row, down = _place(np.asarray(kv1_fraction, dtype=np.float64), self.kv1_fraction)
        column, across = _place(np.asarray(free_uM, dtype=np.float64), self.free_uM)
        rate = self.rate_hz
        upper = rate[row, column] * (1.0 - across) + rate[row, column + 1] * across
        lower = rate[row + 1, column] * (1.0 - across) + rate[row + 1, column + 1] * across
        found: FloatArray = np.asarray(upper * (1.0 - down) + lower * down)
        found.setflags(write=False)
        return found


def _place(values: FloatArray, axis: FloatArray) -> tuple[NDArray[np.int64], FloatArray]:
    """Return the last grid point at or below each value, and how far it lies towards the next."""
    kept = np.clip(values, axis[0], axis[-1])
    index = np.clip(np.searchsorted(axis, kept, side="right") - 1, 0, axis.size - 2)
    return index, (kept - axis[index]) / (axis[index + 1] - axis[index])


def measure_rate_hz(
    kv1_fraction: float,
    free_uM: float,
    *,
    n_units: int = MAPPED_UNITS,
    seconds: float = MAPPED_SECONDS,
    seed: int = 0,
) -> float:
    """Examine one patient at rest and count: one point of the map.

    Parameters
    ----------
    kv1_fraction : float
        Share of Kv1 channels left, 0 to 1.
    free_uM : float
        Free concentration of carbamazepine (uM), 0 to 200.
    n_units : int
        Motor units, each with its own axon.
    seconds : float
        Length of the recording (s).
    seed : int
        Whose nerve, and which recording of it.

    Returns
    -------
    float
        Spikes per second and axon.

    Raises
    ------
    ParameterError
        If a value lies outside its range.
    """
    check_number("seconds", seconds, low=0.1, high=600, unit="s")
    patient = Patient(
        lesion=MAPPED_LESION.replace(kv1_fraction=kv1_fraction),
        drugs=(("carbamazepine", free_uM),),
        seed=seed,
    )
    nerve = patient.motor_nerve(PoolParameters(n_units=n_units))
    seeds = np.random.SeedSequence(seed).spawn(2)
    trains = fire_axons(nerve, patient.present_lesion, REST, 1000.0 * seconds, seeds)
    return trains.n_spikes / (n_units * seconds)


def measure_map(kv1_fractions: Sequence[float], free_uM: Sequence[float]) -> FiringMap:
    """Examine a patient for every pair of Kv1 left and carbamazepine; takes minutes.

    Parameters
    ----------
    kv1_fractions, free_uM : sequence of float
        The grid, rising: shares of Kv1 left and free carbamazepine (uM).

    Returns
    -------
    FiringMap
    """
    rates = [[measure_rate_hz(kv1, dose) for dose in free_uM] for kv1 in kv1_fractions]
    return FiringMap(
        kv1_fraction=np.array(kv1_fractions),
        free_uM=np.array(free_uM),
        rate_hz=np.array(rates),
    )


#: Measured with `measure_map`, see there; a test measures some of its points again.
AUTOIMMUNE_MAP = FiringMap(
    kv1_fraction=np.array([0.02, 0.05, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.65, 0.8, 1.0]),
    free_uM=np.array([0.0, 1.0, 2.0, 4.0, 6.0, 8.0, 10.0, 13.0, 17.0, 22.0]),
    rate_hz=np.array(
        [
            [26.538, 17.467, 13.953, 9.142, 6.228, 4.480, 3.572, 2.603, 1.695, 0.213],
            [18.430, 13.913, 10.613, 7.122, 5.093, 3.997, 3.283, 2.432, 1.510, 0.123],
            [12.990, 10.003, 7.815, 5.483, 4.240, 3.440, 2.887, 2.155, 1.177, 0.012],
            [9.568, 7.553, 6.168, 4.832, 3.833, 3.215, 2.615, 1.937, 0.775, 0.003],
            [7.625, 6.217, 5.358, 4.265, 3.488, 2.943, 2.425, 1.698, 0.478, 0.002],
            [5.753, 5.043, 4.508, 3.737, 3.053, 2.490, 2.008, 1.103, 0.100, 0.000],
            [4.823, 4.330, 3.945, 3.263, 2.668, 2.080, 1.490, 0.560, 0.012, 0.000],
            [4.288, 3.905, 3.478, 2.830, 2.190, 1.628, 0.928, 0.175, 0.002, 0.000],
            [3.538, 3.193, 2.848, 2.195, 1.492, 0.822, 0.310, 0.013, 0.000, 0.000],
            [2.913, 2.535, 2.188, 1.498, 0.780, 0.248, 0.045, 0.003, 0.000, 0.000],
            [1.960, 1.617, 1.227, 0.575, 0.128, 0.048, 0.013, 0.000, 0.000, 0.000],
        ]
    ),
)
