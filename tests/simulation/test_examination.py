import hashlib
import subprocess
import sys

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from neuro_edu.content import load_content
from neuro_edu.errors import ParameterError
from neuro_edu.patients import load_patient
from neuro_edu.simulation.clinic.examination import examine
from neuro_edu.simulation.clinic.examination_findings import findings
from neuro_edu.simulation.clinic.manoeuvres import (
    BLOCKS,
    REST,
    Manoeuvre,
    contract,
    grip_and_release,
    stimulate,
)
from neuro_edu.simulation.clinic.patient import Patient
from neuro_edu.simulation.muscle.motor_unit_potentials import needle
from neuro_edu.simulation.muscle.motor_units import PoolParameters
from neuro_edu.simulation.nerve.cable import NERVE_SHOCK, simulate_cable
from neuro_edu.simulation.nerve.cable_parameters import AUTOIMMUNE_CABLE, LocalAnaesthetic

SMALL = PoolParameters(n_units=12)
MIDDLE = PoolParameters(n_units=40)
HEALTHY = Patient()
SICK = "caspr2-neuromyotonia"


def small(patient, manoeuvre=REST, duration_ms=600.0, **rest):
    return examine(patient, manoeuvre, muscle=SMALL, duration_ms=duration_ms, **rest)


def fingerprint():
    recording = small(load_patient(SICK), contract(0.5), seed=7)
    arrays = (recording.emg_uV, recording.force_mN, recording.trains.times_ms, recording.answered)
    return hashlib.sha256(b"".join(a.tobytes() for a in arrays)).hexdigest()


def test_another_process_records_the_same():
    code = "from tests.simulation.test_examination import fingerprint; print(fingerprint())"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == fingerprint()


def test_another_seed_records_something_else():
    first, second = (small(load_patient(SICK), seed=seed) for seed in (1, 2))
    assert first.trains.n_spikes != second.trains.n_spikes or not np.array_equal(
        first.trains.times_ms, second.trains.times_ms
    )


def test_a_recording_remembers_what_made_it_and_cannot_be_changed():
    patient, electrode = load_patient(SICK), needle(1.0, 0.0)
    recording = small(patient, contract(0.4), seed=3, electrode=electrode)
    assert recording.patient == load_patient(SICK)
    assert recording.manoeuvre == contract(0.4)
    assert (recording.seed, recording.electrode, recording.muscle) == (3, electrode, SMALL)
    assert recording.emg_uV.dtype == np.float32
    assert recording.emg_times_ms.size == recording.emg_uV.size == 12_000
    assert recording.force_times_ms.size == recording.force_mN.size == 600
    for array in (recording.emg_uV, recording.force_mN, recording.answered):
        with pytest.raises(ValueError, match="read-only"):
            array[0] = 1.0


def test_a_healthy_person_is_silent_at_rest():
    recording = examine(HEALTHY, duration_ms=10_000.0)
    assert recording.trains.n_spikes == 0
    assert not recording.force_mN.any()


@pytest.mark.parametrize("rate_hz", [1.0, 2.0, 5.0])
def test_a_healthy_nerve_answers_each_shock_once(rate_hz):
    recording = examine(HEALTHY, stimulate(n_shocks=5, rate_hz=rate_hz), duration_ms=6000.0)
    found = findings(recording)
    assert not found.after_discharges.any()
    # One direct answer a unit and shock; F waves are the rest, a few in a hundred.
    direct = 100 * 5
    assert direct <= recording.trains.n_spikes <= 1.15 * direct


def test_als_twitches_without_after_discharges():
    patient = load_patient("als")
    rest = examine(patient, duration_ms=20_000.0)
    found = findings(rest)
    per_s = rest.trains.counts / 20.0
    assert 0 < found.n_active <= rest.nerve.pool.n_units
    assert per_s.max() <= 2.0
    assert set(found.names) <= {"silent", "fasciculation"}
    shocked = findings(examine(patient, stimulate(n_shocks=5, rate_hz=2.0), duration_ms=4000.0))
    assert not shocked.after_discharges.any()


