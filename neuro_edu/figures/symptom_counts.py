"""How many patients had a symptom, and how sure a small series can be of it."""

import math
from dataclasses import dataclass

from neuro_edu.content import Symptom
from neuro_edu.simulation.quantities import check_number

_Z_95 = 1.959963984540054  # 97.5 % quantile of the normal distribution
_MOST_PATIENTS = 1e9


def wilson_interval(numerator: int, denominator: int) -> tuple[float, float]:
    """Return Wilson's 95 % confidence interval of a proportion.

    It keeps within 0 and 1 and holds its level in small series, unlike the textbook p ± 1.96 SE.

    Parameters
    ----------
    numerator, denominator : int
        Patients with the symptom, and patients asked.

    Returns
    -------
    tuple of float
        Lower and upper end, from 0 to 1.

    Raises
    ------
    ParameterError
        If the counts are no whole numbers with 0 <= numerator <= denominator and denominator > 0.
    """
    check_number("denominator", denominator, low=1, high=_MOST_PATIENTS, integer=True)
    check_number("numerator", numerator, low=0, high=denominator, integer=True)
    share = numerator / denominator
    weight = _Z_95**2 / denominator
    centre = (share + weight / 2) / (1 + weight)
    half = math.sqrt(weight * (share * (1 - share) + weight / 4)) / (1 + weight)
    # The interval holds the share and ends at 0 or 1 with it; rounding misses that by a hair.
    low = min(share, max(0.0, centre - half))
    high = max(share, min(1.0, centre + half))
    return low, high


@dataclass(frozen=True)
class SymptomCount:
    """A symptom with its share of patients, where a source counted them.

    Attributes
    ----------
    symptom : Symptom
        Entry of `symptoms.toml`.
    """

    symptom: Symptom

    @property
    def counted(self) -> bool:
        """Whether a source gives a count."""
        return self.symptom.numerator is not None

    @property
    def share(self) -> float:
        """Patients with the symptom, from 0 to 1; 0 where none were counted."""
        if self.symptom.numerator is None or self.symptom.denominator is None:
            return 0.0
        return self.symptom.numerator / self.symptom.denominator

    @property
    def interval(self) -> tuple[float, float]:
        """Wilson's 95 % interval of the share; from 0 to 1 where none were counted."""
        if self.symptom.numerator is None or self.symptom.denominator is None:
            return 0.0, 1.0
        return wilson_interval(self.symptom.numerator, self.symptom.denominator)

    @property
    def count(self) -> str:
        """The count in words."""
        if not self.counted:
            return "no count found"
        return f"{self.symptom.numerator} of {self.symptom.denominator}"


@dataclass(frozen=True)
class BodyMap:
    """The symptoms of one region of the body, or of all.

    Attributes
    ----------
    region : str
        One of `REGIONS`.
    counts : tuple of SymptomCount
        Symptoms of the region in the order of the content; with ``"all"``, those of every region.
    """

    region: str
    counts: tuple[SymptomCount, ...]

    @property
    def counted(self) -> tuple[SymptomCount, ...]:
        """Those with a count, the most frequent first."""
        with_count = [count for count in self.counts if count.counted]
        return tuple(sorted(with_count, key=lambda count: -count.share))


#: Regions of `symptoms.toml` with their names on the page.
REGIONS = {
    "all": "All regions",
    "limbs": "Arms and legs",
    "trunk": "Trunk",
    "face": "Face, tongue and throat",
    "eyes": "Eyes",
    "sensory": "Feeling: tingling and pain",
    "autonomic": "Sweat, weight and pulse",
    "cns": "Sleep, mind and memory",
}
