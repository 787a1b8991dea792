"""Where activity begins, which blocks are placed and what the muscle still does."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.text import Text

from neuro_edu.figures.envelope import envelope
from neuro_edu.figures.pathway_drawing import BLOCK_X, MUSCLE_X, SITE_X, WAY_Y, draw_route, draw_way
from neuro_edu.figures.style import BLUE, GREY, INK, PALE, house_style, new_figure
from neuro_edu.simulation.clinic.localisation import DURATION_MS, FEW_UNITS, Localisation
from neuro_edu.simulation.clinic.manoeuvres import Site

#: Activity within this much of none or of all counts as stopped or as unchanged.
MARGIN = 0.05
_COLUMNS = 900
_SCALES_uV = (50, 100, 150, 200, 300, 500, 700, 1000, 1500, 2000, 3000, 5000, 7000, 10_000, 20_000)
# A lesion fires from two places at most.
_N_ROUTES = 2
_NO_UNIT = "no motor unit fires: the muscle fibres do it by themselves"


class PathwayView:
    """The way from brain to muscle, over the motor units and the EMG with and without blocks.

    Parameters
    ----------
    shows_origin : bool
        Whether the drawing tells where the activity begins; without, motor units are hidden, too.
    """

    def __init__(self, *, shows_origin: bool = True) -> None:
        heights = [2.6, 1.15, 0.85, 0.85] if shows_origin else [2.6, 0.9, 0.9]
        with house_style():
            self.figure: Figure = new_figure(height_px=600 if shows_origin else 500)
            way, *others = self.figure.subplots(
                len(heights), 1, gridspec_kw={"height_ratios": heights}
            )
            draw_way(way)
            self._blocks = _draw_blocks(way)
            routes = _N_ROUTES if shows_origin else 0
            self._routes = [draw_route(way) for _ in range(routes)]
            self._raster = _Raster(others[0]) if shows_origin else None
            before, after = others[-2:]
            self._before = _draw_emg(before, "EMG without blocks", GREY)
            self._after = _draw_emg(after, "EMG with these blocks", BLUE)
            after.set_xlabel("Time (s)")
            for axes in others[:-1]:
                axes.tick_params(labelbottom=False)

    @property
    def moving(self) -> Sequence[Artist]:
        """The artists that change with the result."""
        blocks = [artist for pair in self._blocks.values() for artist in pair]
        routes = [artist for route in self._routes for artist in route]
        raster = self._raster.moving if self._raster else ()
        return (*routes, *blocks, *raster, *self._before, *self._after)

    def update(self, result: Localisation) -> None:
        """Show another generator or other blocks."""
        for name, (bar, label) in self._blocks.items():
            placed = name in result.blocks
            bar.set(color=INK if placed else PALE, linewidth=6.0 if placed else 2.0)
            label.set(color=INK if placed else GREY, weight="bold" if placed else "normal")
        self._show_routes(result)
        if self._raster:
            self._raster.show(result)
        scale_uV = _scale_uV(result)
        for artists, recording in ((self._before, result.free), (self._after, result.blocked)):
            line, text = artists
            line.set_data(*envelope(recording.emg_uV / scale_uV, _COLUMNS, DURATION_MS / 1000))
            # The size of the potentials would tell a muscle fibre from a motor unit.
            text.set_text(f"full height ± {_potential(scale_uV)}" if self._routes else "")
        self._after[1].set_text(f"{100 * result.activity_left:.0f} % of the activity left")

    def _show_routes(self, result: Localisation) -> None:
        places = result.places
        for number, route in enumerate(self._routes):
            for artist in route:
                artist.set_visible(number < len(places))
            if number < len(places):
                offset = 0.0 if len(places) == 1 else 0.6 - 1.2 * number
                end = _route_end(result, places[number])
                route.show(SITE_X[places[number]], end, WAY_Y + offset)


class _Raster:
    """Impulses of the motor units, over those without blocks."""

    def __init__(self, axes: Axes) -> None:
        style: dict[str, Any] = {"linestyle": "", "marker": "|", "markersize": 6}
        (self._free,) = axes.plot([], [], color="#b9c0c8", mew=1.2, **style)
        (self._left,) = axes.plot([], [], color=BLUE, mew=1.6, **style)
        self._none = axes.text(
            0.5, 0.5, "", transform=axes.transAxes, ha="center", va="center", color=GREY
        )
        axes.set(
            xlim=(0, DURATION_MS / 1000), ylim=(-0.8, FEW_UNITS.n_units - 0.2), yticks=[],
            ylabel="units",
            title=f"Impulses of {FEW_UNITS.n_units} motor units: grey without blocks, "
            "blue what the muscle still answers",
        )  # fmt: skip
        axes.title.set(fontsize=13)

    @property
    def moving(self) -> Sequence[Artist]:
        """The artists that change with the result."""
        return (self._free, self._left, self._none)

    def show(self, result: Localisation) -> None:
        """Show other impulses."""
        free, blocked = result.free, result.blocked
        self._free.set_data(free.trains.times_ms / 1000, free.trains.unit)
        left, answered = blocked.trains, blocked.answered > 0
        self._left.set_data(left.times_ms[answered] / 1000, left.unit[answered])
        self._none.set_text("" if free.trains.n_spikes else _NO_UNIT)


def _draw_blocks(axes: Axes) -> dict[str, tuple[Line2D, Text]]:
    blocks = {}
    for name, (x, y) in BLOCK_X.items():
        axes.plot([x, x], [WAY_Y + 4.6, y - 1.5], color=PALE, linewidth=1.0, zorder=0)
        (bar,) = axes.plot([x, x], [WAY_Y - 4.4, WAY_Y + 4.4], solid_capstyle="round", zorder=4)
        blocks[name] = bar, axes.text(x, y, name, ha="center", va="center", fontsize=12.5)
    return blocks


def _draw_emg(axes: Axes, title: str, colour: str) -> tuple[Line2D, Text]:
    (line,) = axes.plot([], [], color=colour, linewidth=0.8)
    axes.set(xlim=(0, DURATION_MS / 1000), ylim=(-1.05, 1.05), yticks=[], title=title)
    axes.title.set(fontsize=13)
    text = axes.text(
        1.0, 1.04, "", transform=axes.transAxes, ha="right", va="bottom", color=colour,
        weight="bold",
    )  # fmt: skip
    return line, text


def _route_end(result: Localisation, place: Site) -> float:
    """Return how far an impulse gets: to the muscle, or to the first block on its way."""
    if result.reaches_muscle(place):
        return MUSCLE_X
    return min(BLOCK_X[name][0] for name in result.blocks if BLOCK_X[name][0] > SITE_X[place])


def _scale_uV(result: Localisation) -> int:
    highest = float(np.abs(result.free.emg_uV).max())
    return next((scale for scale in _SCALES_uV if scale >= highest), _SCALES_uV[-1])


def _potential(value_uV: int) -> str:
    return f"{value_uV} µV" if value_uV < 1000 else f"{value_uV / 1000:g} mV"


def describe_activity(result: Localisation) -> str:
    """Say how much of the activity the blocks have left, and nothing of where it begins.

    Parameters
    ----------
    result : Localisation
        From `localise`.

    Returns
    -------
    str
        With the share left, measured as EMG power.
    """
    if not result.blocks:
        return "No block is placed: 100 % of the EMG activity is there."
    left = 100 * result.activity_left
    return f"With {listed(result.blocks)}, {left:.0f} % of the EMG activity is left."


def describe_localisation(result: Localisation) -> str:
    """Say how much of the activity the blocks have left, and what follows from it.

    Parameters
    ----------
    result : Localisation
        From `localise`.

    Returns
    -------
    str
        With the share left, measured as EMG power.
    """
    said, left = describe_activity(result), result.activity_left
    if not result.blocks:
        return said
    if left >= 1 - MARGIN:
        follows = "it begins beyond the block, nearer to the muscle"
    elif left > MARGIN:
        follows = "it begins on both sides of the block"
    elif result.blocks == ("curare",):
        follows = "it comes through the junction and not from the muscle fibre"
    else:
        follows = "it begins before the block, nearer to the brain"
    follows = follows.replace("the block", "the blocks") if len(result.blocks) > 1 else follows
    return f"{said.removesuffix('.')}: {follows}."


def listed(names: Sequence[str]) -> str:
    """Join names with commas and a last "and"."""
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
