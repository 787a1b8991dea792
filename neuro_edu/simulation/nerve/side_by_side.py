"""Many axons at once: in blocks for the vector unit, the blocks shared by threads."""

import math
import os
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, ThreadPoolExecutor, wait
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from neuro_edu.errors import SimulationError
from neuro_edu.simulation.compiled import Kernel
from neuro_edu.simulation.nerve import axon as single
from neuro_edu.simulation.nerve import channels, membrane
from neuro_edu.simulation.nerve import population_kernel as lanes
from neuro_edu.simulation.nerve.parameters import HEALTHY_AXON, AxonParameters

FloatArray = NDArray[np.float64]

#: The time loop over a block of axons; only its compiled form is used.
kernel = Kernel(lanes.advance_lanes)

# Steps between two looks at whether to stop: they also keep the room for spikes small.
_STEPS_AT_ONCE = 50_000
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
        block = _Block(
            [axons[place] for place in places],
            states[places],
            [pulses[place] for place in places],
            hold_pA,
            dt_ms,
        )
        for found in block.in_lanes(in_lanes, n_steps) if in_lanes else block.alone(alone, n_steps):
            for place, times in zip(places, found, strict=True):
                trains[place].append(times)
            done[number] += _STEPS_AT_ONCE * len(places)
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
    block = _Block([HEALTHY_AXON], state, [np.empty(0)], 0.0, single.DEFAULT_DT_MS)
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


@dataclass(frozen=True)
class _Block:
    """Axons of one temperature, and where and how they begin."""

    axons: list[AxonParameters]
    states: FloatArray
    pulses: list[FloatArray]
    hold_pA: float
    dt_ms: float

    def in_lanes(self, loop: Callable[..., None], n_steps: int) -> Iterator[list[FloatArray]]:
        """Yield the spikes of each axon, some steps at a time, found by the compiled loop."""
        values, counts, pulses = self._rows()
        table = single.kernel_table(self.dt_ms, float(self.axons[0].temperature_degC))
        table = table.reshape(-1, channels.TABLE_WIDTH)
        noise = values[lanes.NOISE_SCALE : lanes.NOISE_SCALE + lanes.LANES]
        drug = values[lanes.BIND : lanes.BIND + lanes.LANES]
        settings = (
            self.dt_ms, channels.TABLE_LOW_mV, 1.0 / channels.TABLE_STEP_mV,
            channels.TABLE_ROWS - 1.0, float(noise.any()), float(drug.any()),
        )  # fmt: skip
        n = len(self.axons)
        at_once = min(_STEPS_AT_ONCE, n_steps)
        spikes = np.empty((n, self._n_slots(at_once)))
        for first in range(0, n_steps, at_once):
            steps = min(at_once, n_steps - first)
            loop(values, counts, n, table, pulses, settings, first, steps, spikes)
            places = counts[lanes.PLACE : lanes.PLACE + n]
            finite = np.isfinite(values.reshape(-1, lanes.LANES)[:2, :n]).all(axis=0)
            if not finite.all():
                self._refuse(places[finite.argmin()])
            n_spikes = np.empty(n, dtype=np.int64)
            n_spikes[places] = counts[lanes.N_SPIKES : lanes.N_SPIKES + n]
            yield [spikes[place, : n_spikes[place]].copy() for place in range(n)]

    def alone(self, loop: Callable[..., int] | None, n_steps: int) -> Iterator[list[FloatArray]]:
        """Yield the same for the only axon of a block, by the loop of `simulate_axon`.

        Without a compiled loop, plain Python works on lists, which it reads much faster.
        """
        (axon,) = self.axons
        constants = single.kernel_constants(axon, self.hold_pA, self.dt_ms)
        temperature = float(axon.temperature_degC)
        at_once = min(_STEPS_AT_ONCE, n_steps)
        state: Any = self.states[0].copy()
        pulses: Any = self.pulses[0]
        table: Any = single.kernel_table(self.dt_ms, temperature)
        record: Any = np.empty(0)
        spikes: Any = np.empty(self._n_slots(at_once))
        if loop is None:
            loop, record = membrane.advance, []
            state, pulses, spikes = state.tolist(), pulses.tolist(), spikes.tolist()
            table = single.table_as_list(self.dt_ms, temperature)
        for first in range(0, n_steps, at_once):
            steps = min(at_once, n_steps - first)
            n = loop(state, constants, table, pulses, first, steps, 0, record, spikes)
            if not (math.isfinite(state[0]) and math.isfinite(state[1])):
                self._refuse(0)
            yield [np.array(spikes[:n])]

    def _rows(self) -> tuple[FloatArray, NDArray[np.int64], FloatArray]:
        """State, constants and pulses as `advance_lanes` takes them."""
        n, dt, short = len(self.axons), self.dt_ms, self.dt_ms / membrane.SUBSTEPS
        constants = np.array(
            [single.kernel_constants(axon, self.hold_pA, dt) for axon in self.axons]
        ).T
        C_node, C_internode = constants[1], constants[2]
        values = np.zeros((lanes.N_VALUES, lanes.LANES))
        counts = np.zeros((lanes.N_COUNTS, lanes.LANES), dtype=np.int64)

        def fill(first: int, rows: Sequence[FloatArray] | FloatArray) -> None:
            values[first // lanes.LANES : first // lanes.LANES + len(rows), :n] = rows

        fill(lanes.V, self.states.T[: membrane.N_VARIABLES])
        # From g_Na to what the noise keeps, in the order of `kernel_constants`.
        fill(lanes.G_NA, constants[3:23])
        fill(lanes.Z_NODE_LONG, [dt / C_node, short / C_node])
        halves = (dt, 0.5 * (dt + short), short)
        fill(lanes.Z_INTERNODE_LONG, [0.5 * half / C_internode for half in halves])
        ends = 3 * np.cumsum([pulses.size // 3 for pulses in self.pulses])
        for row, numbers in (
            (lanes.FINE, self.states[:, membrane.FINE]),
            (lanes.ARMED, self.states[:, membrane.ARMED]),
            (lanes.SEED, self.states[:, membrane.SEED]),
            (lanes.PLACE, np.arange(n)),
            (lanes.PULSE, np.concatenate([[0], ends[:-1]])),
            (lanes.LAST_PULSE, ends),
        ):
            counts[row // lanes.LANES, :n] = numbers
        return values.ravel(), counts.ravel(), np.concatenate(self.pulses)

    def _n_slots(self, n_steps: int) -> int:
        return int(n_steps * self.dt_ms / single.SHORTEST_SPIKE_INTERVAL_MS) + 16

    def _refuse(self, place: int) -> None:
        raise SimulationError(
            f"the membrane potential stopped being finite, with {self.axons[place]}"
        )
