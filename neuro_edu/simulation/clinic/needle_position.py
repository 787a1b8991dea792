"""The same activity of the same muscle, recorded somewhere else."""

import dataclasses

import numpy as np

from neuro_edu.simulation.clinic.electrical_record import (
    muscular_activity,
    recorded_emg_uV,
    unit_potentials,
)
from neuro_edu.simulation.clinic.examination import Recording
from neuro_edu.simulation.muscle.junction import Transmission
from neuro_edu.simulation.muscle.motor_unit_potentials import Electrode

#: A motor unit is heard if its potential is larger than this from peak to peak (uV): some ten
#: times the noise (teaching value).
HEARD_uV = 50.0


def move_electrode(recording: Recording, electrode: Electrode) -> Recording:
    """Return what an electrode elsewhere would have recorded at the same time.

    Parameters
    ----------
    recording : Recording
        From `examine`.
    electrode : Electrode
        Which electrode, and where.

    Returns
    -------
    Recording
        The one that `examine` gives with that electrode, without firing the axons again.
    """
    lesion = recording.patient.present_lesion
    passed = Transmission(
        trains=recording.trains,
        fraction=recording.answered,
        parameters=recording.nerve.junction,
    )
    muscular = muscular_activity(passed, lesion, recording.seed)
    emg_uV = recorded_emg_uV(muscular, lesion, recording.nerve.pool, electrode, recording.seed)
    return dataclasses.replace(recording, emg_uV=emg_uV, electrode=electrode)


def units_heard(recording: Recording, *, threshold_uV: float = HEARD_uV) -> int:
    """Return how many motor units that fired have a potential above `threshold_uV` here.

    Parameters
    ----------
    recording : Recording
        From `examine` or `move_electrode`.
    threshold_uV : float
        Peak-to-peak size (uV).

    Returns
    -------
    int
    """
    potentials = unit_potentials(recording.nerve.pool, recording.electrode)
    templates_uV = potentials.templates_uV[:, 0]
    large = np.ptp(templates_uV, axis=1) > threshold_uV
    return int(np.count_nonzero(large & (recording.trains.counts > 0)))
