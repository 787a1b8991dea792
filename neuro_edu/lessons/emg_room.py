"""The EMG room: a needle in a muscle of a patient, with screen and loudspeaker."""

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache
from types import MappingProxyType

from neuro_edu.content import load_content
from neuro_edu.figures.emg_screen import Screen, volts
from neuro_edu.figures.emg_sweep import EmgSweepView
from neuro_edu.lessons.emg_machine import filter_control, filtered_uV, machine_controls, screen_of
from neuro_edu.lessons.parameter_controls import in_group, parameter_control
from neuro_edu.patients import load_patient
from neuro_edu.simulation.clinic.examination import Recording, examine
from neuro_edu.simulation.clinic.examination_findings import Findings, findings
from neuro_edu.simulation.clinic.manoeuvres import REST, contract, grip_and_release
from neuro_edu.simulation.clinic.needle_position import HEARD_uV, move_electrode, units_heard
from neuro_edu.simulation.findings.classification import Finding
from neuro_edu.simulation.muscle.motor_unit_potentials import needle
from neuro_edu.simulation.muscle.motor_units import PoolParameters
from neuro_edu.sound import emg_sound
from neuro_edu.widgets import Control, Explorer

Progress = Callable[[float], None]

CONDITIONS = (
    "caspr2-neuromyotonia",
    "kcna1-episodic-ataxia",
    "radiation-plexopathy",
    "cramp-fasciculation-syndrome",
    "benign-fasciculation",
    "als",
    "myotonia",
    "stiff-person-syndrome",
    "tetany",
)
#: Muscles of the model (teaching values): units that lie far apart are heard one by one.
MUSCLES = MappingProxyType(
    {
        "foot": ("Small foot muscle (40 motor units)", PoolParameters(n_units=40)),
        "hand": ("Hand muscle (100 motor units)", PoolParameters()),
        "calf": (
            "Calf muscle (80 motor units)",
            PoolParameters(n_units=80, muscle_radius_mm=15.0),
        ),
    }
)
TASKS = MappingProxyType(
    {
        "rest": ("Rests", REST),
        "contract": ("Contracts slightly", contract(0.1)),
        "grip": ("Grips and lets go at 2 s", grip_and_release(release_ms=2000.0)),
    }
)
LENGTHS_s = MappingProxyType({"4": 4.0, "20": 20.0})
# Places of the needle that are kept: a hand that drags comes back to where it was.
_KEPT = 32


@dataclass(frozen=True, kw_only=True, eq=False)
class NeedleResult:
    """What the room shows: who is examined, what was recorded and what is on the screen."""

    patient: str
    muscle: str
    task: str
    recording: Recording = field(repr=False)
    screen: Screen
    n_heard: int

    @property
    def found(self) -> Findings:
        """What an examiner finds in the recording."""
        return found_in(self.recording)

    @property
    def discharge(self) -> Finding:
        """The name of the discharge by the rules."""
        discharge = self.found.discharge
        if discharge is None:
            raise TypeError("the findings were made without a name")
        return discharge


def emg_room() -> Explorer:
    """Put a needle into a muscle, look at the screen and listen."""
    return Explorer(
        _controls(),
        _NeedleRoom().record,
        EmgSweepView(),
        describe_needle,
        title="EMG room: the needle",
        sound=lambda result: emg_sound(result.screen.emg_uV, result.screen.sampling_rate_hz),
        details=needle_details,
        reports_progress=True,
    )


def _controls() -> list[Control]:
    names = load_content().conditions
    patients = [("healthy", "Healthy person"), *((id_, names[id_].name) for id_ in CONDITIONS)]
    patient = in_group(
        "Patient",
        _choice("patient", "Patient", "caspr2-neuromyotonia", patients),
        _choice("task", "What the patient does", "rest", [(k, v[0]) for k, v in TASKS.items()]),
        _choice(
            "length",
            "Length of the recording",
            "4",
            [(key, f"{length:g} s") for key, length in LENGTHS_s.items()],
            "Rare discharges need a long recording.",
        ),
    )
    place = in_group(
        "Needle",
        _choice("muscle", "Muscle", "foot", [(k, v[0]) for k, v in MUSCLES.items()]),
        parameter_control("needle_depth_mm", 2.0),
        parameter_control("needle_across_mm", -3.0),
    )
    return [*patient, *place, *machine_controls(gain="500", speed="50"), filter_control()]


