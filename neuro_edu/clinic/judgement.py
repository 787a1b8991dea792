"""What is said of one step of a visit, and what it is worth."""

from collections.abc import Mapping
from dataclasses import dataclass

from neuro_edu.content import load_content

#: Points for one step of each grade; what is missed takes none away, its points are not won. What
#: is "left undone" was missed, too, and that harms. What is "not yet" done could not be done at
#: this stage, and a "near miss" did no harm.
POINTS: Mapping[str, int] = {
    "needed": 2,
    "left undone": -2,
    "missed": 0,
    "not yet": 0,
    "near miss": 0,
    "optional": 0,
    "unnecessary": -1,
    "dangerous": -4,
}
#: Points for the diagnosis: the right one, or one of its family.
RIGHT_POINTS, NEAR_POINTS = 6, 3


@dataclass(frozen=True, kw_only=True)
class Judgement:
    """What is said of one step.

    Attributes
    ----------
    label : str
        The step, in words.
    grade : str
        A key of `POINTS`.
    reason : str
    references : tuple of str
        Ids of sources.
    objectives : tuple of str
        Ids of what to read in the lessons.
    points : int
    """

    label: str
    grade: str
    reason: str
    references: tuple[str, ...]
    objectives: tuple[str, ...] = ()

    @property
    def points(self) -> int:
        """Points won or lost."""
        return POINTS[self.grade]

    @property
    def lessons(self) -> tuple[str, ...]:
        """Ids of the lessons to read."""
        known = load_content().objectives
        return tuple(dict.fromkeys(known[id_].lesson for id_ in self.objectives))
