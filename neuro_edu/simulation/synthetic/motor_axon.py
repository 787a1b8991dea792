"""Discharges that begin in the motor axon, from templates: for listening and for comparison.

The axon model makes the same discharges from its channels; these are drawn to published ranges.
"""

from dataclasses import replace

import numpy as np
from numpy.random import Generator

from neuro_edu.simulation.synthetic.central import MOTOR_UNIT, healthy_unit
from neuro_edu.simulation.synthetic.synthesis import (
    Firing,
    FloatArray,
    Range,
    complex_firings,
    random_train,
    steady_train,
)

# A muscle may have to be watched for 90 s to see one [FPdetect]: these are quick for their kind.
FASCICULATION = {
    "rate": Range(low=0.3, high=2, unit="Hz", source="teaching value"),
    "units": Range(low=1, high=2, unit="", source="teaching value"),
}
FASCICULATION_ALS = {
    "rate": Range(low=0.5, high=2, unit="Hz", source="teaching value"),
    "duration": Range(low=15, high=25, unit="ms", source="teaching value"),
    "fibres": Range(low=5, high=9, unit="", source="teaching value"),
    "spike duration": Range(low=2.5, high=5, unit="ms", source="teaching value"),
    "jitter": Range(low=0.05, high=0.15, unit="ms", source="teaching value"),
    "blocking": Range(low=0.0, high=0.1, unit="", source="teaching value"),
    "size": Range(low=500, high=3000, unit="uV", source="teaching value"),
}
MULTIPLETS = {
    "groups": Range(low=0.3, high=5, unit="Hz", source="teaching value"),
    "first interval": Range(low=2.8, high=8, unit="ms", source="teaching value"),
    "last interval": Range(low=2.5, high=20, unit="ms", source="teaching value"),
    "second size": Range(low=0.75, high=0.95, unit="", source="teaching value"),
    "units": Range(low=1, high=2, unit="", source="teaching value"),
}
# Bursts at 2 to 10 Hz are published [MedLinkNMT], and 30 to 60 Hz inside a burst of the face
# [MedscapeMyokymia]; what lies outside is a teaching value.
MYOKYMIC = {
    "groups": Range(low=0.5, high=10, unit="Hz", source="MedLinkNMT"),
    "spikes": Range(low=2, high=15, unit="", source="teaching value"),
    "rate": Range(low=30, high=120, unit="Hz", source="MedscapeMyokymia"),
    "cv": Range(low=0.05, high=0.2, unit="", source="teaching value"),
}
# Published from 30 Hz [Maddison2006]; 150 Hz as lower limit is an unsettled convention.
NEUROMYOTONIC = {
    "rate": Range(low=150, high=300, unit="Hz", source="Maddison2006"),
    "run": Range(low=0.3, high=2, unit="s", source="teaching value"),
    "pause": Range(low=1, high=6, unit="s", source="teaching value"),
    "last size": Range(low=0.2, high=0.6, unit="", source="teaching value"),
    "fall": Range(low=0.2, high=0.6, unit="s", source="teaching value"),
}
TETANY = {
    "groups": Range(low=5, high=30, unit="Hz", source="teaching value"),
    "interval": Range(low=5, high=25, unit="ms", source="teaching value"),
    "spikes": Range(low=2, high=4, unit="", source="teaching value"),
    "cv": Range(low=0.03, high=0.08, unit="", source="teaching value"),
}
CRAMP = {
    "units": Range(low=20, high=40, unit="", source="teaching value"),
    "rate": Range(low=20, high=33, unit="Hz", source="Minetto2009"),
    "cv": Range(low=0.35, high=0.54, unit="", source="Minetto2009"),
    "length": Range(low=5, high=60, unit="s", source="teaching value"),
}
SINGLE_DISCHARGES = {
    "rate": Range(low=1.3, high=18.1, unit="Hz", source="Posa2020"),
    "cv": Range(low=0.018, high=0.052, unit="", source="Posa2020"),
}


def _size_uV(rng: Generator) -> float:
    return MOTOR_UNIT["usual size"].draw_log(rng)


