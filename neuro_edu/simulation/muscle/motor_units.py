"""The motor units of a muscle, small to large."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from neuro_edu.errors import ParameterError
from neuro_edu.simulation.arrays import read_only
from neuro_edu.simulation.quantities import Parameters, check_number, quantity


@dataclass(frozen=True, kw_only=True)
class PoolParameters(Parameters):
    """What a pool of motor units is drawn from.

    Sizes and recruitment thresholds rise exponentially through the pool: many small units that
    start early, few large ones that start late (the size principle).

    Parameters
    ----------
    n_units : int
        Number of motor units.
    smallest_twitch_mN, largest_twitch_mN : float
        Peak force of a single twitch, of the first and of the last unit to be recruited (mN).
    shortest_contraction_ms, longest_contraction_ms : float
        Time from the start of a twitch to its peak (ms), inside the 35 to 80 ms measured.
    speed_size_correlation : float
        How strongly large units tend to be fast; in human hand muscles the speed of a unit says
        little about its force.
    twitch_tetanus_ratio : float
        Force of a twitch over that of a fused tetanus. A doublet of 48 % of the tetanic force that
        is worth 3.5 twitches makes it 0.14.
    release_store, release_refill_ms : float
        Activation that a rested fibre can release at once, in twitches, and time to refill one
        (ms).
    smallest_innervation : int
        Muscle fibres of the smallest unit; the others have more in proportion to their force.
    lowest_threshold, highest_threshold : float
        Effort (0 to 1) at which the first and the last unit start.
    onset_rate_hz, peak_rate_hz : float
        Rate at which a unit starts, and that of the first unit at full effort (Hz).
    interval_cv : float
        Coefficient of variation of the intervals of a voluntary train.
    muscle_radius_mm, smallest_territory_mm : float
        Radius of the muscle, and of the smallest unit's territory in it (mm).

    References
    ----------
    Thomas1990, Thomas1999, Petajan1969
    """

    n_units: int = quantity(100, low=1, high=2000, source="teaching value", integer=True)
    smallest_twitch_mN: float = quantity(3.0, low=0.5, high=50, unit="mN", source="Thomas1990")
    largest_twitch_mN: float = quantity(34.0, low=0.5, high=300, unit="mN", source="Thomas1990")
    shortest_contraction_ms: float = quantity(
        42.0, low=10, high=200, unit="ms", source="Thomas1990"
    )
    longest_contraction_ms: float = quantity(63.0, low=10, high=200, unit="ms", source="Thomas1990")
    speed_size_correlation: float = quantity(0.3, low=0, high=1, source="teaching value")
    twitch_tetanus_ratio: float = quantity(0.15, low=0.05, high=0.5, source="Thomas1999")
    release_store: float = quantity(1.5, low=1, high=20, source="teaching value")
    release_refill_ms: float = quantity(
        20.0, low=0.1, high=1000, unit="ms", source="teaching value"
    )
    smallest_innervation: int = quantity(50, low=5, high=300, source="teaching value", integer=True)
    lowest_threshold: float = quantity(0.01, low=0.001, high=0.5, source="teaching value")
    highest_threshold: float = quantity(0.6, low=0.01, high=1, source="teaching value")
    onset_rate_hz: float = quantity(7.5, low=2, high=20, unit="Hz", source="Petajan1969")
    peak_rate_hz: float = quantity(28.0, low=5, high=60, unit="Hz", source="teaching value")
    interval_cv: float = quantity(0.2, low=0, high=0.5, source="teaching value")
    muscle_radius_mm: float = quantity(8.0, low=2, high=50, unit="mm", source="teaching value")
    smallest_territory_mm: float = quantity(
        1.5, low=0.5, high=20, unit="mm", source="teaching value"
    )

    def __post_init__(self) -> None:
        super().__post_init__()
        for low, high in (
            ("smallest_twitch_mN", "largest_twitch_mN"),
            ("shortest_contraction_ms", "longest_contraction_ms"),
            ("lowest_threshold", "highest_threshold"),
            ("onset_rate_hz", "peak_rate_hz"),
        ):
            if getattr(self, low) > getattr(self, high):
                raise ParameterError(
                    f"{low} must not exceed {high}, got {getattr(self, low):g} and "
                    f"{getattr(self, high):g}"
                )


@dataclass(frozen=True, eq=False, kw_only=True)
class MotorUnitPool:
    """A drawn pool; every array has one value per unit, ordered by recruitment, and is read-only.

    Attributes
    ----------
    parameters : PoolParameters
        What the pool was drawn from.
    seed : int
        With the parameters, all that is needed to draw it again.
    threshold : numpy.ndarray
        Effort (0 to 1) at which the unit starts.
    twitch_mN, tetanus_mN : numpy.ndarray
        Peak force of a single twitch and of a fused tetanus.
    contraction_ms : numpy.ndarray
        Time from the start of the twitch to its peak.
    innervation : numpy.ndarray of int64
        Number of muscle fibres.
    x_mm, y_mm : numpy.ndarray
        Centre of the unit's territory in the cross-section of the muscle, whose centre is (0, 0);
        y points to the skin.
    territory_mm : numpy.ndarray
        Radius of the territory.
    """

    parameters: PoolParameters
    seed: int
    threshold: NDArray[np.float64]
    twitch_mN: NDArray[np.float64]
    tetanus_mN: NDArray[np.float64]
    contraction_ms: NDArray[np.float64]
    innervation: NDArray[np.int64]
    x_mm: NDArray[np.float64]
    y_mm: NDArray[np.float64]
    territory_mm: NDArray[np.float64]

    @property
    def n_units(self) -> int:
        """Number of motor units."""
        return int(self.threshold.size)


def draw_pool(parameters: PoolParameters | None = None, *, seed: int = 0) -> MotorUnitPool:
    """Draw a pool of motor units.

    Parameters
    ----------
    parameters : PoolParameters, optional
        Defaults to a small human hand muscle.
    seed : int
        The same seed gives the same pool.

    Returns
    -------
    MotorUnitPool

    Raises
    ------
    ParameterError
        If the seed is no whole number from 0 on.
    """
    check_number("seed", seed, low=0, high=2**63, integer=True)
    p = parameters or PoolParameters()
    rng = np.random.default_rng(seed)
    rank = (np.arange(p.n_units) + 0.5) / p.n_units
    twitch = _exponential(p.smallest_twitch_mN, p.largest_twitch_mN, rank)
    size = twitch / p.smallest_twitch_mN
    # Large units tend to be fast; how strongly is the correlation.
    slowness = np.argsort(np.argsort(_mixed(-rank, rng, p.speed_size_correlation))) + 0.5
    radius_mm = p.smallest_territory_mm * np.sqrt(size)
    room_mm = np.maximum(p.muscle_radius_mm - radius_mm, 0.0)
    distance_mm = room_mm * np.sqrt(rng.uniform(size=p.n_units))
    angle = rng.uniform(0.0, 2.0 * np.pi, size=p.n_units)
    return MotorUnitPool(
        parameters=p,
        seed=int(seed),
        threshold=read_only(_exponential(p.lowest_threshold, p.highest_threshold, rank)),
        twitch_mN=read_only(twitch),
        tetanus_mN=read_only(twitch / p.twitch_tetanus_ratio),
        contraction_ms=read_only(
            p.shortest_contraction_ms
            + (p.longest_contraction_ms - p.shortest_contraction_ms) * slowness / p.n_units
        ),
        innervation=read_only(np.rint(p.smallest_innervation * size), np.int64),
        x_mm=read_only(distance_mm * np.cos(angle)),
        y_mm=read_only(distance_mm * np.sin(angle)),
        territory_mm=read_only(radius_mm),
    )


def _exponential(low: float, high: float, rank: NDArray[np.float64]) -> NDArray[np.float64]:
    values: NDArray[np.float64] = low * (high / low) ** rank
    return values


def _mixed(
    rank: NDArray[np.float64], rng: np.random.Generator, correlation: float
) -> NDArray[np.float64]:
    """Return values that follow the ranks with a given correlation and chance for the rest."""
    spread = np.sqrt(1.0 / 12.0)  # of a uniform rank
    noise = rng.normal(scale=spread, size=rank.size)
    mixed: NDArray[np.float64] = correlation * rank + np.sqrt(1.0 - correlation**2) * noise
    return mixed
