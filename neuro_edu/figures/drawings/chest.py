"""Where in the chest a tumour is looked for: from the front, and as a CT slice shows it."""

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from neuro_edu.figures.drawings import canvas
from neuro_edu.figures.drawings.canvas import label, leader, note
from neuro_edu.figures.shapes import Points, along, mirrored
from neuro_edu.figures.style import BLUE, GREY, PURPLE, VERMILION

CHEST = (
    "The chest from the front and as a CT slice: the thymus with a thymoma lies behind the "
    "breastbone, in front of the great vessels; a second tumour is drawn beside an airway of the "
    "lung. A CT can show both, and shows neither antibodies nor overactive nerves."
)

_FRONT_AT = (232.0, 50.0)
_CHEST = (
    (26, 400), (28, 366), (60, 346), (120, 334), (170, 316), (192, 270), (196, 200), (188, 130),
    (168, 60), (156, 20), (154, 0),
)  # fmt: skip
_LUNG = (
    (30, 300), (54, 318), (86, 296), (112, 236), (126, 160), (130, 84), (112, 62), (72, 80),
    (40, 92), (30, 150), (24, 230),
)  # fmt: skip
_HEART = (
    (-22, 196), (8, 204), (36, 190), (58, 150), (74, 112), (62, 88), (24, 84), (-14, 92),
    (-32, 120), (-34, 164),
)  # fmt: skip
_THYMUS = ((0, 262), (10, 280), (20, 264), (24, 230), (16, 202), (0, 214))
_SLICE_AT = (742.0, 236.0)
_RADII = (206.0, 142.0)
_SLICE_LUNG = (
    (38, 84), (92, 92), (148, 56), (164, 0), (146, -62), (92, -98), (44, -84), (54, -40), (64, 0),
    (48, 40),
)  # fmt: skip
_LUNG_FILL, _LUNG_EDGE = "#dfe7ee", "#8d9aa6"
_VESSEL, _VESSEL_EDGE = "#e4a79b", "#9c5546"
_BONE = "#f2eddf"


def draw_chest() -> Figure:
    """Draw the chest in two views, with thymus, thymoma and a lung tumour."""
    figure, axes = canvas.sheet(540)
    _draw_front(axes)
    _draw_slice(axes)
    _write(axes)
    return figure


def _at(points: Points, place: tuple[float, float]) -> Points:
    return np.asarray(points, dtype=float) + place


def _draw_front(axes: Axes) -> None:
    place = _FRONT_AT
    body = mirrored(_CHEST) + place
    axes.fill(*body.T, color=canvas.PALE_GREY, zorder=1)
    half = along(_at(_CHEST, place), 120)
    for side in (half, half * (-1, 1) + (2 * place[0], 0)):
        axes.plot(*side.T, color=GREY, linewidth=1.8, zorder=2)
    other = np.asarray(_LUNG) * (-1, 1)
    for lung in (_LUNG, other):
        canvas.blob(axes, _at(lung, place), facecolor=_LUNG_FILL, edgecolor=_LUNG_EDGE)
    _draw_airways(axes)
    canvas.blob(axes, _at(_HEART, place), facecolor=_VESSEL, edgecolor=_VESSEL_EDGE, zorder=5)
    for x, top in ((-12, 242), (12, 252)):
        vessel = [(place[0] + x, place[1] + y) for y in (190, top)]
        canvas.ribbon(axes, vessel, 20, _VESSEL, _VESSEL_EDGE, zorder=4.5)
    canvas.blob(axes, _at(mirrored(_THYMUS), place), facecolor=canvas.PALE_BLUE, edgecolor=BLUE,
                linewidth=2, zorder=6)  # fmt: skip
    canvas.disc(axes, (place[0] + 12, place[1] + 226), 15, facecolor=VERMILION,
                edgecolor="#8a3c00", zorder=7)  # fmt: skip
    canvas.disc(axes, (place[0] - 62, place[1] + 206), 15, facecolor=PURPLE, edgecolor="#7d3a5b",
                zorder=7)  # fmt: skip


