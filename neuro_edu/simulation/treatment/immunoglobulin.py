"""IgG over weeks: two compartments, constant production, exchange of plasma, faster catabolism.

Antibody, the patient's other IgG and infused IgG share their fate: the same exchange between
plasma and tissue, the same breakdown. Amounts are relative to the pool before treatment.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from neuro_edu.simulation.arrays import read_only
from neuro_edu.simulation.quantities import Parameters, quantity

FloatArray = NDArray[np.float64]

#: Rows of the state: in plasma, in tissue, production now, production that is aimed at.
PLASMA, TISSUE, PRODUCTION, AIM = range(4)
#: Columns of the state.
ANTIBODY, OWN_IGG, INFUSED_IGG = range(3)
# While infused IgG speeds up breakdown, its rate is held for at most this long.
_LONGEST_STEP_days = 1.0 / 8.0
# Infused IgG, as a share of the pool, that no longer counts.
_NEGLIGIBLE = 1e-4


@dataclass(frozen=True, kw_only=True)
class IggParameters(Parameters):
    """Turnover of immunoglobulin G.

    Parameters
    ----------
    half_life_days : float
        Time in which half of all IgG is broken down, at the normal plasma level (days).
    intravascular_fraction : float
        Share of the body's IgG that is in the plasma.
    return_days : float
        Mean time of an IgG molecule in the tissue before it returns to the plasma (days).
    excess_catabolism : float
        By how much breakdown quickens when plasma IgG is twice its normal level: half-life 21 days
        becomes 12. A level below normal does not slow it down here.
    igg_g_per_L, plasma_mL_per_kg : float
        Plasma IgG before treatment, the middle of the usual normal range (g/L), and plasma volume
        (mL per kg of weight).
    production_days : float
        Time in which production has covered 63 % of the way to a new level (days).

    References
    ----------
    Masson1993, Bleeker2001
    """

    half_life_days: float = quantity(21.0, low=3, high=60, unit="days", source="Masson1993")
    intravascular_fraction: float = quantity(0.45, low=0.2, high=0.9, source="teaching value")
    return_days: float = quantity(1.5, low=0.2, high=20, unit="days", source="teaching value")
    excess_catabolism: float = quantity(21 / 12 - 1, low=0, high=3, source="Masson1993")
    igg_g_per_L: float = quantity(11.5, low=1, high=60, unit="g/L", source="teaching value")
    plasma_mL_per_kg: float = quantity(40.0, low=20, high=80, unit="mL/kg", source="teaching value")
    production_days: float = quantity(30.0, low=1, high=365, unit="days", source="teaching value")

    @property
    def breakdown_per_day(self) -> float:
        """Share of the plasma's IgG that is broken down in a day at the normal level."""
        return math.log(2.0) / self.half_life_days / self.intravascular_fraction

    @property
    def pool_g_per_kg(self) -> float:
        """IgG in the body before treatment (g/kg)."""
        in_plasma = self.igg_g_per_L * self.plasma_mL_per_kg / 1000.0
        return in_plasma / self.intravascular_fraction


@dataclass(frozen=True, kw_only=True)
class IggChange(Parameters):
    """What happens to IgG at one moment; the defaults are nothing.

    Parameters
    ----------
    day : float
        When (days).
    plasma_volumes : float
        Plasma exchanged for a fluid without IgG, in plasma volumes.
    infused_g_per_kg : float
        IgG infused (g/kg).
    antibody_production : float
        Production of antibody aimed at from now on, as a share of that before treatment; negative
        leaves it as it is.
    """

    day: float = quantity(0.0, low=0, high=1e5, unit="days", source="none")
    plasma_volumes: float = quantity(0.0, low=0, high=5, source="none")
    infused_g_per_kg: float = quantity(0.0, low=0, high=5, unit="g/kg", source="none")
    antibody_production: float = quantity(-1.0, low=-1, high=10, source="none")


@dataclass(frozen=True, eq=False, kw_only=True)
class IggCourse:
    """IgG over time.

    Attributes
    ----------
    days : ndarray, shape (n,)
        Times (days).
    plasma, tissue : ndarray, shape (3, n)
        Amount in the plasma and in the tissue of antibody, own IgG and infused IgG, read-only;
        antibody relative to all antibody before treatment, IgG to all IgG.
    production : ndarray, shape (n,)
        Production of antibody, 1 before treatment.
    parameters : IggParameters
        What it was computed with.
    """

    days: FloatArray
    plasma: FloatArray
    tissue: FloatArray
    production: FloatArray
    parameters: IggParameters

    @property
    def antibody(self) -> FloatArray:
        """Antibody in the plasma, 1 before treatment, shape (n,)."""
        return read_only(self.plasma[ANTIBODY] / self.parameters.intravascular_fraction)

    @property
    def igg(self) -> FloatArray:
        """All IgG in the plasma, infused included, 1 before treatment, shape (n,)."""
        total = self.plasma[OWN_IGG] + self.plasma[INFUSED_IGG]
        return read_only(total / self.parameters.intravascular_fraction)


