"""Numerical loops written once: compiled where numba is at hand, plain Python elsewhere."""

import importlib
import os
import threading
import time
from collections.abc import Callable
from typing import Any, Generic, ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")

# numba compiles under a global lock anyway; queueing keeps a core free for the student.
_one_warm_up_at_a_time = threading.Lock()


class Kernel(Generic[P, R]):
    """A numerical loop in two forms: the Python function and the same function compiled by numba.

    numba is imported when the compiled form is first asked for, never before. The environment
    variable ``NEURO_EDU_NUMBA=0`` switches it off. Both forms give the same numbers: nothing is
    compiled with reordered arithmetic. (A division by zero gives infinity in the compiled form, as
    for numpy arrays; the check that Python makes keeps loops from using the vector unit.)

    Parameters
    ----------
    python_function : callable
        A module-level function of numbers and arrays that numba can compile. It must not call
        another compiled function, or numba's cache on disk never finds it again.

    Attributes
    ----------
    python : callable
        The function as written.

    Examples
    --------
    >>> @Kernel
    ... def total(values):
    ...     result = 0.0
    ...     for value in values:
    ...         result += value
    ...     return result
    >>> total.python([1.0, 2.0])
    3.0
    """

    def __init__(self, python_function: Callable[P, R]) -> None:
        self.python = python_function
        self.__doc__ = python_function.__doc__
        self._dispatcher: Any = None
        self._lock = threading.Lock()
        self._warm_up: threading.Thread | None = None

    @property
    def ready(self) -> bool:
        """Whether the compiled form exists and can be called without waiting for numba."""
        return numba_wanted() and self._dispatcher is not None and bool(self._dispatcher.signatures)

    def compiled(self, *example_args: Any) -> Callable[P, R] | None:
        """Return the compiled form, or None where numba is missing or switched off.

        Parameters
        ----------
        *example_args
            Arguments of the kinds to come. With them the function is compiled, or loaded from
            numba's cache, before this returns; without them the first call does it.

        Returns
        -------
        callable or None
        """
        if not numba_wanted():
            return None
        try:
            numba = importlib.import_module("numba")
        except ImportError:
            return None
        with self._lock:
            if self._dispatcher is None:
                self._dispatcher = numba.njit(cache=True, nogil=True, error_model="numpy")(
                    self.python
                )
        if example_args:
            self._dispatcher.compile(tuple(numba.typeof(value) for value in example_args))
        dispatcher: Callable[P, R] = self._dispatcher
        return dispatcher

    def warm_up(self, *example_args: Any, delay_s: float = 0.0) -> threading.Thread | None:
        """Compile in the background for arguments of these kinds; a failure leaves plain Python.

        Parameters
        ----------
        *example_args
            As for `compiled`.
        delay_s : float
            Seconds to wait first, so that a picture can be drawn with all of the processor.

        Returns
        -------
        threading.Thread or None
            The thread at work (or done). Asking again returns the same one. None where no thread
            can be started: Python in a browser has none, and no numba either.
        """
        with self._lock:
            if self._warm_up is None:
                thread = threading.Thread(
                    target=self._compile_quietly,
                    args=(delay_s, *example_args),
                    name=f"compile {self.python.__name__}",
                )
                try:
                    thread.start()
                except RuntimeError:
                    return None
                self._warm_up = thread
            return self._warm_up

    def best(self) -> Callable[P, R]:
        """Return the compiled form if it is ready now, else the Python function: never waits."""
        return self._dispatcher if self.ready else self.python

    def __call__(self, *args: P.args, **kwargs: P.kwargs) -> R:
        """Run the compiled form, waiting for numba if need be, or Python where there is none."""
        return (self.compiled() or self.python)(*args, **kwargs)

    def _compile_quietly(self, delay_s: float, *example_args: Any) -> None:
        time.sleep(delay_s)
        with _one_warm_up_at_a_time:
            # The interpreter waits for this thread at its end: start nothing new by then.
            if not threading.main_thread().is_alive():
                return
            try:
                self.compiled(*example_args)
            except Exception:
                # numba raises its own kinds; the Python form works, so the session goes on with it.
                self._dispatcher = None


def numba_wanted() -> bool:
    """Whether the environment variable ``NEURO_EDU_NUMBA`` leaves numba switched on."""
    return os.environ.get("NEURO_EDU_NUMBA", "1") != "0"
