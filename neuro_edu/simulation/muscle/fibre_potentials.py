"""The potential of one muscle fibre at an electrode, by line-source volume conduction."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from neuro_edu.errors import ParameterError
from neuro_edu.simulation.quantities import Parameters, quantity

_ACTION_POTENTIAL_MV = 96.0
# Length of a piece of the line of dipoles.
_STEP_MM = 0.1
# Nearer than this an electrode would stand in the fibre.
_NEAREST_MM = 0.001


@dataclass(frozen=True, kw_only=True)
class FibreParameters(Parameters):
    """Muscle fibres and the tissue around them.

    The travelling action potential is 96 s^3 exp(-s) - 90 mV, s being the distance behind its front
    times `steepness_per_mm`; tissue conducts better along the fibres than across them.

    Parameters
    ----------
    half_length_mm, tendon_spread_mm : float
        Mean distance from the end plate to the end of a fibre, and over how far to either side of
        it the fibres end (mm).
    velocity_m_s, velocity_cv : float
        Conduction velocity (m/s) and its relative standard deviation over the fibres of a unit.
    steepness_per_mm : float
        Shortens the action potential along the fibre (1/mm).
    radius_mm : float
        Radius of a fibre (mm).
    inside_S_m, across_S_m, along_S_m : float
        Conductivity inside the fibre, and of the tissue across and along the fibres (S/m).
    endplate_scatter_mm : float
        Standard deviation of the end plates' places along the muscle (mm).
    """

    half_length_mm: float = quantity(30.0, low=5, high=60, unit="mm", source="teaching value")
    tendon_spread_mm: float = quantity(15.0, low=0.1, high=20, unit="mm", source="teaching value")
    velocity_m_s: float = quantity(4.0, low=2, high=8, unit="m/s", source="teaching value")
    steepness_per_mm: float = quantity(1.8, low=0.2, high=10, unit="1/mm", source="teaching value")
    radius_mm: float = quantity(0.027, low=0.005, high=0.1, unit="mm", source="teaching value")
    inside_S_m: float = quantity(1.01, low=0.1, high=5, unit="S/m", source="teaching value")
    across_S_m: float = quantity(0.063, low=0.01, high=1, unit="S/m", source="teaching value")
    along_S_m: float = quantity(0.33, low=0.01, high=2, unit="S/m", source="teaching value")
    endplate_scatter_mm: float = quantity(1.5, low=0, high=10, unit="mm", source="teaching value")
    velocity_cv: float = quantity(0.035, low=0, high=0.2, source="teaching value")

    @property
    def longest_mm(self) -> float:
        """Distance from the end plate to the end of the longest fibre."""
        return self.half_length_mm + self.tendon_spread_mm


def fibre_potentials(
    parameters: FibreParameters,
    distances_mm: NDArray[np.float64],
    along_mm: float,
    times_ms: NDArray[np.float64],
) -> NDArray[np.float64]:
    """Compute what a point electrode sees of a fibre at several distances.

    Parameters
    ----------
    parameters : FibreParameters
    distances_mm : numpy.ndarray, shape (n_distances,)
        Distance of the electrode from the fibre, across it, in mm.
    along_mm : float
        Distance of the electrode from the end plate, along the fibre, in mm.
    times_ms : numpy.ndarray, shape (n_times,)
        Times since the action potential left the end plate, in ms.

    Returns
    -------
    numpy.ndarray, shape (n_times, n_distances)
        Extracellular potential in uV against a far electrode.

    Raises
    ------
    ParameterError
        If a distance is less than 0.001 mm: the potential on the fibre itself is not defined.

    Notes
    -----
    The action potential leaves the end plate in both directions and ends at the tendons. Its slope
    along the fibre acts as a line of dipoles, which holds at the end plate and the tendons too:
    phi = -(a^2 sigma_i / 4 sigma_r) * integral of dV/dz d(1/r)/dz dz.
    """
    if not (np.asarray(distances_mm) >= _NEAREST_MM).all():
        raise ParameterError(
            f"distances_mm must be {_NEAREST_MM:g} mm or more, got {np.min(distances_mm):g} mm"
        )
    p = parameters
    n = round(2.0 * p.longest_mm / _STEP_MM)
    step_mm = 2.0 * p.longest_mm / n
    z = (np.arange(n) + 0.5) * step_mm - p.longest_mm
    not_ended = np.clip((p.longest_mm - np.abs(z)) / (2.0 * p.tendon_spread_mm), 0.0, 1.0)
    behind = p.velocity_m_s * times_ms[:, None] - np.abs(z)
    s = p.steepness_per_mm * np.maximum(behind, 0.0)
    slope = _ACTION_POTENTIAL_MV * p.steepness_per_mm * (3.0 - s) * s**2 * np.exp(-s)
    slope *= -np.sign(z) * not_ended
    stretched = (p.along_S_m / p.across_S_m) * distances_mm**2
    dipole = -(z[:, None] - along_mm) / ((z[:, None] - along_mm) ** 2 + stretched) ** 1.5
    scale = p.radius_mm**2 * p.inside_S_m / (4.0 * p.across_S_m) * step_mm
    potentials: NDArray[np.float64] = -1000.0 * scale * (slope @ dipole)
    return potentials
