"""Gate rates of the human motor axon: pure functions of membrane potential and temperature.

Rates at 36 degC are those of the node of McIntyre, Richardson and Grill (MRG2002) and, for the
fast potassium channel, of the human node of Schwarz, Reid and Bostock (SRB1995).
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import ArrayLike, NDArray

Rate = Callable[[NDArray[np.float64]], NDArray[np.float64]]

REFERENCE_TEMPERATURE_degC = 36.0

TABLE_LOW_mV = -150.0
TABLE_STEP_mV = 0.1
TABLE_ROWS = 2501


def linoid(A: float, x: ArrayLike, c: float) -> NDArray[np.float64]:
    """Rate ``A x / (1 - exp(-x/c))``, with its limit ``A c`` at ``x = 0``.

    Parameters
    ----------
    A : float
        Slope far above threshold (1/ms/mV).
    x : array_like
        Distance from the half point (mV).
    c : float
        Steepness (mV).

    Returns
    -------
    ndarray
        Rate (1/ms), same shape as `x`.
    """
    u = np.asarray(x, dtype=np.float64) / c
    regular = np.abs(u) > 1e-6
    safe = np.where(regular, u, 1.0)
    # Beyond the point where exp would overflow the rate is zero to every digit.
    ratio = np.where(regular, safe / -np.expm1(-np.maximum(safe, -700.0)), 1.0 + u / 2)
    return A * c * ratio


def _sigmoid(A: float, x: NDArray[np.float64], c: float) -> NDArray[np.float64]:
    return A / (1.0 + np.exp(np.clip(-x / c, -700.0, 700.0)))


@dataclass(frozen=True)
class Gate:
    """One gating variable.

    Parameters
    ----------
    name : str
        Its letter.
    alpha_per_ms, beta_per_ms : callable
        Opening and closing rate at 36 degC (1/ms) as functions of the membrane potential (mV).
    q10 : float
        Factor by which both rise with 10 degC.
    """

    name: str
    alpha_per_ms: Rate
    beta_per_ms: Rate
    q10: float

    def rates_per_ms(
        self, V_m_mV: ArrayLike, temperature_degC: float
    ) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Return opening and closing rate at a membrane potential and temperature.

        Parameters
        ----------
        V_m_mV : array_like
            Membrane potential (mV).
        temperature_degC : float
            Temperature of the nerve (degC).

        Returns
        -------
        alpha, beta : ndarray
            Rates (1/ms), same shape as `V_m_mV`.
        """
        V = np.asarray(V_m_mV, dtype=np.float64)
        scale = self.q10 ** ((temperature_degC - REFERENCE_TEMPERATURE_degC) / 10.0)
        return scale * self.alpha_per_ms(V), scale * self.beta_per_ms(V)

    def steady_state(self, V_m_mV: ArrayLike) -> NDArray[np.float64]:
        """Share of open gates after a long time at `V_m_mV` (mV); no temperature dependence."""
        alpha, beta = self.rates_per_ms(V_m_mV, REFERENCE_TEMPERATURE_degC)
        return alpha / (alpha + beta)

    def time_constant_ms(self, V_m_mV: ArrayLike, temperature_degC: float) -> NDArray[np.float64]:
        """Time constant (ms) at `V_m_mV` (mV) and `temperature_degC` (degC)."""
        alpha, beta = self.rates_per_ms(V_m_mV, temperature_degC)
        return 1.0 / (alpha + beta)


M = Gate(
    "m", lambda V: linoid(6.57, V + 21.4, 10.3), lambda V: linoid(0.304, -(V + 25.7), 9.16), 2.2
)
H = Gate(
    "h", lambda V: linoid(0.34, -(V + 114.0), 11.0), lambda V: _sigmoid(12.6, V + 31.8, 13.4), 2.9
)
P = Gate(
    "p",
    lambda V: linoid(0.0353, V + 27.0, 10.2),
    lambda V: linoid(0.000883, -(V + 34.0), 10.0),
    2.2,
)
S = Gate("s", lambda V: _sigmoid(0.3, V + 53.0, 5.0), lambda V: _sigmoid(0.03, V + 90.0, 1.0), 3.0)
N = Gate(
    "n", lambda V: linoid(0.0462, V + 93.2, 1.1), lambda V: linoid(0.0824, -(V + 76.0), 10.5), 3.0
)

#: In the order of the columns of the step table.
GATES = (M, H, P, S, N)
TABLE_WIDTH = 4 * len(GATES)


@lru_cache(maxsize=64)
def step_table(dt_ms: float, temperature_degC: float) -> NDArray[np.float64]:
    """How far each gate moves in one step, tabulated against membrane potential.

    A gate obeys ``x(t + dt) = a(V) + e(V) x(t)`` exactly while V stands still, with
    ``e = exp(-dt/tau)`` and ``a = x_inf (1 - e)``. A row holds, for each gate of `GATES`,
    ``a``, its slope to the next row, ``e`` and its slope.

    Parameters
    ----------
    dt_ms : float
        Time step (ms).
    temperature_degC : float
        Temperature (degC).

    Returns
    -------
    ndarray, shape (TABLE_ROWS * TABLE_WIDTH,)
        Read-only; row ``r`` belongs to ``TABLE_LOW_mV + r * TABLE_STEP_mV``.
    """
    V = TABLE_LOW_mV + TABLE_STEP_mV * np.arange(TABLE_ROWS + 1)
    table = np.empty((TABLE_ROWS, TABLE_WIDTH))
    for column, gate in enumerate(GATES):
        alpha, beta = gate.rates_per_ms(V, temperature_degC)
        stay = np.exp(-dt_ms * (alpha + beta))
        move = alpha / (alpha + beta) * -np.expm1(-dt_ms * (alpha + beta))
        table[:, 4 * column + 0] = move[:-1]
        table[:, 4 * column + 1] = np.diff(move)
        table[:, 4 * column + 2] = stay[:-1]
        table[:, 4 * column + 3] = np.diff(stay)
    flat = table.ravel()
    flat.setflags(write=False)
    return flat
