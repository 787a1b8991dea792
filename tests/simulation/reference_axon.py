"""The same axon written a second time, straight from its equations, for scipy's stiff solvers."""

import math

import numpy as np
from scipy.integrate import solve_ivp

from neuro_edu.simulation.nerve.parameters import AxonParameters, Stimulus


def linoid(A, x, c):
    if abs(x / c) < 1e-7:
        return A * (c + x / 2)
    return A * x / (1.0 - math.exp(-x / c)) if x / c > -500 else 0.0


def rates(V):
    """Opening and closing rates of m, h, p, s, n at 36 degC (1/ms)."""
    return {
        "m": (linoid(6.57, V + 21.4, 10.3), linoid(0.304, -(V + 25.7), 9.16)),
        "h": (linoid(0.34, -(V + 114), 11), 12.6 / (1 + math.exp(-(V + 31.8) / 13.4))),
        "p": (linoid(0.0353, V + 27, 10.2), linoid(0.000883, -(V + 34), 10)),
        "s": (0.3 / (1 + math.exp(-(V + 53) / 5)), 0.03 / (1 + math.exp(-(V + 90)))),
        "n": (linoid(0.0462, V + 93.2, 1.1), linoid(0.0824, -(V + 76), 10.5)),
    }


Q10 = {"m": 2.2, "p": 2.2, "h": 2.9, "n": 3.0, "s": 3.0}


def derivatives(axon: AxonParameters, current_pA):
    warm = {gate: q ** ((axon.temperature_degC - 36) / 10) for gate, q in Q10.items()}

    def dydt(_t, y):
        E, I, m, h, p, s, n, n_i, s_i, Na, block = y  # noqa: E741
        at_node, at_internode = rates(E), rates(I)

        def change(gate, value, at):
            alpha, beta = at[gate]
            return warm[gate] * (alpha * (1 - value) - beta * value)

        sodium = (axon.g_Na_nS * m**3 * h + axon.g_NaP_nS * axon.nap_fraction * p**3) * (1 - block)
        I_node = (
            sodium * (E - axon.E_Na_mV)
            + axon.g_Ks_nS * axon.kv7_fraction * s * (E - axon.E_K_mV)
            + axon.g_Kf_nS * axon.kv1_fraction * n**4 * (E - axon.E_K_mV)
            + axon.g_L_nS * (E - axon.E_L_mV)
            + axon.I_pump_max_pA * Na / (Na + 1)
            + axon.g_BB_nS * (E - I)
        )
        I_internode = (
            axon.g_Kf_internode_nS * axon.kv1_fraction * n_i**4 * (I - axon.E_K_mV)
            + axon.g_Ks_internode_nS * axon.kv7_fraction * s_i * (I - axon.E_K_mV)
            + axon.g_L_internode_nS * (I - axon.E_L_mV)
            - axon.g_BB_nS * (E - I)
        )
        bind = axon.k_on_per_uM_ms * axon.drug_uM * (1 - h)
        return [
            (current_pA - I_node) / axon.C_node_pF,
            -I_internode / axon.C_internode_pF,
            change("m", m, at_node),
            change("h", h, at_node),
            change("p", p, at_node),
            change("s", s, at_node),
            change("n", n, at_node),
            change("n", n_i, at_internode),
            change("s", s_i, at_internode),
            -Na / axon.tau_Na_ms,
            bind * (1 - block) - axon.k_off_per_ms * block,
        ]

    return dydt


def integrate(
    axon: AxonParameters, stimulus: Stimulus | None, y0, duration_ms, *, method="LSODA", rtol=1e-9
):
    """Spike times (ms) and final state from an adaptive solver, restarted at pulses and spikes."""
    edges = [(0.0, 0.0)]
    if stimulus is not None:
        edges = [(0.0, stimulus.hold_pA)]
        for onset in stimulus.onsets_ms:
            edges.append((onset, stimulus.hold_pA + stimulus.amplitude_pA))
            edges.append((onset + stimulus.width_ms, stimulus.hold_pA))
    stops = [start for start, _ in edges[1:]] + [duration_ms]
    y, spikes = np.array(y0[:11], dtype=float), []

    def crossing(_t, y):
        return y[0]

    crossing.terminal, crossing.direction = True, 1
    for (start, current), stop in zip(edges, stops, strict=True):
        t = start
        while t < stop:
            solution = solve_ivp(
                derivatives(axon, current), (t, stop), y, method=method, rtol=rtol,
                atol=1e-9, max_step=5.0, events=crossing,
            )  # fmt: skip
            assert solution.success, solution.message
            y, t = solution.y[:, -1].copy(), solution.t[-1]
            if solution.t_events[0].size:
                spikes.append(solution.t_events[0][0])
                y[9] += axon.Na_per_spike
                y[0] = max(y[0], 1e-9)  # just past the crossing, so that it is not found again
    return np.array(spikes), y