def _choice(
    name: str, label: str, value: str, options: list[tuple[str, str]], help: str = ""
) -> Control:
    return Control(
        name=name, label=label, value=value, options=tuple(options), help=help, kind="choice"
    )


class _NeedleRoom:
    """Examines, and keeps the last recordings: the machine's knobs record nothing again."""

    def __init__(self) -> None:
        self._recordings: OrderedDict[tuple[object, ...], Recording] = OrderedDict()

    def record(
        self,
        *,
        patient: str,
        task: str,
        length: str,
        muscle: str,
        needle_depth_mm: float,
        needle_across_mm: float,
        gain: str,
        speed: str,
        show_from_s: float,
        low_cut: str,
        progress: Progress | None = None,
    ) -> NeedleResult:
        place = (needle_across_mm, needle_depth_mm)
        recording = self._recording((patient, task, length, muscle), place, progress)
        where = f"{_short(MUSCLES[muscle][0])}, {needle_depth_mm:g} mm deep"
        return NeedleResult(
            patient=_name(patient),
            muscle=MUSCLES[muscle][0],
            task=TASKS[task][0].lower(),
            recording=recording,
            screen=screen_of(
                filtered_uV(recording, low_cut),
                recording.sampling_rate_hz,
                gain=gain,
                speed=speed,
                show_from_s=show_from_s,
                caption=f"{where}; {length} s recorded",
            ),
            n_heard=units_heard(recording),
        )

    def _recording(
        self,
        examined: tuple[str, str, str, str],
        place: tuple[float, float],
        progress: Progress | None,
    ) -> Recording:
        patient, task, length, muscle = examined
        pool = MUSCLES[muscle][1]
        tip = needle(place[0], pool.muscle_radius_mm - place[1])
        here, anywhere = (*examined, tip), examined
        if here in self._recordings:
            return self._recordings[here]
        if anywhere in self._recordings:
            recording = move_electrode(self._recordings[anywhere], tip)
        else:
            recording = examine(
                load_patient(patient),
                TASKS[task][1],
                muscle=pool,
                electrode=tip,
                duration_ms=1000.0 * LENGTHS_s[length],
                progress=progress,
            )
        for key in (anywhere, here):
            self._recordings[key] = recording
            self._recordings.move_to_end(key)
        while len(self._recordings) > _KEPT + 1:
            self._recordings.popitem(last=False)
        return recording


@lru_cache(maxsize=_KEPT)
def found_in(recording: Recording) -> Findings:
    """Return the findings of a recording with the name of its discharge, made once."""
    return findings(recording, classify=True)


def describe_needle(result: NeedleResult) -> str:
    """Say in one sentence what the needle records."""
    discharge = result.discharge
    return (
        f"{result.patient}: the patient {result.task}, the needle hears {result.n_heard} of "
        f"{result.found.n_active} active motor units; the rules say: {discharge.title}; the "
        f"largest swing on the screen is {volts(result.screen.largest_uV)}."
    )


def needle_details(result: NeedleResult) -> list[tuple[str, ...]]:
    """Return what the measurements say, for the table below the finding."""
    found, discharge = result.found, result.discharge
    rate_hz = found.median_intraburst_rate_hz
    rows: list[tuple[str, ...]] = [
        ("Measured", "Result"),
        ("Name by the rules", discharge.title),
        *(("Reason", reason.replace(" uV", " µV")) for reason in discharge.reasons),
        ("Motor units that fire in the muscle", f"{found.n_active} of {len(found.names)}"),
    ]
    counted = {name: found.n_with(name) for name in dict.fromkeys(found.names) if name != "silent"}
    rows += [(f"Of these, with the pattern: {name}", str(n)) for name, n in sorted(counted.items())]
    rows.append((f"Of these, heard here (above {HEARD_uV:g} µV)", str(result.n_heard)))
    if rate_hz == rate_hz:
        rows.append(("Median rate inside groups", f"{rate_hz:.0f} Hz"))
    half_ms = found.half_relaxation_ms
    if half_ms == half_ms:
        rows.append(("Half of the force is gone after", f"{half_ms:.0f} ms"))
    return rows


def _name(condition: str) -> str:
    return "Healthy person" if condition == "healthy" else load_content().conditions[condition].name


def _short(muscle: str) -> str:
    return muscle.partition(" (")[0]