def test_an_excitable_nerve_answers_with_after_discharges():
    shocked = findings(
        examine(load_patient(SICK), stimulate(n_shocks=5, rate_hz=2.0), duration_ms=3000.0)
    )
    assert (shocked.after_discharges > 0).all()
    assert shocked.after_discharge_ms.max() >= 10.0


@pytest.mark.parametrize("condition", [SICK, "kcna1-episodic-ataxia", "oxaliplatin"])
def test_a_worse_disease_fires_no_less(condition):
    spikes = [
        sum(
            examine(
                load_patient(condition, severity=severity), duration_ms=3000.0, seed=seed
            ).trains.n_spikes
            for seed in (1, 2)
        )
        for severity in (0.0, 0.3, 0.6, 1.0)
    ]
    assert spikes[0] == 0
    assert spikes == sorted(spikes)
    assert spikes[-1] > 0


def test_voluntary_impulses_set_off_more_of_them():
    patient = load_patient("kcna1-episodic-ataxia")
    effort, wanted = (examine(p, contract(0.3), duration_ms=3000.0) for p in (patient, HEALTHY))
    at_rest = examine(patient, duration_ms=3000.0)
    more = effort.trains.n_spikes - wanted.trains.n_spikes
    assert more > 0
    assert findings(effort).largest_group.max() > findings(wanted).largest_group.max()
    assert effort.trains.n_spikes > at_rest.trains.n_spikes


def test_recruited_units_of_a_healthy_person_fire_singly():
    recording = examine(HEALTHY, contract(0.3), duration_ms=3000.0)
    rates_hz = recording.trains.counts[recording.trains.counts > 0] / 3.0
    assert rates_hz.min() > 4.0
    assert rates_hz.max() < 30.0


def test_curare_silences_the_muscle_and_not_the_nerve():
    patient = load_patient(SICK)
    free, blocked = (
        examine(patient, REST.replace(block=b), muscle=MIDDLE, duration_ms=4000.0, seed=4)
        for b in ("none", "curare")
    )
    np.testing.assert_array_equal(free.trains.times_ms, blocked.trains.times_ms)
    assert not blocked.force_mN.any()
    assert blocked.emg_uV.std() < 0.1 * free.emg_uV.std()


def test_a_myotonic_fibre_heeds_no_block():
    patient = load_patient("myotonia")
    traces = [small(patient, REST.replace(block=block), 8000.0, seed=2).emg_uV for block in BLOCKS]
    silent = small(HEALTHY, duration_ms=8000.0, seed=2).emg_uV
    for trace in traces:
        np.testing.assert_array_equal(trace, traces[0])
        assert trace.std() > 1.2 * silent.std()


@pytest.mark.parametrize("block", ["sleep", "general anaesthesia"])
def test_an_f_wave_needs_the_nerve_and_the_cord_and_no_brain(block):
    shocks = stimulate(n_shocks=20, rate_hz=5.0)
    free, asleep, spinal, distal = (
        examine(HEALTHY, shocks.replace(block=b), duration_ms=4500.0).trains.n_spikes
        for b in ("none", block, "spinal anaesthesia", "distal nerve block")
    )
    assert free == asleep > spinal == 20 * 100
    assert distal == 0


def test_the_rule_of_the_blocks_is_what_an_axon_along_its_length_does():
    end, terminal = AUTOIMMUNE_CABLE.n_nodes - 1, AUTOIMMUNE_CABLE.first_terminal_node

    def spikes_at_the_muscle(first, last):
        block = LocalAnaesthetic(first_node=first, last_node=last)
        cable = AUTOIMMUNE_CABLE.replace(anaesthetic=block)
        shock = {0: NERVE_SHOCK.replace(onsets_ms=(1000.0,))}
        spikes = simulate_cable(cable, shock, duration_ms=2000.0, compiled=True).spikes
        return spikes.of_unit(end)

    # Between the shock and the place where the axon fires by itself: that goes on.
    assert spikes_at_the_muscle(2, 8).size > 3
    # Over that place and all beyond: nothing arrives.
    assert spikes_at_the_muscle(terminal - 1, end).size == 0


def test_cold_brings_out_oxaliplatin():
    patient = load_patient("oxaliplatin")
    warm, cold = (
        examine(patient, REST.replace(temperature_degC=T), duration_ms=4000.0).trains.n_spikes
        for T in (33.0, 25.0)
    )
    assert cold > 2 * warm


