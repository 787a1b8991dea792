"""One sign that the model must reproduce: what was measured beside what was published."""

import math
from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Sign:
    """A measured span and the published range that must hold it.

    Attributes
    ----------
    id : str
        Number of the sign, such as ``"F14"``.
    sign : str
        What is measured, in words.
    low, high : float
        Published range in `unit`, both ends included.
    measured : tuple of float
        Smallest and largest value that the model gives, in `unit`.
    source : str
        Key of the reference list.
    note : str
        How it was measured, or why it misses.
    """

    id: str
    sign: str
    low: float
    high: float
    unit: str
    measured: tuple[float, float]
    source: str
    note: str = ""

    @property
    def met(self) -> bool:
        """Whether the whole measured span lies within the range."""
        return all(math.isfinite(x) and self.low <= x <= self.high for x in self.measured)
