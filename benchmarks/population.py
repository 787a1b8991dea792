"""A nerve of 100 axons: our loop, C, Brian2, NEURON, plain Python and scipy on the same work.

Run with ``python -m benchmarks.population``; Brian2 and NEURON are installed into environments of
their own below the folder given with ``--cache``, and left out where they cannot be had. Processor
time is compared, for other work may run on the machine: rounds of all ways are interleaved and
medians shown. Spikes are compared with those at a step of 0.0025 ms.
"""

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import time
from pathlib import Path

import numpy as np

from neuro_edu.simulation.muscle.emg import record_emg
from neuro_edu.simulation.muscle.force import simulate_force
from neuro_edu.simulation.muscle.junction import transmit
from neuro_edu.simulation.muscle.motor_unit_potentials import motor_unit_potentials, needle
from neuro_edu.simulation.muscle.motor_units import PoolParameters, draw_pool
from neuro_edu.simulation.nerve import channels
from neuro_edu.simulation.nerve.axon import (
    initial_state,
    kernel_pulses,
    kernel_table,
    simulate_axon,
)
from neuro_edu.simulation.nerve.parameters import (
    HEALTHY_AXON,
    NEUROMYOTONIC_AXON,
    AxonParameters,
    Stimulus,
)
from neuro_edu.simulation.nerve.population import draw_axons, simulate_axons
from neuro_edu.simulation.nerve.rest import initial_states
from tests.simulation.reference_axon import integrate

HERE = Path(__file__).parent
SECOND_MS = 1000.0
DT_MS = 0.02
#: A healthy nerve at 20 shocks a second: no axon is at the brink of another spike, so that all
#: solvers must agree on every one.
AXONS = draw_axons(HEALTHY_AXON, 100, seed=0)
SHOCKS = Stimulus.train(n_pulses=19, rate_hz=20.0)
DISEASED = draw_axons(NEUROMYOTONIC_AXON, 100, seed=0)
LARGEST_ERROR_MS = 0.1
PEERS = {"brian2": ["brian2", "numpy<2.4", "setuptools"], "neuron": ["neuron", "setuptools"]}
# Method, step (ms) or tolerance. The first of each peer is the one at our own step.
SETTINGS = {
    "brian2": (("exponential_euler", 0.02), ("exponential_euler", 0.025), ("rk4", 0.005)),
    "neuron": (("implicit", 0.02), ("implicit", 0.04), ("second", 0.05), ("variable", 1e-2)),
}
OUR_STEPS_MS = (0.05, 0.025, DT_MS)


def ours(dt_ms, axons=AXONS, stimulus=SHOCKS):
    def run():
        start = time.process_time()
        trains = simulate_axons(axons, stimulus, duration_ms=SECOND_MS, dt_ms=dt_ms, n_threads=1)
        return time.process_time() - start, [trains.of_unit(u) for u in range(len(axons))]

    return run


