"""The installation check finds what is missing and says what to do."""

import pytest

from neuro_edu import installation
from neuro_edu.content import load_content
from neuro_edu.simulation.nerve.parameters import HEALTHY_AXON


def test_a_complete_installation_is_ready():
    report = installation.check_installation()
    assert report.ready
    assert "1 spike after one stimulus" in repr(report)


@pytest.mark.parametrize(("found", "words"), [(None, "anywidget is missing"), ("0.1", "0.1 is in")])
def test_a_missing_or_old_package_is_named_with_a_remedy(monkeypatch, found, words):
    real = installation._found
    monkeypatch.setattr(
        installation, "_found", lambda name: found if name == "anywidget" else real(name)
    )
    report = installation.check_installation()
    assert not report.ready
    assert words in repr(report)
    assert "make lab" in repr(report)


def test_without_numba_the_course_works_and_says_that_it_is_slower(monkeypatch):
    real = installation._found
    monkeypatch.setattr(
        installation, "_found", lambda name: None if name == "numba" else real(name)
    )
    report = installation.check_installation()
    assert report.ready
    assert "numba is missing" in repr(report)


def test_numba_switched_off_is_said(monkeypatch):
    monkeypatch.setenv("NEURO_EDU_NUMBA", "0")
    assert "switched off" in repr(installation.check_installation())


def test_a_failing_simulation_is_told_in_words(monkeypatch):
    def broken():
        raise RuntimeError("no ions left")

    monkeypatch.setattr("neuro_edu.lessons.kv1_explorer", broken)
    report = installation.check_installation()
    assert not report.ready
    assert "no ions left" in repr(report)


def test_default_lies_in_the_teaching_range_and_that_in_the_valid_range():
    known = HEALTHY_AXON.quantities()
    checked = 0
    for parameter in load_content().parameters.values():
        if parameter.id in known:
            scale = 100.0 if parameter.unit == "%" else 1.0
            valid, default = known[parameter.id], getattr(HEALTHY_AXON, parameter.id)
            assert valid.low <= parameter.low / scale <= default <= parameter.high / scale
            assert parameter.high / scale <= valid.high
            checked += 1
    assert checked >= 2
