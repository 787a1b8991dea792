"""From nerve to muscle: what share of a unit's fibres answers each spike.

Each junction has a margin: the end-plate potential as a multiple of what its fibre needs to fire.
The margin falls with transmitter depression, with receptors lost or blocked, with release poisoned,
and, under very fast firing, with the fading excitability of the fibre's membrane. Over a unit's
junctions the margins scatter, so a falling margin silences the fibres one by one.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from neuro_edu.simulation.arrays import read_only
from neuro_edu.simulation.compiled import Kernel
from neuro_edu.simulation.quantities import Parameters, quantity
from neuro_edu.simulation.spike_trains import SpikeTrains


@dataclass(frozen=True, kw_only=True)
class JunctionParameters(Parameters):
    """State of the neuromuscular junctions of a muscle; the defaults are health.

    Parameters
    ----------
    safety_factor : float
        End-plate potential of a rested, healthy junction, as a multiple of what the median fibre
        needs to fire.
    safety_spread : float
        Scatter of the fibres' needs: standard deviation of the logarithm.
    receptors_left, receptor_block : float
        Share of the acetylcholine receptors that disease has left, and share of those blocked.
    release_fraction : float
        Share of the transmitter release that a toxin has left.
    depletion, depletion_floor, refill_ms : float
        Share of the store that a spike uses, share of the release that does not depend on the
        store, and time constant of its refilling (ms).
    fatigue_interval_ms, fatigue_ms, fatigue_recovery_ms : float
        Interval below which the fibre's membrane is driven too fast (ms), time constants with
        which its excitability falls and comes back (ms).
    """

    safety_factor: float = quantity(5.0, low=0.1, high=20, source="teaching value")
    safety_spread: float = quantity(0.35, low=0.05, high=1, source="teaching value")
    receptors_left: float = quantity(1.0, low=0, high=1, source="teaching value")
    receptor_block: float = quantity(0.0, low=0, high=1, source="teaching value")
    release_fraction: float = quantity(1.0, low=0, high=1, source="teaching value")
    depletion: float = quantity(0.2, low=0, high=1, source="teaching value")
    depletion_floor: float = quantity(0.6, low=0, high=1, source="teaching value")
    refill_ms: float = quantity(2000.0, low=10, high=1e5, unit="ms", source="teaching value")
    fatigue_interval_ms: float = quantity(
        10.0, low=0.1, high=1000, unit="ms", source="teaching value"
    )
    fatigue_ms: float = quantity(400.0, low=10, high=1e6, unit="ms", source="teaching value")
    fatigue_recovery_ms: float = quantity(
        900.0, low=10, high=1e6, unit="ms", source="teaching value"
    )

    @property
    def resting_margin(self) -> float:
        """End-plate potential of the first spike, as a multiple of what the median fibre needs."""
        left = self.receptors_left * (1.0 - self.receptor_block)
        return self.safety_factor * left * self.release_fraction


@dataclass(frozen=True, eq=False, kw_only=True)
class Transmission:
    """What reaches the muscle fibres.

    Attributes
    ----------
    trains : SpikeTrains
        Spikes of the nerve, all of them.
    fraction : numpy.ndarray, shape (n_spikes,)
        Share of the unit's fibres that fires, 0 (failed) to 1, in the order of the spikes.
    parameters : JunctionParameters
        What they were computed with.
    """

    trains: SpikeTrains
    fraction: NDArray[np.float64]
    parameters: JunctionParameters


def transmit(trains: SpikeTrains, parameters: JunctionParameters | None = None) -> Transmission:
    """Pass the spikes of each unit through its junctions.

    Parameters
    ----------
    trains : SpikeTrains
        Spikes arriving at the nerve endings.
    parameters : JunctionParameters, optional
        Defaults to healthy junctions.

    Returns
    -------
    Transmission

    Notes
    -----
    Transmitter: each spike uses the share `depletion` of a store that refills exponentially; the
    part `depletion_floor` of the release does not depend on that store. Less release depletes less.
    Membrane: at intervals well below `fatigue_interval_ms` the excitability falls with the time
    constant `fatigue_ms`, and it recovers with `fatigue_recovery_ms`.
    """
    p = parameters or JunctionParameters()
    intervals_ms = trains.intervals_ms()
    load = 1.0 / (1.0 + (intervals_ms / p.fatigue_interval_ms) ** 4)
    # Time in ms for which the membrane is driven too fast: none for a unit's first spike.
    driven_ms = np.where(np.isfinite(intervals_ms), intervals_ms, 0.0) * load
    release = np.empty(trains.n_spikes)
    excitability = np.empty(trains.n_spikes)
    _margins(
        release,
        excitability,
        trains.offsets,
        np.exp(-intervals_ms / p.refill_ms),
        np.exp(-driven_ms / p.fatigue_ms),
        np.exp(-intervals_ms / p.fatigue_recovery_ms),
        float(p.depletion * p.release_fraction),
        float(p.depletion_floor),
    )
    margin = p.resting_margin * release * excitability
    # Log-logistic spread of the fibres' needs; 1.7 turns a logistic into nearly a normal curve.
    with np.errstate(divide="ignore", over="ignore"):
        fraction = 1.0 / (1.0 + margin ** (-1.702 / p.safety_spread))
    return Transmission(trains=trains, fraction=read_only(fraction), parameters=p)


@Kernel
def _margins(
    release: NDArray[np.float64],
    excitability: NDArray[np.float64],
    offsets: NDArray[np.int64],
    not_refilled: NDArray[np.float64],
    not_tired: NDArray[np.float64],
    not_recovered: NDArray[np.float64],
    depletion: float,
    floor: float,
) -> None:
    """Write the relative release and the membrane's excitability at each spike."""
    for u in range(offsets.size - 1):
        store = 1.0
        excitable = 1.0
        for k in range(offsets[u], offsets[u + 1]):
            if k > offsets[u]:
                store = 1.0 - (1.0 - store * (1.0 - depletion)) * not_refilled[k]
                excitable = (1.0 - (1.0 - excitable) * not_recovered[k]) * not_tired[k]
            release[k] = floor + (1.0 - floor) * store
            excitability[k] = excitable
