"""The amplifier's band-pass, second-order Butterworth edges, for a record piece by piece."""

import math
from typing import Any

import numpy as np
from numpy.typing import NDArray

from neuro_edu.errors import ParameterError
from neuro_edu.simulation.compiled import Kernel
from neuro_edu.simulation.quantities import check_number


class BandPass:
    """A running band-pass; call it on consecutive pieces of a record.

    Parameters
    ----------
    low_hz, high_hz : float
        Edges (-3 dB). An upper edge above 0.45 of the sampling rate is left to the sampling itself.
    rate_hz : float
        Samples per second.

    Raises
    ------
    ParameterError
        If an edge is not positive or the edges are not in order.

    Notes
    -----
    Each edge is a second-order Butterworth section by the bilinear transform, so that the edges lie
    exactly where they were asked for.
    """

    def __init__(self, low_hz: float, high_hz: float, rate_hz: float) -> None:
        check_number("rate_hz", rate_hz, low=1.0, high=1e6, unit="Hz")
        check_number("low_hz", low_hz, low=1e-3, high=0.45 * rate_hz, unit="Hz")
        check_number("high_hz", high_hz, low=1e-3, high=1e6, unit="Hz")
        if high_hz <= low_hz:
            raise ParameterError(
                f"high_hz must lie above low_hz ({low_hz:g} Hz), got {high_hz:g} Hz"
            )
        sections = [_second_order(low_hz, rate_hz, high_pass=True)]
        if high_hz <= 0.45 * rate_hz:
            sections.append(_second_order(high_hz, rate_hz, high_pass=False))
        self.sections: NDArray[np.float64] = np.array(sections)
        self._state = np.zeros((len(sections), 2))

    def __call__(self, piece: NDArray[Any]) -> None:
        """Filter the next piece of the record in place."""
        for section, state in zip(self.sections, self._state, strict=True):
            _run_section(piece, section, state)


def _second_order(edge_hz: float, rate_hz: float, *, high_pass: bool) -> list[float]:
    """Return b0, b1, b2, a1, a2 of a Butterworth section."""
    k = math.tan(math.pi * edge_hz / rate_hz)
    norm = 1.0 / (1.0 + math.sqrt(2.0) * k + k * k)
    b0 = norm if high_pass else k * k * norm
    b1 = -2.0 * b0 if high_pass else 2.0 * b0
    return [b0, b1, b0, 2.0 * (k * k - 1.0) * norm, (1.0 - math.sqrt(2.0) * k + k * k) * norm]


@Kernel
def _run_section(
    piece: NDArray[Any], section: NDArray[np.float64], state: NDArray[np.float64]
) -> None:
    """Transposed direct form II: the form that keeps rounding small at low edges."""
    b0 = section[0]
    b1 = section[1]
    b2 = section[2]
    a1 = section[3]
    a2 = section[4]
    s1 = state[0]
    s2 = state[1]
    for i in range(piece.size):
        x = float(piece[i])
        y = b0 * x + s1
        s1 = b1 * x - a1 * y + s2
        s2 = b2 * x - a2 * y
        piece[i] = y
    state[0] = s1
    state[1] = s2
