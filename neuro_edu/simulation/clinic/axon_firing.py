"""Spikes of one axon of a nerve that has been at work before the recording begins."""

import math

import numpy as np
from numpy.typing import NDArray

from neuro_edu.errors import SimulationError
from neuro_edu.simulation.nerve import axon as single
from neuro_edu.simulation.nerve import membrane
from neuro_edu.simulation.nerve.parameters import HEALTHY_AXON, AxonParameters, Stimulus

FloatArray = NDArray[np.float64]

#: Current by which an impulse enters an axon of usual size (pA).
IMPULSE_PA = 1500.0
# Pieces of a long recording (ms): they keep the room for spikes small.
_PIECE_MS = 10_000.0
_SODIUM = membrane.VARIABLES.index("Na")


def fire_axon(
    axon: AxonParameters,
    impulses_ms: FloatArray,
    duration_ms: float,
    *,
    sodium_load: float,
    seed: int,
) -> FloatArray:
    """Let impulses enter an axon as stimuli and return all of its spikes.

    Parameters
    ----------
    axon : AxonParameters
        The axon.
    impulses_ms : numpy.ndarray
        When impulses come in (ms), in order, further apart than a stimulus is long.
    duration_ms : float
        Length (ms).
    sodium_load : float
        Sodium that earlier spikes have left inside; the pump is still busy with it.
    seed : int
        Of the noise current.

    Returns
    -------
    numpy.ndarray
        Spike times (ms).

    Raises
    ------
    SimulationError
        If the membrane potential stops being finite.
    """
    dt_ms = single.DEFAULT_DT_MS
    loop = single.kernel.compiled() or single.kernel.python
    constants = single.kernel_constants(axon, 0.0, dt_ms)
    table = single.kernel_table(dt_ms, float(axon.temperature_degC))
    state = single.initial_state(axon, seed)
    state[_SODIUM] = sodium_load
    pulses = single.kernel_pulses(_stimulus(axon, impulses_ms), dt_ms)
    n_steps, piece = math.ceil(duration_ms / dt_ms - 1e-9), round(_PIECE_MS / dt_ms)
    longest_ms = min(duration_ms, _PIECE_MS)
    spikes = np.empty(int(longest_ms / single.SHORTEST_SPIKE_INTERVAL_MS) + 16)
    none = np.empty(0)
    found = [none]
    for first in range(0, n_steps, piece):
        steps = min(piece, n_steps - first)
        n = loop(state, constants, table, pulses, first, steps, 0, none, spikes)
        found.append(spikes[:n].copy())
    if not np.isfinite(state).all():
        raise SimulationError(f"the membrane potential stopped being finite, with {axon}")
    times_ms = np.concatenate(found)
    return times_ms[times_ms <= duration_ms]


def _stimulus(axon: AxonParameters, impulses_ms: FloatArray) -> Stimulus | None:
    if not impulses_ms.size:
        return None
    # A larger axon takes more current for the same potential.
    amplitude_pA = IMPULSE_PA * axon.C_node_pF / HEALTHY_AXON.C_node_pF
    return Stimulus(onsets_ms=tuple(impulses_ms.tolist()), amplitude_pA=amplitude_pA)
