"""What an electrode records: the sum of the units' potentials, noise, and the filter."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from neuro_edu.errors import ParameterError
from neuro_edu.simulation.arrays import read_only
from neuro_edu.simulation.compiled import Kernel
from neuro_edu.simulation.filters import BandPass
from neuro_edu.simulation.muscle.junction import Transmission
from neuro_edu.simulation.muscle.motor_unit_potentials import N_PHASES, MotorUnitPotentials
from neuro_edu.simulation.quantities import Parameters, check_number, quantity
from neuro_edu.simulation.spike_trains import SpikeTrains

# Samples filtered at once: noise for a whole record would take much memory.
_PIECE = 65_536


@dataclass(frozen=True, kw_only=True)
class AmplifierParameters(Parameters):
    """The recording machine, set as in the clinic for needle electromyography.

    Parameters
    ----------
    noise_uV : float
        Standard deviation of the noise before the filter (uV).
    low_hz, high_hz : float
        Edges of the band (Hz, -3 dB).
    """

    noise_uV: float = quantity(5.0, low=0, high=1000, unit="uV", source="teaching value")
    low_hz: float = quantity(10.0, low=0.1, high=1000, unit="Hz", source="teaching value")
    high_hz: float = quantity(10_000.0, low=100, high=1e5, unit="Hz", source="teaching value")


@dataclass(frozen=True, eq=False, kw_only=True)
class EmgRecord:
    """An electromyogram.

    Attributes
    ----------
    emg_uV : numpy.ndarray of float32, shape (n_samples,)
        Potential in uV; negative at the active electrode is negative here. Read-only.
    rate_hz : float
        Samples per second.
    amplifier : AmplifierParameters or None
        None for the bare sum of potentials.
    """

    emg_uV: NDArray[np.float32]
    rate_hz: float
    amplifier: AmplifierParameters | None

    @property
    def times_ms(self) -> NDArray[np.float64]:
        """Time of each sample in ms."""
        return np.arange(self.emg_uV.size, dtype=np.float64) * (1000.0 / self.rate_hz)


def superpose(
    trains: SpikeTrains, fraction: NDArray[np.float64], potentials: MotorUnitPotentials
) -> NDArray[np.float32]:
    """Add up the potentials of all spikes, each scaled by the share of fibres that answered.

    Parameters
    ----------
    trains : SpikeTrains
        Arrivals at the end plates.
    fraction : numpy.ndarray, shape (n_spikes,)
        Scale of each spike's potential.
    potentials : MotorUnitPotentials
        For the same units.

    Returns
    -------
    numpy.ndarray of float32, shape (n_samples,)
        Potential in uV from time 0 to the end of the trains, at the rate of the potentials.

    Raises
    ------
    ParameterError
        If units or spikes differ in number.
    """
    if trains.n_units != potentials.n_units:
        raise ParameterError(
            f"potentials must be of {trains.n_units} units, got {potentials.n_units}"
        )
    if fraction.shape != (trains.n_spikes,):
        raise ParameterError(
            f"fraction must hold one number for each of {trains.n_spikes} spikes, "
            f"got shape {fraction.shape}"
        )
    # Positions in quarters of a sample; the nearest quarter shifts a spike by 6 us at 20 kHz.
    quarter = np.rint(trains.times_ms * (potentials.rate_hz * N_PHASES / 1000.0)).astype(np.int64)
    emg_uV = np.zeros(round(trains.duration_ms * potentials.rate_hz / 1000.0), dtype=np.float32)
    _add_templates(emg_uV, trains.offsets, quarter, read_only(fraction), potentials.templates_uV)
    return emg_uV


def record_emg(
    transmission: Transmission,
    potentials: MotorUnitPotentials,
    amplifier: AmplifierParameters | None = None,
    *,
    seed: int = 0,
) -> EmgRecord:
    """Record the transmitted spikes through an amplifier with noise and a band-pass.

    Parameters
    ----------
    transmission : Transmission
        Spikes and the share of fibres that answered each.
    potentials : MotorUnitPotentials
        The electrode's view of each unit.
    amplifier : AmplifierParameters, optional
        Defaults to the clinic's 10 Hz to 10 kHz.
    seed : int
        Of the noise.

    Returns
    -------
    EmgRecord

    Raises
    ------
    ParameterError
        If units differ in number, or an edge of the band does not suit the sampling rate.
    """
    check_number("seed", seed, low=0, high=2**63, integer=True)
    a = amplifier or AmplifierParameters()
    emg_uV = superpose(transmission.trains, transmission.fraction, potentials)
    rng = np.random.default_rng(seed)
    band_pass = BandPass(a.low_hz, a.high_hz, potentials.rate_hz)
    for start in range(0, emg_uV.size, _PIECE):
        piece = emg_uV[start : start + _PIECE]
        piece += np.float32(a.noise_uV) * rng.standard_normal(piece.size, dtype=np.float32)
        band_pass(piece)
    return EmgRecord(emg_uV=read_only(emg_uV, np.float32), rate_hz=potentials.rate_hz, amplifier=a)


@Kernel
def _add_templates(
    emg_uV: NDArray[np.float32],
    offsets: NDArray[np.int64],
    quarter: NDArray[np.int64],
    fraction: NDArray[np.float64],
    templates_uV: NDArray[np.float32],
) -> None:
    """Add each spike's template at its quarter-sample position."""
    n_phases = templates_uV.shape[1]
    length = templates_uV.shape[2]
    for u in range(offsets.size - 1):
        for k in range(offsets[u], offsets[u + 1]):
            scale = np.float32(fraction[k])
            if scale == 0.0:
                continue
            start = quarter[k] // n_phases
            template = templates_uV[u, quarter[k] % n_phases]
            target = emg_uV[start : start + length]
            for i in range(target.size):
                target[i] += scale * template[i]
