"""The recordings of a patient made beforehand, so that nobody waits for them."""

from collections.abc import Callable

from neuro_edu.clinic.chart import chart
from neuro_edu.clinic.signals import signals_of

_ALL = ("needle", "conduction", "trains", "provocation")


def warm_up(case_id: str, seed: int = 0, progress: Callable[[float], None] | None = None) -> None:
    """Make all recordings of a patient.

    Parameters
    ----------
    case_id : str
        Of a written or a generated patient.
    seed : int
        Of the recordings.
    progress : callable, optional
        Called with the share that is done, from 0 to 1.

    Raises
    ------
    ParameterError
        If there is no such patient.
    """
    patient = chart(case_id).patient
    signals = [signal for computed in _ALL for signal in signals_of(computed, patient, seed)]
    for number, signal in enumerate(signals, 1):
        _ = signal.findings
        if progress is not None:
            progress(number / len(signals))
