"""From a shock to the muscle, and to the cord and back: times from distance and speed."""

import numpy as np
import pytest

from neuro_edu.errors import ParameterError
from neuro_edu.simulation.clinic.examination import examine
from neuro_edu.simulation.clinic.manoeuvres import stimulate
from neuro_edu.simulation.clinic.patient import Patient
from neuro_edu.simulation.muscle.motor_units import PoolParameters, draw_pool
from neuro_edu.simulation.muscle.nerve_conduction import ConductionParameters, draw_conduction

POOL = draw_pool(seed=0)
N_SHOCKS = 50


@pytest.fixture(scope="module", params=[0.0, 300.0], ids=["ankle", "300 mm above"])
def shocked(request):
    """Fifty shocks at 10 Hz to a healthy nerve of 100 motor units."""
    return examine(
        Patient(),
        stimulate(n_shocks=N_SHOCKS, rate_hz=10.0, above_ankle_mm=request.param),
        muscle=PoolParameters(n_units=100),
        duration_ms=5_100.0,
    )


def after_each_shock(recording):
    """Time of each spike since the shock before it, and its unit (ms)."""
    trains = recording.trains
    place = np.searchsorted(recording.stimuli_ms, trains.times_ms, side="right") - 1
    return trains.times_ms - np.array(recording.stimuli_ms)[place], trains.unit, place


def test_every_axon_answers_every_shock_once_after_its_own_delay(shocked):
    nerve, up_mm = shocked.nerve.conduction, shocked.manoeuvre.above_ankle_mm
    delays_ms = nerve.distal_ms + up_mm / nerve.velocity_m_s
    since_ms, unit, _ = after_each_shock(shocked)
    direct = since_ms < 25.0
    assert np.bincount(unit[direct]).tolist() == [N_SHOCKS] * 100
    # The axon itself adds the fraction of a millisecond in which its spike rises.
    assert np.abs(since_ms[direct] - delays_ms[unit[direct]]).max() < 0.5


def test_the_f_wave_is_late_small_and_varies(shocked):
    nerve, up_mm = shocked.nerve.conduction, shocked.manoeuvre.above_ankle_mm
    since_ms, unit, shock = after_each_shock(shocked)
    late = since_ms >= 25.0
    backfires = np.bincount(shock[late], minlength=N_SHOCKS)
    # Binomial: 100 units with a chance of 3 % each; the mean of 50 shocks within four errors.
    assert backfires.mean() == pytest.approx(3.0, abs=4 * np.sqrt(2.91 / N_SHOCKS))
    assert len(set(backfires)) > 2
    # Up to the cord, round, and all the way down: from higher up the way is shorter.
    p = nerve.parameters
    way_mm = 2 * p.proximal_mm - up_mm
    wanted_ms = way_mm / nerve.velocity_m_s + p.turnaround_ms + nerve.distal_ms
    assert np.abs(since_ms[late] - wanted_ms[unit[late]]).max() < 0.5
    if up_mm == 0:
        assert 35.0 < since_ms[late].min() < since_ms[late].max() < 58.0  # tibial nerve, ankle


def test_latency_grows_with_distance_over_velocity():
    near, far = (draw_conduction(POOL, ConductionParameters(distal_mm=mm)) for mm in (80.0, 480.0))
    np.testing.assert_allclose(far.distal_ms - near.distal_ms, 400.0 / near.velocity_m_s)


def test_large_units_have_fast_axons():
    velocities = draw_conduction(draw_pool(PoolParameters(n_units=2000), seed=1)).velocity_m_s
    assert np.corrcoef(velocities, np.arange(2000))[0, 1] > 0.8
    assert 43.0 <= velocities.min() < velocities.max() <= 53.0


def test_a_nerve_whose_slowest_axon_is_its_fastest_is_refused():
    with pytest.raises(ParameterError, match="slowest_m_s must not exceed"):
        ConductionParameters(slowest_m_s=60.0)
