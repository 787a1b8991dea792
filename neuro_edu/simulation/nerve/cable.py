"""The motor axon along its length: conduction, ectopic origin, blocks, collision."""

import math
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from neuro_edu.errors import SimulationError
from neuro_edu.simulation.compiled import Kernel
from neuro_edu.simulation.nerve import cable_kernel, membrane
from neuro_edu.simulation.nerve.axon import (
    DEFAULT_DT_MS,
    SHORTEST_SPIKE_INTERVAL_MS,
    initial_state,
    kernel_constants,
    kernel_pulses,
    kernel_table,
)
from neuro_edu.simulation.nerve.cable_parameters import HEALTHY_CABLE, CableParameters
from neuro_edu.simulation.nerve.cable_result import CableResult
from neuro_edu.simulation.nerve.parameters import Stimulus
from neuro_edu.simulation.quantities import check_number
from neuro_edu.simulation.spike_trains import SpikeTrains

FloatArray = NDArray[np.float64]

#: Enough for any node of the chain; a lone axon needs less, having no neighbours to charge.
NERVE_SHOCK = Stimulus(amplitude_pA=4000.0)

# Up to here the plain Python loop is quick enough to answer while numba gets ready.
_LONGEST_UNCOMPILED_NODE_STEPS = 150_000

_kernel = Kernel(cable_kernel.advance_cable)


def warm_up() -> None:
    """Get the compiled loop ready in the background."""
    arguments = _arguments(HEALTHY_CABLE, {}, 0, DEFAULT_DT_MS, 1, (0,), 0)
    _kernel.warm_up(*arguments, delay_s=1.0)


def simulate_cable(
    cable: CableParameters = HEALTHY_CABLE,
    stimuli: Mapping[int, Stimulus] | None = None,
    *,
    duration_ms: float = 100.0,
    dt_ms: float = DEFAULT_DT_MS,
    sample_nodes: Sequence[int] = (),
    sample_ms: float = 0.04,
    seed: int = 0,
    compiled: bool | None = None,
) -> CableResult:
    """Spikes of every node of one motor axon, and the potential of some.

    Parameters
    ----------
    cable : CableParameters
        The cable; every node starts at rest, as it was before any Kv1 was lost.
    stimuli : mapping of int to Stimulus, optional
        What is done at which node; `NERVE_SHOCK` at node 0 when left out, ``{}`` for none.
    duration_ms : float
        Length of the recording (ms), 1 to 600,000.
    dt_ms : float
        Time step (ms), 0.001 to 0.05; it is split further while a node spikes.
    sample_nodes : sequence of int
        Nodes whose potential is stored.
    sample_ms : float
        Time between stored samples (ms), rounded to whole steps.
    seed : int
        Seed of the noise currents, one a node.
    compiled : bool or None
        True waits for the compiled loop, False runs it as plain Python, None takes what is ready
        (and, for long recordings, waits). The results are the same.

    Returns
    -------
    CableResult

    Raises
    ------
    ParameterError
        If a value lies outside its range or a node is not part of the cable.
    SimulationError
        If the membrane potential stops being finite.
    """
    check_number("duration_ms", duration_ms, low=1, high=600_000, unit="ms")
    check_number("dt_ms", dt_ms, low=0.001, high=0.05, unit="ms")
    check_number("sample_ms", sample_ms, low=0.001, high=1000, unit="ms")
    check_number("seed", seed, low=0, high=2**31 - 2, integer=True)
    stimuli = {0: NERVE_SHOCK} if stimuli is None else dict(stimuli)
    sampled = tuple(sample_nodes)
    for name, chosen in (("stimuli", stimuli), ("sample_nodes", sampled)):
        for node in chosen:
            check_number(f"node in {name}", node, low=0, high=cable.n_nodes - 1, integer=True)
    n_steps = math.ceil(duration_ms / dt_ms - 1e-9)
    every = max(1, round(sample_ms / dt_ms)) if sampled else 0
    arguments = _arguments(cable, stimuli, n_steps, float(dt_ms), every, sampled, seed)
    record, times, nodes = _run(arguments, cable.n_nodes * n_steps, compiled)
    if not (np.isfinite(record).all() and np.isfinite(times).all()):
        raise SimulationError(f"the membrane potential stopped being finite, with {cable}")
    V_m_mV = record.reshape(-1, len(sampled)) if sampled else record.reshape(0, 0)
    order = np.lexsort((times, nodes))
    return CableResult(
        cable=cable,
        stimuli=stimuli,
        duration_ms=float(duration_ms),
        dt_ms=float(dt_ms),
        spikes=SpikeTrains(
            times_ms=times[order],
            offsets=np.searchsorted(nodes[order], np.arange(cable.n_nodes + 1)),
            duration_ms=max(float(duration_ms), n_steps * float(dt_ms)),
        ),
        t_ms=float(dt_ms * every) * np.arange(V_m_mV.shape[0], dtype=np.float64),
        sampled_nodes=sampled,
        V_m_mV=V_m_mV,
    )


