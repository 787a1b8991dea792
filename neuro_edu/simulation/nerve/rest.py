"""Where an axon rests: the state from which every recording starts."""

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from neuro_edu.simulation.arrays import read_only
from neuro_edu.simulation.nerve import channels, membrane
from neuro_edu.simulation.nerve.parameters import AxonParameters

FloatArray = NDArray[np.float64]

# The internode's potential is sought on a coarse grid, then seven times on a finer one.
_COARSE_mV = np.linspace(-112.0, -20.0, 185)
_FINE = np.linspace(0.0, 1.0, 17)
_REFINEMENTS = 7


@lru_cache(maxsize=256)
def resting_potentials_mV(axon: AxonParameters) -> tuple[float, float]:
    """Potentials at which no net current flows, with every Kv1 channel in place.

    An axon that has lost its Kv1 may have no stable rest; a recording starts where it rested
    before the channels went.

    Parameters
    ----------
    axon : AxonParameters
        The axon; its `kv1_fraction` plays no part.

    Returns
    -------
    V_node_mV, V_internode_mV : float
        The most negative such pair (mV).
    """
    V, V_i = _rest((axon,))
    return float(V[0]), float(V_i[0])


def initial_state(axon: AxonParameters, seed: int = 0) -> FloatArray:
    """State of the axon at rest, as `resting_potentials_mV`, shape (STATE_SIZE,).

    Parameters
    ----------
    axon : AxonParameters
        The axon.
    seed : int
        Seed of its noise current.

    Returns
    -------
    ndarray
        A fresh array in the order of `membrane.VARIABLES`, then the slots after them.
    """
    V, V_i = resting_potentials_mV(axon.replace(kv1_fraction=1.0))
    state: FloatArray = _states([axon], np.array([V]), np.array([V_i]), [seed])[0]
    return state


def initial_states(axons: Sequence[AxonParameters], seeds: Sequence[int]) -> FloatArray:
    """`initial_state` of many axons at once, shape (n_axons, STATE_SIZE)."""
    return _states(axons, *_rest(tuple(axons)), seeds)


def _states(
    axons: Sequence[AxonParameters], V: FloatArray, V_i: FloatArray, seeds: Sequence[int]
) -> FloatArray:
    states = np.zeros((len(axons), membrane.STATE_SIZE))
    states[:, 0], states[:, 1] = V, V_i
    for place, gate in enumerate(channels.GATES, start=2):
        states[:, place] = gate.steady_state(V)
    states[:, 7], states[:, 8] = channels.N.steady_state(V_i), channels.S.steady_state(V_i)
    bind = _column(axons, "k_on_per_uM_ms") * _column(axons, "drug_uM")
    bind = bind[:, 0] * (1.0 - states[:, 3])
    total = bind + _column(axons, "k_off_per_ms")[:, 0]
    states[:, 10] = np.divide(bind, total, out=np.zeros_like(bind), where=bind > 0.0)
    # The generator's multiplier scatters small seeds; zero would stay zero.
    states[:, membrane.SEED] = [(seed * 48271 + 11) % 2147483646 + 1 for seed in seeds]
    states[:, membrane.ARMED] = 1.0
    return states


def _column(axons: Sequence[AxonParameters], name: str) -> FloatArray:
    return np.array([[getattr(axon, name)] for axon in axons], dtype=np.float64)


# A nerve is often looked at twice, at rest and after a shock.
@lru_cache(maxsize=8)
def _rest(axons: tuple[AxonParameters, ...]) -> tuple[FloatArray, FloatArray]:
    """Potentials of node and internode (mV), each of shape (n_axons,)."""
    values = {name: _column(axons, name) for name in AxonParameters.quantities()}
    g_Ks, g_Ks_i = (
        values[name] * values["kv7_fraction"] for name in ("g_Ks_nS", "g_Ks_internode_nS")
    )
    g_NaP = values["g_NaP_nS"] * values["nap_fraction"]
    E_Na, E_K, E_L = (values[name] for name in ("E_Na_mV", "E_K_mV", "E_L_mV"))

    def node_current(V_i: FloatArray) -> tuple[FloatArray, FloatArray]:
        n, s = channels.N.steady_state(V_i), channels.S.steady_state(V_i)
        I_i = (values["g_Kf_internode_nS"] * n**4 + g_Ks_i * s) * (V_i - E_K)
        I_i = I_i + values["g_L_internode_nS"] * (V_i - E_L)
        V = V_i + I_i / values["g_BB_nS"]
        m, h, p, s, n = (gate.steady_state(V) for gate in channels.GATES)
        current = (values["g_Na_nS"] * m**3 * h + g_NaP * p**3) * (V - E_Na)
        current = current + (values["g_Kf_nS"] * n**4 + g_Ks * s) * (V - E_K)
        return current + values["g_L_nS"] * (V - E_L) + I_i, V

    V_i = _COARSE_mV[np.newaxis, :]
    for _ in range(_REFINEMENTS):
        current, _node = node_current(V_i)
        crossed = current > 0.0
        crossing = np.where(crossed.any(axis=1), crossed.argmax(axis=1), V_i.shape[1] - 1)
        V_i = np.broadcast_to(V_i, crossed.shape)
        rows = np.arange(len(axons))
        low, high = V_i[rows, np.maximum(crossing - 1, 0)], V_i[rows, crossing]
        V_i = low[:, np.newaxis] + (high - low)[:, np.newaxis] * _FINE
    middle = V_i[:, [_FINE.size // 2]]
    _current, V = node_current(middle)
    return read_only(V[:, 0]), read_only(middle[:, 0])
