"""Axons of one temperature in the form of the time loops, advanced some steps at a time."""

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from neuro_edu.errors import SimulationError
from neuro_edu.simulation.nerve import axon as single
from neuro_edu.simulation.nerve import channels, membrane
from neuro_edu.simulation.nerve import population_kernel as lanes
from neuro_edu.simulation.nerve.parameters import AxonParameters

FloatArray = NDArray[np.float64]

#: Steps between two looks at whether to stop: they also keep the room for spikes small.
STEPS_AT_ONCE = 50_000


@dataclass(frozen=True)
class AxonBlock:
    """Axons of one temperature, and where and how they begin.

    Parameters
    ----------
    axons : list of AxonParameters
        At least one, `population_kernel.LANES` at most.
    states : ndarray, shape (n_axons, membrane.STATE_SIZE)
        Where each begins.
    pulses : list of ndarray
        Pulses of each axon, as `axon.kernel_pulses` makes them.
    hold_pA, dt_ms : float
        Steady current into each (pA) and time step (ms).
    """

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
        at_once = min(STEPS_AT_ONCE, n_steps)
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
        at_once = min(STEPS_AT_ONCE, n_steps)
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
