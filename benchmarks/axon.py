"""One axon: compiled, plain Python and scipy on the same work, and what a fresh start costs.

Run with ``python -m benchmarks.axon``. All ways compute the same axon in one run; rounds are
interleaved and medians shown. The spikes of each are compared with scipy's.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time

import numpy as np

from neuro_edu.simulation.nerve.axon import initial_state, simulate_axon
from neuro_edu.simulation.nerve.parameters import NEUROMYOTONIC_AXON, Stimulus
from tests.simulation.reference_axon import integrate

SECOND_MS = 1000.0
SHOCKS = Stimulus.train(n_pulses=5, rate_hz=5.0)
# Each stage starts where the one before ended, in one fresh process.
STAGES = {
    "import numpy, matplotlib and ipywidgets": "import numpy, matplotlib.figure, ipywidgets",
    "import the course": "from neuro_edu import lessons, simulate_axon",
    "first picture (plain loop, numba not yet there)": "lessons.kv1_explorer()",
    "numba and the first compiled second": "simulate_axon(duration_ms=1000.0, compiled=True)",
    "another compiled second": "simulate_axon(duration_ms=1000.0, compiled=True)",
}


def timed(call):
    start = time.perf_counter()
    result = call()
    return time.perf_counter() - start, result


def ways():
    def ours(dt_ms, *, compiled):
        return lambda: simulate_axon(
            NEUROMYOTONIC_AXON, SHOCKS, duration_ms=SECOND_MS, dt_ms=dt_ms, sample_ms=0,
            compiled=compiled,
        ).spike_times_ms  # fmt: skip

    def scipy_way():
        axon = NEUROMYOTONIC_AXON
        return integrate(axon, SHOCKS, initial_state(axon), SECOND_MS, rtol=1e-6)[0]

    return {
        "compiled, dt 0.02 ms (default)": ours(0.02, compiled=True),
        "compiled, dt 0.025 ms": ours(0.025, compiled=True),
        "plain Python, dt 0.02 ms": ours(0.02, compiled=False),
        "plain Python, dt 0.025 ms": ours(0.025, compiled=False),
        "scipy LSODA, rtol 1e-6": scipy_way,
    }


def compare(rounds=5):
    reference, _ = integrate(
        NEUROMYOTONIC_AXON, SHOCKS, initial_state(NEUROMYOTONIC_AXON), SECOND_MS
    )
    seconds = {name: [] for name in ways()}
    errors = {}
    for _ in range(rounds):
        for name, way in ways().items():
            took, spikes = timed(way)
            seconds[name].append(took)
            same = spikes.size == reference.size
            errors[name] = np.abs(spikes - reference).max() if same else float("nan")
    fastest = statistics.median(seconds["compiled, dt 0.02 ms (default)"])
    lines = [
        "| one axon, one second, five shocks | ms | times as long | largest spike error (ms) |",
        "| --- | --: | --: | --: |",
    ]
    for name, values in seconds.items():
        median = statistics.median(values)
        lines.append(
            f"| {name} | {1e3 * median:.1f} | {median / fastest:.1f} | {errors[name]:.4f} |"
        )
    return lines


def fresh_starts(rounds=3):
    warm, empty = [], []
    run_fresh()
    for _ in range(rounds):
        warm.append(run_fresh())
        with tempfile.TemporaryDirectory() as folder:
            empty.append(run_fresh(NUMBA_CACHE_DIR=folder))
    lines = ["| fresh process | numba cache warm (s) | empty (s) |", "| --- | --: | --: |"]
    for stage, *times in zip(
        STAGES, zip(*warm, strict=True), zip(*empty, strict=True), strict=True
    ):
        medians = " | ".join(f"{statistics.median(values):.2f}" for values in times)
        lines.append(f"| {stage} | {medians} |")
    return lines


def run_fresh(**environment):
    code = ["import time", "start = time.perf_counter()"]
    for stage in STAGES.values():
        code += [stage, "print(time.perf_counter() - start)", "start = time.perf_counter()"]
    done = subprocess.run(
        [sys.executable, "-c", "\n".join(code)], env={**os.environ, **environment}, check=True,
        capture_output=True, text=True,
    )  # fmt: skip
    return [float(line) for line in done.stdout.split()]


def main():
    return "\n".join(["## One axon", "", *compare(), "", *fresh_starts(), ""])


if __name__ == "__main__":
    print(main())
