"""Spikes of the axons of a nerve that has been at work before the recording begins."""

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import ArrayLike, NDArray

from neuro_edu.simulation.nerve import axon as single
from neuro_edu.simulation.nerve import membrane
from neuro_edu.simulation.nerve.parameters import HEALTHY_AXON, AxonParameters, Stimulus
from neuro_edu.simulation.nerve.rest import initial_states
from neuro_edu.simulation.nerve.side_by_side import fire_side_by_side

FloatArray = NDArray[np.float64]

#: Current by which an impulse enters an axon of usual size (pA).
IMPULSE_PA = 1500.0
_SODIUM = membrane.VARIABLES.index("Na")


def fire_with_impulses(
    axons: Sequence[AxonParameters],
    impulses_ms: Sequence[FloatArray],
    duration_ms: float,
    *,
    sodium_loads: ArrayLike,
    seeds: Sequence[int],
    progress: Callable[[float], None] | None = None,
) -> list[FloatArray]:
    """Let impulses enter axons as stimuli and return all of their spikes.

    Parameters
    ----------
    axons : sequence of AxonParameters
        The axons; there may be none.
    impulses_ms : sequence of numpy.ndarray
        When impulses come into each (ms), in order, further apart than a stimulus is long.
    duration_ms : float
        Length (ms).
    sodium_loads : array_like, shape (n_axons,)
        Sodium that earlier spikes have left inside each; the pump is still busy with it.
    seeds : sequence of int
        Of the noise current of each.
    progress : callable, optional
        Called now and then, in the calling thread, with the share of the work that is done. What
        it raises ends the simulation.

    Returns
    -------
    list of numpy.ndarray
        Spike times (ms), in the order of the axons.

    Raises
    ------
    SimulationError
        If a membrane potential stops being finite.
    """
    if not axons:
        if progress is not None:
            progress(1.0)
        return []
    states = initial_states(axons, seeds)
    states[:, _SODIUM] = sodium_loads
    pulses = [
        single.kernel_pulses(_stimulus(axon, times_ms), single.DEFAULT_DT_MS)
        for axon, times_ms in zip(axons, impulses_ms, strict=True)
    ]
    return fire_side_by_side(
        axons,
        states,
        pulses,
        hold_pA=0.0,
        duration_ms=duration_ms,
        dt_ms=single.DEFAULT_DT_MS,
        progress=progress,
    )


def _stimulus(axon: AxonParameters, impulses_ms: FloatArray) -> Stimulus | None:
    if not impulses_ms.size:
        return None
    # A larger axon takes more current for the same potential.
    amplitude_pA = IMPULSE_PA * axon.C_node_pF / HEALTHY_AXON.C_node_pF
    return Stimulus(onsets_ms=tuple(impulses_ms.tolist()), amplitude_pA=amplitude_pA)
