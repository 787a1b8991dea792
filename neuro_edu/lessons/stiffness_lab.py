"""A muscle that does not let go."""

from functools import lru_cache
from typing import Any

from neuro_edu.figures.stiffness import StiffnessRecord, StiffnessView, describe_stiffness
from neuro_edu.lessons.parameter_controls import model_value, parameter_control
from neuro_edu.patients import load_patient
from neuro_edu.simulation.clinic.examination import Recording, examine
from neuro_edu.simulation.clinic.manoeuvres import REST, Manoeuvre, contract, grip_and_release
from neuro_edu.simulation.muscle.motor_units import PoolParameters
from neuro_edu.widgets import Control, Explorer

# Few units and a short record, so that the picture follows the slider.
_MUSCLE = PoolParameters(n_units=14)
_RECORD_MS, _RELEASE_MS = 3000.0, 1000.0
_PATIENTS = {
    "healthy": "Healthy person",
    "cramp-fasciculation-syndrome": "Cramp-fasciculation syndrome",
    "caspr2-neuromyotonia": "Neuromyotonia",
}
_TASKS: dict[str, tuple[str, Manoeuvre]] = {
    "rest": ("at rest", REST),
    "contract": ("holding 30 % effort", contract(0.3)),
    "grip": ("grip and release", grip_and_release(0.8, release_ms=_RELEASE_MS)),
}


def stiffness_lab() -> Explorer:
    """Let a patient rest, contract, or grip and let go: motor units, EMG and force together."""
    controls = [
        Control(
            name="patient", label="Patient", kind="choice", value="caspr2-neuromyotonia",
            options=tuple(_PATIENTS.items()),
        ),
        parameter_control("severity", 1.0),
        Control(
            name="task", label="What the patient does", kind="choice", value="grip",
            options=tuple((key, words) for key, (words, _manoeuvre) in _TASKS.items()),
        ),
        Control(name="seed", label="Record again", kind="action", value=0),
    ]  # fmt: skip
    values: dict[str, Any] = {control.name: control.value for control in controls}
    return Explorer(
        controls, _simulate, StiffnessView(_simulate(**values)), describe_stiffness,
        title="Stiffness lab",
    )  # fmt: skip


def _simulate(*, patient: str, severity: float, task: str, seed: int) -> StiffnessRecord:
    words = _PATIENTS[patient]
    if patient != "healthy":
        words += f", severity {severity:.0f} %"
    return StiffnessRecord(
        result=_record(patient, model_value("severity", severity), task, seed),
        healthy=_record("healthy", 1.0, task, seed),
        patient=words,
        task=_TASKS[task][0],
    )


@lru_cache(maxsize=16)
def _record(patient: str, severity: float, task: str, seed: int) -> Recording:
    return examine(
        load_patient(patient, severity=1.0 if patient == "healthy" else severity),
        _TASKS[task][1], muscle=_MUSCLE, duration_ms=_RECORD_MS, seed=seed,
    )  # fmt: skip
