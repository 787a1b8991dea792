"""The ways to run a nerve of 100 axons: our loop, C, Brian2, NEURON, plain Python and scipy.

Each way is a function without arguments that gives processor time (s) and the spikes of each axon.
"""

import json
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import numpy as np

from neuro_edu.simulation.nerve import channels
from neuro_edu.simulation.nerve.axon import (
    initial_state,
    kernel_pulses,
    kernel_table,
    simulate_axon,
)
from neuro_edu.simulation.nerve.parameters import HEALTHY_AXON, AxonParameters, Stimulus
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
PEERS = {"brian2": ["brian2", "numpy<2.4", "setuptools"], "neuron": ["neuron", "setuptools"]}
# Method, step (ms) or tolerance. The first of each peer is the one at our own step.
SETTINGS = {
    "brian2": (("exponential_euler", 0.02), ("exponential_euler", 0.025), ("rk4", 0.005)),
    "neuron": (("implicit", 0.02), ("implicit", 0.04), ("second", 0.05), ("variable", 1e-2)),
}


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
