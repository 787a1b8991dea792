"""What is recorded from the cases says what the cases say."""

import pytest

from neuro_edu.clinic import Signal, Visit


def signals(case_id: str, test: str) -> dict[str, Signal]:
    return {signal.id: signal for signal in Visit.begin(case_id).order(test).signals}


def test_the_teacher_has_grouped_discharges_and_long_after_discharges() -> None:
    rest = signals("teacher-calf-cramps", "needle-emg")["rest"].findings
    assert rest.n_with("doublets and multiplets") + rest.n_with("myokymic") >= 5
    assert 40 <= rest.median_intraburst_rate_hz <= 300  # Maddison2006
    train = signals("teacher-calf-cramps", "nerve-conduction")["train-5"].findings
    assert train.after_discharge_ms.max() > 100


def test_the_warehouse_worker_has_a_decrement_and_after_discharges() -> None:
    slow = signals("warehouse-drooping-lid", "repetitive-stimulation")["slow-3"]
    assert slow.decrement > 0.1  # the usual limit
    shock = signals("warehouse-drooping-lid", "nerve-conduction")["shock-1"].findings
    assert shock.after_discharges.any()


@pytest.mark.parametrize("case_id", ["teacher-calf-cramps", "boy-locking-hands"])
def test_without_myasthenia_there_is_no_decrement(case_id: str) -> None:
    assert abs(signals(case_id, "repetitive-stimulation")["slow-3"].decrement) < 0.1


def test_the_nurse_has_single_discharges_and_no_after_discharge() -> None:
    rest = signals("nurse-weak-hand", "needle-emg")["rest"]
    assert "fibrillate" in rest.text
    assert set(rest.findings.names) <= {"fasciculation", "silent"}
    for signal in signals("nurse-weak-hand", "nerve-conduction").values():
        assert not signal.after_discharges
        assert "no after-discharge" in signal.text


def test_the_medical_student_has_no_myokymia_and_brief_after_discharges_at_most() -> None:
    rest = signals("student-exam-twitches", "needle-emg")["rest"].findings
    assert rest.n_active > 0
    assert not rest.n_with("myokymic")
    assert not rest.n_with("neuromyotonic")
    train = signals("student-exam-twitches", "nerve-conduction")["train-5"].findings
    assert 0 < train.after_discharge_ms.max() < 30


def test_the_irradiated_arm_has_rhythmic_groups() -> None:
    assert signals("arm-after-radiotherapy", "needle-emg")["rest"].findings.n_with("myokymic") >= 2


def test_deep_breathing_adds_to_the_students_rippling() -> None:
    rest = signals("student-unsteady", "needle-emg")["rest"].findings
    breath = signals("student-unsteady", "emg-provocation")["rest-breath"].findings
    assert breath.recording.trains.n_spikes > rest.recording.trains.n_spikes


def test_cold_brings_out_the_engineers_fingers() -> None:
    found = signals("engineer-cold-drinks", "emg-provocation")["rest-cool"].findings
    warm = signals("engineer-cold-drinks", "needle-emg")["rest"].findings
    assert found.n_active >= warm.n_active > 0


@pytest.mark.parametrize("case_id", ["teacher-calf-cramps", "boy-locking-hands"])
def test_a_slow_grip_is_slower_than_a_healthy_one(case_id: str) -> None:
    (grip,) = Visit.begin(case_id).examine("grip").signals
    (healthy,) = Visit.begin("nurse-weak-hand").examine("grip").signals
    assert grip.findings.half_relaxation_ms > 2 * healthy.findings.half_relaxation_ms


def test_the_seed_is_another_recording_of_the_same_patient() -> None:
    first, again, other = (
        Visit.begin("teacher-calf-cramps", seed).order("needle-emg").signals[0]
        for seed in (0, 0, 1)
    )
    assert first == again
    assert first.patient == other.patient
    assert first.recording.trains.n_spikes != other.recording.trains.n_spikes
