"""A chain of the axons of `reference_axon`, joined by conductances, for scipy's stiff solver."""

from itertools import pairwise

import numpy as np
from scipy.integrate import solve_ivp

from .reference_axon import derivatives

N_VARIABLES = 11


def node_axons(cable):
    """The axon of each node, with its own Kv1, sodium channels and temperature."""
    axons = []
    for node in range(cable.n_nodes):
        axon = cable.axon
        if node >= cable.n_nodes - cable.terminal_nodes:
            axon = axon.replace(kv1_fraction=axon.kv1_fraction * cable.terminal_kv1_fraction)
        block = cable.anaesthetic
        if block is not None and block.first_node <= node <= block.last_node:
            open_share = 1 - block.sodium_block
            axon = axon.replace(
                g_Na_nS=axon.g_Na_nS * open_share, g_NaP_nS=axon.g_NaP_nS * open_share
            )
        cold = cable.cooling
        if cold is not None and cold.first_node <= node <= cold.last_node:
            axon = axon.replace(temperature_degC=cold.temperature_degC)
        axons.append(axon)
    return axons


def cable_derivatives(cable, currents_pA):
    nodes = [derivatives(a, i) for a, i in zip(node_axons(cable), currents_pA, strict=True)]
    trunk_links = max(cable.n_nodes - 1 - cable.terminal_nodes, 0)
    g_nS = [cable.axial_nS] * trunk_links
    g_nS += [cable.terminal_axial_nS] * (cable.n_nodes - 1 - trunk_links)

    def dydt(t, flat):
        y = flat.reshape(-1, N_VARIABLES)
        slope = np.array([node(t, row) for node, row in zip(nodes, y.tolist(), strict=True)])
        for left, g in enumerate(g_nS):
            into_left = g * (y[left + 1, 0] - y[left, 0]) / cable.axon.C_node_pF
            slope[left, 0] += into_left
            slope[left + 1, 0] -= into_left
        return slope.ravel()

    return dydt


def integrate_cable(cable, stimuli, y0, duration_ms, *, rtol=1e-7):
    """Spike times (ms) of each node; `y0` is the state of one node at rest."""
    edges = {0.0, duration_ms}
    for stimulus in stimuli.values():
        for onset in stimulus.onsets_ms:
            edges |= {onset, onset + stimulus.width_ms}
    edges = sorted(edge for edge in edges if edge <= duration_ms)
    y = np.tile(np.array(y0[:N_VARIABLES], dtype=float), cable.n_nodes)
    spikes = [[] for _ in range(cable.n_nodes)]

    def crossing_of(node):
        def crossing(_t, y):
            return y[N_VARIABLES * node]

        crossing.terminal, crossing.direction = True, 1
        return crossing

    crossings = [crossing_of(node) for node in range(cable.n_nodes)]
    for start, stop in pairwise(edges):
        middle, currents = (start + stop) / 2, np.zeros(cable.n_nodes)
        for node, stimulus in stimuli.items():
            on = any(t <= middle < t + stimulus.width_ms for t in stimulus.onsets_ms)
            currents[node] = stimulus.hold_pA + on * stimulus.amplitude_pA
        dydt, t = cable_derivatives(cable, currents), start
        while t < stop:
            solution = solve_ivp(
                dydt, (t, stop), y, method="LSODA", rtol=rtol, atol=1e-8, max_step=2.0,
                events=crossings, lband=2 * N_VARIABLES, uband=2 * N_VARIABLES,
            )  # fmt: skip
            assert solution.success, solution.message
            y, t = solution.y[:, -1].copy(), solution.t[-1]
            for node, times in enumerate(solution.t_events):
                if times.size:
                    spikes[node].append(times[0])
                    y[N_VARIABLES * node + 9] += cable.axon.Na_per_spike
                    y[N_VARIABLES * node] = max(y[N_VARIABLES * node], 1e-9)
    return [np.array(train) for train in spikes]
