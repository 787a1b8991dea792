"""Every discharge of the differential diagnosis that a needle may record, with its ranges."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from numpy.random import Generator

from neuro_edu.simulation.synthetic import central, motor_axon, muscle_fibre
from neuro_edu.simulation.synthetic.synthesis import Firing, Range

#: Standard deviation of the noise of every trace.
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
