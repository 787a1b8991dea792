"""The currents behind a recording of one axon, from the gates that it stored."""

from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray

from neuro_edu.simulation.arrays import read_only
from neuro_edu.simulation.nerve.axon_result import AxonResult

FloatArray = NDArray[np.float64]


@dataclass(frozen=True, eq=False, kw_only=True)
class AxonCurrents:
    """Currents through the channels of one axon; inward ones are negative.

    Attributes
    ----------
    sodium_pA : ndarray, shape (n_samples,)
        Transient sodium current of the node (pA), the most inward one since the sample before;
        read-only, as are all.
    persistent_sodium_pA : ndarray, shape (n_samples,)
        Persistent sodium current of the node (pA).
    kv7_pA : ndarray, shape (n_samples,)
        Slow potassium current of the node (pA).
    kv1_pA : ndarray, shape (n_samples,)
        Fast potassium current of the internode, where nearly all Kv1 channels sit (pA).
    """

    sodium_pA: FloatArray
    persistent_sodium_pA: FloatArray
    kv7_pA: FloatArray
    kv1_pA: FloatArray

    def __post_init__(self) -> None:
        for field in fields(self):
            object.__setattr__(self, field.name, read_only(getattr(self, field.name)))


def axon_currents(result: AxonResult) -> AxonCurrents:
    """Compute the currents of an axon from its potentials and gates.

    Parameters
    ----------
    result : AxonResult
        A recording with its states.

    Returns
    -------
    AxonCurrents

    References
    ----------
    MRG2002, SRB1995
    """
    axon = result.axon
    V_mV, V_i_mV = result.V_node_mV, result.V_internode_mV
    unblocked = 1.0 - result.variable("block")
    g_NaP_nS = axon.g_NaP_nS * axon.nap_fraction * result.variable("p") ** 3 * unblocked
    g_Ks_nS = axon.g_Ks_nS * axon.kv7_fraction * result.variable("s")
    g_Kf_nS = axon.g_Kf_internode_nS * axon.kv1_fraction * result.variable("n_i") ** 4
    return AxonCurrents(
        sodium_pA=result.variable("I_Na"),
        persistent_sodium_pA=g_NaP_nS * (V_mV - axon.E_Na_mV),
        kv7_pA=g_Ks_nS * (V_mV - axon.E_K_mV),
        kv1_pA=g_Kf_nS * (V_i_mV - axon.E_K_mV),
    )