def _draw_airways(axes: Axes) -> None:
    x, y = _FRONT_AT
    canvas.ribbon(axes, [(x, y + 400), (x, y + 250)], 15, "white", GREY, zorder=4)
    for side in (-1, 1):
        branch = [(x, y + 250), (x + side * 34, y + 218), (x + side * 66, y + 196)]
        canvas.ribbon(axes, branch, 11, "white", GREY, zorder=4)


def _draw_slice(axes: Axes) -> None:
    x, y = _SLICE_AT
    angles = np.linspace(0, 2 * np.pi, 60, endpoint=False)
    wide, high = _RADII
    canvas.blob(
        axes, np.column_stack([x + wide * np.cos(angles), y + high * np.sin(angles)]),
        facecolor=canvas.PALE_GREY, edgecolor=GREY, linewidth=1.8,
    )  # fmt: skip
    for side in (-1, 1):
        canvas.blob(axes, _at(np.asarray(_SLICE_LUNG) * (side, 1), (x, y)), facecolor=_LUNG_FILL,
                    edgecolor=_LUNG_EDGE)  # fmt: skip
    spine = (
        (0, -62),
        (28, -74),
        (30, -98),
        (10, -106),
        (0, -128),
        (-10, -106),
        (-30, -98),
        (-28, -74),
    )
    canvas.blob(axes, _at(spine, (x, y)), facecolor=_BONE, edgecolor=GREY)
    bone = ((-30, 116), (0, 122), (30, 116), (28, 104), (0, 108), (-28, 104))
    canvas.blob(axes, _at(bone, (x, y)), facecolor=_BONE, edgecolor=GREY)
    for dx, dy, radius in ((-14, 22, 24), (26, 4, 18), (34, -56, 15), (-46, 14, 13)):
        canvas.disc(axes, (x + dx, y + dy), radius, facecolor=_VESSEL, edgecolor=_VESSEL_EDGE,
                    zorder=4)  # fmt: skip
    canvas.disc(axes, (x, y - 40), 11, facecolor="white", edgecolor=GREY, zorder=4)
    thymus = ((0, 100), (30, 88), (34, 66), (10, 58), (0, 64), (-10, 58), (-34, 66), (-30, 88))
    canvas.blob(axes, _at(thymus, (x, y)), facecolor=canvas.PALE_BLUE, edgecolor=BLUE, linewidth=2,
                zorder=5)  # fmt: skip
    canvas.disc(axes, (x + 20, y + 78), 17, facecolor=VERMILION, edgecolor="#8a3c00", zorder=6)
    canvas.disc(axes, (x - 70, y - 16), 16, facecolor=PURPLE, edgecolor="#7d3a5b", zorder=6)


def _write(axes: Axes) -> None:
    x, y = _SLICE_AT
    label(axes, 232, 508, "From the front", weight="bold", fontsize=15)
    label(axes, x, 508, "As a slice (CT)", weight="bold", fontsize=15)
    note(axes, x, 484, "seen from the patient's feet; the front is at the top")
    label(axes, 424, 438, "Thymus", color=BLUE, weight="bold")
    leader(axes, (396, 428), (244, 316), BLUE)
    leader(axes, (456, 430), (x - 26, y + 80), BLUE)
    label(axes, 478, 312, "Thymoma", color=VERMILION, weight="bold")
    leader(axes, (434, 306), (252, 278), VERMILION)
    leader(axes, (522, 314), (x + 16, y + 80), VERMILION)
    label(axes, 482, 204, "Lung\ntumour", color=PURPLE, weight="bold")
    leader(axes, (448, 208), (178, 256), PURPLE)
    leader(axes, (516, 206), (x - 76, y - 16), PURPLE)
    label(axes, x, 400, "breastbone", fontsize=12)
    leader(axes, (x, 391), (x, y + 114), GREY)
    label(axes, x + 150, 400, "great vessels", fontsize=12)
    leader(axes, (x + 132, 390), (x + 28, y + 6), GREY)
    label(axes, x - 140, 70, "backbone", fontsize=12)
    leader(axes, (x - 104, 76), (x - 16, y - 92), GREY)
    said = "A CT can show a tumour. It shows neither antibodies nor overactive nerves."
    label(axes, 500, 26, said, weight="bold", fontsize=14)  # fmt: skip
