"""The cause lab: what the content turns is what is drawn, and the model's limits are told."""

import dataclasses
import math
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from neuro_edu.content import load_content
from neuro_edu.lessons.cause_lab import (
    GROUPS,
    UNREAD_SOURCE,
    UNREVIEWED,
    cause_lab,
    condition_rows,
)
from neuro_edu.patients import load_lesion
from neuro_edu.simulation.clinic.lesion import Lesion

CONDITIONS = load_content().conditions
#: Fastest rate inside a group that was published for nerve hyperexcitability (Maddison2006).
FASTEST_HZ = 300.0


@pytest.fixture(scope="module")
def lab():
    return cause_lab()


def follow(lab, cause, severity=100.0):
    lab.set(cause=cause, severity=severity)
    return lab.result


def test_every_condition_can_be_chosen_once_in_its_group(lab):
    offered = dict(lab._controls["cause"].options)
    assert sorted(offered) == sorted(CONDITIONS)
    assert len(lab._controls["cause"].options) == len(offered)
    for id_, label in offered.items():
        assert label.startswith(f"{GROUPS[CONDITIONS[id_].group]}: ")


@pytest.mark.parametrize("cause", sorted(CONDITIONS))
def test_each_cause_in_full_turns_its_knob_and_tells_its_limits(lab, cause):
    chain, condition = follow(lab, cause), CONDITIONS[cause]
    knob, shares = condition.knob, chain.shares
    assert shares["kv1_fraction"] == pytest.approx(knob.kv1_fraction)
    assert shares["nap_fraction"] == pytest.approx(knob.nap_fraction * (1 + knob.cold_gain))
    assert shares["receptors_left"] == knob.receptors_left
    assert shares["motor_units_left"] == pytest.approx(1 - knob.motor_units_lost, abs=0.05)
    assert "nan" not in lab.finding
    assert condition.name in lab.finding
    limit = condition.model_limit or ""
    assert limit in lab.finding
    rate_hz = chain.found.median_intraburst_rate_hz
    if rate_hz > FASTEST_HZ:
        assert "300 Hz" in limit, f"{rate_hz:.0f} Hz"
    # No nerve hyperexcitability makes a hand stronger.
    if chain.grip_mN > 1.2 * follow(lab, cause, severity=0.0).grip_mN:
        assert "The grip above health is an error of the model" in limit.replace("; the", ". The")
    lesion = load_lesion(cause)
    if dataclasses.replace(lesion, motor_units_lost=0.0) == Lesion(site=lesion.site):
        assert "only loses motor units" in limit


@pytest.mark.parametrize(
    "cause", ["kcnq2-myokymia", "oxaliplatin", "guillain-barre-syndrome", "cidp"]
)
def test_causes_known_to_fire_too_fast_say_so(cause):
    assert "300 Hz" in CONDITIONS[cause].model_limit


@settings(max_examples=5, deadline=None)
@given(cause=st.sampled_from(sorted(CONDITIONS)))
def test_without_severity_every_cause_is_health(lab, cause):
    chain = follow(lab, cause, 0.0)
    assert set(chain.shares.values()) == {1.0}
    assert chain.n_repeating == chain.n_firing_at_rest == 0
    assert "grip 100 % of health" in lab.finding
    assert "Limit" not in lab.finding


@settings(max_examples=5, deadline=None)
@given(steps=st.lists(st.integers(0, 10), min_size=2, max_size=2))
def test_a_worse_antibody_disease_leaves_fewer_channels(lab, steps):
    mild, bad = (follow(lab, "thymoma", 10.0 * step) for step in sorted(steps))
    for name in ("kv1_fraction", "receptors_left"):
        assert bad.shares[name] <= mild.shares[name]


def test_an_acquired_neuromyotonia_lets_go_slowly(lab):
    # Maddison 2006: slow relaxation after a grip; twice the healthy time is a design range.
    chain = follow(lab, "caspr2-neuromyotonia")
    usual_ms = lab._describe.__self__.healthy.found.half_relaxation_ms
    assert chain.found.half_relaxation_ms > 2 * usual_ms
    assert chain.n_firing_at_rest > 0
    assert chain.n_repeating > 0


def test_each_mimic_breaks_the_chain_at_its_own_place(lab):
    healthy = lab._describe.__self__.healthy
    stiff = follow(lab, "stiff-person-syndrome")
    assert stiff.n_repeating == 0
    assert stiff.n_firing_at_rest > 0
    myotonia = follow(lab, "myotonia")
    assert myotonia.n_firing_at_rest == 0
    assert myotonia.rest_emg_uV > 2 * healthy.rest_emg_uV
    assert follow(lab, "thymoma").grip_mN < follow(lab, "caspr2-neuromyotonia").grip_mN


def test_the_finding_says_the_numbers_that_are_drawn(lab):
    chain = follow(lab, "caspr2-neuromyotonia")
    shown = re.search(r"EMG at rest (\d+) µV .* halves in (\d+) ms", lab.finding)
    assert math.isclose(float(shown[1]), chain.rest_emg_uV, abs_tol=0.5)
    assert math.isclose(float(shown[2]), chain.found.half_relaxation_ms, abs_tol=0.5)
    drawn = [bar.get_width() for bar in lab._live.view._bars]
    assert drawn == [pytest.approx(100 * share) for share in chain.shares.values()]


@pytest.mark.parametrize("cause", sorted(CONDITIONS))
def test_the_table_is_what_the_content_says_with_its_marks(cause):
    condition = CONDITIONS[cause]
    rows = condition_rows(condition)
    said = dict(rows)
    assert rows[0] == ("What is known", condition.name)
    assert said["Mechanism"] == condition.mechanism
    assert said["Onset"] == condition.onset
    assert all(test in said["Tests"] for test in condition.tests)
    unread = load_content().rests_on_unverified(condition)
    assert (UNREAD_SOURCE in said.get("Check", "")) == unread
    assert ("(source not read)" in said["Sources"]) == unread
    assert (UNREVIEWED in said.get("Check", "")) == (condition.review == "unreviewed")
    assert all(value for row in rows for value in row)
