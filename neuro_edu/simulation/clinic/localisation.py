"""Where activity comes from: the same patient with and without blocks."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from neuro_edu.errors import ParameterError
from neuro_edu.long_work import Progress, Remembered, unheard
from neuro_edu.simulation.clinic.examination import Recording, examine
from neuro_edu.simulation.clinic.manoeuvres import BLOCKS, Manoeuvre, Site
from neuro_edu.simulation.clinic.patient import Patient
from neuro_edu.simulation.muscle.motor_units import PoolParameters

#: A muscle of a few units is soon examined and soon read.
FEW_UNITS = PoolParameters(n_units=12)
DURATION_MS = 3000.0
HEALTHY = Patient()


@dataclass(frozen=True, eq=False, kw_only=True, repr=False)
class Localisation:
    """A patient at rest without and with blocks; nothing but the blocks differs.

    Attributes
    ----------
    blocks : tuple of str
        Names of `BLOCKS`, in the order in which they lie from brain to muscle.
    free, blocked : Recording
        Without and with the blocks.
    silent : Recording
        A healthy person at rest with the same electrical noise.
    """

    blocks: tuple[str, ...]
    free: Recording
    blocked: Recording
    silent: Recording

    def __repr__(self) -> str:
        blocks = ", ".join(self.blocks) or "no block"
        return f"Localisation({blocks}: {100 * self.activity_left:.0f} % of the EMG activity left)"

    @property
    def activity_left(self) -> float:
        """EMG power without the noise that the blocks leave, as a share of that without blocks."""
        before = _power(self.free, self.silent)
        return _power(self.blocked, self.silent) / before if before > 0 else 0.0

    @property
    def is_seen(self) -> bool:
        """Whether the needle sees more than its own noise when no block is placed."""
        noise = np.mean(np.square(self.silent.emg_uV, dtype=np.float64))
        return _power(self.free, self.silent) > float(noise)

    @property
    def places(self) -> tuple[Site, ...]:
        """Where activity begins, from brain to muscle."""
        return tuple(sorted({Site(int(site)) for site in self.free.nerve.sites}))

    def reaches_muscle(self, place: Site) -> bool:
        """Whether what begins at a place still makes the muscle work."""
        if place == Site.MUSCLE_FIBRE:
            return True
        manoeuvre = self.blocked.manoeuvre
        return manoeuvre.nerve_lets_through(place) and "curare" not in manoeuvre.blocks


def localise(
    patient: Patient,
    blocks: Iterable[str] = (),
    *,
    seed: int = 0,
    progress: Progress = unheard,
) -> Localisation:
    """Examine a patient at rest with blocks and without.

    Parameters
    ----------
    patient : Patient
        Whom.
    blocks : iterable of str
        Names of `BLOCKS`, all at the same time.
    seed : int
        Decides everything that differs from one recording to the next.
    progress : callable, optional
        Called with the share that is done, from 0 to 1, in the calling thread.

    Returns
    -------
    Localisation

    Raises
    ------
    ParameterError
        If a block is unknown.
    """
    order = list(BLOCKS)
    placed = set(blocks) - {"none"}
    if not placed <= set(order):
        raise ParameterError(
            f"blocks must be of {', '.join(order)}, got {', '.join(sorted(placed - set(order)))}"
        )
    nerve = [block for block in order if block in placed - {"curare"}]
    # Of several blocks of the nerve, the one nearest to the muscle decides.
    nearest = nerve[-1] if nerve else "none"
    if nearest == "sleep":  # it stops what general anaesthesia stops
        nearest = "general anaesthesia"
    free, blocked, silent = _examined.each(
        [
            (patient, "none", False, seed),
            (patient, nearest, "curare" in placed, seed),
            (HEALTHY, "none", False, seed),
        ],
        progress,
    )
    return Localisation(
        blocks=tuple(block for block in order if block in placed),
        free=free,
        blocked=blocked,
        silent=silent,
    )


def _examine(
    patient: Patient, block: str, curare: bool, seed: int, *, progress: Progress
) -> Recording:
    manoeuvre = Manoeuvre(block=block, further_blocks=("curare",) if curare else ())
    return examine(
        patient,
        manoeuvre,
        muscle=FEW_UNITS,
        duration_ms=DURATION_MS,
        seed=seed,
        progress=progress,
    )


# Every generator of a lesson with every effect of the blocks; each recording is some 300 kB.
_examined = Remembered(_examine, 64)


def _power(recording: Recording, silent: Recording) -> float:
    """Mean square of the EMG without its noise (uV^2): amplifier and noise only add."""
    signal_uV = recording.emg_uV - silent.emg_uV
    return float(np.mean(np.square(signal_uV, dtype=np.float64)))
