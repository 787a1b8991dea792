"""The cable against scipy's solver and against its own loop uncompiled, and how it scales.

Run with ``python -m benchmarks.cable``. Every way computes the spikes of the same cable and is
compared with scipy's; rounds of all ways are interleaved, medians are shown.
"""

import statistics
import time

import numpy as np

from neuro_edu.simulation.nerve.axon import initial_state
from neuro_edu.simulation.nerve.cable import NERVE_SHOCK, simulate_cable
from neuro_edu.simulation.nerve.cable_parameters import AUTOIMMUNE_CABLE, HEALTHY_CABLE
from tests.simulation.reference_cable import integrate_cable

DURATION_MS = 100.0
ROUNDS = 5
STIMULI = {0: NERVE_SHOCK}


def ours(compiled, dt_ms=0.02):
    def run(cable):
        result = simulate_cable(
            cable, STIMULI, duration_ms=DURATION_MS, dt_ms=dt_ms, compiled=compiled
        )
        return [result.spikes.of_unit(node) for node in range(cable.n_nodes)]

    return run


def with_lsoda(cable):
    """The equations as written, in Python, by LSODA with a banded Jacobian."""
    return integrate_cable(cable, STIMULI, initial_state(cable.axon), DURATION_MS, rtol=1e-6)


def timed(way, cable):
    start = time.perf_counter()
    spikes = way(cable)
    return time.perf_counter() - start, spikes


def largest_error_ms(spikes, reference):
    if [train.size for train in spikes] != [train.size for train in reference]:
        return float("inf")
    return float(max(np.abs(a - b).max() for a, b in zip(spikes, reference, strict=True)))


def compare(cable):
    ways = {
        "neuro_edu, compiled, 0.02 ms": ours(True),
        "neuro_edu, compiled, 0.005 ms": ours(True, 0.005),
        "neuro_edu, plain Python, 0.02 ms": ours(False),
    }
    # One run: it is the slowest by far, and what it takes does not matter to a tenth.
    lsoda_s, reference = timed(with_lsoda, cable)
    seconds = {name: [] for name in ways}
    error_ms = {}
    ours(True)(cable)
    for _ in range(ROUNDS):
        for name, way in ways.items():
            taken, spikes = timed(way, cable)
            seconds[name].append(taken)
            error_ms[name] = largest_error_ms(spikes, reference)
    median = {name: statistics.median(values) for name, values in seconds.items()}
    median["scipy LSODA, rtol 1e-6"] = lsoda_s
    fastest = median["neuro_edu, compiled, 0.02 ms"]
    return {
        name: {
            "ms": 1000 * taken,
            "times_ours": taken / fastest,
            "error_ms": error_ms.get(name, 0.0),
        }
        for name, taken in median.items()
    }


def scaling():
    """Milliseconds by nodes and seconds, compiled, one shock."""
    rows = []
    for n_nodes in (20, 40, 60):
        cable = HEALTHY_CABLE.replace(n_nodes=n_nodes)
        for duration_s in (0.1, 1.0, 10.0):
            taken = []
            for _ in range(ROUNDS):
                start = time.perf_counter()
                simulate_cable(cable, duration_ms=1000.0 * duration_s, compiled=True)
                taken.append(time.perf_counter() - start)
            rows.append((n_nodes, duration_s, 1000 * statistics.median(taken)))
    return rows


def main():
    work = f"{HEALTHY_CABLE.n_nodes} nodes, {DURATION_MS:g} ms, one shock"
    lines = ["## One axon along its length"]
    for name, cable in (("healthy", HEALTHY_CABLE), ("autoimmune", AUTOIMMUNE_CABLE)):
        lines += [
            "",
            f"{work}, {name}; largest difference of a spike time from scipy's:",
            "",
            "| way | ms | times ours | difference, ms |",
            "| --- | --: | --: | --: |",
        ]
        lines += [
            f"| {way} | {row['ms']:.1f} | {row['times_ours']:.1f} | {row['error_ms']:.4f} |"
            for way, row in compare(cable).items()
        ]
    lines += ["", "Compiled, one shock:", "", "| nodes | seconds | ms |", "| --: | --: | --: |"]
    lines += [f"| {n_nodes} | {seconds:g} | {ms:.1f} |" for n_nodes, seconds, ms in scaling()]
    return "\n".join([*lines, ""])


if __name__ == "__main__":
    print(main())
