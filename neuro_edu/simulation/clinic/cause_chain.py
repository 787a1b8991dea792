"""One cause followed from the channel to the muscle."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from neuro_edu.simulation.clinic.examination import Recording, examine
from neuro_edu.simulation.clinic.examination_findings import Findings, findings
from neuro_edu.simulation.clinic.manoeuvres import grip_and_release
from neuro_edu.simulation.clinic.patient import Patient
from neuro_edu.simulation.muscle.motor_units import PoolParameters
from neuro_edu.simulation.nerve.axon import AxonResult, simulate_axon
from neuro_edu.simulation.nerve.parameters import HEALTHY_AXON

MUSCLE = PoolParameters(n_units=10)
#: The patient grips, lets go, and counts as resting from the second of these times on (ms).
RELEASE_MS, REST_FROM_MS, DURATION_MS = 600.0, 1100.0, 2400.0
SHOCK_RECORD_MS = 80.0
_EFFORT = 0.5
_BEFORE_RELEASE_MS = 200.0


@dataclass(frozen=True, eq=False, kw_only=True)
class CauseChain:
    """What a cause does at each step.

    Attributes
    ----------
    patient : Patient
    answers : tuple of AxonResult
        What each axon does after one shock.
    recording : Recording
        A grip that is let go at `RELEASE_MS`.
    found : Findings
        Of the recording.
    """

    patient: Patient
    answers: tuple[AxonResult, ...] = field(repr=False)
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
    def answer(self) -> AxonResult:
        """The axon that answers the shock with most spikes."""
        return max(self.answers, key=n_spikes_after_shock)

    @property
    def n_repeating(self) -> int:
        """Axons that answer one shock with more than one spike."""
        return sum(n_spikes_after_shock(answer) > 1 for answer in self.answers)

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


def n_spikes_after_shock(answer: AxonResult) -> int:
    """Return the number of spikes in the group that a shock sets off."""
    return answer.response.n_spikes if answer.response else 0


# All severities of a few causes; a chain is some 400 kB.
@lru_cache(maxsize=32)
def follow_cause(patient: Patient) -> CauseChain:
    """Follow a patient's disease from the channel to the muscle.

    Parameters
    ----------
    patient : Patient
        Whom.

    Returns
    -------
    CauseChain
    """
    recording = examine(
        patient,
        grip_and_release(_EFFORT, release_ms=RELEASE_MS),
        muscle=MUSCLE,
        duration_ms=DURATION_MS,
    )
    answers = tuple(
        simulate_axon(axon, duration_ms=SHOCK_RECORD_MS, seed=unit)
        for unit, axon in enumerate(recording.nerve.axons)
    )
    return CauseChain(
        patient=patient, answers=answers, recording=recording, found=findings(recording)
    )
