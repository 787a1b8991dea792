"""Drugs, antibodies and courses of treatment: how each function is called."""

import numpy as np
from hypothesis import strategies as st

from neuro_edu.simulation.treatment import drug_levels
from neuro_edu.simulation.treatment.drugs import DRUGS
from neuro_edu.simulation.treatment.immunoglobulin import IggChange, IggParameters
from neuro_edu.simulation.treatment.kinetics import PatientKinetics
from neuro_edu.simulation.treatment.treatment_plan import KINDS, TreatmentEvent, TreatmentPlan

from .strategies import AXON, JUNCTION, Number, parameters, sometimes_plain

DRUG = st.sampled_from(sorted(DRUGS))


@st.composite
def events(draw):
    kind = draw(st.sampled_from(sorted(KINDS)))
    amount = draw(st.floats(KINDS[kind].low, KINDS[kind].high))
    return TreatmentEvent(day=draw(st.floats(0, 300)), kind=kind, amount=amount)


PLAN = st.lists(events(), max_size=3).map(lambda found: TreatmentPlan(events=tuple(found)))


@st.composite
def doses(draw):
    drug = draw(DRUG)
    return dict(drug_id=drug, dose=draw(st.floats(0, DRUGS[drug].dose_max)))


KINETICS = sometimes_plain(PatientKinetics, igg=parameters(IggParameters))
DAYS = st.lists(st.floats(0, 400), min_size=1, max_size=12).map(sorted).map(np.array)
INTAKE = st.lists(st.tuples(st.floats(0, 300), st.floats(0, 3000)), max_size=4).map(sorted)
SHARES = st.lists(st.tuples(st.floats(0, 300), st.floats(0, 1)), max_size=4).map(sorted)
K_MEASURED = st.floats(0.1, 1000).map(lambda value: (value, "test"))
PER_MS = st.floats(1e-6, 1e-2).map(lambda value: (value, "test"))


def loss(loss_max, share):
    return dict(kv1_loss_max=loss_max, kv1_fraction=min(0.99, 1.0 - share * loss_max))


def dosed(dose):
    return dose


CASES = {
    "treatment.drug_actions.numbers_of": dict(
        half=st.tuples(st.floats(0, 9), st.just("uM"), st.just("test"))
    ),
    "treatment.drug_actions.use_dependent_blocker": dict(
        drug_id=st.just("x"),
        name=st.just("x"),
        K=K_MEASURED,
        k_on=PER_MS,
        free=st.just((0.2, "test")),
        molar_mass=st.floats(100, 500),
        usual=st.just((1.0, 10.0, "test")),
    ),
    "treatment.drug_actions.plain_blocker": dict(
        drug_id=st.just("x"),
        name=st.just("x"),
        unit=st.just("uM"),
        high=st.floats(1, 100),
        half=K_MEASURED,
    ),
    "treatment.drug_actions.open_kv7": dict(axon=AXON, dose_uM=st.floats(0, 50)),
    "treatment.drug_actions.add_persistent_current": dict(axon=AXON, dose=st.floats(0, 3)),
    "treatment.drug_actions.block_receptors": dict(junction=JUNCTION, share=st.floats(0, 1)),
    "treatment.drug_actions.block_release": dict(junction=JUNCTION, share=st.floats(0, 1)),
    "treatment.drug_levels.plasma_levels_mg_per_L": dict(
        drug=st.one_of(parameters(drug_levels.OralDrug), parameters(drug_levels.SaturableDrug)),
        intake=INTAKE,
        days=DAYS,
        weight_kg=st.floats(30, 150),
    ),
    "treatment.drug_levels.botulinum_release": dict(
        injections=SHARES,
        days=DAYS,
        onset_days=Number(0.01, 100, run_high=5),
        decline_days=st.floats(10, 1000),
    ),
    "treatment.drug_levels.passing_effect": dict(
        doses=SHARES, days=DAYS, decay_days=st.floats(0.1, 100)
    ),
    "treatment.drugs.apply_drug": (dosed, dict(dose=doses()), dict(axon=AXON)),
    "treatment.drugs.apply_junction_drug": (dosed, dict(dose=doses()), dict(junction=JUNCTION)),
    "treatment.drugs.free_uM": dict(
        drug_id=st.just("carbamazepine"), plasma_mg_per_L=Number(0, 200)
    ),
    "treatment.immunoglobulin.left_after_exchange": dict(plasma_volumes=st.floats(0, 5)),
    "treatment.immunoglobulin.simulate_igg": dict(
        changes=st.lists(parameters(IggChange), max_size=3),
        days=DAYS,
        parameters=parameters(IggParameters),
    ),
    "treatment.kinetics.kv1_left": dict(antibody=st.floats(0, 3), patient=KINETICS),
    "treatment.kinetics.half_loss_for": (
        loss,
        dict(loss_max=st.floats(0.05, 1), share=st.floats(0.05, 0.95)),
        {},
    ),
    "treatment.kinetics.simulate_course": dict(
        plan=PLAN,
        days=Number(1, 3650, True, 60),
        patient=KINETICS,
        samples_per_day=Number(1, 96, True, 2),
    ),
    "treatment.treatment_plan.TreatmentPlan.of": dict(
        kind=st.just("plasma-exchange"),
        amount=Number(0, 5),
        days=st.lists(st.floats(0, 3650), min_size=1),
    ),
    "treatment.treatment_plan.TreatmentPlan.doses": dict(self=PLAN),
}
