"""When treatments begin to act and when they wear off: the principle."""

import numpy as np
import numpy.typing as npt
from matplotlib.figure import Figure

from neuro_edu.figures.drawings import canvas
from neuro_edu.figures.drawings.canvas import label, note
from neuro_edu.figures.style import BLUE, GREEN, GREY, PALE, PURPLE, VERMILION

TREATMENT_TIMELINE = (
    "Effect over 26 weeks, drawn without a scale: a sodium-channel blocker acts within days and as "
    "long as it is taken; plasma exchange acts within days to 2 weeks and fades over weeks; "
    "rituximab takes months and lasts; botulinum toxin acts in one muscle for about 3 to 4 months."
)

_WEEKS = np.linspace(0, 26, 400)
_X0, _X1 = 330.0, 968.0
_ROW, _TOP, _HEIGHT = 92, 438, 64


def _rise(start: float, tau: float) -> npt.NDArray[np.float64]:
    return np.where(start < _WEEKS, 1 - np.exp(-(_WEEKS - start) / tau), 0.0)


def _pulse(start: float, rise: float, hold: float, fall: float) -> npt.NDArray[np.float64]:
    late = np.clip(_WEEKS - start, 0, None)
    up = 1 - np.exp(-((late / rise) ** 2))
    down = 1 / (1 + np.exp((_WEEKS - start - hold) / fall))
    return up * down


_ROWS: tuple[tuple[str, str, str, npt.NDArray[np.float64]], ...] = (
    ("Sodium-channel blocker", "within days, while it is taken", BLUE, 0.8 * _rise(0, 0.9)),
    ("Plasma exchange", "days to 2 weeks, fades in weeks", VERMILION, _pulse(0.2, 1.2, 5.5, 0.9)),
    ("Rituximab", "takes months, then lasts", PURPLE, 0.95 / (1 + np.exp(-(_WEEKS - 13) / 2.2))),
    (
        "Botulinum toxin",
        "one muscle, about 3 to 4 months",
        GREEN,
        0.9 * _pulse(0.3, 1.3, 14.5, 1.2),
    ),
)


def draw_treatment_timeline() -> Figure:
    """Draw the effect of four treatments over half a year, one below the other."""
    figure, axes = canvas.sheet(500)
    x = _X0 + (_X1 - _X0) * _WEEKS / 26
    for week in range(0, 27, 4):
        place = _X0 + (_X1 - _X0) * week / 26
        axes.plot([place, place], [90, _TOP + 8], color=PALE, linewidth=1, zorder=0)
        label(axes, place, 76, str(week), fontsize=12)
    label(axes, (_X0 + _X1) / 2, 48, "Weeks since the first treatment", fontsize=12)
    for i, (name, when, color, effect) in enumerate(_ROWS):
        base = _TOP - _HEIGHT - i * _ROW
        axes.fill_between(x, base, base + _HEIGHT * effect, color=color, alpha=0.28, linewidth=0)
        axes.plot(x, base + _HEIGHT * effect, color=color, linewidth=2.6)
        axes.plot([_X0, _X1], [base, base], color=GREY, linewidth=0.9)
        label(axes, 24, base + 42, name, ha="left", weight="bold", fontsize=14, color=color)
        note(axes, 24, base + 18, when, ha="left")
    label(axes, 24, 474, "Symptoms first, then the cause", ha="left", weight="bold", fontsize=16)
    note(axes, _X1, 474, "height: effect, drawn without a scale", ha="right")
    note(axes, 500, 16, "The principle, not a plan: the lab lets you try the weeks and the doses.")
    return figure
