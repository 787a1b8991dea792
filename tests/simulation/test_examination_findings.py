"""What an examiner counts, on trains of spikes whose count is known."""

import dataclasses

import numpy as np
import pytest

from neuro_edu.simulation.clinic.examination import examine
from neuro_edu.simulation.clinic.examination_findings import findings
from neuro_edu.simulation.clinic.manoeuvres import grip_and_release, stimulate
from neuro_edu.simulation.clinic.patient import Patient
from neuro_edu.simulation.muscle.motor_units import PoolParameters
from neuro_edu.simulation.spike_trains import SpikeTrains

N_UNITS = 6
HIGH_UP_mm = 600.0


@pytest.fixture(scope="module", params=[0.0, HIGH_UP_mm], ids=["ankle", "high up"])
def shocked(request):
    """Two shocks, 0.2 s apart, to a healthy nerve."""
    return examine(
        Patient(),
        stimulate(n_shocks=2, rate_hz=5.0, above_ankle_mm=request.param),
        muscle=PoolParameters(n_units=N_UNITS),
        duration_ms=500.0,
    )


def with_spikes(recording, *of_units):
    """The recording as if these spikes had come (ms after the first shock, by unit)."""
    shock_ms = recording.stimuli_ms[0]
    lists = [shock_ms + np.array(times) for times in of_units]
    lists += [np.empty(0)] * (N_UNITS - len(lists))
    return dataclasses.replace(recording, trains=SpikeTrains.from_lists(lists, 500.0))


def test_spikes_after_the_direct_answer_are_counted_and_the_answer_is_not(shocked):
    found = findings(with_spikes(shocked, [5.0], [5.0, 15.0, 27.0, 35.0], [6.0, 26.0]))
    assert found.after_discharges.tolist() == [3 + 1, 0]
    assert found.after_discharge_ms.tolist() == [30.0, 0.0]


def test_what_comes_after_the_next_shock_belongs_to_that_shock(shocked):
    every_20_ms = np.arange(5.0, 300.0, 20.0)  # ten up to the second shock, then five
    found = findings(with_spikes(shocked, every_20_ms))
    assert found.after_discharges.tolist() == [9, 4]


def test_a_spike_after_a_pause_is_no_after_discharge(shocked):
    assert findings(with_spikes(shocked, [5.0, 60.0, 65.0])).after_discharges.tolist() == [0, 0]


def test_an_f_wave_is_no_after_discharge(shocked):
    nerve, up_mm = shocked.nerve.conduction, shocked.manoeuvre.above_ankle_mm
    # Up to the cord, round, and down to the muscle, less the way straight down.
    way_mm = 2 * (nerve.parameters.proximal_mm - up_mm)
    back_ms = way_mm / nerve.velocity_m_s[0] + nerve.parameters.turnaround_ms
    found = findings(with_spikes(shocked, [5.0, 5.0 + back_ms]))
    assert found.after_discharges.tolist() == [0, 0]
    if up_mm == HIGH_UP_mm:
        # A spike two ms earlier is none.
        found = findings(with_spikes(shocked, [5.0, 3.0 + back_ms]))
        assert found.after_discharges.tolist() == [1, 0]


def test_half_relaxation_is_the_time_to_half_of_the_force_before_the_release():
    recording = examine(
        Patient(),
        grip_and_release(release_ms=300.0),
        muscle=PoolParameters(n_units=N_UNITS),
        duration_ms=600.0,
    )
    per_ms = recording.force_rate_hz / 1000.0
    t_ms = np.arange(recording.force_mN.size) / per_ms
    # From 300 ms on the force falls by half in 80 ms, again and again.
    force_mN = np.float32(200.0 * 2.0 ** (-np.maximum(t_ms - 300.0, 0.0) / 80.0))
    found = findings(dataclasses.replace(recording, force_mN=force_mN))
    assert found.half_relaxation_ms == pytest.approx(80.0, abs=2 / per_ms)
