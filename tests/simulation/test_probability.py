"""Bayes' rule against odds and likelihood ratios, and counts of whole people that add up."""

import math
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from neuro_edu.errors import ParameterError
from neuro_edu.simulation.clinic.probability import DiagnosticTest, sort_people

percent = st.integers(0, 100)
inner = st.integers(1, 99)


def test_of(pretest, sensitivity, specificity):
    return DiagnosticTest(
        pretest=pretest / 100, sensitivity=sensitivity / 100, specificity=specificity / 100
    )


test_of.__test__ = False


@given(inner, inner, inner)
def test_odds_times_likelihood_ratio_are_the_odds_after_the_test(pretest, sens, spec):
    """The textbook's other form of the rule, in exact fractions."""
    odds = Fraction(pretest, 100 - pretest)
    after_positive = odds * Fraction(sens, 100 - spec)
    after_negative = odds * Fraction(100 - sens, spec)
    test = test_of(pretest, sens, spec)
    assert test.after_positive == pytest.approx(float(after_positive / (1 + after_positive)))
    assert test.after_negative == pytest.approx(float(after_negative / (1 + after_negative)))
    assert test.positive_likelihood_ratio == pytest.approx(sens / (100 - spec))
    assert test.negative_likelihood_ratio == pytest.approx((100 - sens) / spec)


@given(percent, percent, percent, st.integers(1, 5000))
def test_people_are_whole_add_up_and_are_at_most_one_from_their_share(pretest, sens, spec, n):
    people = sort_people(test_of(pretest, sens, spec), n)
    counts = (
        people.true_positive,
        people.false_negative,
        people.false_positive,
        people.true_negative,
    )
    assert all(isinstance(count, int) and count >= 0 for count in counts)
    assert sum(counts) == people.total == n
    ill, well = Fraction(pretest, 100) * n, Fraction(100 - pretest, 100) * n
    assert abs(people.ill - ill) <= Fraction(1, 2) + Fraction(1, 10**6)
    # Rounded twice: once for the ill, once for the found.
    assert abs(people.true_positive - ill * sens / 100) <= Fraction(1000001, 10**6)
    assert abs(people.false_positive - well * (100 - spec) / 100) <= Fraction(1000001, 10**6)


@given(percent, percent, percent)
def test_the_two_results_average_to_the_probability_before(pretest, sens, spec):
    test = test_of(pretest, sens, spec)
    positive, negative = test.positive_share, 1 - test.positive_share
    mean = positive * (test.after_positive or 0) + negative * (test.after_negative or 0)
    assert mean == pytest.approx(test.pretest, abs=1e-9)


@given(inner, inner, inner)
def test_a_test_that_tells_ill_from_well_moves_both_ways(pretest, sens, spec):
    test = test_of(pretest, sens, spec)
    if sens + spec > 100:
        assert test.after_negative < test.pretest < test.after_positive
    elif sens + spec == 100:  # a coin
        assert test.after_positive == pytest.approx(test.pretest)


def test_the_worked_numbers_of_the_antibody_and_of_the_after_discharge():
    """By hand: of 1000, 200 ill; 90 found and 8 wrongly suspected; 110 missed among 902."""
    people = sort_people(test_of(20, 45, 99))
    assert (people.true_positive, people.false_positive) == (90, 8)
    assert (people.false_negative, people.true_negative) == (110, 792)
    assert test_of(20, 45, 99).after_positive == pytest.approx(90 / 98)
    assert test_of(20, 45, 99).after_negative == pytest.approx(110 / 902)
    assert test_of(20, 60, 76).after_positive == pytest.approx(120 / (120 + 192))


def test_results_that_never_come_have_no_probability():
    assert test_of(20, 0, 100).after_positive is None
    assert test_of(20, 100, 0).after_negative is None
    assert test_of(20, 50, 100).positive_likelihood_ratio == math.inf
    assert math.isnan(test_of(20, 0, 100).positive_likelihood_ratio)


def test_shares_beyond_the_possible_are_refused():
    with pytest.raises(ParameterError, match="sensitivity must lie between 0 and 1, got 45"):
        DiagnosticTest(sensitivity=45)
    with pytest.raises(ParameterError, match="n_people must lie between 1 and 1,000,000, got 0"):
        sort_people(DiagnosticTest(), 0)
