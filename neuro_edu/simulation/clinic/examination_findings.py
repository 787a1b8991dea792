"""What an examiner finds in a recording, in numbers."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from neuro_edu.simulation.arrays import read_only
from neuro_edu.simulation.clinic.examination import Recording
from neuro_edu.simulation.findings.classification import Finding, classify_discharge
from neuro_edu.simulation.findings.discharge_names import TrainName, name_train
from neuro_edu.simulation.findings.discharges import Group, detect_groups
from neuro_edu.simulation.nerve.axon_result import LONGEST_INTERVAL_MS
from neuro_edu.simulation.spike_trains import SpikeTrains

FloatArray = NDArray[np.float64]

#: The classifier looks at this much of a trace (ms).
CLASSIFIED_MS = 10_000.0
# The direct answer to a shock arrives within this time of it (ms).
_DIRECT_MS = 8.0
# How far an F wave may be from the time that its way takes (ms).
_JITTER_MS = 0.5


@dataclass(frozen=True, eq=False, kw_only=True, repr=False)
class Findings:
    """Findings of a recording; arrays have one value a motor unit and are read-only.

    Attributes
    ----------
    recording : Recording
        What they were found in.
    names : tuple of str
        What each unit does, in the words of `discharge_names.name_train`.
    n_groups : numpy.ndarray of int64
        Groups of two spikes and more.
    largest_group : numpy.ndarray of int64
        Spikes of the largest group; 0 for a silent unit.
    intraburst_rate_hz : numpy.ndarray
        Median rate inside the groups (Hz); nan without groups.
    longest_ms : numpy.ndarray
        Duration of the longest group (ms).
    after_discharges : numpy.ndarray of int64, shape (n_shocks,)
        Spikes of all units that follow the direct answer to each shock without a pause.
    after_discharge_ms : numpy.ndarray, shape (n_shocks,)
        How long the longest of them goes on after the direct answer (ms).
    half_relaxation_ms : float
        From the release of a grip until the force has fallen to half (ms); nan without a release
        or if it never does.
    emg_uV_rms, mean_force_mN : float
        Over the whole recording.
    discharge : Finding or None
        What the trace alone says, where it was asked for.
    """

    recording: Recording = field(repr=False)
    names: tuple[TrainName, ...]
    n_groups: NDArray[np.int64]
    largest_group: NDArray[np.int64]
    intraburst_rate_hz: FloatArray
    longest_ms: FloatArray
    after_discharges: NDArray[np.int64]
    after_discharge_ms: FloatArray
    half_relaxation_ms: float
    emg_uV_rms: float
    mean_force_mN: float
    discharge: Finding | None

    def __repr__(self) -> str:
        """Return the numbers a reader wants first."""
        rate_hz = self.median_intraburst_rate_hz
        groups = "no groups" if np.isnan(rate_hz) else f"median rate in groups {rate_hz:.0f} Hz"
        return (
            f"Findings: {self.n_active} of {len(self.names)} motor units active, "
            f"{self.n_with('neuromyotonic')} with neuromyotonic runs, {groups}"
        )

    @property
    def n_active(self) -> int:
        """Number of units with at least one spike."""
        return int(np.count_nonzero(self.largest_group))

    @property
    def median_intraburst_rate_hz(self) -> float:
        """Median over the units with groups (Hz); nan without any."""
        rates = self.intraburst_rate_hz[np.isfinite(self.intraburst_rate_hz)]
        return float(np.median(rates)) if rates.size else float("nan")

    def n_with(self, name: TrainName) -> int:
        """Return the number of units with a `name` of `discharge_names.name_train`."""
        return self.names.count(name)


def findings(recording: Recording, *, classify: bool = False) -> Findings:
    """Measure a recording.

    Parameters
    ----------
    recording : Recording
        From `examine`.
    classify : bool
        Whether the first ten seconds of the trace are given to `classify_discharge`, too.

    Returns
    -------
    Findings
    """
    units = _of_units(recording.trains)
    after = [
        _after_shock(recording, units.groups, number) for number in range(len(recording.stimuli_ms))
    ]
    first = recording.emg_uV[: round(CLASSIFIED_MS * recording.sampling_rate_hz / 1000.0)]
    return Findings(
        recording=recording,
        names=units.names,
        n_groups=units.n_groups,
        largest_group=units.largest_group,
        intraburst_rate_hz=units.intraburst_rate_hz,
        longest_ms=units.longest_ms,
        after_discharges=read_only([spikes for spikes, _length in after], np.int64),
        after_discharge_ms=read_only([length for _spikes, length in after]),
        half_relaxation_ms=_half_relaxation_ms(recording),
        emg_uV_rms=float(np.sqrt(np.mean(np.square(recording.emg_uV, dtype=np.float64)))),
        mean_force_mN=float(recording.force_mN.mean(dtype=np.float64)),
        discharge=classify_discharge(first, recording.sampling_rate_hz) if classify else None,
    )


class _Units(NamedTuple):
    """What each motor unit does; the fields of `Findings` of the same names, and its groups."""

    groups: tuple[tuple[Group, ...], ...]
    names: tuple[TrainName, ...]
    n_groups: NDArray[np.int64]
    largest_group: NDArray[np.int64]
    intraburst_rate_hz: FloatArray
    longest_ms: FloatArray


# The same wherever the needle is: it moves on while the axons' activity stays.
@lru_cache(maxsize=4)
def _of_units(trains: SpikeTrains) -> _Units:
    units = tuple(
        tuple(detect_groups(trains.of_unit(unit), longest_interval_ms=LONGEST_INTERVAL_MS))
        for unit in range(trains.n_units)
    )
    grouped = [[group for group in groups if group.n_spikes > 1] for groups in units]
    longest_ms = [max((group.duration_ms for group in groups), default=0.0) for groups in units]
    largest = [max((group.n_spikes for group in groups), default=0) for groups in units]
    return _Units(
        groups=units,
        names=tuple(name_train(groups, duration_ms=trains.duration_ms) for groups in units),
        n_groups=read_only([len(groups) for groups in grouped], np.int64),
        largest_group=read_only(largest, np.int64),
        intraburst_rate_hz=read_only([_median_rate_hz(groups) for groups in grouped]),
        longest_ms=read_only(longest_ms),
    )


def _median_rate_hz(groups: list[Group]) -> float:
    rates = [group.intraburst_rate_hz for group in groups]
    return float(np.median(rates)) if rates else float("nan")


def _after_shock(
    recording: Recording, units: Sequence[Sequence[Group]], number: int
) -> tuple[int, float]:
    """Count spikes that follow a direct answer in the same group, and how long they go on.

    The count ends with the next shock: what comes then is its answer.
    """
    times = (*recording.stimuli_ms, recording.duration_ms)
    shock_ms, next_ms = times[number], times[number + 1]
    slowest_m_s = recording.nerve.conduction.parameters.slowest_m_s
    direct_ms = shock_ms + _DIRECT_MS + recording.manoeuvre.above_ankle_mm / slowest_m_s
    spikes, longest_ms = 0, 0.0
    down_ms = recording.manoeuvre.above_ankle_mm / recording.nerve.conduction.velocity_m_s
    back_ms = recording.nerve.conduction.loop_ms - 2.0 * down_ms
    for unit, groups in enumerate(units):
        for group in groups:
            if group.stop_ms < shock_ms or group.start_ms > direct_ms:
                continue
            since = group.times_ms[(group.times_ms >= shock_ms) & (group.times_ms < next_ms)]
            # From high up the way to the cord is short: its F wave is no after-discharge.
            if since.size > 1 and abs(since[1] - since[0] - back_ms[unit]) > _JITTER_MS:
                spikes += since.size - 1
                longest_ms = max(longest_ms, float(since[-1] - since[0]))
    return spikes, longest_ms


def _half_relaxation_ms(recording: Recording) -> float:
    """Time from the release until the force has fallen to half of its mean over 100 ms before."""
    release_ms = recording.manoeuvre.release_ms
    release = round(release_ms * recording.force_rate_hz / 1000.0)
    before = recording.force_mN[max(0, release - round(0.1 * recording.force_rate_hz)) : release]
    if not before.any() or release >= recording.force_mN.size:
        return float("nan")
    below = np.flatnonzero(recording.force_mN[release:] <= 0.5 * before.mean())
    return float(below[0] * 1000.0 / recording.force_rate_hz) if below.size else float("nan")
