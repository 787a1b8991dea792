"""Arrays of a result: contiguous, of one kind, and closed to change."""

from typing import Any

import numpy as np
from numpy.typing import DTypeLike, NDArray


def read_only(values: Any, dtype: DTypeLike = np.float64) -> NDArray[Any]:
    """Return values as a contiguous array that cannot be written to.

    Parameters
    ----------
    values : array_like
        Copied only if it must be; the array handed in stays writable.
    dtype : dtype
        Kind of number wanted.

    Returns
    -------
    numpy.ndarray
        A read-only view or copy.
    """
    array = np.ascontiguousarray(values, dtype=dtype).view()
    array.flags.writeable = False
    return array
