"""One axon under the microscope: potential, firing rate and currents or gates, beside health."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple

import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from numpy.typing import NDArray

from neuro_edu.figures.membrane import BLOCKED_ABOVE_mV
from neuro_edu.figures.style import DISEASED, HEALTHY, VERMILION, house_style, new_figure
from neuro_edu.simulation.nerve.axon_result import AxonResult
from neuro_edu.simulation.nerve.currents import AxonCurrents, axon_currents

Inside = Literal["currents", "gates"]


@dataclass(frozen=True, kw_only=True, eq=False)
class AxonComparison:
    """An axon, the healthy one with the same stimulus, and what to show of their insides.

    Attributes
    ----------
    result, healthy : AxonResult
        Recordings of the same length.
    inside : {"currents", "gates"}
        What the small panels show.
    stimulus, drug : str
        What was done and given, in words; no drug is empty.
    drug_id : str
        Of `neuro_edu.simulation.treatment.drugs.DRUGS`; empty without a drug.
    """

    result: AxonResult
    healthy: AxonResult
    inside: Inside
    stimulus: str
    drug: str = ""
    drug_id: str = ""


class _Panel(NamedTuple):
    """A small panel: what it shows as a current, in which ranges, and as a gate."""

    current: str
    title: str
    unit: str
    per_pA: float
    limits: tuple[tuple[float, float], ...]
    gate: str
    gate_title: str


_PANELS = (
    _Panel("sodium_pA", "Sodium current, inwards down", "nA", 1e-3,
           ((-24.0, 1.8),), "h", "Sodium channels ready to open"),
    _Panel("persistent_sodium_pA", "Persistent sodium current", "nA", 1e-3,
           ((-0.55, 0.04), (-1.9, 0.14)), "p", "Persistent sodium gate"),
    _Panel("kv7_pA", "Kv7 current, outwards up", "nA", 1e-3,
           ((-0.6, 7.6),), "s", "Kv7 channels open"),
    _Panel("kv1_pA", "Kv1 current, internode", "pA", 1.0,
           ((-6.0, 118.0), (-25.0, 500.0)), "n_i", "Kv1 gate, internode"),
)  # fmt: skip
_RATE_TICKS_HZ = (10, 100, 1000)
_SHOCKS_AT_mV = -95.0
# A node that does not come down for so long is stuck (ms).
_END_MS = 20.0


class AxonView:
    """Node, internode and instantaneous rate on the left, four currents or gates on the right.

    Parameters
    ----------
    first : AxonComparison
        What to make room for; `update` shows it and others.
    """

    def __init__(self, first: AxonComparison) -> None:
        with house_style():
            self.figure: Figure = new_figure(height_px=620)
            grid = self.figure.add_gridspec(8, 2, width_ratios=[1.45, 1.0])
            self._node = self.figure.add_subplot(grid[:4, 0])
            self._internode = self.figure.add_subplot(grid[4:6, 0], sharex=self._node)
            self._rate = self.figure.add_subplot(grid[6:, 0], sharex=self._node)
            self._small = [
                self.figure.add_subplot(grid[2 * k : 2 * k + 2, 1], sharex=self._node)
                for k in range(len(_PANELS))
            ]
            self._name_axes()
            (self._shocks,) = self._node.plot(
                [], [], color=VERMILION, linewidth=6, solid_capstyle="butt"
            )
            self._pairs = [self._pair(axes) for axes in (self._node, self._internode, *self._small)]
            self._rates = self._rate_lines()
            self._laid: tuple[Any, ...] = ()
        self.update(first)

    @property
    def moving(self) -> Sequence[Artist]:
        """The artists that change with the result."""
        return (self._shocks, *(line for pair in self._pairs for line in pair), *self._rates)

    def update(self, shown: AxonComparison) -> None:
        """Show another axon."""
        recordings = (shown.healthy, shown.result)
        insides = [_inside(result, shown.inside) for result in recordings]
        self._lay_out(shown, [np.concatenate(both) for both in zip(*insides, strict=True)])
        for which, (result, inside) in enumerate(zip(recordings, insides, strict=True)):
            traces = [result.V_node_mV, result.V_internode_mV, *inside]
            for pair, trace in zip(self._pairs, traces, strict=True):
                pair[which].set_data(result.t_ms, trace)
            spikes_ms = result.spike_times_ms
            self._rates[which].set_data(spikes_ms[1:], 1000.0 / np.diff(spikes_ms))
        starts_ms, ends_ms = _pulses(shown.result)
        times = np.column_stack((starts_ms, ends_ms, np.full_like(ends_ms, np.nan))).ravel()
        self._shocks.set_data(times, np.full(times.size, _SHOCKS_AT_mV))

    def _lay_out(self, shown: AxonComparison, traces: Sequence[NDArray[np.float64]]) -> None:
        """Change titles and limits, which draws everything again, only where they differ."""
        gates, duration_ms = shown.inside == "gates", shown.result.duration_ms
        limits = [
            (-0.04, 1.04) if gates else _that_hold(trace, panel.limits)
            for trace, panel in zip(traces, _PANELS, strict=True)
        ]
        wanted = (gates, duration_ms, *limits)
        if self._laid == wanted:
            return
        self._laid = wanted
        self._node.set_xlim(0.0, duration_ms)
        for axes, panel, limit in zip(self._small, _PANELS, limits, strict=True):
            with house_style():
                title = panel.gate_title if gates else f"{panel.title} ({panel.unit})"
                axes.set_title(title, fontsize=12)
            axes.set_ylim(limit)

    def _name_axes(self) -> None:
        self._node.set(ylim=(-98, 84), ylabel="Potential (mV)")
        self._node.set_title("At the node of Ranvier")
        self._internode.set(ylim=(-92, -48), ylabel="(mV)")
        self._internode.set_title("Internode, under the myelin", fontsize=12)
        self._rate.set(yscale="log", ylim=(1.5, 1500), ylabel="(Hz)", xlabel="Time (ms)")
        self._rate.set_yticks(_RATE_TICKS_HZ, [f"{rate}" for rate in _RATE_TICKS_HZ])
        self._rate.minorticks_off()
        self._rate.set_title("Rate: 1 / time since the last spike", fontsize=12)
        self._small[-1].set_xlabel("Time (ms)")
        for axes in (self._node, self._internode, *self._small[:-1]):
            axes.tick_params(labelbottom=False)
        self._node.plot([], [], label="healthy axon", **HEALTHY)
        self._node.plot([], [], label="this axon", **DISEASED)
        self._node.plot([], [], color=VERMILION, lw=5, label="stimulus")
        self._node.legend(loc="upper right", ncols=3, fontsize=12, handlelength=1.6)

    def _pair(self, axes: Axes) -> tuple[Line2D, Line2D]:
        (healthy,) = axes.plot([], [], **(HEALTHY | {"linewidth": 1.2}))
        (this,) = axes.plot([], [], **(DISEASED | {"linewidth": 1.4}))
        return healthy, this

    def _rate_lines(self) -> tuple[Line2D, Line2D]:
        (healthy,) = self._rate.plot(
            [], [], ls="", marker="s", mfc="white", mec=HEALTHY["color"], ms=6
        )
        (this,) = self._rate.plot([], [], color=DISEASED["color"], ls="", marker="o", ms=4)
        return healthy, this


def _inside(result: AxonResult, inside: Inside) -> list[NDArray[np.float64]]:
    if inside == "gates":
        return [result.variable(panel.gate) for panel in _PANELS]
    currents: AxonCurrents = axon_currents(result)
    return [panel.per_pA * getattr(currents, panel.current) for panel in _PANELS]


def _that_hold(
    trace: NDArray[np.float64], limits: Sequence[tuple[float, float]]
) -> tuple[float, float]:
    """Return the narrowest limits that hold a trace, or the widest there are."""
    fitting = (one for one in limits if one[0] <= trace.min() and trace.max() <= one[1])
    return next(fitting, limits[-1])


def _pulses(result: AxonResult) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Start and end of each pulse; a short one is drawn wide enough to be seen."""
    if result.stimulus is None:
        return np.empty(0), np.empty(0)
    starts_ms = np.array(result.stimulus.onsets_ms)
    return starts_ms, starts_ms + max(result.stimulus.width_ms, 0.008 * result.duration_ms)


