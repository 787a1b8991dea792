"""The potential of each motor unit at an electrode: the sum over its scattered fibres."""

from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from neuro_edu.simulation.arrays import read_only
from neuro_edu.simulation.muscle.fibre_potentials import FibreParameters, fibre_potentials
from neuro_edu.simulation.muscle.motor_units import MotorUnitPool
from neuro_edu.simulation.quantities import Parameters, check_number, quantity

# Sub-positions of a template between two samples: spike times keep an eighth of a sample.
N_PHASES = 4
# From the spike's arrival at the muscle to its fibres' action potentials: branches and junction.
_MEAN_START_MS = 2.0
_N_SHAFT_POINTS = 8
_DISTANCES_MM = np.geomspace(0.05, 80.0, 32)


@dataclass(frozen=True, kw_only=True)
class Electrode(Parameters):
    """A recording electrode; the muscle's axis is at (0, 0), the skin in the direction of y.

    Parameters
    ----------
    x_mm, y_mm : float
        Place in the cross-section of the muscle (mm).
    from_endplates_mm : float
        Distance from the end plates along the muscle (mm).
    blur_mm : float
        No fibre is seen from nearer than this: about the radius of the recording surface (mm).
    reference_mm : float
        Distance of the reference electrode along the muscle (mm); 0 stands for one far away.
    shaft_mm : float
        Length of the needle's bare shaft, the reference of a concentric needle (mm); 0 for none.
    on_skin : bool
        Whether it lies on the skin: no current leaves there, which doubles the potential.
    """

    x_mm: float = quantity(0.0, low=-100, high=100, unit="mm", source="teaching value")
    y_mm: float = quantity(0.0, low=-100, high=100, unit="mm", source="teaching value")
    from_endplates_mm: float = quantity(12.0, low=0, high=300, unit="mm", source="teaching value")
    blur_mm: float = quantity(0.25, low=0.05, high=20, unit="mm", source="teaching value")
    reference_mm: float = quantity(0.0, low=0, high=300, unit="mm", source="teaching value")
    shaft_mm: float = quantity(0.0, low=0, high=50, unit="mm", source="teaching value")
    on_skin: bool = False


def needle(x_mm: float = 0.0, y_mm: float = 0.0) -> Electrode:
    """Return a concentric needle with its tip at a place in the cross-section of the muscle."""
    return Electrode(x_mm=x_mm, y_mm=y_mm, shaft_mm=10.0)


def surface_electrodes(muscle_radius_mm: float = 8.0, skin_mm: float = 2.0) -> Electrode:
    """Return a pair on the skin: active over the end plates, reference beyond the tendon."""
    return Electrode(
        y_mm=muscle_radius_mm + skin_mm,
        from_endplates_mm=0.0,
        blur_mm=4.0,
        reference_mm=75.0,
        on_skin=True,
    )


@dataclass(frozen=True, eq=False, kw_only=True)
class MotorUnitPotentials:
    """Templates of all units at one electrode.

    Attributes
    ----------
    templates_uV : numpy.ndarray of float32, shape (n_units, N_PHASES, n_samples)
        Potential from the arrival of the spike at the end plates on; along the second axis the
        same potential later by 0, 1/4, 1/2 and 3/4 of a sample. Read-only.
    rate_hz : float
        Samples per second.
    electrode : Electrode
    fibres : FibreParameters
    """

    templates_uV: NDArray[np.float32]
    rate_hz: float
    electrode: Electrode
    fibres: FibreParameters

    @property
    def n_units(self) -> int:
        """Number of motor units."""
        return int(self.templates_uV.shape[0])


class _Fibres(NamedTuple):
    """Where the fibres of a unit lie in the cross-section, and when each starts."""

    x_mm: NDArray[np.float64]
    y_mm: NDArray[np.float64]
    start_ms: NDArray[np.float64]


def motor_unit_potentials(
    pool: MotorUnitPool,
    electrode: Electrode | None = None,
    *,
    rate_hz: float = 20_000.0,
    fibres: FibreParameters | None = None,
) -> MotorUnitPotentials:
    """Compute the potential of every unit of a muscle at an electrode.

    Parameters
    ----------
    pool : MotorUnitPool
        Its seed also places the fibres, so that moving the electrode meets the same muscle.
    electrode : Electrode, optional
        Defaults to a needle in the middle of the muscle.
    rate_hz : float
        Samples per second.
    fibres : FibreParameters, optional

    Returns
    -------
    MotorUnitPotentials

    Raises
    ------
    ParameterError
        If the sampling rate lies outside 1000 to 50,000 Hz.

    Notes
    -----
    A fibre's action potential starts on average 2 ms after the spike arrives (terminal branches and
    junction), earlier or later by the scatter of end plates and velocities.
    """
    check_number("rate_hz", rate_hz, low=1000.0, high=50_000.0, unit="Hz")
    e = electrode or Electrode()
    f = fibres or FibreParameters()
    fine_ms = 1000.0 / (rate_hz * N_PHASES)
    n_starts = round(2.0 * _MEAN_START_MS / fine_ms) + 1
    spectrum, n_fine, size = _spectrum(f, e.from_endplates_mm, e.reference_mm, fine_ms, n_starts)
    n_samples = n_fine // N_PHASES
    templates = np.empty((pool.n_units, N_PHASES, n_samples), dtype=np.float32)
    for unit, fibres_of_unit in enumerate(_place_fibres(pool, e.from_endplates_mm, f)):
        weights = _fibre_weights(fibres_of_unit, e, fine_ms, n_starts)
        met = weights.any(axis=1)  # a unit lies at few of the distances
        both = np.fft.rfft(weights[met], n=size) * spectrum[met]
        fine = np.fft.irfft(both.sum(axis=0), n=size)
        for phase in range(N_PHASES):
            later = np.concatenate((np.zeros(phase), fine))
            templates[unit, phase] = later[: n_samples * N_PHASES : N_PHASES]
    return MotorUnitPotentials(
        templates_uV=read_only(templates, np.float32),
        rate_hz=float(rate_hz),
        electrode=e,
        fibres=f,
    )


