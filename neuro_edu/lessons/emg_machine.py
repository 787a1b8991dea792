"""The knobs of the EMG machine and what they do to a recorded trace."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from types import MappingProxyType
from typing import Any

import numpy as np
from numpy.typing import NDArray

from neuro_edu.figures.emg_screen import EDGE, Screen, consecutive_sweeps
from neuro_edu.lessons.parameter_controls import in_group, parameter_control
from neuro_edu.simulation.arrays import read_only
from neuro_edu.simulation.clinic.examination import Recording
from neuro_edu.simulation.filters import BandPass
from neuro_edu.simulation.synthetic.generators import Trace
from neuro_edu.widgets import Control

#: Choices of the machine, by the key that a control sends.
GAINS_uV = MappingProxyType(
    {f"{gain}": float(gain) for gain in (20, 50, 100, 200, 500, 1000, 2000, 5000)}
)
SPEEDS_ms = MappingProxyType({f"{speed}": float(speed) for speed in (5, 10, 20, 50, 100)})
#: Of the gains, the one that shows the largest potential whole.
FITTING = "fitting"
#: The recording itself begins at the first of them (Hz).
LOW_CUTS_Hz = MappingProxyType({f"{low}": float(low) for low in (10, 100, 500)})


def machine_controls(*, gain: str, speed: str) -> list[Control]:
    """Return gain, sweep speed and where on the trace the screen begins."""
    gains = [(FITTING, "fits the trace"), *_named(GAINS_uV, "µV per division")]
    return in_group(
        "EMG machine",
        _choice("gain", "Gain", gain, gains),
        _choice("speed", "Sweep speed", speed, _named(SPEEDS_ms, "ms per division")),
        parameter_control("show_from_s", 0.0),
    )


def filter_control() -> Control:
    """Return the choice of the low cut."""
    (control,) = in_group(
        "EMG machine",
        _choice("low_cut", "Low cut of the filter", "10", _named(LOW_CUTS_Hz, "Hz")),
    )
    return control


def _choice(name: str, label: str, value: str, options: Sequence[tuple[str, str]]) -> Control:
    return Control(name=name, label=label, value=value, options=tuple(options), kind="choice")


def _named(known: Mapping[str, float], unit: str) -> list[tuple[str, str]]:
    return [(key, f"{number:g} {unit}") for key, number in known.items()]


def screen_of(
    emg_uV: NDArray[Any],
    sampling_rate_hz: float,
    *,
    gain: str,
    speed: str,
    show_from_s: float,
    caption: str = "",
) -> Screen:
    """Return the screen that shows a trace with the machine set so."""
    duration_ms = 1000.0 * emg_uV.size / sampling_rate_hz
    return Screen(
        emg_uV=emg_uV,
        sampling_rate_hz=sampling_rate_hz,
        uV_per_div=fitting_uV(emg_uV) if gain == FITTING else GAINS_uV[gain],
        ms_per_div=SPEEDS_ms[speed],
        sweeps_ms=consecutive_sweeps(1000.0 * show_from_s, SPEEDS_ms[speed], duration_ms),
        caption=caption,
    )


@lru_cache(maxsize=4)
def filtered_uV(recorded: Recording | Trace, low_cut: str) -> NDArray[np.float32]:
    """Return a recorded trace with its low frequencies cut at another edge, read-only."""
    low_hz = LOW_CUTS_Hz[low_cut]
    if low_hz <= min(LOW_CUTS_Hz.values()):
        return recorded.emg_uV
    emg_uV = np.array(recorded.emg_uV)
    BandPass(low_hz, 10_000.0, recorded.sampling_rate_hz)(emg_uV)
    return read_only(emg_uV, np.float32)


def fitting_uV(emg_uV: NDArray[Any]) -> float:
    """Return the gain (uV per division) that shows the largest potential of a trace whole."""
    largest_uV = float(np.abs(emg_uV).max(initial=0.0))
    gains_uV = sorted(GAINS_uV.values())
    return next((gain for gain in gains_uV if largest_uV <= EDGE * gain), gains_uV[-1])
