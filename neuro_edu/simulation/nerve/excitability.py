"""How easily an axon is excited: its threshold, and how a spike changes it for a while."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from neuro_edu.errors import ParameterError
from neuro_edu.simulation.arrays import read_only
from neuro_edu.simulation.nerve.parameters import AxonParameters
from neuro_edu.simulation.nerve.rest import initial_state
from neuro_edu.simulation.nerve.stepping import SteppedAxon
from neuro_edu.simulation.quantities import check_number

FloatArray = NDArray[np.float64]

#: Strongest shock that is tried on an axon at rest (pA).
STRONGEST_PA = 5000.0
#: After a spike an axon counts as inexcitable if a shock this many times its threshold at rest goes
#: unanswered. A stronger one would lift the node above 0 mV by its own charge, without any channel.
STRONGEST_TEST = 4.0
#: The first shock of a pair, in thresholds at rest.
FIRST_SHOCK = 3.0
#: A shock is answered within this time, or not at all (ms).
ANSWER_MS = 2.0
# The threshold is found to this share of itself.
_PRECISION = 0.004


@dataclass(frozen=True, eq=False, kw_only=True)
class RecoveryCycle:
    """Threshold of a test shock at intervals after a shock that set off a spike.

    Attributes
    ----------
    axon : AxonParameters
        The axon.
    rest_pA : float
        Threshold of the axon at rest (pA); inf if it cannot be excited.
    intervals_ms : ndarray, shape (n_intervals,)
        From the first shock to the test shock (ms), read-only.
    threshold_pA : ndarray, shape (n_intervals,)
        Threshold of the test shock (pA), read-only: inf where no shock is strong enough, nan where
        the axon fires by itself and there is nothing to be tested.
    spikes_ms : ndarray, shape (n_spikes,)
        Spikes that follow the first shock when it is left alone (ms after it), up to the longest
        interval; read-only.
    """

    axon: AxonParameters
    rest_pA: float
    intervals_ms: FloatArray
    threshold_pA: FloatArray
    spikes_ms: FloatArray

    @property
    def change_percent(self) -> FloatArray:
        """Threshold against that at rest (%): 0 at rest, negative when easier to excite.

        inf and nan where `threshold_pA` is.
        """
        return 100.0 * (self.threshold_pA / self.rest_pA - 1.0)

    def threshold_percent_at(self, interval_ms: float) -> float:
        """Threshold at any interval (ms), in % of that at rest, between the tested ones.

        It is inf in the absolute refractory period and nan where the axon fires by itself.
        """
        share = 100.0 * self.threshold_pA / self.rest_pA
        place = float(np.interp(interval_ms, self.intervals_ms, np.arange(share.size)))
        before, after = math.floor(place), math.ceil(place)
        if np.isfinite(share[[before, after]]).all():
            return float(share[before] + (place - before) * (share[after] - share[before]))
        return float(share[round(place)])

    @property
    def absolute_refractory_ms(self) -> float:
        """Longest interval right after the spike at which no shock is answered (ms); else 0."""
        answered = np.flatnonzero(~np.isinf(self.threshold_pA))
        n_silent = int(answered[0]) if answered.size else self.intervals_ms.size
        return float(self.intervals_ms[n_silent - 1]) if n_silent else 0.0

    @property
    def relative_refractory_ms(self) -> float:
        """Interval at which the threshold first falls to that at rest (ms); nan if it never does.

        Interpolated between the intervals that were tested.
        """
        change = self.change_percent
        raised = np.isfinite(change[:-1]) & (change[:-1] > 0.0) & (change[1:] <= 0.0)
        if not raised.any():
            return float("nan")
        k = int(np.argmax(raised))
        share = change[k] / (change[k] - change[k + 1])
        step_ms = self.intervals_ms[k + 1] - self.intervals_ms[k]
        return float(self.intervals_ms[k] + share * step_ms)


def threshold_pA(axon: AxonParameters, *, width_ms: float = 0.1) -> float:
    """Weakest current pulse that the resting axon answers with a spike (pA).

    Parameters
    ----------
    axon : AxonParameters
        The axon.
    width_ms : float
        Length of the pulse (ms), 0.02 to 500.

    Returns
    -------
    float
        inf if even `STRONGEST_PA` is too weak.

    Raises
    ------
    ParameterError
        If the width lies outside its range.
    """
    check_number("width_ms", width_ms, low=0.02, high=500, unit="ms")
    return _rest_threshold(axon, float(width_ms))


@lru_cache(maxsize=64)
def _rest_threshold(axon: AxonParameters, width_ms: float) -> float:
    return _weakest_pA(SteppedAxon(axon), initial_state(axon), width_ms, STRONGEST_PA)


def recovery_cycle(
    axon: AxonParameters, intervals_ms: Sequence[float], *, width_ms: float = 0.1
) -> RecoveryCycle:
    """Threshold of a second shock at intervals after a first, strong one.

    Parameters
    ----------
    axon : AxonParameters
        The axon; its noise is left out.
    intervals_ms : sequence of float
        Rising intervals between the shocks (ms), each longer than a shock.
    width_ms : float
        Length of either shock (ms).

    Returns
    -------
    RecoveryCycle

    Raises
    ------
    ParameterError
        If the intervals do not rise, one lies outside 0.2 to 1000 ms, or the axon has no threshold
        at rest to compare with.

    Notes
    -----
    The first shock has three times the threshold of the axon at rest. The test shock counts as
    answered if a spike begins within 2 ms that does not come without it. This is one node; along a
    nerve, neighbouring nodes take part of the current and the changes of threshold are smaller.

    References
    ----------
    Kiernan2000
    """
    axon = axon.replace(noise_pA=0.0)
    for interval in intervals_ms:
        check_number("intervals_ms", interval, low=2 * width_ms, high=1000, unit="ms")
    if not (np.diff(intervals_ms) > 0).all():
        listed = ", ".join(f"{interval:g}" for interval in intervals_ms)
        raise ParameterError(f"intervals_ms must rise, got {listed} ms")
    stepped = SteppedAxon(axon)
    rest_pA = threshold_pA(axon, width_ms=width_ms)
    if not math.isfinite(rest_pA):
        raise ParameterError(
            f"axon must have a threshold of at most {STRONGEST_PA:g} pA at rest, got {rest_pA:g} pA"
        )
    state = initial_state(axon)
    shock = stepped.pulse(0.0, width_ms, min(FIRST_SHOCK * rest_pA, STRONGEST_PA))
    strongest_pA = min(STRONGEST_TEST * rest_pA, STRONGEST_PA)
    found, times, step = [], [], 0
    for interval in intervals_ms:
        target = stepped.steps(interval)
        times.append(stepped.advance(state, step, target - step, shock))
        step = target
        found.append(_weakest_pA(stepped, state, width_ms, strongest_pA))
    return RecoveryCycle(
        axon=axon,
        rest_pA=rest_pA,
        intervals_ms=read_only(np.asarray(intervals_ms, dtype=np.float64)),
        threshold_pA=read_only(np.array(found)),
        spikes_ms=read_only(np.concatenate(times)),
    )


def _weakest_pA(
    stepped: SteppedAxon, state: FloatArray, width_ms: float, strongest_pA: float
) -> float:
    """Weakest test shock that is answered now; inf if none, nan if a spike comes without."""
    n_steps = stepped.steps(width_ms + ANSWER_MS)

    def answers(amplitude_pA: float) -> bool:
        pulse = stepped.pulse(0.0, width_ms, amplitude_pA)
        return bool(stepped.advance(state.copy(), 0, n_steps, pulse).size)

    if answers(0.0):
        return float("nan")
    if not answers(strongest_pA):
        return math.inf
    low_pA, high_pA = 0.0, strongest_pA
    while high_pA - low_pA > _PRECISION * high_pA:
        middle_pA = 0.5 * (low_pA + high_pA)
        if answers(middle_pA):
            high_pA = middle_pA
        else:
            low_pA = middle_pA
    return high_pA
