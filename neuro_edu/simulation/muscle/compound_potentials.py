"""What is measured on the answers to shocks: latency and size of each, and the decrement."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from neuro_edu.errors import ParameterError
from neuro_edu.simulation.muscle.emg import EmgRecord
from neuro_edu.simulation.quantities import check_number

# The main deflection rises to half its height within the first; before that, the potential over
# the second is what it starts from (ms).
_RISE_MS, _BASE_MS = 1.5, 1.0
# Less than this is no answer to divide by.
_SMALLEST_ANSWER_MV = 1e-6


@dataclass(frozen=True, kw_only=True)
class CompoundPotential:
    """One compound muscle action potential.

    Attributes
    ----------
    latency_ms : float
        From the shock to the start of the main deflection; NaN if there is none.
    amplitude_mV : float
        Baseline to negative peak, positive number.
    """

    latency_ms: float
    amplitude_mV: float


def measure_compound_potentials(
    record: EmgRecord,
    stimuli_ms: ArrayLike,
    *,
    window_ms: float = 25.0,
    onset_uV: float = 100.0,
) -> Sequence[CompoundPotential]:
    """Measure the direct answer to each shock as in a nerve conduction study.

    Parameters
    ----------
    record : EmgRecord
        From surface electrodes.
    stimuli_ms : array_like
        Times of the shocks in ms.
    window_ms : float
        How long after the shock to look; shorter than the F wave's latency.
    onset_uV : float
        Departure from the baseline that counts as an answer, and as its start.

    Returns
    -------
    sequence of CompoundPotential
        One per shock whose window lies within the record.

    Notes
    -----
    The start is sought backwards from where the potential has reached half of its largest
    deflection: a discharge that runs into the shock is not taken for the answer.
    """
    per_ms = record.rate_hz / 1000.0
    results = []
    for stimulus in np.asarray(stimuli_ms, dtype=np.float64).ravel():
        start = round(stimulus * per_ms)
        piece = record.emg_uV[start : start + round(window_ms * per_ms)]
        if start < 0 or piece.size < round(window_ms * per_ms) or piece.size == 0:
            continue
        away_uV = piece - piece[0]
        answered = bool(np.abs(away_uV).max() > onset_uV)
        results.append(
            CompoundPotential(
                latency_ms=_start(away_uV, onset_uV, per_ms) / per_ms if answered else float("nan"),
                amplitude_mV=max(0.0, float(piece[0] - piece.min()) / 1000.0) if answered else 0.0,
            )
        )
    return results


def _start(away_uV: NDArray[np.floating], onset_uV: float, per_ms: float) -> int:
    """Return the first sample of the main deflection from rest, or from what runs before it."""
    risen = int(np.argmax(np.abs(away_uV) > max(onset_uV, 0.5 * float(np.abs(away_uV).max()))))
    before = away_uV[: max(1, risen - round(_RISE_MS * per_ms))][-round(_BASE_MS * per_ms) :]
    still = np.flatnonzero(
        (np.abs(away_uV[:risen]) <= onset_uV)
        | (np.abs(away_uV[:risen] - before.mean()) <= onset_uV)
    )
    return int(still[-1]) + 1


def decrement(potentials: Sequence[CompoundPotential], *, compared: int = 4) -> float:
    """Return the fall of amplitude from the first to a later potential as a fraction of the first.

    Parameters
    ----------
    potentials : sequence of CompoundPotential
        Answers to a train of shocks.
    compared : int
        Which potential to compare, counted from 1; the clinic uses the fourth or fifth.

    Returns
    -------
    float
        0 for none, 0.1 for 10 % less; negative for a rise.

    Raises
    ------
    ParameterError
        If there are too few potentials or no first answer.
    """
    check_number("compared", compared, low=2, high=max(2, len(potentials)), integer=True)
    if len(potentials) < compared or potentials[0].amplitude_mV < _SMALLEST_ANSWER_MV:
        raise ParameterError(
            f"a decrement needs a first answer and {compared} shocks, got {len(potentials)} shocks"
            + (f" and {potentials[0].amplitude_mV:g} mV first" if potentials else "")
        )
    return 1.0 - potentials[compared - 1].amplitude_mV / potentials[0].amplitude_mV
