"""Signs of the whole patient: where a discharge comes from, grip, nerve stimulation, needle EMG."""

import functools
import math

import numpy as np

from neuro_edu.patients import load_patient
from neuro_edu.simulation.clinic.electrical_record import AMPLIFIER
from neuro_edu.simulation.clinic.examination import examine
from neuro_edu.simulation.clinic.examination_findings import findings
from neuro_edu.simulation.clinic.manoeuvres import REST, grip_and_release, stimulate
from neuro_edu.simulation.findings.discharges import detect_groups
from neuro_edu.simulation.muscle.compound_potentials import measure_compound_potentials
from neuro_edu.simulation.muscle.emg import EmgRecord
from tests.fidelity.signs import Sign

PATIENT = "caspr2-neuromyotonia"
GENERATORS = {
    "CNS": "stiff-person-syndrome",
    "axon": PATIENT,
    "muscle fibre": "myotonia",
}
#: The words of the published matrix as shares of the activity at rest, in per cent.
STOPS, PERSISTS, FALLS = (0, 5), (75, 125), (20, 95)
MATRIX = {
    "sleep": (STOPS, PERSISTS, PERSISTS),
    "general anaesthesia": (STOPS, PERSISTS, PERSISTS),
    "spinal anaesthesia": (STOPS, PERSISTS, PERSISTS),
    "proximal nerve block": (STOPS, PERSISTS, PERSISTS),
    "distal nerve block": (STOPS, FALLS, PERSISTS),
    "curare": (STOPS, STOPS, PERSISTS),
}


@functools.cache
def activity(condition, block, seed=0):
    """EMG power above the amplifier's noise, in uV squared."""
    recording = examine(
        load_patient(condition), REST.replace(block=block), duration_ms=4000.0, seed=seed
    )
    silent = examine(load_patient("healthy"), duration_ms=4000.0, seed=seed)
    power, noise = (np.mean(r.emg_uV.astype(float) ** 2) for r in (recording, silent))
    return max(0.0, power - noise)


def measure_F13():
    signs = []
    for block, words in MATRIX.items():
        for (generator, condition), (low, high) in zip(GENERATORS.items(), words, strict=True):
            left = 100.0 * activity(condition, block) / activity(condition, "none")
            signs.append(
                Sign(
                    id="F13",
                    sign=f"{generator} generator, {block}: activity left",
                    low=low,
                    high=high,
                    unit="% of rest",
                    measured=(left, left),
                    source="Torbergsen1996" if generator == "axon" else "PHTreview",
                    note="needle EMG power; stops: up to 5 %, persists: 75 to 125 %, "
                    "falls partly: 20 to 95 %",
                )
            )
    return tuple(signs)


def measure_F19_in_the_patient():
    amplitude_mV, latency_ms = [], []
    for seed in range(3):
        recording = examine(
            load_patient("healthy", seed=seed), stimulate(), duration_ms=100.0, seed=seed
        )
        record = EmgRecord(
            emg_uV=recording.emg_uV, rate_hz=recording.sampling_rate_hz, amplifier=AMPLIFIER
        )
        (answer,) = measure_compound_potentials(record, recording.stimuli_ms)
        amplitude_mV.append(answer.amplitude_mV)
        latency_ms.append(answer.latency_ms)
    return (
        Sign(
            id="F19",
            sign="compound potential of a healthy person, amplitude",
            low=3.4,
            high=10.9,
            unit="mV",
            measured=(min(amplitude_mV), max(amplitude_mV)),
            source="Kim2022",
            note="through the axons, three people",
        ),
        Sign(
            id="F19",
            sign="compound potential of a healthy person, distal latency",
            low=3.1,
            high=5.4,
            unit="ms",
            measured=(min(latency_ms), max(latency_ms)),
            source="Kim2022",
            note="through the axons, three people",
        ),
    )


@functools.cache
def needle_minute():
    return examine(load_patient(PATIENT), duration_ms=60_000.0, seed=1)


