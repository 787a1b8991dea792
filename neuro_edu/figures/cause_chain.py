"""A cause from channel to muscle on one page, beside health."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import FancyArrowPatch, FancyBboxPatch, Rectangle
from matplotlib.text import Text

from neuro_edu.figures.cause_words import STEPS, further_causes, step_numbers
from neuro_edu.figures.envelope import envelope
from neuro_edu.figures.style import (
    BLUE,
    DISEASED,
    GREY,
    HEALTHY,
    INK,
    PALE,
    house_style,
    new_figure,
)
from neuro_edu.simulation.clinic.cause_chain import (
    DURATION_MS,
    MUSCLE,
    RELEASE_MS,
    SHOCK_RECORD_MS,
    CauseChain,
)

#: What the bars are called, from the top.
SHARES = {
    "kv1_fraction": "Kv1 (fast K)",
    "kv7_fraction": "slow K",
    "nap_fraction": "persistent Na",
    "receptors_left": "receptors",
    "motor_units_left": "motor units",
}
_COLUMNS = 700
_SECONDS = DURATION_MS / 1000
_HIGHEST_SHARE, _HIGHEST_FORCE = 260.0, 230.0
_BOX_WIDTH, _BOX_STEP = 17.6, 20.3


class CauseChainView:
    """Five steps from channel to muscle, each with its number and its picture.

    Parameters
    ----------
    healthy : CauseChain
        A healthy person with the same nerve: stays in the background.
    """

    def __init__(self, healthy: CauseChain) -> None:
        self._healthy = healthy
        with house_style():
            self.figure: Figure = new_figure(height_px=620)
            # The row of steps takes the whole width, which the layout of the others would not give.
            self._numbers = _draw_steps(self.figure.add_axes((0.0, 0.87, 1.0, 0.12)))
            self.figure.set_layout_engine("constrained", rect=(0, 0, 1, 0.855))
            grid = self.figure.add_gridspec(2, 6, height_ratios=[2.2, 1.9])
            bars = self.figure.add_subplot(grid[0, :2])
            self._bars, self._percents, self._further = _draw_bars(bars)
            axon = self.figure.add_subplot(grid[0, 2:4])
            (self._potential,) = _draw_axon(axon, healthy)
            self._raster = _Raster(self.figure.add_subplot(grid[0, 4:]), healthy)
            self._emg = _Emg(self.figure.add_subplot(grid[1, :3]))
            force = self.figure.add_subplot(grid[1, 3:])
            (self._force,) = _draw_force(force, healthy)

    @property
    def moving(self) -> Sequence[Artist]:
        """The artists that change with the result."""
        return (
            *self._numbers, *self._bars, *self._percents, self._further, self._potential,
            *self._raster.moving, *self._emg.moving, self._force,
        )  # fmt: skip

    def update(self, result: CauseChain) -> None:
        """Show another cause."""
        for text, number in zip(self._numbers, step_numbers(result, self._healthy), strict=True):
            text.set_text(number)
        shares = result.shares
        for name, bar, percent in zip(SHARES, self._bars, self._percents, strict=True):
            share = 100 * shares[name]
            bar.set_width(min(share, _HIGHEST_SHARE))
            percent.set(x=max(share, 100) + 6, text=f"{share:.0f} %")
        self._further.set_text("\n".join(further_causes(result.patient.present_lesion)))
        answer = result.answer
        self._potential.set_data(answer.t_ms, answer.V_node_mV)
        self._raster.show(result)
        self._emg.show(result, self._healthy)
        self._force.set_data(*_force(result, self._healthy))


def _draw_steps(axes: Axes) -> list[Text]:
    """Draw the row of boxes with arrows; return the texts of their numbers."""
    axes.set(xlim=(0, 100), ylim=(0, 10))
    axes.set_axis_off()
    numbers = []
    for place, name in enumerate(STEPS):
        left = 0.6 + place * _BOX_STEP
        box: dict[str, Any] = {"boxstyle": "round,pad=0,rounding_size=0.8", "facecolor": "#f2f5f8"}
        axes.add_patch(
            FancyBboxPatch((left, 0.4), _BOX_WIDTH, 9.2, edgecolor=GREY, linewidth=1.2, **box)
        )
        middle = left + _BOX_WIDTH / 2
        axes.text(middle, 7.0, f"{place + 1}  {name}", ha="center", va="center", weight="bold")
        numbers.append(
            axes.text(middle, 3.0, "", ha="center", va="center", fontsize=11.5, color=BLUE)
        )
        if place:
            axes.add_patch(
                FancyArrowPatch(
                    (left - _BOX_STEP + _BOX_WIDTH + 0.2, 5), (left - 0.2, 5),
                    arrowstyle="-|>", mutation_scale=18, color=INK, linewidth=1.6,
                    shrinkA=0, shrinkB=0,
                )
            )  # fmt: skip
    return numbers


def _draw_bars(axes: Axes) -> tuple[list[Rectangle], list[Text], Text]:
    rows = np.arange(len(SHARES))[::-1]
    bars = list(axes.barh(rows, 0.0, height=0.55, color=BLUE))
    axes.plot([100, 100], [-0.5, len(SHARES) - 0.5], **HEALTHY)
    axes.set(
        xlim=(0, _HIGHEST_SHARE), ylim=(-2.1, len(SHARES) - 0.5), yticks=rows, xticks=[0, 100, 200],
        title="1  % of health",
    )  # fmt: skip
    axes.set_yticklabels(list(SHARES.values()), fontsize=12)
    axes.tick_params(axis="y", length=0)
    percents = [axes.text(0, row, "", va="center", color=BLUE, fontsize=12) for row in rows]
    further = axes.text(
        0.0, 0.01, "", transform=axes.transAxes, va="bottom", fontsize=11, color=BLUE,
        linespacing=1.15,
    )  # fmt: skip
    return bars, percents, further


def _draw_axon(axes: Axes, healthy: CauseChain) -> Sequence[Any]:
    answer = healthy.answer
    axes.plot(answer.t_ms, answer.V_node_mV, label="health", **HEALTHY)
    line = axes.plot([], [], label="this patient", **DISEASED)
    axes.set(
        xlim=(15, SHOCK_RECORD_MS), ylim=(-98, 92), xlabel="Time (ms)", yticks=[-80, 0, 40],
        title="2  One shock (node, mV)",
    )  # fmt: skip
    axes.legend(loc="upper right", fontsize=11, borderaxespad=0.1, labelspacing=0.2)
    return line


class _Raster:
    """Impulses of the motor units, over those of the healthy person."""

    def __init__(self, axes: Axes, healthy: CauseChain) -> None:
        style: dict[str, Any] = {"linestyle": "", "marker": "|", "markersize": 6, "mew": 1.4}
        n_units = MUSCLE.n_units
        axes.plot(*_ticks(healthy, n_units + 1), color=GREY, **style)
        (self._ticks,) = axes.plot([], [], color=BLUE, **style)
        _mark_release(axes)
        axes.set(
            xlim=(0, _SECONDS), ylim=(-0.8, 2 * n_units + 1), xlabel="Time (s)",
            yticks=[n_units / 2, 1.5 * n_units + 1], title="3  Motor units",
        )  # fmt: skip
        axes.set_yticklabels(["this\npatient", "health"], fontsize=12)
        axes.tick_params(axis="y", length=0)

    @property
    def moving(self) -> Sequence[Artist]:
        """The artists that change with the result."""
        return (self._ticks,)

    def show(self, result: CauseChain) -> None:
        """Show other impulses."""
        self._ticks.set_data(*_ticks(result, 0))


class _Emg:
    """Two traces of the needle, on one scale."""

    def __init__(self, axes: Axes) -> None:
        (self._health,) = axes.plot([], [], color=GREY, linewidth=0.8)
        (self._patient,) = axes.plot([], [], color=BLUE, linewidth=0.8)
        _mark_release(axes)
        axes.set(
            xlim=(0, _SECONDS), ylim=(-1.1, 3.3), xlabel="Time (s)", yticks=[0, 2.2],
            title="4  Needle EMG",
        )  # fmt: skip
        axes.set_yticklabels(["this\npatient", "health"], fontsize=12)
        axes.tick_params(axis="y", length=0)
        self._scale = axes.text(
            1.0, 1.03, "", transform=axes.transAxes, ha="right", va="bottom", fontsize=12
        )

    @property
    def moving(self) -> Sequence[Artist]:
        """The artists that change with the result."""
        return (self._health, self._patient, self._scale)

    def show(self, result: CauseChain, healthy: CauseChain) -> None:
        """Show another trace."""
        pair = [chain.recording.emg_uV for chain in (healthy, result)]
        highest_uV = max(float(np.abs(emg_uV).max()) for emg_uV in pair)
        for line, emg_uV, base in zip((self._health, self._patient), pair, (2.2, 0.0), strict=True):
            places, ends_uV = envelope(emg_uV, _COLUMNS, _SECONDS)
            line.set_data(places, base + ends_uV / highest_uV)
        self._scale.set_text(f"each lane ± {highest_uV / 1000:.1f} mV")


def _draw_force(axes: Axes, healthy: CauseChain) -> Sequence[Any]:
    axes.plot(*_force(healthy, healthy), **HEALTHY)
    line = axes.plot([], [], **DISEASED)
    _mark_release(axes)
    axes.set(
        xlim=(0, _SECONDS), ylim=(0, _HIGHEST_FORCE), xlabel="Time (s)", yticks=[0, 100, 200],
        title="5  Force (% of the healthy grip)",
    )  # fmt: skip
    axes.text(
        RELEASE_MS / 1000 + 0.03, 0.98 * _HIGHEST_FORCE, "lets go", va="top", fontsize=12,
        color=GREY,
    )  # fmt: skip
    return line


def _mark_release(axes: Axes) -> None:
    axes.axvline(RELEASE_MS / 1000, color=PALE, linewidth=1.5, zorder=0)


def _ticks(chain: CauseChain, lowest: int) -> tuple[np.ndarray, np.ndarray]:
    trains = chain.recording.trains
    return trains.times_ms / 1000, trains.unit + lowest


def _force(chain: CauseChain, healthy: CauseChain) -> tuple[np.ndarray, np.ndarray]:
    recording = chain.recording
    return recording.force_times_ms / 1000, 100 * recording.force_mN / healthy.grip_mN
