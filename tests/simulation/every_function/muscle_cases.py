"""Muscle, EMG, force, spike trains and filters: how each function is called."""

import numpy as np
from hypothesis import strategies as st

from neuro_edu.simulation.filters import BandPass
from neuro_edu.simulation.muscle.compound_potentials import CompoundPotential
from neuro_edu.simulation.muscle.emg import AmplifierParameters, EmgRecord
from neuro_edu.simulation.muscle.fibre_potentials import FibreParameters
from neuro_edu.simulation.muscle.nerve_conduction import ConductionParameters
from neuro_edu.simulation.muscle.unit_contraction import UnitParameters

from .strategies import (
    ELECTRODE,
    JUNCTION,
    POOL,
    POOL_PARAMETERS,
    SEED,
    Number,
    parameters,
    pools_and_trains,
    potentials_and_transmission,
    rising_times,
    sometimes_plain,
    trains,
)

TRACE = st.builds(
    lambda seed, n, size: np.float32(size * np.random.default_rng(seed).standard_normal(n)),
    st.integers(0, 2**32), st.integers(1, 3000), st.floats(0, 1e5),
)  # fmt: skip
DURATION = Number(0.0, 1e7, run_high=300)
EFFORT = Number(0.0, 1.0)
COMPOUND = st.builds(CompoundPotential, latency_ms=st.floats(0, 20), amplitude_mV=st.floats(0, 30))


def nothing_before(**arguments):
    return arguments


def superposed(pair):
    potentials, passed = pair
    return dict(trains=passed.trains, fraction=passed.fraction, potentials=potentials)


def emg_arguments(pair):
    return dict(potentials=pair[0], transmission=pair[1])


def force_arguments(pair):
    return dict(pool=pair[0], transmission=pair[1])


def merging(first, second):
    return dict(self=first, other=second)


PAIR = dict(pair=potentials_and_transmission())
CASES = {
    "filters.BandPass": dict(
        low_hz=st.floats(0.1, 100), high_hz=st.floats(200, 1e6), rate_hz=st.floats(1000, 1e6)
    ),
    "filters.BandPass.__call__": dict(
        self=st.builds(BandPass, st.floats(0.1, 100), st.floats(200, 1e6), st.floats(1000, 1e6)),
        piece=TRACE,
    ),
    "muscle.emg.superpose": (superposed, PAIR, {}),
    "muscle.emg.record_emg": (
        emg_arguments,
        PAIR,
        dict(amplifier=st.one_of(st.none(), parameters(AmplifierParameters)), seed=SEED),
    ),
    "muscle.fibre_potentials.fibre_potentials": dict(
        parameters=parameters(FibreParameters),
        distances_mm=st.lists(st.floats(0.001, 30), min_size=1, max_size=5).map(np.array),
        along_mm=st.floats(-60, 60),
        times_ms=st.just(np.linspace(-1.0, 25.0, 101)),
    ),
    "muscle.force.simulate_force": (
        force_arguments,
        dict(pair=pools_and_trains()),
        dict(rate_hz=Number(100.0, 1e5, run_high=3000)),
    ),
    "muscle.junction.transmit": dict(trains=trains(), parameters=st.one_of(st.none(), JUNCTION)),
    "muscle.motor_unit_potentials.needle": dict(x_mm=st.floats(-5, 5), y_mm=st.floats(-5, 5)),
    "muscle.motor_unit_potentials.surface_electrodes": dict(
        muscle_radius_mm=st.floats(2, 20), skin_mm=st.floats(0.5, 5)
    ),
    "muscle.motor_unit_potentials.motor_unit_potentials": dict(
        pool=POOL,
        electrode=st.one_of(st.none(), ELECTRODE),
        rate_hz=Number(1000.0, 50_000.0, run_high=20_000),
        fibres=st.one_of(st.none(), parameters(FibreParameters)),
    ),
    "muscle.motor_units.draw_pool": dict(parameters=POOL_PARAMETERS, seed=SEED),
    "muscle.voluntary_drive.voluntary_rates_hz": dict(pool=POOL, effort=EFFORT),
    "muscle.voluntary_drive.voluntary_drive": dict(
        pool=POOL, effort=EFFORT, duration_ms=DURATION, seed=SEED
    ),
    "muscle.nerve_conduction.draw_conduction": dict(
        pool=POOL, parameters=parameters(ConductionParameters), seed=SEED
    ),
    "muscle.compound_potentials.measure_compound_potentials": dict(
        record=st.builds(
            EmgRecord, emg_uV=TRACE, rate_hz=st.floats(2000, 20_000), amplifier=st.none()
        ),
        stimuli_ms=rising_times(high_ms=100.0, most=4),
        window_ms=st.floats(1, 50),
        onset_uV=st.floats(1, 500),
    ),
    "muscle.compound_potentials.decrement": dict(
        potentials=st.lists(COMPOUND, min_size=2, max_size=6), compared=Number(2, 1e9, True, 2)
    ),
    "muscle.unit_contraction.contract_unit": dict(
        spike_times_ms=rising_times(high_ms=200.0),
        duration_ms=st.floats(200, 600),
        unit=st.one_of(st.none(), parameters(UnitParameters), sometimes_plain(UnitParameters)),
    ),
    "spike_trains.SpikeTrains.from_lists": dict(
        times_ms=st.lists(rising_times(high_ms=300.0), max_size=4), duration_ms=st.floats(300, 1e8)
    ),
    "spike_trains.SpikeTrains.of_unit": dict(self=trains(2), unit=Number(0, 1, True)),
    "spike_trains.SpikeTrains.delayed": dict(self=trains(), delays_ms=st.floats(0, 500)),
    "spike_trains.SpikeTrains.merged": (merging, dict(first=trains(3), second=trains(3)), {}),
    "arrays.read_only": dict(values=st.lists(st.floats(-1e9, 1e9))),
    "arrays.median": dict(
        values=st.lists(st.floats(-1e9, 1e9), max_size=9).map(lambda numbers: np.array(numbers))
    ),
}
