"""Plasma levels of drugs over weeks, and how local and passing effects come and go."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from neuro_edu.simulation.arrays import read_only
from neuro_edu.simulation.quantities import Parameters, check_number, quantity
from neuro_edu.simulation.treatment.drug_actions import MEMORY

FloatArray = NDArray[np.float64]

_NODES, _WEIGHTS = np.polynomial.legendre.leggauss(12)
# Up to this long the quadrature below is exact to rounding for every half-life accepted.
_LONGEST_SPAN_days = 1.0


@dataclass(frozen=True, kw_only=True)
class OralDrug(Parameters):
    """One compartment, even intake over the day, elimination in proportion to the level.

    Parameters
    ----------
    half_life_h : float
        Half-life after the first doses (h).
    half_life_induced_h : float
        Half-life once the drug has fully speeded up its own breakdown (h).
    induction_days : float
        Time in which 63 % of that speeding up has come about, or has gone after the drug (days).
    volume_L_per_kg : float
        Volume of distribution, of the share of the dose that is absorbed (L/kg).

    References
    ----------
    CBZkinetics
    """

    half_life_h: float = quantity(36.0, low=2, high=500, unit="h", source="CBZkinetics")
    half_life_induced_h: float = quantity(15.0, low=2, high=500, unit="h", source="CBZkinetics")
    induction_days: float = quantity(9.0, low=0.5, high=100, unit="days", source="CBZkinetics")
    volume_L_per_kg: float = quantity(1.4, low=0.05, high=50, unit="L/kg", source=MEMORY)


@dataclass(frozen=True, kw_only=True)
class SaturableDrug(Parameters):
    """One compartment, even intake, elimination that saturates (Michaelis and Menten).

    Parameters
    ----------
    most_mg_per_kg_day : float
        The most that can be eliminated (mg per kg of weight and day).
    half_saturation_mg_per_L : float
        Level at which half of that is eliminated (mg/L).
    volume_L_per_kg : float
        Volume of distribution (L/kg).

    References
    ----------
    PhenytoinNotes
    """

    most_mg_per_kg_day: float = quantity(7.0, low=0.1, high=100, unit="mg/(kg day)", source=MEMORY)
    half_saturation_mg_per_L: float = quantity(4.0, low=0.1, high=100, unit="mg/L", source=MEMORY)
    volume_L_per_kg: float = quantity(0.7, low=0.05, high=50, unit="L/kg", source=MEMORY)


def _steady(half_life_h: float, volume_L_per_kg: float) -> OralDrug:
    return OralDrug(
        half_life_h=half_life_h, half_life_induced_h=half_life_h, volume_L_per_kg=volume_L_per_kg
    )


#: Drugs taken by mouth whose level the model follows. That carbamazepine speeds up its own
#: breakdown and that the elimination of phenytoin saturates have a source; half-lives and volumes
#: of the others, and the constants of phenytoin, are from memory, unsettled.
ORAL_DRUGS: Mapping[str, OralDrug | SaturableDrug] = MappingProxyType(
    {
        "carbamazepine": OralDrug(),
        "phenytoin": SaturableDrug(),
        "lamotrigine": _steady(27.0, 1.1),
        "mexiletine": _steady(11.0, 7.0),
    }
)


def plasma_levels_mg_per_L(
    drug: OralDrug | SaturableDrug,
    intake: Sequence[tuple[float, float]],
    days: FloatArray,
    *,
    weight_kg: float,
) -> FloatArray:
    """Total plasma level at each of some times.

    Parameters
    ----------
    drug : OralDrug or SaturableDrug
        The drug.
    intake : sequence of (day, mg_per_day)
        Daily dose (mg) from each day on, in order of time.
    days : ndarray, shape (n,)
        Times, rising (days).
    weight_kg : float
        Weight of the patient (kg).

    Returns
    -------
    ndarray, shape (n,)
        Levels (mg/L), read-only.

    Notes
    -----
    Induction ``u`` approaches 1 while the drug is taken and 0 without it, exponentially; the rate
    of elimination moves with it from its first to its induced value. Between changes of dose the
    level follows from an integrating factor, whose one remaining integral is taken by Gauss's
    rule. A saturable drug is followed by the Runge-Kutta rule of fourth order, hour by hour.
    """
    volume_L = drug.volume_L_per_kg * weight_kg
    # Level and induction.
    state, dose, now, due = (0.0, 0.0), 0.0, 0.0, 0
    levels = np.empty(days.size)
    for number, day in enumerate(days):
        while now < day:
            while due < len(intake) and intake[due][0] <= now:
                dose = intake[due][1]
                due += 1
            change = intake[due][0] if due < len(intake) else math.inf
            end = min(float(day), change, now + _LONGEST_SPAN_days)
            if isinstance(drug, SaturableDrug):
                state = _step_saturable(drug, state, end - now, dose / volume_L)
            else:
                state = _step_induced(drug, state, end - now, dose / volume_L)
            now = end
        levels[number] = state[0]
    return read_only(levels)


def _step_induced(
    drug: OralDrug, state: tuple[float, float], span: float, gain: float
) -> tuple[float, float]:
    """Level and induction after `span` days in which the level gains `gain` mg/L a day."""
    level, induced = state
    slow = math.log(2.0) * 24.0 / drug.half_life_h
    fast = math.log(2.0) * 24.0 / drug.half_life_induced_h
    aim = 1.0 if gain > 0.0 else 0.0

    def cleared(since: FloatArray) -> FloatArray:
        gone = -np.expm1(-since / drug.induction_days) * drug.induction_days
        return slow * since + (fast - slow) * (aim * since + (induced - aim) * gone)

    total = float(cleared(np.array([span]))[0])
    stays = np.exp(cleared(0.5 * span * (_NODES + 1.0)) - total)
    gained = gain * 0.5 * span * float(_WEIGHTS @ stays)
    fade = math.exp(-span / drug.induction_days)
    return level * math.exp(-total) + gained, aim + (induced - aim) * fade


def _step_saturable(
    drug: SaturableDrug, state: tuple[float, float], span: float, gain: float
) -> tuple[float, float]:
    """As `_step_induced`, with elimination that saturates and no induction."""
    most = drug.most_mg_per_kg_day / drug.volume_L_per_kg
    half = drug.half_saturation_mg_per_L

    def slope(level: float) -> float:
        return gain - most * level / (half + level)

    level = state[0]
    # An hour, or less where the level changes quickly.
    n_steps = max(1, math.ceil(span * max(24.0, 10.0 * most / half)))
    h = span / n_steps
    for _ in range(n_steps):
        k1 = slope(level)
        k2 = slope(level + 0.5 * h * k1)
        k3 = slope(level + 0.5 * h * k2)
        k4 = slope(level + h * k3)
        level += h / 6.0 * (k1 + 2.0 * k2 + 2.0 * k3 + k4)
    return level, 0.0


def botulinum_release(
    injections: Sequence[tuple[float, float]],
    days: FloatArray,
    *,
    onset_days: float,
    decline_days: float,
) -> FloatArray:
    """Share of transmitter release left after injections into one muscle.

    Parameters
    ----------
    injections : sequence of (day, share)
        When, and which share of release is blocked at the height of the effect.
    days : ndarray, shape (n,)
        Times (days).
    onset_days, decline_days : float
        Time constants of the rise and of the slow loss of the effect (days).

    Returns
    -------
    ndarray, shape (n,)
        1 without toxin, read-only. Later injections act on what is left.

    Raises
    ------
    ParameterError
        If the effect does not rise faster than it declines.
    """
    check_number("onset_days", onset_days, low=0.01, high=100, unit="days")
    check_number("decline_days", decline_days, low=1.05 * onset_days, high=1000, unit="days")
    ratio = decline_days / onset_days
    # The difference of two exponentials has its peak here; it is scaled to 1 there.
    peak_days = onset_days * ratio / (ratio - 1.0) * math.log(ratio)
    peak = math.exp(-peak_days / decline_days) - math.exp(-peak_days / onset_days)
    left = np.ones(days.size)
    for day, share in injections:
        since = np.maximum(days - day, 0.0)
        effect = np.exp(-since / decline_days) - np.exp(-since / onset_days)
        left *= 1.0 - share * effect / peak
    return read_only(np.clip(left, 0.0, 1.0))


def passing_effect(
    doses: Sequence[tuple[float, float]], days: FloatArray, *, decay_days: float
) -> FloatArray:
    """Sum of effects that begin at once and fall to 37 % in `decay_days` (days).

    Parameters
    ----------
    doses : sequence of (day, share)
        When, and how much of the usual effect.
    days : ndarray, shape (n,)
        Times (days); a sample at the time of a dose is taken before it.
    decay_days : float
        Time constant (days).

    Returns
    -------
    ndarray, shape (n,)
        1 just after one usual dose, read-only.
    """
    effect = np.zeros(days.size)
    for day, share in doses:
        since = np.maximum(days - day, 0.0)
        effect += np.where(days > day, share * np.exp(-since / decay_days), 0.0)
    return read_only(effect)
