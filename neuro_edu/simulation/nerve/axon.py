"""One motor axon in time: from parameters and a stimulus to membrane potential and spikes."""

import math
from collections.abc import Callable
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from neuro_edu.errors import ParameterError, SimulationError
from neuro_edu.simulation.compiled import Kernel
from neuro_edu.simulation.nerve import channels, membrane
from neuro_edu.simulation.nerve.axon_result import AxonResult
from neuro_edu.simulation.nerve.parameters import HEALTHY_AXON, ONE_SHOCK, AxonParameters, Stimulus
from neuro_edu.simulation.nerve.rest import initial_state as initial_state
from neuro_edu.simulation.nerve.rest import resting_potentials_mV as resting_potentials_mV
from neuro_edu.simulation.quantities import check_number

FloatArray = NDArray[np.float64]

DEFAULT_DT_MS = 0.02
#: Memory of the noise current (ms).
TAU_NOISE_MS = 2.0
# Up to here the plain Python loop is quick enough to answer while numba gets ready.
_LONGEST_UNCOMPILED_STEPS = 100_000
#: No axon fires faster; sizes the arrays that receive spikes (ms).
SHORTEST_SPIKE_INTERVAL_MS = 0.5

#: The time loop, plain and compiled.
kernel = Kernel(membrane.advance)


def kernel_constants(axon: AxonParameters, hold_pA: float, dt_ms: float) -> tuple[float, ...]:
    """Numbers that `membrane.advance` unpacks, in its order.

    Parameters
    ----------
    axon : AxonParameters
        The axon.
    hold_pA : float
        Steady current (pA).
    dt_ms : float
        Time step (ms).
    """
    keep = math.exp(-dt_ms / TAU_NOISE_MS)
    return (
        dt_ms, axon.C_node_pF, axon.C_internode_pF,
        axon.g_Na_nS, axon.g_NaP_nS * axon.nap_fraction, axon.g_Ks_nS * axon.kv7_fraction,
        axon.g_Kf_nS * axon.kv1_fraction, axon.g_L_nS,
        axon.g_Ks_internode_nS * axon.kv7_fraction, axon.g_Kf_internode_nS * axon.kv1_fraction,
        axon.g_L_internode_nS, axon.g_BB_nS, axon.E_Na_mV, axon.E_K_mV, axon.E_L_mV,
        hold_pA, axon.I_pump_max_pA, axon.Na_per_spike, math.exp(-dt_ms / axon.tau_Na_ms),
        axon.k_on_per_uM_ms * axon.drug_uM, axon.k_off_per_ms,
        axon.noise_pA * math.sqrt(3.0 * (1.0 - keep * keep)), keep,
        channels.TABLE_LOW_mV, 1.0 / channels.TABLE_STEP_mV, channels.TABLE_ROWS - 1.0,
        float(channels.TABLE_WIDTH), float(channels.TABLE_ROWS * channels.TABLE_WIDTH),
    )  # fmt: skip


@lru_cache(maxsize=8)
def kernel_table(dt_ms: float, temperature_degC: float) -> FloatArray:
    """Step tables for the long, the mixed and the short step, one after the other; read-only."""
    short_ms = dt_ms / membrane.SUBSTEPS
    steps_ms = (dt_ms, 0.5 * (dt_ms + short_ms), short_ms)
    table = np.concatenate([channels.step_table(step, temperature_degC) for step in steps_ms])
    table.setflags(write=False)
    return table


@lru_cache(maxsize=2)
def table_as_list(dt_ms: float, temperature_degC: float) -> list[float]:
    """Return `kernel_table` as a list: Python reads it several times faster than an array."""
    table: list[float] = kernel_table(dt_ms, temperature_degC).tolist()
    return table


def kernel_pulses(stimulus: Stimulus | None, dt_ms: float) -> FloatArray:
    """First step, number of steps and current of each pulse, flat; the charge is kept exactly."""
    if stimulus is None:
        return np.empty(0)
    steps = max(1, round(stimulus.width_ms / dt_ms))
    current = stimulus.amplitude_pA * stimulus.width_ms / (steps * dt_ms)
    rows = [(round(onset / dt_ms), steps, current) for onset in stimulus.onsets_ms]
    return np.array(rows, dtype=np.float64).ravel()


def warm_up() -> None:
    """Get the compiled loop ready in the background; the plain one answers until then.

    It waits a moment, so that the first picture has the processor to itself.
    """
    arrays = (np.empty(membrane.STATE_SIZE), kernel_constants(HEALTHY_AXON, 0.0, DEFAULT_DT_MS))
    table = np.empty(0)
    table.setflags(write=False)
    kernel.warm_up(*arrays, table, np.empty(0), 0, 1, 1, np.empty(0), np.empty(0), delay_s=1.0)


def loop_for(n_steps: int) -> Callable[..., int] | None:
    """Return the compiled loop if it is ready or worth the wait, None for plain Python.

    Parameters
    ----------
    n_steps : int
        How many steps are to be taken, of all axons together.
    """
    warm_up()
    worth_it = kernel.ready or n_steps > _LONGEST_UNCOMPILED_STEPS
    return kernel.compiled() if worth_it else None


