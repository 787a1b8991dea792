"""What one axon did: its variables in time, its spikes, and how they stand together."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from neuro_edu.simulation.findings.discharges import Group, detect_groups
from neuro_edu.simulation.nerve import membrane
from neuro_edu.simulation.nerve.parameters import AxonParameters, Stimulus

FloatArray = NDArray[np.float64]

#: Spikes further apart than this belong to different groups (ms). The model's axons fire faster
#: inside a group than those of a patient may (`findings.discharges.LONGEST_TRACE_INTERVAL_MS`).
LONGEST_INTERVAL_MS = 25.0
#: A response starts within this time after the end of the stimulus (ms).
LATEST_RESPONSE_MS = 3.0


@dataclass(frozen=True, eq=False, repr=False)
class AxonResult:
    """What one axon did.

    Attributes
    ----------
    axon : AxonParameters
        The axon.
    stimulus : Stimulus or None
        What was done to it.
    duration_ms, dt_ms : float
        Length of the recording and time step (ms).
    t_ms : ndarray, shape (n_samples,)
        Times of the samples (ms), read-only.
    states : ndarray, shape (n_samples, n_recorded)
        The columns of `neuro_edu.simulation.nerve.membrane.RECORDED`, read-only.
    spike_times_ms : ndarray, shape (n_spikes,)
        Upward crossings of 0 mV at the node (ms), read-only.
    """

    axon: AxonParameters
    stimulus: Stimulus | None
    duration_ms: float
    dt_ms: float
    t_ms: FloatArray
    states: FloatArray
    spike_times_ms: FloatArray

    def __post_init__(self) -> None:
        for array in (self.t_ms, self.states, self.spike_times_ms):
            array.setflags(write=False)

    def __repr__(self) -> str:
        """Return how much was seen."""
        return f"AxonResult: {self.n_spikes} spikes in {self.duration_ms:g} ms"

    def variable(self, name: str) -> FloatArray:
        """Return one column of `membrane.RECORDED` by name, shape (n_samples,)."""
        return self.states[:, membrane.RECORDED.index(name)]

    @property
    def V_node_mV(self) -> FloatArray:
        """Membrane potential of the node (mV), shape (n_samples,)."""
        return self.variable("V")

    @property
    def V_internode_mV(self) -> FloatArray:
        """Membrane potential of the internode under the myelin (mV), shape (n_samples,)."""
        return self.variable("V_i")

    @property
    def n_spikes(self) -> int:
        """Number of spikes in the whole recording."""
        return int(self.spike_times_ms.size)

    @property
    def groups(self) -> tuple[Group, ...]:
        """Spikes that follow each other within `LONGEST_INTERVAL_MS`, group by group."""
        return _groups(self.spike_times_ms)

    @property
    def response(self) -> Group | None:
        """The group that the first stimulus set off, or None when it set off nothing.

        A response starts during the pulse or within `LATEST_RESPONSE_MS` of its end, in an axon
        that was silent for `LONGEST_INTERVAL_MS` before.
        """
        return response_to(self.stimulus, self.spike_times_ms) if self.stimulus else None


def response_to(stimulus: Stimulus, spike_times_ms: FloatArray) -> Group | None:
    """Return the group of spikes that the first stimulus set off, or None if there is none.

    Parameters
    ----------
    stimulus : Stimulus
        What was done.
    spike_times_ms : ndarray, shape (n_spikes,)
        Spikes of the axon (ms).

    Returns
    -------
    Group or None
        As `AxonResult.response`.
    """
    onset_ms = stimulus.onsets_ms[0]
    latest_ms = onset_ms + stimulus.width_ms + LATEST_RESPONSE_MS
    for group in _groups(spike_times_ms):
        if onset_ms <= group.start_ms <= latest_ms:
            return group
    return None


def _groups(spike_times_ms: FloatArray) -> tuple[Group, ...]:
    return tuple(detect_groups(spike_times_ms, longest_interval_ms=LONGEST_INTERVAL_MS))
