import dataclasses
import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from neuro_edu.content import Knob, load_content
from neuro_edu.errors import ContentError, ParameterError
from neuro_edu.patients import load_lesion, load_patient
from neuro_edu.simulation.clinic.lesion import SITES, Lesion, draw_sites
from neuro_edu.simulation.clinic.manoeuvres import BLOCKS, Manoeuvre, Site
from neuro_edu.simulation.clinic.patient import Patient
from neuro_edu.simulation.muscle.motor_units import PoolParameters
from neuro_edu.simulation.synthetic.catalogue import DISCHARGES
from neuro_edu.simulation.treatment.treatment_plan import TreatmentPlan

SMALL = PoolParameters(n_units=10)
WORST = Lesion(
    kv1_fraction=0.0,
    kv7_fraction=0.3,
    nap_fraction=2.0,
    noise_pA=10.0,
    motor_units_lost=0.8,
    receptors_left=0.2,
    fasciculation_hz=2.0,
)


@given(low=st.floats(0, 1), high=st.floats(0, 1))
def test_a_worse_severity_is_never_nearer_to_health(low, high):
    low, high = sorted((low, high))
    mild, bad = WORST.scaled(low), WORST.scaled(high)
    for name in ("kv1_fraction", "kv7_fraction", "receptors_left"):
        assert getattr(bad, name) <= getattr(mild, name)
    for name in ("nap_fraction", "noise_pA", "motor_units_lost", "fasciculation_hz"):
        assert getattr(bad, name) >= getattr(mild, name)


def test_severity_runs_from_health_to_the_lesion():
    assert WORST.scaled(0.0) == Lesion()
    assert WORST.scaled(1.0) == WORST


def test_a_patient_without_severity_has_the_nerve_of_a_healthy_person():
    none = Patient(lesion=WORST, severity=0.0).motor_nerve(SMALL)
    healthy = Patient().motor_nerve(SMALL)
    assert none.axons == healthy.axons
    assert none.junction == healthy.junction
    np.testing.assert_array_equal(none.pool.twitch_mN, healthy.pool.twitch_mN)


def test_the_same_patient_has_the_same_nerve_and_another_seed_another():
    first = Patient(lesion=WORST).motor_nerve(SMALL)
    again = Patient(lesion=WORST.replace()).motor_nerve(SMALL)
    assert first.axons == again.axons
    assert Patient(lesion=WORST, seed=1).motor_nerve(SMALL).axons != first.axons


def test_units_that_die_are_taken_over_in_part():
    whole = Patient().motor_nerve().pool
    left = Patient(lesion=Lesion(motor_units_lost=0.6)).motor_nerve().pool
    assert left.n_units == 40
    fibres = left.innervation.sum() / whole.innervation.sum()
    assert 0.5 < fibres <= 1.2  # survivors carry up to three times their own fibres
    assert set(left.threshold) <= set(whole.threshold)


def test_losing_every_unit_leaves_one():
    assert Patient(lesion=Lesion(motor_units_lost=1.0)).motor_nerve(SMALL).pool.n_units == 1


def test_plasma_exchange_gives_channels_back_where_an_antibody_took_them():
    plan = TreatmentPlan.of("plasma-exchange", 1.0, days=(0, 2, 4, 6, 8))
    for condition, helps in (("caspr2-neuromyotonia", True), ("kcna1-episodic-ataxia", False)):
        before = load_patient(condition).present_lesion.kv1_fraction
        after = load_patient(condition, treatments=plan, week=1.3).present_lesion.kv1_fraction
        assert (after > 1.5 * before) == helps
        assert after >= before
    muscle = load_patient("thymoma", treatments=plan, week=1.3).motor_nerve(SMALL)
    assert muscle.junction.receptors_left > load_lesion("thymoma").receptors_left


def test_an_untreated_antibody_stays_where_it_is():
    patient = load_patient("caspr2-neuromyotonia")
    later = patient.replace(week=10.0)
    assert later.present_lesion.kv1_fraction == pytest.approx(
        patient.present_lesion.kv1_fraction, rel=1e-6
    )


def test_drugs_reach_axon_and_junction():
    patient = Patient(drugs={"carbamazepine": 20.0, "botulinum-toxin": 0.5})
    nerve = patient.motor_nerve(SMALL)
    assert all(axon.drug_uM == pytest.approx(20.0) for axon in nerve.axons)
    assert nerve.junction.release_fraction == pytest.approx(0.5)
    weeks = Patient(treatments=TreatmentPlan.of("carbamazepine", 600.0), week=4.0)
    assert min(axon.drug_uM for axon in weeks.motor_nerve(SMALL).axons) > 1.0
    injected = Patient(treatments=TreatmentPlan.of("botulinum-toxin", 0.8), week=2.0)
    assert injected.motor_nerve(SMALL).junction.release_fraction < 0.4


