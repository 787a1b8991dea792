"""The spectrum of peripheral nerve hyperexcitability."""

from matplotlib.colors import LinearSegmentedColormap
from matplotlib.figure import Figure

from neuro_edu.figures.drawings import canvas
from neuro_edu.figures.drawings.canvas import label, leader, note
from neuro_edu.figures.style import INK

SPECTRUM = (
    "A bar that darkens through 4 syndromes of peripheral nerve hyperexcitability: benign "
    "fasciculation, cramp-fasciculation syndrome, neuromyotonia and Morvan syndrome, in which the "
    "brain and the autonomic system join in."
)

_SHADES = LinearSegmentedColormap.from_list("spectrum", ["#e3eff7", "#4b9bcf", "#00395c"])
_STATIONS = (
    (
        "Benign\nfasciculation",
        "Single twitches of a lid,\ncalf or finger.\n\nNo weakness,\nno wasting.",
    ),
    (
        "Cramp-\nfasciculation",
        "Cramps after exercise,\ntwitching that moves.\n\nAn autoantibody in\n31 % of one series.",
    ),
    (
        "Neuromyotonia",
        "Muscles that never rest:\nrippling, stiffness,\nslow release of a grip.\n\n"
        "An autoantibody in\n71 % of the same series.",
    ),
    (
        "Morvan\nsyndrome",
        "Neuromyotonia with\nlittle sleep, sweating,\nhallucinations and an\nunstable pulse.\n\n"
        "A tumour in 41 %\nof one series.",
    ),
)
_BAR_Y, _BAR_HEIGHT = 322, 46


def draw_spectrum() -> Figure:
    """Draw four syndromes along one bar."""
    figure, axes = canvas.sheet(480)
    n = 120
    for i in range(n):
        x = 20 + i * 960 / n
        axes.fill_between(
            [x, x + 960 / n + 0.5], _BAR_Y, _BAR_Y + _BAR_HEIGHT, color=_SHADES(i / (n - 1)),
            linewidth=0,
        )  # fmt: skip
    for i, (name, text) in enumerate(_STATIONS):
        x = 140 + i * 240
        label(axes, x, 414, name, weight="bold", fontsize=14.5)
        leader(axes, (x, _BAR_Y), (x, 296), INK)
        canvas.panel(
            axes, (x - 112, 88), (224, 206), facecolor="white", edgecolor=_SHADES(max(0.25, i / 3))
        )
        label(axes, x, 191, text, fontsize=12)
    for start, end, text in (
        (20, 720, "the peripheral nerve alone"),
        (740, 980, "brain as well"),
    ):
        axes.annotate("", (end, 458), (start, 458), arrowprops={"arrowstyle": "<->", "color": INK})
        axes_text = label(axes, (start + end) / 2, 458, text)
        axes_text.set_bbox({"facecolor": "white", "edgecolor": "none", "pad": 4})
    label(axes, 38, _BAR_Y + 23, "milder", ha="left").set_path_effects([])
    label(axes, 962, _BAR_Y + 23, "more widespread", ha="right",
          color="white").set_path_effects([])  # fmt: skip
    said = "One spectrum of overactive nerves; the borders are not sharp."
    label(axes, 500, 54, said, fontsize=14, weight="bold")  # fmt: skip
    note(axes, 500, 24, "The order does not mean that one turns into the next.")
    return figure
