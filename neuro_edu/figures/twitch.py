"""One motor unit from a single twitch to a smooth tetanus."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from matplotlib.artist import Artist
from matplotlib.figure import Figure

from neuro_edu.figures.style import (
    BLUE,
    DISEASED,
    GREY,
    HEALTHY,
    INK,
    VERMILION,
    house_style,
    new_figure,
)
from neuro_edu.simulation.muscle.unit_contraction import UnitContraction

#: Below the first the twitches stay apart, from the second on the force is smooth; the first is
#: the criterion of the fidelity table, the second a teaching value.
APART, SMOOTH = 0.05, 0.95


@dataclass(frozen=True, kw_only=True, eq=False)
class TrainOfSpikes:
    """What a motor unit does with a train of spikes.

    Attributes
    ----------
    result : UnitContraction
        The train.
    plain : UnitContraction or None
        The same number of spikes at the same rate without a doublet; None if there is no doublet.
    rate_hz : float
        Rate of the train (Hz), nan for one spike.
    rested_tetanus_mN : float
        Greatest force of the rested unit (mN).
    """

    result: UnitContraction
    plain: UnitContraction | None
    rate_hz: float
    rested_tetanus_mN: float


class TwitchView:
    """EMG above; force below, with the single twitch and the greatest force.

    Parameters
    ----------
    first : TrainOfSpikes
        Shown at first; others must be of a unit of the same size.
    """

    def __init__(self, first: TrainOfSpikes) -> None:
        with house_style():
            self.figure: Figure = new_figure()
            self._emg, self._force = self.figure.subplots(
                2, 1, sharex=True, gridspec_kw={"height_ratios": [1.0, 2.6]}
            )
            top_mN = first.rested_tetanus_mN
            self._emg.set(ylim=(-1.6, 1.6), ylabel="EMG (mV)")
            self._emg.set_title("Needle EMG: a potential for every spike")
            self._emg.tick_params(labelbottom=False)
            self._force.set(
                ylim=(-0.03 * top_mN, 1.22 * top_mN), ylabel="Force (mN)", xlabel="Time (ms)"
            )
            self._force.set_title("Force of the motor unit")
            self._force.axhline(top_mN, color=GREY, linestyle=":", linewidth=1.4)
            self._force.text(
                0.004, top_mN, "greatest force, rested", va="bottom", fontsize=12, color=GREY,
                transform=self._force.get_yaxis_transform(),
            )  # fmt: skip
            (self._trace,) = self._emg.plot([], [], color=INK, linewidth=0.9)
            (self._spikes,) = self._emg.plot(
                [], [], ls="", marker="v", ms=6, color=VERMILION, clip_on=False
            )
            (self._twitch,) = self._force.plot([], [], label="single twitch", **HEALTHY)
            (self._plain,) = self._force.plot(
                [], [], color=VERMILION, ls="-.", lw=1.5, label="same train without the doublet"
            )
            (self._this,) = self._force.plot([], [], label="this train", **DISEASED)
            self._force.legend(loc="upper right", ncols=3, fontsize=12, handlelength=1.8)
            self._fusion = self._force.text(
                0.995, 0.79, "", transform=self._force.transAxes, ha="right", va="top",
                weight="bold", color=BLUE,
            )  # fmt: skip
        self._end_ms = 0.0
        self.update(first)

    @property
    def moving(self) -> Sequence[Artist]:
        """The artists that change with the result."""
        return self._trace, self._spikes, self._twitch, self._plain, self._this, self._fusion

    def update(self, shown: TrainOfSpikes) -> None:
        """Show another train."""
        result = shown.result
        end_ms = float(result.times_ms[-1] + result.times_ms[1])
        if end_ms != self._end_ms:
            self._end_ms = end_ms
            self._force.set_xlim(0.0, end_ms)
        self._trace.set_data(result.emg_times_ms, result.emg_uV / 1000.0)
        self._spikes.set_data(result.spike_times_ms, np.full(result.spike_times_ms.size, 1.42))
        self._twitch.set_data(result.times_ms, result.twitch_mN)
        self._this.set_data(result.times_ms, result.force_mN)
        if shown.plain is None:
            self._plain.set_data([], [])
        else:
            self._plain.set_data(shown.plain.times_ms, shown.plain.force_mN)
        self._fusion.set_text(_fusion_in_words(result))


def _fusion_in_words(result: UnitContraction) -> str:
    index = result.fusion_index
    if np.isnan(index):
        return "one twitch" if result.spike_times_ms.size == 1 else "two spikes"
    if index < APART:
        return f"separate twitches (fusion index {index:.2f})"
    if index < SMOOTH:
        return f"unfused tetanus (fusion index {index:.2f})"
    return f"fused tetanus (fusion index {index:.2f})"


def describe_twitch(shown: TrainOfSpikes) -> str:
    """Say how strong and how smooth the contraction is.

    Parameters
    ----------
    shown : TrainOfSpikes
        The train.

    Returns
    -------
    str
        With forces (mN), shares of the tetanus and the fusion index.
    """
    result = shown.result
    peak_mN, twitch_mN = float(result.force_mN.max()), float(result.twitch_mN.max())
    n = result.spike_times_ms.size
    share = f"{100 * peak_mN / result.tetanus_mN:.0f} % of this unit's tetanus"
    if n == 1:
        rise_ms = result.times_ms[result.twitch_mN.argmax()] - result.spike_times_ms[0]
        sentence = (
            f"One spike: a twitch of {twitch_mN:.1f} mN, {share}, with its peak after "
            f"{rise_ms:.0f} ms."
        )
    else:
        sentence = (
            f"{n} spikes at {shown.rate_hz:.0f} Hz pull with {peak_mN:.1f} mN: "
            f"{peak_mN / twitch_mN:.1f} times a single twitch, {share}."
        )
    if n > 2:
        sentence += f" At the end of the train: {_fusion_in_words(result)}."
    if shown.plain is not None:
        plain_mN = float(shown.plain.force_mN.max())
        sentence += (
            f" Without the doublet at the start the same {n} spikes reach {plain_mN:.1f} mN."
        )
    left = result.unit.force_left
    if left < 1.0:
        sentence += (
            f" Fatigue has left the unit {result.tetanus_mN:.0f} of {shown.rested_tetanus_mN:.0f} "
            "mN and made its twitch slower."
        )
    return sentence
