"""Plasma levels of drugs over weeks, and how local and passing effects come and go."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from neuro_edu.simulation.arrays import read_only
from neuro_edu.simulation.drug_actions import MEMORY
from neuro_edu.simulation.quantities import Parameters, check_number, quantity

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


def _steady(half_life_h: float, volume_L_per_kg: float) -> OralDrug:
    return OralDrug(
        half_life_h=half_life_h, half_life_induced_h=half_life_h, volume_L_per_kg=volume_L_per_kg
    )


#: Drugs taken by mouth whose level the model follows. Only carbamazepine's own induction has a
#: source; half-lives and volumes of the others are from memory, unsettled. Phenytoin is missing:
#: its elimination saturates.
ORAL_DRUGS: Mapping[str, OralDrug] = MappingProxyType(
    {
        "carbamazepine": OralDrug(),
        "lamotrigine": _steady(27.0, 1.1),
        "mexiletine": _steady(11.0, 7.0),
    }
)


def plasma_levels_mg_per_L(
    drug: OralDrug,
    intake: Sequence[tuple[float, float]],
    days: FloatArray,
    *,
    weight_kg: float,
) -> FloatArray:
    """Total plasma level at each of some times.

    Parameters
    ----------
    drug : OralDrug
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
    rule.
    """
    slow = math.log(2.0) * 24.0 / drug.half_life_h
    fast = math.log(2.0) * 24.0 / drug.half_life_induced_h
    volume_L = drug.volume_L_per_kg * weight_kg

    def step(level: float, induced: float, span: float, dose: float) -> tuple[float, float]:
        aim = 1.0 if dose > 0.0 else 0.0

        def cleared(since: FloatArray | float) -> FloatArray:
            gone = -np.expm1(-np.asarray(since) / drug.induction_days) * drug.induction_days
            mean = aim * np.asarray(since) + (induced - aim) * gone
            return np.asarray(slow * np.asarray(since) + (fast - slow) * mean)

        total = float(cleared(span))
        stays = np.exp(cleared(0.5 * span * (_NODES + 1.0)) - total)
        gained = dose / volume_L * 0.5 * span * float(_WEIGHTS @ stays)
        fade = math.exp(-span / drug.induction_days)
        return level * math.exp(-total) + gained, aim + (induced - aim) * fade

    level, induced, dose, now, due = 0.0, 0.0, 0.0, 0.0, 0
    levels = np.empty(days.size)
    for number, day in enumerate(days):
        stops = [now]
        changes = []
        while due < len(intake) and intake[due][0] < day:
            changes.append(intake[due])
            due += 1
        for change_day, new_dose in [*changes, (float(day), None)]:
            parts = max(1, math.ceil((change_day - stops[-1]) / _LONGEST_SPAN_days))
            for start, end in pairwise(np.linspace(stops[-1], change_day, parts + 1)):
                level, induced = step(level, induced, float(end - start), dose)
            stops.append(change_day)
            dose = dose if new_dose is None else new_dose
        now = float(day)
        levels[number] = level
    return read_only(levels)


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
