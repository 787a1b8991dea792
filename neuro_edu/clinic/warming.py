"""The recordings of a patient made beforehand, so that nobody waits for them."""

import contextlib
import threading
from collections.abc import Callable

from neuro_edu.clinic.chart import chart
from neuro_edu.clinic.signals import signals_of
from neuro_edu.errors import SimulationError

_ALL = ("grip", "needle", "conduction", "trains", "provocation")


class Warming:
    """Makes the recordings of one patient after the other in a thread of its own.

    Recordings are frozen and kept by what they are made from: what is made for a patient who is
    left is there when the patient comes again, and a recording that somebody waits for is the one
    that is being made, not a second one.
    """

    def __init__(self) -> None:
        self._stop = threading.Event()

    def begin(self, case_id: str, seed: int = 0) -> None:
        """Begin with a patient, and let another one be after the recording that is being made.

        Parameters
        ----------
        case_id : str
            Of a written or a generated patient.
        seed : int
            Of the recordings.

        Raises
        ------
        ParameterError
            If there is no such patient.
        """
        self.end()
        self._stop = threading.Event()
        known = chart(case_id).id
        arguments = (known, seed, self._stop)
        thread = threading.Thread(target=_warm, args=arguments, name=f"warming {known}")
        # Where there are no threads (Python in a browser) a recording is made when it is wanted.
        with contextlib.suppress(RuntimeError):
            thread.start()

    def end(self) -> None:
        """Make no more recordings."""
        self._stop.set()


class _StoppedError(Exception):
    """Nobody wants the rest."""


def _warm(case_id: str, seed: int, stop: threading.Event) -> None:
    def go_on(_: float) -> None:
        # The end of the program is not to wait for recordings that nobody will see.
        if stop.is_set() or not threading.main_thread().is_alive():
            raise _StoppedError

    try:
        warm_up(case_id, seed, go_on)
    except (_StoppedError, SimulationError):
        return  # whoever asks for a recording that fails is told so then
    except RuntimeError:
        # The program ends, and with it the threads that the simulation shares its work with.
        if threading.main_thread().is_alive():
            raise


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
        if signal.manoeuvre.n_shocks:
            _ = signal.after_shocks
        if progress is not None:
            progress(number / len(signals))