def _scaled(firing: Firing, shares: FloatArray) -> Firing:
    sizes_uV = firing.sizes_uV * shares
    return Firing(potential=firing.potential, times_ms=firing.times_ms, sizes_uV=sizes_uV)


def fire_fasciculation(rng: Generator, duration_ms: float) -> list[Firing]:
    """One or two healthy units, single discharges at random."""
    n_units = FASCICULATION["units"].draw_count(rng)
    rate_hz = FASCICULATION["rate"].draw_log(rng) / n_units
    return [
        healthy_unit(rng, random_train(rng, 0, duration_ms, rate_hz, 100.0), _size_uV(rng))
        for _ in range(n_units)
    ]


def fire_fasciculation_als(rng: Generator, duration_ms: float) -> list[Firing]:
    """Long, polyphasic unit whose shape changes from one discharge to the next, at random."""
    ranges = FASCICULATION_ALS
    return complex_firings(
        rng,
        random_train(rng, 0, duration_ms, ranges["rate"].draw_log(rng), 100.0),
        duration_ms=ranges["duration"].draw(rng) - 2.0,
        n_spikes=ranges["fibres"].draw_count(rng),
        size_uV=ranges["size"].draw_log(rng),
        spike_ms=ranges["spike duration"],
        jitter_ms=ranges["jitter"].draw(rng),
        blocking=ranges["blocking"].draw(rng),
    )


def fire_multiplets(rng: Generator, duration_ms: float) -> list[Firing]:
    """Doublets, triplets and longer groups at random, their intervals growing."""
    n_units = MULTIPLETS["units"].draw_count(rng)
    groups_hz = MULTIPLETS["groups"].draw_log(rng) / n_units
    firings = []
    for _ in range(n_units):
        first_ms = MULTIPLETS["first interval"].draw(rng)
        growth = float(rng.uniform(1.05, 1.35))
        second = MULTIPLETS["second size"].draw(rng)
        times: list[float] = []
        shares: list[float] = []
        for start_ms in random_train(rng, 0, duration_ms, groups_hz, 150.0):
            n_spikes = min(1 + int(rng.geometric(0.5)), 8)
            scatter = rng.uniform(0.9, 1.1, n_spikes - 1)
            gaps = np.clip(
                first_ms * growth ** np.arange(n_spikes - 1) * scatter,
                MULTIPLETS["last interval"].low,
                MULTIPLETS["last interval"].high,
            )
            times += [start_ms, *(start_ms + np.cumsum(gaps))]
            shares += [1.0] + [second] * (n_spikes - 1)
        firing = healthy_unit(rng, np.array(times), _size_uV(rng))
        firings.append(_scaled(firing, np.array(shares)))
    return firings


def fire_myokymic(rng: Generator, duration_ms: float) -> list[Firing]:
    """One unit in bursts that return almost in rhythm, with a varying number of spikes."""
    rate_hz = MYOKYMIC["rate"].draw_log(rng)
    most = int(rng.integers(4, int(MYOKYMIC["spikes"].high) + 1))
    # A burst may fill half of its cycle; more would leave no pause to hear.
    fastest_hz = min(MYOKYMIC["groups"].high, 500.0 / (most * 1000.0 / rate_hz))
    groups_hz = replace(MYOKYMIC["groups"], high=fastest_hz).draw_log(rng)
    fewest = max(int(MYOKYMIC["spikes"].low), most - 4)
    first_ms = float(rng.uniform(0, 500.0 / groups_hz))
    starts_ms = steady_train(rng, first_ms, duration_ms, groups_hz, MYOKYMIC["cv"].draw(rng))
    times: list[float] = []
    for start_ms in starts_ms:
        n_spikes = int(rng.integers(fewest, most + 1))
        gaps = 1000.0 / rate_hz * rng.normal(1.0, 0.05, n_spikes - 1).clip(0.7, 1.3)
        times += [start_ms, *(start_ms + np.cumsum(gaps))]
    return [healthy_unit(rng, np.array(times), _size_uV(rng))]


