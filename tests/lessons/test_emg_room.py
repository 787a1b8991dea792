"""The EMG room: what is recorded, kept, shown and heard."""

import io

import numpy as np
import pytest
from scipy.io import wavfile
from scipy.signal import butter, sosfilt

from neuro_edu.lessons import emg_room
from neuro_edu.lessons import emg_room as factory
from neuro_edu.lessons.emg_machine import GAINS_uV, LOW_CUTS_Hz, SPEEDS_ms
from neuro_edu.lessons.emg_room import CONDITIONS, MUSCLES, TASKS


@pytest.fixture(scope="module")
def room():
    return factory()


@pytest.fixture(autouse=True)
def at_the_start(room):
    room.set(**{name: control.value for name, control in room._controls.items()})


def details(room):
    return dict(room._details(room.result))


def test_the_first_patient_has_runs_of_150_to_300_hz_that_the_rules_name(room):
    assert room.result.discharge.discharge == "neuromyotonic"
    assert "Neuromyotonic discharge" in room.finding
    assert 150 <= room.result.discharge.measures["run_rate_hz"] <= 300
    assert details(room)["Name by the rules"] == "Neuromyotonic discharge"


@pytest.mark.parametrize(
    ("patient", "names"),
    [
        ("healthy", {"silent"}),
        ("kcna1-episodic-ataxia", {"multiplets", "myokymic"}),
        ("radiation-plexopathy", {"myokymic"}),
        ("cramp-fasciculation-syndrome", {"multiplets", "fasciculation"}),
        ("benign-fasciculation", {"fasciculation"}),
        ("als", {"fibrillation", "fasciculation_als"}),
        ("myotonia", {"myotonic"}),
        ("stiff-person-syndrome", {"voluntary"}),
        ("tetany", {"tetany"}),
    ],
)
def test_where_the_needle_starts_each_disease_shows_its_discharge(room, patient, names):
    room.set(patient=patient)
    assert room.result.discharge.discharge in names


def test_every_patient_on_offer_is_tested_above(room):
    offered = {value for value, _ in room._controls["patient"].options}
    assert offered == {"healthy", *CONDITIONS}


def test_a_deeper_needle_hears_more_units(room):
    heard = []
    for depth in (1.0, 4.0, 8.0):
        room.set(needle_depth_mm=depth)
        heard.append(room.result.n_heard)
        assert f"{room.result.n_heard} of {room.result.found.n_active} active" in room.finding
    assert heard == sorted(heard)
    assert heard[-1] >= 2 * heard[0]


def test_a_healthy_muscle_is_silent_at_rest_and_not_at_work(room):
    room.set(patient="healthy")
    noise_uV = np.std(room.result.recording.emg_uV)
    assert room.result.recording.trains.n_spikes == 0
    room.set(task="contract")
    assert np.std(room.result.recording.emg_uV) > 5 * noise_uV
    assert room.result.discharge.discharge == "voluntary"


def test_a_gripping_hand_opens_slowly_in_neuromyotonia(room):
    half_ms = {}
    for patient in ("healthy", "caspr2-neuromyotonia"):
        room.set(patient=patient, task="grip")
        half_ms[patient] = room.result.found.half_relaxation_ms
        assert f"{half_ms[patient]:.0f} ms" in details(room)["Half of the force is gone after"]
    assert half_ms["caspr2-neuromyotonia"] > 2 * half_ms["healthy"]


def test_the_machine_records_nothing_again(monkeypatch):
    asked = []
    module = __import__("neuro_edu.lessons.emg_room", fromlist=["examine"])
    original = module.examine

    def counted(*args, **rest):
        asked.append(rest)
        return original(*args, **rest)

    monkeypatch.setattr(module, "examine", counted)
    room = emg_room()
    first = room.result.recording
    for name, values in (("gain", GAINS_uV), ("speed", SPEEDS_ms), ("low_cut", LOW_CUTS_Hz)):
        for value in values:
            room.set(**{name: value})
            assert room.result.recording is first
    room.set(show_from_s=1.5)
    assert room.result.recording is first
    room.set(needle_depth_mm=5.0, needle_across_mm=2.0)
    np.testing.assert_array_equal(room.result.recording.trains.times_ms, first.trains.times_ms)
    assert len(asked) == 1
    room.set(task="contract")
    assert len(asked) == 2
    room.set(task="rest", needle_depth_mm=2.0, needle_across_mm=-3.0)
    np.testing.assert_array_equal(room.result.recording.emg_uV, first.emg_uV)
    assert len(asked) == 2


@pytest.mark.parametrize("low_cut", ["100", "500"])
def test_the_low_cut_is_that_of_another_program(room, low_cut):
    recorded = np.array(room.result.recording.emg_uV, dtype=float)
    room.set(low_cut=low_cut)
    other = sosfilt(butter(2, float(low_cut), "highpass", fs=20_000, output="sos"), recorded)
    np.testing.assert_allclose(room.result.screen.emg_uV, other, atol=0.2 + 1e-3 * np.ptp(other))


@pytest.mark.parametrize("length", ["4", "20"])
def test_the_sound_lasts_as_long_as_the_recording(room, length):
    room.set(patient="benign-fasciculation", length=length)
    rate_hz, samples = wavfile.read(io.BytesIO(room._sound(room.result)))
    assert samples.size / rate_hz == pytest.approx(float(length), abs=1e-3)


def test_progress_is_reported_to_the_end():
    seen = []
    room = factory()
    room._simulate(**{**room.values, "patient": "tetany"}, progress=seen.append)
    assert seen == sorted(seen)
    assert seen[-1] == 1.0


@pytest.mark.parametrize("muscle", MUSCLES)
@pytest.mark.parametrize("task", TASKS)
def test_every_muscle_and_task_has_numbers(room, muscle, task):
    room.set(patient="cramp-fasciculation-syndrome", muscle=muscle, task=task)
    assert np.isfinite(room.result.recording.emg_uV).all()
    rows = room._details(room.result)
    assert all(len(row) == 2 and all(row) for row in rows)
    assert "nan" not in " ".join(" ".join(row) for row in rows)
