"""Shocks to the nerve: published ranges of the answers, and the screen of a train."""

import numpy as np
import pytest

from neuro_edu.lessons import nerve_stimulation_lab
from neuro_edu.lessons.nerve_stimulation import CONDITIONS


@pytest.fixture(scope="module")
def lab():
    return nerve_stimulation_lab()


def shown(lab, **values):
    lab.set(**values)
    rows = lab._details(lab.result)
    return lab.result, rows


def test_a_healthy_answer_lies_in_the_published_range_and_stands_alone(lab):
    result, rows = shown(lab, patient="healthy", shocks="1")
    (answer,) = result.answers
    assert 3.4 <= answer.amplitude_mV <= 10.9  # Kim2022
    assert 3.1 <= answer.latency_ms <= 5.4  # Kim2022
    assert not result.found.after_discharges.any()
    assert "0 after-discharges follow" in lab.finding
    assert f"{answer.latency_ms:.1f} ms with {answer.amplitude_mV:.1f} mV" in lab.finding
    assert "unit" in rows[1][-1]


def test_after_discharges_of_neuromyotonia_outlast_10_ms(lab):
    result, rows = shown(lab, patient="caspr2-neuromyotonia", shocks="1")
    assert result.found.after_discharges[0] > 0
    assert result.found.after_discharge_ms[0] >= 10  # HarrisonBenatar2007
    assert rows[1][-1] == "hidden by after-discharges"
    # They are on the screen: from 80 ms after the shock on a healthy muscle shows only noise.
    late = slice(2000, 4000)
    ill = np.std(result.recording.emg_uV[late])
    healthy, _ = shown(lab, patient="healthy", shocks="1")
    assert ill > 3 * np.std(healthy.recording.emg_uV[late])


@pytest.mark.parametrize(("shocks", "rate_hz"), [("5x1", 1.0), ("5x2", 2.0), ("5x5", 5.0)])
def test_a_train_has_a_sweep_for_each_shock(lab, shocks, rate_hz):
    result, rows = shown(lab, patient="healthy", shocks=shocks)
    np.testing.assert_allclose(np.diff(result.screen.sweeps_ms), 1000 / rate_hz)
    assert result.screen.sweep_labels == tuple(f"shock {n}" for n in range(1, 6))
    assert len(rows) == 7
    # Each sweep begins at its shock: the direct answer starts where its latency says.
    for start_ms, answer in zip(result.screen.sweeps_ms, result.answers, strict=True):
        piece = np.abs(result.screen.piece_uV(start_ms))
        assert np.argmax(piece > 100.0) / 20.0 == pytest.approx(answer.latency_ms, abs=0.2)


def test_only_a_myasthenic_muscle_loses_more_than_a_tenth(lab):
    fall = {}
    for patient in ("healthy", "cramp-fasciculation-syndrome", "thymoma"):
        result, rows = shown(lab, patient=patient, shocks="5x2")
        sizes = [answer.amplitude_mV for answer in result.answers]
        fall[patient] = 1 - sizes[3] / sizes[0]
        assert rows[-1][0] == "4th against 1st"
        assert rows[-1][2] == f"{-100 * fall[patient]:+.1f} %".replace("-", "\u2212")
    assert fall["thymoma"] > 0.1
    assert abs(fall["healthy"]) < 0.05
    assert abs(fall["cramp-fasciculation-syndrome"]) < 0.05


@pytest.mark.parametrize("patient", ["healthy", *CONDITIONS])
def test_every_patient_answers_every_train(lab, patient):
    for shocks in ("1", "5x5"):
        result, rows = shown(lab, patient=patient, shocks=shocks)
        assert np.isfinite(result.recording.emg_uV).all()
        assert len({len(row) for row in rows}) == 1
        assert "nan" not in " ".join(" ".join(row) for row in rows)


def test_the_machine_shocks_nobody_again(lab):
    lab.set(patient="healthy", shocks="1")
    first = lab.result.recording
    for gain, _ in lab._controls["gain"].options:
        lab.set(gain=gain)
    for speed, _ in lab._controls["speed"].options:
        lab.set(speed=speed)
    assert lab.result.recording is first
