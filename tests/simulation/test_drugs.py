"""Drugs on the axon and the junction: against chemistry, and against how they combine."""

from itertools import permutations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.integrate import solve_ivp

from neuro_edu.errors import ParameterError
from neuro_edu.simulation.muscle.junction import JunctionParameters
from neuro_edu.simulation.nerve.axon import initial_state, simulate_axon
from neuro_edu.simulation.nerve.parameters import (
    HEALTHY_AXON,
    NEUROMYOTONIC_AXON,
    AxonParameters,
    Stimulus,
)
from neuro_edu.simulation.treatment.drugs import DRUGS, apply_drug, apply_junction_drug, free_uM

BLOCKERS = ("carbamazepine", "phenytoin", "lamotrigine", "mexiletine")
ON_AXON = [drug.id for drug in DRUGS.values() if drug.on_axon]
ON_JUNCTION = [drug.id for drug in DRUGS.values() if drug.on_junction]
TRAIN = Stimulus.train(n_pulses=3, rate_hz=1.0, first_ms=100.0)


def n_spikes(axon):
    return simulate_axon(axon, TRAIN, duration_ms=3000.0, sample_ms=0).n_spikes


def one_site(doses, inactivated, t_ms):
    """Share of blocked channels when each drug has its own bound state and a channel holds one."""
    rates = [
        (
            DRUGS[name].numbers["binding_rate"].value * dose * inactivated,
            DRUGS[name].numbers["unbinding_rate"].value,
        )
        for name, dose in doses.items()
    ]
    on, off = np.array(rates).T
    solution = solve_ivp(
        lambda t, b: on * (1.0 - b.sum()) - off * b,
        (0.0, t_ms[-1]),
        np.zeros(on.size),
        t_eval=t_ms,
        method="LSODA",
        rtol=1e-9,
        atol=1e-12,
    )
    return solution.y.sum(axis=0)


def lumped(axon, inactivated, t_ms):
    on, off = axon.k_on_per_uM_ms * axon.drug_uM * inactivated, axon.k_off_per_ms
    return on / (on + off) * -np.expm1(-(on + off) * t_ms)


@pytest.mark.parametrize("inactivated", [0.05, 0.4, 1.0])
@pytest.mark.parametrize(
    "doses",
    [
        {"carbamazepine": 10.0},
        {"carbamazepine": 10.0, "phenytoin": 5.0},
        {"phenytoin": 5.0, "lamotrigine": 12.0},
        {"carbamazepine": 10.0, "mexiletine": 3.0, "lamotrigine": 5.0},
    ],
    ids=lambda doses: "+".join(doses),
)
def test_blockers_together_settle_where_one_site_per_channel_puts_them(doses, inactivated):
    axon = HEALTHY_AXON
    for name, dose in doses.items():
        axon = apply_drug(axon, name, dose)
    late = np.array([1e6])
    assert lumped(axon, inactivated, late) == pytest.approx(
        one_site(doses, inactivated, late), rel=1e-6
    )
    early = np.array([0.01])
    assert lumped(axon, inactivated, early) == pytest.approx(
        one_site(doses, inactivated, early), rel=1e-2
    )


@pytest.mark.parametrize("name", BLOCKERS)
def test_half_of_fully_inactivated_channels_are_bound_at_the_dissociation_constant(name):
    K_uM = DRUGS[name].numbers["dissociation_constant_inactivated"].value
    axon = apply_drug(HEALTHY_AXON, name, K_uM)
    assert axon.k_on_per_uM_ms * axon.drug_uM == pytest.approx(axon.k_off_per_ms)


def test_resting_channels_are_hardly_bound_in_an_axon_made_more_negative():
    """Affinity for inactivated channels alone: block at rest falls as the axon hyperpolarises."""
    blocked = [
        initial_state(apply_drug(axon, "carbamazepine", 25.0))[10]
        for axon in (HEALTHY_AXON, HEALTHY_AXON.replace(E_L_mV=-100.0, E_K_mV=-105.0))
    ]
    assert 0 < blocked[1] < 0.7 * blocked[0] < 0.7


