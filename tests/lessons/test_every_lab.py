"""What holds for every lab: each control does something, and every picture can be read."""

import math
import re
from dataclasses import dataclass

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
    ("axon_lab", "dose"): "it starts without a drug",
    ("axon_lab", "n_shocks"): "it starts with one shock",
    ("axon_lab", "train_rate_hz"): "it starts with one shock",
    ("conduction_lab", "anaesthetic_mm"): "it starts without an anaesthetic",
    ("conduction_lab", "sodium_block"): "it starts without an anaesthetic",
    ("conduction_lab", "spike_number"): "the healthy fibre carries one spike",
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


@pytest.fixture(scope="module")
def walked(made):
    """Every control of a lab at its ends, the others as they start; each lab is walked once."""
    walks = {}

    def walk(name):
        if name not in walks:
            panel = made(name)
            walks[name] = [Step.take(panel)]
            for control in controls_of(panel):
                walks[name] += [Step.take(panel, control.name, value) for value in ends(control)]
        return walks[name]

    return walk


@dataclass(frozen=True)
class Step:
    """What a panel showed with one control moved."""

    control: str
    value: object
    refused: str
    finding: str
    picture: bytes
    cut_off: list[str]
    overlaps: list[tuple[str, str]]

    @classmethod
    def take(cls, panel, control="", value=None):
        refused = move(panel, **({control: value} if control else {}))
        figure = figure_of(panel)
        return cls(
            control, value, refused, panel.finding, picture_of(panel),
            cut_off(figure), overlaps(figure),
        )  # fmt: skip


@by_lab
def test_both_ends_of_every_control_give_a_picture_that_can_be_read(walked, name):
    for step in walked(name):
        where = f"{name}: {step.control} = {step.value!r}"
        assert step.control in step.refused or not step.refused, where
        assert step.cut_off == [], where
        assert step.overlaps == [], where
        assert not re.search(r"\bnan\b|\binf\b", step.finding), where


@by_lab
def test_every_control_changes_what_is_seen(walked, name):
    start, *steps = walked(name)
    live = {step.control for step in steps if not step.refused and step.picture != start.picture}
    silent = {control for lab, control in SILENT_AT_START if lab == name}
    assert live | silent == {step.control for step in steps}
    assert not live & silent


@by_lab
@settings(max_examples=3, deadline=None, suppress_health_check=list(HealthCheck))
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
