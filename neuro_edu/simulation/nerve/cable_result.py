"""What one axon did along its length: spikes of every node, waves, conduction velocity."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from neuro_edu.errors import ParameterError
from neuro_edu.simulation.arrays import read_only
from neuro_edu.simulation.nerve.cable_parameters import CableParameters
from neuro_edu.simulation.nerve.parameters import Stimulus
from neuro_edu.simulation.nerve.waves import Wave, find_waves
from neuro_edu.simulation.quantities import check_number
from neuro_edu.simulation.spike_trains import SpikeTrains

FloatArray = NDArray[np.float64]


@dataclass(frozen=True, eq=False, kw_only=True)
class CableResult:
    """What a cable did.

    Attributes
    ----------
    cable : CableParameters
        The cable.
    stimuli : mapping of int to Stimulus
        What was done to it, by node, read-only.
    duration_ms, dt_ms : float
        Length of the recording and time step (ms).
    spikes : SpikeTrains
        Upward crossings of 0 mV; unit `u` is node `u`, node 0 the one nearest to the cord.
    t_ms : ndarray, shape (n_samples,)
        Times of the samples (ms), read-only.
    sampled_nodes : tuple of int
        Nodes whose potential was stored.
    V_m_mV : ndarray, shape (n_samples, n_sampled)
        Their potential (mV), read-only.
    """

    cable: CableParameters
    stimuli: Mapping[int, Stimulus]
    duration_ms: float
    dt_ms: float
    spikes: SpikeTrains
    t_ms: FloatArray = field(repr=False)
    sampled_nodes: tuple[int, ...]
    V_m_mV: FloatArray = field(repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "stimuli", MappingProxyType(dict(self.stimuli)))
        object.__setattr__(self, "t_ms", read_only(self.t_ms))
        object.__setattr__(self, "V_m_mV", read_only(self.V_m_mV))

    @cached_property
    def waves(self) -> tuple[Wave, ...]:
        """The spikes of all nodes as waves that run along the axon, in order of their start."""
        return find_waves([self.spikes.of_unit(node) for node in range(self.cable.n_nodes)])

    def conduction_velocity_m_per_s(self, first_node: int, last_node: int) -> float:
        """Speed of the first wave that passed two nodes; nan if none did.

        Parameters
        ----------
        first_node, last_node : int
            Two different nodes, in either order.

        Returns
        -------
        float
            Metres per second (equal to mm/ms), positive in both directions.

        Raises
        ------
        ParameterError
            If a node is not part of the cable or both are the same.
        """
        for name, node in (("first_node", first_node), ("last_node", last_node)):
            check_number(name, node, low=0, high=self.cable.n_nodes - 1, integer=True)
        if first_node == last_node:
            raise ParameterError(f"first_node and last_node must differ, got {first_node} twice")
        position_mm = self.cable.position_mm
        length_mm = abs(position_mm[last_node] - position_mm[first_node])
        for wave in self.waves:
            delay_ms = abs(wave.times_ms[last_node] - wave.times_ms[first_node])
            if delay_ms > 0:
                return float(length_mm / delay_ms)
        return float("nan")
