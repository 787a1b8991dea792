"""Long work: how far it has come, and its last results, so that nothing is done twice."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable, Sequence
from typing import Any, Generic, TypeVar

R = TypeVar("R")
#: Takes the share of the work that is done, 0 to 1.
Progress = Callable[[float], None]


def unheard(share: float) -> None:
    """Take the progress of work that nobody watches."""


def part(progress: Progress, start: float, stop: float) -> Progress:
    """Return the progress of a part of the work.

    Parameters
    ----------
    progress : callable
        Of the whole.
    start, stop : float
        Shares of the whole between which the part lies.
    """
    return lambda share: progress(start + (stop - start) * share)


class Remembered(Generic[R]):
    """A function of hashable values that keeps its last results, whoever watches its work.

    Parameters
    ----------
    function : callable
        Takes the values and ``progress``.
    most : int
        How many results are kept; the one not asked for longest goes first.
    """

    def __init__(self, function: Callable[..., R], most: int) -> None:
        self._function, self._most = function, most
        self._kept: OrderedDict[tuple[Hashable, ...], R] = OrderedDict()
        self._lock = threading.Lock()

    def __call__(self, *values: Any, progress: Progress = unheard) -> R:
        """Return the result for these values."""
        (result,) = self.each([values], progress)
        return result

    def each(self, wanted: Sequence[tuple[Any, ...]], progress: Progress = unheard) -> list[R]:
        """Return the results for several sets of values.

        What is finished when a later one fails or is stopped is kept.

        Parameters
        ----------
        wanted : sequence of tuple
            Hashable values of the function.
        progress : callable, optional
            Told how far those have come that were not known.

        Returns
        -------
        list
            In the order wanted.
        """
        found: dict[tuple[Hashable, ...], R] = {}
        with self._lock:
            for values in wanted:
                if values in self._kept:
                    found[values] = self._kept[values]
                    self._kept.move_to_end(values)
        new = [values for values in dict.fromkeys(wanted) if values not in found]
        for number, values in enumerate(new):
            own = part(progress, number / len(new), (number + 1) / len(new))
            found[values] = self._function(*values, progress=own)
            with self._lock:
                self._kept[values] = found[values]
                self._kept.move_to_end(values)
                while len(self._kept) > self._most:
                    self._kept.popitem(last=False)
        progress(1.0)
        return [found[values] for values in wanted]