def in_c(cache, axons=AXONS, stimulus=SHOCKS):
    """Compile the C program, write its problem, and return a way to run it; None without gcc."""
    program, problem, answer = cache / "population", cache / "problem.bin", cache / "spikes.bin"
    if shutil.which("gcc") is None:
        return None
    flags = ["-O3", "-march=native", "-ffast-math"]
    subprocess.run(
        ["gcc", *flags, str(HERE / "population.c"), "-o", str(program), "-lm"], check=True
    )
    pulses = kernel_pulses(stimulus, DT_MS)
    n_steps = round(SECOND_MS / DT_MS)
    head = [len(axons), n_steps, channels.TABLE_ROWS, pulses.size // 3, DT_MS]
    rows = [
        [
            a.C_node_pF, a.C_internode_pF, a.g_Na_nS, a.g_NaP_nS * a.nap_fraction,
            a.g_Ks_nS * a.kv7_fraction, a.g_Kf_nS * a.kv1_fraction, a.g_L_nS,
            a.g_Ks_internode_nS * a.kv7_fraction, a.g_Kf_internode_nS * a.kv1_fraction,
            a.g_L_internode_nS, a.g_BB_nS, a.E_Na_mV, a.E_K_mV, a.E_L_mV, a.I_pump_max_pA,
            a.Na_per_spike, np.exp(-DT_MS / a.tau_Na_ms), a.k_on_per_uM_ms * a.drug_uM,
            a.k_off_per_ms, *state[:9],
        ]
        for a, state in zip(axons, initial_states(axons, [0] * len(axons)), strict=True)
    ]  # fmt: skip
    table = kernel_table(DT_MS, axons[0].temperature_degC)
    np.concatenate([head, table, pulses, np.ravel(rows)]).tofile(problem)

    def run():
        seconds = float(subprocess.check_output([program, problem, answer]))
        values, spikes, at = np.fromfile(answer), [], 0
        while at < values.size:
            count = int(values[at])
            spikes.append(values[at + 1 : at + 1 + count])
            at += 1 + count
        return seconds, spikes

    return run


def environment(cache, peer):
    """Python of an environment with the peer in it, made if need be; None where it cannot be."""
    folder = cache / peer
    python = folder / "bin" / "python"
    ready = folder / "ready"
    if not ready.exists():
        try:
            subprocess.run([sys.executable, "-m", "venv", "--clear", str(folder)], check=True)
            subprocess.run([str(python), "-m", "pip", "install", "-q", *PEERS[peer]], check=True)
        except subprocess.CalledProcessError:
            return None
        ready.touch()
    return python


def write_problem(cache):
    states = initial_states(AXONS, [0] * len(AXONS))
    problem = {
        "axons": [{name: getattr(a, name) for name in AxonParameters.quantities()} for a in AXONS],
        "rest_mV": states[:, :2].tolist(),
        "states": states[:, :9].tolist(),
        "onsets_ms": SHOCKS.onsets_ms,
        "width_ms": SHOCKS.width_ms,
        "amplitude_pA": SHOCKS.amplitude_pA,
        "duration_ms": SECOND_MS,
    }
    path = cache / "problem.json"
    path.write_text(json.dumps(problem), encoding="utf-8")
    return path


def peer_ways(cache, peer):
    """One way to run for each setting of a peer, by name; empty where the peer cannot be had."""
    python = environment(cache, peer)
    if python is None:
        return {}
    problem, script = write_problem(cache), HERE / "peers" / f"{peer}_axons.py"
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "check": True}
    work = cache / f"{peer}_work"
    work.mkdir(exist_ok=True)
    if peer == "neuron":
        shutil.copy(HERE / "peers" / "axon.mod", work)
        path = f"{python.parent}{os.pathsep}{os.environ['PATH']}"
        subprocess.run(
            [python.parent / "nrnivmodl", "."], cwd=work, env={**os.environ, "PATH": path}, **quiet
        )
    ways = {}
    for method, step in SETTINGS[peer]:
        answer, arguments = work / "spikes.json", [method, str(step)]
        command = [python, script, problem, answer, *arguments]
        if peer == "brian2":
            folder = work / f"{method}_{step}"
            if not (folder / "files.json").exists():
                subprocess.run([python, script, problem, folder, *arguments], **quiet)
            command.append(folder)
        ways[f"{peer}, {method} {step:g}"] = runner(command, work, answer)
    return ways


def runner(command, work, answer):
    def run():
        out = subprocess.check_output(command, cwd=work, stderr=subprocess.DEVNULL, text=True)
        spikes = json.loads(answer.read_text(encoding="utf-8"))
        return float(out.split()[-1]), [np.array(times) for times in spikes]

    return run


def plain_python():
    start = time.process_time()
    spikes = simulate_axon(AXONS[0], SHOCKS, duration_ms=SECOND_MS, sample_ms=0, compiled=False)
    return 100.0 * (time.process_time() - start), [spikes.spike_times_ms]


def with_scipy():
    start = time.process_time()
    axon = AXONS[0]
    spikes, _ = integrate(axon, SHOCKS, initial_state(axon), SECOND_MS, rtol=1e-6)
    return 100.0 * (time.process_time() - start), [spikes]


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
