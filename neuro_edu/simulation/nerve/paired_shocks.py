"""Two shocks to one axon, the second of any strength."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from neuro_edu.simulation.arrays import read_only
from neuro_edu.simulation.nerve.excitability import (
    ANSWER_MS,
    FIRST_SHOCK,
    STRONGEST_PA,
    threshold_pA,
)
from neuro_edu.simulation.nerve.membrane import N_RECORDED
from neuro_edu.simulation.nerve.parameters import AxonParameters
from neuro_edu.simulation.nerve.rest import initial_state
from neuro_edu.simulation.nerve.stepping import SteppedAxon
from neuro_edu.simulation.quantities import check_number

FloatArray = NDArray[np.float64]


@dataclass(frozen=True, eq=False, kw_only=True)
class PairedShocks:
    """An axon that was given two shocks.

    Attributes
    ----------
    onsets_ms : tuple of float
        Start of the two shocks (ms).
    t_ms, V_node_mV : ndarray, shape (n_samples,)
        Time (ms) and potential of the node (mV), read-only.
    spike_times_ms : ndarray, shape (n_spikes,)
        All spikes (ms), read-only.
    answered : bool
        Whether a spike began within 2 ms of the second shock that does not come without it.
    n_alone : int
        Spikes that the first shock sets off when it is left alone.
    """

    onsets_ms: tuple[float, float]
    t_ms: FloatArray
    V_node_mV: FloatArray
    spike_times_ms: FloatArray
    answered: bool
    n_alone: int


def paired_shocks(
    axon: AxonParameters,
    *,
    interval_ms: float,
    second_share: float,
    first_ms: float = 2.0,
    duration_ms: float = 130.0,
    width_ms: float = 0.1,
) -> PairedShocks:
    """Give an axon a strong shock and, after an interval, one of another strength.

    Parameters
    ----------
    axon : AxonParameters
        The axon; its noise is left out.
    interval_ms : float
        From the start of the first shock to that of the second (ms).
    second_share : float
        Strength of the second shock, in thresholds of the axon at rest.
    first_ms, duration_ms, width_ms : float
        Start of the first shock, length of the recording and of either shock (ms).

    Returns
    -------
    PairedShocks

    Raises
    ------
    ParameterError
        If a value lies outside its range.
    """
    check_number("duration_ms", duration_ms, low=1, high=1000, unit="ms")
    latest_ms = duration_ms - first_ms
    check_number("interval_ms", interval_ms, low=2 * width_ms, high=latest_ms, unit="ms")
    check_number("second_share", second_share, low=0, high=10)
    axon = axon.replace(noise_pA=0.0)
    rest_pA = threshold_pA(axon, width_ms=width_ms)
    stepped = SteppedAxon(axon)
    n_steps = stepped.steps(duration_ms)
    onsets_ms = (first_ms, first_ms + interval_ms)
    first, second = (
        stepped.pulse(onset, width_ms, min(share * rest_pA, STRONGEST_PA))
        for onset, share in zip(onsets_ms, (FIRST_SHOCK, second_share), strict=True)
    )
    record = np.empty(-(-n_steps // 2) * N_RECORDED)
    both_ms = stepped.advance(
        initial_state(axon), 0, n_steps, np.concatenate((first, second)),
        record=record, record_every=2,
    )  # fmt: skip
    alone_ms = stepped.advance(initial_state(axon), 0, n_steps, first)
    window = (onsets_ms[1], onsets_ms[1] + width_ms + ANSWER_MS)
    in_window = [int(((t > window[0]) & (t <= window[1])).sum()) for t in (both_ms, alone_ms)]
    return PairedShocks(
        onsets_ms=onsets_ms,
        t_ms=read_only(2 * stepped.dt_ms * np.arange(record.size // N_RECORDED)),
        V_node_mV=read_only(record[::N_RECORDED]),
        spike_times_ms=read_only(both_ms),
        answered=in_window[0] > in_window[1],
        n_alone=int(alone_ms.size),
    )
