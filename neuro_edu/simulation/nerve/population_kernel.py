"""The time loop over many motor axons side by side: `membrane.advance` for the vector unit.

An axon occupies a lane and keeps its own clock: in each pass every lane takes one step, long or
short, whichever its own potential asks for. So no axon waits for the spike of another, and each
goes through the very numbers that it goes through alone. A lane that has come to the end changes
places with the last one at work. The loops are short and free of branches, for those the compiler
turns into vector instructions; what happens seldom (a spike, the end) is looked after lane by lane.

The function compiles under numba; without it, `membrane.advance` is the one to use.
"""

import math
from typing import Any

import numpy as np

from neuro_edu.simulation.nerve.membrane import SUBSTEPS, FAST_ABOVE_mV

#: Axons of a block at most, and width of a row of its arrays; more gains nothing.
LANES = 32

# Rows of `values`: the variables of `membrane.VARIABLES`, what a step needs, and constants.
V, W, M, H, P, S, N, N_I, S_I, NA, BLOCK, NOISE = (LANES * row for row in range(12))
CURRENT, FRACTION, V_NEW, Z_NODE, Z_INTERNODE = (LANES * row for row in range(12, 17))
FIRST_CONSTANT = 17
(
    G_NA, G_NAP, G_KS, G_KF, G_L, G_KS_I, G_KF_I, G_L_I, G_BB, E_NA, E_K, E_L, I_HOLD, I_PUMP,
    NA_PER_SPIKE, NA_KEEP, BIND, UNBIND, NOISE_SCALE, NOISE_KEEP,
    Z_NODE_LONG, Z_NODE_SHORT, Z_INTERNODE_LONG, Z_INTERNODE_MIXED, Z_INTERNODE_SHORT, PULSE_PA,
) = (LANES * row for row in range(FIRST_CONSTANT, 43))  # fmt: skip
N_VALUES = 43
# Rows of `counts`: number of the step, short steps left of it, whether it is split, place in the
# step table, whether a spike may start, number of spikes, place of the axon, seed of its noise,
# then first step of the next pulse and the step after it, and where its pulses begin and end.
(
    STEP, LEFT, FINE, ROW, ARMED, N_SPIKES, PLACE, SEED, PULSE_ON, PULSE_OFF, PULSE, LAST_PULSE,
) = (LANES * row for row in range(12))  # fmt: skip
N_COUNTS = 12
_NEVER = 2**62


