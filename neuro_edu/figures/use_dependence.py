"""A blocker of busy sodium channels: bursts are cut while single commands pass."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from neuro_edu.figures.style import (
    BLUE,
    GREEN,
    GREY,
    HEALTHY,
    VERMILION,
    house_style,
    new_figure,
)
from neuro_edu.simulation.nerve.axon_result import AxonResult

_BEFORE = {"color": VERMILION, "linestyle": "-", "linewidth": 1.0}
_NOW = {"color": BLUE, "linestyle": "-", "linewidth": 1.6}
_CURVES = {"sick": {"color": BLUE, "marker": "o"}, "healthy": {**HEALTHY, "marker": "s"}}


@dataclass(frozen=True, kw_only=True)
class UseDependence:
    """One axon under a drug, beside the same axon without, and a healthy one.

    Attributes
    ----------
    level_mg_per_L : float
        Plasma level of the drug.
    n_commands : int
        Impulses that came down each axon.
    without, sick, healthy : AxonResult
        The sick axon without the drug, the same with it, and a healthy axon with it.
    levels_mg_per_L : tuple of float
        Levels of the curves.
    curves : dict of str to tuple of int
        Spikes of the ``"sick"`` and the ``"healthy"`` axon at those levels.
    """

    level_mg_per_L: float
    n_commands: int
    without: AxonResult
    sick: AxonResult
    healthy: AxonResult
    levels_mg_per_L: tuple[float, ...]
    curves: dict[str, tuple[int, ...]]


class UseDependenceView:
    """The potential of a sick and of a healthy axon, and their spikes at every level.

    Parameters
    ----------
    duration_ms : float
        Length of the recordings (ms).
    usual_mg_per_L : tuple of float
        Lowest and highest usual level.
    most_spikes : float
        Upper end of the axis of counts.
    """

    def __init__(
        self, duration_ms: float, usual_mg_per_L: tuple[float, float], most_spikes: float
    ) -> None:
        with house_style():
            self.figure: Figure = new_figure(height_px=560)
            self.figure.set_layout_engine("none")
            sick = self.figure.add_axes((0.075, 0.62, 0.55, 0.30))
            healthy = self.figure.add_axes((0.075, 0.12, 0.55, 0.30))
            counts = self.figure.add_axes((0.72, 0.12, 0.265, 0.80))
            for axes, title in ((sick, "Sick axon"), (healthy, "Healthy axon with drug")):
                axes.set(xlim=(0, duration_ms), ylim=(-95, 58), ylabel="Potential (mV)")
                axes.set(title=title, xlabel="Time (ms)")
            (self._without,) = sick.plot([], [], label="no drug", **_BEFORE)  # type: ignore[arg-type]
            (self._sick,) = sick.plot([], [], label="with carbamazepine", **_NOW)  # type: ignore[arg-type]
            sick.legend(loc="lower right", bbox_to_anchor=(1.0, 0.97), ncols=2)
            (self._healthy,) = healthy.plot([], [], color=GREY, linewidth=1.4)
            self._commands = [
                axes.plot([], [], linestyle="", marker="v", color=GREEN, markersize=8)[0]
                for axes in (sick, healthy)
            ]
            self._passed = healthy.text(
                1.0, 1.03, "", transform=healthy.transAxes, ha="right", va="bottom", weight="bold"
            )
            self._draw_counts(counts, usual_mg_per_L, most_spikes)

    @property
    def moving(self) -> Sequence[Artist]:
        """The artists that change with the result."""
        return (self._without, self._sick, self._healthy, *self._commands, self._passed,
                *self._curves.values(), self._level, self._commanded)  # fmt: skip

    def update(self, result: UseDependence) -> None:
        """Show another level."""
        for line, run in (
            (self._without, result.without),
            (self._sick, result.sick),
            (self._healthy, result.healthy),
        ):
            line.set_data(run.t_ms, run.V_node_mV)
        for marks in self._commands:
            onsets = result.sick.stimulus.onsets_ms if result.sick.stimulus else ()
            marks.set_data(onsets, np.full(len(onsets), 52.0))
        self._passed.set_text(f"{result.healthy.n_spikes} of {result.n_commands} commands pass")
        for name, line in self._curves.items():
            line.set_data(result.levels_mg_per_L, result.curves[name])
        self._level.set_xdata([result.level_mg_per_L] * 2)
        self._commanded.set_ydata([result.n_commands] * 2)

    def _draw_counts(
        self, axes: Axes, usual_mg_per_L: tuple[float, float], most_spikes: float
    ) -> None:
        axes.set(xlim=(0, 20), ylim=(0, most_spikes), title="Spikes at each level")
        axes.set(xlabel="Carbamazepine (mg/L)", ylabel="Spikes in the recording")
        axes.axvspan(*usual_mg_per_L, color=GREEN, alpha=0.15, linewidth=0)
        self._curves = {
            name: axes.plot([], [], label=f"{name} axon", **look)[0]
            for name, look in _CURVES.items()
        }
        self._level = axes.axvline(0.0, color=BLUE, linewidth=1.2, linestyle=(0, (1, 1)))
        self._commanded = axes.axhline(0.0, color=GREEN, linewidth=1.2, label="commands")
        axes.legend(loc="upper right")


def describe_use_dependence(result: UseDependence) -> str:
    """Say how many spikes the drug takes, and that the commands still pass.

    Parameters
    ----------
    result : UseDependence
        What the axons did.

    Returns
    -------
    str
        With spikes of the sick axon with and without drug and of the healthy one.
    """
    free_uM = result.sick.axon.drug_uM
    first = [float(run.V_node_mV.max()) for run in (result.without, result.sick)]
    return (
        f"With {result.level_mg_per_L:g} mg/L of carbamazepine ({free_uM:.1f} µM free) "
        f"{result.n_commands} commands give {result.sick.n_spikes} spikes in the sick axon "
        f"instead of {result.without.n_spikes}; in the healthy axon {result.healthy.n_spikes} of "
        f"{result.n_commands} pass, and the height of a spike hardly changes ({first[0]:.0f} and "
        f"{first[1]:.0f} mV)."
    )
