"""One line of the body map: a symptom, a patient's words, and how many patients had it."""

from textwrap import wrap

from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle
from matplotlib.patheffects import withStroke

from neuro_edu.figures.style import GREY, INK
from neuro_edu.figures.symptom_counts import SymptomCount

# Pixels from the left of the panel: where the bars begin, and how long a full one is.
BAR_X, BAR_WIDTH = 415, 170
_TEXT_X, _COUNT_X = 0, 600
# A dark whisker must be seen on a dark bar.
_RIM = withStroke(linewidth=4, foreground="white")
_NAME_LINE, _QUOTE_LINE = 20.5, 19.5
_NAME_CHARACTERS, _QUOTE_CHARACTERS = 36, 42


class SymptomRow:
    """One symptom: its name, a patient's words, bar, whisker and count."""

    def __init__(self, axes: Axes) -> None:
        self.name = axes.text(_TEXT_X, 0, "", va="top", weight="bold", linespacing=1.1)
        self.quote = axes.text(_TEXT_X, 0, "", va="top", fontsize=12, style="italic", color=GREY)
        self.bar = Rectangle((BAR_X, 0), 0, 18, linewidth=0)
        axes.add_patch(self.bar)
        (self.whisker,) = axes.plot([], [], color=INK, marker="|", markersize=9, linewidth=1.5)
        self.whisker.set_path_effects([_RIM])
        self.count = axes.text(_COUNT_X, 0, "", va="center")
        self._quote_below = 0.0
        self._n_ends = 0
        self.artists: tuple[Artist, ...] = (
            self.bar, self.whisker, self.name, self.quote, self.count,
        )  # fmt: skip

    def hide(self) -> None:
        """Show nothing."""
        for artist in self.artists:
            artist.set_visible(False)

    def fill(self, count: SymptomCount, color: str, *, quoted: bool) -> float:
        """Take a symptom and return how high the row has become."""
        for artist in self.artists:
            artist.set_visible(True)
        name = wrap(count.symptom.name, _NAME_CHARACTERS)
        quote = wrap(f"“{count.symptom.plain}”", _QUOTE_CHARACTERS) if quoted else []
        self.name.set_text("\n".join(name))
        self.quote.set_text("\n".join(quote))
        self._quote_below = len(name) * _NAME_LINE + 1
        self.bar.set_facecolor(color)
        self.bar.set_width(BAR_WIDTH * count.share)
        ends = [BAR_X + BAR_WIDTH * end for end in count.interval] if count.counted else []
        self.whisker.set_xdata(ends)
        self._n_ends = len(ends)
        self.count.set_text(count.count)
        self.count.set_x(_COUNT_X if count.counted else BAR_X + 6)
        self.count.set_color(INK if count.counted else GREY)
        self.count.set_fontstyle("normal" if count.counted else "italic")
        return self._quote_below + len(quote) * _QUOTE_LINE

    def place(self, top: float) -> None:
        """Put the row at a height."""
        self.name.set_y(top)
        self.quote.set_y(top + self._quote_below)
        self.bar.set_y(top)
        self.whisker.set_ydata([top + 9] * self._n_ends)
        self.count.set_y(top + 10)
