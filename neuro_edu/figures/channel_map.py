"""A drawn node of Ranvier with its neighbourhood, and where each channel sits."""

from collections.abc import Sequence
from dataclasses import dataclass

from matplotlib.artist import Artist
from matplotlib.colors import to_rgba
from matplotlib.figure import Figure
from matplotlib.patches import FancyArrowPatch

from neuro_edu.figures.channel_drawing import (
    EDGE,
    PLACES,
    draw_fibre,
    name_below,
    name_regions,
    symbols,
)
from neuro_edu.figures.style import INK, house_style, new_figure

_FAINT = 0.35


@dataclass(frozen=True, kw_only=True)
class ChosenPart:
    """What is highlighted in the drawing.

    Attributes
    ----------
    id : str
        One of `PLACES`.
    term, definition : str
        Its name, as plain as there is one, and what it is, from the glossary.
    region, region_definition : str
        Where it sits, from the glossary; empty for the whole axon.
    help : str
        What a change of it means, from the words of its slider; empty without one.
    amount : str
        How much of it the model has.
    """

    id: str
    term: str
    definition: str
    region: str
    region_definition: str
    help: str
    amount: str


class ChannelMapView:
    """The drawing; the chosen part stands out, the others fade."""

    def __init__(self) -> None:
        with house_style():
            self.figure: Figure = new_figure(height_px=500)
            axes = self.figure.add_subplot()
            axes.set(xlim=(-EDGE, EDGE), ylim=(-5.6, 5.2), xticks=[], yticks=[])
            axes.set_aspect("equal")
            for spine in axes.spines.values():
                spine.set_visible(False)
            draw_fibre(axes)
            name_regions(axes)
            self._symbols = {id_: symbols(axes, id_) for id_ in PLACES}
            self._names = {id_: name_below(axes, k, id_) for k, id_ in enumerate(PLACES)}

    @property
    def moving(self) -> Sequence[Artist]:
        """The artists that change with the choice."""
        patches = [patch for group in self._symbols.values() for patch in group]
        return (*patches, *(artist for pair in self._names.values() for artist in pair))

    def update(self, shown: ChosenPart) -> None:
        """Highlight another part."""
        for id_, place in PLACES.items():
            chosen = id_ == shown.id
            for patch in self._symbols[id_]:
                face = to_rgba(place.colour, 1.0 if chosen else _FAINT)
                filled = not isinstance(patch, FancyArrowPatch)
                patch.set_facecolor(face)
                patch.set_edgecolor(INK if chosen and filled else face)
                patch.set_linewidth((1.3 if filled else 3.0) if chosen else 1.0)
                patch.set_zorder(8 if chosen else 5)
            box, text = self._names[id_]
            box.set_facecolor(to_rgba(place.colour, 0.2) if chosen else "white")
            box.set_linewidth(2.2 if chosen else 0.8)
            text.set_fontweight("bold" if chosen else "normal")


def describe_channel(shown: ChosenPart) -> str:
    """Say where the chosen part sits and what it does.

    Parameters
    ----------
    shown : ChosenPart
        The part.

    Returns
    -------
    str
        The glossary's words and how much of it the model has.
    """
    where = f" ({shown.region})" if shown.region else ""
    term = shown.term[:1].upper() + shown.term[1:]
    return f"{term}{where}: {shown.definition} In the model: {shown.amount}."
