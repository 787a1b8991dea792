"""Spikes at many nodes of one axon, joined to the waves that run along it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from neuro_edu.simulation.arrays import read_only

FloatArray = NDArray[np.float64]
Direction = Literal["orthodromic", "antidromic", "both"]

#: A wave that stands still for longer has ended (ms); a spike does not last that long.
LONGEST_DELAY_MS = 1.0
#: A spike leaps over this many silent nodes at most; the current of one reaches no further.
WIDEST_LEAP = 6


@dataclass(frozen=True, eq=False, kw_only=True, repr=False)
class Wave:
    """One spike on its way along the axon.

    Attributes
    ----------
    times_ms : ndarray, shape (n_nodes,)
        When it passed each node (ms), nan where it did not. Read-only.
    """

    times_ms: FloatArray = field(repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "times_ms", read_only(self.times_ms))

    def __repr__(self) -> str:
        """Return what a reader wants to see."""
        return f"spike from node {self.origin_node} at {self.start_ms:.2f} ms, {self.direction}"

    @property
    def origin_node(self) -> int:
        """Node that fired first; node 0 is the one nearest to the spinal cord."""
        return int(np.nanargmin(self.times_ms))

    @property
    def start_ms(self) -> float:
        """Time of the first spike (ms)."""
        return float(np.nanmin(self.times_ms))

    @property
    def direction(self) -> Direction:
        """Where it ran: towards the muscle (orthodromic), the cord (antidromic), or both.

        A way less than a third as long as the other does not count: a spike that starts near
        one end reaches that end too.
        """
        reached = np.flatnonzero(~np.isnan(self.times_ms))
        to_cord = self.origin_node - int(reached[0])
        to_muscle = int(reached[-1]) - self.origin_node
        if 3 * to_cord < to_muscle:
            return "orthodromic"
        if 3 * to_muscle < to_cord:
            return "antidromic"
        return "both"

    def reached(self, node: int) -> bool:
        """Whether it passed a node."""
        return not np.isnan(self.times_ms[node])


def find_waves(times_ms: Sequence[FloatArray]) -> tuple[Wave, ...]:
    """Join the spikes of all nodes to waves.

    A spike continues the wave that passed the nearest node with a spike in the last
    `LONGEST_DELAY_MS`, on either side, if that is no further than `WIDEST_LEAP` silent nodes away
    and the wave has not been here before. Otherwise a wave starts here.

    Parameters
    ----------
    times_ms : sequence of ndarray
        Spike times of each node (ms), in order along the axon.

    Returns
    -------
    tuple of Wave
        In order of their first spike. Every spike belongs to one wave.
    """
    n_nodes = len(times_ms)
    order = sorted((float(t), node) for node, train in enumerate(times_ms) for t in train)
    waves: list[FloatArray] = []
    # Of each node: its latest spike and the wave this belongs to.
    latest: list[tuple[float, int]] = [(-np.inf, -1)] * n_nodes
    for t, node in order:
        near = [_nearest(latest, node, side, t) for side in (-1, 1)]
        known = [found for found in near if found and np.isnan(waves[found[2]][node])]
        if known:
            # The nearer one, or the later: two waves that meet do not leap over each other.
            wave = min(known, key=lambda found: (found[0], -found[1]))[2]
        else:
            wave = len(waves)
            waves.append(np.full(n_nodes, np.nan))
        waves[wave][node] = t
        latest[node] = (t, wave)
    return tuple(Wave(times_ms=wave) for wave in waves)


def _nearest(
    latest: Sequence[tuple[float, int]], node: int, side: int, t_ms: float
) -> tuple[int, float, int] | None:
    """Return distance, time and wave of the nearest node on one side that has just fired."""
    for step in range(1, WIDEST_LEAP + 2):
        other = node + side * step
        if not 0 <= other < len(latest):
            break
        if t_ms - latest[other][0] <= LONGEST_DELAY_MS:
            return step, *latest[other]
    return None
