"""Nerve stimulation: latencies from distance and speed, F wave, decrement, after-discharges."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from neuro_edu.errors import ParameterError
from neuro_edu.simulation.muscle.compound_potentials import (
    CompoundPotential,
    decrement,
    measure_compound_potentials,
)
from neuro_edu.simulation.muscle.emg import AmplifierParameters, EmgRecord, record_emg
from neuro_edu.simulation.muscle.junction import JunctionParameters, transmit
from neuro_edu.simulation.muscle.motor_unit_potentials import (
    motor_unit_potentials,
    surface_electrodes,
)
from neuro_edu.simulation.muscle.motor_units import draw_pool
from neuro_edu.simulation.muscle.stimulation import (
    NerveParameters,
    draw_nerve,
    shocks_ms,
    stimulate_nerve,
)
from neuro_edu.simulation.spike_trains import SpikeTrains

POOL = draw_pool(seed=0)
NO_F_WAVE = NerveParameters(f_wave_chance=0.0)


def answers(stimuli_ms, duration_ms, junction=None):
    trains = stimulate_nerve(draw_nerve(POOL, NO_F_WAVE), stimuli_ms, duration_ms)
    record = record_emg(
        transmit(trains, junction),
        motor_unit_potentials(POOL, surface_electrodes()),
        AmplifierParameters(noise_uV=0.0),
    )
    return measure_compound_potentials(record, stimuli_ms)


def test_every_axon_answers_every_shock_once_after_its_own_delay():
    nerve = draw_nerve(POOL, NO_F_WAVE)
    trains = stimulate_nerve(nerve, [10.0, 110.0], 300.0)
    assert (trains.counts == 2).all()
    for unit in range(POOL.n_units):
        np.testing.assert_allclose(trains.of_unit(unit), nerve.distal_ms[unit] + [10.0, 110.0])


def test_latency_grows_with_distance_over_velocity():
    near, far = (draw_nerve(POOL, NO_F_WAVE.replace(distal_mm=mm)) for mm in (80.0, 480.0))
    np.testing.assert_allclose(far.distal_ms - near.distal_ms, 400.0 / near.velocity_m_s)


def test_f_wave_is_late_small_and_varies():
    nerve = draw_nerve(POOL, seed=1)
    stimuli = shocks_ms(1.0, 50)
    trains = stimulate_nerve(nerve, stimuli, 51_000.0, seed=4)
    late = trains.times_ms[:, None] - stimuli
    in_window = (late > 30.0) & (late < 70.0)
    backfires = in_window.sum(axis=0)
    # Binomial: 100 units with a chance of 3 % each; the mean of 50 shocks within four errors.
    assert backfires.mean() == pytest.approx(3.0, abs=4 * np.sqrt(2.91 / 50))
    assert len(set(backfires)) > 2
    fastest_ms = 2 * nerve.parameters.proximal_mm / nerve.velocity_m_s.max()
    assert late[in_window].min() > fastest_ms


def test_no_decrement_in_health_and_more_than_a_tenth_in_myasthenia():
    stimuli = shocks_ms(3.0, 5)
    healthy = answers(stimuli, 1500.0)
    myasthenic = answers(stimuli, 1500.0, JunctionParameters(receptors_left=0.25))
    assert abs(decrement(healthy)) < 0.02
    assert decrement(myasthenic) > 0.1


def test_after_discharges_travel_to_the_muscle():
    nerve = draw_nerve(POOL, NO_F_WAVE)
    after = SpikeTrains.from_lists([[20.0, 30.0]] + [[]] * (POOL.n_units - 1), 100.0)
    trains = stimulate_nerve(nerve, [10.0], 100.0, after=after)
    np.testing.assert_allclose(trains.of_unit(0), nerve.distal_ms[0] + [10.0, 20.0, 30.0])
    assert trains.n_spikes == POOL.n_units + 2


def test_a_triangle_is_measured_as_drawn():
    emg_uV = np.zeros(2000, dtype=np.float32)
    emg_uV[180:220] = -1000.0 * np.concatenate((np.arange(1, 21), np.arange(20, 0, -1))) / 4
    record = EmgRecord(emg_uV=emg_uV, rate_hz=20_000.0, amplifier=None)
    (found,) = measure_compound_potentials(record, [5.0])
    assert found == CompoundPotential(latency_ms=4.0, amplitude_mV=5.0)


@pytest.mark.parametrize("earlier_uV", [-300.0, 150.0, 600.0])
def test_a_wave_before_the_answer_is_not_its_start(earlier_uV):
    emg_uV = np.zeros(2000, dtype=np.float32)
    emg_uV[180:220] = -1000.0 * np.concatenate((np.arange(1, 21), np.arange(20, 0, -1))) / 4
    # A discharge of one unit runs in after the shock at 5 ms and is over 1 ms before the answer.
    emg_uV[110:160] = earlier_uV * np.sin(np.linspace(0.0, np.pi, 50))
    record = EmgRecord(emg_uV=emg_uV, rate_hz=20_000.0, amplifier=None)
    (found,) = measure_compound_potentials(record, [5.0])
    assert found.latency_ms == pytest.approx(4.0, abs=0.1)


def test_silence_has_no_latency():
    silent = EmgRecord(emg_uV=np.zeros(2000, np.float32), rate_hz=20_000.0, amplifier=None)
    (found,) = measure_compound_potentials(silent, [5.0])
    assert found.amplitude_mV == 0
    assert np.isnan(found.latency_ms)
    with pytest.raises(ParameterError, match="first answer"):
        decrement([found] * 5)


@settings(deadline=None, max_examples=30)
@given(
    st.builds(
        NerveParameters,
        slowest_m_s=st.floats(5, 40),
        fastest_m_s=st.floats(40, 100),
        distal_mm=st.floats(10, 1000),
        proximal_mm=st.floats(50, 2000),
        f_wave_chance=st.floats(0, 1),
    ),
    st.lists(st.floats(0, 500), max_size=5).map(sorted),
    st.floats(0, 600),
    st.integers(0, 5),
)
def test_every_nerve_gives_a_spike_train(parameters, stimuli, duration_ms, seed):
    nerve = draw_nerve(POOL, parameters, seed=seed)
    trains = stimulate_nerve(nerve, stimuli, duration_ms, seed=seed)
    assert trains.n_units == POOL.n_units
    assert trains.counts.max(initial=0) <= 2 * len(stimuli)


@pytest.mark.parametrize("stimuli", [[2.0, 1.0], [-1.0], [float("nan")]])
def test_shocks_out_of_order_or_time_are_refused(stimuli):
    with pytest.raises(ParameterError, match="stimuli_ms"):
        stimulate_nerve(draw_nerve(POOL), stimuli, 100.0)


def test_a_nerve_whose_slowest_axon_is_its_fastest_is_refused():
    with pytest.raises(ParameterError, match="slowest_m_s must not exceed"):
        NerveParameters(slowest_m_s=60.0)
