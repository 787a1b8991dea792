"""A nerve of 100 axons: our loop, C, Brian2, NEURON, plain Python and scipy on the same work.

Run with ``python -m benchmarks.population``; Brian2 and NEURON are installed into environments of
their own below the folder given with ``--cache``, and left out where they cannot be had. Processor
time is compared, for other work may run on the machine: rounds of all ways are interleaved and
medians shown. Spikes are compared with those at a step of 0.0025 ms.
"""

import argparse
import statistics
import sys
import time
from pathlib import Path

import numpy as np

from benchmarks.nerve_ways import (
    DT_MS,
    PEERS,
    SETTINGS,
    in_c,
    ours,
    peer_ways,
    plain_python,
    with_scipy,
)
from neuro_edu.simulation.muscle.emg import record_emg
from neuro_edu.simulation.muscle.force import simulate_force
from neuro_edu.simulation.muscle.junction import transmit
from neuro_edu.simulation.muscle.motor_unit_potentials import motor_unit_potentials, needle
from neuro_edu.simulation.muscle.motor_units import PoolParameters, draw_pool
from neuro_edu.simulation.nerve.parameters import NEUROMYOTONIC_AXON
from neuro_edu.simulation.nerve.population import draw_axons, simulate_axons

DISEASED = draw_axons(NEUROMYOTONIC_AXON, 100, seed=0)
LARGEST_ERROR_MS = 0.1
OUR_STEPS_MS = (0.05, 0.025, DT_MS)


def largest_error_ms(spikes, reference):
    """Largest distance of a spike from its reference; nan where the number of spikes differs."""
    errors = [0.0]
    for times, wanted in zip(spikes, reference, strict=False):
        if times.size != wanted.size:
            return float("nan")
        errors.append(np.abs(times - wanted).max(initial=0.0))
    return max(errors)


def compare(cache, rounds):
    ways = {f"ours, one thread, dt {dt:g}": ours(dt) for dt in OUR_STEPS_MS}
    program = in_c(cache)
    if program:
        ways["C, gcc -O3 -march=native -ffast-math, dt 0.02"] = program
    missing = []
    for peer in PEERS:
        found = peer_ways(cache, peer)
        ways |= found
        missing += [] if found else [peer]
    _, reference = ours(0.0025)()
    seconds, errors = {name: [] for name in ways}, {}
    for _ in range(rounds):
        for name, way in ways.items():
            took, spikes = way()
            seconds[name].append(took)
            errors[name] = largest_error_ms(spikes, reference)
    one_axon = {
        "plain Python, dt 0.02 (one axon x 100)": plain_python,
        "scipy LSODA, rtol 1e-6 (one axon x 100)": with_scipy,
    }
    for name, way in one_axon.items():
        took, spikes = way()
        seconds[name], errors[name] = [took], largest_error_ms(spikes, reference)
    return {name: statistics.median(values) for name, values in seconds.items()}, errors, missing


def comparison_table(seconds, errors, missing):
    base = seconds[f"ours, one thread, dt {DT_MS:g}"]
    lines = [
        "| 100 axons, one second, 19 shocks each | processor s | times ours at dt 0.02 | "
        "largest spike error (ms) |",
        "| --- | --: | --: | --: |",
    ]
    for name, value in seconds.items():
        told = f"{errors[name]:.4f}" if np.isfinite(errors[name]) else "another number of spikes"
        lines.append(f"| {name} | {value:.3f} | {value / base:.2f} | {told} |")
    lines += [f"\nLeft out, for it could not be installed: {peer}." for peer in missing]

    def best(start):
        fit = [
            value
            for name, value in seconds.items()
            if name.startswith(start) and errors[name] <= LARGEST_ERROR_MS
        ]
        return min(fit, default=float("nan"))

    lines += ["", "| ratio | measured | goal |", "| --- | --: | --: |"]
    program = [value for name, value in seconds.items() if name.startswith("C, ")]
    if program:
        lines.append(f"| ours / C, same scheme and step | {base / program[0]:.2f} | at most 1.6 |")
    for peer in PEERS:
        if peer not in missing:
            method, step = SETTINGS[peer][0]
            same = seconds[f"{peer}, {method} {step:g}"] / base
            equal = best(peer) / best("ours")
            lines.append(f"| {peer} / ours, same dt | {same:.1f} | at least 10 |")
            lines.append(f"| {peer} / ours, equal accuracy (0.1 ms) | {equal:.1f} | at least 3 |")
    return lines


def chain(n_units, seconds, n_threads=2):
    """Wall and processor time of axons, junction, EMG and force, potentials drawn before."""
    pool = draw_pool(PoolParameters(n_units=n_units), seed=0)
    axons = draw_axons(NEUROMYOTONIC_AXON, n_units, seed=0)
    potentials = motor_unit_potentials(pool, needle())
    start, used = time.perf_counter(), time.process_time()
    trains = simulate_axons(axons, None, duration_ms=1000.0 * seconds, n_threads=n_threads)
    axon_s = time.process_time() - used
    passed = transmit(trains)
    record_emg(passed, potentials)
    simulate_force(passed, pool)
    return time.perf_counter() - start, time.process_time() - used, axon_s


def scaling():
    chain(10, 0.1)
    lines = [
        "| motor units | seconds | wall s, two threads | processor s | of it axons | "
        "processor ms per unit and second |",
        "| --: | --: | --: | --: | --: | --: |",
    ]
    for n_units, seconds, rounds in (
        (10, 1, 5), (100, 1, 5), (1000, 1, 1), (100, 10, 1), (100, 60, 1),
    ):  # fmt: skip
        runs = [chain(n_units, seconds) for _ in range(rounds)]
        wall, used, axon_s = (statistics.median(values) for values in zip(*runs, strict=True))
        each = 1000.0 * used / (n_units * seconds)
        lines.append(
            f"| {n_units} | {seconds} | {wall:.2f} | {used:.2f} | {axon_s:.2f} | {each:.2f} |"
        )
    return lines


def main(arguments=()):
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cache", type=Path, default=Path.home() / ".cache" / "neuro_edu_peers")
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args(arguments)
    cache = options.cache.resolve()
    cache.mkdir(parents=True, exist_ok=True)
    ours(DT_MS, DISEASED)()
    return "\n".join(
        [
            "## A nerve of 100 axons",
            "",
            "Processor time, not wall time: other work may run on the machine. C, Brian2 and "
            "NEURON take the same equations, axons and shocks; our loop and C halve each step "
            "three times through a spike. Brian2 steps all axons together in the vector unit, at "
            "first order; ours steps them side by side too, each with its own clock, at second "
            "order, so that a longer step will do; the C program takes axon after axon.",
            "",
            *comparison_table(*compare(cache, options.rounds)),
            "",
            "## The whole chain: axons, junction, EMG and force",
            "",
            "A nerve with Kv1 at 10 %, at rest; goal: 100 units for 1 s in at most 0.4 s of wall "
            "time on two cores.",
            "",
            *scaling(),
            "",
        ]
    )


if __name__ == "__main__":
    print(main(sys.argv[1:]))
