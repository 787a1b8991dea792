"""How a differential diagnosis moved: the probabilities that a student set, one after the other."""

from collections.abc import Sequence
from dataclasses import dataclass

from matplotlib.artist import Artist
from matplotlib.figure import Figure

from neuro_edu.figures.style import BLUE, GREEN, GREY, PURPLE, VERMILION, house_style, new_figure

MOST_LINES = 5
_STYLES = (
    (BLUE, "-", "o"), (VERMILION, "--", "s"), (GREEN, "-.", "^"), (PURPLE, ":", "D"),
    (GREY, (0, (6, 2)), "v"),
)  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Differential:
    """Probabilities as set one after the other.

    Attributes
    ----------
    steps : tuple of str
        When each was set, in words.
    shares : tuple of (str, tuple of float)
        Name and probabilities (0 to 1) of each diagnosis, one for each step; those to be told
        apart come first.
    """

    steps: tuple[str, ...]
    shares: tuple[tuple[str, tuple[float, ...]], ...]


def plot_differential(result: Differential) -> Figure:
    """Draw how the probabilities moved, of at most `MOST_LINES` diagnoses.

    Parameters
    ----------
    result : Differential
        What was set.

    Returns
    -------
    matplotlib.figure.Figure
    """
    view = DifferentialView(result)
    return view.figure


class DifferentialView:
    """A line for each diagnosis, from one setting to the next."""

    def __init__(self, result: Differential) -> None:
        with house_style():
            self.figure: Figure = new_figure(1000, 420)
            axes = self.figure.add_subplot()
            places = range(len(result.steps))
            for (name, shares), style in zip(result.shares, _STYLES, strict=False):
                colour, line, marker = style
                axes.plot(
                    places, [100 * share for share in shares],
                    color=colour, linestyle=line, marker=marker, markersize=8, label=name,
                    clip_on=False,
                )  # fmt: skip
            axes.set(ylim=(0, 100), ylabel="your probability (%)", xlim=(-0.2, len(places) - 0.8))
            axes.set_xticks(list(places), [_broken(step) for step in result.steps], fontsize=12)
            self.figure.legend(loc="outside upper left", ncols=2)

    @property
    def moving(self) -> Sequence[Artist]:
        """Nothing: each visit is drawn once."""
        return ()

    def update(self, result: Differential) -> None:
        """Keep the picture as it was made."""


def describe_differential(result: Differential) -> str:
    """Say from what to what each probability moved.

    Parameters
    ----------
    result : Differential
        What was set.

    Returns
    -------
    str
        One sentence, with numbers.
    """
    moves = [
        f"{name} from {100 * shares[0]:.0f} to {100 * shares[-1]:.0f} %"
        for name, shares in result.shares[:MOST_LINES]
    ]
    n_steps = len(result.steps)
    times = "once" if n_steps == 1 else f"{n_steps} times"
    return f"Your probability, set {times}: {'; '.join(moves)}."


def _broken(step: str) -> str:
    return step.replace(", ", ",\n")
