"""The body map counts what the content counts, and is honest about small series."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from matplotlib.backends.backend_agg import FigureCanvasAgg
from scipy.stats import binomtest

from neuro_edu.content import load_content
from neuro_edu.errors import ParameterError
from neuro_edu.figures.body_map import BodyMapView, describe_body_map
from neuro_edu.figures.body_outline import BODY, HEAD, PARTS
from neuro_edu.figures.symptom_counts import REGIONS, BodyMap, SymptomCount, wilson_interval
from neuro_edu.widgets import LiveFigure
from tests.lessons.labs import cut_off, overlaps

SYMPTOMS = load_content().symptoms


def of(region):
    counts = tuple(SymptomCount(one) for one in SYMPTOMS.values() if region in ("all", one.region))
    return BodyMap(region, counts)


@given(st.integers(1, 500).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_the_interval_is_wilsons(counts):
    ours = wilson_interval(*counts)
    theirs = binomtest(*counts).proportion_ci(0.95, method="wilson")
    assert ours == pytest.approx((theirs.low, theirs.high), abs=1e-9)
    low, high = ours
    assert 0.0 <= low <= counts[0] / counts[1] <= high <= 1.0


def test_more_patients_make_the_interval_narrower():
    widths = [high - low for low, high in (wilson_interval(n // 2, n) for n in (10, 20, 200, 2000))]
    assert widths == sorted(widths, reverse=True)


@pytest.mark.parametrize(("k", "n", "name"), [(1, 0, "denom"), (3, 2, "num"), (-1, 5, "num")])
def test_impossible_counts_are_refused(k, n, name):
    with pytest.raises(ParameterError, match=name):
        wilson_interval(k, n)


def test_every_region_of_the_content_is_offered():
    assert {symptom.region for symptom in SYMPTOMS.values()} == set(REGIONS) - {"all"}


@pytest.mark.parametrize("region", REGIONS)
def test_every_region_can_be_read_and_says_its_counts(region):
    result = of(region)
    view = BodyMapView()
    view.update(result)
    figure = view.figure
    FigureCanvasAgg(figure).draw()
    assert cut_off(figure) == []
    assert overlaps(figure) == []
    sentence = describe_body_map(result)
    for count in result.counts:
        one = count.symptom
        if one.numerator is not None:
            assert f"{one.numerator} of {one.denominator} patients" in sentence
    if any(count.symptom.numerator is None for count in result.counts):
        assert "no count was found" in sentence


def shown_texts(view):
    return {
        text.get_text().replace("\n", " ")
        for axes in view.figure.axes
        for text in axes.texts
        if text.get_visible()
    }


@pytest.mark.parametrize("region", [region for region in REGIONS if region != "all"])
def test_each_symptom_stands_there_in_a_patients_words_with_its_count_or_none(region):
    view = BodyMapView()
    view.update(of("all"))
    view.update(of(region))
    shown = shown_texts(view)
    for symptom in SYMPTOMS.values():
        assert (symptom.name in shown) == (symptom.region == region)
        assert (f"“{symptom.plain}”" in shown) == (symptom.region == region)
    counted = [s for s in SYMPTOMS.values() if s.region == region and s.numerator is not None]
    uncounted = [s for s in SYMPTOMS.values() if s.region == region and s.numerator is None]
    for symptom in counted:
        assert f"{symptom.numerator} of {symptom.denominator}" in shown
    assert ("no count found" in shown) == bool(uncounted)


def test_a_small_series_is_called_small():
    view = BodyMapView()
    view.update(of("limbs"))
    assert any("only 20 patients" in text for text in shown_texts(view))


def test_bar_and_whisker_are_as_long_as_the_numbers_say():
    view = BodyMapView()
    view.update(of("trunk"))
    row = view._rows[0]
    left, full = row.bar.get_x(), row.bar.get_width() / (9 / 20)
    theirs = binomtest(9, 20).proportion_ci(0.95, method="wilson")
    ends = [(x - left) / full for x in row.whisker.get_xdata()]
    assert ends == pytest.approx([theirs.low, theirs.high])


def test_the_same_region_gives_the_same_picture_whatever_was_shown_before():
    live = LiveFigure(BodyMapView())
    first = live.draw(of("face"))
    live.draw(of("all"))
    live.draw(of("cns"))
    assert live.draw(of("face")) == first


def test_both_sides_of_the_figure_are_alike():
    for outline in (BODY, HEAD):
        points = {(round(x, 6), round(y, 6)) for x, y in outline.vertices}
        assert {(-x, y) for x, y in points} == points
    assert BODY.get_extents().height + HEAD.get_extents().height > 8


@pytest.mark.parametrize("name", PARTS)
def test_every_part_lies_on_the_figure(name):
    rough, outline = PARTS[name]
    assert rough.intersects_path(outline, filled=True)
