"""The map of twitching and the picture of a differential."""

import pytest

from neuro_edu.clinic import REGIONS
from neuro_edu.content import load_content
from neuro_edu.errors import ParameterError
from neuro_edu.figures.differential import (
    MOST_LINES,
    Differential,
    DifferentialView,
    describe_differential,
)
from neuro_edu.figures.twitching_map import (
    LEVELS,
    Twitching,
    TwitchingMapView,
    describe_twitching_map,
)
from neuro_edu.widgets.live_figure import LiveFigure
from tests.lessons.labs import cut_off, overlaps


def visible(view):
    return {region: patch for region, patch in view._patches.items() if patch.get_visible()}


def test_the_map_knows_every_region_and_level_of_the_clinic():
    view = TwitchingMapView()
    view.update(Twitching(regions={region: "single" for region in REGIONS}))
    assert set(visible(view)) == set(REGIONS)
    hatches = set()
    for level in LEVELS:
        view.update(Twitching(regions={"trunk": level}))
        assert list(visible(view)) == ["trunk"]
        hatches.add(visible(view)["trunk"].get_hatch())
    assert len(hatches) == 3  # told apart without colour


def test_the_patients_left_is_on_the_right_of_the_picture():
    view = TwitchingMapView()
    for part in ("arm", "hand", "thigh", "calf"):
        left, right = (view._patches[f"{side} {part}"].get_path() for side in ("left", "right"))
        assert left.vertices[:, 0].min() >= 0 >= right.vertices[:, 0].max()


def test_the_map_can_be_read_and_is_said_in_words():
    view = TwitchingMapView()
    shown = Twitching(regions={"left calf": "strong", "right hand": "single"})
    LiveFigure(view).draw(shown)
    assert cut_off(view.figure) == []
    assert overlaps(view.figure) == []
    told = describe_twitching_map(shown)
    assert told.startswith("2 of 11 regions")
    assert told.index("Left calf") < told.index("right hand")
    assert "none" in describe_twitching_map(Twitching())


@pytest.mark.parametrize("regions", [{"nose": "single"}, {"face": "wild"}])
def test_an_unknown_region_or_level_is_refused(regions):
    with pytest.raises(ParameterError):
        Twitching(regions=regions)


@pytest.mark.parametrize("n_steps", [1, 6, 25])
def test_the_longest_names_of_a_differential_fit(n_steps):
    names = sorted((one.name for one in load_content().conditions.values()), key=len)
    steps = tuple(f"{number}. day 100, after 20 steps" for number in range(1, n_steps + 1))
    shares = tuple((name, (0.5,) * n_steps) for name in names[-MOST_LINES:])
    view = DifferentialView(Differential(steps=steps, shares=shares))
    LiveFigure(view).draw(None)
    assert cut_off(view.figure) == []
    assert overlaps(view.figure) == []


def test_a_differential_is_told_from_its_first_to_its_last_share():
    shown = Differential(steps=("1", "2", "3"), shares=(("A", (0.2, 0.9, 0.4)), ("B", (0, 0, 0.1))))
    assert describe_differential(shown) == (
        "Your probability, set 3 times: A from 20 to 40 %; B from 0 to 10 %."
    )
