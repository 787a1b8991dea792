"""Pictures as a notebook stores them."""

import base64
import html
import io
import re

import numpy as np
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from PIL import Image

from neuro_edu import lessons
from neuro_edu.errors import ContentError
from neuro_edu.figures.drawings import DRAWINGS

LARGEST_BYTES = 70_000


@pytest.mark.parametrize("name", DRAWINGS)
def test_a_stored_picture_has_its_words_its_size_and_is_small(name):
    shown = lessons.picture(name)
    stored = shown._repr_mimebundle_()
    assert stored["text/plain"] == repr(shown) == DRAWINGS[name].describe
    pattern = r'<img src="data:image/png;base64,(.+?)" alt="(.+?)" width="(\d+)" height="(\d+)">'
    data, alt, width, height = re.fullmatch(pattern, stored["text/html"]).groups()
    assert html.unescape(alt) == DRAWINGS[name].describe
    png = base64.b64decode(data)
    assert len(png) < LARGEST_BYTES
    pixels = Image.open(io.BytesIO(png))
    assert int(width) == 1000
    assert pixels.width / pixels.height == pytest.approx(int(width) / int(height), rel=0.01)
    assert pixels.width > int(width)


@pytest.mark.parametrize("name", DRAWINGS)
def test_few_colours_look_like_all_colours(name):
    """Colours that tell things apart must survive the small palette."""
    few = np.asarray(Image.open(io.BytesIO(lessons.picture(name).png)).convert("RGB"), dtype=int)
    figure = DRAWINGS[name].draw()
    figure.set_dpi(100 * few.shape[1] / 1000)
    canvas = FigureCanvasAgg(figure)
    canvas.draw()
    every = np.asarray(canvas.buffer_rgba(), dtype=int)[:, :, :3]
    assert np.abs(few - every).max() <= 32
    assert tuple(few[1, 1]) == (255, 255, 255)


def test_an_unknown_picture_is_named_with_those_there_are():
    with pytest.raises(ContentError, match=r"'heart'.*motor-unit"):
        lessons.picture("heart")
