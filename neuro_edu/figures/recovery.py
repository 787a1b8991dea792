"""Two shocks to one axon: what the second does, and how its threshold comes back."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from neuro_edu.figures.style import (
    DISEASED,
    GREY,
    HEALTHY,
    INK,
    VERMILION,
    house_style,
    new_figure,
)
from neuro_edu.simulation.nerve.excitability import RecoveryCycle
from neuro_edu.simulation.nerve.paired_shocks import PairedShocks

_WINDOWS_MS = (20.0, 130.0)
_HIGHEST_PERCENT = 490.0
_SHOCKS_AT_mV = -95.0
_INTERVALS_SHOWN_MS = (0.7, 230.0)
_PHASES = ("cannot\nfire", "harder", "easier: superexcitable", "harder: late subexcitable")


@dataclass(frozen=True, kw_only=True, eq=False)
class TwoShocks:
    """Two shocks to an axon and to the healthy one, and the recovery of both.

    Attributes
    ----------
    this, healthy : PairedShocks
        Recordings; the second shock has the same strength relative to each axon.
    cycle, healthy_cycle : RecoveryCycle
        Thresholds at many intervals.
    interval_ms : float
        Between the shocks (ms).
    strength_percent : float
        Second shock as a share of the threshold at rest (%).
    """

    this: PairedShocks
    healthy: PairedShocks
    cycle: RecoveryCycle
    healthy_cycle: RecoveryCycle
    interval_ms: float
    strength_percent: float


class RecoveryView:
    """The two shocks above, the threshold of the second against the interval below.

    Parameters
    ----------
    first : TwoShocks
        Shown at first; its healthy recovery stays in the background.
    """

    def __init__(self, first: TwoShocks) -> None:
        with house_style():
            self.figure: Figure = new_figure(height_px=600)
            self._trace, self._curve = self.figure.subplots(
                2, 1, gridspec_kw={"height_ratios": [1.0, 1.25]}
            )
            self._name_trace()
            self._name_curve(first.healthy_cycle)
            (self._healthy,) = self._trace.plot([], [], **HEALTHY)
            (self._this,) = self._trace.plot([], [], **DISEASED)
            (self._shocks,) = self._trace.plot(
                [], [], color=VERMILION, linewidth=6, solid_capstyle="butt"
            )
            (self._recovery,) = self._curve.plot([], [], marker="o", ms=3.5, **DISEASED)
            (self._own,) = self._curve.plot(
                [], [], ls="", marker="x", ms=7, mew=1.8, color=DISEASED["color"]
            )
            (self._chosen,) = self._curve.plot(
                [], [], ls="", marker="D", ms=11, mec=VERMILION, mew=2.2, clip_on=False
            )
        self._window_ms = 0.0
        self.update(first)

    @property
    def moving(self) -> Sequence[Artist]:
        """The artists that change with the result."""
        return (
            self._healthy, self._this, self._shocks, self._recovery, self._own, self._chosen,
        )  # fmt: skip

    def update(self, shown: TwoShocks) -> None:
        """Show another axon, interval or strength."""
        onsets_ms = np.array(shown.this.onsets_ms)
        self._zoom(_WINDOWS_MS[0] if onsets_ms[-1] < 0.75 * _WINDOWS_MS[0] else _WINDOWS_MS[1])
        self._healthy.set_data(shown.healthy.t_ms, shown.healthy.V_node_mV)
        self._this.set_data(shown.this.t_ms, shown.this.V_node_mV)
        ends_ms = onsets_ms + 0.006 * self._window_ms
        times = np.column_stack((onsets_ms, ends_ms, np.full_like(ends_ms, np.nan)))
        self._shocks.set_data(times.ravel(), np.full(times.size, _SHOCKS_AT_mV))
        cycle = shown.cycle
        share = 100.0 * cycle.threshold_pA / cycle.rest_pA
        finite = np.where(np.isfinite(share), share, np.nan)
        self._recovery.set_data(cycle.intervals_ms, finite)
        own_ms = cycle.intervals_ms[np.isnan(share)]
        self._own.set_data(own_ms, np.full(own_ms.size, 8.0))
        self._chosen.set_data([shown.interval_ms], [shown.strength_percent])
        self._chosen.set_markerfacecolor(VERMILION if shown.this.answered else "white")

    def _zoom(self, window_ms: float) -> None:
        """Change the time axis, which draws everything again, only where it differs."""
        if window_ms != self._window_ms:
            self._window_ms = window_ms
            self._trace.set_xlim(0.0, window_ms)

    def _name_trace(self) -> None:
        self._trace.set(ylim=(-99, 95), ylabel="Potential (mV)", xlabel="Time (ms)")
        self._trace.set_title("Two shocks at the node")
        self._trace.plot([], [], label="healthy axon", **HEALTHY)
        self._trace.plot([], [], label="this axon", **DISEASED)
        self._trace.plot([], [], color=VERMILION, lw=5, label="shocks")
        self._trace.legend(loc="upper right", ncols=3, fontsize=12, handlelength=1.6)

    def _name_curve(self, healthy: RecoveryCycle) -> None:
        axes = self._curve
        axes.set(
            xscale="log", xlim=_INTERVALS_SHOWN_MS, ylim=(0.0, _HIGHEST_PERCENT),
            yticks=range(0, 401, 100),
            xlabel="Interval between the shocks (ms)", ylabel="Threshold (% of rest)",
        )  # fmt: skip
        axes.set_title("What the second shock needs")
        axes.set_xticks([1, 2, 3, 5, 10, 20, 50, 100, 200])
        axes.set_xticklabels(["1", "2", "3", "5", "10", "20", "50", "100", "200"])
        axes.minorticks_off()
        axes.axhline(100.0, color=INK, linewidth=0.8)
        share = 100.0 * healthy.threshold_pA / healthy.rest_pA
        axes.plot(healthy.intervals_ms, np.where(np.isfinite(share), share, np.nan), **HEALTHY)
        axes.plot([], [], label="answered", ls="", marker="D", ms=9, mec=VERMILION,
                  mew=2, color=VERMILION)  # fmt: skip
        axes.plot([], [], label="not answered", ls="", marker="D", ms=9, mec=VERMILION, mew=2,
                  mfc="white")  # fmt: skip
        axes.plot([], [], label="fires without it", ls="", marker="x", ms=7, mew=1.8,
                  color=DISEASED["color"])  # fmt: skip
        axes.legend(
            loc="lower right", fontsize=12, bbox_to_anchor=(1.01, 0.985), handlelength=1.0, ncols=3,
            columnspacing=1.2, borderpad=0.2,
        )  # fmt: skip
        self._name_phases(axes, healthy)

    def _name_phases(self, axes: Axes, healthy: RecoveryCycle) -> None:
        """Shade the phases of the healthy axon and name them along the top."""
        low_ms, high_ms = _INTERVALS_SHOWN_MS
        change = healthy.change_percent
        late = np.flatnonzero(
            (healthy.intervals_ms > healthy.relative_refractory_ms) & (change > 0.0)
        )[0]
        crossing = healthy.intervals_ms[late - 1 : late + 1]
        late_ms = float(np.interp(0.0, change[late - 1 : late + 1], crossing))
        refractory_ms = (healthy.absolute_refractory_ms, healthy.relative_refractory_ms)
        edges = (low_ms, *refractory_ms, late_ms, high_ms)
        for k, name in enumerate(_PHASES):
            axes.axvspan(edges[k], edges[k + 1], color=GREY, alpha=(0.16, 0.05)[k % 2], lw=0)
            axes.text(
                float(np.sqrt(edges[k] * edges[k + 1])), 0.975, name,
                transform=axes.get_xaxis_transform(), ha="center", va="top", fontsize=12, color=INK,
            )  # fmt: skip


def describe_recovery(shown: TwoShocks) -> str:
    """Say what the second shock did and what it would have needed.

    Parameters
    ----------
    shown : TwoShocks
        Both shocks and the recovery.

    Returns
    -------
    str
        With thresholds in per cent of that at rest.
    """
    needed = shown.cycle.threshold_percent_at(shown.interval_ms)
    healthy = shown.healthy_cycle.threshold_percent_at(shown.interval_ms)
    start = f"{shown.interval_ms:.1f} ms after the first shock "
    if np.isnan(needed):
        return (
            f"{start}this axon is firing by itself, so no threshold can be measured: the first "
            f"shock alone gives {shown.this.n_alone} spikes."
        )
    if np.isinf(needed):
        stronger = ", nor has one of 400 %" if shown.strength_percent < 400 else ""
        return (
            f"{start}the axon cannot be excited: a second shock of {shown.strength_percent:.0f} % "
            f"of the threshold at rest has no answer{stronger} (refractory period)."
        )
    does = "sets off a spike" if shown.this.answered else "has no answer"
    beside = "cannot be excited at all" if np.isinf(healthy) else f"needs {healthy:.0f} %"
    return (
        f"{start}the axon is {'harder' if needed > 100 else 'easier'} to excite than at rest: it "
        f"needs {needed:.0f} % of its threshold at rest. A second shock of "
        f"{shown.strength_percent:.0f} % {does}. The healthy axon {beside} at this interval."
    )