def describe_axon(shown: AxonComparison) -> str:
    """Say in a sentence or two what this axon did and what the healthy one did.

    Parameters
    ----------
    shown : AxonComparison
        Both recordings.

    Returns
    -------
    str
        With numbers of spikes and the fastest instantaneous rate.
    """
    axon, n, n_healthy = shown.result.axon, shown.result.n_spikes, shown.healthy.n_spikes
    under = f", under {shown.drug}" if shown.drug else ""
    start = (
        f"Kv1 {100 * axon.kv1_fraction:.0f} %, Kv7 {100 * axon.kv7_fraction:.0f} %, persistent "
        f"sodium {100 * axon.nap_fraction:.0f} %, {axon.temperature_degC:g} °C{under}: "
    )
    sentence = (
        f"{start}{shown.stimulus} gives {_spikes(n)} where the healthy axon gives {n_healthy}."
    )
    if n > 1:
        fastest_hz = 1000.0 / float(np.diff(shown.result.spike_times_ms).min())
        sentence += f" Its fastest two spikes follow each other at {fastest_hz:.0f} Hz."
    end_mV = shown.result.V_node_mV[shown.result.t_ms > shown.result.duration_ms - _END_MS]
    if end_mV.min() > BLOCKED_ABOVE_mV:
        sentence += (
            f" It ends stuck at {end_mV.mean():.0f} mV, where sodium channels stay "
            "shut (depolarisation block)."
        )
    return sentence


def _spikes(n: int) -> str:
    return "1 spike" if n == 1 else f"{n} spikes"
