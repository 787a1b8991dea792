"""Motor units, EMG and force of a muscle at rest, in contraction and after letting go."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from matplotlib.artist import Artist
from matplotlib.figure import Figure

from neuro_edu.figures.style import DISEASED, GREY, HEALTHY, INK, VERMILION, house_style, new_figure
from neuro_edu.simulation.clinic.examination import Recording
from neuro_edu.simulation.findings.discharges import detect_groups
from neuro_edu.simulation.nerve.axon_result import LONGEST_INTERVAL_MS

#: A muscle counts as relaxed when its force has fallen to this share of that before the release.
RELAXED = 0.1
# Force is averaged over this time before the release (ms).
_BEFORE_MS = 100.0


@dataclass(frozen=True, kw_only=True, eq=False)
class StiffnessRecord:
    """A patient's muscle, and a healthy one that does the same.

    Attributes
    ----------
    result, healthy : Recording
        Recordings of the same muscle, of the same length.
    patient, task : str
        Who it is and what is done, in words.
    """

    result: Recording
    healthy: Recording
    patient: str
    task: str


def relaxation_ms(recording: Recording, share: float) -> float:
    """Time from the release until the force stays below a share of what it was before.

    Parameters
    ----------
    recording : Recording
        With a release in it.
    share : float
        Of the mean force in the 100 ms before the release, 0 to 1.

    Returns
    -------
    float
        In ms; nan without a release, inf if the force has not fallen so far when the recording
        ends.
    """
    release_ms, t_ms = recording.manoeuvre.release_ms, recording.force_times_ms
    before = recording.force_mN[(t_ms >= release_ms - _BEFORE_MS) & (t_ms < release_ms)]
    if release_ms <= 0.0 or not before.size or not before.any():
        return float("nan")
    above = np.flatnonzero(recording.force_mN > share * float(before.mean()))
    last = int(above[-1])
    if last == recording.force_mN.size - 1:
        return float("inf")
    return float(t_ms[last + 1]) - release_ms


class StiffnessView:
    """Raster of the motor units, needle EMG and force, one below the other.

    Parameters
    ----------
    first : StiffnessRecord
        Shown at first; others must be of the same muscle and length.
    """

    def __init__(self, first: StiffnessRecord) -> None:
        n_units, self._end_ms = first.result.nerve.pool.n_units, first.result.duration_ms
        with house_style():
            self.figure: Figure = new_figure(height_px=600)
            self._raster, self._emg, self._force = self.figure.subplots(
                3, 1, sharex=True, gridspec_kw={"height_ratios": [1.5, 1.2, 1.6]}
            )
            self._raster.set(ylim=(-0.8, n_units - 0.2), ylabel="Motor unit", yticks=[])
            self._raster.set_title("Spikes of each motor unit, small units below")
            self._emg.set(ylim=(-4.6, 4.6), ylabel="EMG (mV)")
            self._emg.set_title("Needle EMG")
            self._force.set(
                ylim=(-40.0, 1420.0), xlim=(0.0, self._end_ms / 1000.0), ylabel="Force (mN)",
                xlabel="Time (s)",
            )  # fmt: skip
            self._force.set_title("Force")
            (self._spikes,) = self._raster.plot(
                [], [], ls="", marker="|", ms=8, mew=1.3, color=DISEASED["color"]
            )
            (self._trace,) = self._emg.plot([], [], color=INK, linewidth=0.6)
            (self._healthy,) = self._force.plot([], [], label="healthy muscle", **HEALTHY)
            (self._this,) = self._force.plot([], [], label="this patient", **DISEASED)
            self._force.legend(loc="upper right", ncols=2, fontsize=12, handlelength=1.8)
            self._effort = [
                axes.plot([], [], color=VERMILION, linewidth=1.3, linestyle=(0, (2, 2)))[0]
                for axes in (self._raster, self._emg, self._force)
            ]
            self._bar = self._force.text(
                0.0, 0.0, "", fontsize=12, color=VERMILION, ha="left", va="top"
            )
            self._rest = self._raster.text(
                0.5, 0.5, "", transform=self._raster.transAxes, ha="center", va="center", color=GREY
            )
        self.update(first)

    @property
    def moving(self) -> Sequence[Artist]:
        """The artists that change with the result."""
        return (self._spikes, self._trace, self._healthy, self._this, *self._effort, self._bar,
                self._rest)  # fmt: skip

    def update(self, shown: StiffnessRecord) -> None:
        """Show another patient or another task."""
        result, trains = shown.result, shown.result.trains
        self._spikes.set_data(trains.times_ms / 1000.0, trains.unit)
        # Every other sample: the line is as wide as ten of them.
        self._trace.set_data(result.emg_times_ms[::2] / 1000.0, result.emg_uV[::2] / 1000.0)
        for line, recording in ((self._healthy, shown.healthy), (self._this, result)):
            line.set_data(recording.force_times_ms / 1000.0, recording.force_mN)
        release_s = result.manoeuvre.release_ms / 1000.0
        for line in self._effort:
            line.set_data(*(([release_s] * 2, [-1e4, 1e4]) if release_s > 0 else ([], [])))
        self._bar.set_text("lets go" if release_s > 0 else "")
        self._bar.set_position((release_s + 0.02, 1380.0))
        self._rest.set_text("" if trains.n_spikes else "no spikes")


def describe_stiffness(shown: StiffnessRecord) -> str:
    """Say how busy the muscle is, how strong, and how long it takes to relax.

    Parameters
    ----------
    shown : StiffnessRecord
        Patient and healthy muscle.

    Returns
    -------
    str
        With motor units, forces (mN) and relaxation times (ms).
    """
    result, healthy = shown.result, shown.healthy
    trains = result.trains
    active = int((trains.counts > 0).sum())
    start = f"{shown.patient}, {shown.task}: "
    if trains.n_spikes == 0:
        return f"{start}all {trains.n_units} motor units are silent and the force is 0 mN."
    sentence = (
        f"{start}{active} of {trains.n_units} motor units fire {trains.n_spikes} spikes in "
        f"{result.duration_ms / 1000:.0f} s (healthy: {healthy.trains.n_spikes}){_groups(shown)}; "
        f"mean force {result.force_mN.mean():.0f} mN (healthy {healthy.force_mN.mean():.0f} mN)."
    )
    if result.manoeuvre.release_ms > 0:
        sentence += (
            f" After letting go the force needs {_time(result, 0.5)} to fall to half "
            f"(healthy {_time(healthy, 0.5)}) and {_time(result, RELAXED)} to stay below "
            f"{100 * RELAXED:.0f} % (healthy {_time(healthy, RELAXED)})."
        )
    return sentence


def _groups(shown: StiffnessRecord) -> str:
    """Say how many spikes stand in groups, and how fast these are; empty without any.

    Only intervals count that are shorter than any of the healthy muscle in the same task: what
    will alone can do is no group.
    """
    healthy, trains = shown.healthy.trains, shown.result.trains
    ordered_ms = [
        np.diff(healthy.of_unit(unit)).min(initial=np.inf) for unit in range(healthy.n_units)
    ]
    longest_ms = min(LONGEST_INTERVAL_MS, 0.99 * float(min(ordered_ms)))
    groups = [
        group
        for unit in range(trains.n_units)
        for group in detect_groups(trains.of_unit(unit), longest_interval_ms=longest_ms)
        if group.n_spikes > 1
    ]
    if not groups:
        return ""
    n_spikes = sum(group.n_spikes for group in groups)
    rate_hz = float(np.median([group.intraburst_rate_hz for group in groups]))
    return f", {n_spikes} of them in groups at a median of {rate_hz:.0f} Hz"


def _time(recording: Recording, share: float) -> str:
    found_ms = relaxation_ms(recording, share)
    if np.isinf(found_ms):
        left_ms = recording.duration_ms - recording.manoeuvre.release_ms
        return f"more than the {left_ms:.0f} ms recorded"
    return f"{found_ms:.0f} ms"
