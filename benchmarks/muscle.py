"""The muscle part against scipy on the same work, how it scales, and what memory it takes.

Run with ``python -m benchmarks.muscle``. Every way computes the force and the EMG of the same
spikes and is compared with the first; rounds of all ways are interleaved, medians are shown.
"""

import re
import statistics
import subprocess
import sys
import time
from pathlib import Path

import numpy as np

from neuro_edu.simulation.muscle.emg import record_emg, superpose
from neuro_edu.simulation.muscle.force import simulate_force
from neuro_edu.simulation.muscle.junction import JunctionParameters, Transmission, transmit
from neuro_edu.simulation.muscle.motor_unit_potentials import motor_unit_potentials, needle
from neuro_edu.simulation.muscle.motor_units import PoolParameters, draw_pool
from neuro_edu.simulation.muscle.voluntary_drive import voluntary_drive
from neuro_edu.simulation.spike_trains import SpikeTrains

RATE_HZ = 10_000.0
TWITCH_MS = 800.0


def grid_spikes(pool, duration_ms, seed=0):
    """Voluntary spikes moved onto samples, where scipy's way has them too."""
    trains = voluntary_drive(pool, 1.0, duration_ms - 1.0, seed=seed)
    lists = [np.unique(np.rint(trains.of_unit(u) * 10)) / 10 for u in range(pool.n_units)]
    trains = SpikeTrains.from_lists(lists, duration_ms)
    return Transmission(
        trains=trains, fraction=np.ones(trains.n_spikes), parameters=JunctionParameters()
    )


def ours(passed, pool, potentials):
    force = simulate_force(passed, pool, rate_hz=RATE_HZ).force_mN
    return force, superpose(passed.trains, passed.fraction, potentials)


def with_ceiling(activation, pool, unit):
    c = 1.0 / pool.parameters.twitch_tetanus_ratio - 1.0
    cubed = activation * activation * activation
    return pool.tetanus_mN[unit] * cubed / (cubed + c)


def impulses(passed, unit, n):
    train = np.zeros(n)
    train[np.rint(passed.trains.of_unit(unit) * RATE_HZ / 1000).astype(int)] = 1.0
    return train


def per_unit(convolve):
    """Both signals by one convolution per unit and signal."""

    def run(passed, pool, potentials):
        n = round(passed.trains.duration_ms * RATE_HZ / 1000)
        t = np.arange(round(TWITCH_MS * RATE_HZ / 1000)) * 1000 / RATE_HZ
        force, emg = np.zeros(n), np.zeros(n)
        for unit in range(pool.n_units):
            train = impulses(passed, unit, n)
            x = t / pool.contraction_ms[unit]
            force += with_ceiling(convolve(train, x * np.exp(1 - x))[:n], pool, unit)
            template = potentials.templates_uV[unit, 0].astype(float)
            emg += convolve(train, template)[:n]
        return force, emg

    return run


def with_lfilter(passed, pool, potentials):
    """The twitch as a recursion and the template as a finite filter, by scipy.signal.lfilter."""
    from scipy.signal import lfilter

    n = round(passed.trains.duration_ms * RATE_HZ / 1000)
    force, emg = np.zeros(n), np.zeros(n)
    for unit in range(pool.n_units):
        train = impulses(passed, unit, n)
        step = 1000 / RATE_HZ / pool.contraction_ms[unit]
        d = np.exp(-step)
        activation = lfilter([0.0, np.e * step * d], [1.0, -2 * d, d * d], train)
        force += with_ceiling(activation, pool, unit)
        emg += lfilter(potentials.templates_uV[unit, 0].astype(float), [1.0], train)
    return force, emg


def with_numpy_events(passed, pool, potentials):
    """Twitches and templates added at the spikes by numpy slices."""
    n = round(passed.trains.duration_ms * RATE_HZ / 1000)
    t = np.arange(round(TWITCH_MS * RATE_HZ / 1000)) * 1000 / RATE_HZ
    force, emg = np.zeros(n), np.zeros(n)
    for unit in range(pool.n_units):
        x = t / pool.contraction_ms[unit]
        twitch = x * np.exp(1 - x)
        template = potentials.templates_uV[unit, 0].astype(float)
        activation = np.zeros(n)
        for i in np.rint(passed.trains.of_unit(unit) * RATE_HZ / 1000).astype(int):
            activation[i : i + twitch.size] += twitch[: n - i]
            emg[i : i + template.size] += template[: n - i]
        force += with_ceiling(activation, pool, unit)
    return force, emg


