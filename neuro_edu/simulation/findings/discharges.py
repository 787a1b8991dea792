"""Groups, rates and regularity of a spike train, and the clinical words for them."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

from neuro_edu.errors import ParameterError
from neuro_edu.simulation.quantities import check_number

FloatArray = NDArray[np.float64]
GroupName = Literal["single", "doublet", "triplet", "multiplet", "neuromyotonic"]

# The two schools: an American definition by rate, a British one by pattern, whose rates start at
# 30 Hz [Maddison2006]. The words below follow the stricter one; the rates are there for the other.
NEUROMYOTONIC_RATE_HZ = 150.0
# Runs last from fractions of a second to several seconds; where they begin is a teaching value.
NEUROMYOTONIC_DURATION_MS = 300.0
#: Longest interval inside a group of a trace: 20 Hz part the groups of most myokymic and all
#: neuromyotonic discharges from the pauses between them.
LONGEST_TRACE_INTERVAL_MS = 50.0


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class Group:
    """Spikes that follow each other closely.

    Parameters
    ----------
    times_ms : numpy.ndarray, shape (n_spikes,)
        Spike times in ms, never falling, at least one; read-only.
    """

    times_ms: FloatArray = field(repr=False)

    def __post_init__(self) -> None:
        times_ms = _checked_times(self.times_ms)
        if times_ms.size == 0:
            raise ParameterError("times_ms of a group must hold at least 1 spike, got 0")
        object.__setattr__(self, "times_ms", times_ms)

    def __repr__(self) -> str:
        """Return the numbers that a reader wants to see."""
        if self.n_spikes == 1:
            return f"1 spike at {self.start_ms:.1f} ms"
        return f"{self.n_spikes} spikes in {self.duration_ms:.1f} ms: {self.mean_rate_hz:.0f} Hz"

    @property
    def n_spikes(self) -> int:
        """Number of spikes."""
        return int(self.times_ms.size)

    @property
    def start_ms(self) -> float:
        """Time of the first spike in ms."""
        return float(self.times_ms[0])

    @property
    def stop_ms(self) -> float:
        """Time of the last spike in ms."""
        return float(self.times_ms[-1])

    @property
    def duration_ms(self) -> float:
        """Time from the first spike to the last in ms."""
        return self.stop_ms - self.start_ms

    @property
    def intervals_ms(self) -> FloatArray:
        """Times between neighbouring spikes in ms, shape (n_spikes - 1,)."""
        return np.diff(self.times_ms)

    @property
    def intraburst_rate_hz(self) -> float:
        """Rate inside the group, 1 / median interval, in Hz; nan for a single spike."""
        if self.n_spikes < 2:
            return float("nan")
        return _rate_hz(float(np.median(self.intervals_ms)))

    @property
    def mean_rate_hz(self) -> float:
        """Intervals over duration in Hz, as counted by hand on a screen; nan for one spike."""
        if self.n_spikes < 2:
            return float("nan")
        return _rate_hz(self.duration_ms / (self.n_spikes - 1))

    @property
    def name(self) -> GroupName:
        """Clinical word for the group."""
        return name_group(self)


def detect_groups(
    spike_times_ms: ArrayLike, *, longest_interval_ms: float = LONGEST_TRACE_INTERVAL_MS
) -> list[Group]:
    """Divide a spike train wherever a pause is longer than an interval inside a group may be.

    Parameters
    ----------
    spike_times_ms : array_like, shape (n,)
        Spike times in ms, never falling; may be empty.
    longest_interval_ms : float
        Longest interval inside a group in ms.

    Returns
    -------
    list of Group
        In order of time; together they hold every spike once.

    Raises
    ------
    ParameterError
        If the times are not one-dimensional, finite and ordered, or the interval is not positive.

    References
    ----------
    Maddison2006, MedLinkNMT
    """
    check_number("longest_interval_ms", longest_interval_ms, low=1e-3, high=1e6, unit="ms")
    times_ms = _checked_times(spike_times_ms)
    if times_ms.size == 0:
        return []
    cuts = np.flatnonzero(np.diff(times_ms) > longest_interval_ms) + 1
    return [Group(times_ms=part) for part in np.split(times_ms, cuts)]


def _checked_times(spike_times_ms: ArrayLike) -> FloatArray:
    """Return the times as a read-only array of floats, or say what is wrong with them."""
    try:
        times_ms = np.array(spike_times_ms, dtype=np.float64)
    except (TypeError, ValueError) as error:
        raise ParameterError("spike_times_ms must be a row of numbers in ms") from error
    if times_ms.ndim != 1:
        raise ParameterError(
            f"spike_times_ms must have 1 dimension, got {times_ms.ndim} (shape {times_ms.shape})"
        )
    if not np.isfinite(times_ms).all():
        raise ParameterError("spike_times_ms must be finite numbers in ms, got nan or infinity")
    if times_ms.size > 1 and float(np.diff(times_ms).min()) < 0:
        raise ParameterError(
            "spike_times_ms must be in order of time, got a time before its neighbour"
        )
    times_ms.setflags(write=False)
    return times_ms


def _rate_hz(interval_ms: float) -> float:
    """Return the rate that belongs to an interval; infinite when two spikes share a time."""
    return 1000.0 / interval_ms if interval_ms > 0 else float("inf")


def name_group(group: Group) -> GroupName:
    """Name one group: single, doublet, triplet, multiplet or neuromyotonic.

    A group is neuromyotonic from 150 Hz and 0.3 s on. Where multiplets end and neuromyotonic
    discharges begin is a convention on which authors differ.

    References
    ----------
    Maddison2006, MedLinkNMT
    """
    if (
        group.intraburst_rate_hz >= NEUROMYOTONIC_RATE_HZ
        and group.duration_ms >= NEUROMYOTONIC_DURATION_MS
    ):
        return "neuromyotonic"
    words: dict[int, GroupName] = {1: "single", 2: "doublet", 3: "triplet"}
    return words.get(group.n_spikes, "multiplet")


def coefficient_of_variation(intervals_ms: ArrayLike) -> float:
    """Return the standard deviation over the mean of intervals; nan for fewer than two.

    Parameters
    ----------
    intervals_ms : array_like, shape (n,)
        Intervals in ms, none negative.
    """
    intervals = np.asarray(intervals_ms, dtype=np.float64)
    if intervals.size < 2 or not intervals.mean() > 0:
        return float("nan")
    return float(intervals.std(ddof=1) / intervals.mean())


def group_rate_hz(groups: Sequence[Group]) -> float:
    """Return groups per second, from the first start to the last; nan for fewer than two."""
    if len(groups) < 2:
        return float("nan")
    return (len(groups) - 1) * _rate_hz(groups[-1].start_ms - groups[0].start_ms)


def group_regularity(groups: Sequence[Group]) -> float:
    """Return the coefficient of variation of the times from one group's start to the next.

    nan for fewer than three groups.
    """
    return coefficient_of_variation(np.diff([group.start_ms for group in groups]))


def lengthening(group: Group) -> float:
    """Return the last third of a group's intervals over its first third; above 1 it slows down.

    nan for fewer than three spikes.

    References
    ----------
    Kleine2008
    """
    intervals_ms = group.intervals_ms
    if intervals_ms.size < 2:
        return float("nan")
    third = max(1, intervals_ms.size // 3)
    first = float(intervals_ms[:third].mean())
    return float(intervals_ms[-third:].mean()) / first if first > 0 else float("nan")


def waning(amplitudes: ArrayLike) -> float:
    """Return the last tenth of a discharge's peak amplitudes over its first tenth.

    Parameters
    ----------
    amplitudes : array_like, shape (n,)
        Amplitude of each potential in order of time, in any one unit.

    Returns
    -------
    float
        1 when nothing wanes, 0.2 to 0.6 in a long neuromyotonic discharge; nan for fewer than two
        potentials or a first amplitude of zero.
    """
    peaks = np.abs(np.asarray(amplitudes, dtype=np.float64))
    if peaks.size < 2:
        return float("nan")
    tenth = max(1, peaks.size // 10)
    first = float(np.median(peaks[:tenth]))
    return float(np.median(peaks[-tenth:])) / first if first > 0 else float("nan")
