"""Shocks to a nerve, recorded on the skin: the direct answer, the late ones, what goes on after."""

import math
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import lru_cache
from types import MappingProxyType

import numpy as np

from neuro_edu.content import load_content
from neuro_edu.figures.emg_sweep import EDGE, SWEEPS, EmgSweepView, Screen
from neuro_edu.lessons.parameter_controls import in_group
from neuro_edu.patients import load_patient
from neuro_edu.simulation.clinic.examination import Recording, examine
from neuro_edu.simulation.clinic.examination_findings import Findings, findings
from neuro_edu.simulation.clinic.manoeuvres import Manoeuvre, stimulate
from neuro_edu.simulation.muscle.emg import EmgRecord
from neuro_edu.simulation.muscle.stimulation import (
    CompoundPotential,
    decrement,
    measure_compound_potentials,
)
from neuro_edu.sound import emg_sound
from neuro_edu.widgets import Control, Explorer

CONDITIONS = (
    "caspr2-neuromyotonia",
    "cramp-fasciculation-syndrome",
    "kcna1-episodic-ataxia",
    "thymoma",
    "insecticides",
)
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
# Impulses that turn round in the cord come back within this time of the shock (ms).
_F_WAVE_MS = (30.0, 70.0)


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


def nerve_stimulation_lab() -> Explorer:
    """Shock a nerve once or five times and see how the muscle answers."""
    names = load_content().conditions
    patients = [("healthy", "Healthy person"), *((id_, names[id_].name) for id_ in CONDITIONS)]
    controls = [
        *in_group(
            "Patient and shocks",
            _choice("patient", "Patient", "caspr2-neuromyotonia", patients),
            _choice(
                "shocks",
                "Shocks",
                "1",
                [(key, words) for key, (words, _) in SHOCKS.items()],
                "A limit of the model: a shock within a train sets off no more than a lone one. "
                "Discharges between shocks use up transmitter: in thymoma with myasthenia a "
                "slow train therefore loses more here than a fast one.",
            ),
            _choice(
                "site",
                "Shocks at the",
                "ankle",
                [(site, site) for site in SITES_mm],
                "Two latencies and the way between the two places give a velocity: see the table.",
            ),
        ),
        *in_group(
            "EMG machine",
            _choice(
                "gain",
                "Gain",
                FITTING,
                [
                    (FITTING, f"fits the M wave, then {LATE_uV:g} µV per division"),
                    *((key, f"{words} per division") for key, words in GAINS_uV.items()),
                ],
            ),
            _choice("speed", "Sweep speed", "10", [(s, f"{s} ms per division") for s in SPEEDS_ms]),
        ),
    ]
    return Explorer(
        controls,
        simulate_shocks,
        EmgSweepView(),
        describe_shocks,
        title="EMG room: nerve stimulation",
        sound=lambda result: emg_sound(result.recording.emg_uV, result.recording.sampling_rate_hz),
        details=shock_details,
        reports_progress=True,
    )


def _choice(
    name: str, label: str, value: str, options: list[tuple[str, str]], help: str = ""
) -> Control:
    return Control(
        name=name, label=label, value=value, options=tuple(options), help=help, kind="choice"
    )


def simulate_shocks(
    *,
    patient: str,
    shocks: str,
    site: str,
    gain: str,
    speed: str,
    progress: Callable[[float], None] | None = None,
) -> StimulationResult:
    """Shock the nerve of a patient and put the answer on the screen."""
    words, manoeuvre = SHOCKS[shocks]
    recording = _recorded(patient, manoeuvre.replace(above_ankle_mm=SITES_mm[site]))
    if progress is not None:
        progress(1.0)
    return StimulationResult(
        patient="Healthy person" if patient == "healthy" else _name(patient),
        shocks=words.lower(),
        site=site,
        recording=recording,
        ankle_latency_ms=_ankle_latency_ms(patient),
        screen=_screen(recording, f"{words}: tibial nerve, {site}", gain, float(speed)),
    )