def test_fast_breathing_and_a_released_cuff_add_spikes_to_a_sick_nerve():
    patient = load_patient("kcna1-episodic-ataxia")
    for manoeuvre in (REST.replace(pco2_fall_mmHg=20.0), REST.replace(reperfusion=1.0)):
        changed, quiet = (
            examine(patient, m, muscle=MIDDLE, duration_ms=4000.0).trains.n_spikes
            for m in (manoeuvre, REST)
        )
        assert changed > quiet
        assert examine(HEALTHY, manoeuvre, muscle=MIDDLE, duration_ms=4000.0).trains.n_spikes == 0


def test_a_drug_that_blocks_sodium_channels_calms_the_nerve_and_spares_the_answer():
    for dose in (10.0, 50.0):
        patient = load_patient(SICK, drugs={"carbamazepine": dose})
        calm, free = (
            examine(p, muscle=MIDDLE, duration_ms=3000.0).trains.n_spikes
            for p in (patient, load_patient(SICK))
        )
        assert calm < 0.5 * free
        answer = examine(patient, stimulate(), duration_ms=100.0).trains
        assert (answer.counts >= 1).all()


def test_the_grip_of_a_myotonic_hand_opens_late():
    late, normal = (
        findings(examine(p, grip_and_release(), duration_ms=4000.0)).half_relaxation_ms
        for p in (load_patient("myotonia"), HEALTHY)
    )
    assert late > 2 * normal
    assert np.isnan(findings(small(HEALTHY)).half_relaxation_ms)


def test_progress_is_told_and_may_stop_the_examination():
    shares = []
    small(HEALTHY, progress=shares.append)
    assert shares == sorted(shares)
    assert shares[-1] == 1.0

    def stop(share):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        small(HEALTHY, progress=stop)


@pytest.mark.parametrize("condition", ["healthy", *sorted(load_content().conditions)])
def test_every_condition_can_be_examined_at_rest(condition):
    recording = small(load_patient(condition), duration_ms=1000.0)
    assert np.isfinite(recording.emg_uV).all()
    assert np.isfinite(recording.force_mN).all()
    assert len(findings(recording).names) == recording.nerve.pool.n_units


def test_what_cannot_be_examined_is_said():
    with pytest.raises(ParameterError, match="patient must be a Patient"):
        examine("als")
    with pytest.raises(ParameterError, match="manoeuvre must be a Manoeuvre"):
        examine(HEALTHY, "rest")
    with pytest.raises(ParameterError, match="duration_ms must lie between 100 and"):
        examine(HEALTHY, duration_ms=1.0)
    with pytest.raises(ParameterError, match="seed"):
        examine(HEALTHY, seed=-1)


@settings(max_examples=20, deadline=None)
@given(
    condition=st.sampled_from(sorted(load_content().conditions)),
    severity=st.floats(0, 1),
    seed=st.integers(0, 2**63),
    manoeuvre=st.builds(
        Manoeuvre,
        effort=st.floats(0, 1),
        release_ms=st.floats(0, 400),
        n_shocks=st.integers(0, 8),
        shock_rate_hz=st.floats(0.1, 50),
        first_shock_ms=st.floats(0, 400),
        block=st.sampled_from(sorted(BLOCKS)),
        temperature_degC=st.floats(20, 40),
        pco2_fall_mmHg=st.floats(0, 30),
        ischaemia=st.floats(0, 1),
    ),
)
def test_any_examination_gives_finite_numbers(condition, severity, seed, manoeuvre):
    patient = load_patient(condition, severity=severity)
    recording = examine(
        patient, manoeuvre, muscle=PoolParameters(n_units=3), duration_ms=300.0, seed=seed
    )
    assert np.isfinite(recording.emg_uV).all()
    assert np.isfinite(recording.force_mN).all()
    assert recording.force_mN.min() >= 0
    assert ((recording.answered >= 0) & (recording.answered <= 1)).all()
    found = findings(recording)
    assert found.after_discharges.size == len(recording.stimuli_ms)
    assert (found.after_discharges >= 0).all()
