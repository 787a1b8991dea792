"""What an EMG machine and a force gauge record from a patient of the clinic, and what it means."""

import math
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache

from neuro_edu.clinic.after_discharges import AfterDischarges, after_discharges
from neuro_edu.clinic.needle_words import rest_in_words
from neuro_edu.clinic.places import RIGHT_LEG, Site
from neuro_edu.simulation.clinic.examination import Recording, examine
from neuro_edu.simulation.clinic.examination_findings import Findings, findings
from neuro_edu.simulation.clinic.localisation import FEW_UNITS
from neuro_edu.simulation.clinic.manoeuvres import REST, Manoeuvre, grip_and_release, stimulate
from neuro_edu.simulation.clinic.patient import Patient
from neuro_edu.simulation.muscle.compound_potentials import decrement, measure_compound_potentials
from neuro_edu.simulation.muscle.emg import EmgRecord

REST_MS = 5000.0
_RELEASE_MS, _GRIP_MS = 600.0, 2400.0
_AFTER_SHOCKS_MS = 800.0
_COOLED_degC, _BREATHED_mmHg = 20.0, 15.0
#: A fall of the answers that a test of transmission calls abnormal; the limit in common use.
DECREMENT_LIMIT = 0.1
#: A force that takes longer to fall to half after a grip is let go is slow: a teaching value, three
#: times what healthy hands of this model take.
SLOW_RELEASE_ms = 200.0
_FIBRES = {
    "fibrillation": "Between them muscle fibres fibrillate: nerve fibres have been lost.",
    "positive_sharp_wave": "Between them there are positive sharp waves: nerve fibres are lost.",
    "myotonic": "Muscle fibres fire on in myotonic discharges that wax and wane (dive-bomber).",
    "complex_repetitive": "Muscle fibres fire in complex repetitive discharges.",
}


@dataclass(frozen=True, kw_only=True)
class Signal:
    """Something that is recorded from a patient; made at first use and kept.

    Attributes
    ----------
    id, label : str
    patient : Patient
    manoeuvre : Manoeuvre
    duration_ms : float
    seed : int
        Of the recording.
    """

    id: str
    label: str
    patient: Patient = field(repr=False)
    manoeuvre: Manoeuvre = field(repr=False)
    duration_ms: float
    seed: int

    @property
    def recording(self) -> Recording:
        """What was recorded: EMG, force, shocks."""
        return _recorded(self.patient, self.manoeuvre, self.duration_ms, self.seed)

    @property
    def findings(self) -> Findings:
        """What an examiner measures in it."""
        return _found(self.patient, self.manoeuvre, self.duration_ms, self.seed)

    @property
    def after_shocks(self) -> AfterDischarges:
        """What follows the direct answer to each shock."""
        return _measured(self.patient, self.manoeuvre, self.duration_ms, self.seed)

    @property
    def after_discharges(self) -> int:
        """Spikes of all units after one shock, the most of all shocks."""
        return max(self.after_shocks.n_spikes, default=0)

    @property
    def release_is_slow(self) -> bool:
        """Whether the force falls slowly after a grip: the one rule for what is said of it."""
        half_ms = self.findings.half_relaxation_ms
        return math.isnan(half_ms) or half_ms > SLOW_RELEASE_ms

    @property
    def decrement(self) -> float:
        """Loss of size of the answers within a train, as a share; nan without a train."""
        if self.manoeuvre.n_shocks < 2:
            return math.nan
        recording = self.recording
        record = EmgRecord(
            emg_uV=recording.emg_uV, rate_hz=recording.sampling_rate_hz, amplifier=None
        )
        return decrement(measure_compound_potentials(record, recording.stimuli_ms))

    @property
    def text(self) -> str:
        """The finding in words, with numbers."""
        return _DESCRIPTIONS[self.id.partition("-")[0]](self)


# Held while a recording is made: a page makes them beforehand in a thread of its own, and nothing
# is to be made twice.
_MAKING = threading.Lock()


def _recorded(patient: Patient, manoeuvre: Manoeuvre, duration_ms: float, seed: int) -> Recording:
    with _MAKING:
        return _made(patient, manoeuvre, duration_ms, seed)


# Nine recordings of one patient, up to 500 kB each.
@lru_cache(maxsize=64)
def _made(patient: Patient, manoeuvre: Manoeuvre, duration_ms: float, seed: int) -> Recording:
    return examine(patient, manoeuvre, muscle=FEW_UNITS, duration_ms=duration_ms, seed=seed)


