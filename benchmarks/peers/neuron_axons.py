"""The axon population in NEURON; run by benchmarks.population in an environment of its own.

Usage: neuron_axons.py PROBLEM.json SPIKES.json METHOD DT_OR_TOLERANCE, in the folder of the
compiled axon.mod. METHOD is implicit, second (second order) or variable (one step per cell).
"""

import json
import sys
import time

from neuron import h

h.load_file("stdrun.hoc")
with open(sys.argv[1]) as source:
    problem = json.load(source)
method, dt = sys.argv[3], float(sys.argv[4])
AREA_UM2 = 100.0  # so that 1 uF/cm2 is 1 pF
NAMES = {
    "g_Na": "g_Na_nS", "g_L": "g_L_nS", "g_L_i": "g_L_internode_nS", "g_BB": "g_BB_nS",
    "C_i": "C_internode_pF", "E_Na": "E_Na_mV", "E_K": "E_K_mV", "E_L": "E_L_mV",
    "I_pump": "I_pump_max_pA", "Na_per_spike": "Na_per_spike", "tau_Na": "tau_Na_ms",
    "degC": "temperature_degC",
}  # fmt: skip
SHARED = {
    "g_NaP": ("g_NaP_nS", "nap_fraction"),
    "g_Ks": ("g_Ks_nS", "kv7_fraction"),
    "g_Kf": ("g_Kf_nS", "kv1_fraction"),
    "g_Ks_i": ("g_Ks_internode_nS", "kv7_fraction"),
    "g_Kf_i": ("g_Kf_internode_nS", "kv1_fraction"),
}
kept, times = [], []
for axon, (V, W) in zip(problem["axons"], problem["rest_mV"], strict=True):
    section = h.Section()
    section.L = section.diam = (AREA_UM2 / 3.141592653589793) ** 0.5
    section.cm = axon["C_node_pF"]
    point = h.MotorAxon(section(0.5))
    for name, key in NAMES.items():
        setattr(point, name, axon[key])
    for name, (key, share) in SHARED.items():
        setattr(point, name, axon[key] * axon[share])
    point.V_0, point.W_0 = V, W
    clamps = []
    for onset in problem["onsets_ms"]:
        clamp = h.IClamp(section(0.5))
        clamp.delay, clamp.dur = onset, problem["width_ms"]
        clamp.amp = 1e-3 * problem["amplitude_pA"]
        clamps.append(clamp)
    watcher = h.NetCon(point, None)
    spikes = h.Vector()
    watcher.record(spikes)
    kept.append((section, point, clamps, watcher))
    times.append(spikes)
if method == "variable":
    solver = h.CVode()
    solver.active(1)
    solver.use_local_dt(1)
    solver.atol(dt)
else:
    h.steps_per_ms, h.dt = 1.0 / dt, dt
    h.secondorder = 2 if method == "second" else 0
h.finitialize()
for (section, *_), (V, _W) in zip(kept, problem["rest_mV"], strict=True):
    section.v = V
h.fcurrent()
if method == "variable":
    solver.re_init()
start = time.process_time()
h.continuerun(problem["duration_ms"])
seconds = time.process_time() - start
with open(sys.argv[2], "w") as out:
    json.dump([list(spikes) for spikes in times], out)
print(seconds)
