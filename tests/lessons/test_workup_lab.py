"""The work-up labs say what Bayes, the content and the published advice say."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from neuro_edu.content import load_content
from neuro_edu.figures.thousand_people import describe_people
from neuro_edu.lessons import bayes_lab, tumour_screen_lab, workup_planner
from tests.lessons.labs import figure_of

TESTS = load_content().investigations
SUSPICIONS = tuple(load_content().suspicions)


@pytest.fixture(scope="module")
def bayes():
    return bayes_lab()


@pytest.fixture(scope="module")
def planner():
    return workup_planner()


@pytest.fixture(scope="module")
def search():
    return tumour_screen_lab()


def orders(panel):
    return [name for name in panel.values if name.startswith("order_")]


def order(panel, patient, *ids, show_missing=False):
    chosen = {f"order_{id_.replace('-', '_')}" for id_ in ids}
    panel.set(
        patient=patient,
        show_missing=show_missing,
        **{name: name in chosen for name in orders(panel)},
    )
    return dict(panel.result.verdicts)


def test_a_positive_antibody_rules_in_and_a_negative_one_hardly_rules_out(bayes):
    """By hand: 90 of 98 positive people are ill, 110 of 902 negative ones."""
    bayes.set(test="caspr2-lgi1", pretest=20.0, sensitivity=10.0, specificity=50.0)
    assert "200 have the disease: the test finds 90 and misses 110" in bayes.finding
    assert "a probability of 92 %, after a negative one of 12 %" in bayes.finding
    assert "likelihood ratios 45 and 0.56" in bayes.finding


@pytest.mark.parametrize("slider", [50.0, 99.0])
def test_a_slider_counts_where_no_number_is_published_up_to_what_is_possible(bayes, slider):
    bayes.set(test="after-discharges-any-rate", sensitivity=20.0, specificity=slider)
    assert bayes.result.test.sensitivity == pytest.approx(0.83)
    assert bayes.result.test.specificity == pytest.approx(min(slider, 76.0) / 100)
    origins = {row[0]: row[2] for row in bayes._shown["details"]}
    assert "36 of 108" in origins["Sensitivity"]
    assert "your slider, no more than 76 %" in origins["Specificity"]


def test_one_mark_a_person(bayes):
    bayes.set(test="own", pretest=37.0, sensitivity=61.0, specificity=83.0)
    crowd = figure_of(bayes).axes[0]
    places = {
        (float(x), float(y))
        for line in crowd.lines
        for x, y in zip(line.get_xdata(), line.get_ydata(), strict=True)
    }
    assert len(places) == 1000
    assert str(bayes.result.people.true_positive) in bayes.finding


@settings(max_examples=10, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.integers(1, 99), st.integers(10, 100), st.integers(50, 100))
def test_any_numbers_give_a_sentence_that_adds_up(bayes, pretest, sensitivity, specificity):
    bayes.set(
        test="own",
        pretest=float(pretest),
        sensitivity=float(sensitivity),
        specificity=float(specificity),
    )
    assert describe_people(bayes.result) == bayes.finding
    assert f"Of 1000 people like this, {10 * pretest} have the disease" in bayes.finding


def test_the_patients_are_those_of_the_content(planner):
    offered = planner._controls["patient"].options
    assert [id_ for id_, _ in offered] == list(SUSPICIONS)
    for id_, label in offered:
        order(planner, id_)
        known = load_content().suspicions[id_]
        assert (label, planner.result.patient) == (known.label, known.patient)


@pytest.mark.parametrize("patient", SUSPICIONS)
def test_the_old_assay_and_a_ct_of_the_head_are_wasted_in_everybody(planner, patient):
    verdicts = order(planner, patient, "vgkc-assay", "ct-brain")
    assert verdicts[TESTS["vgkc-assay"].name] == "wasted"
    assert verdicts[TESTS["ct-brain"].name] == "wasted"
    assert "VGKC antibody" in planner.finding


@pytest.mark.parametrize(
    ("patient", "test", "verdict"),
    [
        ("generalised", "ct-thorax", "first"),
        ("generalised", "caspr2-lgi1", "first"),
        ("generalised", "fdg-pet", "next"),
        ("tiring", "achr-antibody", "first"),
        ("sleepless", "brain-mri-eeg", "first"),
        ("young", "gene-panel", "first"),
        ("young", "ct-thorax", "not here"),
        ("exposed", "metals", "first"),
        ("twitching-only", "ct-thorax", "not here"),
    ],
)
def test_what_a_patient_needs(planner, patient, test, verdict):
    assert order(planner, patient, test)[TESTS[test].name] == verdict


def test_nothing_is_said_of_missing_tests_before_it_is_asked_for(planner):
    assert set(order(planner, "tiring").values()) == {"open"}
    assert "missing" not in planner.finding
    verdicts = order(planner, "tiring", show_missing=True)
    needed = [test.name for test in TESTS.values() if "tiring" in test.first_for]
    assert sorted(name for name, said in verdicts.items() if said == "missing") == sorted(needed)
    assert f"0 of {len(needed)} tests needed first" in planner.finding


def test_the_table_holds_every_orderable_test_and_the_emergencies(planner):
    rows = planner._shown["details"]
    assert len(rows) == 1 + sum(test.ordered for test in TESTS.values())
    told = " ".join(cell for row in rows for cell in row)
    for words in ("breathing", "Low sodium", "Morvan", "Weight loss", "Painful"):
        assert words in told


@pytest.mark.parametrize("sought", ["myelin", "kv1"])
def test_ct_shows_neither_myelin_nor_channels(search, sought):
    search.set(sought=sought)
    assert "CT cannot show" in search.finding
    assert search.result.found_month is None


@pytest.mark.parametrize("sought", ["thymoma", "lung"])
def test_the_advised_search_finds_a_tumour_within_its_interval(search, sought):
    search.set(
        sought=sought,
        visible_month=13.0,
        first_repeat_months=6.0,
        interval_months=6.0,
        stop_months=48.0,
    )
    # Scans at 0, 6, 12 and 18 months: number four is the first after month 13.
    assert "found in month 18 by scan number 4, 5 months later" in search.finding
    search.set(visible_month=50.0)
    assert "it is not found" in search.finding


def test_the_table_says_that_the_interval_is_unsettled(search):
    told = " ".join(cell for row in search._shown["details"] for cell in row)
    assert "unsettled" in told
    assert "consensus" in told
