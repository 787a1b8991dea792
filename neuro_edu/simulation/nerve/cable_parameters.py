"""Parameters of a motor axon along its length: from the cord (node 0) to the terminal."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from neuro_edu.errors import ParameterError
from neuro_edu.simulation.nerve.parameters import HEALTHY_AXON, AxonParameters
from neuro_edu.simulation.quantities import Parameters, quantity

FloatArray = NDArray[np.float64]

_FIBRE = "fibre of 14 um of MRG2002: axon of 10.4 um, internode of 1.4 mm, 70 ohm cm"
_BRANCH = "axon of 3 um, a little thinner than the thinnest of MRG2002; its 0.5 mm, 70 ohm cm"
_MOST_NODES = 60


@dataclass(frozen=True, kw_only=True)
class _Stretch(Parameters):
    """A stretch of nodes, both ends included."""

    first_node: int = quantity(0, low=0, high=_MOST_NODES - 1, integer=True)
    last_node: int = quantity(0, low=0, high=_MOST_NODES - 1, integer=True)

    def __post_init__(self) -> None:
        super().__post_init__()
        if self.last_node < self.first_node:
            raise ParameterError(
                f"last_node must not lie before first_node = {self.first_node}, "
                f"got {self.last_node}"
            )

    def covers(self, n_nodes: int) -> NDArray[np.bool_]:
        """Whether each of the cable's nodes belongs to the stretch, shape (n_nodes,)."""
        node = np.arange(n_nodes)
        return np.asarray((self.first_node <= node) & (node <= self.last_node))


@dataclass(frozen=True, kw_only=True)
class LocalAnaesthetic(_Stretch):
    """Sodium channels shut over a stretch of the axon, as by lidocaine around the nerve.

    Parameters
    ----------
    first_node, last_node : int
        The stretch, both ends included.
    sodium_block : float
        Share of sodium channels that do not open.
    """

    sodium_block: float = quantity(1.0, low=0, high=1, source="teaching value")


@dataclass(frozen=True, kw_only=True)
class LocalCooling(_Stretch):
    """A stretch of the axon at a temperature of its own.

    Parameters
    ----------
    first_node, last_node : int
        The stretch, both ends included.
    temperature_degC : float
        Its temperature (degC).
    """

    temperature_degC: float = quantity(25.0, low=20, high=40, unit="degC", source="teaching value")


