"""What holds for every lab: each control does something, and every picture can be read."""

import math
import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.lessons.labs import (
    controls_of,
    cut_off,
    ends,
    figure_of,
    labs,
    move,
    overlaps,
    picture_of,
)

LABS = labs()
#: Controls that change nothing while the others stand where they start, and why.
SILENT_AT_START: dict[tuple[str, str], str] = {
    ("treatment_lab", "a_immune_week"): "plan A starts without any immune treatment",
}
SHORTEST_ERROR = 20

by_lab = pytest.mark.parametrize("name", LABS)


@pytest.fixture(scope="module")
def made():
    panels = {}

    def make(name):
        if name not in panels:
            panels[name] = LABS[name]()
        move(panels[name])
        return panels[name]

    return make


def test_there_are_labs():
    assert len(LABS) >= 2


@by_lab
def test_the_first_picture_can_be_read_and_says_a_number(made, name):
    panel = made(name)
    assert cut_off(figure_of(panel)) == []
    assert overlaps(figure_of(panel)) == []
    assert re.search(r"\d", panel.finding)
    assert "\n" not in panel.finding
    assert "nan" not in panel.finding.lower()
    assert "figure" not in panel.finding.lower()


@by_lab
def test_both_ends_of_every_control_give_a_picture_that_can_be_read(made, name):
    panel = made(name)
    for control in controls_of(panel):
        for value in ends(control):
            where = f"{name}: {control.name} = {value!r}"
            refused = move(panel, **{control.name: value})
            assert not refused or control.name in refused, where
            assert cut_off(figure_of(panel)) == [], where
            assert overlaps(figure_of(panel)) == [], where
            assert not re.search(r"\bnan\b|\binf\b", panel.finding), where


@by_lab
def test_every_control_changes_what_is_seen(made, name):
    panel = made(name)
    for control in controls_of(panel):
        seen = {picture_of(panel)}
        for value in ends(control):
            if not move(panel, **{control.name: value}):
                seen.add(picture_of(panel))
        move(panel)
        silent = (name, control.name) in SILENT_AT_START
        assert (len(seen) > 1) != silent, f"{control.name} of {name}"


@by_lab
@settings(max_examples=5, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_any_mixture_of_values_gives_a_picture_or_a_clear_error(made, name, data):
    panel = made(name)
    values = {}
    for control in controls_of(panel):
        if control.kind == "slider":
            steps = math.floor((control.high - control.low) / control.step + 1e-9)
            value = control.low + control.step * data.draw(st.integers(0, steps), control.name)
            whole = isinstance(control.value, int)
            values[control.name] = round(value) if whole else min(float(value), control.high)
        else:
            values[control.name] = data.draw(st.sampled_from(ends(control)), control.name)
    refused = move(panel, **values)
    assert not refused or len(refused) > SHORTEST_ERROR
    assert cut_off(figure_of(panel)) == []
    assert not re.search(r"\bnan\b|\binf\b", panel.finding)
