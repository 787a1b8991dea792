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
    assert len(rows) == 8
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


@pytest.mark.parametrize("patient", ["healthy", "caspr2-neuromyotonia"])
def test_two_latencies_and_the_way_between_give_the_velocity_of_the_nerve(lab, patient):
    ankle, rows = shown(lab, patient=patient, shocks="1", site="ankle")
    assert ankle.answers[0].latency_ms == ankle.ankle_latency_ms
    assert not any("m/s" in " ".join(row) for row in rows)
    knee, rows = shown(lab, site="knee")
    way_ms = knee.answers[0].latency_ms - ankle.answers[0].latency_ms
    velocity_m_s = 400.0 / way_ms
    assert 42.2 <= velocity_m_s <= 59.3  # Kim2022
    assert f"400 mm in {way_ms:.2f} ms: {velocity_m_s:.1f} m/s" in rows[-1][1]
    # Impulses that spread out on a longer way add up to less.
    assert knee.answers[0].amplitude_mV < ankle.answers[0].amplitude_mV
    assert "at the knee" in lab.finding
    if patient == "healthy":  # the F wave comes sooner, and is still no after-discharge
        assert not knee.found.after_discharges.any()
    lab.set(site="ankle")


def test_a_discharge_that_runs_into_a_shock_shortens_no_latency(lab):
    for site in ("ankle", "knee"):
        healthy, _ = shown(lab, patient="healthy", shocks="1", site=site)
        expected_ms = healthy.answers[0].latency_ms
        for shocks in ("5x1", "5x2", "5x5"):
            result, _ = shown(lab, patient="caspr2-neuromyotonia", shocks=shocks)
            found_ms = [answer.latency_ms for answer in result.answers]
            np.testing.assert_allclose(found_ms, expected_ms, atol=0.2)
    lab.set(site="ankle")


@pytest.mark.parametrize("shocks", ["1", "5x2"])
@pytest.mark.parametrize("site", ["ankle", "knee"])
def test_by_default_the_direct_answer_is_whole_and_after_discharges_are_seen(lab, shocks, site):
    result, _ = shown(lab, patient="caspr2-neuromyotonia", shocks=shocks, site=site, gain="fitting")
    heights = result.screen.heights(0)
    # The answer to the first shock is over within 25 ms of its start.
    end = round((25.0 + result.answers[0].latency_ms) * 20)
    assert 0.3 < np.abs(heights[:end]).max() < 0.97
    # What follows swings by more than a tenth of a division, which can be seen.
    assert np.ptp(heights[end + 200 :]) > 0.1
    lab.set(site="ankle")
