"""One look for all pictures: colours told apart by everybody, type that can be read from a seat."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import matplotlib
from matplotlib.figure import Figure

# Okabe and Ito's palette, without its colours too pale for a white ground.
BLUE = "#0072B2"
VERMILION = "#D55E00"
GREEN = "#009E73"
PURPLE = "#CC79A7"
INK = "#1b1f24"
GREY = "#6b7480"
PALE = "#d8dde3"

#: A channel, and what holds it, has the same colour in every drawing.
KV1, SODIUM, KV7, CASPR2 = BLUE, VERMILION, GREEN, PURPLE

#: Health is always a grey dashed line behind; disease is always a solid blue one.
HEALTHY: dict[str, Any] = {"color": GREY, "linestyle": (0, (4, 2)), "linewidth": 1.4}
DISEASED: dict[str, Any] = {"color": BLUE, "linestyle": "-", "linewidth": 1.8}

#: z-order of what is written beside a picture: below its lines, which change more often (see
#: `neuro_edu.widgets.live_figure.FigureView.moving`).
WRITING = 1.5

# Any: the stubs list every setting by name, which tells a reader nothing.
_RC: Any = {
    "font.family": "DejaVu Sans",
    "font.size": 13,
    "axes.titlesize": 14,
    "axes.titleweight": "bold",
    "axes.titlelocation": "left",
    "axes.labelsize": 13,
    "axes.labelcolor": INK,
    "axes.edgecolor": GREY,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "xtick.color": INK,
    "ytick.color": INK,
    "text.color": INK,
    "legend.frameon": False,
    "legend.fontsize": 12,
    "path.simplify_threshold": 1.0,
}


@contextmanager
def house_style() -> Iterator[None]:
    """Make figures in the house style, and leave matplotlib's own settings alone."""
    with matplotlib.rc_context(_RC):
        yield


def new_figure(width_px: int = 1000, height_px: int = 480) -> Figure:
    """Return an empty figure of that size on the page, at 100 pixels to the inch."""
    return Figure(figsize=(width_px / 100, height_px / 100), dpi=100, layout="constrained")
