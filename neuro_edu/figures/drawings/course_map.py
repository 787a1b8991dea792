"""The course as one chain, from cause to treatment."""

from matplotlib.figure import Figure

from neuro_edu.figures.drawings import canvas
from neuro_edu.figures.drawings.canvas import arrow, label
from neuro_edu.figures.style import BLUE, GREEN, GREY, VERMILION

COURSE_MAP = (
    "Map of the course as a chain of 6 boxes: a cause changes a channel, the channel an axon, the "
    "axon a muscle, the muscle makes the sign; treatment goes back to the channel. Each box names "
    "its lessons, from 01 to 10."
)

_MUSCLE = "#8f4a3b"
_BOXES: tuple[tuple[str, str, str, str, str], ...] = (
    ("Cause", "antibody, tumour,\ntoxin, drug, gene", "07 Causes", "08 The work-up", "#a34f7c"),
    ("Channel", "Kv1 is lost\nor blocked", "02 The healthy\n   axon", "", BLUE),
    ("Axon", "fires without\nbeing asked", "03 Why an axon\n   will not stop",
     "05 Where does it\n   come from?", BLUE),
    ("Muscle", "twitches add up", "04 From spikes\n   to twitches", "", _MUSCLE),
    ("Sign", "what is felt,\nseen and heard", "01 Meet\n   neuromyotonia",
     "06 The EMG room", VERMILION),
)  # fmt: skip
_LEFT, _STEP, _WIDTH = 14, 196, 182
_BOTTOM, _HEIGHT = 206, 236


def draw_course_map() -> Figure:
    """Draw the chain with the lessons that walk along it."""
    figure, axes = canvas.sheet(500)
    for i, (name, text, first, second, color) in enumerate(_BOXES):
        x = _LEFT + i * _STEP
        canvas.panel(axes, (x, _BOTTOM), (_WIDTH, _HEIGHT), facecolor="white", edgecolor=color,
                     linewidth=2.2)  # fmt: skip
        canvas.panel(axes, (x, _BOTTOM + _HEIGHT - 44), (_WIDTH, 44), facecolor=color,
                     edgecolor=color, zorder=2)  # fmt: skip
        label(axes, x + _WIDTH / 2, _BOTTOM + _HEIGHT - 23, name, color="white", fontsize=16,
              weight="bold").set_path_effects([])  # fmt: skip
        label(axes, x + _WIDTH / 2, _BOTTOM + 160, text, fontsize=12, color=GREY)
        label(axes, x + 10, _BOTTOM + 96, first, ha="left", weight="bold", fontsize=12)
        label(axes, x + 10, _BOTTOM + 36, second, ha="left", weight="bold", fontsize=12)
        if i:
            middle = _BOTTOM + _HEIGHT - 23
            arrow(axes, (x - 15, middle), (x + 1, middle), linewidth=3)
    _draw_treatment(figure)
    return figure


def _draw_treatment(figure: Figure) -> None:
    (axes,) = figure.axes
    left, width, bottom, height = 120, 680, 62, 74
    canvas.panel(axes, (left, bottom), (width, height), facecolor="white", edgecolor=GREEN,
                 linewidth=2.2)  # fmt: skip
    canvas.panel(axes, (left, bottom), (150, height), facecolor=GREEN, edgecolor=GREEN, zorder=2)
    label(axes, left + 75, bottom + 37, "Treatment", color="white", fontsize=16,
          weight="bold").set_path_effects([])  # fmt: skip
    label(axes, left + 172, bottom + 52, "09 Treatment", ha="left", weight="bold", fontsize=12)
    label(axes, left + 172, bottom + 24, "quiets the axon, removes antibody, relaxes a muscle",
          ha="left", fontsize=12, color=GREY)  # fmt: skip
    sign, channel = _LEFT + 4 * _STEP + 90, _LEFT + _STEP + 90
    axes.plot([sign, sign, left + width], [_BOTTOM, bottom + 37, bottom + 37], color=GREEN,
              linewidth=2.4, zorder=0.5)  # fmt: skip
    arrow(axes, (channel, bottom + height), (channel, _BOTTOM - 1), color=GREEN)
    label(axes, 500, 470, "One chain, and every lesson is a window on it", fontsize=16,
          weight="bold")  # fmt: skip
    label(axes, 500, 28, "10 Virtual clinic: walk the whole chain with a patient of your own",
          weight="bold")  # fmt: skip
