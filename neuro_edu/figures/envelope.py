"""A long record as a line that is drawn quickly: nothing high or low is lost."""

import numpy as np
from numpy.typing import NDArray


def envelope(
    trace: NDArray[np.floating], n_columns: int, duration: float
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return a line through the lowest and the highest value of each column.

    Parameters
    ----------
    trace : ndarray, shape (n_samples,)
        Evenly sampled, at least one sample a column.
    n_columns : int
        Into how many columns the record is divided, about as many as pixels.
    duration : float
        Length of the record, in the unit of its axis.

    Returns
    -------
    places, values : ndarray, shape (2 * n_columns,)
    """
    columns = trace[: trace.size // n_columns * n_columns].reshape(n_columns, -1)
    ends = np.stack([columns.min(axis=1), columns.max(axis=1)], axis=1).astype(np.float64)
    return np.repeat(np.linspace(0.0, duration, n_columns), 2), ends.ravel()
