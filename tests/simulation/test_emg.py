"""The needle's record: templates, superposition, distance, noise."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import integrate

from neuro_edu.errors import ParameterError
from neuro_edu.simulation.muscle.emg import AmplifierParameters, record_emg, superpose
from neuro_edu.simulation.muscle.fibre_potentials import FibreParameters, fibre_potentials
from neuro_edu.simulation.muscle.junction import JunctionParameters, Transmission, transmit
from neuro_edu.simulation.muscle.motor_unit_potentials import (
    N_PHASES,
    Electrode,
    _place_fibres,
    motor_unit_potentials,
    needle,
    surface_electrodes,
)
from neuro_edu.simulation.muscle.motor_units import PoolParameters, draw_pool
from neuro_edu.simulation.spike_trains import SpikeTrains

POOL = draw_pool(PoolParameters(n_units=3, muscle_radius_mm=3.0), seed=1)
POTENTIALS = motor_unit_potentials(POOL, needle())
DURATION_MS = 100.0
spike_lists = st.lists(
    st.lists(st.floats(0, DURATION_MS), max_size=6).map(sorted), min_size=3, max_size=3
)


def trains_of(lists):
    return SpikeTrains.from_lists(lists, DURATION_MS)


def summed(lists, share=1.0):
    trains = trains_of(lists)
    return superpose(trains, np.full(trains.n_spikes, share), POTENTIALS)


def test_the_skin_doubles_the_potential():
    """No current leaves through it, as if every fibre had a mirror image on the other side."""
    below, on_top = (
        motor_unit_potentials(POOL, Electrode(y_mm=6.0, on_skin=on_skin)).templates_uV
        for on_skin in (False, True)
    )
    np.testing.assert_allclose(on_top, 2.0 * below, rtol=1e-5, atol=1e-6)


def test_one_spike_is_one_template():
    for unit in range(3):
        emg_uV = summed([[10.0] if u == unit else [] for u in range(3)])
        template = POTENTIALS.templates_uV[unit, 0]
        np.testing.assert_array_equal(emg_uV[200 : 200 + template.size], template)
        assert not emg_uV[:200].any()
        assert not emg_uV[200 + template.size :].any()


@settings(deadline=None)
@given(spike_lists, spike_lists)
def test_superposition_is_linear(one, other):
    both = [sorted(a + b) for a, b in zip(one, other, strict=True)]
    np.testing.assert_allclose(summed(both), summed(one) + summed(other), atol=0.01)


@settings(deadline=None)
@given(spike_lists, st.floats(0, 1))
def test_fewer_fibres_give_a_potential_of_the_same_shape(lists, share):
    np.testing.assert_allclose(summed(lists, share), share * summed(lists), atol=0.01)


@settings(deadline=None)
@given(st.floats(20, 60))
def test_a_spike_between_samples_is_placed_to_an_eighth_of_a_sample(time_ms):
    # The steepest slope bounds what a misplacement of an eighth of a sample can do.
    train = trains_of([[time_ms], [], []])
    emg_uV = superpose(train, np.ones(1), POTENTIALS)
    fine = POTENTIALS.templates_uV[0].T[:, ::-1].ravel()  # every quarter of a sample
    fine_ms = (np.arange(fine.size) - (N_PHASES - 1)) / (N_PHASES * 20.0)
    exact = np.interp(np.arange(emg_uV.size) / 20.0 - time_ms, fine_ms, fine, left=0, right=0)
    np.testing.assert_allclose(emg_uV, exact, atol=0.51 * np.abs(np.diff(fine)).max())


def test_farther_is_smaller_and_slower():
    distances_mm = np.array([0.1, 0.3, 1.0, 3.0])
    times_ms = np.arange(0, 20, 0.01)
    waves = fibre_potentials(FibreParameters(), distances_mm, 15.0, times_ms)
    size = np.ptp(waves, axis=0)
    assert (np.diff(size) < 0).all()
    rise = times_ms[waves.argmin(axis=0)] - times_ms[waves.argmax(axis=0)]
    assert (np.diff(rise) > 0).all()


@pytest.mark.parametrize(("distance_mm", "time_ms"), [(0.2, 3.4), (1.0, 3.0), (5.0, 6.0)])
def test_fibre_potential_is_the_line_source_integral(distance_mm, time_ms):
    # Independent form: membrane current V'' over distance, on a fibre too long to end here.
    p = FibreParameters(half_length_mm=60.0, tendon_spread_mm=0.1)
    along_mm = 12.0
    k = p.steepness_per_mm

    def current_over_distance(s):
        z = p.velocity_m_s * time_ms - s
        r = np.hypot(z - along_mm, np.sqrt(p.along_S_m / p.across_S_m) * distance_mm)
        u = k * s
        return k**2 * 96.0 * (6 * u - 6 * u**2 + u**3) * np.exp(-u) / r

    one_way, _ = integrate.quad(current_over_distance, 0, p.velocity_m_s * time_ms, limit=200)
    # The half that runs the other way, seen from the mirrored place.
    along_mm = -12.0
    other_way, _ = integrate.quad(current_over_distance, 0, p.velocity_m_s * time_ms, limit=200)
    u = k * p.velocity_m_s * time_ms
    slope_at_start = 96.0 * k * (3 - u) * u**2 * np.exp(-u)
    r = np.hypot(12.0, np.sqrt(p.along_S_m / p.across_S_m) * distance_mm)
    at_end_plate = -2 * slope_at_start / r
    scale = 1000 * p.radius_mm**2 * p.inside_S_m / (4 * p.across_S_m)
    wanted = scale * (one_way + other_way + at_end_plate)
    found = fibre_potentials(p, np.array([distance_mm]), 12.0, np.array([time_ms]))[0, 0]
    assert found == pytest.approx(wanted, rel=0.01, abs=0.01 * scale)


def test_a_template_is_the_sum_of_its_fibres_one_by_one():
    electrode, fibres = Electrode(x_mm=0.5, blur_mm=0.2), FibreParameters()
    potentials = motor_unit_potentials(POOL, electrode)
    x_mm, y_mm, start_ms = _place_fibres(POOL, electrode.from_endplates_mm, fibres)[0]
    times_ms = np.arange(potentials.templates_uV.shape[2]) / 20.0
    total_uV = np.zeros(times_ms.size)
    for x, y, start in zip(x_mm, y_mm, start_ms, strict=True):
        distance_mm = np.array([np.sqrt((x - 0.5) ** 2 + y**2 + 0.2**2)])
        since_ms = np.maximum(times_ms - start, 0.0)
        total_uV += fibre_potentials(fibres, distance_mm, 12.0, since_ms)[:, 0]
    # Fibres are drawn from a table of 32 distances: a few per cent.
    np.testing.assert_allclose(
        potentials.templates_uV[0, 0], total_uV, atol=0.03 * np.abs(total_uV).max()
    )


def test_a_needle_outside_the_unit_sees_less_of_it():
    unit = 2
    x_mm, y_mm = POOL.x_mm[unit], POOL.y_mm[unit]
    size = [
        np.ptp(motor_unit_potentials(POOL, needle(x_mm + d, y_mm)).templates_uV[unit, 0])
        for d in (0.0, 8.0, 16.0)
    ]
    assert size[0] > 4 * size[1] > 4 * size[2]


def test_over_the_end_plates_the_first_deflection_is_negative():
    wave_uV = motor_unit_potentials(POOL, surface_electrodes()).templates_uV[2, 0]
    start = np.nonzero(np.abs(wave_uV) > 0.05 * np.abs(wave_uV).max())[0][0]
    assert wave_uV[start] < 0


@settings(deadline=None, max_examples=15)
@given(
    st.builds(
        Electrode,
        x_mm=st.floats(-100, 100),
        y_mm=st.floats(-100, 100),
        from_endplates_mm=st.floats(0, 300),
        blur_mm=st.floats(0.05, 20),
        reference_mm=st.floats(0, 300),
        shaft_mm=st.floats(0, 50),
        on_skin=st.booleans(),
    ),
    st.floats(1000, 50_000),
)
def test_every_electrode_sees_finite_potentials(electrode, rate_hz):
    potentials = motor_unit_potentials(POOL, electrode, rate_hz=rate_hz)
    assert np.isfinite(potentials.templates_uV).all()
    assert potentials.templates_uV.shape[:2] == (3, N_PHASES)


@settings(deadline=None, max_examples=15)
@given(
    st.builds(
        FibreParameters,
        half_length_mm=st.floats(5, 60),
        tendon_spread_mm=st.floats(0.1, 20),
        velocity_m_s=st.floats(2, 8),
        steepness_per_mm=st.floats(0.2, 10),
        radius_mm=st.floats(0.005, 0.1),
        across_S_m=st.floats(0.01, 1),
        along_S_m=st.floats(0.01, 2),
        endplate_scatter_mm=st.floats(0, 10),
        velocity_cv=st.floats(0, 0.2),
    )
)
def test_every_kind_of_fibre_gives_finite_potentials(fibres):
    potentials = motor_unit_potentials(POOL, needle(), rate_hz=5000.0, fibres=fibres)
    assert np.isfinite(potentials.templates_uV).all()


@settings(deadline=None)
@given(
    st.builds(
        AmplifierParameters,
        noise_uV=st.floats(0, 1000),
        low_hz=st.floats(0.1, 1000),
        high_hz=st.floats(100, 1e5),
    ),
    spike_lists,
    st.integers(0, 2**63),
)
def test_every_amplifier_records_finite_numbers_or_says_why_not(amplifier, lists, seed):
    passed = transmit(trains_of(lists))
    if amplifier.high_hz <= amplifier.low_hz:
        with pytest.raises(ParameterError, match="high_hz must lie above low_hz"):
            record_emg(passed, POTENTIALS, amplifier, seed=seed)
        return
    record = record_emg(passed, POTENTIALS, amplifier, seed=seed)
    assert np.isfinite(record.emg_uV).all()
    assert record.emg_uV.size == record.times_ms.size == 2000


def test_the_noise_floor_is_the_one_asked_for():
    silent = transmit(SpikeTrains.from_lists([[], [], []], 10_000.0))
    emg_uV = record_emg(silent, POTENTIALS, AmplifierParameters(noise_uV=7.0), seed=3).emg_uV
    assert emg_uV.std() == pytest.approx(7.0, rel=0.02)
    assert emg_uV.dtype == np.float32


def test_the_same_seed_gives_the_same_record():
    passed = transmit(trains_of([[5.0], [7.0, 40.0], []]))
    one, same, other = (record_emg(passed, POTENTIALS, seed=s).emg_uV for s in (1, 1, 2))
    np.testing.assert_array_equal(one, same)
    assert (one != other).any()
    with pytest.raises(ValueError, match="read-only"):
        one[0] = 1.0


def test_units_that_do_not_fit_are_refused():
    two = SpikeTrains.from_lists([[], []], 10.0)
    with pytest.raises(ParameterError, match="potentials must be of 2 units, got 3"):
        superpose(two, np.empty(0), POTENTIALS)
    with pytest.raises(ParameterError, match="one number for each of 1 spikes"):
        superpose(trains_of([[1.0], [], []]), np.ones(2), POTENTIALS)
    with pytest.raises(ParameterError, match=r"distances_mm must be 0\.001 mm or more"):
        fibre_potentials(FibreParameters(), np.array([0.0]), 10.0, np.array([1.0]))


def test_a_failed_spike_adds_nothing():
    trains = trains_of([[10.0], [], []])
    passed = Transmission(
        trains=trains, fraction=np.zeros(1), parameters=JunctionParameters(receptor_block=1.0)
    )
    assert not record_emg(passed, POTENTIALS, AmplifierParameters(noise_uV=0.0)).emg_uV.any()