# The same wherever in the muscle the electrode stands; each is some 400 kB.
@lru_cache(maxsize=4)
def _spectrum(
    f: FibreParameters, along_mm: float, reference_mm: float, fine_ms: float, n_starts: int
) -> tuple[NDArray[np.complex128], int, int]:
    """Return fibre potentials for each tabulated distance, and for how many times.

    They are Fourier transforms of the size that comes last, shape (n_distances, n_frequencies).
    """
    times_ms = np.arange(0.0, (f.longest_mm + 10.0) / f.velocity_m_s, fine_ms)
    table = fibre_potentials(f, _DISTANCES_MM, along_mm, times_ms)
    if reference_mm > 0:
        table = table - fibre_potentials(f, _DISTANCES_MM, along_mm + reference_mm, times_ms)
    n_fine = times_ms.size + n_starts - 1
    size = 512 * -(-n_fine // 512)  # few small factors: a quick transform
    return read_only(np.fft.rfft(table.T, n=size), np.complex128), n_fine, size


def _fibre_weights(
    fibres: _Fibres, e: Electrode, fine_ms: float, n_starts: int
) -> NDArray[np.float64]:
    """Return how many fibres start at each tabulated distance at each time.

    A fibre between two distances is shared between them. Points of the shaft count negatively.
    """
    x_mm, y_mm, start_ms = fibres
    up_mm, sign = _recording_points(e)
    height_mm = y_mm - e.y_mm - up_mm[:, None]
    distance_mm = np.sqrt((x_mm - e.x_mm) ** 2 + height_mm**2 + e.blur_mm**2)
    last = _DISTANCES_MM.size - 1
    place = np.log(distance_mm / _DISTANCES_MM[0]) / np.log(_DISTANCES_MM[1] / _DISTANCES_MM[0])
    place = np.clip(place, 0.0, last - 1e-9)
    column = place.astype(np.int64)
    share = sign[:, None] * (place - column)
    cell = (column * n_starts + np.rint(start_ms / fine_ms).astype(np.int64)).ravel()
    weights = np.bincount(
        np.concatenate((cell, cell + n_starts)),
        np.concatenate(((sign[:, None] - share).ravel(), share.ravel())),
        minlength=n_starts * _DISTANCES_MM.size,
    )
    return weights.astype(np.float64).reshape(_DISTANCES_MM.size, n_starts)


def _recording_points(e: Electrode) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return height above the tip in mm and weight of each point the amplifier compares."""
    tip = 2.0 if e.on_skin else 1.0
    if e.shaft_mm == 0:
        return np.zeros(1), np.array([tip])
    up_mm = e.shaft_mm * (np.arange(_N_SHAFT_POINTS) + 0.5) / _N_SHAFT_POINTS
    shaft = np.full(_N_SHAFT_POINTS, -1.0 / _N_SHAFT_POINTS)
    return np.concatenate(([0.0], up_mm)), np.concatenate(([tip], shaft))


# The same wherever the needle is; each is up to some 500 kB.
@lru_cache(maxsize=4)
def _place_fibres(pool: MotorUnitPool, along_mm: float, f: FibreParameters) -> list[_Fibres]:
    """Return where each unit's fibres lie and when each starts, by the pool's seed."""
    return [_place_fibres_of(pool, unit, along_mm, f) for unit in range(pool.n_units)]


def _place_fibres_of(
    pool: MotorUnitPool, unit: int, along_mm: float, f: FibreParameters
) -> _Fibres:
    rng = np.random.default_rng([pool.seed, unit])
    n = int(pool.innervation[unit])
    radius_mm = pool.territory_mm[unit] * np.sqrt(rng.uniform(size=n))
    angle = rng.uniform(0.0, 2.0 * np.pi, size=n)
    travel_mm = f.endplate_scatter_mm * rng.normal(size=n)
    travel_mm = travel_mm + f.velocity_cv * along_mm * rng.normal(size=n)
    # No fibre answers before the spike arrives: the rare outlier is moved, not lost.
    start_ms = np.clip(_MEAN_START_MS + travel_mm / f.velocity_m_s, 0.0, 2.0 * _MEAN_START_MS)
    return _Fibres(
        x_mm=read_only(pool.x_mm[unit] + radius_mm * np.cos(angle)),
        y_mm=read_only(pool.y_mm[unit] + radius_mm * np.sin(angle)),
        start_ms=read_only(start_ms),
    )
