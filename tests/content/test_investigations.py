"""The tests of the work-up: numbers as published, wasted ones named, faults refused."""

import pytest

from neuro_edu.content import load_content
from neuro_edu.errors import ContentError
from tests.content.folder import Folder, read_real

FILE = "investigations.toml"
TESTS = load_content().investigations
SUSPICIONS = load_content().suspicions


def with_change(old: str, new: str) -> Folder:
    files = read_real()
    assert files[FILE].count(old) >= 1
    return Folder(files | {FILE: files[FILE].replace(old, new, 1)})


@pytest.mark.parametrize(
    ("id_", "sensitivity", "specificity", "source"),
    [
        ("caspr2-lgi1", 45, 99, "Vincent2018"),
        ("vgkc-assay", 35, 95, "Vernino2002"),
        ("after-discharges-1-hz", None, 76, "HarrisonBenatar2007"),
        ("after-discharges-any-rate", 83, None, "HarrisonBenatar2007"),
    ],
)
def test_accuracies_are_the_published_ones(id_, sensitivity, specificity, source):
    assert TESTS[id_].sensitivity == sensitivity
    assert TESTS[id_].specificity == specificity
    assert source in TESTS[id_].references


def test_a_setting_cannot_beat_the_best_of_its_study():
    assert TESTS["after-discharges-1-hz"].sensitivity_at_most == 83
    assert TESTS["after-discharges-any-rate"].specificity_at_most == 76


def test_every_suspicion_has_something_to_order_and_two_tests_help_nobody():
    for suspicion in SUSPICIONS:
        assert any(suspicion in test.first_for for test in TESTS.values())
    assert {test.id for test in TESTS.values() if test.wasted} == {"vgkc-assay", "ct-brain"}


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("specificity = 76.0", "specificity = 176.0", "finite number from 0 to 100"),
        ('wasted = "Outdated', 'first_for = ["young"]\nwasted = "Outdated', "somebody needs"),
        ('first_for = ["young"]', "", "wasted.*is missing"),
        ('next_for = ["exposed"]', 'next_for = ["tiring"]', "repeats 'tiring' of first_for"),
        ("ordered = false\n", "", "wasted.*is missing"),
        ('first_for = ["young"]', 'first_for = ["old"]', "'old' is not among the suspicions"),
        ('accuracy_note = "Positive in 35 %', 'burden = "', "accuracy_note.*is missing"),
    ],
)
def test_faults_are_refused_with_their_place(old, new, message):
    with pytest.raises(ContentError, match=message) as caught:
        load_content(with_change(old, new))
    assert str(caught.value).startswith(FILE)
