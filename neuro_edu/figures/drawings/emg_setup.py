"""How an EMG is recorded: electrodes, amplifier, screen and loudspeaker."""

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from neuro_edu.figures.drawings import canvas
from neuro_edu.figures.drawings.canvas import arrow, label, leader, note
from neuro_edu.figures.shapes import along
from neuro_edu.figures.style import BLUE, GREEN, GREY, INK, VERMILION

EMG_SETUP = (
    "An EMG set-up: a needle electrode in a forearm muscle; a surface electrode over the thumb "
    "muscle with a reference on the thumb and a ground on the arm; an amplifier, a screen that "
    "shows the trace and a loudspeaker that plays it."
)

_SKIN, _SKIN_EDGE = "#f3e3d7", "#a58a78"
_ARM = (
    (-20, 300), (90, 306), (200, 296), (300, 268), (352, 256), (410, 266), (452, 292), (492, 318),
    (516, 326), (524, 312), (500, 286), (482, 264), (520, 258), (590, 252), (604, 242), (588, 232),
    (528, 232), (608, 222), (622, 211), (606, 202), (530, 208), (600, 190), (610, 179), (592, 173),
    (524, 188), (570, 160), (574, 149), (560, 147), (496, 170), (430, 168), (352, 180),
    (300, 174), (200, 136), (90, 116), (-20, 120),
)  # fmt: skip
_MUSCLE = ((40, 236), (100, 268), (180, 262), (262, 236), (190, 222), (100, 216))
_THENAR = ((392, 246), (424, 262), (456, 276), (468, 262), (440, 240), (408, 230))
_NEEDLE_TIP = (162.0, 244.0)
_NEEDLE_HUB = (214.0, 352.0)
_AMPLIFIER = (700.0, 300.0)


def draw_emg_setup() -> Figure:
    """Draw an arm with its electrodes, and the machine."""
    figure, axes = canvas.sheet(480)
    canvas.blob(axes, _ARM, facecolor=_SKIN, edgecolor=_SKIN_EDGE, linewidth=1.8)
    for muscle in (_MUSCLE, _THENAR):
        canvas.blob(axes, muscle, facecolor=canvas.MUSCLE, edgecolor=canvas.MUSCLE_EDGE, alpha=0.9)
    _draw_needle(axes)
    for place, color in (((428, 252), BLUE), ((500, 308), INK), ((318, 222), GREEN)):
        canvas.disc(axes, place, 12, facecolor=color, edgecolor="white", linewidth=2, zorder=8)
    _draw_cables(axes)
    _draw_machine(axes)
    _write(axes)
    return figure


def _draw_needle(axes: Axes) -> None:
    tip, hub = _NEEDLE_TIP, _NEEDLE_HUB
    axes.plot(*zip(tip, hub, strict=True), color="#8b95a0", linewidth=4.5, zorder=8,
              solid_capstyle="butt")  # fmt: skip
    beyond = (hub[0] + 16, hub[1] + 33)
    axes.plot(*zip(hub, beyond, strict=True), color=VERMILION, linewidth=15,
              solid_capstyle="round", zorder=9)  # fmt: skip
    axes.plot(*tip, marker="o", markersize=7, color=VERMILION, mec="white", zorder=9)


def _draw_cables(axes: Axes) -> None:
    left, middle = _AMPLIFIER
    for color, points in (
        (VERMILION, ((230, 386), (300, 438), (500, 448), (640, 402), (left, middle + 46))),
        (INK, ((500, 308), (560, 336), (630, 330), (left, middle + 14))),
        (BLUE, ((428, 252), (448, 330), (580, 310), (left, middle - 14))),
        (GREEN, ((318, 222), (400, 116), (600, 118), (660, 230), (left, middle - 44))),
    ):
        way = along(points, 80)
        axes.plot(*way.T, color="white", linewidth=5, zorder=6.9)
        axes.plot(*way.T, color=color, linewidth=2.4, zorder=7)


def _draw_machine(axes: Axes) -> None:
    canvas.panel(axes, (700, 240), (104, 122), facecolor="white", edgecolor=INK, linewidth=2,
                 zorder=9)  # fmt: skip
    canvas.wedge(axes, ((724, 262), (724, 322), (782, 292)), facecolor=canvas.PALE_BLUE,
                 edgecolor=INK, linewidth=1.6, zorder=10)  # fmt: skip
    label(axes, 752, 343, "Amplifier", weight="bold", fontsize=12)
    canvas.panel(axes, (846, 306), (142, 122), facecolor="#10222e", edgecolor=INK, zorder=9)
    x = np.linspace(0, 1, 700)
    rng = np.random.default_rng(3)
    trace = 2.0 * rng.normal(size=x.size)
    for start, n in ((0.08, 2), (0.36, 4), (0.72, 3)):
        for k in range(n):
            u = (x - start - 0.045 * k) / 0.008
            trace += -34 * u * np.exp(-(u**2) / 2)
    axes.plot(854 + 126 * x, 366 + trace, color="#7fe0b8", linewidth=1.2, zorder=10)
    axes.plot([804, 826, 826], [300, 300, 366], color=INK, linewidth=2, zorder=5)
    arrow(axes, (824, 366), (846, 366))
    axes.plot([826, 826], [300, 214], color=INK, linewidth=2, zorder=5)
    arrow(axes, (824, 214), (862, 214))
    canvas.wedge(axes, ((864, 200), (884, 200), (910, 178), (910, 250), (884, 228), (864, 228)),
                 facecolor=canvas.PALE_GREY, edgecolor=INK, linewidth=1.8, zorder=9)  # fmt: skip
    for radius in (22, 38, 54):
        angles = np.radians(np.linspace(-42, 42, 40))
        axes.plot(906 + radius * np.cos(angles), 214 + radius * np.sin(angles), color=INK,
                  linewidth=2)  # fmt: skip


def _write(axes: Axes) -> None:
    label(axes, 110, 436, "Needle electrode", color=VERMILION, weight="bold")
    note(axes, 110, 402, "tip records;\nshaft: its reference")
    leader(axes, (132, 380), (187, 298), VERMILION)
    label(axes, 128, 168, "Forearm muscle")
    leader(axes, (122, 182), (122, 232), GREY)
    label(axes, 330, 336, "Surface electrode", color=BLUE, weight="bold")
    note(axes, 330, 313, "over the thumb muscle")
    leader(axes, (352, 301), (422, 256), BLUE)
    label(axes, 566, 396, "Reference", weight="bold")
    note(axes, 566, 374, "on the thumb")
    leader(axes, (548, 362), (504, 314))
    label(axes, 268, 92, "Ground", color=GREEN, weight="bold")
    leader(axes, (276, 106), (314, 212), GREEN)
    label(axes, 917, 450, "Screen", weight="bold")
    label(axes, 912, 150, "Loudspeaker", weight="bold")
    label(axes, 500, 50, "The amplifier shows the difference between two places.", fontsize=14,
          weight="bold")  # fmt: skip
    note(axes, 500, 22, "What both places pick up alike, such as mains hum, largely cancels.")
