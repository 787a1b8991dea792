"""The drawn way: what lies where, and how far an impulse gets."""

import numpy as np
import pytest

from neuro_edu.figures.pathway import PathwayView, describe_localisation
from neuro_edu.figures.pathway_drawing import BLOCK_X, MUSCLE_X, SITE_X
from neuro_edu.simulation.clinic.lesion import Lesion
from neuro_edu.simulation.clinic.localisation import localise
from neuro_edu.simulation.clinic.manoeuvres import BLOCKS, Site
from neuro_edu.simulation.clinic.patient import Patient

CORD = Patient(lesion=Lesion(site="cell body", fasciculation_hz=2.0))


def test_the_drawing_agrees_with_the_rule_of_the_simulation():
    assert set(BLOCK_X) == set(BLOCKS) - {"none"}
    for block, (x, _y) in BLOCK_X.items():
        for site in Site:
            assert (SITE_X[site] > x) == (site >= BLOCKS[block]), (block, site)


@pytest.mark.parametrize("block", sorted(BLOCK_X))
def test_the_route_ends_at_the_block_or_in_the_muscle(block):
    view = PathwayView()
    result = localise(CORD, [block])
    view.update(result)
    route = view._routes[0].way.get_xdata()
    stopped = BLOCKS[block] > Site.CELL_BODY
    assert route[0] == SITE_X[Site.CELL_BODY]
    assert route[-1] == (BLOCK_X[block][0] if stopped else MUSCLE_X)
    assert (result.activity_left == 0) == stopped
    assert (len(view._raster._left.get_xdata()) == 0) == stopped


def test_what_is_drawn_of_the_emg_reaches_its_extremes():
    view = PathwayView()
    result = localise(CORD)
    view.update(result)
    drawn = view._before[0].get_ydata()
    emg_uV = result.free.emg_uV
    assert np.ptp(drawn) / np.abs(drawn).max() == pytest.approx(
        np.ptp(emg_uV) / np.abs(emg_uV).max(), rel=1e-5
    )
    assert np.abs(drawn).max() <= 1


def test_the_words_follow_the_number():
    for blocks, words in (((), "No block"), (("sleep",), "beyond"), (("curare",), "junction"),
                          (("spinal anaesthesia",), "before")):  # fmt: skip
        assert words in describe_localisation(localise(CORD, blocks))
