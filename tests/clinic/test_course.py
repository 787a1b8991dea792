"""What treatment does over weeks: against what is known of it, not against numbers of the code."""

import math

import pytest

from neuro_edu.clinic import Visit, case_ids, ideal_path, replay
from neuro_edu.clinic.course import Given, PASSING_days, follow, plan_of
from neuro_edu.content import load_content

DRIVEN = ("caspr2-neuromyotonia", "morvan-syndrome", "thymoma")
NOT_DRIVEN = ("hint1-neuropathy", "kcna1-episodic-ataxia", "radiation-plexopathy", "als")


def given(*treatments: str) -> tuple[Given, ...]:
    return tuple(Given(day=0, treatment=one) for one in treatments)


@pytest.mark.parametrize("condition", DRIVEN)
def test_exchange_helps_antibody_disease_and_wears_off(condition: str) -> None:
    assert load_content().conditions[condition].knob.antibody_driven
    early = follow(condition, 0.9, 1, given("plasma-exchange"), 2)
    late = follow(condition, 0.9, 1, given("plasma-exchange"), 26)
    assert early.now < early.before
    assert early.now < late.now <= late.before + 1e-6


@pytest.mark.parametrize("condition", NOT_DRIVEN)
@pytest.mark.parametrize("treatment", ["plasma-exchange", "immunoglobulin", "rituximab"])
def test_immunotherapy_does_nothing_where_no_antibody_acts(condition: str, treatment: str) -> None:
    seen = follow(condition, 0.8, 1, given(treatment), 6)
    assert seen.now == pytest.approx(seen.before)


@pytest.mark.parametrize("condition", ["caspr2-neuromyotonia", "hint1-neuropathy"])
def test_carbamazepine_eases_but_does_not_cure(condition: str) -> None:
    seen = follow(condition, 0.9, 1, given("carbamazepine"), 6)
    assert 0 < seen.now < seen.before


def test_oxaliplatin_passes_within_three_weeks_by_itself() -> None:
    # Hill2010: motor hyperactivity in 72 % of muscles on days 2 to 4, in 13 % on days 14 to 20.
    left = math.exp(-(17 - 3) / PASSING_days["oxaliplatin"])
    assert left == pytest.approx(13 / 72, rel=0.05)
    assert (
        follow("oxaliplatin", 1.0, 0, (), 6).now < 0.2 * follow("oxaliplatin", 1.0, 0, (), 6).before
    )


def test_what_was_sprayed_once_is_gone_after_half_a_year_in_who_survives() -> None:
    # The words of the case say so of everybody: no number may contradict them.
    seen = follow("insecticides", 1.0, 0, (), 26)
    assert seen.now < 0.1 * seen.before


def test_mercury_passes_only_when_it_is_stopped() -> None:
    kept, stopped = (
        follow("mercury", 0.9, 0, (), 26),
        follow("mercury", 0.9, 0, given("remove-the-cause"), 26),
    )
    assert kept.now == pytest.approx(kept.before)
    assert stopped.now < 0.5 * kept.now


def test_what_is_given_later_does_not_act_before() -> None:
    later = (Given(day=100, treatment="plasma-exchange"),)
    untreated = follow("caspr2-neuromyotonia", 0.9, 1, (), 6)
    assert follow("caspr2-neuromyotonia", 0.9, 1, later, 6) == untreated
    assert min(event.day for event in plan_of(later).events) == 100


@pytest.mark.parametrize("case_id", case_ids())
def test_the_cases_end_differently_with_and_without_treatment(case_id: str) -> None:
    good = replay(case_id, ideal_path(case_id))
    bad = Visit.begin(case_id).commit("lead").visit
    for weeks in (2, 6, 26):
        reply = bad.follow_up(weeks)
        bad = reply.visit
        told = next(r for r in good.replies if r.action == reply.action)
        assert told.text != reply.text
        assert reply.score is not None
        assert told.score is not None
        assert 0 <= told.score <= 10
        assert 0 <= reply.score <= 10
        assert "teaching value" in reply.text or "does not catch" in reply.text
