"""Patients, examinations, drugs and courses of treatment: how each function is called."""

import numpy as np
from hypothesis import strategies as st
from numpy.random import SeedSequence

from neuro_edu.simulation.clinic.examination import examine
from neuro_edu.simulation.clinic.examination_findings import findings
from neuro_edu.simulation.clinic.firing_map import FiringMap
from neuro_edu.simulation.clinic.lesion import SITES, Lesion
from neuro_edu.simulation.clinic.manoeuvres import BLOCKS, Manoeuvre, Site
from neuro_edu.simulation.clinic.patient import Patient
from neuro_edu.simulation.clinic.probability import DiagnosticTest
from neuro_edu.simulation.clinic.treatment_response import Prescription
from neuro_edu.simulation.clinic.tumour_search import TumourSearch
from neuro_edu.simulation.muscle.emg import AmplifierParameters
from neuro_edu.simulation.synthetic.catalogue import DISCHARGES

from .strategies import (
    AXON,
    ELECTRODE,
    POOL_PARAMETERS,
    RNG,
    SEED,
    Number,
    parameters,
    pools_and_trains,
    rising_times,
    sometimes_plain,
)
from .treatment_cases import PLAN, doses


def _templates(origin):
    return ["", *(name for name, known in DISCHARGES.items() if known.origin == origin)]


LESION_FIELDS = {
    "site": st.sampled_from(SITES),
    "antibody": st.booleans(),
    "nerve_discharge": st.sampled_from(_templates("motor axon")),
    "fibre_discharge": st.sampled_from(_templates("muscle fibre")),
}
LESION = sometimes_plain(Lesion, **LESION_FIELDS)
MANOEUVRE_FIELDS = {
    "block": st.sampled_from(sorted(BLOCKS)),
    "further_blocks": st.lists(st.sampled_from(sorted(BLOCKS)), max_size=2).map(tuple),
}
MANOEUVRE = sometimes_plain(Manoeuvre, **MANOEUVRE_FIELDS)
PATIENT_FIELDS = {
    "lesion": LESION,
    "treatments": PLAN,
    "drugs": doses().map(lambda dose: ((dose["drug_id"], dose["dose"]),)),
}
PATIENT = sometimes_plain(Patient, lesion=LESION, treatments=PLAN)
RECORDING = st.builds(
    examine, PATIENT, MANOEUVRE, muscle=POOL_PARAMETERS, duration_ms=st.just(300.0)
)
NERVE = st.builds(Patient.motor_nerve, PATIENT, POOL_PARAMETERS)
AXIS = [0.0, 0.3, 1.0]
MAP = st.builds(
    FiringMap, kv1_fraction=st.just(np.array(AXIS)), free_uM=st.just(np.array([0.0, 10.0, 50.0])),
    rate_hz=st.just(np.arange(9.0).reshape(3, 3)),
)  # fmt: skip


def fired(nerve, seed):
    return dict(nerve=nerve, seeds=SeedSequence(seed).spawn(2))


def each_with_impulses(given, load, seed):
    axons, impulses_ms = zip(*given, strict=True) if given else ((), ())
    n = len(axons)
    return dict(axons=axons, impulses_ms=impulses_ms, sodium_loads=[load] * n, seeds=[seed] * n)


def seeded(seed):
    return dict(seed=SeedSequence(seed))


def passed(pair):
    return dict(passed=pair[1])


def passed_on(pair):
    return dict(muscular=pair[1], pool=pair[0])


