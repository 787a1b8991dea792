"""The axon population in Brian2, C++ standalone; run by benchmarks.population.

Usage: brian2_axons.py PROBLEM.json FOLDER METHOD DT_MS builds the program; brian2_axons.py
PROBLEM.json SPIKES.json METHOD DT_MS FOLDER runs it and prints the processor time it took.
"""

import json
import os
import resource
import subprocess
import sys

import numpy as np

EQUATIONS = """
dV/dt = (I(t) - (g_Na*m**3*h + g_NaP*p**3)*(V - E_Na) - (g_Ks*s + g_Kf*n**4)*(V - E_K)
    - g_L*(V - E_L) - I_pump*load/(load + 1) - g_BB*(V - W))/C_n/ms : 1
dW/dt = (-(g_Kf_i*ni**4 + g_Ks_i*si)*(W - E_K) - g_L_i*(W - E_L) + g_BB*(V - W))/C_i/ms : 1
dm/dt = q2*(m_a*(1 - m) - m_b*m)/ms : 1
dh/dt = q29*(h_a*(1 - h) - h_b*h)/ms : 1
dp/dt = q2*(p_a*(1 - p) - p_b*p)/ms : 1
ds/dt = q3*(s_a*(1 - s) - s_b*s)/ms : 1
dn/dt = q3*(n_a*(1 - n) - n_b*n)/ms : 1
dni/dt = q3*(ni_a*(1 - ni) - ni_b*ni)/ms : 1
dsi/dt = q3*(si_a*(1 - si) - si_b*si)/ms : 1
dload/dt = -load/tau_Na/ms : 1
m_a = 6.57*10.3/exprel(-(V + 21.4)/10.3) : 1
m_b = 0.304*9.16/exprel((V + 25.7)/9.16) : 1
h_a = 0.34*11/exprel((V + 114)/11) : 1
h_b = 12.6/(1 + exp(-(V + 31.8)/13.4)) : 1
p_a = 0.0353*10.2/exprel(-(V + 27)/10.2) : 1
p_b = 0.000883*10/exprel((V + 34)/10) : 1
s_a = 0.3/(1 + exp(-(V + 53)/5)) : 1
s_b = 0.03/(1 + exp(-(V + 90))) : 1
n_a = 0.0462*1.1/exprel(-(V + 93.2)/1.1) : 1
n_b = 0.0824*10.5/exprel((V + 76)/10.5) : 1
si_a = 0.3/(1 + exp(-(W + 53)/5)) : 1
si_b = 0.03/(1 + exp(-(W + 90))) : 1
ni_a = 0.0462*1.1/exprel(-(W + 93.2)/1.1) : 1
ni_b = 0.0824*10.5/exprel((W + 76)/10.5) : 1
"""
PLAIN = {
    "g_Na": "g_Na_nS", "g_L": "g_L_nS", "g_L_i": "g_L_internode_nS", "g_BB": "g_BB_nS",
    "C_n": "C_node_pF", "C_i": "C_internode_pF", "E_Na": "E_Na_mV", "E_K": "E_K_mV",
    "E_L": "E_L_mV", "I_pump": "I_pump_max_pA", "Na_per_spike": "Na_per_spike",
    "tau_Na": "tau_Na_ms",
}  # fmt: skip
SHARED = {
    "g_NaP": ("g_NaP_nS", "nap_fraction"),
    "g_Ks": ("g_Ks_nS", "kv7_fraction"),
    "g_Kf": ("g_Kf_nS", "kv1_fraction"),
    "g_Ks_i": ("g_Ks_internode_nS", "kv7_fraction"),
    "g_Kf_i": ("g_Kf_internode_nS", "kv1_fraction"),
}
GATES = ("m", "h", "p", "s", "n", "ni", "si")


def build(problem, folder, method, dt_ms):
    import brian2 as b2

    b2.set_device("cpp_standalone", directory=folder, build_on_run=False)
    b2.prefs.codegen.cpp.extra_compile_args_gcc = [
        "-w", "-O3", "-march=native", "-ffast-math", "-fno-finite-math-only", "-std=c++11",
    ]  # fmt: skip
    b2.defaultclock.dt = dt_ms * b2.ms
    axons = problem["axons"]
    # A step of the clock is too coarse for the pulse when dt is large; the charge is kept.
    steps = max(1, round(problem["width_ms"] / dt_ms))
    current = np.zeros(round(problem["duration_ms"] / dt_ms) + 1)
    for onset in problem["onsets_ms"]:
        first = round(onset / dt_ms)
        current[first : first + steps] = (
            problem["amplitude_pA"] * problem["width_ms"] / (steps * dt_ms)
        )
    warm = (axons[0]["temperature_degC"] - 36) / 10
    namespace = {
        "I": b2.TimedArray(current, dt=dt_ms * b2.ms),
        "q2": 2.2**warm, "q29": 2.9**warm, "q3": 3.0**warm,
    }  # fmt: skip
    names = [*PLAIN, *SHARED]
    group = b2.NeuronGroup(
        len(axons),
        EQUATIONS + "\n".join(f"{name} : 1 (constant)" for name in names),
        method=method, threshold="V > 0", refractory="V > -30", reset="load += Na_per_spike",
        namespace=namespace,
    )  # fmt: skip
    for name, key in PLAIN.items():
        setattr(group, name, [axon[key] for axon in axons])
    for name, (key, share) in SHARED.items():
        setattr(group, name, [axon[key] * axon[share] for axon in axons])
    states = np.array(problem["states"])
    for column, name in enumerate(("V", "W", *GATES)):
        setattr(group, name, states[:, column])
    monitor = b2.SpikeMonitor(group)
    network = b2.Network(group, monitor)
    network.run(problem["duration_ms"] * b2.ms)
    b2.device.build(directory=folder, compile=True, run=False)
    results = {"times": monitor.variables["t"], "units": monitor.variables["i"]}
    files = {key: b2.device.get_array_filename(array) for key, array in results.items()}
    with open(os.path.join(folder, "files.json"), "w") as out:
        json.dump(files, out)


def run(problem, spikes_path, folder):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(["./main"], cwd=folder, check=True, stdout=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    with open(os.path.join(folder, "files.json")) as source:
        files = json.load(source)
    times = np.fromfile(os.path.join(folder, "results", files["times"]), dtype=np.float64) * 1e3
    units = np.fromfile(os.path.join(folder, "results", files["units"]), dtype=np.int32)
    with open(spikes_path, "w") as out:
        json.dump([times[units == u].tolist() for u in range(len(problem["axons"]))], out)
    print(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)


if __name__ == "__main__":
    with open(sys.argv[1]) as source:
        loaded = json.load(source)
    if len(sys.argv) == 5:
        build(loaded, sys.argv[2], sys.argv[3], float(sys.argv[4]))
    else:
        run(loaded, sys.argv[2], sys.argv[5])