def advance_lanes(
    values: Any,
    counts: Any,
    n_lanes: int,
    table: Any,
    pulses: Any,
    settings: Any,
    first_step: int,
    n_steps: int,
    spikes: Any,
) -> None:
    """Advance the axons of a block by `n_steps`, in place.

    Parameters
    ----------
    values : ndarray of float, shape (N_VALUES * LANES,)
        Variables and constants, row after row; changed in place, the lanes in another order. The
        next call may go on from it.
    counts : ndarray of int64, shape (N_COUNTS * LANES,)
        Whole numbers of the same lanes, changed likewise.
    n_lanes : int
        Lanes in use.
    table : ndarray of float, shape (3 * channels.TABLE_ROWS, channels.TABLE_WIDTH)
        As for `membrane.advance`, row under row.
    pulses : ndarray of float
        Pulses of all axons as for `membrane.advance`; an axon's are those from PULSE to LAST_PULSE.
    settings : tuple of float
        Step (ms), then potential of the first row of a step table (mV), rows per mV, last row,
        whether any axon has a noise current, and any a drug.
    first_step : int
        Number of the first step, counted from the start of the recording.
    n_steps : int
        Steps to take.
    spikes : ndarray of float, shape (n_axons, n_slots)
        Receives spike times (ms), axon by axon; their numbers in this call are in `counts`.
    """
    dt, low, per_mV, top_row, any_noise, any_drug = settings
    n_rows = int(top_row) + 1
    short = dt / SUBSTEPS
    third, sixth = 1.0 / 3.0, 1.0 / 6.0
    x, k = values, counts
    for i in range(n_lanes):
        k[STEP + i] = first_step
        k[N_SPIKES + i] = 0
        k[PULSE_OFF + i] = first_step
    n = n_events = n_lanes
    while True:
        if n_events > 0:
            for i in range(n - 1, -1, -1):
                step = k[STEP + i]
                if step >= first_step + n_steps:
                    n -= 1
                    for place in range(i, len(x), LANES):
                        x[place], x[place - i + n] = x[place - i + n], x[place]
                    for place in range(i, len(k), LANES):
                        k[place], k[place - i + n] = k[place - i + n], k[place]
                elif step >= k[PULSE_OFF + i]:
                    pulse, last = k[PULSE + i], k[LAST_PULSE + i]
                    while pulse < last and step >= pulses[pulse] + pulses[pulse + 1]:
                        pulse += 3
                    k[PULSE + i] = pulse
                    k[PULSE_ON + i] = k[PULSE_OFF + i] = _NEVER
                    if pulse < last:
                        k[PULSE_ON + i] = int(pulses[pulse])
                        k[PULSE_OFF + i] = int(pulses[pulse] + pulses[pulse + 1])
                        x[PULSE_PA + i] = pulses[pulse + 2]
            if n == 0:
                return
        if any_noise > 0.0:
            for i in range(n):
                seed = k[SEED + i]
                old_seed = seed
                total = -2.0
                for _ in range(4):
                    # The remainder of 16807 seed by 2^31 - 1, without a division.
                    seed = 16807 * seed
                    seed = (seed & 2147483647) + (seed >> 31)
                    seed = seed - 2147483647 if seed >= 2147483647 else seed
                    total += seed * 4.656612875245797e-10
                begins = k[LEFT + i] == 0
                old_noise = x[NOISE + i]
                noise = x[NOISE_KEEP + i] * old_noise + x[NOISE_SCALE + i] * total
                x[NOISE + i] = noise if begins else old_noise
                k[SEED + i] = seed if begins else old_seed
        # A lane that begins a long step: its current, and whether to split the step.
        for i in range(n):
            left, was_fine, pulse_pA = k[LEFT + i], k[FINE + i], x[PULSE_PA + i]
            pulse = 1 if k[STEP + i] >= k[PULSE_ON + i] else 0
            load, old_current = x[NA + i], x[CURRENT + i]
            short_n, long_n = x[Z_NODE_SHORT + i], x[Z_NODE_LONG + i]
            short_i, long_i = x[Z_INTERNODE_SHORT + i], x[Z_INTERNODE_LONG + i]
            mixed_i = x[Z_INTERNODE_MIXED + i]
            current = x[I_HOLD + i] - x[I_PUMP + i] * load / (load + 1.0)
            current = current + (pulse_pA if pulse > 0 else 0.0) + x[NOISE + i]
            fine = 1 if FAST_ABOVE_mV < x[V + i] else pulse
            fine = fine if left == 0 else was_fine
            mixed = fine != was_fine
            plain_i = short_i if fine > 0 else long_i
            x[CURRENT + i] = current if left == 0 else old_current
            x[Z_NODE + i] = short_n if fine > 0 else long_n
            x[Z_INTERNODE + i] = mixed_i if mixed else plain_i
            k[FINE + i] = fine
            k[LEFT + i] = 1 + (SUBSTEPS - 1) * fine if left == 0 else left
            # Nodal gates, from one half level to the next.
            y = (x[V + i] - low) * per_mV
            y = 0.0 if y < 0.0 else y
            y = top_row if y > top_row else y
            row = np.int32(y)
            x[FRACTION + i] = y - row
            k[ROW + i] = (n_rows if mixed else 2 * n_rows * fine) + row
        for i in range(n):
            # No sign, so that the compiled loop need not ask whether to count from the end.
            r, f = np.uint64(k[ROW + i]), x[FRACTION + i]
            move, stay = table[r, 0] + f * table[r, 1], table[r, 2] + f * table[r, 3]
            x[M + i] = move + stay * x[M + i]
            move, stay = table[r, 4] + f * table[r, 5], table[r, 6] + f * table[r, 7]
            x[H + i] = move + stay * x[H + i]
            move, stay = table[r, 8] + f * table[r, 9], table[r, 10] + f * table[r, 11]
            x[P + i] = move + stay * x[P + i]
            move, stay = table[r, 12] + f * table[r, 13], table[r, 14] + f * table[r, 15]
            x[S + i] = move + stay * x[S + i]
            move, stay = table[r, 16] + f * table[r, 17], table[r, 18] + f * table[r, 19]
            x[N + i] = move + stay * x[N + i]
        for i in range(n):
            # Internode potential, from one half level to the next.
            potential, inner, z = x[V + i], x[W + i], x[Z_INTERNODE + i]
            n2 = x[N_I + i] * x[N_I + i]
            g_K = x[G_KF_I + i] * n2 * n2 + x[G_KS_I + i] * x[S_I + i]
            g_L, g_BB = x[G_L_I + i], x[G_BB + i]
            g = z * (g_K + g_L + g_BB)
            inflow = g_K * x[E_K + i] + g_L * x[E_L + i] + g_BB * potential
            inner = (inner * (1.0 - g) + 2.0 * z * inflow) / (1.0 + g)
            x[W + i] = inner
            # Node potential, one whole level.
            m, p, n2 = x[M + i], x[P + i], x[N + i] * x[N + i]
            g_sodium = x[G_NA + i] * m * m * m * x[H + i] + x[G_NAP + i] * p * p * p
            g_sodium = g_sodium * (1.0 - x[BLOCK + i])
            g_K = x[G_KF + i] * n2 * n2 + x[G_KS + i] * x[S + i]
            g_L, z = x[G_L + i], x[Z_NODE + i]
            g = z * (g_sodium + g_K + g_L + g_BB)
            inflow = z * (
                x[CURRENT + i] + g_sodium * x[E_NA + i] + g_K * x[E_K + i] + g_L * x[E_L + i]
                + g_BB * inner
            )  # fmt: skip
            new = (potential * (1.0 - g * third) + inflow * (1.0 + g * sixth)) / (
                1.0 + g * (2.0 * third + g * sixth)
            )
            x[V_NEW + i] = new
        n_crossed = 0
        for i in range(n):
            y = (x[W + i] - low) * per_mV
            y = 0.0 if y < 0.0 else y
            y = top_row if y > top_row else y
            row = np.int32(y)
            x[FRACTION + i] = y - row
            k[ROW + i] = 2 * n_rows * k[FINE + i] + row
            above, below = x[V_NEW + i] >= 0.0, x[V_NEW + i] < -30.0
            n_crossed += 1 if (above if k[ARMED + i] > 0 else below) else 0
        for i in range(n):
            # Internodal gates, one whole level.
            r, f = np.uint64(k[ROW + i]), x[FRACTION + i]
            move, stay = table[r, 12] + f * table[r, 13], table[r, 14] + f * table[r, 15]
            x[S_I + i] = move + stay * x[S_I + i]
            move, stay = table[r, 16] + f * table[r, 17], table[r, 18] + f * table[r, 19]
            x[N_I + i] = move + stay * x[N_I + i]
        if n_crossed > 0:
            for i in range(n):
                old, new = x[V + i], x[V_NEW + i]
                if k[ARMED + i] > 0:
                    if new >= 0.0:
                        k[ARMED + i] = 0
                        x[NA + i] += x[NA_PER_SPIKE + i]
                        count = k[N_SPIKES + i]
                        if count < spikes.shape[1]:
                            substep = (SUBSTEPS - k[LEFT + i]) * k[FINE + i]
                            h_full = short if k[FINE + i] > 0 else dt
                            spikes[k[PLACE + i], count] = dt * k[STEP + i] + (
                                h_full * (substep - old / (new - old))
                            )
                            k[N_SPIKES + i] = count + 1
                elif new < -30.0:
                    k[ARMED + i] = 1
        if any_drug > 0.0:
            for i in range(n):
                if k[LEFT + i] == 1 and (x[BIND + i] > 0.0 or x[BLOCK + i] > 0.0):
                    on = x[BIND + i] * (1.0 - x[H + i])
                    total = on + x[UNBIND + i]
                    if total > 0.0:
                        share = on / total
                        decay = math.exp(-dt * total)
                        x[BLOCK + i] = share + (x[BLOCK + i] - share) * decay
        n_events = 0
        for i in range(n):
            left, step, load = k[LEFT + i] - 1, k[STEP + i], x[NA + i]
            kept = load * x[NA_KEEP + i]
            step = step + 1 if left == 0 else step
            x[V + i] = x[V_NEW + i]
            x[NA + i] = kept if left == 0 else load
            k[LEFT + i] = left
            k[STEP + i] = step
            n_events += 1 if (step >= first_step + n_steps) | (step >= k[PULSE_OFF + i]) else 0
