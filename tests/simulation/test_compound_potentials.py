"""Compound potentials: what is drawn is measured, and a junction that fails gives a decrement."""

import numpy as np
import pytest

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
from neuro_edu.simulation.muscle.nerve_conduction import draw_conduction
from neuro_edu.simulation.spike_trains import SpikeTrains

POOL = draw_pool(seed=0)


def answers(stimuli_ms, duration_ms, junction=None):
    at_the_shocks = SpikeTrains.from_lists([stimuli_ms] * POOL.n_units, duration_ms)
    record = record_emg(
        transmit(at_the_shocks.delayed(draw_conduction(POOL).distal_ms), junction),
        motor_unit_potentials(POOL, surface_electrodes()),
        AmplifierParameters(noise_uV=0.0),
    )
    return measure_compound_potentials(record, stimuli_ms)


def test_no_decrement_in_health_and_more_than_a_tenth_in_myasthenia():
    stimuli = 10.0 + np.arange(5) * 1000.0 / 3.0  # 3 Hz
    healthy = answers(stimuli, 1500.0)
    myasthenic = answers(stimuli, 1500.0, JunctionParameters(receptors_left=0.25))
    assert abs(decrement(healthy)) < 0.02
    assert decrement(myasthenic) > 0.1


def test_the_decrement_is_the_share_by_which_the_fourth_answer_is_smaller_than_the_first():
    sizes_mV = [10.0, 9.0, 8.5, 8.0, 8.2]
    train = [CompoundPotential(latency_ms=4.0, amplitude_mV=size) for size in sizes_mV]
    assert decrement(train) == pytest.approx(0.2)
    assert decrement(train, compared=5) == pytest.approx(0.18)
    assert decrement(train[::-1], compared=5) == pytest.approx(1 - 10.0 / 8.2)  # a rise
    with pytest.raises(ParameterError, match="compared must lie between 2 and 3"):
        decrement(train[:3])


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