@functools.cache
def runs():
    """Neuromyotonic discharges of the minute: (group, share of fibres that answer each spike)."""
    recording = needle_minute()
    trains = recording.trains
    found = []
    for unit in range(trains.n_units):
        times_ms = trains.of_unit(unit)
        answered = recording.answered[trains.offsets[unit] : trains.offsets[unit + 1]]
        for group in detect_groups(times_ms, longest_interval_ms=25.0):
            # A run that the recording cuts has no start or no end.
            whole = group.start_ms > 50.0 and group.stop_ms < trains.duration_ms - 50.0
            if group.duration_ms >= 300.0 and whole:
                inside = (times_ms >= group.start_ms) & (times_ms <= group.stop_ms)
                found.append((group, answered[inside]))
    return found


def measure_F20_in_the_patient():
    fall_s, left = [], []
    for group, answered in runs():
        since_s = (group.times_ms - group.start_ms) / 1000.0
        below = np.nonzero(answered <= 0.6 * answered[0])[0]
        if below.size:
            fall_s.append(since_s[below[0]])
        if group.duration_ms >= 1000.0:
            last = np.searchsorted(since_s, 2.0) - 1
            left.append(100.0 * answered[last] / answered[0])
    return (
        Sign(
            id="F20",
            sign="patient's runs of 1 s and more: potential left at the end, or after 2 s",
            low=20,
            high=60,
            unit="%",
            measured=(min(left), max(left)) if left else (math.nan,) * 2,
            source="design range",
            note=f"share of fibres that answer, {len(left)} runs",
        ),
        Sign(
            id="F20",
            sign="patient's runs: time until the potential has fallen to 60 %",
            low=0.3,
            high=2,
            unit="s",
            measured=(min(fall_s), max(fall_s)) if fall_s else (math.nan,) * 2,
            source="design range",
            note=f"{len(fall_s)} runs that last so long",
        ),
    )


def half_relaxation_ms(condition, seed):
    recording = examine(
        load_patient(condition, seed=seed), grip_and_release(), duration_ms=5000.0, seed=seed
    )
    return findings(recording).half_relaxation_ms


def measure_F23():
    slower = [half_relaxation_ms(PATIENT, s) / half_relaxation_ms("healthy", s) for s in range(3)]
    return (
        Sign(
            id="F23",
            sign="time until a released grip has lost half of its force, patient : healthy",
            low=2,
            high=math.inf,
            unit="",
            measured=(min(slower), max(slower)),
            source="Maddison2006",
            note="grip of 2 s at 80 %; rests on impulses that the model assumes to follow a "
            "contraction, not on its channels",
        ),
    )


def measure_F26():
    found = findings(needle_minute())
    n_units = len(found.names)
    multiplets = 100.0 * np.count_nonzero(found.n_groups) / n_units
    in_runs = 100.0 * found.n_with("neuromyotonic") / n_units
    rates = [group.intraburst_rate_hz for group, _answered in runs()]
    lengths = [group.duration_ms / 1000.0 for group, _answered in runs()]
    return (
        Sign(
            id="F26",
            sign="motor units with doublets and multiplets, 60 s at rest",
            low=50,
            high=100,
            unit="%",
            measured=(multiplets, multiplets),
            source="Tiantan2023",
            note="most: more than half",
        ),
        Sign(
            id="F26",
            sign="motor units with long runs, 60 s at rest",
            low=1,
            high=50,
            unit="%",
            measured=(in_runs, in_runs),
            source="Tiantan2023",
            note="a minority: less than half; a run lasts 0.3 s or more at 150 Hz or more",
        ),
        Sign(
            id="F26",
            sign="rate inside the long runs",
            low=150,
            high=300,
            unit="Hz",
            measured=tuple(np.percentile(rates, [5, 95])),
            source="Tiantan2023",
            note=f"median rate of each of {len(rates)} runs, 5th to 95th percentile",
        ),
        Sign(
            id="F26",
            sign="length of the long runs",
            low=0.3,
            high=5,
            unit="s",
            measured=(min(lengths), max(lengths)),
            source="Maddison2006",
            note="every run that begins and ends in the minute",
        ),
    )


MEASURES = (
    measure_F13,
    measure_F19_in_the_patient,
    measure_F20_in_the_patient,
    measure_F23,
    measure_F26,
)