@lru_cache(maxsize=512)
def _found(patient: Patient, manoeuvre: Manoeuvre, duration_ms: float, seed: int) -> Findings:
    return findings(_recorded(patient, manoeuvre, duration_ms, seed))


@lru_cache(maxsize=512)
def _measured(
    patient: Patient, manoeuvre: Manoeuvre, duration_ms: float, seed: int
) -> AfterDischarges:
    return after_discharges(_recorded(patient, manoeuvre, duration_ms, seed))


def signals_of(
    computed: str, patient: Patient, seed: int, site: Site = RIGHT_LEG
) -> tuple[Signal, ...]:
    """Return what is recorded in a test.

    Parameters
    ----------
    computed : str
        As a test of the clinic says it: ``"conduction"``, ``"needle"``, ``"provocation"``,
        ``"trains"``, ``"none"``; or ``"grip"``, for a grip that is let go.
    patient : Patient
        Whom.
    seed : int
        Of the recordings: shocks at all rates meet the same chance.
    site : Site
        Where, for the labels.

    Returns
    -------
    tuple of Signal
        Nothing is computed yet.
    """
    return tuple(
        Signal(
            id=id_,
            label=label.format(muscle=site.needled),
            patient=patient,
            manoeuvre=manoeuvre,
            duration_ms=_duration_ms(manoeuvre),
            seed=seed,
        )
        for id_, label, manoeuvre in _RECORDED[computed]
    )


def _duration_ms(manoeuvre: Manoeuvre) -> float:
    if manoeuvre.n_shocks:
        return manoeuvre.stimuli_ms[-1] + _AFTER_SHOCKS_MS
    return _GRIP_MS if manoeuvre.effort else REST_MS


_GRIP = ("grip", "Grip and release", grip_and_release(0.5, release_ms=_RELEASE_MS))
_RECORDED: dict[str, tuple[tuple[str, str, Manoeuvre], ...]] = {
    "none": (),
    "grip": (_GRIP,),
    "conduction": (
        ("shock-1", "One shock", stimulate()),
        ("train-1", "Shocks at 1 per second", stimulate(n_shocks=6, rate_hz=1.0)),
        ("train-2", "Shocks at 2 per second", stimulate(n_shocks=8, rate_hz=2.0)),
        ("train-5", "Shocks at 5 per second", stimulate(n_shocks=10, rate_hz=5.0)),
    ),
    "needle": (("rest", "Needle at rest, {muscle}", REST), _GRIP),
    "trains": (("slow-3", "Six shocks at 3 per second", stimulate(n_shocks=6, rate_hz=3.0)),),
    "provocation": (
        ("rest-cool", "At rest, muscle cooled", Manoeuvre(temperature_degC=_COOLED_degC)),
        ("rest-breath", "After deep breathing", Manoeuvre(pco2_fall_mmHg=_BREATHED_mmHg)),
    ),
}


def _describe_rest(signal: Signal) -> str:
    text = f"{signal.label}: {rest_in_words(signal.findings, signal.duration_ms)}"
    fibres = signal.patient.lesion.fibre_discharge
    return f"{text} {_FIBRES.get(fibres, 'No fibrillation here.')}"


def _describe_shocks(signal: Signal) -> str:
    return f"{signal.label}: {signal.after_shocks.in_words()}"


def _describe_train(signal: Signal) -> str:
    lost = signal.decrement
    if math.isnan(lost):
        return f"{signal.label}: the answers could not be measured."
    if lost < DECREMENT_LIMIT:
        return f"{signal.label}: no decrement beyond 10 % (measured: {max(0.0, 100 * lost):.0f} %)."
    return f"{signal.label}: the answers lose {100 * lost:.0f} % of their size, a decrement."


def _describe_grip(signal: Signal) -> str:
    half_ms = signal.findings.half_relaxation_ms
    if math.isnan(half_ms):
        return "Grip and release: the force has not fallen to half when the recording ends: slow."
    how = "slow, as it is beyond" if signal.release_is_slow else "not slow, as it is within"
    return (
        f"Grip and release: the force falls to half in {half_ms:.0f} ms "
        f"({how} {SLOW_RELEASE_ms:.0f} ms)."
    )


_DESCRIPTIONS: dict[str, Callable[[Signal], str]] = {
    "rest": _describe_rest,
    "shock": _describe_shocks,
    "train": _describe_shocks,
    "slow": _describe_train,
    "grip": _describe_grip,
}
