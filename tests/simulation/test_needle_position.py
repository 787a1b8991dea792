import numpy as np
import pytest

from neuro_edu.patients import load_patient
from neuro_edu.simulation.clinic.examination import examine
from neuro_edu.simulation.clinic.manoeuvres import REST, grip_and_release
from neuro_edu.simulation.clinic.needle_position import move_electrode, units_heard
from neuro_edu.simulation.muscle.motor_unit_potentials import needle, surface_electrodes
from neuro_edu.simulation.muscle.motor_units import PoolParameters

SMALL = PoolParameters(n_units=12)
SICK = "caspr2-neuromyotonia"


@pytest.mark.parametrize("condition", ["healthy", SICK, "myotonia", "als"])
@pytest.mark.parametrize("manoeuvre", [REST, grip_and_release(release_ms=500.0)])
@pytest.mark.parametrize("electrode", [needle(3.0, 4.0), surface_electrodes()])
def test_moving_the_electrode_is_examining_again_with_it(condition, manoeuvre, electrode):
    patient = load_patient(condition)
    first = examine(patient, manoeuvre, muscle=SMALL, duration_ms=1200.0, seed=5)
    again = examine(
        patient, manoeuvre, muscle=SMALL, duration_ms=1200.0, seed=5, electrode=electrode
    )
    moved = move_electrode(first, electrode)
    assert moved.electrode == electrode
    np.testing.assert_array_equal(moved.emg_uV, again.emg_uV)


def test_a_needle_hears_the_units_whose_territory_it_is_in_and_none_from_afar():
    patient = load_patient("healthy")
    recording = examine(patient, grip_and_release(1.0), muscle=SMALL, duration_ms=1000.0)
    pool = recording.nerve.pool
    for x_mm, y_mm in ((0.0, 0.0), (5.0, 0.0), (0.0, 6.0), (-4.0, -4.0)):
        heard = units_heard(move_electrode(recording, needle(x_mm, y_mm)))
        inside = np.hypot(pool.x_mm - x_mm, pool.y_mm - y_mm) < 0.7 * pool.territory_mm
        assert inside.sum() <= heard <= SMALL.n_units
    assert units_heard(move_electrode(recording, needle(90.0, 0.0))) == 0


def test_a_silent_unit_is_not_heard():
    recording = examine(load_patient("healthy"), muscle=SMALL, duration_ms=200.0)
    assert recording.trains.n_spikes == 0
    assert units_heard(recording) == 0