def left_after_exchange(plasma_volumes: float) -> float:
    """Share of the plasma's IgG left by an exchange that mixes at once: one volume leaves 37 %."""
    return math.exp(-plasma_volumes)


def simulate_igg(
    changes: Sequence[IggChange], days: FloatArray, parameters: IggParameters
) -> IggCourse:
    """Follow antibody and IgG; a sample at the time of a change is taken before it.

    Parameters
    ----------
    changes : sequence of IggChange
        In any order.
    days : ndarray, shape (n,)
        Times of the samples, rising, from 0 on (days).
    parameters : IggParameters
        Turnover.

    Returns
    -------
    IggCourse

    Notes
    -----
    Between changes the system is linear with constant coefficients and is solved by its matrix
    exponential, exactly, as long as plasma IgG is not above normal. Infused IgG makes the rate of
    breakdown depend on the level; then it is held at its value in the middle of steps of 1/8 day
    (second order).
    """
    p = parameters
    inside = p.intravascular_fraction
    state = np.array(
        [[inside, inside, 0.0], [1 - inside, 1 - inside, 0.0], [1.0, 1.0, 0.0], [1.0, 1.0, 0.0]]
    )
    ordered = sorted(changes, key=lambda change: change.day)
    samples = np.empty((days.size, *state.shape))
    now, due = 0.0, 0
    for number, day in enumerate(days):
        while due < len(ordered) and ordered[due].day < day:
            state = _advance(state, ordered[due].day - now, p)
            now = ordered[due].day
            state = _change(state, ordered[due], p)
            due += 1
        state = _advance(state, day - now, p)
        now = float(day)
        samples[number] = state
    return IggCourse(
        days=read_only(days),
        plasma=read_only(samples[:, PLASMA].T),
        tissue=read_only(samples[:, TISSUE].T),
        production=read_only(samples[:, PRODUCTION, ANTIBODY]),
        parameters=p,
    )


def _change(state: FloatArray, change: IggChange, p: IggParameters) -> FloatArray:
    state = state.copy()
    state[PLASMA] *= left_after_exchange(change.plasma_volumes)
    state[PLASMA, INFUSED_IGG] += change.infused_g_per_kg / p.pool_g_per_kg
    if change.antibody_production >= 0.0:
        state[AIM, ANTIBODY] = change.antibody_production
    return state


def _advance(state: FloatArray, span_days: float, p: IggParameters) -> FloatArray:
    if span_days <= 0.0:
        return state
    infused = float(state[PLASMA, INFUSED_IGG] + state[TISSUE, INFUSED_IGG])
    excess = infused > _NEGLIGIBLE and p.excess_catabolism > 0.0
    n_steps = math.ceil(span_days / _LONGEST_STEP_days) if excess else 1
    step_days = span_days / n_steps
    for _ in range(n_steps):
        rate = _breakdown(state, p)
        if excess:
            rate = _breakdown(_flow(rate, 0.5 * step_days, p) @ state, p)
        state = _flow(rate, step_days, p) @ state
    return state


def _breakdown(state: FloatArray, p: IggParameters) -> float:
    """Share of the plasma's IgG broken down in a day, at the level it has."""
    level = (state[PLASMA, OWN_IGG] + state[PLASMA, INFUSED_IGG]) / p.intravascular_fraction
    return p.breakdown_per_day * (1.0 + p.excess_catabolism * max(0.0, float(level) - 1.0))


@lru_cache(maxsize=64)
def _flow(breakdown_per_day: float, span_days: float, p: IggParameters) -> FloatArray:
    """Matrix that carries the state over a span of time at a constant rate of breakdown."""
    inside = p.intravascular_fraction
    back = 1.0 / p.return_days
    out = back * (1.0 - inside) / inside
    turn = 1.0 / p.production_days
    rates = np.zeros((4, 4))
    rates[PLASMA] = (-out - breakdown_per_day, back, p.breakdown_per_day * inside, 0.0)
    rates[TISSUE, :2] = (out, -back)
    rates[PRODUCTION, 2:] = (-turn, turn)
    return read_only(_matrix_exponential(rates * span_days))


def _matrix_exponential(matrix: FloatArray) -> FloatArray:
    """Sum the Taylor series of a scaled-down matrix, then square the scaling away."""
    norm = float(np.abs(matrix).sum(axis=1).max())
    halvings = max(0, math.ceil(math.log2(norm)) + 2) if norm > 0.0 else 0
    scaled = matrix / 2.0**halvings
    result = term = np.eye(len(matrix))
    for order in range(1, 14):
        term = term @ scaled / order
        result = result + term
    for _ in range(halvings):
        result = result @ result
    return result
