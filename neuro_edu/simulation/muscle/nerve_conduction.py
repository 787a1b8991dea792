"""How long impulses take from the stimulator to the muscle, and to the cord and back."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from neuro_edu.errors import ParameterError
from neuro_edu.simulation.arrays import read_only
from neuro_edu.simulation.muscle.motor_units import MotorUnitPool
from neuro_edu.simulation.quantities import Parameters, check_number, quantity

# How far an axon's place among the velocities lies from its unit's place among the sizes (standard
# deviation, as a share of all; teaching value).
_RANK_SCATTER = 0.15


@dataclass(frozen=True, kw_only=True)
class ConductionParameters(Parameters):
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
class NerveConduction:
    """Conduction of each unit's axon; arrays of shape (n_units,), read-only.

    Attributes
    ----------
    parameters : ConductionParameters
    velocity_m_s : numpy.ndarray
        Conduction velocity; large units have fast axons.
    distal_ms : numpy.ndarray
        Time from the stimulator to the end plates.
    loop_ms : numpy.ndarray
        Time from the stimulator to the cord, round, and back to the stimulator.
    """

    parameters: ConductionParameters
    velocity_m_s: NDArray[np.float64]
    distal_ms: NDArray[np.float64]
    loop_ms: NDArray[np.float64]


def draw_conduction(
    pool: MotorUnitPool, parameters: ConductionParameters | None = None, *, seed: int = 0
) -> NerveConduction:
    """Give each unit of a pool an axon.

    Parameters
    ----------
    pool : MotorUnitPool
    parameters : ConductionParameters, optional
        Defaults to a healthy tibial nerve stimulated at the ankle.
    seed : int
        The same seed gives the same nerve.

    Returns
    -------
    NerveConduction

    Raises
    ------
    ParameterError
        If the seed is no whole number from 0 on.
    """
    check_number("seed", seed, low=0, high=2**63, integer=True)
    p = parameters or ConductionParameters()
    rng = np.random.default_rng(seed)
    rank = (np.arange(pool.n_units) + 0.5) / pool.n_units
    place = np.clip(rank + rng.normal(scale=_RANK_SCATTER, size=pool.n_units), 0.0, 1.0)
    velocity_m_s = p.slowest_m_s + (p.fastest_m_s - p.slowest_m_s) * place
    terminal_ms = p.terminal_ms + p.terminal_scatter_ms * rng.uniform(size=pool.n_units)
    return NerveConduction(
        parameters=p,
        velocity_m_s=read_only(velocity_m_s),
        distal_ms=read_only(p.distal_mm / velocity_m_s + terminal_ms),
        loop_ms=read_only(2.0 * p.proximal_mm / velocity_m_s + p.turnaround_ms),
    )
