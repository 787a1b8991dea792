"""Membrane potential of one axon beside the healthy one, and what it shows in words."""

from collections.abc import Sequence

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
from neuro_edu.simulation.nerve.axon_result import AxonResult

#: An axon that stays above this has its sodium channels inactivated (mV).
BLOCKED_ABOVE_mV = -50.0

_RASTER_ROWS = {"healthy": 1.0, "this axon": 0.0}


class MembraneView:
    """Node, internode and spikes of an axon over those of a healthy axon.

    Parameters
    ----------
    healthy : AxonResult
        What the healthy axon does with the same stimulus: it stays in the background.
    """

    def __init__(self, healthy: AxonResult) -> None:
        with house_style():
            self.figure: Figure = new_figure()
            spikes, node, internode = self.figure.subplots(
                3, 1, sharex=True, gridspec_kw={"height_ratios": [0.95, 3.2, 2.0]}
            )
            self._draw_background(healthy, spikes, node, internode)
            (self._node,) = node.plot([], [], **DISEASED)
            (self._internode,) = internode.plot([], [], **DISEASED)
            (self._ticks,) = spikes.plot(
                [], [], color=DISEASED["color"], linestyle="", marker="|", markersize=15, mew=2.2
            )
            self._count = spikes.text(
                1.0, 0.18, "", transform=spikes.transAxes, ha="right", va="center", weight="bold",
                color=DISEASED["color"],
            )  # fmt: skip

    @property
    def moving(self) -> Sequence[Artist]:
        """The artists that change with the result."""
        return (self._node, self._internode, self._ticks, self._count)

    def update(self, result: AxonResult) -> None:
        """Show another axon."""
        self._node.set_data(result.t_ms, result.V_node_mV)
        self._internode.set_data(result.t_ms, result.V_internode_mV)
        times = result.spike_times_ms
        self._ticks.set_data(times, [_RASTER_ROWS["this axon"]] * len(times))
        self._count.set_text(_count(len(times)))

    def _draw_background(
        self, healthy: AxonResult, spikes: Axes, node: Axes, internode: Axes
    ) -> None:
        times = healthy.spike_times_ms
        spikes.plot(
            times, [_RASTER_ROWS["healthy"]] * len(times), color=GREY, linestyle="", marker="|",
            markersize=15, mew=2.2,
        )  # fmt: skip
        spikes.set(ylim=(-0.7, 1.7), yticks=list(_RASTER_ROWS.values()), title="Spikes")
        spikes.set_yticklabels(list(_RASTER_ROWS))
        spikes.tick_params(axis="both", length=0)
        for side in ("left", "bottom"):
            spikes.spines[side].set_visible(False)
        spikes.text(
            1.0, 0.72, _count(len(times)), transform=spikes.transAxes, ha="right", va="center",
            color=GREY,
        )  # fmt: skip
        node.plot(healthy.t_ms, healthy.V_node_mV, label="healthy axon", **HEALTHY)
        node.plot([], [], label="this axon", **DISEASED)
        node.set(ylim=(-98, 58), ylabel="Potential (mV)", title="At the node of Ranvier")
        node.legend(loc="upper right", ncols=2)
        internode.plot(healthy.t_ms, healthy.V_internode_mV, **HEALTHY)
        internode.set(
            ylim=(-90, -52), ylabel="Potential (mV)", xlabel="Time (ms)",
            xlim=(0, healthy.duration_ms), title="Internode: beside the node, under the myelin",
        )  # fmt: skip
        if healthy.stimulus is not None:
            for onset in healthy.stimulus.onsets_ms:
                for axes in (node, internode):
                    axes.axvline(onset, color=VERMILION, linewidth=1.0, zorder=0)
            node.annotate(
                "stimulus", (healthy.stimulus.onsets_ms[0], 46), xytext=(-6, 0),
                textcoords="offset points", ha="right", va="center", color=VERMILION, fontsize=12,
            )  # fmt: skip
        for axes in (node, internode):
            axes.axhline(0, color=INK, linewidth=0.5, alpha=0.25)


def _count(n_spikes: int) -> str:
    return "1 spike" if n_spikes == 1 else f"{n_spikes} spikes"


def plot_membrane(result: AxonResult, healthy: AxonResult) -> Figure:
    """Draw one result beside the healthy axon.

    Parameters
    ----------
    result, healthy : AxonResult
        This axon and the healthy one, with the same stimulus and duration.

    Returns
    -------
    matplotlib.figure.Figure
    """
    view = MembraneView(healthy)
    view.update(result)
    return view.figure


def describe_membrane(result: AxonResult) -> str:
    """Say in one sentence how the axon answered its first stimulus.

    Parameters
    ----------
    result : AxonResult
        A recording with a stimulus.

    Returns
    -------
    str
        With the number of spikes, their rate and how long they lasted.
    """
    axon = result.axon
    left = f"With {100 * axon.kv1_fraction:.0f} % of its Kv1"
    left += " channels" if axon.kv7_fraction == 1 else f" and {100 * axon.kv7_fraction:.0f} % Kv7"
    onset_ms = result.stimulus.onsets_ms[0] if result.stimulus else result.duration_ms
    early = int((result.spike_times_ms < onset_ms).sum())
    if early:
        return (
            f"{left}, the axon fires by itself, without waiting for the stimulus: "
            f"{result.n_spikes} spikes in {result.duration_ms:.0f} ms."
        )
    if result.V_node_mV[-1] > BLOCKED_ABOVE_mV:
        return (
            f"{left}, the axon is stuck at {result.V_node_mV[-1]:.0f} mV and cannot fire "
            f"(depolarisation block): {result.n_spikes} spikes."
        )
    response = result.response
    if response is None:
        return f"{left}, the axon does not answer the stimulus: 0 spikes."
    if response.n_spikes == 1:
        return f"{left}, one stimulus gives 1 spike."
    return (
        f"{left}, one stimulus gives {response.n_spikes} spikes within "
        f"{response.duration_ms:.1f} ms, at {response.mean_rate_hz:.0f} Hz inside the group."
    )
