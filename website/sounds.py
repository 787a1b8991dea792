"""Sounds of the EMG machine, made by the course itself while the site is built."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from neuro_edu.lessons.listening_test import discharge_options, explain_unknown
from neuro_edu.sound import emg_sound
from website.calls import Call
from website.labs import lab_of


def _of_trace(result: Any) -> bytes:
    return emg_sound(result.trace.emg_uV, result.trace.sampling_rate_hz)


def _of_screen(result: Any) -> bytes:
    return emg_sound(result.screen.emg_uV, result.screen.sampling_rate_hz)


def _of_recording(result: Any) -> bytes:
    return emg_sound(result.recording.emg_uV, result.recording.sampling_rate_hz)


#: What a lab plays, by its name.
PLAYED: Mapping[str, Callable[[Any], bytes]] = MappingProxyType(
    {
        "discharge_library": _of_trace,
        "emg_room": _of_screen,
        "listening_test": _of_trace,
        "nerve_stimulation_lab": _of_recording,
    }
)


def sound_of(lab: str) -> tuple[bytes, Any]:
    """Return what a lab plays as it stands at first, and the result that it plays.

    Parameters
    ----------
    lab : str
        A key of `PLAYED`.
    """
    result = lab_of(Call(lab)).result
    return PLAYED[lab](result), result


def riddle_answer(unknown: Any) -> str:
    """Return in words what a riddle of the listening test is."""
    name = dict(discharge_options())[unknown.truth]
    return f"{name}. {explain_unknown(unknown, unknown.truth)}"
