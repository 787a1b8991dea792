"""The one time loop over a chain of nodes and internodes, coupled along the axon.

Scheme: the leapfrog of `membrane.advance`, with the potentials of all nodes advanced
together by Crank-Nicolson. The implicit middle of the step solves one tridiagonal system, by
elimination down the chain and substitution back (Thomas). Second order; steps of any size stay
stable. While any node is near a spike, each step of the whole chain is split into short ones.

The function compiles under numba and runs as it is without: hence plain loops, flat sequences and
no call but `math.exp`.
"""

import math
from typing import Any

#: Numbers that a node has of its own: open share of its sodium channels, share of its Kv1
#: channels, where its step tables start, steady current (pA), conductance to the next node (nS).
NODE_WIDTH = 5
#: A change of stimulus: step, node, new current (pA), +1 for a pulse that starts, -1 for an end.
CHANGE_WIDTH = 4

#: Short steps in a long one, taken while a stimulus is on or any node is more positive than this.
SUBSTEPS = 8
FAST_ABOVE_mV = -66.0


def advance_cable(
    state: Any,
    constants: Any,
    nodes: Any,
    table: Any,
    changes: Any,
    work: Any,
    n_steps: int,
    record_every: int,
    record_nodes: Any,
    record: Any,
    spike_times: Any,
    spike_nodes: Any,
) -> int:
    """Advance a cable by `n_steps` from its start, in place, and return the number of spikes.

    Parameters
    ----------
    state : sequence of float, length (membrane.ARMED + 1) * n_nodes
        Each variable of `membrane.VARIABLES` for every node, then seeds, then readiness to spike.
    constants : tuple of float
        As for `membrane.advance`; conductances are those of a node with all its channels.
    nodes : sequence of float
        `NODE_WIDTH` numbers a node.
    table : sequence of float
        For each temperature the three step tables of `membrane.advance`.
    changes : sequence of float
        `CHANGE_WIDTH` numbers a change of stimulus, in order of time.
    work : sequence of float, length 4 * n_nodes
        Scratch; the last quarter holds the stimulus of each node and starts at zero.
    n_steps : int
        Steps to take.
    record_every : int
        Steps between two stored samples; 0 stores none.
    record_nodes : sequence of int
        Nodes whose potential is stored.
    record : sequence of float
        Receives potentials (mV), sample after sample.
    spike_times, spike_nodes : sequence of float
        Receive time (ms) and node of each upward crossing of 0 mV, in order of steps.

    Returns
    -------
    int
        Number of spikes; those beyond the length of `spike_times` are not counted.
    """
    (
        dt, C_n, C_i, g_Na, g_NaP, g_Ks, g_Kf, g_L, g_Ks_i, g_Kf_i, g_L_i, g_BB,
        E_Na, E_K, E_L, _hold, I_pump_max, Na_per_spike, Na_keep, bind, unbind,
        noise_scale, noise_keep, low, inverse_step, top_row, width, size,
    ) = constants  # fmt: skip
    row_width = int(width)
    table_size = int(size)
    N = len(work) // 4
    at_W, at_m, at_h, at_p, at_s, at_n = N, 2 * N, 3 * N, 4 * N, 5 * N, 6 * N
    at_ni, at_si, at_Na, at_block, at_noise = 7 * N, 8 * N, 9 * N, 10 * N, 11 * N
    at_armed = len(state) - N
    at_seed = at_armed - N
    at_right, at_drive, at_input = N, 2 * N, 3 * N
    n_spikes = 0
    stored = 0
    change = 0
    n_active = 0
    highest = -1000.0
    fine = False
    for i in range(N):
        highest = max(highest, state[i])
    for step in range(n_steps):
        if record_every > 0 and step % record_every == 0:
            for i in record_nodes:
                record[stored] = state[i]
                stored += 1
        while change < len(changes) and step >= changes[change]:
            work[at_input + int(changes[change + 1])] = changes[change + 2]
            n_active += int(changes[change + 3])
            change += CHANGE_WIDTH
        # Current that does not depend on the potential.
        for i in range(N):
            Na = state[at_Na + i]
            current = nodes[NODE_WIDTH * i + 3] + work[at_input + i] - I_pump_max * Na / (Na + 1.0)
            if noise_scale > 0.0:
                # Four uniform numbers stand in for a normal one (variance 1/3).
                seed = int(state[at_seed + i])
                total = -2.0
                for _ in range(4):
                    seed = (16807 * seed) % 2147483647
                    total += seed * 4.656612875245797e-10
                state[at_seed + i] = seed
                state[at_noise + i] = noise_keep * state[at_noise + i] + noise_scale * total
                current += state[at_noise + i]
            work[at_drive + i] = current
        was_fine = fine
        fine = n_active > 0 or highest > FAST_ABOVE_mV
        substeps = SUBSTEPS if fine else 1
        h_full = dt / substeps
        full = 2 * table_size if fine else 0
        capacity = 2.0 * C_n / h_full
        for substep in range(substeps):
            if substep == 0 and fine != was_fine:
                h_half = 0.5 * (dt + dt / SUBSTEPS)
                half = table_size
            else:
                h_half = h_full
                half = full
            z = 0.5 * h_half / C_i
            # Down the chain: gates, internode, and elimination of the node before.
            pass_on = 0.0
            right = 0.0
            g_before = 0.0
            for i in range(N):
                V = state[i]
                k_node = NODE_WIDTH * i
                kv1 = nodes[k_node + 1]
                x = (V - low) * inverse_step
                x = 0.0 if x < 0.0 else (top_row if x > top_row else x)
                row = int(x)
                f = x - row
                tables = int(nodes[k_node + 2])
                k = tables + half + row * row_width
                m = table[k] + f * table[k + 1]
                m += (table[k + 2] + f * table[k + 3]) * state[at_m + i]
                h = table[k + 4] + f * table[k + 5]
                h += (table[k + 6] + f * table[k + 7]) * state[at_h + i]
                p = table[k + 8] + f * table[k + 9]
                p += (table[k + 10] + f * table[k + 11]) * state[at_p + i]
                s = table[k + 12] + f * table[k + 13]
                s += (table[k + 14] + f * table[k + 15]) * state[at_s + i]
                n = table[k + 16] + f * table[k + 17]
                n += (table[k + 18] + f * table[k + 19]) * state[at_n + i]
                state[at_m + i], state[at_h + i], state[at_p + i] = m, h, p
                state[at_s + i], state[at_n + i] = s, n
                # Internode: potential to the next half level, then its gates to the next whole.
                n_i = state[at_ni + i]
                s_i = state[at_si + i]
                n2 = n_i * n_i
                g_K = g_Kf_i * kv1 * n2 * n2 + g_Ks_i * s_i
                g = z * (g_K + g_L_i + g_BB)
                W = state[at_W + i] * (1.0 - g)
                W = (W + 2.0 * z * (g_K * E_K + g_L_i * E_L + g_BB * V)) / (1.0 + g)
                state[at_W + i] = W
                x = (W - low) * inverse_step
                x = 0.0 if x < 0.0 else (top_row if x > top_row else x)
                row = int(x)
                f = x - row
                k = tables + full + row * row_width + 12
                s_i = table[k] + f * table[k + 1] + (table[k + 2] + f * table[k + 3]) * s_i
                n_i = table[k + 4] + f * table[k + 5] + (table[k + 6] + f * table[k + 7]) * n_i
                state[at_si + i] = s_i
                state[at_ni + i] = n_i
                # Row of the system for the potential in the middle of the step.
                n2 = n * n
                g_sodium = (g_Na * m * m * m * h + g_NaP * p * p * p) * nodes[k_node]
                g_sodium *= 1.0 - state[at_block + i]
                g_K = g_Kf * kv1 * n2 * n2 + g_Ks * s
                g_next = nodes[k_node + 4]
                diagonal = capacity + g_sodium + g_K + g_L + g_BB + g_before + g_next
                drive = work[at_drive + i] + g_sodium * E_Na + g_K * E_K + g_L * E_L
                drive += g_BB * W + capacity * V
                inverse = 1.0 / (diagonal - g_before * pass_on)
                right = (drive + g_before * right) * inverse
                pass_on = g_next * inverse
                g_before = g_next
                work[i] = pass_on
                work[at_right + i] = right
            # Back up the chain: potentials at the end of the step, and spikes.
            middle = 0.0
            highest = -1000.0
            for i in range(N - 1, -1, -1):
                middle = work[at_right + i] + work[i] * middle
                V = state[i]
                V_new = 2.0 * middle - V
                state[i] = V_new
                highest = max(highest, V_new)
                if state[at_armed + i] > 0.5:
                    if V_new >= 0.0:
                        state[at_armed + i] = 0.0
                        state[at_Na + i] += Na_per_spike
                        if n_spikes < len(spike_times):
                            t = dt * step + h_full * (substep - V / (V_new - V))
                            spike_times[n_spikes] = t
                            spike_nodes[n_spikes] = i
                            n_spikes += 1
                elif V_new < -30.0:
                    state[at_armed + i] = 1.0
        # The drug binds to inactivated channels and leaves all of them; the load is pumped out.
        for i in range(N):
            block = state[at_block + i]
            if bind > 0.0 or block > 0.0:
                on = bind * (1.0 - state[at_h + i])
                total = on + unbind
                if total > 0.0:
                    block = on / total + (block - on / total) * math.exp(-dt * total)
                    state[at_block + i] = block
            state[at_Na + i] *= Na_keep
    return n_spikes
