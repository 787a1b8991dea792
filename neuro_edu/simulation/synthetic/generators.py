"""Needle EMG of every discharge of the differential diagnosis, made to published ranges."""

import zlib
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from neuro_edu.errors import ParameterError
from neuro_edu.simulation.quantities import check_number
from neuro_edu.simulation.synthetic.catalogue import DISCHARGES, NOISE_UV
from neuro_edu.simulation.synthetic.synthesis import clinic_band, render


@dataclass(frozen=True, kw_only=True, eq=False)
class Trace:
    """A needle recording.

    Parameters
    ----------
    emg_uV : numpy.ndarray, shape (n,)
        Potential in uV, positive numbers for positive potentials; read-only, 32-bit.
    sampling_rate_hz : float
        Samples per second.
    made_by : str
        The id of the discharge that made it: the answer, hidden from a student.
    seed : int
        Seed that makes it again.
    """

    emg_uV: NDArray[np.float32] = field(repr=False)
    sampling_rate_hz: float
    made_by: str = field(repr=False)
    seed: int

    @property
    def t_ms(self) -> NDArray[np.float64]:
        """Time of each sample in ms, shape (n,)."""
        return np.arange(self.emg_uV.size, dtype=np.float64) * (1000.0 / self.sampling_rate_hz)

    @property
    def duration_ms(self) -> float:
        """Length in ms."""
        return 1000.0 * self.emg_uV.size / self.sampling_rate_hz


def generate(
    discharge: str,
    *,
    seed: int,
    duration_ms: float = 10_000.0,
    sampling_rate_hz: float = 20_000.0,
) -> Trace:
    """Make a needle recording of one discharge.

    Parameters
    ----------
    discharge : str
        A key of `DISCHARGES`.
    seed : int
        Same seed, same trace; the properties are drawn from `DISCHARGES[discharge].ranges`.
    duration_ms : float
        Length in ms, 1000 to 120000.
    sampling_rate_hz : float
        Samples per second, 10000 to 50000.

    Returns
    -------
    Trace
        With noise, in the band 10 Hz to 10 kHz.

    Raises
    ------
    ParameterError
        If the discharge is unknown or a number lies outside its range.
    """
    if discharge not in DISCHARGES:
        raise ParameterError(f"discharge must be one of {', '.join(DISCHARGES)}, got {discharge!r}")
    check_number("seed", seed, low=0, high=2**63 - 1, integer=True)
    check_number("duration_ms", duration_ms, low=1000, high=120_000, unit="ms")
    check_number("sampling_rate_hz", sampling_rate_hz, low=10_000, high=50_000, unit="Hz")
    rng = np.random.default_rng([seed, zlib.crc32(discharge.encode())])
    firings = DISCHARGES[discharge].fire(rng, float(duration_ms))
    emg_uV = render(firings, duration_ms=duration_ms, sampling_rate_hz=sampling_rate_hz)
    emg_uV += NOISE_UV.draw(rng) * rng.standard_normal(emg_uV.size)
    filtered = clinic_band(emg_uV, sampling_rate_hz).astype(np.float32)
    filtered.setflags(write=False)
    return Trace(
        emg_uV=filtered, sampling_rate_hz=float(sampling_rate_hz), made_by=discharge, seed=seed
    )
