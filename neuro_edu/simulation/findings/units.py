"""Which deflections of an EMG trace make one potential, and which potentials one generator."""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from neuro_edu.simulation.arrays import median, read_only
from neuro_edu.simulation.findings.detection import Peaks

FloatArray = NDArray[np.float64]

# Parts of one potential keep their distance to a fraction of a millisecond; two discharges do not.
LOCK_MS, LOCK_SHARE, LONGEST_LAG_MS = 0.15, 0.75, 20.0
# Deflections with a longer pause between them belong to two complexes; none lasts longer than this.
PART_GAP_MS, LONGEST_COMPLEX_MS = 12.0, 30.0
# With so many parts, a pattern is known by fewer of them and less exactly: fibres jitter and block.
LOOSE_MS, LOOSE_SHARE, FEWEST_LOOSE_PARTS = 0.35, 0.65, 3
# An echo follows within this time, always at the same distance to so much, in so many neighbours.
LONGEST_ECHO_MS, ECHO_MS, ECHO_SHARE = 6.0, 0.1, 0.25
FEWEST_ECHOES, MOST_ECHOES = 3, 6
# From 3.1 ms on (below 320 Hz) a second potential of the same size is a second discharge.
SLOWEST_ECHO_MS, SAME_SIZE, SAME_SIZE_SPREAD = 3.1, 0.74, 0.15
FEWEST_COMPLEXES, MOST_PARTS = 4, 20
# Enough to judge by; more would only take longer.
MOST_REFERENCES, MOST_TRIED = 3, 30
# A unit with a smaller share of all potentials is taken for superpositions.
SMALLEST_SHARE = 0.03


@dataclass(frozen=True, kw_only=True, eq=False)
class Unit:
    """What one generator (a fibre, a motor unit or a circuit of fibres) does in a trace.

    Parameters
    ----------
    times_ms : numpy.ndarray, shape (n,)
        Time of each of its potentials in ms.
    heights_uV : numpy.ndarray, shape (n,)
        Height of the largest deflection of each, sharpened, in uV.
    """

    times_ms: FloatArray = field(repr=False)
    heights_uV: FloatArray = field(repr=False)


def find_units(peaks: Peaks) -> list[Unit]:
    """Join deflections to potentials and potentials to units, the busiest unit first.

    Units with fewer than 3 % of the potentials are taken for superpositions and left out.
    """
    if peaks.times_ms.size == 0:
        return []
    peaks = _without_echoes(peaks)
    whole = _one_complex(peaks)
    if whole is not None:
        return [whole]
    parts = [np.flatnonzero(peaks.shapes == shape) for shape in range(peaks.shapes.max() + 1)]
    parts = [part for part in parts if part.size]
    units = [
        Unit(
            times_ms=read_only(peaks.times_ms[part]),
            heights_uV=read_only(np.abs(peaks.heights_uV[part])),
        )
        for part in _leaders(peaks, parts)
    ]
    fewest = SMALLEST_SHARE * sum(unit.times_ms.size for unit in units)
    units = [unit for unit in units if unit.times_ms.size >= fewest]
    return sorted(units, key=lambda unit: -unit.times_ms.size)


def _without_echoes(peaks: Peaks) -> Peaks:
    """Drop the smaller of two neighbours that keep one short distance throughout the trace.

    Two discharges of an axon never keep their distance to a tenth of a millisecond; two parts of a
    potential do. In a run every interval resembles the next; that is no echo.
    """
    for _ in range(MOST_ECHOES):
        gaps = np.diff(peaks.times_ms)
        size = np.abs(peaks.heights_uV)
        lag_ms = _echo_lag_ms(gaps, size)
        if lag_ms is None:
            break
        first = np.flatnonzero(np.abs(gaps - lag_ms) <= ECHO_MS)
        second_smaller = np.mean(size[first + 1] < size[first]) >= 0.5
        keep = np.ones(peaks.times_ms.size, dtype=bool)
        keep[first + 1 if second_smaller else first] = False
        peaks = Peaks(
            times_ms=read_only(peaks.times_ms[keep]),
            heights_uV=read_only(peaks.heights_uV[keep]),
            shapes=read_only(peaks.shapes[keep], np.int64),
            noise_uV=peaks.noise_uV,
        )
    return peaks


def _same_size(size_uV: FloatArray, same: NDArray[np.bool_]) -> bool:
    """Tell whether neighbours at a fixed distance are about as large as each other."""
    first = np.flatnonzero(same)
    ratio = size_uV[first + 1] / size_uV[first]
    return bool(np.median(np.minimum(ratio, 1 / ratio)) >= SAME_SIZE)


