"""From the spike of an axon to the twitch of a muscle: a chain of five signals."""

from collections.abc import Callable

import numpy as np
import numpy.typing as npt
from matplotlib.figure import Figure

from neuro_edu.figures.drawings import canvas
from neuro_edu.figures.drawings.canvas import arrow, label, note
from neuro_edu.figures.style import BLUE, GREEN, GREY, PURPLE, VERMILION

SPIKE_TO_TWITCH = (
    "A chain of 5 signals: a spike in the axon, an end-plate potential at the junction, an action "
    "potential along the muscle fibre, a release of calcium inside it, and a twitch that lasts far "
    "longer than the spike that caused it."
)

Curve = Callable[[npt.NDArray[np.float64]], npt.NDArray[np.float64]]


def _spike(t: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    return np.exp(-(((t - 0.3) / 0.055) ** 2)) - 0.14 * np.exp(-(((t - 0.47) / 0.09) ** 2))


def _end_plate(t: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    late = np.clip(t - 0.22, 0, None)
    return 2.15 * (np.exp(-late / 0.24) - np.exp(-late / 0.07))


def _fibre(t: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    rise = np.exp(-(((t - 0.3) / 0.07) ** 2))
    return np.where(t < 0.3, rise, np.exp(-(t - 0.3) / 0.13))


def _calcium(t: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    late = np.clip(t - 0.16, 0, None)
    return 1.85 * (np.exp(-late / 0.3) - np.exp(-late / 0.1))


def _twitch(t: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    late = np.clip(t - 0.1, 0, None) / 0.25
    return late * np.exp(1 - late)


_STEPS: tuple[tuple[str, str, str, str, Curve], ...] = (
    ("Spike", "in the axon", "about a\nthousandth of\na second", BLUE, _spike),
    ("End-plate\npotential", "at the junction", "a few\nthousandths", VERMILION, _end_plate),
    ("Action\npotential", "along the\nmuscle fibre", "a few\nthousandths", GREEN, _fibre),
    ("Calcium", "inside the\nmuscle fibre", "longer than\nthe potential", PURPLE, _calcium),
    (
        "Twitch",
        "of the whole\nmotor unit",
        "about a\ntenth of a\nsecond or more",
        "#8f4a3b",
        _twitch,
    ),
)
_LEFT, _STEP, _BOX = 16, 198, 176


def draw_spike_to_twitch() -> Figure:
    """Draw the five signals side by side, each in a box, joined by arrows."""
    figure, axes = canvas.sheet(440)
    t = np.linspace(0, 1, 200)
    for i, (name, where, lasts, color, curve) in enumerate(_STEPS):
        x = _LEFT + i * _STEP
        middle = x + _BOX / 2
        canvas.panel(axes, (x, 150), (_BOX, 274), facecolor="white", edgecolor=color)
        label(axes, middle, 392, name, weight="bold", color=color, fontsize=14)
        axes.plot([x + 14, x + _BOX - 14], [240, 240], color=GREY, linewidth=0.8, zorder=4)
        axes.plot(x + 14 + t * (_BOX - 28), 240 + 105 * curve(t), color=color, linewidth=2.8)
        label(axes, middle, 188, where)
        if i:
            arrow(axes, (x - _STEP + _BOX + 1, 292), (x - 1, 292), mutation_scale=18)
        note(axes, middle, 106, lasts)
    note(axes, 500, 60, "How long it lasts: each curve has a time scale of its own.")
    label(
        axes, 500, 24, "The twitch is so slow that spikes in quick succession add up to one pull.",
        fontsize=14, weight="bold",
    )  # fmt: skip
    return figure