@dataclass(frozen=True, kw_only=True)
class CableParameters(Parameters):
    """A chain of nodes, each with the internode beside it, joined by the core of the axon.

    Parameters
    ----------
    axon : AxonParameters
        Membrane of every node.
    n_nodes : int
        Length of the chain in nodes.
    spacing_mm : float
        Distance from node to node (mm).
    axial_nS : float
        Conductance of the core from one node to the next (nS).
    terminal_nodes : int
        How many of the last nodes belong to the terminal stretch: a thinner branch, where the
        barrier between blood and nerve is thin.
    terminal_spacing_mm, terminal_axial_nS : float
        Distance (mm) and conductance (nS) from the last node of the trunk on.
    terminal_kv1_fraction : float
        Share of the Kv1 channels of `axon` that the terminal stretch has kept: below 1 for an
        antibody, which reaches the terminal alone. A change of the KCNA1 gene is in every node and
        belongs in `axon`.
    anaesthetic : LocalAnaesthetic or None
        A stretch with blocked sodium channels.
    cooling : LocalCooling or None
        A stretch at another temperature.

    References
    ----------
    MRG2002
    """

    axon: AxonParameters = HEALTHY_AXON
    n_nodes: int = quantity(21, low=2, high=_MOST_NODES, integer=True, source="teaching value")
    spacing_mm: float = quantity(1.4, low=0.1, high=2.5, unit="mm", source=_FIBRE)
    axial_nS: float = quantity(87.0, low=1, high=1000, unit="nS", source=_FIBRE)
    terminal_nodes: int = quantity(
        5, low=0, high=_MOST_NODES, integer=True, source="teaching value"
    )
    terminal_spacing_mm: float = quantity(0.5, low=0.1, high=2.5, unit="mm", source=_BRANCH)
    terminal_axial_nS: float = quantity(20.0, low=1, high=1000, unit="nS", source=_BRANCH)
    terminal_kv1_fraction: float = quantity(1.0, low=0, high=1, source="healthy")
    anaesthetic: LocalAnaesthetic | None = None
    cooling: LocalCooling | None = None

    def __post_init__(self) -> None:
        super().__post_init__()
        for name, kind, optional in (
            ("axon", AxonParameters, False),
            ("anaesthetic", LocalAnaesthetic, True),
            ("cooling", LocalCooling, True),
        ):
            value = getattr(self, name)
            if not (isinstance(value, kind) or (optional and value is None)):
                raise ParameterError(
                    f"{name} must be {kind.__name__}{' or None' if optional else ''}, got {value!r}"
                )
        if self.terminal_nodes > self.n_nodes:
            raise ParameterError(
                f"terminal_nodes must not exceed n_nodes = {self.n_nodes}, "
                f"got {self.terminal_nodes}"
            )
        for name, stretch in (("anaesthetic", self.anaesthetic), ("cooling", self.cooling)):
            if stretch is not None and stretch.last_node >= self.n_nodes:
                raise ParameterError(
                    f"{name} must end within the cable of {self.n_nodes} nodes, "
                    f"got last_node {stretch.last_node}"
                )

    @property
    def first_terminal_node(self) -> int:
        """Where the terminal stretch begins; `n_nodes` if there is none."""
        return self.n_nodes - self.terminal_nodes

    @property
    def position_mm(self) -> FloatArray:
        """Distance of each node from node 0 (mm), shape (n_nodes,)."""
        steps_mm = self._of_links(self.spacing_mm, self.terminal_spacing_mm)
        return np.concatenate(([0.0], np.cumsum(steps_mm)))

    @property
    def axial_conductances_nS(self) -> FloatArray:
        """Conductance from each node to the next (nS), shape (n_nodes - 1,)."""
        return self._of_links(self.axial_nS, self.terminal_axial_nS)

    def _of_links(self, trunk: float, terminal: float) -> FloatArray:
        links = np.full(self.n_nodes - 1, trunk, dtype=np.float64)
        links[max(self.first_terminal_node - 1, 0) :] = terminal
        return links

    @property
    def kv1_share(self) -> FloatArray:
        """Share of `axon`'s Kv1 channels in each node and its internode, shape (n_nodes,)."""
        share = np.ones(self.n_nodes)
        share[self.first_terminal_node :] = self.terminal_kv1_fraction
        return share

    @property
    def sodium_block(self) -> FloatArray:
        """Share of sodium channels blocked by the local anaesthetic, shape (n_nodes,)."""
        blocked = np.zeros(self.n_nodes)
        if self.anaesthetic is not None:
            blocked[self.anaesthetic.covers(self.n_nodes)] = self.anaesthetic.sodium_block
        return blocked

    @property
    def temperatures_degC(self) -> FloatArray:
        """Temperature of each node (degC), shape (n_nodes,)."""
        temperatures = np.full(self.n_nodes, self.axon.temperature_degC, dtype=np.float64)
        if self.cooling is not None:
            temperatures[self.cooling.covers(self.n_nodes)] = self.cooling.temperature_degC
        return temperatures


HEALTHY_CABLE = CableParameters()
#: A change of the potassium channel's gene: the whole length of the axon.
KCNA1_CABLE = HEALTHY_CABLE.replace(axon=HEALTHY_AXON.replace(kv1_fraction=0.1))
#: Antibodies reach the terminal alone and have taken away all of its Kv1.
AUTOIMMUNE_CABLE = HEALTHY_CABLE.replace(terminal_kv1_fraction=0.0)
