"""Shocks to a nerve, recorded on the skin: the direct answer, the late ones, what goes on after."""

import math
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache
from types import MappingProxyType

from neuro_edu.content import load_content
from neuro_edu.figures.emg_sweep import SWEEPS, EmgSweepView, Screen
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
GAINS_uV = MappingProxyType(
    {"50": "50 µV", "200": "200 µV", "1000": "1 mV", "5000": "5 mV", "10000": "10 mV"}
)
SPEEDS_ms = ("2", "5", "10", "20", "50")
# Recorded after the last shock (ms): long enough for the slowest sweep.
_AFTER_MS = 600.0
# Impulses that turn round in the cord come back within this time of the shock (ms).
_F_WAVE_MS = (30.0, 70.0)


@dataclass(frozen=True, kw_only=True, eq=False)
class StimulationResult:
    """What the shocks did, and what is on the screen."""

    patient: str
    shocks: str
    recording: Recording = field(repr=False)
    screen: Screen

    @property
    def found(self) -> Findings:
        """What an examiner finds in the recording."""
        return _found(self.recording)

    @property
    def answers(self) -> tuple[CompoundPotential, ...]:
        """The direct answer to each shock."""
        record = EmgRecord(
            emg_uV=self.recording.emg_uV,
            rate_hz=self.recording.sampling_rate_hz,
            amplifier=None,
        )
        return tuple(measure_compound_potentials(record, self.recording.stimuli_ms))


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
                "A limit of the model: a shock within a train sets off no more than a lone one.",
            ),
        ),
        *in_group(
            "EMG machine",
            _choice("gain", "Gain", "200", [(k, f"{v} per division") for k, v in GAINS_uV.items()]),
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
    gain: str,
    speed: str,
    progress: Callable[[float], None] | None = None,
) -> StimulationResult:
    """Shock the nerve of a patient and put the answer on the screen."""
    words, manoeuvre = SHOCKS[shocks]
    recording = _recorded(patient, manoeuvre)
    if progress is not None:
        progress(1.0)
    return StimulationResult(
        patient="Healthy person" if patient == "healthy" else _name(patient),
        shocks=words.lower(),
        recording=recording,
        screen=_screen(recording, words, float(gain), float(speed)),
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


def _screen(recording: Recording, words: str, gain_uV: float, speed_ms: float) -> Screen:
    shocks_ms = recording.stimuli_ms
    if len(shocks_ms) > 1:
        starts_ms = shocks_ms[:SWEEPS]
        labels = tuple(f"shock {number}" for number in range(1, len(starts_ms) + 1))
    else:
        starts_ms = tuple(shocks_ms[0] + 10.0 * speed_ms * number for number in range(SWEEPS))
        labels = tuple(f"{(start - shocks_ms[0]) / 1000.0:g} s" for start in starts_ms)
    return Screen(
        emg_uV=recording.emg_uV,
        sampling_rate_hz=recording.sampling_rate_hz,
        uV_per_div=gain_uV,
        ms_per_div=speed_ms,
        sweeps_ms=starts_ms,
        sweep_labels=labels,
        caption=f"{words} to the tibial nerve; electrodes on the foot",
    )


def _name(condition: str) -> str:
    return load_content().conditions[condition].name


def describe_shocks(result: StimulationResult) -> str:
    """Say in one sentence how the muscle answered."""
    first = result.answers[0]
    text = (
        f"{result.patient}, {result.shocks}: the direct answer comes after "
        f"{first.latency_ms:.1f} ms with {first.amplitude_mV:.1f} mV; "
    )
    spikes, longest_ms = result.found.after_discharges, result.found.after_discharge_ms
    if not spikes.any():
        return text + "0 after-discharges follow."
    return text + (
        f"{int(spikes[0])} after-discharges of the motor units follow the first shock, for up to "
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
    if len(answers) >= 4:
        fall = 100.0 * decrement(answers, compared=4)
        rows.append(("4th against 1st", "", f"{-fall:+.1f} %".replace("-", "\u2212"), "", "", ""))
    return rows


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
