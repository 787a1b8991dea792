"""How a differential diagnosis moved: the probabilities that a student set, one after the other."""

from collections.abc import Sequence
from dataclasses import dataclass

from matplotlib.artist import Artist
from matplotlib.figure import Figure

from neuro_edu.figures.style import BLUE, GREEN, GREY, PURPLE, VERMILION, house_style, new_figure

MOST_LINES = 5
_MOST_LABELS = 6
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
        When each was set, in words that begin with its number and a full stop.
    shares : tuple of (str, tuple of float)
        Name and probabilities (0 to 1) of each diagnosis, one for each step; those to be told
        apart come first.
    """

    steps: tuple[str, ...]
    shares: tuple[tuple[str, tuple[float, ...]], ...]


class DifferentialView:
    """A line for each of at most `MOST_LINES` diagnoses, from one setting to the next."""

    def __init__(self, result: Differential) -> None:
        with house_style():
            self.figure: Figure = new_figure(1000, 500)
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
            axes.set_xticks(list(places), _labels(result.steps), fontsize=12)
            self.figure.legend(loc="outside upper left")

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


def _labels(steps: tuple[str, ...]) -> list[str]:
    """Write each step in two lines, or its number alone where there is no room for more."""
    if len(steps) > _MOST_LABELS:
        return [step.partition(".")[0] for step in steps]
    return [step.replace(", ", ",\n") for step in steps]