def compare(n_units, duration_ms, rounds):
    from scipy.signal import fftconvolve, oaconvolve

    ways = {
        "neuro_edu": ours,
        "numpy, added at the spikes": with_numpy_events,
        "scipy.signal.oaconvolve per unit": per_unit(oaconvolve),
        "scipy.signal.lfilter": with_lfilter,
        "scipy.signal.fftconvolve per unit": per_unit(fftconvolve),
    }
    # A store that never runs dry: the convolutions know no release that depends on the interval.
    pool = draw_pool(PoolParameters(n_units=n_units, release_store=20.0, release_refill_ms=0.1))
    potentials = motor_unit_potentials(pool, needle(), rate_hz=RATE_HZ)
    passed = grid_spikes(pool, duration_ms)
    wanted = ours(passed, pool, potentials)
    seconds = {name: [] for name in ways}
    error = {}
    for _ in range(rounds):
        for name, way in ways.items():
            start = time.perf_counter()
            found = way(passed, pool, potentials)
            seconds[name].append(time.perf_counter() - start)
            error[name] = [
                float(np.abs(a - b).max() / np.abs(b).max())
                for a, b in zip(found, wanted, strict=True)
            ]
    median = {name: statistics.median(values) for name, values in seconds.items()}
    return {
        name: {
            "ms": 1000 * median[name],
            "times_ours": median[name] / median["neuro_edu"],
            "force_difference": error[name][0],
            "emg_difference": error[name][1],
        }
        for name in ways
    }


def scaling(rounds):
    """Milliseconds for junction, EMG (20 kHz) and force (1 kHz) by units and seconds."""
    rows = []
    for n_units in (10, 100, 1000):
        pool = draw_pool(PoolParameters(n_units=n_units))
        potentials = motor_unit_potentials(pool, needle())
        for duration_s in (1, 10, 60):
            trains = voluntary_drive(pool, 0.5, 1000.0 * duration_s)
            taken = []
            for _ in range(rounds):
                start = time.perf_counter()
                passed = transmit(trains)
                record_emg(passed, potentials)
                simulate_force(passed, pool)
                taken.append(time.perf_counter() - start)
            rows.append((n_units, duration_s, trains.n_spikes, 1000 * statistics.median(taken)))
    return rows


def peak_memory_mb():
    """Peak of a fresh process that records 60 s of needle EMG at 20 kHz, in MB."""
    code = "from benchmarks.muscle import record_one_minute; record_one_minute()"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return float(run.stdout)


def record_one_minute():
    pool = draw_pool()
    passed = transmit(voluntary_drive(pool, 0.5, 60_000.0))
    record_emg(passed, motor_unit_potentials(pool, needle()))
    simulate_force(passed, pool)
    # The kernel's own mark: unlike getrusage, it forgets what the parent process held.
    status = Path("/proc/self/status").read_text(encoding="ascii")
    print(int(re.search(r"VmHWM:\s+(\d+)", status)[1]) / 1024)


def main(rounds=5):
    ways = compare(120, 10_000.0, rounds)
    lines = [
        "## Muscle",
        "",
        "| 120 units, 10 s, force and EMG at 10 kHz | ms | ratio | force differs | EMG differs |",
        "| --- | --: | --: | --: | --: |",
    ]
    lines += [
        f"| {name} | {row['ms']:.1f} | {row['times_ours']:.1f} "
        f"| {row['force_difference']:.1e} | {row['emg_difference']:.1e} |"
        for name, row in ways.items()
    ]
    lines += [
        "",
        "| units | seconds | spikes | ms for junction, EMG at 20 kHz and force at 1 kHz |",
        "| --: | --: | --: | --: |",
    ]
    lines += [f"| {n} | {s} | {spikes} | {ms:.1f} |" for n, s, spikes, ms in scaling(rounds)]
    peak = peak_memory_mb()
    lines += ["", f"60 s of needle EMG at 20 kHz: the whole process peaks at {peak:.0f} MB."]
    return "\n".join([*lines, ""])


if __name__ == "__main__":
    print(main())
