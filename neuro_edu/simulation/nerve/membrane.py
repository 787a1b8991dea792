"""The one time loop over one motor axon: node and internode, stepped together.

Scheme: leapfrog. Node potential, internodal gates, drug-bound channels and sodium load live at
whole levels of time; nodal gates and internode potential at half levels. Each variable is advanced
while the others stand still in the middle of its step: gates exactly, the internode by
Crank-Nicolson, the node with exp(-x) as (1 - x/3) / (1 + 2x/3 + x^2/6), which stays stable where x
is large and saves the exponential. Second order at the cost of first. Through a spike, each step is
split into short ones.

The function compiles under numba and runs as it is without: hence plain loops, flat sequences and
no call but `math.exp`.
"""

import math
from typing import Any

#: Variables of the state, in order; a trailing _i marks the internode.
VARIABLES = ("V", "V_i", "m", "h", "p", "s", "n", "n_i", "s_i", "Na", "block", "noise")
N_VARIABLES = len(VARIABLES)
#: What a record stores: these and the transient sodium current (pA), the most inward one since the
#: last sample. It peaks for some 30 us: samples of the current would miss the peak by chance.
RECORDED = (*VARIABLES, "I_Na")
N_RECORDED = len(RECORDED)
SEED, ARMED, FINE = N_VARIABLES, N_VARIABLES + 1, N_VARIABLES + 2
#: Slots of a state: the variables, the seed of the noise, whether a spike may start, whether the
#: last step was split.
STATE_SIZE = N_VARIABLES + 3

#: Short steps in a long one, taken while a stimulus is on or the node is more positive than this.
SUBSTEPS = 8
FAST_ABOVE_mV = -75.0