def _run(
    arguments: list[Any], node_steps: int, compiled: bool | None
) -> tuple[FloatArray, FloatArray, FloatArray]:
    """Run the loop in the form asked for; return samples (flat), spike times and their nodes."""
    if compiled is None:
        warm_up()
        compiled = _kernel.ready or node_steps > _LONGEST_UNCOMPILED_NODE_STEPS
    loop = _kernel.compiled() if compiled else None
    if loop is None:
        # Python reads numbers out of a list several times faster than out of an array.
        arguments = [a.tolist() if isinstance(a, np.ndarray) else a for a in arguments]
        loop = _kernel.python
    n_spikes = loop(*arguments)
    record, times, nodes = (np.asarray(a, dtype=np.float64) for a in arguments[-3:])
    return record, times[:n_spikes].copy(), nodes[:n_spikes].copy()


def _arguments(
    cable: CableParameters,
    stimuli: Mapping[int, Stimulus],
    n_steps: int,
    dt_ms: float,
    every: int,
    sampled: Sequence[int],
    seed: int,
) -> list[Any]:
    """Arguments of `cable_kernel.advance_cable`, in its order."""
    axon, n_nodes = cable.axon, cable.n_nodes
    # Slots of a lone axon's state behind these belong to its own loop.
    at_rest = initial_state(axon)[: membrane.ARMED + 1]
    state = np.repeat(at_rest[:, np.newaxis], n_nodes, axis=1)
    state[membrane.SEED] = np.random.SeedSequence(seed).generate_state(n_nodes) % 2147483646 + 1
    temperatures = tuple(sorted(set(cable.temperatures_degC.tolist())))
    table = _tables(dt_ms, temperatures)
    start = np.searchsorted(temperatures, cable.temperatures_degC) * (
        table.size // len(temperatures)
    )
    hold_pA = np.zeros(n_nodes)
    for node, stimulus in stimuli.items():
        hold_pA[node] = stimulus.hold_pA
    g_next_nS = np.append(cable.axial_conductances_nS, 0.0)
    own = (1.0 - cable.sodium_block, cable.kv1_share, start, hold_pA, g_next_nS)
    n_samples = -(-n_steps // every) if every else 0
    n_spikes_max = n_nodes * (int(n_steps * dt_ms / SHORTEST_SPIKE_INTERVAL_MS) + 16)
    return [
        state.ravel(), kernel_constants(axon, 0.0, dt_ms), np.column_stack(own).ravel(), table,
        _changes(stimuli, dt_ms), np.zeros(4 * n_nodes), n_steps, every,
        np.array(sampled, dtype=np.int64), np.empty(n_samples * len(sampled)),
        np.empty(n_spikes_max), np.empty(n_spikes_max),
    ]  # fmt: skip


@lru_cache(maxsize=4)
def _tables(dt_ms: float, temperatures_degC: tuple[float, ...]) -> FloatArray:
    table = np.concatenate([kernel_table(dt_ms, T) for T in temperatures_degC])
    table.setflags(write=False)
    return table


def _changes(stimuli: Mapping[int, Stimulus], dt_ms: float) -> FloatArray:
    """Return starts and ends of all pulses in order of time, an end before a start; flat."""
    rows = []
    for node, stimulus in stimuli.items():
        for start, steps, current in kernel_pulses(stimulus, dt_ms).reshape(-1, 3):
            rows.append((start, node, current, 1.0))
            rows.append((start + steps, node, 0.0, -1.0))
    return np.array(sorted(rows, key=lambda row: (row[0], row[3])), dtype=np.float64).ravel()