@lru_cache(maxsize=12)
def _recorded(patient: str, manoeuvre: Manoeuvre) -> Recording:
    duration_ms = manoeuvre.stimuli_ms[-1] + _AFTER_MS
    # A single shock is followed for as long as five of the slowest sweeps last.
    if manoeuvre.n_shocks == 1:
        duration_ms += 2000.0
    return examine(load_patient(patient), manoeuvre, duration_ms=duration_ms)


@lru_cache(maxsize=4)
def _found(recording: Recording) -> Findings:
    return findings(recording)


@lru_cache(maxsize=16)
def _ankle_latency_ms(patient: str) -> float:
    """Latency of the answer to a lone shock at the ankle."""
    return _answers(examine(load_patient(patient), stimulate(), duration_ms=100.0))[0].latency_ms


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


def describe_shocks(result: StimulationResult) -> str:
    """Say in one sentence how the muscle answered."""
    first = result.answers[0]
    place = "" if result.site == "ankle" else f" at the {result.site}"
    text = (
        f"{result.patient}, {result.shocks}{place}: the direct answer comes after "
        f"{first.latency_ms:.1f} ms with {first.amplitude_mV:.1f} mV; "
    )
    spikes, longest_ms = result.found.after_discharges, result.found.after_discharge_ms
    if not spikes.any():
        return text + "0 after-discharges follow."
    return text + (
        f"{int(spikes[0])} after-discharge{'' if spikes[0] == 1 else 's'} of the motor units "
        f"{'follows' if spikes[0] == 1 else 'follow'} the first shock, for up to "
        f"{longest_ms[0]:.0f} ms."
    )


def shock_details(result: StimulationResult) -> list[tuple[str, ...]]:
    """Return a row for each shock, and the decrement of a train."""
    answers, found = result.answers, result.found
    rows: list[tuple[str, ...]] = [
        ("Shock", "Latency (ms)", "Size (mV)", "After-discharges", "for (ms)", "F wave")
    ]
    for number, answer in enumerate(answers):
        latency = "none" if math.isnan(answer.latency_ms) else f"{answer.latency_ms:.1f}"
        rows.append(
            (
                str(number + 1),
                latency,
                f"{answer.amplitude_mV:.2f}",
                str(int(found.after_discharges[number])),
                f"{found.after_discharge_ms[number]:.0f}",
                _f_wave(result, number),
            )
        )
    rows += _way_rows(result)
    if len(answers) >= 4:
        fall = 100.0 * decrement(answers, compared=4)
        rows.append(("4th against 1st", "", f"{-fall:+.1f} %".replace("-", "\u2212"), "", "", ""))
    return rows


def _way_rows(result: StimulationResult) -> list[tuple[str, ...]]:
    """Say how far the shock is from the muscle and, at the knee, what velocity follows."""
    here = result.recording
    between_mm = here.manoeuvre.above_ankle_mm
    to_muscle_mm = here.nerve.conduction.parameters.distal_mm + between_mm
    rows: list[tuple[str, ...]] = [
        (f"Shock at the {result.site}", f"{to_muscle_mm:.0f} mm to the muscle", "", "", "", "")
    ]
    knee_ms = result.answers[0].latency_ms
    if not between_mm or math.isnan(knee_ms):
        return rows
    ankle_ms = result.ankle_latency_ms
    way_ms = knee_ms - ankle_ms
    return [
        *rows,
        ("Shock at the ankle", f"{ankle_ms:.2f}, lone shock", "", "", "", ""),
        (
            "Velocity between them",
            f"{between_mm:.0f} mm in {way_ms:.2f} ms: {between_mm / way_ms:.1f} m/s",
            "", "", "", "",
        ),
    ]  # fmt: skip


def _f_wave(result: StimulationResult, number: int) -> str:
    """Say when impulses came back from the cord, where nothing else hides them."""
    early_ms, late_ms = _F_WAVE_MS
    if result.found.after_discharge_ms[number] > early_ms / 2:
        return "hidden by after-discharges"
    times_ms = result.recording.trains.times_ms - result.recording.stimuli_ms[number]
    back_ms = times_ms[(times_ms > early_ms) & (times_ms < late_ms)]
    if not back_ms.size:
        return "none"
    units = "1 unit" if back_ms.size == 1 else f"{back_ms.size} units"
    return f"{units}, from {back_ms.min():.0f} ms"
