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
#: Controls that matter only while others stand where they do not start.
NEEDS: dict[tuple[str, str], dict[str, object]] = {
    ("axon_lab", "dose"): {"drug": "tetrodotoxin"},
    ("axon_lab", "n_shocks"): {"kind": "train"},
    ("axon_lab", "train_rate_hz"): {"kind": "train"},
    ("conduction_lab", "anaesthetic_mm"): {"anaesthetic": "middle"},
    ("conduction_lab", "sodium_block"): {"anaesthetic": "middle"},
    ("conduction_lab", "spike_number"): {"terminal_kv1_fraction": 0.0},
    ("treatment_lab", "a_immune_week"): {"a_rituximab": True},
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
    """Every control of a lab as it starts and at its ends; each lab is walked once."""
    walks = {}

    def walk(name):
        if name not in walks:
            panel = made(name)
            walks[name] = [
                Step.take(panel, control.name, value, NEEDS.get((name, control.name), {}))
                for control in controls_of(panel)
                for value in (control.value, *ends(control))
            ]
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
    def take(cls, panel, control, value, others):
        refused = move(panel, **others, **{control: value})
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
    pictures = {}
    for step in walked(name):
        if not step.refused:
            pictures.setdefault(step.control, set()).add(step.picture)
    assert {control for control, seen in pictures.items() if len(seen) == 1} == set()


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
