"""Many axons at once: in blocks for the vector unit, the blocks shared by threads."""

import math
import os
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import FIRST_COMPLETED, ThreadPoolExecutor, wait
from typing import Any

import numpy as np
from numpy.typing import NDArray

from neuro_edu.simulation.compiled import Kernel
from neuro_edu.simulation.nerve import axon as single
from neuro_edu.simulation.nerve import membrane
from neuro_edu.simulation.nerve import population_kernel as lanes
from neuro_edu.simulation.nerve.axon_block import STEPS_AT_ONCE, AxonBlock
from neuro_edu.simulation.nerve.parameters import HEALTHY_AXON, AxonParameters

FloatArray = NDArray[np.float64]

#: The time loop over a block of axons; only its compiled form is used.
kernel = Kernel(lanes.advance_lanes)

_TELL_EVERY_S = 0.1
# The first picture of a lab also waits for smaller loops; this one must not be in their way (s).
_PATIENCE_S = 4.0
# Up to so many steps of all axons, axon by axon is quicker than waiting for numba.
_LONGEST_WITHOUT_LANES = 30_000_000
# Larger blocks hold a multiple of this: lanes that fill no vector are stepped one by one.
_VECTOR = 4


def fire_side_by_side(
    axons: Sequence[AxonParameters],
    states: FloatArray,
    pulses: Sequence[FloatArray],
    *,
    hold_pA: float,
    duration_ms: float,
    dt_ms: float,
    n_threads: int | None = None,
    progress: Callable[[float], None] | None = None,
) -> list[FloatArray]:
    """Spikes of many axons, each stepped by itself and from a state of its own.

    Compiled, the spikes are to the last bit those of the compiled `simulate_axon`, whatever the
    blocks and threads. Until numba is ready, and without it, each axon goes through the loop of
    `simulate_axon`.

    Parameters
    ----------
    axons : sequence of AxonParameters
        At least one.
    states : ndarray, shape (n_axons, membrane.STATE_SIZE)
        Where each begins.
    pulses : sequence of ndarray
        Pulses of each axon, as `neuro_edu.simulation.nerve.axon.kernel_pulses` makes them.
    hold_pA : float
        Steady current into each (pA).
    duration_ms, dt_ms : float
        Length and time step (ms).
    n_threads : int, optional
        Threads to share the blocks; by default one per processor. Without numba there is none.
    progress : callable, optional
        Called now and then, in the calling thread, with the share of the work that is done. What
        it raises ends the simulation.

    Returns
    -------
    list of ndarray
        Spike times (ms), in the order of the axons.

    Raises
    ------
    SimulationError
        If a membrane potential stops being finite.
    """
    n_steps = math.ceil(duration_ms / dt_ms - 1e-9)
    in_lanes = _lanes_for(n_steps * len(axons))
    alone = None if in_lanes else single.loop_for(n_steps * len(axons))
    in_threads = bool(in_lanes or alone)
    n_threads = n_threads or os.cpu_count() or 1
    all_places = _blocks(axons, n_threads, lanes.LANES if in_lanes else 1)
    trains: list[list[FloatArray]] = [[np.empty(0)] for _ in axons]
    done = [0] * len(all_places)
    stop = threading.Event()

    def tell() -> None:
        if progress is not None:
            progress(min(1.0, sum(done) / (n_steps * len(axons))))

    def run(number: int) -> None:
        places = all_places[number]
        block = AxonBlock(
            [axons[place] for place in places],
            states[places],
            [pulses[place] for place in places],
            hold_pA,
            dt_ms,
        )
        for found in block.in_lanes(in_lanes, n_steps) if in_lanes else block.alone(alone, n_steps):
            for place, times in zip(places, found, strict=True):
                trains[place].append(times)
            done[number] += STEPS_AT_ONCE * len(places)
            if not in_threads:
                tell()
            if stop.is_set():
                return
        done[number] = n_steps * len(places)

    if in_threads:
        _share(run, len(all_places), n_threads, tell, stop)
    else:
        # Plain Python holds the interpreter: threads would only take turns, and a browser has none.
        for number in range(len(all_places)):
            run(number)
        tell()
    joined = [np.concatenate(train) for train in trains]
    return [times[times <= duration_ms] for times in joined]


def _share(
    run: Callable[[int], None],
    n_blocks: int,
    n_threads: int,
    tell: Callable[[], None],
    stop: threading.Event,
) -> None:
    """Run all blocks in threads; what goes wrong in one or in `tell` ends the others."""
    with ThreadPoolExecutor(n_threads, "axons") as pool:
        pending = {pool.submit(run, number) for number in range(n_blocks)}
        try:
            while pending:
                ended, pending = wait(pending, _TELL_EVERY_S, return_when=FIRST_COMPLETED)
                for task in ended:
                    task.result()
                tell()
        except BaseException:
            stop.set()
            pool.shutdown(cancel_futures=True)
            raise


def warm_up() -> threading.Thread | None:
    """Get the compiled loop ready in the background; each axon goes alone until then.

    It waits a moment, so that the first picture has the processor to itself.

    Returns
    -------
    threading.Thread or None
        The thread at work (or done); None where no thread can be started.
    """
    state = np.zeros((1, membrane.STATE_SIZE))
    block = AxonBlock([HEALTHY_AXON], state, [np.empty(0)], 0.0, single.DEFAULT_DT_MS)
    arguments: list[Any] = []
    next(block.in_lanes(lambda *given: arguments.extend(given), 1))
    return kernel.warm_up(*arguments, delay_s=_PATIENCE_S)


def _lanes_for(n_steps: int) -> Callable[..., None] | None:
    """Return the compiled loop if it is ready or worth the wait for so many steps of all axons."""
    if kernel.ready or n_steps > _LONGEST_WITHOUT_LANES:
        return kernel.compiled()
    warm_up()
    return None


def _blocks(axons: Sequence[AxonParameters], n_threads: int, most: int) -> list[list[int]]:
    """Places of the axons of each block: of one temperature, as alike in number as can be."""
    by_temperature: dict[float, list[int]] = {}
    for place, axon in enumerate(axons):
        by_temperature.setdefault(float(axon.temperature_degC), []).append(place)
    blocks: list[list[int]] = []
    for places in by_temperature.values():
        n = min(len(places), n_threads * math.ceil(len(places) / (most * n_threads)))
        whole = _VECTOR if len(places) >= 2 * _VECTOR * n else 1
        firsts = [part[0] for part in np.array_split(np.arange(0, len(places), whole), n)]
        blocks += [part.tolist() for part in np.split(places, firsts[1:])]
    return blocks
