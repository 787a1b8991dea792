"""What an electrode records of the activity of a muscle."""

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from neuro_edu.simulation.arrays import read_only
from neuro_edu.simulation.clinic.fibre_activity import fibre_emg_uV, myotonic_after
from neuro_edu.simulation.clinic.lesion import Lesion
from neuro_edu.simulation.muscle.emg import AmplifierParameters, record_emg
from neuro_edu.simulation.muscle.junction import Transmission
from neuro_edu.simulation.muscle.motor_unit_potentials import (
    Electrode,
    MotorUnitPotentials,
    motor_unit_potentials,
)
from neuro_edu.simulation.muscle.motor_units import MotorUnitPool
from neuro_edu.simulation.quantities import check_number

SAMPLING_RATE_HZ = 20_000.0
#: The needle's amplifier, as in the clinic.
AMPLIFIER = AmplifierParameters()


def chances(seed: int) -> list[np.random.SeedSequence]:
    """Return the sources of chance of a recording, each independent of the others.

    Parameters
    ----------
    seed : int
        That of the recording.

    Returns
    -------
    list of numpy.random.SeedSequence, length 4
        For the amplifier's noise, the drive of the axons, their own firing, and the muscle fibres.

    Raises
    ------
    ParameterError
        If the seed is not a whole number from 0 to 2**63.
    """
    check_number("seed", seed, low=0, high=2**63, integer=True)
    return np.random.SeedSequence(seed).spawn(4)


def muscular_activity(passed: Transmission, lesion: Lesion, seed: int) -> Transmission:
    """Return what the muscle fibres do: what their nerve asks for, and more where they are ill.

    Parameters
    ----------
    passed : Transmission
        What reached the fibres from the nerve.
    lesion : Lesion
        The patient's.
    seed : int
        That of the recording.

    Returns
    -------
    Transmission
    """
    return myotonic_after(passed, lesion, np.random.default_rng(chances(seed)[3]))


def recorded_emg_uV(
    muscular: Transmission, lesion: Lesion, pool: MotorUnitPool, electrode: Electrode, seed: int
) -> NDArray[np.float32]:
    """Return what an electrode records of the activity of a muscle.

    Parameters
    ----------
    muscular : Transmission
        From `muscular_activity`.
    lesion : Lesion
        The patient's: fibres that have lost their nerve fire beside the motor units.
    pool : MotorUnitPool
        The muscle.
    electrode : Electrode
        Which electrode, and where.
    seed : int
        That of the recording.

    Returns
    -------
    numpy.ndarray of float32, shape (n_samples,)
        In uV.
    """
    noise, *_, alone = chances(seed)
    potentials = unit_potentials(pool, electrode)
    emg_uV = record_emg(
        muscular, potentials, AMPLIFIER, seed=int(noise.generate_state(1)[0])
    ).emg_uV
    fibres = fibre_emg_uV(
        lesion, electrode, AMPLIFIER, emg_uV.size, SAMPLING_RATE_HZ, seed=alone.spawn(1)[0]
    )
    return emg_uV if fibres is None else read_only(emg_uV + fibres, np.float32)


@lru_cache(maxsize=8)
def unit_potentials(pool: MotorUnitPool, electrode: Electrode) -> MotorUnitPotentials:
    """Potential of each unit as an examination records it; kept for the next recording.

    Parameters
    ----------
    pool : MotorUnitPool
        The muscle.
    electrode : Electrode
        What records.

    Returns
    -------
    MotorUnitPotentials
    """
    return motor_unit_potentials(pool, electrode, rate_hz=SAMPLING_RATE_HZ)