def advance(
    state: Any,
    constants: Any,
    table: Any,
    pulses: Any,
    first_step: int,
    n_steps: int,
    record_every: int,
    record: Any,
    spikes: Any,
) -> int:
    """Advance one axon by `n_steps`, in place, and return the number of spikes.

    Parameters
    ----------
    state : sequence of float, length STATE_SIZE
        Changed in place; the next call may go on from it.
    constants : tuple of float
        In the order they are unpacked below; made by `neuro_edu.simulation.nerve.axon`.
    table : sequence of float
        Step tables of `neuro_edu.simulation.nerve.channels` for the long step, for the step between
        a long and a short one, and for the short step, one after the other.
    pulses : sequence of float
        First step, number of steps and current (pA) of each stimulus, flat, in order of time.
    first_step : int
        Number of the first step, counted from the start of the recording.
    n_steps : int
        Steps to take.
    record_every : int
        Steps between two stored states; 0 stores none.
    record : sequence of float
        Receives the ``N_RECORDED`` values of `RECORDED` at each sample, flat.
    spikes : sequence of float
        Receives spike times (ms): upward crossings of 0 mV at the node.

    Returns
    -------
    int
        Number of spikes; those beyond the length of `spikes` are not counted.
    """
    (
        dt, C_n, C_i, g_Na, g_NaP, g_Ks, g_Kf, g_L, g_Ks_i, g_Kf_i, g_L_i, g_BB,
        E_Na, E_K, E_L, I_hold, I_pump_max, Na_per_spike, Na_keep, bind, unbind,
        noise_scale, noise_keep, low, inverse_step, top_row, width, size,
    ) = constants  # fmt: skip
    row_width = int(width)
    table_size = int(size)
    V, W, m, h, p, s = state[0], state[1], state[2], state[3], state[4], state[5]
    n, n_i, s_i, Na, block, noise = (
        state[6], state[7], state[8], state[9], state[10], state[11]
    )  # fmt: skip
    seed = int(state[SEED])
    armed = state[ARMED] > 0.5
    third, sixth = 1.0 / 3.0, 1.0 / 6.0
    n_spikes = 0
    stored = 0
    pulse = 0
    fine = state[FINE] > 0.5
    I_Na = 0.0
    for step in range(first_step, first_step + n_steps):
        if record_every > 0 and step % record_every == 0:
            record[stored] = V
            record[stored + 1] = W
            record[stored + 2] = m
            record[stored + 3] = h
            record[stored + 4] = p
            record[stored + 5] = s
            record[stored + 6] = n
            record[stored + 7] = n_i
            record[stored + 8] = s_i
            record[stored + 9] = Na
            record[stored + 10] = block
            record[stored + 11] = noise
            record[stored + 12] = min(I_Na, g_Na * m * m * m * h * (1.0 - block) * (V - E_Na))
            stored += N_RECORDED
            I_Na = 0.0
        # Current that does not depend on the potential.
        current = I_hold - I_pump_max * Na / (Na + 1.0)
        while pulse < len(pulses) and step >= pulses[pulse] + pulses[pulse + 1]:
            pulse += 3
        stimulated = pulse < len(pulses) and step >= pulses[pulse]
        if stimulated:
            current += pulses[pulse + 2]
        if noise_scale > 0.0:
            # Four uniform numbers stand in for a normal one (variance 1/3).
            total = -2.0
            for _ in range(4):
                seed = (16807 * seed) % 2147483647
                total += seed * 4.656612875245797e-10
            noise = noise_keep * noise + noise_scale * total
            current += noise
        # One long step in quiet times, short ones through a spike.
        was_fine = fine
        fine = stimulated or FAST_ABOVE_mV < V
        substeps = SUBSTEPS if fine else 1
        h_full = dt / substeps
        full = 2 * table_size if fine else 0
        for substep in range(substeps):
            if substep == 0 and fine != was_fine:
                h_half = 0.5 * (dt + dt / SUBSTEPS)
                half = table_size
            else:
                h_half = h_full
                half = full
            # Nodal gates, from one half level to the next.
            x = (V - low) * inverse_step
            x = 0.0 if x < 0.0 else (top_row if x > top_row else x)
            row = int(x)
            f = x - row
            k = half + row * row_width
            m = table[k] + f * table[k + 1] + (table[k + 2] + f * table[k + 3]) * m
            h = table[k + 4] + f * table[k + 5] + (table[k + 6] + f * table[k + 7]) * h
            p = table[k + 8] + f * table[k + 9] + (table[k + 10] + f * table[k + 11]) * p
            s = table[k + 12] + f * table[k + 13] + (table[k + 14] + f * table[k + 15]) * s
            n = table[k + 16] + f * table[k + 17] + (table[k + 18] + f * table[k + 19]) * n
            # Internode potential, from one half level to the next.
            n2 = n_i * n_i
            g_K = g_Kf_i * n2 * n2 + g_Ks_i * s_i
            z = 0.5 * h_half / C_i
            g = z * (g_K + g_L_i + g_BB)
            W = (W * (1.0 - g) + 2.0 * z * (g_K * E_K + g_L_i * E_L + g_BB * V)) / (1.0 + g)
            # Node potential, one whole level.
            n2 = n * n
            g_sodium = (g_Na * m * m * m * h + g_NaP * p * p * p) * (1.0 - block)
            g_K = g_Kf * n2 * n2 + g_Ks * s
            z = h_full / C_n
            x = z * (g_sodium + g_K + g_L + g_BB)
            inflow = z * (current + g_sodium * E_Na + g_K * E_K + g_L * E_L + g_BB * W)
            V_new = (V * (1.0 - x * third) + inflow * (1.0 + x * sixth)) / (
                1.0 + x * (2.0 * third + x * sixth)
            )
            if fine and record_every > 0:
                # Potential and gate in the middle of the step.
                I_Na = min(I_Na, g_Na * m * m * m * h * (1.0 - block) * (0.5 * (V + V_new) - E_Na))
            # Internodal gates, one whole level.
            x = (W - low) * inverse_step
            x = 0.0 if x < 0.0 else (top_row if x > top_row else x)
            row = int(x)
            f = x - row
            k = full + row * row_width
            s_i = table[k + 12] + f * table[k + 13] + (table[k + 14] + f * table[k + 15]) * s_i
            n_i = table[k + 16] + f * table[k + 17] + (table[k + 18] + f * table[k + 19]) * n_i
            if armed:
                if V_new >= 0.0:
                    armed = False
                    Na += Na_per_spike
                    if n_spikes < len(spikes):
                        spikes[n_spikes] = dt * step + h_full * (substep - V / (V_new - V))
                        n_spikes += 1
            elif V_new < -30.0:
                armed = True
            V = V_new
        # The drug binds to inactivated channels and leaves all of them.
        if bind > 0.0 or block > 0.0:
            on = bind * (1.0 - h)
            total = on + unbind
            if total > 0.0:
                block = on / total + (block - on / total) * math.exp(-dt * total)
        Na *= Na_keep
    state[0], state[1], state[2], state[3], state[4], state[5] = V, W, m, h, p, s
    state[6], state[7], state[8], state[9], state[10], state[11] = n, n_i, s_i, Na, block, noise
    state[SEED] = seed
    state[ARMED] = 1.0 if armed else 0.0
    state[FINE] = 1.0 if fine else 0.0
    return n_spikes
