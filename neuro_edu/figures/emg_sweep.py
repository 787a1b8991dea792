"""The picture of an EMG machine's screen: a grid of divisions and a trace, sweep below sweep."""

from collections.abc import Sequence
from functools import partial
from typing import Any

import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from numpy.typing import NDArray

from neuro_edu.figures.emg_screen import (
    DIVISIONS,
    DIVISIONS_PER_SWEEP,
    EDGE,
    SWEEPS,
    Screen,
    volts,
)
from neuro_edu.figures.style import (
    BLUE,
    GREY,
    INK,
    PALE,
    VERMILION,
    WRITING,
    house_style,
    new_figure,
)

FloatArray = NDArray[np.float64]

_COLUMNS = 880


class EmgSweepView:
    """The screen of an EMG machine, negative potentials upwards."""

    def __init__(self) -> None:
        with house_style():
            self.figure: Figure = new_figure(height_px=560)
            self.figure.set_layout_engine("none")
            axes = self.figure.add_axes((0.08, 0.085, 0.91, 0.835))
            _draw_grid(axes)
            (self._trace,) = axes.plot([], [], color=BLUE, linewidth=0.9)
            (self._split,) = axes.plot([], [], color=VERMILION, linewidth=1.2, dashes=(4, 2))
            write = partial(axes.text, s="", zorder=WRITING)
            self._labels = [
                write(-0.08, base, ha="right", va="center", fontsize=12) for base in _bases()
            ]
            top, bottom = SWEEPS * DIVISIONS_PER_SWEEP + 0.18, -0.18
            self._caption = write(0, top, va="bottom", weight="bold")
            self._settings = write(DIVISIONS, top, ha="right", va="bottom")
            self._warning = write(0, bottom, va="top", color=VERMILION)
            self._note = write(DIVISIONS, bottom, ha="right", va="top", color=GREY, fontsize=12)

    @property
    def moving(self) -> Sequence[Artist]:
        """The artists that change with the result; of the writing, what changes most comes last."""
        return (
            self._trace,
            self._split,
            *self._labels,
            self._settings,
            self._note,
            self._warning,
            self._caption,
        )

    def update(self, result: Any) -> None:
        """Show a `Screen`, or a result that has one as its `screen`."""
        screen: Screen = getattr(result, "screen", result)
        self._trace.set_data(*_trace_of(screen))
        for number, label in enumerate(self._labels):
            label.set_text(_label(screen, number))
        self._caption.set_text(screen.caption)
        self._settings.set_text(f"{_gain(screen)}    {screen.ms_per_div:g} ms/div")
        self._split.set_data(*_split_of(screen))
        self._warning.set_text("cut off: choose a larger number per division")
        self._warning.set_visible(screen.is_cut_off)
        self._note.set_text(_note(screen))


def _bases() -> list[float]:
    """Heights of the base lines, from the top down, in divisions."""
    return [DIVISIONS_PER_SWEEP * (SWEEPS - number - 0.5) for number in range(SWEEPS)]


def _draw_grid(axes: Axes) -> None:
    height = SWEEPS * DIVISIONS_PER_SWEEP
    axes.set(xlim=(0, DIVISIONS), ylim=(0, height), xticks=[], yticks=[])
    for x in range(DIVISIONS + 1):
        axes.axvline(x, color=PALE, linewidth=0.8, zorder=0)
    for y in range(height + 1):
        axes.axhline(y, color=PALE, linewidth=0.8, zorder=0)
    for base in _bases():
        # Marks where a sweep has its zero.
        axes.plot([0, DIVISIONS], [base, base], color=GREY, linewidth=0.6, dashes=(1, 3), zorder=0)
    for side in axes.spines.values():
        side.set(visible=True, color=INK, linewidth=1.2)


def _trace_of(screen: Screen) -> tuple[FloatArray, FloatArray]:
    """Return all sweeps as one line with gaps, in divisions."""
    columns, heights = [np.empty(0)], [np.empty(0)]
    per_div = screen.ms_per_div * screen.sampling_rate_hz / 1000.0
    for number, base in enumerate(_bases()[: len(screen.sweeps_ms)]):
        index, heights_div = _thinned(screen.heights(number))
        up = np.clip(heights_div, -EDGE, EDGE)
        columns += [index / per_div, np.full(1, np.nan)]
        heights += [base + up, np.full(1, np.nan)]
    return np.concatenate(columns), np.concatenate(heights)


def _thinned(piece: NDArray[Any]) -> tuple[FloatArray, FloatArray]:
    """Keep the lowest and the highest sample of each column of pixels."""
    width = piece.size // _COLUMNS
    if width < 3:
        return np.arange(piece.size, dtype=np.float64), piece.astype(np.float64)
    whole = piece[: piece.size // width * width].reshape(-1, width)
    first = np.arange(whole.shape[0]) * width
    pairs = np.sort(np.stack((whole.argmin(axis=1), whole.argmax(axis=1)), axis=1), axis=1)
    index = (first[:, None] + pairs).ravel()
    return index.astype(np.float64), piece[index].astype(np.float64)


def _split_of(screen: Screen) -> tuple[FloatArray, FloatArray]:
    """Return where the gain changes within a sweep, as upright lines with gaps, in divisions."""
    x, y = [np.empty(0)], [np.empty(0)]
    for base, end_ms in zip(_bases(), screen.early_ms, strict=False):
        if 0.0 < end_ms < screen.sweep_ms:
            x.append(np.full(3, end_ms / screen.ms_per_div))
            y.append(np.array([base - EDGE, base + EDGE, np.nan]))
    return np.concatenate(x), np.concatenate(y)


def _gain(screen: Screen) -> str:
    gain = f"{volts(screen.uV_per_div)}/div"
    if not screen.early_ms:
        return gain
    return f"{volts(screen.early_uV_per_div)}/div, then {gain}"


def _note(screen: Screen) -> str:
    high = "" if screen.early_ms else f", {volts(screen.uV_per_div)} high"
    return f"one square: {screen.ms_per_div:g} ms wide{high}; negative is up"


def _label(screen: Screen, number: int) -> str:
    if number >= len(screen.sweeps_ms):
        return ""
    if screen.sweep_labels:
        return screen.sweep_labels[number]
    return f"{screen.sweeps_ms[number] / 1000.0:.2f} s"
