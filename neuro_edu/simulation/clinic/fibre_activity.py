"""What muscle fibres do without their nerve, beside the motor units."""

import numpy as np
from numpy.random import SeedSequence
from numpy.typing import NDArray

from neuro_edu.simulation.arrays import read_only
from neuro_edu.simulation.clinic.lesion import Lesion
from neuro_edu.simulation.filters import BandPass
from neuro_edu.simulation.muscle.emg import AmplifierParameters
from neuro_edu.simulation.muscle.junction import Transmission
from neuro_edu.simulation.muscle.motor_unit_potentials import Electrode
from neuro_edu.simulation.spike_trains import SpikeTrains
from neuro_edu.simulation.synthetic.catalogue import DISCHARGES
from neuro_edu.simulation.synthetic.synthesis import render

# A discharge of fibres is drawn anew, with other fibres, for each stretch of a long recording.
STRETCH_MS = 10_000.0
# Spikes in the last second after which a myotonic fibre goes on by itself.
_FEWEST_SPIKES = 5
_PAUSE_MS = 300.0


def fibre_emg_uV(
    lesion: Lesion,
    electrode: Electrode,
    amplifier: AmplifierParameters,
    n_samples: int,
    rate_hz: float,
    *,
    seed: SeedSequence,
) -> NDArray[np.float32] | None:
    """EMG of fibres that fire by themselves, or None where there is none to be seen.

    Parameters
    ----------
    lesion : Lesion
        With its `fibre_discharge`.
    electrode : Electrode
        Only a needle sees single fibres.
    amplifier : AmplifierParameters
        Its band is passed; its noise is not added.
    n_samples : int
        Length.
    rate_hz : float
        Samples per second.
    seed : SeedSequence
        Source of chance.

    Returns
    -------
    numpy.ndarray of float32, shape (n_samples,), or None
        In uV.
    """
    if not lesion.fibre_discharge or electrode.on_skin:
        return None
    rng = np.random.default_rng(seed)
    band_pass = BandPass(amplifier.low_hz, amplifier.high_hz, rate_hz)
    emg_uV = np.zeros(n_samples, dtype=np.float32)
    stretch = round(STRETCH_MS * rate_hz / 1000.0)
    for start in range(0, n_samples, stretch):
        piece = emg_uV[start : start + stretch]
        # Always drawn in full: a longer recording begins like a shorter one.
        firings = DISCHARGES[lesion.fibre_discharge].fire(rng, STRETCH_MS)
        drawn = render(firings, duration_ms=STRETCH_MS, sampling_rate_hz=rate_hz)
        piece += drawn[: piece.size].astype(np.float32)
        band_pass(piece)
    return emg_uV


def myotonic_after(passed: Transmission, lesion: Lesion, rng: np.random.Generator) -> Transmission:
    """Let the fibres of a myotonic muscle fire on after their nerve has stopped.

    Parameters
    ----------
    passed : Transmission
        What reached the fibres from the nerve.
    lesion : Lesion
        Unchanged unless its `fibre_discharge` is ``"myotonic"``.
    rng : numpy.random.Generator
        Source of chance.

    Returns
    -------
    Transmission
        With further events, of fewer and fewer fibres, for one to three seconds.
    """
    if lesion.fibre_discharge != "myotonic":
        return passed
    trains = passed.trains
    times, shares = [], []
    for unit in range(trains.n_units):
        own_ms = trains.of_unit(unit)
        share = passed.fraction[trains.offsets[unit] : trains.offsets[unit + 1]]
        more_ms, more = _run_on(own_ms[share > 0.1], trains.duration_ms, rng)
        order = np.argsort(np.concatenate((own_ms, more_ms)), kind="stable")
        times.append(np.concatenate((own_ms, more_ms))[order])
        shares.append(np.concatenate((share, more))[order])
    return Transmission(
        trains=SpikeTrains.from_lists(times, trains.duration_ms),
        fraction=read_only(np.concatenate(shares)),
        parameters=passed.parameters,
    )


def _run_on(
    times_ms: NDArray[np.float64], duration_ms: float, rng: np.random.Generator
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return times and shares of what follows each pause of a unit that has worked."""
    ends = times_ms[np.diff(times_ms, append=np.inf) > _PAUSE_MS]
    found_ms, found = [np.empty(0)], [np.empty(0)]
    for end_ms in ends:
        length_ms = rng.uniform(1000.0, 3000.0)
        busy = np.count_nonzero((times_ms > end_ms - 1000.0) & (times_ms <= end_ms))
        later = times_ms[times_ms > end_ms]
        stop_ms = min(end_ms + length_ms, later[0] if later.size else np.inf, duration_ms)
        if busy < _FEWEST_SPIKES:
            continue
        gaps_ms = np.linspace(18.0, 45.0, 100) * rng.uniform(0.95, 1.05, size=100)
        run_ms = end_ms + np.cumsum(gaps_ms)
        run_ms = run_ms[run_ms < stop_ms]
        found_ms.append(run_ms)
        found.append(0.8 * (1.0 - (run_ms - end_ms) / length_ms))
    return np.concatenate(found_ms), np.concatenate(found)
