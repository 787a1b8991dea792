"""A matplotlib figure that is made once and redrawn fast enough to follow a slider."""

import io
import threading
from collections.abc import Sequence
from itertools import takewhile
from typing import Any, Protocol

import numpy as np
from matplotlib.artist import Artist
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from PIL import Image

PIXELS_PER_INCH = 100
N_COLOURS = 64
NEARLY_WHITE = 253

# matplotlib shares fonts and text layout between figures and is not thread-safe, while a notebook
# runs slider callbacks and cells in different threads: one figure is drawn at a time.
_DRAWING = threading.RLock()


class FigureView(Protocol):
    """A figure made once, and how to show another result in it.

    Attributes
    ----------
    figure : matplotlib.figure.Figure
        The figure, made without pyplot.
    moving : sequence of matplotlib.artist.Artist
        The artists that `update` changes. They are drawn on top of everything else, in z-order.
        Those below the first one that really changed are not drawn again: what rarely changes
        (a caption) belongs below what always does (a trace).
        Whatever else changes (limits, titles, ticks) makes the whole figure be drawn again,
        which is some ten times slower: let `update` touch those only when they really differ.
    """

    @property
    def figure(self) -> Figure: ...  # noqa: D102
    @property
    def moving(self) -> Sequence[Artist]: ...  # noqa: D102

    def update(self, result: Any, /) -> None:
        """Put another result into the artists."""


class LiveFigure:
    """Draw the pictures of a view one after the other, each as a small PNG.

    The layout is solved once and then frozen. After that only the moving artists are drawn, onto
    a copy of everything else, from the lowest that changed upwards.

    Parameters
    ----------
    view : FigureView
        Figure and update rule. The view's figure belongs to this object from now on.
    """

    def __init__(self, view: FigureView) -> None:
        self.view = view
        self._canvas: Any = FigureCanvasAgg(view.figure)
        self._background: Any = None
        # The background with the lowest moving artists on it, and which they are.
        self._kept: Any = None
        self._in_kept: list[Artist] = []
        self._laid_out = False

    @property
    def size_px(self) -> tuple[int, int]:
        """Width and height on the page, CSS pixels (100 to the inch, whatever the resolution)."""
        width, height = self.view.figure.get_size_inches() * PIXELS_PER_INCH
        return round(width), round(height)

    def draw(self, result: Any) -> bytes:
        """Show a result and encode the picture.

        Parameters
        ----------
        result : object
            What the view's `update` takes.

        Returns
        -------
        bytes
            A PNG of at most 64 colours. The same result gives the same bytes, whatever was shown
            before.
        """
        with _DRAWING:
            self.view.update(result)
            self._paint()
            return _encode(self._canvas)

    def _paint(self) -> None:
        figure = self.view.figure
        moving = sorted(self.view.moving, key=Artist.get_zorder)
        for artist in moving:
            artist.set_animated(True)
        if not self._laid_out:
            self._freeze_layout()
        # Animated artists do not mark the figure as stale, so stale means: something else changed.
        if self._background is None or figure.stale:
            self._canvas.draw()
            self._background = self._kept = self._canvas.copy_from_bbox(figure.bbox)
            self._in_kept = []
        same = list(takewhile(lambda artist: not artist.stale, moving))
        n_kept = len(self._in_kept)
        if same[:n_kept] != self._in_kept:
            self._kept, self._in_kept, n_kept = self._background, [], 0
        self._canvas.restore_region(self._kept)
        if len(same) > n_kept:
            self._draw(same[n_kept:])
            self._kept, self._in_kept = self._canvas.copy_from_bbox(figure.bbox), same
        self._draw(moving[len(same) :])

    def _draw(self, artists: Sequence[Artist]) -> None:
        for artist in artists:
            self.view.figure.draw_artist(artist)
            artist.stale = False  # an invisible one says so not itself

    def _freeze_layout(self) -> None:
        figure = self.view.figure
        figure.set_facecolor("white")  # opaque: a transparent picture is unreadable on a dark page
        figure.patch.set_alpha(1.0)
        figure.draw_without_rendering()
        figure.set_layout_engine("none")
        self._laid_out = True


def _encode(canvas: Any) -> bytes:
    picture = Image.fromarray(np.asarray(canvas.buffer_rgba())).convert("RGB")
    # Three times faster than median cut, and truer to thin lines, but white comes out as 254.
    picture = picture.quantize(N_COLOURS, Image.Quantize.FASTOCTREE)
    palette = np.array(picture.getpalette()).reshape(-1, 3)
    palette[(palette >= NEARLY_WHITE).all(axis=1)] = 255
    picture.putpalette(palette.ravel().tolist())
    buffer = io.BytesIO()
    picture.save(buffer, "PNG", compress_level=1)
    return buffer.getvalue()
