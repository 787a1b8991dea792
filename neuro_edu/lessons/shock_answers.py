"""What a muscle answers to shocks of its nerve, and the part of it that a screen shows."""

from dataclasses import dataclass, field, replace
from functools import lru_cache
from types import MappingProxyType

import numpy as np

from neuro_edu.content import load_content
from neuro_edu.figures.emg_screen import EDGE, SWEEPS, Screen
from neuro_edu.long_work import Progress, Remembered, part, unheard
from neuro_edu.patients import load_patient
from neuro_edu.simulation.clinic.examination import Recording, examine
from neuro_edu.simulation.clinic.examination_findings import Findings, findings
from neuro_edu.simulation.clinic.manoeuvres import Manoeuvre, stimulate
from neuro_edu.simulation.muscle.compound_potentials import (
    CompoundPotential,
    measure_compound_potentials,
)
from neuro_edu.simulation.muscle.emg import EmgRecord

SHOCKS = MappingProxyType(
    {
        "1": ("One shock", stimulate()),
        **{
            f"5x{rate}": (f"Five shocks, {rate} per second", stimulate(n_shocks=5, rate_hz=rate))
            for rate in (1, 2, 5)
        },
    }
)
#: Where the nerve is shocked, and how far that is above the ankle (mm; teaching value).
SITES_mm = MappingProxyType({"ankle": 0.0, "knee": 400.0})
#: The whole direct answer first, then what follows it, as machines do for late answers.
FITTING, LATE_uV = "fitting", 500.0
GAINS_uV = MappingProxyType(
    {
        "50": "50 µV",
        "200": "200 µV",
        "500": "500 µV",
        "1000": "1 mV",
        "5000": "5 mV",
        "10000": "10 mV",
    }
)
SPEEDS_ms = ("2", "5", "10", "20", "50")
# Recorded after the last shock (ms): long enough for the slowest sweep.
_AFTER_MS = 600.0
# From the arrival of the slowest impulses until the direct answer is over (ms).
_ANSWER_MS = 28.0
# Share of the work, roughly: the lone shock at the ankle is a short recording.
_LONG_RECORD = 0.95


@dataclass(frozen=True, kw_only=True, eq=False)
class StimulationResult:
    """What the shocks did, and what is on the screen."""

    patient: str
    shocks: str
    site: str
    recording: Recording = field(repr=False)
    screen: Screen
    ankle_latency_ms: float

    @property
    def found(self) -> Findings:
        """What an examiner finds in the recording."""
        return _found(self.recording)

    @property
    def answers(self) -> tuple[CompoundPotential, ...]:
        """The direct answer to each shock."""
        return _answers(self.recording)


def simulate_shocks(
    *,
    patient: str,
    shocks: str,
    site: str,
    gain: str,
    speed: str,
    progress: Progress = unheard,
) -> StimulationResult:
    """Shock the nerve of a patient and put the answer on the screen."""
    words, manoeuvre = SHOCKS[shocks]
    recording = _recorded(
        patient,
        manoeuvre.replace(above_ankle_mm=SITES_mm[site]),
        progress=part(progress, 0.0, _LONG_RECORD),
    )
    ankle_ms = _ankle_latency_ms(patient, progress=part(progress, _LONG_RECORD, 1.0))
    return StimulationResult(
        patient="Healthy person" if patient == "healthy" else _name(patient),
        shocks=words.lower(),
        site=site,
        recording=recording,
        ankle_latency_ms=ankle_ms,
        screen=_screen(recording, f"{words}: tibial nerve, {site}", gain, float(speed)),
    )


def _record(patient: str, manoeuvre: Manoeuvre, *, progress: Progress) -> Recording:
    duration_ms = manoeuvre.stimuli_ms[-1] + _AFTER_MS
    # A single shock is followed for as long as five of the slowest sweeps last.
    if manoeuvre.n_shocks == 1:
        duration_ms += 2000.0
    return examine(load_patient(patient), manoeuvre, duration_ms=duration_ms, progress=progress)


@lru_cache(maxsize=4)
def _found(recording: Recording) -> Findings:
    return findings(recording)


def _lone_shock_ms(patient: str, *, progress: Progress) -> float:
    """Latency of the answer to a lone shock at the ankle."""
    lone = examine(load_patient(patient), stimulate(), duration_ms=100.0, progress=progress)
    return _answers(lone)[0].latency_ms


_recorded = Remembered(_record, 12)
_ankle_latency_ms = Remembered(_lone_shock_ms, 16)


def _answers(recording: Recording) -> tuple[CompoundPotential, ...]:
    record = EmgRecord(emg_uV=recording.emg_uV, rate_hz=recording.sampling_rate_hz, amplifier=None)
    return tuple(measure_compound_potentials(record, recording.stimuli_ms))


def _screen(recording: Recording, caption: str, gain: str, speed_ms: float) -> Screen:
    shocks_ms = recording.stimuli_ms
    if len(shocks_ms) > 1:
        starts_ms = shocks_ms[:SWEEPS]
        labels = tuple(f"shock {number}" for number in range(1, len(starts_ms) + 1))
    else:
        starts_ms = tuple(shocks_ms[0] + 10.0 * speed_ms * number for number in range(SWEEPS))
        labels = tuple(f"{(start - shocks_ms[0]) / 1000.0:g} s" for start in starts_ms)
    screen = Screen(
        emg_uV=recording.emg_uV,
        sampling_rate_hz=recording.sampling_rate_hz,
        uV_per_div=LATE_uV if gain == FITTING else float(gain),
        ms_per_div=speed_ms,
        sweeps_ms=starts_ms,
        sweep_labels=labels,
        caption=caption,
    )
    return _fitted(screen, recording) if gain == FITTING else screen


def _fitted(screen: Screen, recording: Recording) -> Screen:
    """Give the direct answers a gain of their own that shows them whole."""
    slowest_m_s = recording.nerve.conduction.parameters.slowest_m_s
    answer_ms = _ANSWER_MS + recording.manoeuvre.above_ankle_mm / slowest_m_s
    shocks_ms = recording.stimuli_ms
    early_ms = tuple(
        max((shock + answer_ms - start for shock in shocks_ms if shock <= start), default=0.0)
        for start in screen.sweeps_ms
    )
    largest_uV = float(np.abs(recording.emg_uV).max())
    gains_uV = [float(gain) for gain in GAINS_uV]
    return replace(
        screen,
        early_ms=tuple(min(max(0.0, end_ms), screen.sweep_ms) for end_ms in early_ms),
        early_uV_per_div=next((g for g in gains_uV if largest_uV <= EDGE * g), gains_uV[-1]),
    )


def _name(condition: str) -> str:
    return load_content().conditions[condition].name
