"""Courses of treatment: against closed forms, other solvers and the conservation of mass."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.integrate import solve_ivp
from scipy.linalg import expm

from neuro_edu.errors import ParameterError
from neuro_edu.simulation.nerve.parameters import AxonParameters
from neuro_edu.simulation.treatment.drug_levels import (
    ORAL_DRUGS,
    OralDrug,
    SaturableDrug,
    botulinum_release,
    passing_effect,
    plasma_levels_mg_per_L,
)
from neuro_edu.simulation.treatment.immunoglobulin import (
    ANTIBODY,
    INFUSED_IGG,
    OWN_IGG,
    IggChange,
    IggParameters,
    left_after_exchange,
    simulate_igg,
)
from neuro_edu.simulation.treatment.kinetics import (
    PatientKinetics,
    half_loss_for,
    kv1_left,
    simulate_course,
)
from neuro_edu.simulation.treatment.treatment_plan import KINDS, TreatmentEvent, TreatmentPlan

give = TreatmentPlan.of
FIVE_EXCHANGES = give("plasma-exchange", 1.0, days=(0, 2, 4, 6, 8))
INFUSION = [IggChange(day=day, infused_g_per_kg=0.4) for day in range(5)]


def reference_igg(changes, days, p):
    """Nine plain rate equations in amounts, integrated by LSODA from change to change."""
    inside = p.intravascular_fraction
    k0 = np.log(2) / p.half_life_days / inside
    back = 1 / p.return_days
    out = back * (1 - inside) / inside

    def rate(_t, y, aim):
        plasma, tissue, production = y[:3], y[3:6], y[6]
        level = (plasma[OWN_IGG] + plasma[INFUSED_IGG]) / inside
        k = k0 * (1 + p.excess_catabolism * max(0.0, level - 1))
        made = k0 * inside * np.array([production, 1.0, 0.0])
        d_plasma = made - (out + k) * plasma + back * tissue
        d_tissue = out * plasma - back * tissue
        return np.concatenate([d_plasma, d_tissue, [(aim - production) / p.production_days]])

    y = np.array([inside, inside, 0, 1 - inside, 1 - inside, 0, 1.0])
    t, aim, samples = 0.0, 1.0, np.full((days.size, 7), np.nan)
    samples[0] = y
    for change in [*sorted(changes, key=lambda change: change.day), None]:
        end = change.day if change else days[-1]
        wanted = np.nonzero((days > t) & (days <= end))[0]
        if end > t:
            run = solve_ivp(
                rate,
                (t, end),
                y,
                args=(aim,),
                method="LSODA",
                rtol=1e-9,
                atol=1e-11,
                dense_output=True,
                max_step=1.0,
            )
            samples[wanted] = run.sol(days[wanted]).T
            y, t = run.y[:, -1].copy(), end
        if change:
            y[:3] *= np.exp(-change.plasma_volumes)
            y[INFUSED_IGG] += change.infused_g_per_kg / p.pool_g_per_kg
            aim = change.antibody_production if change.antibody_production >= 0 else aim
    return samples


def test_one_plasma_volume_removes_63_percent_and_any_volume_by_the_same_law():
    for volumes, left in ((0.0, 1.0), (1.0, 0.3679), (1.5, 0.2231), (2.0, 0.1353)):
        assert left_after_exchange(volumes) == pytest.approx(left, abs=1e-4)
        course = simulate_course(give("plasma-exchange", volumes), 1, samples_per_day=96)
        # Return from the tissue within the first quarter of an hour.
        assert course.antibody[1] == pytest.approx(left, abs=0.01)


def test_nothing_given_changes_nothing():
    course = simulate_course(TreatmentPlan(), 400)
    assert course.days.size == 401
    for values in (course.antibody, course.igg, course.release_fraction):
        np.testing.assert_allclose(values, 1.0, atol=1e-12)
    assert not course.oxaliplatin.any()
    assert not course.free_uM


def test_without_production_the_slow_phase_is_that_of_scipys_eigenvalues():
    p = IggParameters(production_days=1.0)
    days = np.array([0.0, 60.0, 61.0, 100.0])
    course = simulate_igg([IggChange(day=0, antibody_production=0)], days, p)
    k, back = np.log(2) / 21 / 0.45, 1 / 1.5
    matrix = np.array([[-k - back * 0.55 / 0.45, back], [back * 0.55 / 0.45, -back]])
    slow = np.linalg.eigvals(matrix).real.max()
    fall = course.antibody[2] / course.antibody[1]
    assert fall == pytest.approx(np.exp(slow), rel=1e-5)
    together = np.array([course.plasma[ANTIBODY], course.tissue[ANTIBODY]])
    np.testing.assert_allclose(expm(matrix * 39.0) @ together[:, 2], together[:, 3], rtol=1e-8)


def test_half_of_all_igg_is_broken_down_in_its_half_life_when_exchange_is_quick():
    p = IggParameters(production_days=1.0, return_days=0.2)
    course = simulate_igg([IggChange(day=0, antibody_production=0)], np.array([0.0, 30.0, 51.0]), p)
    assert course.antibody[2] / course.antibody[1] == pytest.approx(0.5, abs=0.01)


@pytest.mark.parametrize(
    "changes",
    [
        [IggChange(day=day, plasma_volumes=1.0) for day in (0, 2, 4, 6, 8)],
        [IggChange(day=3.5, plasma_volumes=1.5), IggChange(day=10, antibody_production=0.2)],
        INFUSION,
        [*INFUSION, IggChange(day=20, plasma_volumes=1), IggChange(day=9, antibody_production=0.5)],
    ],
    ids=["exchange", "production", "infusion", "all"],
)
def test_courses_agree_with_an_independent_integration(changes):
    days = np.arange(0.0, 90.5, 0.5)
    p = IggParameters()
    ours = simulate_igg(changes, days, p)
    reference = reference_igg(changes, days, p)
    np.testing.assert_allclose(ours.plasma.T, reference[:, :3], atol=5e-4)
    np.testing.assert_allclose(ours.tissue.T, reference[:, 3:6], atol=5e-4)
    np.testing.assert_allclose(ours.production, reference[:, 6], atol=1e-7)


def test_only_excess_of_igg_speeds_up_breakdown():
    """Plasma IgG twice the normal: half-life 21 days becomes 12 (Masson1993)."""
    p = IggParameters()
    assert 1 + p.excess_catabolism == pytest.approx(21 / 12)
    days = np.arange(0.0, 60.0)
    with_effect = simulate_igg(INFUSION, days, p)
    without = simulate_igg(INFUSION, days, p.replace(excess_catabolism=0.0))
    np.testing.assert_allclose(without.antibody, 1.0, atol=1e-9)
    assert (np.diff(with_effect.antibody[:15]) < 0).sum() >= 14
    np.testing.assert_allclose(
        with_effect.plasma[ANTIBODY], with_effect.plasma[OWN_IGG], rtol=1e-12
    )


@settings(max_examples=15, deadline=None)
@given(
    exchanges=st.lists(st.tuples(st.integers(0, 25), st.floats(0, 3)), max_size=4),
    infusions=st.lists(st.tuples(st.integers(0, 25), st.floats(0, 1)), max_size=3),
)
def test_igg_is_made_broken_down_exchanged_or_there(exchanges, infusions):
    """Mass: what was there and was made is what is there, was broken down or taken out."""
    p = IggParameters()
    changes = [IggChange(day=day, plasma_volumes=x) for day, x in exchanges]
    changes += [IggChange(day=day, infused_g_per_kg=g) for day, g in infusions]
    per_day = 48
    days = np.arange(30 * per_day + 1) / per_day
    course = simulate_igg(changes, days, p)
    plasma = course.plasma[OWN_IGG] + course.plasma[INFUSED_IGG]
    total = plasma + course.tissue[OWN_IGG] + course.tissue[INFUSED_IGG]
    k0 = p.breakdown_per_day
    after = plasma.copy()  # in the plasma once the treatment of the moment is done
    taken = given_ = 0.0
    for change in sorted(changes, key=lambda change: change.day):
        at = round(change.day * per_day)
        removed = after[at] * -np.expm1(-change.plasma_volumes)
        infused = change.infused_g_per_kg / p.pool_g_per_kg
        after[at] += infused - removed
        taken, given_ = taken + removed, given_ + infused
    level = lambda amount: np.maximum(0, amount / p.intravascular_fraction - 1)  # noqa: E731
    start, end = after[:-1], plasma[1:]
    lost_start = k0 * (1 + p.excess_catabolism * level(start)) * start
    lost_end = k0 * (1 + p.excess_catabolism * level(end)) * end
    broken = ((lost_start + lost_end) / 2).sum() / per_day
    made = k0 * p.intravascular_fraction * 30.0
    assert total[-1] == pytest.approx(1.0 + made + given_ - taken - broken, abs=2e-3)


AMOUNTS = {
    "plasma-exchange": 2.0, "immunoglobulin": 1.0, "carbamazepine": 1200.0, "lamotrigine": 400.0,
    "mexiletine": 600.0, "phenytoin": 600.0,
}  # fmt: skip
EVENTS = st.sampled_from(sorted(KINDS)).flatmap(
    lambda kind: st.builds(
        TreatmentEvent,
        day=st.floats(0, 60),
        kind=st.just(kind),
        amount=st.floats(0, AMOUNTS.get(kind, KINDS[kind].high)),
    )
)


@settings(max_examples=30, deadline=None)
@given(events=st.lists(EVENTS, max_size=8))
def test_any_plan_gives_a_course_within_physical_bounds(events):
    plan = TreatmentPlan(tuple(events))
    course = simulate_course(plan, 60)
    everything = [course.antibody, course.igg, course.kv1_fraction, course.release_fraction]
    everything += [course.oxaliplatin, *course.free_uM.values()]
    for values in everything:
        assert values.shape == (61,)
        assert np.isfinite(values).all()
        assert values.min() >= 0
        with pytest.raises(ValueError, match="read-only"):
            values[0] = 1
    assert course.antibody.max() <= 1 + 1e-9  # no overshoot
    assert course.release_fraction.max() <= 1
    assert course.kv1_fraction.max() <= 1
    assert set(course.free_uM) == {event.kind for event in events} & set(ORAL_DRUGS)
    for value in course.kv1_fraction:
        AxonParameters(kv1_fraction=float(value))
    again = simulate_course(TreatmentPlan(tuple(reversed(events))), 60)
    np.testing.assert_allclose(course.antibody, again.antibody, rtol=1e-9, atol=1e-12)


@settings(max_examples=30, deadline=None)
@given(volumes=st.floats(0.1, 2), n=st.integers(1, 6), days=st.floats(1, 5))
def test_more_exchange_never_leaves_more_antibody(volumes, n, days):
    less = give("plasma-exchange", volumes, days=days * np.arange(n))
    more = less + give("plasma-exchange", volumes, days=[days * n])
    difference = simulate_course(less, 50).antibody - simulate_course(more, 50).antibody
    assert difference.min() >= -1e-12
    assert difference.max() > 0


def test_kv1_follows_the_antibody_by_its_formula():
    patient = PatientKinetics(kv1_loss_max=0.9, antibody_half_loss=0.3)
    course = simulate_course(FIVE_EXCHANGES, 30, patient=patient)
    np.testing.assert_allclose(
        course.kv1_fraction, 1 - 0.9 * course.antibody / (course.antibody + 0.3)
    )
    assert kv1_left(0.0, patient) == 1.0
    for fraction in (0.15, 0.5, 0.9):
        half = half_loss_for(fraction, 0.9)
        assert kv1_left(
            1.0, PatientKinetics(kv1_loss_max=0.9, antibody_half_loss=half)
        ) == pytest.approx(fraction)


def test_rituximab_lowers_antibody_over_months_and_leaves_total_igg():
    course = simulate_course(give("rituximab", 0.8, days=(0, 7, 14, 21)), 500)
    assert course.antibody[14] > 0.85
    # Clearly lower from two to seven months, as after rituximab in MuSK myasthenia.
    assert course.antibody[60:210].max() < 0.6
    assert course.antibody.min() > 0.2
    assert course.antibody[-1] > 0.9
    np.testing.assert_allclose(course.igg, 1.0, atol=1e-12)


@pytest.mark.parametrize("b_cells_return_after_days", [90.0, 180.0])
def test_antibody_falls_until_b_cells_return(b_cells_return_after_days):
    who = PatientKinetics(rituximab_days=b_cells_return_after_days)
    course = simulate_course(give("rituximab", 0.8, days=[10]), 400, patient=who)
    # Production comes back within weeks of that day, and antibody with it.
    assert 0 <= course.days[course.antibody.argmin()] - 10 - b_cells_return_after_days < 21


def test_a_thymectomy_takes_its_share_for_good_from_its_day_on():
    alone = simulate_course(give("rituximab", 0.8), 1200)
    both = simulate_course(give("rituximab", 0.8) + give("thymectomy", 0.5, days=[300]), 1200)
    np.testing.assert_array_equal(both.antibody[:301], alone.antibody[:301])
    # Rituximab is over by then: what is made is what the thymus has left.
    assert alone.antibody[-1] == pytest.approx(1.0, abs=1e-3)
    assert both.antibody[-1] == pytest.approx(0.5, abs=1e-3)


@pytest.mark.parametrize("share", [0.3, 1.0])
def test_botulinum_blocks_the_share_it_was_given_for_at_its_height(share):
    days = np.linspace(0.0, 60.0, 6001)
    left = botulinum_release([(2.0, share)], days, onset_days=5.0, decline_days=45.0)
    assert left.min() == pytest.approx(1 - share, abs=1e-6)
    # Where rise and decline of the difference of two exponentials balance.
    height_day = 2.0 + 5.0 * 45.0 / (45.0 - 5.0) * np.log(45.0 / 5.0)
    assert days[left.argmin()] == pytest.approx(height_day, abs=0.02)
    assert 10 <= height_day - 2.0 <= 16  # about two weeks (BoNTuse)


def test_a_removed_cause_stays_removed():
    course = simulate_course(give("remove-the-cause", 1.0) + give("thymectomy", 0.5), 600)
    assert course.antibody[-1] < 0.01
    assert (np.diff(course.antibody) <= 1e-12).all()


@pytest.mark.parametrize("name", [n for n, d in ORAL_DRUGS.items() if isinstance(d, OralDrug)])
def test_levels_agree_with_an_independent_integration(name):
    drug = ORAL_DRUGS[name]
    intake = [(0.0, 200.0), (3.0, 400.0), (7.5, 800.0), (40.0, 0.0), (45.0, 400.0)]
    days = np.arange(0.0, 61.0)
    ours = plasma_levels_mg_per_L(drug, intake, days, weight_kg=70.0)
    slow, fast = (np.log(2) * 24 / h for h in (drug.half_life_h, drug.half_life_induced_h))

    def rate(_t, y, dose):
        k = slow + (fast - slow) * y[1]
        aim = float(dose > 0)
        return [dose / (70 * drug.volume_L_per_kg) - k * y[0], (aim - y[1]) / drug.induction_days]

    y, reference = [0.0, 0.0], {0.0: 0.0}
    edges = [*intake, (60.0, 0.0)]
    for (start, dose), (end, _dose) in pairwise(edges):
        run = solve_ivp(
            rate, (start, end), y, args=(dose,), rtol=1e-10, atol=1e-12, dense_output=True
        )
        reference |= {day: run.sol(day)[0] for day in days if start < day <= end}
        y = run.y[:, -1]
    np.testing.assert_allclose(ours, [reference[day] for day in days], rtol=1e-6, atol=1e-7)


def test_levels_do_not_depend_on_where_they_are_sampled():
    intake = [(0.0, 400.0), (10.0, 800.0)]
    fine = plasma_levels_mg_per_L(OralDrug(), intake, np.arange(0, 40, 0.25), weight_kg=70)
    coarse = plasma_levels_mg_per_L(OralDrug(), intake, np.array([0.0, 20.0, 39.0]), weight_kg=70)
    np.testing.assert_allclose(coarse, fine[[0, 80, 156]], rtol=1e-10)


def test_a_steady_level_is_dose_over_clearance():
    drug = ORAL_DRUGS["lamotrigine"]
    level = plasma_levels_mg_per_L(drug, [(0.0, 300.0)], np.array([0.0, 60.0]), weight_kg=70)[-1]
    clearance_L_per_day = np.log(2) * 24 / drug.half_life_h * drug.volume_L_per_kg * 70
    assert level == pytest.approx(300 / clearance_L_per_day, rel=1e-9)


@pytest.mark.parametrize("dose", [0.0, 100.0, 300.0, 400.0, 600.0])
def test_saturable_levels_agree_with_scipy_and_with_the_closed_steady_state(dose):
    drug = SaturableDrug()
    days = np.array([0.0, 2.0, 7.0, 30.0, 400.0])
    intake = [(0.0, 300.0), (2.0, dose)]
    ours = plasma_levels_mg_per_L(drug, intake, days, weight_kg=70.0)
    most, half, volume = 7.0 * 70, 4.0, 0.7 * 70

    def rate(_t, level, dose):
        return (dose - most * level / (half + level)) / volume

    first = solve_ivp(rate, (0, 2), [0.0], args=(300.0,), rtol=1e-10, atol=1e-13).y[0, -1]
    later = solve_ivp(
        rate, (2, 400), [first], args=(dose,), t_eval=days[1:], method="LSODA", rtol=1e-10,
        atol=1e-13,
    )  # fmt: skip
    np.testing.assert_allclose(ours[1:], later.y[0], rtol=1e-5, atol=1e-9)
    if dose < most:
        assert ours[-1] == pytest.approx(half * dose / (most - dose), rel=0.01, abs=1e-9)


def test_a_third_more_phenytoin_more_than_doubles_its_level():
    """Elimination saturates: small steps in dose are large steps in level (PhenytoinNotes)."""
    days = np.array([0.0, 200.0])
    low, high = (
        plasma_levels_mg_per_L(SaturableDrug(), [(0.0, dose)], days, weight_kg=70.0)[-1]
        for dose in (300.0, 400.0)
    )
    assert high / low > 2


def test_carbamazepine_falls_on_the_same_dose_within_five_weeks():
    """Half-life from 36 to 10-20 h within 3 to 5 weeks; level 4 to 12 mg/L (CBZkinetics)."""
    levels = {
        dose: plasma_levels_mg_per_L(
            OralDrug(), [(0.0, dose)], np.arange(0.0, 91.0), weight_kg=70.0
        )
        for dose in (600.0, 800.0)
    }
    for level in levels.values():
        peak, late = int(level.argmax()), level[-1]
        assert 2 <= peak <= 10
        assert 10 / 36 < late / level.max() < 0.8
        settled = int(np.nonzero(level > late + 0.05 * (level.max() - late))[0][-1])
        assert 14 <= settled <= 35
        assert 4 <= late <= 12


def test_botulinum_is_strongest_after_two_weeks_and_gone_after_four_months():
    """Days until it acts, strongest after about two weeks, 3 to 4 months in all (Jankovic2004)."""
    course = simulate_course(give("botulinum-toxin", 0.9), 150)
    left = course.release_fraction
    assert 10 <= left.argmin() <= 18
    assert left.min() == pytest.approx(0.1, abs=0.005)
    assert left[1] > 0.7
    assert left[105] > 0.8
    assert left[130] > 0.9


def test_oxaliplatin_fades_as_fewer_muscles_are_overactive():
    """72 % of muscles on days 2 to 4, 13 % on days 14 to 20 (Hill2010)."""
    effect = simulate_course(give("oxaliplatin", 1.0), 30).oxaliplatin
    assert effect[17] / effect[3] == pytest.approx(13 / 72, rel=0.05)
    assert effect[0] == 0
    assert effect[21] < 0.1


def test_effects_of_injections_and_infusions_begin_after_they_are_given():
    days = np.array([0.0, 5.0, 10.0])
    assert passing_effect([(5.0, 1.0)], days, decay_days=8.0)[1] == 0
    np.testing.assert_allclose(
        botulinum_release([(5.0, 1.0)], days, onset_days=5, decline_days=45)[:2], 1.0
    )


def test_plans_are_joined_and_put_in_order():
    plan = give("rituximab", 1.0, days=[30]) + FIVE_EXCHANGES
    assert [event.day for event in plan.events] == [0, 2, 4, 6, 8, 30]
    assert plan == FIVE_EXCHANGES + give("rituximab", 1.0, days=[30])


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: give("leeches", 1.0), "kind must be one of .*rituximab.*, got 'leeches'"),
        (
            lambda: give("plasma-exchange", 9.0),
            "amount of plasma-exchange must lie between 0 and 5 plasma volumes, got 9 plasma",
        ),
        (lambda: give("rituximab", 1.0, days=[-1]), "day must lie .* days, got -1 days"),
        (lambda: give("immunoglobulin", float("nan")), "amount of immunoglobulin .* got nan"),
        (lambda: TreatmentPlan(("rituximab",)), "must hold TreatmentEvent only"),
        (lambda: TreatmentPlan(3), "must be a sequence of TreatmentEvent, got 3"),
        (lambda: simulate_course(TreatmentPlan(), 0), "days must lie between 1 and 3650 days"),
        (lambda: simulate_course(TreatmentPlan(), 2.5), "days must be a whole number"),
        (lambda: simulate_course(TreatmentPlan(), 5, samples_per_day=0), "samples_per_day"),
        (lambda: PatientKinetics(weight_kg=0.0), "weight_kg .* kg, got 0 kg"),
        (lambda: PatientKinetics(igg=3), "igg must be IggParameters, got 3"),
        (lambda: IggParameters(half_life_days=0), "half_life_days .* 3 and 60 days, got 0 days"),
        (lambda: half_loss_for(0.05, 0.9), "kv1_fraction must lie between 0.101 and 0.99"),
        (
            lambda: botulinum_release([], np.zeros(1), onset_days=5, decline_days=5),
            "decline_days must lie between 5.25 and 1000 days, got 5 days",
        ),
    ],
)
def test_bad_input_is_refused(call, words):
    with pytest.raises(ParameterError, match=words):
        call()
