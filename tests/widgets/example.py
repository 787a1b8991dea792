"""Panels with nothing of the course in them: a sine wave to explore, three questions."""

import threading
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from matplotlib.figure import Figure

from neuro_edu.errors import ParameterError
from neuro_edu.widgets import Control, Explorer


@dataclass(frozen=True)
class Wave:
    rate_hz: float
    colour: str
    thread: int


class WaveView:
    """Two moving lines and a limit that changes above 10 Hz only."""

    def __init__(self, figsize: tuple[float, float] = (5, 3)) -> None:
        self.figure = Figure(figsize=figsize, dpi=100, layout="constrained")
        upper, self.lower = self.figure.subplots(2, 1)
        self.t_s = np.linspace(0.0, 1.0, 500)
        self.moving = [axes.plot(self.t_s, 0 * self.t_s)[0] for axes in (upper, self.lower)]
        upper.set_ylim(-1.5, 1.5)
        self.lower.set_ylim(-1.5, 1.5)

    def update(self, wave: Wave) -> None:
        for line, phase in zip(self.moving, (0.0, 0.5), strict=True):
            line.set_ydata(np.sin(2 * np.pi * (wave.rate_hz * self.t_s + phase)))
            line.set_color(wave.colour)
        limits = (-1.5, 1.5) if wave.rate_hz <= 10 else (-3.0, 3.0)
        if self.lower.get_ylim() != limits:
            self.lower.set_ylim(limits)


CONTROLS = (
    Control(name="rate_hz", label="Rate", value=2.0, unit="Hz", low=0.5, high=20.0, step=0.5),
    Control(name="repeats", label="Repeats", value=1, low=1, high=5, step=1),
    Control(
        name="colour",
        label="Colour",
        value="#0072B2",
        kind="choice",
        options=(("#0072B2", "Blue"), ("#D55E00", "Orange")),
    ),
    Control(name="limited", label="Limit the rate", value=False, kind="toggle"),
)


def simulate_wave(rate_hz: float, repeats: int, colour: str, limited: bool) -> Wave:
    if limited and rate_hz > 10:
        raise ParameterError(f"rate_hz must be at most 10 Hz when limited, got {rate_hz:g} Hz")
    if repeats == 5:
        raise ZeroDivisionError("five is too many")
    return Wave(rate_hz, colour, threading.get_ident())


def describe_wave(wave: Wave) -> str:
    return f"{wave.rate_hz:.1f} cycles in 1 s."


def wave_explorer(simulate: Callable[..., Wave] = simulate_wave) -> Explorer:
    return Explorer(CONTROLS, simulate, WaveView(), describe_wave, title="Wave")


def wide_explorer(*, delay_s: float = 0.0, title: str = "Wide") -> Explorer:
    """One control and a picture as wide as those of the lessons; 20 Hz may take its time."""

    def simulate(rate_hz: float) -> Wave:
        threading.Event().wait(delay_s if rate_hz == 20 else 0.0)
        return simulate_wave(rate_hz, 1, "#0072B2", False)

    return Explorer(CONTROLS[:1], simulate, WaveView((10, 4.8)), describe_wave, title=title)


@dataclass(frozen=True)
class Option:
    text: str
    correct: bool
    feedback: str


@dataclass(frozen=True)
class Choice:
    id: str
    kind: str
    stem: str
    options: tuple[Option, ...]
    review: str = "reviewed"


@dataclass(frozen=True)
class Number:
    id: str
    stem: str
    low: float
    high: float
    unit: str = "Hz"
    kind: str = "numeric"
    review: str = "reviewed"
    feedback_right: str = "just so"
    feedback_low: str = "more"
    feedback_high: str = "less"


def options(*correct: bool) -> tuple[Option, ...]:
    return tuple(Option(f"text <{i}>", c, f"because {i}") for i, c in enumerate(correct))


QUESTIONS = (
    Choice("one", "single", "Which one?", options(False, True, False)),
    Choice("some", "multiple", "Which ones?", options(True, False, True)),
    Number("rate", "How fast?", 198.0, 202.0),
)
