"""Drawn pictures can be read, and say in words what they show."""

import re

import numpy as np
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.patches import FancyBboxPatch

from neuro_edu.content import LESSONS, load_content
from neuro_edu.figures.drawings import DRAWINGS
from neuro_edu.figures.shapes import along, mirrored, smooth
from tests.lessons.labs import cut_off, overlaps, texts

by_name = pytest.mark.parametrize("name", DRAWINGS)
SMALLEST_POINTS = 12


@pytest.fixture(scope="module")
def drawn():
    figures = {}
    for name, drawing in DRAWINGS.items():
        figures[name] = drawing.draw()
        FigureCanvasAgg(figures[name]).draw()
    return figures


def written(figure):
    return " ".join(text.get_text().replace("\n", " ") for text in texts(figure))


@by_name
def test_nothing_is_cut_off_and_no_text_covers_another(drawn, name):
    assert cut_off(drawn[name]) == []
    assert overlaps(drawn[name]) == []


@by_name
def test_every_label_is_large_enough(drawn, name):
    assert min(text.get_fontsize() for text in texts(drawn[name])) >= SMALLEST_POINTS


@by_name
def test_text_that_stands_in_a_box_stays_in_it(drawn, name):
    renderer = drawn[name].canvas.get_renderer()
    boxes = [box.get_window_extent(renderer) for box in drawn[name].findobj(FancyBboxPatch)]
    for text in texts(drawn[name]):
        extent = text.get_window_extent(renderer)
        x, y = (extent.x0 + extent.x1) / 2, (extent.y0 + extent.y1) / 2
        around = [box for box in boxes if box.contains(x, y)]
        for box in around:
            assert box.x0 <= extent.x0, text.get_text()
            assert extent.x1 <= box.x1, text.get_text()


@by_name
def test_each_has_the_size_of_a_live_picture(drawn, name):
    width, height = drawn[name].get_size_inches() * 100
    assert width == 1000
    assert 400 <= height <= 620


@by_name
def test_a_drawing_is_the_same_every_time(drawn, name):
    again = FigureCanvasAgg(DRAWINGS[name].draw())
    again.draw()
    drawn[name].canvas.draw()
    np.testing.assert_array_equal(again.buffer_rgba(), drawn[name].canvas.buffer_rgba())


@by_name
def test_the_words_are_one_sentence_about_what_is_shown(name):
    words = DRAWINGS[name].describe
    assert words.endswith(".")
    assert "\n" not in words
    assert 80 < len(words) < 300
    assert not re.search(r"\b(figure|picture|image)\b", words, re.IGNORECASE)


def test_the_map_of_the_course_names_every_lesson_after_the_start(drawn):
    shown = re.sub(r"\s+", " ", written(drawn["course-map"])).lower()
    for lesson in LESSONS[1:]:
        number, *words = lesson.split("_")
        title = " ".join(words).replace("work up", "work-up")
        assert f"{number} {title}" in shown


@pytest.mark.parametrize(
    ("condition", "share", "name"),
    [
        ("cramp-fasciculation-syndrome", "31 %", "spectrum"),
        ("cramp-fasciculation-syndrome", "71 %", "spectrum"),
        ("morvan-syndrome", "41 %", "spectrum"),
    ],
)
def test_numbers_in_drawings_are_those_of_the_content(drawn, condition, share, name):
    assert share in load_content().conditions[condition].frequency
    assert share in written(drawn[name])


def test_times_of_treatments_are_those_of_the_content(drawn):
    drugs = load_content().drugs
    shown = written(drawn["treatment-timeline"])
    assert "3 to 4 months" in drugs["botulinum-toxin"].duration
    assert "3 to 4 months" in shown
    assert drugs["plasma-exchange"].onset.startswith("Days to two weeks")
    assert "days to 2 weeks" in shown
    assert "takes months" in drugs["rituximab"].onset
    assert "takes months" in shown


def test_a_smooth_curve_passes_through_its_points():
    points = [(0.0, 0.0), (40.0, 30.0), (90.0, -10.0), (120.0, 60.0)]
    ends = smooth(points).vertices[::3]
    np.testing.assert_allclose(ends, points)
    closed = smooth(points, closed=True)
    np.testing.assert_allclose(closed.vertices[:-1:3][:4], points)
    np.testing.assert_allclose(closed.vertices[-1], points[0])


def test_places_along_a_straight_line_are_evenly_spaced():
    places = along([(0.0, 0.0), (30.0, 40.0), (60.0, 80.0)], 11)
    np.testing.assert_allclose(np.hypot(*np.diff(places, axis=0).T), 10.0, rtol=0.02)
    np.testing.assert_allclose(places[[0, -1]], [(0, 0), (60, 80)], atol=1e-9)


def test_a_mirrored_half_is_symmetric_and_holds_its_middle_once():
    whole = mirrored([(0.0, 2.0), (1.0, 1.0), (0.0, 0.0)])
    assert whole.tolist() == [[0, 2], [1, 1], [0, 0], [-1, 1]]