LIVE = dict(lesion=LESION, manoeuvre=MANOEUVRE, duration_ms=st.just(200.0))
CASES = {
    "clinic.axon_firing.fire_with_impulses": (
        each_with_impulses,
        dict(
            given=st.lists(st.tuples(AXON, rising_times(high_ms=40.0)), max_size=3),
            load=st.floats(0, 20),
            seed=st.integers(0, 2**31 - 2),
        ),
        dict(duration_ms=st.floats(1, 60)),
    ),
    "clinic.cause_chain.follow_causes": dict(patients=st.lists(PATIENT, max_size=2)),
    "clinic.electrical_record.chances": dict(seed=SEED),
    "clinic.electrical_record.muscular_activity": (
        passed,
        dict(pair=pools_and_trains()),
        dict(lesion=LESION, seed=st.integers(0, 99)),
    ),
    "clinic.electrical_record.recorded_emg_uV": (
        passed_on,
        dict(pair=pools_and_trains()),
        dict(lesion=LESION, electrode=ELECTRODE, seed=st.integers(0, 99)),
    ),
    "clinic.electrical_record.unit_potentials": dict(
        pool=NERVE.map(lambda nerve: nerve.pool), electrode=ELECTRODE
    ),
    "clinic.examination.examine": dict(
        patient=PATIENT,
        manoeuvre=MANOEUVRE,
        muscle=POOL_PARAMETERS,
        electrode=st.one_of(st.none(), ELECTRODE),
        duration_ms=Number(100, 600_000, run_high=400),
        seed=SEED,
    ),
    "clinic.examination_findings.findings": dict(recording=RECORDING, classify=st.booleans()),
    "clinic.examination_findings.Findings.n_with": dict(
        self=RECORDING.map(findings), name=st.sampled_from(["silent", "myokymic"])
    ),
    "clinic.fibre_activity.fibre_emg_uV": (
        seeded,
        dict(seed=st.integers(0, 99)),
        dict(
            lesion=LESION,
            electrode=ELECTRODE,
            amplifier=parameters(AmplifierParameters),
            n_samples=st.integers(12_000, 20_000),
            rate_hz=st.just(10_000.0),
        ),
    ),
    "clinic.fibre_activity.myotonic_after": (
        passed,
        dict(pair=pools_and_trains()),
        dict(lesion=LESION, rng=RNG),
    ),
    "clinic.firing.fire_axons": (fired, dict(nerve=NERVE, seed=st.integers(0, 99)), LIVE),
    "clinic.firing_map.measure_rate_hz": dict(
        kv1_fraction=Number(0, 1),
        free_uM=Number(0, 200),
        n_units=Number(1, 2000, True, 3),
        seconds=Number(0.1, 600, run_high=0.3),
        seed=Number(0, 2**31 - 2, True),
    ),
    "clinic.firing_map.FiringMap.at": dict(
        self=MAP, kv1_fraction=st.floats(0, 1), free_uM=st.floats(0, 200)
    ),
    "clinic.lesion.Lesion.scaled": dict(self=LESION, severity=st.floats(0, 1)),
    "clinic.lesion.Lesion.on_axon": dict(self=LESION, axon=AXON),
    "clinic.lesion.draw_sites": dict(
        site=st.sampled_from(SITES), n_units=st.integers(0, 9), rng=RNG
    ),
    "clinic.manoeuvres.contract": dict(effort=Number(0, 1)),
    "clinic.manoeuvres.grip_and_release": dict(effort=Number(0, 1), release_ms=Number(0, 600_000)),
    "clinic.manoeuvres.stimulate": dict(n_shocks=Number(0, 1000, True), rate_hz=Number(0.1, 50)),
    "clinic.manoeuvres.Manoeuvre.nerve_lets_through": dict(
        self=MANOEUVRE, site=st.sampled_from(list(Site))
    ),
    "clinic.needle_position.units_heard": dict(recording=RECORDING, threshold_uV=st.floats(0, 500)),
    "clinic.needle_position.move_electrode": dict(recording=RECORDING, electrode=ELECTRODE),
    "clinic.patient.Patient.motor_nerve": dict(
        self=PATIENT, muscle=POOL_PARAMETERS, temperature_degC=st.floats(20, 40)
    ),
    "clinic.probability.sort_people": dict(
        test=parameters(DiagnosticTest), n_people=Number(1, 1_000_000, True)
    ),
    "clinic.treatment_response.symptom_score": dict(
        rate_hz=st.lists(st.floats(0, 1e3), max_size=5)
    ),
    "clinic.treatment_response.respond": dict(
        prescription=parameters(
            Prescription,
            **{
                name: st.booleans()
                for name in ("immunoglobulin", "rituximab", "botulinum", "physiotherapy")
            },
        ),
        kv1_before=Number(0.02, 0.9),
        n_weeks=Number(1, 520, True, 30),
    ),
    "clinic.tumour_search.TumourSearch.found_month": dict(
        self=parameters(TumourSearch), visible_month=st.floats(0, 100)
    ),
}
#: Driven by another function: too slow to be drawn, or made of one that is driven.
THROUGH = {
    "clinic.firing_map.measure_map": "clinic.firing_map.measure_rate_hz",
    "clinic.motor_nerve.draw_motor_nerve": "clinic.patient.Patient.motor_nerve",
    "clinic.manoeuvres.Site": "clinic.manoeuvres.Manoeuvre.nerve_lets_through",
    "synthetic.catalogue.Discharge": "synthetic.generators.generate",
    "clinic.localisation.localise": "clinic.examination.examine",
    "clinic.localisation.Localisation": "clinic.examination.examine",
    "clinic.localisation.Localisation.reaches_muscle": "clinic.examination.examine",
}
OTHER_FIELDS = {
    "clinic.lesion.Lesion": LESION_FIELDS,
    "clinic.manoeuvres.Manoeuvre": MANOEUVRE_FIELDS,
    "clinic.patient.Patient": PATIENT_FIELDS,
}
