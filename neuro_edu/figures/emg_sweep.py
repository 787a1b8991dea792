"""The screen of an EMG machine: a grid of divisions and a trace, sweep below sweep."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from numpy.typing import NDArray

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

#: Divisions of the screen from left to right, sweeps from top to bottom, divisions of a sweep.
DIVISIONS, SWEEPS, DIVISIONS_PER_SWEEP = 10, 5, 2
_COLUMNS = 880
#: A sweep is cut off here (divisions from its base line): it stays out of its neighbours.
EDGE = 0.97


@dataclass(frozen=True, kw_only=True, eq=False)
class Screen:
    """What an EMG machine shows.

    Parameters
    ----------
    emg_uV : numpy.ndarray, shape (n_samples,)
        The whole trace in uV.
    sampling_rate_hz : float
        Its samples per second.
    uV_per_div, ms_per_div : float
        Gain and sweep speed.
    sweeps_ms : tuple of float
        Where each sweep begins (ms), at most `SWEEPS` of them.
    caption : str
        What is recorded, for the upper edge.
    sweep_labels : tuple of str
        What stands before each sweep; empty for its time.
    early_ms : tuple of float
        How long each sweep shows the gain `early_uV_per_div` first (ms); empty for never.
    early_uV_per_div : float
        That gain (uV per division), for a large answer right after a shock.
    """

    emg_uV: NDArray[Any] = field(repr=False)
    sampling_rate_hz: float
    uV_per_div: float
    ms_per_div: float
    sweeps_ms: tuple[float, ...]
    caption: str = ""
    sweep_labels: tuple[str, ...] = ()
    early_ms: tuple[float, ...] = ()
    early_uV_per_div: float = 0.0

    @property
    def sweep_ms(self) -> float:
        """Length of one sweep (ms)."""
        return DIVISIONS * self.ms_per_div

    def piece_uV(self, start_ms: float) -> NDArray[Any]:
        """Return the part of the trace that a sweep from `start_ms` on shows."""
        per_ms = self.sampling_rate_hz / 1000.0
        first = round(start_ms * per_ms)
        return self.emg_uV[first : first + round(self.sweep_ms * per_ms)]

    def heights(self, number: int) -> NDArray[Any]:
        """Return a sweep in divisions, negative potentials upwards, before any is cut off."""
        piece_uV = self.piece_uV(self.sweeps_ms[number])
        up = -piece_uV / self.uV_per_div
        if number < len(self.early_ms):
            n_early = round(self.early_ms[number] * self.sampling_rate_hz / 1000.0)
            up[:n_early] = -piece_uV[:n_early] / self.early_uV_per_div
        return up

    @property
    def shown_uV(self) -> NDArray[Any]:
        """Everything on the screen, sweep after sweep."""
        return np.concatenate([self.piece_uV(start_ms) for start_ms in self.sweeps_ms])

    @property
    def largest_uV(self) -> float:
        """Peak-to-peak size of what is on the screen (uV)."""
        shown_uV = self.shown_uV
        return float(np.ptp(shown_uV)) if shown_uV.size else 0.0

    @property
    def is_cut_off(self) -> bool:
        """Whether a potential reaches beyond its sweep."""
        sweeps = range(len(self.sweeps_ms))
        return any(bool((np.abs(self.heights(number)) > EDGE).any()) for number in sweeps)


def consecutive_sweeps(start_ms: float, ms_per_div: float, duration_ms: float) -> tuple[float, ...]:
    """Return where the sweeps of a screen begin that follow one another without a gap.

    Parameters
    ----------
    start_ms : float
        Where the first should begin (ms). A screen that would reach beyond the end of the trace
        begins earlier.
    ms_per_div : float
        Sweep speed.
    duration_ms : float
        Length of the trace (ms).

    Returns
    -------
    tuple of float
        In ms.
    """
    sweep_ms = DIVISIONS * ms_per_div
    first_ms = max(0.0, min(start_ms, duration_ms - SWEEPS * sweep_ms))
    starts_ms = (first_ms + sweep_ms * number for number in range(SWEEPS))
    return tuple(start for start in starts_ms if start < duration_ms)


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
        """The artists that change with the result."""
        return (
            self._trace,
            self._split,
            *self._labels,
            self._caption,
            self._settings,
            self._warning,
            self._note,
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


def plot_emg_sweep(screen: Screen) -> Figure:
    """Draw a screen.

    Parameters
    ----------
    screen : Screen
        What to show.

    Returns
    -------
    matplotlib.figure.Figure
    """
    view = EmgSweepView()
    view.update(screen)
    return view.figure


def describe_emg_sweep(screen: Screen) -> str:
    """Say what part of a trace is on the screen and how large its potentials are.

    Parameters
    ----------
    screen : Screen
        What is shown.

    Returns
    -------
    str
        One sentence.
    """
    end_ms = screen.sweeps_ms[-1] + screen.sweep_ms
    return (
        f"The screen shows {screen.sweeps_ms[0] / 1000.0:.2f} to {end_ms / 1000.0:.2f} s; "
        f"the largest swing there is {volts(screen.largest_uV)}."
    )


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


def volts(size_uV: float) -> str:
    """Write a potential in the unit that a clinic would use, uV or mV, to three digits."""
    if size_uV >= 1000.0:
        return f"{size_uV / 1000.0:.3g} mV"
    return f"{size_uV:.3g} µV"
