"""Several regular trains in one: two fibres that look alike, each with its own pace."""

import numpy as np
from numpy.typing import NDArray

from neuro_edu.simulation.arrays import read_only
from neuro_edu.simulation.findings.units import Unit

FloatArray = NDArray[np.float64]

# By which share of its pace a beat may miss.
TOLERANCE = 0.08
# Trains sought, early times that each may start from, and beats that it may miss in a row.
MOST_TRAINS, MOST_STARTS, MOST_MISSED = 3, 8, 2
# Beats that make a train, and the share of all potentials that the trains must account for.
FEWEST, EXPLAINED = 5, 0.85
# No denervated fibre fires faster than 20 Hz; two of them keep paces at least 3 % apart.
FASTEST_MS, SAME_PACE = 50.0, 1.03


def split_regular(unit: Unit) -> list[Unit]:
    """Take an irregular train apart into regular ones, if a few explain nearly all of it.

    Parameters
    ----------
    unit : Unit
        Potentials of one shape.

    Returns
    -------
    list of Unit
        The trains, the busiest first; the unit itself if it cannot be taken apart.
    """
    left = np.arange(unit.times_ms.size)
    trains: list[NDArray[np.int64]] = []
    while len(trains) < MOST_TRAINS and left.size >= FEWEST:
        train = _most_regular(unit.times_ms[left])
        if train.size < FEWEST:
            break
        trains.append(left[train])
        left = np.delete(left, train)
    if len(trains) < 2 or left.size > (1 - EXPLAINED) * unit.times_ms.size:
        return [unit]
    # Trains of one pace are the members of regular groups, not fibres of their own.
    paces = np.sort([float(np.median(np.diff(unit.times_ms[train]))) for train in trains])
    if (paces[1:] < SAME_PACE * paces[:-1]).any():
        return [unit]
    units = [
        Unit(
            times_ms=read_only(unit.times_ms[train]),
            heights_uV=read_only(unit.heights_uV[train]),
        )
        for train in trains
    ]
    return sorted(units, key=lambda one: -one.times_ms.size)


def _most_regular(times_ms: FloatArray) -> NDArray[np.int64]:
    """Return the longest chain of times that keeps a pace, from any pair of early times."""
    best: list[int] = []
    for first in range(min(MOST_STARTS, times_ms.size - 1)):
        for second in range(first + 1, min(first + MOST_STARTS, times_ms.size)):
            if times_ms[second] - times_ms[first] >= FASTEST_MS:
                chain = _follow(times_ms, first, second)
                if len(chain) > len(best):
                    best = chain
    return np.array(best, dtype=np.int64)


def _follow(times_ms: FloatArray, first: int, second: int) -> list[int]:
    """Follow a pace through the times, missing at most two beats in a row."""
    chain = [first, second]
    pace_ms = float(times_ms[second] - times_ms[first])
    missed = 0
    expected = float(times_ms[second]) + pace_ms
    while expected < times_ms[-1] + pace_ms and missed <= MOST_MISSED:
        after = int(np.searchsorted(times_ms, expected))
        near = min(max(after, 0), times_ms.size - 1)
        if after > 0 and abs(times_ms[after - 1] - expected) < abs(times_ms[near] - expected):
            near = after - 1
        if near > chain[-1] and abs(times_ms[near] - expected) <= TOLERANCE * pace_ms:
            beats = missed + 1
            pace_ms += 0.3 * (float(times_ms[near] - times_ms[chain[-1]]) / beats - pace_ms)
            chain.append(near)
            missed = 0
            expected = float(times_ms[near]) + pace_ms
        else:
            missed += 1
            expected += pace_ms
    return chain
