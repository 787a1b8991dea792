"""Needle EMG of every discharge of the differential diagnosis, made to published ranges."""

import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from neuro_edu.errors import ParameterError
from neuro_edu.simulation.quantities import check_number
from neuro_edu.simulation.synthetic import central, motor_axon, muscle_fibre
from neuro_edu.simulation.synthetic.synthesis import Firing, Range, clinic_band, render

NOISE_UV = Range(low=3, high=8, unit="uV", source="teaching value")


@dataclass(frozen=True, kw_only=True)
class Discharge:
    """A discharge that an EMG needle may record.

    Parameters
    ----------
    id : str
        Name in code and content.
    title : str
        Name in words.
    origin : str
        Where it begins: "none", "end plate", "muscle fibre", "motor axon" or "central nervous
        system".
    normal : bool
        Whether a healthy muscle shows it, too.
    ranges : mapping of str to Range
        From where its properties are drawn, with their sources.
    fire : callable
        Draws the potentials and their times.
    """

    id: str
    title: str
    origin: str
    normal: bool = False
    ranges: Mapping[str, Range]
    fire: Callable[[Generator, float], list[Firing]] = field(repr=False)


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


def _fire_nothing(rng: Generator, duration_ms: float) -> list[Firing]:
    return []


def _registry() -> Mapping[str, Discharge]:
    axon, fibre, cns = "motor axon", "muscle fibre", "central nervous system"
    known = [
        Discharge(
            id="silent",
            title="Electrical silence",
            origin="none",
            normal=True,
            ranges={"noise": NOISE_UV},
            fire=_fire_nothing,
        ),
        Discharge(
            id="end_plate",
            title="End-plate activity",
            origin="end plate",
            normal=True,
            ranges=muscle_fibre.END_PLATE,
            fire=muscle_fibre.fire_end_plate,
        ),
        Discharge(
            id="voluntary",
            title="Voluntary motor units",
            origin=cns,
            normal=True,
            ranges=central.VOLUNTARY,
            fire=central.fire_voluntary,
        ),
        Discharge(
            id="stiff_person",
            title="Stiff-person pattern",
            origin=cns,
            ranges=central.STIFF_PERSON,
            fire=central.fire_stiff_person,
        ),
        Discharge(
            id="fibrillation",
            title="Fibrillation potentials",
            origin=fibre,
            ranges=muscle_fibre.FIBRILLATION,
            fire=muscle_fibre.fire_fibrillation,
        ),
        Discharge(
            id="positive_sharp_wave",
            title="Positive sharp waves",
            origin=fibre,
            ranges=muscle_fibre.POSITIVE_WAVES,
            fire=muscle_fibre.fire_positive_waves,
        ),
        Discharge(
            id="complex_repetitive",
            title="Complex repetitive discharge",
            origin=fibre,
            ranges=muscle_fibre.COMPLEX_REPETITIVE,
            fire=muscle_fibre.fire_complex_repetitive,
        ),
        Discharge(
            id="myotonic",
            title="Myotonic discharge",
            origin=fibre,
            ranges=muscle_fibre.MYOTONIC,
            fire=muscle_fibre.fire_myotonic,
        ),
        Discharge(
            id="fasciculation",
            title="Benign fasciculations",
            origin=axon,
            normal=True,
            ranges=motor_axon.FASCICULATION,
            fire=motor_axon.fire_fasciculation,
        ),
        Discharge(
            id="fasciculation_als",
            title="Complex, unstable fasciculations",
            origin=axon,
            ranges=motor_axon.FASCICULATION_ALS,
            fire=motor_axon.fire_fasciculation_als,
        ),
        Discharge(
            id="single_discharges",
            title="Continuous single discharges of a motor unit",
            origin=axon,
            ranges=motor_axon.SINGLE_DISCHARGES,
            fire=motor_axon.fire_single_discharges,
        ),
        Discharge(
            id="multiplets",
            title="Doublets and multiplets",
            origin=axon,
            ranges=motor_axon.MULTIPLETS,
            fire=motor_axon.fire_multiplets,
        ),
        Discharge(
            id="myokymic",
            title="Myokymic discharge",
            origin=axon,
            ranges=motor_axon.MYOKYMIC,
            fire=motor_axon.fire_myokymic,
        ),
        Discharge(
            id="neuromyotonic",
            title="Neuromyotonic discharge",
            origin=axon,
            ranges=motor_axon.NEUROMYOTONIC,
            fire=motor_axon.fire_neuromyotonic,
        ),
        Discharge(
            id="tetany",
            title="Tetany",
            origin=axon,
            ranges=motor_axon.TETANY,
            fire=motor_axon.fire_tetany,
        ),
        Discharge(
            id="cramp",
            title="Cramp discharge",
            origin=axon,
            ranges=motor_axon.CRAMP,
            fire=motor_axon.fire_cramp,
        ),
    ]
    return MappingProxyType({discharge.id: discharge for discharge in known})


DISCHARGES = _registry()


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