def fire_neuromyotonic(rng: Generator, duration_ms: float) -> list[Firing]:
    """One unit in abrupt runs of 150 to 300 Hz that slow a little while the potential wanes."""
    begin_hz = float(rng.uniform(200, NEUROMYOTONIC["rate"].high - 5))
    end_hz = float(rng.uniform(NEUROMYOTONIC["rate"].low + 5, 0.9 * begin_hz))
    fall_ms = 1000 * NEUROMYOTONIC["fall"].draw(rng)
    times: list[FloatArray] = []
    shares: list[FloatArray] = []
    now_ms = float(rng.uniform(0, 0.3)) * duration_ms
    while not times or now_ms < duration_ms:
        run_ms = min(1000 * NEUROMYOTONIC["run"].draw(rng), 0.6 * duration_ms)
        run = steady_train(
            rng,
            now_ms,
            now_ms + run_ms,
            lambda t_ms: end_hz + (begin_hz - end_hz) * np.exp(-t_ms / fall_ms),
            0.015,
        )
        times.append(run)
        fallen = (1 - np.exp(-(run - now_ms) / fall_ms)) / (1 - np.exp(-run_ms / fall_ms))
        shares.append(1 - (1 - NEUROMYOTONIC["last size"].draw(rng)) * fallen)
        now_ms += run_ms + 1000 * NEUROMYOTONIC["pause"].draw(rng)
    firing = healthy_unit(rng, np.concatenate(times), _size_uV(rng))
    return [_scaled(firing, np.concatenate(shares))]


def fire_tetany(rng: Generator, duration_ms: float) -> list[Firing]:
    """One unit in regular doublets to quadruplets, more of them as the trigger works."""
    interval_ms = TETANY["interval"].draw(rng)
    most = TETANY["spikes"].draw_count(rng)
    # The pause stays at least 2.5 times the interval; less would be one even train.
    fastest_hz = min(TETANY["groups"].high, 1000.0 / (interval_ms * (most + 1.5)))
    groups_hz = replace(TETANY["groups"], high=fastest_hz).draw_log(rng)
    first_ms = float(rng.uniform(0, 0.3)) * duration_ms
    starts_ms = steady_train(rng, first_ms, duration_ms, groups_hz, TETANY["cv"].draw(rng))
    times: list[float] = []
    for start_ms in starts_ms:
        progress = (start_ms - first_ms) / (duration_ms - first_ms)
        n_spikes = 2 + int(progress * (most - 1)) if most > 2 else 2
        gaps = interval_ms * rng.normal(1.0, 0.06, min(n_spikes, most) - 1).clip(0.8, 1.2)
        gaps = gaps.clip(TETANY["interval"].low, TETANY["interval"].high)
        times += [start_ms, *(start_ms + np.cumsum(gaps))]
    return [healthy_unit(rng, np.array(times), _size_uV(rng))]


def fire_cramp(rng: Generator, duration_ms: float) -> list[Firing]:
    """Many units that join, fire irregularly and drop out: a build-up and a decay."""
    length_ms = min(1000 * CRAMP["length"].draw(rng), 0.9 * duration_ms)
    begin_ms = float(rng.uniform(0, duration_ms - length_ms))
    firings = []
    for _ in range(CRAMP["units"].draw_count(rng)):
        join_ms = begin_ms + length_ms * 0.5 * float(rng.beta(1.2, 1.5))
        leave_ms = begin_ms + length_ms * (1 - 0.45 * float(rng.beta(1.2, 1.5)))
        times_ms = steady_train(
            rng, join_ms, leave_ms, CRAMP["rate"].draw(rng), CRAMP["cv"].draw(rng)
        )
        firings.append(healthy_unit(rng, times_ms, _size_uV(rng)))
    return firings


def fire_single_discharges(rng: Generator, duration_ms: float) -> list[Firing]:
    """One healthy unit that fires on and on like a clock."""
    rate_hz = SINGLE_DISCHARGES["rate"].draw_log(rng)
    times_ms = steady_train(
        rng, float(rng.uniform(0, 300)), duration_ms, rate_hz, SINGLE_DISCHARGES["cv"].draw(rng)
    )
    return [healthy_unit(rng, times_ms, _size_uV(rng))]