def test_oxaliplatin_adds_persistent_current_above_all_in_the_cold():
    patient = load_patient("oxaliplatin")
    means = [
        np.mean([axon.nap_fraction for axon in nerve.axons])
        for nerve in (patient.motor_nerve(SMALL, temperature_degC=T) for T in (33.0, 23.0))
    ]
    knob = load_content().conditions["oxaliplatin"].knob
    # Cold doubles what the drug adds with each 10 degrees.
    assert means[0] == pytest.approx(1 + knob.cold_gain, rel=0.1)
    assert means[1] == pytest.approx(1 + 2 * knob.cold_gain, rel=0.1)


@pytest.mark.parametrize("condition", sorted(load_content().conditions))
def test_every_condition_turns_its_knob(condition):
    knob, lesion = load_content().conditions[condition].knob, load_lesion(condition)
    shared = {f.name for f in dataclasses.fields(knob)} & {
        f.name for f in dataclasses.fields(lesion)
    }
    for name in shared - {"antibody"}:
        assert getattr(lesion, name) == getattr(knob, name), name
    assert lesion.antibody == knob.antibody_driven
    assert lesion != Lesion()
    assert (lesion.fibre_discharge == "myotonic") == (knob.generator == "muscle fibre")
    assert (lesion.central_drive > 0) == (knob.generator == "cns")
    assert load_patient(condition).motor_nerve(SMALL).pool.n_units >= 1


def test_the_content_files_accept_what_the_simulation_takes():
    taken = Lesion.quantities()
    rules = {f.name: f.metadata["rule"] for f in dataclasses.fields(Knob) if f.metadata}
    for name, known in taken.items():
        assert (rules[name].low, rules[name].high) == (known.low, known.high), name
    assert set(rules["site"].choices) == set(SITES)
    for name, origin in (("nerve_discharge", "motor axon"), ("fibre_discharge", "muscle fibre")):
        known = {id_ for id_, discharge in DISCHARGES.items() if discharge.origin == origin}
        assert set(rules[name].choices) == known
    healthy = Knob(site="terminal", generator="axon", antibody="none")
    for name in {*taken, "nerve_discharge", "fibre_discharge"}:
        assert getattr(healthy, name) == getattr(Lesion(), name), name


def test_names_that_do_not_exist_are_named():
    with pytest.raises(ContentError, match=r"'isaacs'.*caspr2-neuromyotonia"):
        load_patient("isaacs")
    with pytest.raises(ParameterError, match="aspirin"):
        Patient(drugs={"aspirin": 1.0})
    with pytest.raises(ParameterError, match=r"block must be one of.*'hypnosis'"):
        Manoeuvre(block="hypnosis")
    with pytest.raises(ParameterError, match=r"further_blocks must be one of.*'prayer'"):
        Manoeuvre(further_blocks=("curare", "prayer"))
    with pytest.raises(ParameterError, match=r"site must be one of.*'toe'"):
        Lesion(site="toe")
    with pytest.raises(ParameterError, match=r"fibre_discharge.*'cramp'"):
        Lesion(fibre_discharge="cramp")
    with pytest.raises(ParameterError, match=r"severity must lie between 0 and 1, got 1\.5"):
        load_patient("als", severity=1.5)
    with pytest.raises(ParameterError, match="lesion must be a Lesion"):
        Patient(lesion="als")
    with pytest.raises(ParameterError, match="drugs must map"):
        Patient(drugs=7)
    with pytest.raises(ParameterError, match="inflated or released"):
        Manoeuvre(ischaemia=1.0, reperfusion=1.0)


def test_a_patient_cannot_be_changed():
    patient = Patient(lesion=WORST)
    with pytest.raises(dataclasses.FrozenInstanceError):
        patient.severity = 0.5
    with pytest.raises(ValueError, match="read-only"):
        patient.motor_nerve(SMALL).sites[0] = 0
    assert patient == Patient(lesion=WORST)
    assert hash(patient) == hash(Patient(lesion=WORST))


@pytest.mark.parametrize("site", SITES)
def test_places_are_sites(site):
    drawn = draw_sites(site, 200, np.random.default_rng(0))
    assert set(drawn) <= {int(place) for place in Site}


@given(st.lists(st.sampled_from(sorted(BLOCKS)), max_size=4))
def test_blocks_together_let_through_what_each_of_them_does(blocks):
    together = Manoeuvre(further_blocks=tuple(blocks))
    for site in Site:
        alone = [Manoeuvre(block=block).nerve_lets_through(site) for block in blocks]
        assert together.nerve_lets_through(site) == all(alone)
    assert together.blocks == set(blocks) - {"none"}


def test_a_block_nearer_to_the_muscle_stops_more():
    order = ["none", "sleep", "spinal anaesthesia", "proximal nerve block", "distal nerve block"]
    stopped = [
        {site for site in Site if not Manoeuvre(block=block).nerve_lets_through(site)}
        for block in order
    ]
    assert all(one <= other for one, other in itertools.pairwise(stopped))
    assert all(Site.MUSCLE_FIBRE not in places for places in stopped)
    assert set(BLOCKS) >= set(order)
