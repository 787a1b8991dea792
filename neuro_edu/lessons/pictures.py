"""Drawn pictures in a notebook, with the words that stand for them."""

import functools
import io
from typing import Any

import numpy as np
from matplotlib.backends.backend_agg import FigureCanvasAgg
from PIL import Image

from neuro_edu.figures.drawings import DRAWINGS
from neuro_edu.lessons.known import require_known
from neuro_edu.widgets.live_figure import PIXELS_PER_INCH
from neuro_edu.widgets.still import still_html

# Drawings have few colours, and are looked at closely and printed.
_N_COLOURS = 128
_RESOLUTION = 1.5 * PIXELS_PER_INCH


class Picture:
    """A picture that a notebook shows as it is, kernel or not.

    Parameters
    ----------
    png : bytes
        The picture.
    size_px : tuple of int
        Width and height on the page, CSS pixels.
    alt : str
        What it shows, in one line.
    """

    def __init__(self, png: bytes, size_px: tuple[int, int], alt: str) -> None:
        self.png = png
        self.size_px = size_px
        self.alt = alt

    def __repr__(self) -> str:
        """Return what the picture shows."""
        return self.alt

    def _repr_mimebundle_(self, **kwargs: Any) -> dict[str, str]:
        image = still_html(self.png, self.size_px, self.alt)
        return {"text/plain": self.alt, "text/html": image}


def picture(name: str) -> Picture:
    """Show a drawn picture.

    Parameters
    ----------
    name : str
        One of `neuro_edu.figures.drawings.DRAWINGS`.

    Raises
    ------
    ContentError
        If there is no such picture.
    """
    require_known("picture", name, DRAWINGS)
    return _drawn(name)


@functools.cache
def _drawn(name: str) -> Picture:
    figure = DRAWINGS[name].draw()
    width, height = figure.get_size_inches() * PIXELS_PER_INCH
    figure.set_dpi(_RESOLUTION)
    canvas: Any = FigureCanvasAgg(figure)
    canvas.draw()
    pixels = Image.fromarray(np.asarray(canvas.buffer_rgba())).convert("RGB")
    # Keeps the few colours of small things; without dithering flat areas stay flat, and small.
    few = pixels.quantize(_N_COLOURS, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)
    buffer = io.BytesIO()
    few.save(buffer, "PNG", optimize=True)
    return Picture(buffer.getvalue(), (round(width), round(height)), DRAWINGS[name].describe)
