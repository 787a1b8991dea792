"""Shocks to a nerve, recorded on the skin: the direct answer, the late ones, what goes on after."""

import math

from neuro_edu.content import load_content
from neuro_edu.figures.emg_sweep import EmgSweepView
from neuro_edu.lessons.parameter_controls import in_group
from neuro_edu.lessons.shock_answers import (
    FITTING,
    SHOCKS,
    GAINS_uV,
    LATE_uV,
    SITES_mm,
    SPEEDS_ms,
    StimulationResult,
    simulate_shocks,
)
from neuro_edu.simulation.muscle.compound_potentials import decrement
from neuro_edu.sound import emg_sound
from neuro_edu.widgets import Control, Explorer

CONDITIONS = (
    "caspr2-neuromyotonia",
    "cramp-fasciculation-syndrome",
    "kcna1-episodic-ataxia",
    "thymoma",
    "insecticides",
)
# Impulses that turn round in the cord come back within this time of the shock (ms).
_F_WAVE_MS = (30.0, 70.0)


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