def simulate_axon(
    axon: AxonParameters = HEALTHY_AXON,
    stimulus: Stimulus | None = ONE_SHOCK,
    *,
    duration_ms: float = 200.0,
    dt_ms: float = DEFAULT_DT_MS,
    sample_ms: float = 0.04,
    seed: int = 0,
    compiled: bool | None = None,
) -> AxonResult:
    """Membrane potential and spikes of one motor axon.

    Parameters
    ----------
    axon : AxonParameters
        The axon; it starts at rest, as it was before any Kv1 was lost.
    stimulus : Stimulus or None
        What is done to it; None for a recording at rest.
    duration_ms : float
        Length of the recording (ms), 1 to 600,000.
    dt_ms : float
        Time step (ms), 0.001 to 0.05; it is split further through a spike.
    sample_ms : float
        Time between stored samples (ms), rounded to whole steps; 0 stores spikes only.
    seed : int
        Seed of the noise current.
    compiled : bool or None
        True waits for the compiled loop (plain where numba is missing), False runs it as plain
        Python, None takes what is ready and, for long recordings, waits. The results are the same.

    Returns
    -------
    AxonResult

    Raises
    ------
    ParameterError
        If a value lies outside its range.
    SimulationError
        If the membrane potential stops being finite.
    """
    _check_kinds(axon, stimulus, compiled)
    check_number("duration_ms", duration_ms, low=1, high=600_000, unit="ms")
    check_number("dt_ms", dt_ms, low=0.001, high=0.05, unit="ms")
    check_number("sample_ms", sample_ms, low=0, high=1000, unit="ms")
    check_number("seed", seed, low=0, high=2**31 - 2, integer=True)
    if stimulus is not None and stimulus.onsets_ms[0] >= duration_ms:
        raise ParameterError(
            f"onsets_ms starts at {stimulus.onsets_ms[0]:g} ms, after the end of the recording: "
            f"duration_ms is {duration_ms:g} ms"
        )
    n_steps = math.ceil(duration_ms / dt_ms - 1e-9)
    every = max(1, round(sample_ms / dt_ms)) if sample_ms > 0 else 0
    n_samples = -(-n_steps // every) if every else 0
    record, spikes = _run(axon, stimulus, n_steps, dt_ms, every, n_samples, seed, compiled)
    if not (np.isfinite(record).all() and np.isfinite(spikes).all()):
        raise SimulationError(f"the membrane potential stopped being finite, with {axon}")
    # The last step may reach beyond the end.
    spikes = spikes[spikes <= duration_ms]
    return AxonResult(
        axon=axon,
        stimulus=stimulus,
        duration_ms=float(duration_ms),
        dt_ms=float(dt_ms),
        t_ms=float(dt_ms * every) * np.arange(n_samples, dtype=np.float64),
        states=record.reshape(n_samples, membrane.N_RECORDED),
        spike_times_ms=spikes,
    )


def _check_kinds(axon: Any, stimulus: Any, compiled: Any) -> None:
    if not isinstance(axon, AxonParameters):
        raise ParameterError(f"axon must be AxonParameters, such as HEALTHY_AXON, got {axon!r}")
    if stimulus is not None and not isinstance(stimulus, Stimulus):
        raise ParameterError(
            f"stimulus must be a Stimulus, such as ONE_SHOCK, or None, got {stimulus!r}"
        )
    if compiled not in (None, True, False):
        raise ParameterError(f"compiled must be True, False or None, got {compiled!r}")


def _run(
    axon: AxonParameters,
    stimulus: Stimulus | None,
    n_steps: int,
    dt_ms: float,
    every: int,
    n_samples: int,
    seed: int,
    compiled: bool | None,
) -> tuple[FloatArray, FloatArray]:
    """Run the loop in the form asked for; return stored states (flat) and spike times."""
    state = initial_state(axon, seed)
    constants = kernel_constants(axon, stimulus.hold_pA if stimulus else 0.0, float(dt_ms))
    pulses = kernel_pulses(stimulus, dt_ms)
    n_record = n_samples * membrane.N_RECORDED
    n_spikes_max = int(n_steps * dt_ms / SHORTEST_SPIKE_INTERVAL_MS) + 16
    loop = loop_for(n_steps) if compiled is None else kernel.compiled() if compiled else None
    temperature = float(axon.temperature_degC)
    if loop is not None:
        record, spikes = np.empty(n_record), np.empty(n_spikes_max)
        table = kernel_table(float(dt_ms), temperature)
        n = loop(state, constants, table, pulses, 0, n_steps, every, record, spikes)
        return record, spikes[:n].copy()
    record_list, spike_list = [0.0] * n_record, [0.0] * n_spikes_max
    table_list = table_as_list(float(dt_ms), temperature)
    n = kernel.python(
        state.tolist(), constants, table_list, pulses.tolist(), 0, n_steps, every,
        record_list, spike_list,
    )  # fmt: skip
    return np.array(record_list), np.array(spike_list[:n])
