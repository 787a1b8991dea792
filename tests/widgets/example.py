"""Panels with nothing of the course in them: a sine wave to explore, three questions, a riddle."""

import io
import threading
import wave
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from matplotlib.figure import Figure

from neuro_edu.errors import ParameterError
from neuro_edu.widgets import Control, Explorer, Riddle


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


def slow_start(*, title: str, reports: bool = False, seconds: float = 4.0) -> Explorer:
    """An explorer whose first picture takes long, reporting on the way or not."""

    def simulate(rate_hz: float, progress: Callable[[float], None] | None = None) -> Wave:
        for step in range(40):
            threading.Event().wait(seconds / 40 if rate_hz == 2 else 0.0)
            if progress:
                progress(step / 40)
        return simulate_wave(rate_hz, 1, "#0072B2", False)

    return Explorer(
        CONTROLS[:1],
        simulate,
        WaveView((10, 4.8)),
        describe_wave,
        title=title,
        reports_progress=reports,
    )


SOUND_HZ = 8000


def tone(shown: Wave) -> bytes:
    """A second of a tone a hundred times as fast as the wave."""
    t_s = np.arange(SOUND_HZ) / SOUND_HZ
    samples = 8000 * np.sin(2 * np.pi * 100 * shown.rate_hz * t_s)
    file = io.BytesIO()
    with wave.open(file, "wb") as writer:
        writer.setparams((1, 2, SOUND_HZ, 0, "NONE", ""))
        writer.writeframes(samples.astype("<i2").tobytes())
    return file.getvalue()


def wave_details(shown: Wave) -> list[tuple[str, ...]]:
    period_ms = 1000 / shown.rate_hz
    return [
        ("Quantity", "Value", "Unit"),
        ("Rate", f"{shown.rate_hz:.1f}", "Hz"),
        ("Period", f"{period_ms:.0f}", "ms"),
    ]


ALL_KINDS = (
    Control(name="rate_hz", label="Rate", value=2.0, unit="Hz", low=0.5, high=20.0, group="Wave"),
    Control(
        name="colour",
        label="Colour",
        value="#0072B2",
        kind="choice",
        options=(("#0072B2", "Blue"), ("#D55E00", "Orange")),
        group="Wave",
    ),
    Control(name="gain", label="Gain", value=3, low=1, high=5, step=1, group="Screen"),
    Control(name="quiet", label="Without noise", value=False, kind="toggle", group="Screen"),
    Control(name="delay_s", label="Delay", value=0.0, unit="s", high=2.0, step=0.5, group="Record"),
    Control(name="seed", label="New record", value=1, kind="action", group="Record"),
)


def studio(sound: Callable[[Wave], bytes] = tone) -> Explorer:
    """Every kind of control in three groups, with sound, details and progress."""

    def simulate(
        rate_hz: float, seed: int, delay_s: float, progress: Callable[[float], None], **rest: object
    ) -> Wave:
        for step in range(20):
            threading.Event().wait(delay_s / 20)
            progress(step / 20)
        return Wave(rate_hz + (seed - 1), str(rest["colour"]), threading.get_ident())

    return Explorer(
        ALL_KINDS,
        simulate,
        WaveView((10, 4.8)),
        describe_wave,
        title="Studio",
        sound=sound,
        details=wave_details,
        reports_progress=True,
    )


SPEEDS = {"slow": 1.0, "middling": 4.0, "fast": 9.0}


def speed_of(shown: Wave) -> str:
    return next(name for name, rate_hz in SPEEDS.items() if rate_hz == shown.rate_hz)


def explain_speed(shown: Wave, chosen: str) -> str:
    return f"There are {shown.rate_hz:.0f} cycles in 1 s; {chosen} has {SPEEDS[chosen]:.0f}."


def speed_riddle(
    order: tuple[str, ...] = ("fast", "slow", "middling"),
    on_answer: Callable[[int, str, bool], object] | None = None,
) -> Riddle:
    """A wave to be named by its speed; riddle n is the n-th of the order, over and over."""

    def simulate(number: int, colour: str) -> Wave:
        rate_hz = SPEEDS[order[(number - 1) % len(order)]]
        return Wave(rate_hz, colour, threading.get_ident())

    return Riddle(
        [CONTROLS[2]],
        simulate,
        WaveView((10, 4.8)),
        lambda _: "Waves in a record of 1 s.",
        title="Speed",
        options=[(name, f"{name.title()} waves") for name in SPEEDS],
        truth=speed_of,
        explain=explain_speed,
        question="Which waves are these?",
        sound=tone,
        on_answer=on_answer,
    )


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
