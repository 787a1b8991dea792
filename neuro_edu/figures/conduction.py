"""Spikes on their way along a nerve fibre: where they begin, which way they run, where they end."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import FancyBboxPatch, Rectangle

from neuro_edu.figures.style import (
    BLUE,
    GREEN,
    GREY,
    HEALTHY,
    INK,
    PALE,
    VERMILION,
    house_style,
    new_figure,
)
from neuro_edu.simulation.nerve.cable_result import CableResult
from neuro_edu.simulation.nerve.waves import Wave

_WAYS: dict[str, dict[str, Any]] = {
    "orthodromic": {"color": BLUE, "marker": "v", "label": "towards the muscle"},
    "antidromic": {"color": VERMILION, "marker": "^", "label": "back towards the cord"},
    "both": {"color": GREEN, "marker": "s", "label": "both ways"},
}
_CLOSE_MS = (-0.4, 3.0)
# Height of 100 mV in the close-up, in mm along the nerve.
_MM_PER_100_MV = 3.4
_FAR_MM = -1000.0


@dataclass(frozen=True, kw_only=True, eq=False)
class Journey:
    """What ran along a nerve fibre, and along the healthy one after the same shocks.

    Attributes
    ----------
    result, healthy : CableResult
        With the potential of some nodes stored; the healthy one without anaesthetic.
    spike_number : int
        Which spike to look at closely, from 1; the last one if there are fewer.
    """

    result: CableResult
    healthy: CableResult
    spike_number: int

    @property
    def chosen(self) -> Wave | None:
        """The spike to look at closely; None if there is none."""
        waves = self.result.waves
        return waves[min(self.spike_number, len(waves)) - 1] if waves else None


class ConductionView:
    """The drawn fibre, all its spikes in time and space, and one of them at close range.

    Parameters
    ----------
    first : Journey
        Shown at first; all others must have the same cable length and duration.
    """

    def __init__(self, first: Journey) -> None:
        self._position_mm = first.result.cable.position_mm
        with house_style():
            self.figure: Figure = new_figure(height_px=600)
            self._fibre, self._all, self._close = self.figure.subplots(
                1, 3, sharey=True, gridspec_kw={"width_ratios": [0.75, 2.2, 1.9]}
            )
            self._draw_fibre(first)
            self._name_axes(first.result.duration_ms)
            self._make_moving()
        self.update(first)

    @property
    def moving(self) -> Sequence[Artist]:
        """The artists that change with the result."""
        return (*self._patches, self._shock, self._star, self._healthy, *self._dots.values(),
                *self._close_dots.values(), self._traces)  # fmt: skip

    def update(self, shown: Journey) -> None:
        """Show another fibre or other shocks."""
        result, position_mm = shown.result, self._position_mm
        blocked = position_mm[result.cable.sodium_block > 0.0]
        for patch in self._patches:
            patch.set_y(blocked[0] - 0.6 if blocked.size else _FAR_MM)
            patch.set_height(np.ptp(blocked) + 1.2 if blocked.size else 0.0)
        self._shock.set_data([0.93] * len(result.stimuli), position_mm[list(result.stimuli)])
        chosen = shown.chosen
        self._star.set_data([0.5], [position_mm[chosen.origin_node] if chosen else _FAR_MM])
        points = [
            (wave.times_ms, position_mm, np.full(position_mm.size, np.nan))
            for wave in shown.healthy.waves
        ]
        self._healthy.set_data(*_joined([(times, place) for times, place, _gap in points]))
        start_ms = chosen.start_ms if chosen else 0.0
        for way in _WAYS:
            same = [w for w in result.waves if w.direction == way]
            self._dots[way].set_data(*_joined([(w.times_ms, position_mm) for w in same]))
            self._close_dots[way].set_data(
                *_joined([(w.times_ms - start_ms, position_mm) for w in same])
            )
        self._traces.set_data(*self._close_up(result, start_ms))

    def _close_up(self, result: CableResult, start_ms: float) -> tuple[Any, Any]:
        """Return the potentials around a time as one line with gaps, each at its node's place."""
        t_ms = result.t_ms - start_ms
        near = (t_ms >= _CLOSE_MS[0]) & (t_ms <= _CLOSE_MS[1])
        rows = [
            (t_ms[near], self._position_mm[node] - _MM_PER_100_MV * (V_mV[near] + 80.0) / 100.0)
            for node, V_mV in zip(result.sampled_nodes, result.V_m_mV.T, strict=True)
        ]
        return _joined(rows)

    def _make_moving(self) -> None:
        self._patches = [
            axes.add_patch(
                Rectangle((0, _FAR_MM), 1.0, 1.0, transform=axes.get_yaxis_transform(),
                          facecolor=GREY, alpha=0.28, hatch="///", edgecolor=INK, linewidth=0)
            )
            for axes in (self._fibre, self._all, self._close)
        ]  # fmt: skip
        (self._shock,) = self._fibre.plot(
            [], [], ls="", marker="<", ms=13, color=VERMILION, clip_on=False
        )
        (self._star,) = self._fibre.plot(
            [], [], ls="", marker="*", ms=19, color="#F0E442", mec=INK, mew=1.2
        )
        (self._healthy,) = self._all.plot([], [], **HEALTHY)
        (self._traces,) = self._close.plot([], [], color=INK, linewidth=0.8)
        self._dots, self._close_dots = (
            {
                way: axes.plot([], [], ls="", ms=size, **style)[0]
                for way, style in _WAYS.items()
            }
            for axes, size in ((self._all, 4.0), (self._close, 5.0))
        )  # fmt: skip

    def _name_axes(self, duration_ms: float) -> None:
        self._all.set(xlim=(0.0, duration_ms), xlabel="Time (ms)")
        self._all.set_title("Every spike", pad=46)
        handles = [self._all.plot([], [], label="healthy fibre", **HEALTHY)[0]]
        for style in _WAYS.values():
            handles += self._all.plot([], [], ls="", ms=7, **style)
        self._all.legend(
            handles=handles, loc="lower left", bbox_to_anchor=(-0.02, 1.0), ncols=2, fontsize=12,
            handlelength=1.4, columnspacing=1.0, borderpad=0.1,
        )  # fmt: skip
        self._close.set(xlim=_CLOSE_MS, xticks=(0, 1, 2), xlabel="Time since it began (ms)")
        self._close.set_title("The chosen spike, closely", pad=46)
        self._close.text(
            0.0, 1.015, "potential of every second node", transform=self._close.transAxes,
            fontsize=12, va="bottom",
        )  # fmt: skip
        for axes in (self._all, self._close):
            axes.tick_params(labelleft=False, left=False)

    def _draw_fibre(self, first: Journey) -> None:
        """Draw the myelinated fibre from the cord (top) to the muscle (bottom)."""
        axes, position_mm = self._fibre, self._position_mm
        last_mm = float(position_mm[-1])
        axes.set(xlim=(0.0, 1.0), ylim=(last_mm + 4.0, -5.0), xticks=[])
        axes.set_ylabel("Distance from the cord (mm)")
        axes.set_title("The fibre", pad=46)
        axes.spines["bottom"].set_visible(False)
        axes.add_patch(Rectangle((0.46, 0), 0.08, last_mm, facecolor="#f3dfb8", edgecolor=INK))
        terminal = first.result.cable.first_terminal_node
        for node, (top, bottom) in enumerate(pairwise(position_mm.tolist())):
            half = 0.16 if node < terminal - 1 else 0.1
            axes.add_patch(_myelin(half, top, bottom))
        _end(axes, -3.0, "cord")
        _end(axes, last_mm + 2.6, "muscle")
        axes.plot([], [], ls="", marker="*", ms=13, color="#F0E442", mec=INK, label="it began here")
        axes.plot([], [], ls="", marker="<", ms=9, color=VERMILION, label="shock")
        axes.legend(
            loc="lower left", bbox_to_anchor=(-0.1, 1.0), fontsize=12, handlelength=0.8,
            borderpad=0.1,
        )  # fmt: skip


def _myelin(half_width: float, top_mm: float, bottom_mm: float) -> FancyBboxPatch:
    gap_mm = 0.18 * (bottom_mm - top_mm)
    return FancyBboxPatch(
        (0.5 - half_width, top_mm + gap_mm), 2 * half_width, bottom_mm - top_mm - 2 * gap_mm,
        boxstyle="round,pad=0,rounding_size=0.05", facecolor=PALE, edgecolor=GREY, linewidth=0.7,
    )  # fmt: skip


def _end(axes: Axes, y_mm: float, name: str) -> None:
    axes.text(0.5, y_mm, name, ha="center", va="center", fontsize=12, weight="bold")


def _joined(rows: Sequence[tuple[Any, Any]]) -> tuple[Any, Any]:
    """Return several lines as one, with gaps between them."""
    if not rows:
        return [], []
    gap = [np.nan]
    return tuple(  # type: ignore[return-value]
        np.concatenate([part for row in rows for part in (row[k], gap)]) for k in (0, 1)
    )
