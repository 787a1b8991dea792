"""How regular intervals are, and whether they are of one kind or two."""

import numpy as np
from numpy.typing import NDArray

from neuro_edu.simulation.findings.discharges import LONGEST_TRACE_INTERVAL_MS

FloatArray = NDArray[np.float64]

# Short and long intervals are of two kinds if their means, and the two nearest of them, lie so far
# apart on the scale of logarithms, and the means so many standard deviations.
APART, GAP, APART_SD = 0.6, 0.1, 1.5


def local_variation(intervals_ms: FloatArray) -> float:
    """Return how much neighbouring intervals differ, over their median.

    For independent Gaussian intervals this is their coefficient of variation; a drift, a jump of
    rate or a pause changes it little.
    """
    if intervals_ms.size < 2:
        return float("nan")
    # The median difference of two independent Gaussian numbers is 0.954 standard deviations.
    middle = float(np.median(intervals_ms))
    return float(np.median(np.abs(np.diff(intervals_ms)))) / (0.954 * middle)


def robust_variation(intervals_ms: FloatArray) -> float:
    """Return half the spread from the 16th to the 84th percentile, over the median.

    For Gaussian intervals this is their coefficient of variation; a few missed or extra ones do
    not change it.
    """
    low, middle, high = np.percentile(intervals_ms, (16, 50, 84))
    return float(high - low) / (2 * float(middle))


def natural_pause_ms(intervals_ms: FloatArray) -> float:
    """Return the interval that parts short from long ones, infinite if there is one kind only.

    The cut makes the two kinds differ most (Otsu's criterion on logarithms); two kinds there are if
    the long ones lie well above the short ones for how much each kind scatters.
    """
    sizes = np.sort(np.log(np.maximum(intervals_ms, 1e-3)))
    n = sizes.size
    if n < 2:
        return float("inf")
    left = np.arange(1, n)
    total = np.cumsum(sizes)
    low, high = total[:-1] / left, (total[-1] - total[:-1]) / (n - left)
    cut = int(np.argmax(left * (n - left) * (high - low) ** 2)) + 1
    short, long = sizes[:cut], sizes[cut:]
    apart = float(long.mean() - short.mean())
    gap = float(long[0] - short[-1])
    spread = APART_SD * (short.std() + long.std())
    two_kinds = apart > APART and gap > GAP and apart > spread
    if not two_kinds or np.exp(np.median(short)) > LONGEST_TRACE_INTERVAL_MS:
        return float("inf")
    return float(np.exp(0.5 * (long[0] + short[-1])))