@pytest.mark.parametrize(
    ("name", "plasma_mg_per_L", "total_uM"),
    [("carbamazepine", (4, 12), (17, 51)), ("phenytoin", (10, 20), (40, 79))],
)
def test_usual_plasma_levels_in_micromolar(name, plasma_mg_per_L, total_uM):
    share = DRUGS[name].numbers["free_fraction"].value
    for level, micromolar in zip(plasma_mg_per_L, total_uM, strict=True):
        assert free_uM(name, level) == pytest.approx(share * micromolar, rel=0.02)


def test_mexiletine_range_agrees_with_its_paper():
    """WangGK2004 gives 2.8 to 11 uM for the plasma range, in all."""
    share = DRUGS["mexiletine"].numbers["free_fraction"].value
    numbers = DRUGS["mexiletine"].numbers
    low, high = (free_uM("mexiletine", numbers[f"usual_level_{e}"].value) for e in ("low", "high"))
    assert low / share == pytest.approx(2.8, abs=0.05)
    assert high / share == pytest.approx(11.0, abs=0.2)


def test_retigabine_triples_open_channels_at_10_uM():
    """0.13 to 0.38 of channels open (Tatulian2003)."""
    opened = apply_drug(HEALTHY_AXON, "kv7-opener", 10.0).kv7_fraction
    assert opened == pytest.approx(0.38 / 0.13, rel=1e-9)


@pytest.mark.parametrize("name", ON_AXON)
def test_each_parameter_moves_one_way_with_dose(name):
    doses = np.geomspace(1e-3, 1.0, 7) * DRUGS[name].dose_max
    axons = [apply_drug(HEALTHY_AXON, name, dose) for dose in doses]
    for field in ("drug_uM", "kv1_fraction", "kv7_fraction", "nap_fraction", "g_Na_nS"):
        steps = np.diff([getattr(axon, field) for axon in axons])
        assert (steps >= -1e-12).all() or (steps <= 1e-12).all()


def test_oxaliplatin_is_worse_in_the_cold():
    warm, cold = (
        apply_drug(HEALTHY_AXON.replace(temperature_degC=T), "oxaliplatin", 0.5).nap_fraction
        for T in (33.0, 23.0)
    )
    assert cold - 1 == pytest.approx(2 * (warm - 1))


@settings(max_examples=60, deadline=None)
@given(
    doses=st.fixed_dictionaries(
        {
            "carbamazepine": st.floats(0, 50),
            "mexiletine": st.floats(0, 20),
            "4-aminopyridine": st.floats(0, 1000),
            "oxaliplatin": st.floats(0, 0.5),
        }
    )
)
def test_the_order_of_drugs_makes_no_difference(doses):
    results = set()
    for order in permutations(doses):
        axon = NEUROMYOTONIC_AXON
        for name in order:
            axon = apply_drug(axon, name, doses[name])
        values = (axon.drug_uM, axon.k_on_per_uM_ms, axon.k_off_per_ms, axon.nap_fraction)
        results.add(tuple(float(f"{value:.9g}") for value in (*values, axon.kv1_fraction)))
    spread = np.ptp(np.array(sorted(results)), axis=0)
    assert (spread <= 1e-7 * np.abs(np.array(sorted(results))).max(axis=0)).all()


@settings(max_examples=30, deadline=None)
@given(name=st.sampled_from(ON_AXON), share=st.floats(0, 1), kv1=st.floats(0, 1))
def test_any_dose_gives_a_valid_axon_and_finite_potentials(name, share, kv1):
    axon = AxonParameters(kv1_fraction=kv1, temperature_degC=30.0)
    treated = apply_drug(axon, name, share * DRUGS[name].dose_max)
    assert axon == AxonParameters(kv1_fraction=kv1, temperature_degC=30.0)
    assert np.isfinite(simulate_axon(treated, duration_ms=60.0).states).all()


