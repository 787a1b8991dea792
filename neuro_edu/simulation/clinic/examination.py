"""From a patient and what is done to the patient to what electrode and force gauge record."""

from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from neuro_edu.errors import ParameterError
from neuro_edu.long_work import Progress, part, unheard
from neuro_edu.simulation.clinic.electrical_record import (
    SAMPLING_RATE_HZ,
    chances,
    muscular_activity,
    recorded_emg_uV,
)
from neuro_edu.simulation.clinic.firing import fire_axons
from neuro_edu.simulation.clinic.manoeuvres import REST, Manoeuvre
from neuro_edu.simulation.clinic.motor_nerve import MotorNerve
from neuro_edu.simulation.clinic.patient import Patient
from neuro_edu.simulation.muscle.force import simulate_force
from neuro_edu.simulation.muscle.junction import transmit
from neuro_edu.simulation.muscle.motor_unit_potentials import (
    Electrode,
    needle,
    surface_electrodes,
)
from neuro_edu.simulation.muscle.motor_units import PoolParameters
from neuro_edu.simulation.quantities import check_number
from neuro_edu.simulation.spike_trains import SpikeTrains
from neuro_edu.simulation.treatment.drugs import apply_junction_drug

FloatArray = NDArray[np.float64]

FORCE_RATE_HZ = 1000.0
# Shares of the work, roughly; the axons take longest.
_FIRING, _FIRING_AND_EMG = 0.9, 0.98


@dataclass(frozen=True, eq=False, kw_only=True, repr=False)
class Recording:
    """What was recorded, and what made it.

    Attributes
    ----------
    patient : Patient
    manoeuvre : Manoeuvre
    muscle : PoolParameters
    electrode : Electrode
    duration_ms : float
    seed : int
        With the above, all that is needed to record it again.
    nerve : MotorNerve
        The nerve and muscle that were examined.
    trains : SpikeTrains
        Spikes of each unit as they arrive at its end plates.
    answered : numpy.ndarray, shape (n_spikes,)
        Share of the unit's fibres that answered each spike, read-only.
    emg_uV : numpy.ndarray of float32, shape (n_samples,)
        EMG (uV), positive numbers for positive potentials, read-only.
    sampling_rate_hz : float
        Its samples per second.
    force_mN : numpy.ndarray of float32, shape (n_force_samples,)
        Force of the muscle (mN), read-only.
    force_rate_hz : float
        Its samples per second.
    stimuli_ms : tuple of float
        Times of the shocks to the nerve (ms).
    """

    patient: Patient
    manoeuvre: Manoeuvre
    muscle: PoolParameters
    electrode: Electrode
    duration_ms: float
    seed: int
    nerve: MotorNerve = field(repr=False)
    trains: SpikeTrains = field(repr=False)
    answered: FloatArray = field(repr=False)
    emg_uV: NDArray[np.float32] = field(repr=False)
    sampling_rate_hz: float
    force_mN: NDArray[np.float32] = field(repr=False)
    force_rate_hz: float
    stimuli_ms: tuple[float, ...]

    def __repr__(self) -> str:
        """Return how much was seen."""
        return (
            f"Recording: {self.trains.n_spikes} spikes of {self.trains.n_units} motor units "
            f"in {self.duration_ms:g} ms"
        )

    @property
    def emg_times_ms(self) -> FloatArray:
        """Time of each EMG sample (ms)."""
        return np.arange(self.emg_uV.size, dtype=np.float64) * (1000.0 / self.sampling_rate_hz)

    @property
    def force_times_ms(self) -> FloatArray:
        """Time of each force sample (ms)."""
        return np.arange(self.force_mN.size, dtype=np.float64) * (1000.0 / self.force_rate_hz)


def examine(
    patient: Patient,
    manoeuvre: Manoeuvre = REST,
    *,
    muscle: PoolParameters | None = None,
    electrode: Electrode | None = None,
    duration_ms: float = 10_000.0,
    seed: int = 0,
    progress: Progress | None = None,
) -> Recording:
    """Examine a patient.

    Parameters
    ----------
    patient : Patient
        Whom.
    manoeuvre : Manoeuvre
        What is done; by default nothing.
    muscle : PoolParameters, optional
        Which muscle; a small one of the hand by default.
    electrode : Electrode, optional
        What records; by default surface electrodes for nerve stimulation, else a needle in the
        middle of the muscle.
    duration_ms : float
        Length (ms), 100 to 600,000.
    seed : int
        Decides everything that differs from one recording of this nerve to the next.
    progress : callable, optional
        Called with the share that is done, from 0 to 1, in the calling thread; what it raises ends
        the examination.

    Returns
    -------
    Recording

    Raises
    ------
    ParameterError
        If a value lies outside its range.
    SimulationError
        If the membrane potential of an axon stops being finite.

    Notes
    -----
    Impulses travel through the sites of `manoeuvres.Site`, and a block removes those that began on
    its far side from the muscle. What comes down to an axon that may fire by itself enters the
    axon model as a stimulus, so that extra spikes follow by themselves.
    """
    _check(patient, manoeuvre, duration_ms)
    muscle = muscle or PoolParameters()
    electrode = electrode or (surface_electrodes() if manoeuvre.n_shocks else needle())
    nerve = patient.motor_nerve(muscle, temperature_degC=manoeuvre.temperature_degC)
    lesion = patient.present_lesion
    progress = progress or unheard
    firing = part(progress, 0.0, _FIRING)
    trains = fire_axons(nerve, lesion, manoeuvre, float(duration_ms), chances(seed)[1:3], firing)
    junction = nerve.junction
    if "curare" in manoeuvre.blocks:
        junction = apply_junction_drug(junction, "curare", 1.0)
    passed = transmit(trains, junction)
    muscular = muscular_activity(passed, lesion, seed)
    emg_uV = recorded_emg_uV(muscular, lesion, nerve.pool, electrode, seed)
    progress(_FIRING_AND_EMG)
    force_mN = simulate_force(muscular, nerve.pool, rate_hz=FORCE_RATE_HZ).force_mN
    progress(1.0)
    return Recording(
        patient=patient,
        manoeuvre=manoeuvre,
        muscle=muscle,
        electrode=electrode,
        duration_ms=float(duration_ms),
        seed=int(seed),
        nerve=nerve,
        trains=trains,
        answered=passed.fraction,
        emg_uV=emg_uV,
        sampling_rate_hz=SAMPLING_RATE_HZ,
        force_mN=force_mN,
        force_rate_hz=FORCE_RATE_HZ,
        stimuli_ms=tuple(t for t in manoeuvre.stimuli_ms if t <= duration_ms),
    )


def _check(patient: Any, manoeuvre: Any, duration_ms: float) -> None:
    if not isinstance(patient, Patient):
        raise ParameterError(f"patient must be a Patient, got {patient!r}")
    if not isinstance(manoeuvre, Manoeuvre):
        raise ParameterError(f"manoeuvre must be a Manoeuvre, got {manoeuvre!r}")
    check_number("duration_ms", duration_ms, low=100, high=600_000, unit="ms")
