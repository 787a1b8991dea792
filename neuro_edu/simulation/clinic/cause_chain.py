"""One cause followed from the channel to the muscle."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from neuro_edu.long_work import Progress, Remembered, part, unheard
from neuro_edu.simulation.clinic.examination import Recording, examine
from neuro_edu.simulation.clinic.examination_findings import Findings, findings
from neuro_edu.simulation.clinic.manoeuvres import grip_and_release
from neuro_edu.simulation.clinic.patient import Patient
from neuro_edu.simulation.muscle.motor_units import PoolParameters
from neuro_edu.simulation.nerve.axon import DEFAULT_DT_MS, kernel_pulses, simulate_axon
from neuro_edu.simulation.nerve.axon_result import AxonResult, response_to
from neuro_edu.simulation.nerve.parameters import HEALTHY_AXON, ONE_SHOCK, AxonParameters
from neuro_edu.simulation.nerve.rest import initial_states
from neuro_edu.simulation.nerve.side_by_side import fire_side_by_side

MUSCLE = PoolParameters(n_units=10)
#: The patient grips, lets go, and counts as resting from the second of these times on (ms).
RELEASE_MS, REST_FROM_MS, DURATION_MS = 600.0, 1100.0, 2400.0
SHOCK_RECORD_MS = 80.0
_EFFORT = 0.5
_BEFORE_RELEASE_MS = 200.0
# Share of the work, roughly.
_EXAMINATION = 0.95


@dataclass(frozen=True, eq=False, kw_only=True)
class CauseChain:
    """What a cause does at each step.

    Attributes
    ----------
    patient : Patient
    n_spikes : tuple of int
        Spikes in the group that one shock sets off, axon by axon.
    answer : AxonResult
        The axon that answers the shock with most spikes.
    recording : Recording
        A grip that is let go at `RELEASE_MS`.
    found : Findings
        Of the recording.
    """

    patient: Patient
    n_spikes: tuple[int, ...] = field(repr=False)
    answer: AxonResult = field(repr=False)
    recording: Recording
    found: Findings = field(repr=False)

    @property
    def shares(self) -> Mapping[str, float]:
        """What the cause turns, as shares of health, by name; axons at 33 degC."""
        lesion = self.patient.present_lesion
        axon = lesion.on_axon(HEALTHY_AXON)
        channels = ("kv1_fraction", "kv7_fraction", "nap_fraction")
        return {
            **{name: getattr(axon, name) / getattr(HEALTHY_AXON, name) for name in channels},
            "receptors_left": lesion.receptors_left,
            "motor_units_left": self.recording.trains.n_units / MUSCLE.n_units,
        }

    @property
    def n_repeating(self) -> int:
        """Axons that answer one shock with more than one spike."""
        return sum(n_spikes > 1 for n_spikes in self.n_spikes)

    @property
    def n_firing_at_rest(self) -> int:
        """Motor units with impulses at rest."""
        trains = self.recording.trains
        return sum(
            bool((trains.of_unit(unit) > REST_FROM_MS).any()) for unit in range(trains.n_units)
        )

    @property
    def rest_emg_uV(self) -> float:
        """Root mean square of the EMG at rest (uV)."""
        start = round(REST_FROM_MS * self.recording.sampling_rate_hz / 1000)
        return float(np.sqrt(np.mean(np.square(self.recording.emg_uV[start:], dtype=np.float64))))

    @property
    def grip_mN(self) -> float:
        """Mean force of the grip just before it is let go (mN)."""
        return float(self._force(RELEASE_MS - _BEFORE_RELEASE_MS, RELEASE_MS).mean())

    def _force(self, start_ms: float, stop_ms: float) -> NDArray[np.float32]:
        per_ms = self.recording.force_rate_hz / 1000
        return self.recording.force_mN[round(start_ms * per_ms) : round(stop_ms * per_ms)]


def follow_causes(patients: Sequence[Patient], *, progress: Progress = unheard) -> list[CauseChain]:
    """Follow the diseases of patients from the channel to the muscle.

    Parameters
    ----------
    patients : sequence of Patient
        Whom.
    progress : callable, optional
        Called with the share that is done, from 0 to 1, in the calling thread.

    Returns
    -------
    list of CauseChain
        In the order of the patients.
    """
    return _chains.each([(patient,) for patient in patients], progress)


def _follow(patient: Patient, *, progress: Progress) -> CauseChain:
    recording = examine(
        patient,
        grip_and_release(_EFFORT, release_ms=RELEASE_MS),
        muscle=MUSCLE,
        duration_ms=DURATION_MS,
        progress=part(progress, 0.0, _EXAMINATION),
    )
    axons = recording.nerve.axons
    n_spikes = _answers_to_a_shock(axons)
    most = n_spikes.index(max(n_spikes))
    return CauseChain(
        patient=patient,
        n_spikes=n_spikes,
        answer=simulate_axon(axons[most], ONE_SHOCK, duration_ms=SHOCK_RECORD_MS, seed=most),
        recording=recording,
        found=findings(recording),
    )


# All severities of a few causes; a chain is some 400 kB.
_chains = Remembered(_follow, 32)


def _answers_to_a_shock(axons: Sequence[AxonParameters]) -> tuple[int, ...]:
    """Count the spikes that one shock sets off in each axon."""
    trains = fire_side_by_side(
        axons,
        initial_states(axons, range(len(axons))),
        [kernel_pulses(ONE_SHOCK, DEFAULT_DT_MS)] * len(axons),
        hold_pA=ONE_SHOCK.hold_pA,
        duration_ms=SHOCK_RECORD_MS,
        dt_ms=DEFAULT_DT_MS,
    )
    return tuple(
        group.n_spikes if (group := response_to(ONE_SHOCK, train)) else 0 for train in trains
    )