@pytest.mark.parametrize("name", DRUGS)
def test_no_dose_changes_nothing_and_each_drug_acts_in_one_place(name):
    drug = DRUGS[name]
    junction = JunctionParameters()
    assert apply_drug(HEALTHY_AXON, name, 0.0) == HEALTHY_AXON
    assert apply_junction_drug(junction, name, 0.0) == junction
    assert (apply_drug(HEALTHY_AXON, name, drug.dose_max) != HEALTHY_AXON) == (name in ON_AXON)
    assert (apply_junction_drug(junction, name, drug.dose_max) != junction) == (name in ON_JUNCTION)
    assert set(ON_AXON).isdisjoint(ON_JUNCTION)
    assert all(number.source for number in drug.numbers.values())


def test_half_of_the_receptors_blocked_twice_leaves_a_quarter():
    junction = JunctionParameters()
    for _ in range(2):
        junction = apply_junction_drug(junction, "curare", 0.5)
        junction = apply_junction_drug(junction, "botulinum-toxin", 0.5)
    assert junction.receptor_block == pytest.approx(0.75)
    assert junction.release_fraction == pytest.approx(0.25)


@pytest.mark.parametrize(
    ("name", "targets"),
    [
        ("4-aminopyridine", {"kv1_fraction"}),
        ("tetrodotoxin", {"g_Na_nS", "nap_fraction"}),
        ("lidocaine", {"g_Na_nS", "nap_fraction"}),
    ],
)
def test_at_the_half_blocking_concentration_half_of_its_channels_are_left(name, targets):
    half = DRUGS[name].numbers["half_block"].value
    for dose, left in ((half, 1 / 2), (3 * half, 1 / 4)):
        treated = apply_drug(HEALTHY_AXON, name, dose)
        for field in HEALTHY_AXON.quantities():
            wanted = getattr(HEALTHY_AXON, field) * (left if field in targets else 1.0)
            assert getattr(treated, field) == pytest.approx(wanted), field


def test_local_block_silences_the_axon_and_loss_of_kv1_to_a_drug_repeats_spikes():
    # A 1 % solution of lidocaine is some 35 to 43 mM.
    assert n_spikes(apply_drug(HEALTHY_AXON, "lidocaine", 35_000.0)) == 0
    assert n_spikes(apply_drug(HEALTHY_AXON, "tetrodotoxin", 1000.0)) == 0
    assert n_spikes(apply_drug(HEALTHY_AXON, "4-aminopyridine", 4000.0)) > 3


@pytest.mark.parametrize("name", BLOCKERS)
def test_usual_levels_calm_the_diseased_axon_and_spare_the_healthy_one(name):
    numbers = DRUGS[name].numbers
    for end in ("low", "high"):
        dose = free_uM(name, numbers[f"usual_level_{end}"].value)
        assert n_spikes(apply_drug(HEALTHY_AXON, name, dose)) == 3
        assert (
            3 <= n_spikes(apply_drug(NEUROMYOTONIC_AXON, name, dose)) < n_spikes(NEUROMYOTONIC_AXON)
        )


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: apply_drug(HEALTHY_AXON, "aspirin", 1.0), "no drug 'aspirin'; there are .*carba"),
        (
            lambda: apply_drug(HEALTHY_AXON, "carbamazepine", -1.0),
            "dose of carbamazepine must lie between 0 and 200 uM free, got -1 uM free",
        ),
        (lambda: apply_drug(HEALTHY_AXON, "curare", 2.0), "dose of curare .* receptors blocked"),
        (lambda: apply_drug(HEALTHY_AXON, "phenytoin", float("nan")), "phenytoin .* got nan"),
        (lambda: free_uM("curare", 1.0), "no free fraction of curare"),
        (lambda: free_uM("phenytoin", 999.0), "plasma level of phenytoin .* mg/L, got 999 mg/L"),
    ],
)
def test_bad_input_is_refused(call, words):
    with pytest.raises(ParameterError, match=words):
        call()
