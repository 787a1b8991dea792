"""From an EMG trace to the name of its discharge, with the reasons in numbers."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

import numpy as np
from numpy.typing import ArrayLike, NDArray

from neuro_edu.errors import ParameterError
from neuro_edu.simulation.findings.classification_rules import RULES
from neuro_edu.simulation.findings.measures import measure_trace
from neuro_edu.simulation.quantities import check_number

LARGEST_UV = 1e6
SHORTEST_MS = 100.0
# Below this share of fulfilled conditions a rule is no candidate, not even a second one.
NEAR_SHARE = 0.5


@dataclass(frozen=True, kw_only=True)
class Finding:
    """What a trace shows, and why.

    Parameters
    ----------
    discharge : str
        Id of the discharge, as in `DISCHARGES`, or ``"uncertain"`` if no rule fits whole. A trace
        of one muscle cannot tell a voluntary effort from a stiff-person pattern: both are
        ``"voluntary"``.
    title : str
        The same in words.
    second_best : str
        Id of the rule that fits next best, ``""`` if none comes near.
    reasons : tuple of str
        Sentences with the measured numbers, one for each condition of the rule; of an uncertain
        trace, what speaks for and against the nearest rule.
    measures : mapping of str to float
        Everything measured.
    """

    discharge: str
    title: str
    second_best: str
    reasons: tuple[str, ...]
    measures: Mapping[str, float] = field(repr=False)


def classify_discharge(emg_uV: ArrayLike, sampling_rate_hz: float) -> Finding:
    """Name the discharge in a trace of needle EMG by rules a reader can follow.

    The rules are tried in order, from the most distinctive discharge to the least; the first that
    fits whole gives the name.

    Parameters
    ----------
    emg_uV : array_like, shape (n,)
        Trace in uV, positive numbers for positive potentials; at least 100 ms.
    sampling_rate_hz : float
        Samples per second, 5000 to 100000.

    Returns
    -------
    Finding

    Raises
    ------
    ParameterError
        If the trace is no row of finite numbers within 1 V, too short, or the rate out of range.
    """
    check_number("sampling_rate_hz", sampling_rate_hz, low=5_000, high=100_000, unit="Hz")
    trace_uV = _checked_trace(emg_uV, float(sampling_rate_hz))
    measures = measure_trace(trace_uV, float(sampling_rate_hz))
    first = next((rule for rule in RULES if rule.fits(measures)), None)
    others = [rule for rule in RULES if rule is not first]
    nearest = max(others, key=lambda rule: rule.share(measures))
    near = nearest.id if nearest.share(measures) >= NEAR_SHARE else ""
    if first is None:
        reasons = nearest.reasons(measures) if near else ()
        return Finding(
            discharge="uncertain",
            title="Uncertain",
            second_best=near,
            reasons=("No rule fits whole.", *reasons),
            measures=MappingProxyType(measures),
        )
    return Finding(
        discharge=first.id,
        title=first.title,
        second_best=first.twin or near,
        reasons=first.reasons(measures),
        measures=MappingProxyType(measures),
    )


def _checked_trace(emg_uV: ArrayLike, sampling_rate_hz: float) -> NDArray[np.float64]:
    """Return the trace as floats, or say what is wrong with it."""
    try:
        trace_uV = np.asarray(emg_uV, dtype=np.float64)
    except (TypeError, ValueError) as error:
        raise ParameterError("emg_uV must be a row of numbers in uV") from error
    if trace_uV.ndim != 1:
        raise ParameterError(
            f"emg_uV must have 1 dimension, got {trace_uV.ndim} (shape {trace_uV.shape})"
        )
    duration_ms = 1000.0 * trace_uV.size / sampling_rate_hz
    if duration_ms < SHORTEST_MS:
        raise ParameterError(
            f"emg_uV must last at least {SHORTEST_MS:g} ms, got {duration_ms:.3g} ms"
        )
    if not np.isfinite(trace_uV).all():
        raise ParameterError("emg_uV must be finite numbers in uV, got nan or infinity")
    largest_uV = float(np.abs(trace_uV).max())
    if largest_uV > LARGEST_UV:
        raise ParameterError(
            f"emg_uV must lie between -{LARGEST_UV:g} and {LARGEST_UV:g} uV, got {largest_uV:g} uV"
        )
    return trace_uV
