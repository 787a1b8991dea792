"""What the twitch and stiffness labs say, against measurements of our own and published ranges."""

import re

import numpy as np
import pytest

from neuro_edu.figures.stiffness import relaxation_ms
from neuro_edu.lessons import stiffness_lab, twitch_lab
from neuro_edu.simulation.clinic.examination_findings import findings
from neuro_edu.simulation.nerve.axon_result import LONGEST_INTERVAL_MS


@pytest.fixture(scope="module")
def twitch():
    return twitch_lab()


@pytest.fixture(scope="module")
def muscle():
    return stiffness_lab()


def alone(lab, **values):
    start = {"doublet": False, "force_left": 100.0, "n_spikes": 12.0, "spike_rate_hz": 10.0}
    lab.set(**{**start, **values})
    return lab.finding


def test_the_words_for_fusion_follow_the_rate(twitch):
    # Thomas1991: fusion begins at 5 to 8 Hz, the greatest force needs 30 to 100 Hz.
    assert "separate twitches" in alone(twitch, spike_rate_hz=4.0)
    assert "unfused tetanus" in alone(twitch, spike_rate_hz=10.0)
    assert " fused tetanus" in alone(twitch, spike_rate_hz=100.0)


def test_a_single_spike_is_a_twitch_of_a_human_thenar_unit(twitch):
    # Thomas1990: 3 to 34 mN, peak after 35 to 80 ms.
    finding = alone(twitch, n_spikes=1.0)
    force_mN, peak_ms = map(float, re.search(r"of ([\d.]+) mN.*after (\d+) ms", finding).groups())
    assert 3 <= force_mN <= 34
    assert 35 <= peak_ms <= 80


def test_a_doublet_makes_a_weak_train_start_strongly(twitch):
    # Thomas1999.
    finding = alone(twitch, doublet=True, first_interval_ms=10.0)
    first, plain = re.search(r"pull with ([\d.]+) mN.* reach ([\d.]+) mN", finding).groups()
    assert float(first) > 1.2 * float(plain)
    assert twitch.result.result.spike_times_ms.size == twitch.result.plain.spike_times_ms.size
    assert np.diff(twitch.result.result.spike_times_ms)[0] == pytest.approx(10.0)


def test_two_spikes_close_together_give_about_half_a_tetanus(twitch):
    # Thomas1999: 48 +/- 13 %.
    finding = alone(twitch, n_spikes=2.0, doublet=True, first_interval_ms=10.0)
    assert 35 <= float(re.search(r"(\d+) % of this unit's tetanus", finding).group(1)) <= 61


def test_nothing_is_gained_above_the_rate_that_fuses(twitch):
    peaks = [
        float(
            re.search(
                r"pull with ([\d.]+) mN", alone(twitch, n_spikes=20.0, spike_rate_hz=r)
            ).group(1)
        )
        for r in (60.0, 200.0)
    ]
    assert peaks[1] == pytest.approx(peaks[0], rel=0.1)


def test_fatigue_is_told(twitch):
    finding = alone(twitch, force_left=50.0)
    left, full = map(float, re.search(r"left the unit (\d+) of (\d+) mN", finding).groups())
    assert left == pytest.approx(full / 2, abs=1)


def test_a_healthy_muscle_is_silent_at_rest(muscle):
    muscle.set(patient="healthy", task="rest")
    assert "silent" in muscle.finding
    assert muscle.result.result.force_mN.max() == 0.0


def test_a_patient_with_neuromyotonia_fires_at_rest_at_published_rates(muscle):
    # Maddison2006: 30 to 300 Hz inside the groups.
    muscle.set(patient="caspr2-neuromyotonia", severity=100.0, task="rest")
    assert 30 <= float(re.search(r"median of (\d+) Hz", muscle.finding).group(1)) <= 300


@pytest.mark.parametrize("task", ["rest", "contract", "grip"])
def test_firing_by_will_is_not_called_groups(muscle, task):
    muscle.set(patient="healthy", task=task)
    assert "groups" not in muscle.finding


def test_few_of_the_twitches_of_cramp_fasciculation_syndrome_come_in_groups(muscle):
    muscle.set(patient="cramp-fasciculation-syndrome", severity=100.0, task="rest", seed=0)
    said = re.search(r"fire (\d+) spikes .*, (\d+) of them in groups", muscle.finding)
    fired, grouped = map(int, said.groups())
    trains = muscle.result.result.trains
    close = [np.diff(trains.of_unit(unit)) <= LONGEST_INTERVAL_MS for unit in range(trains.n_units)]
    own = sum(np.count_nonzero(np.r_[pair, False] | np.r_[False, pair]) for pair in close)
    assert grouped == own < fired


def test_the_grip_opens_late_and_the_time_is_that_of_the_force(muscle):
    # Maddison2006: delayed relaxation.
    muscle.set(patient="caspr2-neuromyotonia", severity=100.0, task="grip")
    patient_ms, healthy_ms = map(
        float,
        re.search(r"needs (\d+) ms to fall to half \(healthy (\d+) ms\)", muscle.finding).groups(),
    )
    assert patient_ms > 2 * healthy_ms
    result, healthy = muscle.result.result, muscle.result.healthy
    assert findings(healthy).half_relaxation_ms == pytest.approx(healthy_ms, abs=3)
    t_ms = result.force_times_ms - result.manoeuvre.release_ms
    before_mN = result.force_mN[(t_ms >= -100) & (t_ms < 0)].mean()
    later = result.force_mN[t_ms > patient_ms + 1]
    assert (later <= 0.5 * before_mN).all()


def test_no_severity_is_health(muscle):
    muscle.set(patient="caspr2-neuromyotonia", severity=0.0, task="grip")
    np.testing.assert_array_equal(muscle.result.result.force_mN, muscle.result.healthy.force_mN)


def test_there_is_no_time_to_relax_without_a_release(muscle):
    muscle.set(patient="healthy", task="contract")
    assert np.isnan(relaxation_ms(muscle.result.result, 0.5))
    assert "letting go" not in muscle.finding


def test_another_record_is_another_record_of_the_same_nerve(muscle):
    muscle.set(patient="caspr2-neuromyotonia", severity=100.0, task="rest", seed=0)
    first = muscle.result.result
    muscle.set(seed=1)
    second = muscle.result.result
    assert first.nerve.axons == second.nerve.axons
    assert first.trains.n_spikes != second.trains.n_spikes