def _echo_lag_ms(gaps_ms: FloatArray, size_uV: FloatArray) -> float | None:
    """Return the short distance that many neighbours share exactly, if there is one."""
    short = np.sort(gaps_ms[gaps_ms < LONGEST_ECHO_MS])
    if short.size < FEWEST_ECHOES:
        return None
    counts = np.searchsorted(short, short + ECHO_MS) - np.arange(short.size)
    most = int(counts.max())
    lag_ms = float(short[int(np.argmax(counts))]) + ECHO_MS / 2
    same = np.abs(gaps_ms - lag_ms) <= ECHO_MS
    chained = float(np.sum(same[1:] & same[:-1])) / max(1, int(same.sum()))
    # Below 3 ms (above 330 Hz) hardly any discharge fires: fewer examples are enough.
    enough = FEWEST_ECHOES if lag_ms < 3.0 else FEWEST_ECHOES + 1
    if lag_ms >= SLOWEST_ECHO_MS and _same_size(size_uV, same):
        return None
    if most < enough or most < ECHO_SHARE * short.size or chained > 0.2:
        return None
    return lag_ms


def _leaders(peaks: Peaks, parts: list[NDArray[np.int64]]) -> list[NDArray[np.int64]]:
    """Drop each shape that follows or leads a larger one at a fixed distance."""
    sized = [(median(np.abs(peaks.heights_uV[part])), part) for part in parts]
    sized.sort(key=lambda pair: -pair[0])
    leaders: list[tuple[float, NDArray[np.int64]]] = []
    for size_uV, part in sized:
        if not any(
            _locked(peaks.times_ms[part], peaks.times_ms[leader], size_uV / leader_uV)
            for leader_uV, leader in leaders
        ):
            leaders.append((size_uV, part))
    return [leader for _, leader in leaders]


def _locked(times_ms: FloatArray, leader_ms: FloatArray, ratio: float) -> bool:
    """Tell whether nearly every time lies at one and the same distance from a leader's time."""
    if times_ms.size < 3 or leader_ms.size < 3:
        return False
    after = np.clip(np.searchsorted(leader_ms, times_ms), 1, leader_ms.size - 1)
    for neighbour in (leader_ms[after - 1], leader_ms[after]):
        lag_ms = times_ms - neighbour
        middle = median(lag_ms)
        same = float(np.mean(np.abs(lag_ms - middle) <= LOCK_MS))
        part = abs(middle) < SLOWEST_ECHO_MS or ratio < SAME_SIZE
        if part and abs(middle) <= LONGEST_LAG_MS and same >= LOCK_SHARE:
            return True
    return False


def _one_complex(peaks: Peaks) -> Unit | None:
    """Return the unit if all deflections form one pattern that comes back again and again."""
    cuts = np.flatnonzero(np.diff(peaks.times_ms) > PART_GAP_MS) + 1
    groups = np.split(np.arange(peaks.times_ms.size), cuts)
    sizes = np.array([group.size for group in groups])
    n_parts = int(np.median(sizes))
    # The more parts a pattern has, the fewer repeats prove it.
    fewest = max(2, FEWEST_COMPLEXES + 3 - n_parts)
    if len(groups) < fewest or n_parts < 2 or sizes.max() > MOST_PARTS:
        return None
    loose = n_parts >= FEWEST_LOOSE_PARTS
    within_ms = LOOSE_MS if loose else LOCK_MS
    typical = np.argsort(np.abs(sizes - n_parts), kind="stable")[:MOST_REFERENCES]
    sample = groups[:: -(-len(groups) // MOST_TRIED)]
    best_same, reference = 0.0, peaks.times_ms
    for number in typical:
        tried = peaks.times_ms[groups[number]]
        shares = np.array([_align(peaks.times_ms[part], tried, within_ms)[0] for part in sample])
        same = float(shares.mean() if loose else (shares > 0.99).mean())
        if same > best_same:
            best_same, reference = same, tried
    if _repeats_itself(peaks, groups, n_parts):
        return None
    too_long = reference[-1] - reference[0] > LONGEST_COMPLEX_MS
    if too_long or best_same < (LOOSE_SHARE if loose else LOCK_SHARE):
        return None
    shifts = [_align(peaks.times_ms[group], reference, within_ms)[1] for group in groups]
    heights_uV = [float(np.abs(peaks.heights_uV[group]).max()) for group in groups]
    return Unit(
        times_ms=read_only(np.array(shifts) + reference[0]),
        heights_uV=read_only(heights_uV),
    )


def _repeats_itself(peaks: Peaks, groups: list[NDArray[np.int64]], n_parts: int) -> bool:
    """Tell whether the parts are of one size: one potential again and again, not a complex."""
    heights = [np.abs(peaks.heights_uV[group]) for group in groups if group.size == n_parts]
    if not heights:
        return False
    pattern = np.median(np.array(heights), axis=0)
    gap_ms = np.median([np.median(np.diff(peaks.times_ms[g])) for g in groups if g.size > 1])
    return bool(np.std(pattern) < SAME_SIZE_SPREAD * np.mean(pattern) and gap_ms >= SLOWEST_ECHO_MS)


def _align(times_ms: FloatArray, reference_ms: FloatArray, within_ms: float) -> tuple[float, float]:
    """Shift a pattern onto another: the share of parts that meet, and the shift in ms."""
    shifts = (times_ms[:, None] - reference_ms[None, :]).ravel()
    miss = np.abs(times_ms[:, None, None] - reference_ms[None, :, None] - shifts)
    met = np.sum(miss.min(axis=0) <= within_ms, axis=0)
    best = int(np.argmax(met))
    return float(met[best]) / max(times_ms.size, reference_ms.size), float(shifts[best])
