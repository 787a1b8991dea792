import io

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from matplotlib.backends.backend_agg import FigureCanvasAgg
from PIL import Image

from neuro_edu.widgets import LiveFigure
from tests.widgets.example import Wave, WaveView


def wave(rate_hz: float, colour: str = "#0072B2") -> Wave:
    return Wave(rate_hz, colour, 0)


def decode(png: bytes) -> np.ndarray:
    return np.asarray(Image.open(io.BytesIO(png)).convert("RGB")).astype(int)


@settings(max_examples=15, deadline=None)
@given(st.lists(st.floats(0.5, 20.0), min_size=1, max_size=4))
def test_a_picture_does_not_depend_on_what_was_shown_before(rates_hz):
    worn, fresh = LiveFigure(WaveView()), LiveFigure(WaveView())
    for rate_hz in rates_hz:
        last = worn.draw(wave(rate_hz))
    assert last == fresh.draw(wave(rates_hz[-1]))


@pytest.mark.parametrize("rate_hz", [3.0, 15.0])
def test_blitted_picture_is_what_matplotlib_draws_by_itself(rate_hz):
    live = LiveFigure(WaveView())
    live.draw(wave(1.0))
    live.draw(wave(2.0))
    picture = decode(live.draw(wave(rate_hz)))

    plain = WaveView()
    plain.update(wave(rate_hz))
    canvas = FigureCanvasAgg(plain.figure)
    canvas.draw()
    expected = np.asarray(canvas.buffer_rgba())[..., :3].astype(int)
    # 64 colours cannot be exact; a line left over or drawn elsewhere would differ by over 100.
    assert np.abs(picture - expected).max() <= 40


def test_only_moving_artists_are_drawn_unless_something_else_changed():
    view = WaveView()
    live = LiveFigure(view)
    live.draw(wave(1.0))
    full_draws = []
    view.figure.canvas.draw = lambda: full_draws.append(FigureCanvasAgg.draw(view.figure.canvas))
    live.draw(wave(2.0, "#D55E00"))
    assert len(full_draws) == 0
    live.draw(wave(12.0))  # the view changes a limit here
    assert len(full_draws) == 1
    view.lower.set_title("Another title")
    live.draw(wave(12.0))
    assert len(full_draws) == 2


def test_picture_is_small_white_and_of_the_promised_size():
    view = WaveView()
    view.figure.set_facecolor("none")
    live = LiveFigure(view)
    png = live.draw(wave(2.0))
    picture = Image.open(io.BytesIO(png))
    assert picture.size == live.size_px == (500, 300)
    assert "transparency" not in picture.info
    assert tuple(decode(png)[0, 0]) == (255, 255, 255)
    assert len(np.unique(decode(png).reshape(-1, 3), axis=0)) <= 64


def test_size_on_the_page_does_not_follow_the_resolution():
    view = WaveView()
    view.figure.set_dpi(200)
    live = LiveFigure(view)
    assert Image.open(io.BytesIO(live.draw(wave(2.0)))).size == (1000, 600)
    assert live.size_px == (500, 300)
