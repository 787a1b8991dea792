"""Discharges driven by the central nervous system: healthy motor units, wanted or not."""

import math
from functools import partial

import numpy as np
from numpy.random import Generator

from neuro_edu.simulation.synthetic.potentials import motor_unit_potential
from neuro_edu.simulation.synthetic.synthesis import Firing, FloatArray, Range, steady_train

MOTOR_UNIT = {
    "size": Range(low=300, high=3000, unit="uV", source="MUAPpage"),
    "usual size": Range(low=300, high=1500, unit="uV", source="MUAPpage"),
    "duration": Range(low=7, high=13, unit="ms", source="MUAPpage"),
    "polyphasic share": Range(low=0.1, high=0.15, unit="", source="MUAPpage"),
}
VOLUNTARY = {
    "rate": Range(low=6, high=30, unit="Hz", source="Petajan1969"),
    "onset rate": Range(low=6, high=10, unit="Hz", source="Petajan1969"),
    "cv": Range(low=0.1, high=0.3, unit="", source="teaching value"),
    "units": Range(low=1, high=4, unit="", source="teaching value"),
}
STIFF_PERSON = {
    "rate": Range(low=5, high=25, unit="Hz", source="teaching value"),
    "cv": Range(low=0.1, high=0.3, unit="", source="teaching value"),
    "units": Range(low=4, high=8, unit="", source="teaching value"),
}


def healthy_unit(rng: Generator, times_ms: FloatArray, size_uV: float) -> Firing:
    """Give spike times the potential of a healthy motor unit of one size.

    Parameters
    ----------
    rng : numpy.random.Generator
        Source of chance.
    times_ms : numpy.ndarray, shape (n,)
        When it fires, in ms.
    size_uV : float
        Peak-to-peak size in uV.
    """
    polyphasic = rng.random() < MOTOR_UNIT["polyphasic share"].draw(rng)
    potential = motor_unit_potential(rng, MOTOR_UNIT["duration"].draw(rng), polyphasic=polyphasic)
    sizes_uV = size_uV * rng.uniform(0.96, 1.04, times_ms.size)
    return Firing(potential=potential, times_ms=times_ms, sizes_uV=sizes_uV)


def _rising(begin_hz: float, gain_hz: float, t_ms: float) -> float:
    """Return a rate that grows by `gain_hz` each second, up to the fastest gentle effort."""
    return min(begin_hz + gain_hz * t_ms / 1000, VOLUNTARY["rate"].high)


def _in_spasm(base_hz: float, spasm_ms: float, t_ms: float) -> float:
    """Return a rate that swells by 8 Hz around the middle of a spasm."""
    swell_hz = 8.0 * math.exp(-0.5 * ((t_ms - spasm_ms) / 800) ** 2)
    return min(base_hz + swell_hz, STIFF_PERSON["rate"].high)


def fire_voluntary(rng: Generator, duration_ms: float) -> list[Firing]:
    """Gentle effort that grows: small units first, each speeding up after it has joined in."""
    n_units = VOLUNTARY["units"].draw_count(rng)
    sizes_uV = np.sort([MOTOR_UNIT["usual size"].draw_log(rng) for _ in range(n_units)])
    first_ms = float(rng.uniform(0, 0.2)) * duration_ms
    joins_ms = first_ms + np.linspace(0, 0.6, n_units) * (duration_ms - first_ms)
    firings = []
    for join_ms, size_uV in zip(joins_ms, sizes_uV, strict=True):
        begin_hz = VOLUNTARY["onset rate"].draw(rng)
        gain_hz = float(rng.uniform(0, 1.2)) * (1 - join_ms / duration_ms)
        stop_ms = duration_ms * float(rng.uniform(0.9, 1.0))
        rate = partial(_rising, begin_hz, gain_hz)
        times_ms = steady_train(rng, float(join_ms), stop_ms, rate, VOLUNTARY["cv"].draw(rng))
        firings.append(healthy_unit(rng, times_ms, float(size_uV)))
    return firings


def fire_stiff_person(rng: Generator, duration_ms: float) -> list[Firing]:
    """Ordinary units that do not come to rest, denser during a spasm."""
    n_units = STIFF_PERSON["units"].draw_count(rng)
    spasm_ms = float(rng.uniform(0.2, 0.8)) * duration_ms
    firings = []
    for _ in range(n_units):
        base_hz = float(rng.uniform(6, 12))
        rate = partial(_in_spasm, base_hz, spasm_ms)
        start_ms = float(rng.uniform(0, 200))
        times_ms = steady_train(rng, start_ms, duration_ms, rate, STIFF_PERSON["cv"].draw(rng))
        firings.append(healthy_unit(rng, times_ms, MOTOR_UNIT["usual size"].draw_log(rng)))
    return firings
