"""A muscle that does not let go."""

from neuro_edu.figures.stiffness import StiffnessRecord, StiffnessView, describe_stiffness
from neuro_edu.lessons.parameter_controls import model_value, parameter_control
from neuro_edu.long_work import Progress, Remembered
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
    return Explorer(
        controls, _simulate, StiffnessView, describe_stiffness, title="Stiffness lab",
        reports_progress=True,
    )  # fmt: skip


def _simulate(
    *, patient: str, severity: float, task: str, seed: int, progress: Progress
) -> StiffnessRecord:
    words, share = _PATIENTS[patient], 1.0
    if patient != "healthy":
        words += f", severity {severity:.0f} %"
        share = model_value("severity", severity)
    healthy, result = _recordings.each(
        [("healthy", 1.0, task, seed), (patient, share, task, seed)], progress
    )
    return StiffnessRecord(result=result, healthy=healthy, patient=words, task=_TASKS[task][0])


def _record(
    patient: str, severity: float, task: str, seed: int, *, progress: Progress
) -> Recording:
    return examine(
        load_patient(patient, severity=severity), _TASKS[task][1], muscle=_MUSCLE,
        duration_ms=_RECORD_MS, seed=seed, progress=progress,
    )  # fmt: skip


_recordings = Remembered(_record, 16)
