"""The nerve's signs along its length, measured on the model; one function a sign."""

import functools

from neuro_edu.simulation.muscle.junction import JunctionParameters, transmit
from neuro_edu.simulation.nerve.cable import NERVE_SHOCK, simulate_cable
from neuro_edu.simulation.nerve.cable_parameters import (
    AUTOIMMUNE_CABLE,
    HEALTHY_CABLE,
    KCNA1_CABLE,
    LocalAnaesthetic,
)
from neuro_edu.simulation.nerve.parameters import Stimulus
from neuro_edu.simulation.spike_trains import SpikeTrains
from tests.fidelity.signs import Sign

LAST = HEALTHY_CABLE.n_nodes - 1
FIRST_TERMINAL = HEALTHY_CABLE.first_terminal_node
#: A node of the trunk, as far from both ends of it as may be: the wrist.
TRUNK = FIRST_TERMINAL // 2


def span(values):
    return float(min(values)), float(max(values))


def measure_F02():
    velocities = []
    for n_nodes in (20, 40, 60):
        cable = HEALTHY_CABLE.replace(n_nodes=n_nodes)
        ends = 3, cable.first_terminal_node - 3
        for stimulated in (0, n_nodes - 1):
            result = simulate_cable(cable, {stimulated: NERVE_SHOCK})
            velocities.append(result.conduction_velocity_m_per_s(*ends))
    return (
        Sign(
            id="F02",
            sign="conduction velocity of the healthy cable at 33 degC",
            low=40,
            high=60,
            unit="m/s",
            measured=span(velocities),
            source="Kim2022",
            note="trunk of cables of 20, 40 and 60 nodes, in both directions",
        ),
    )


def answers(cable, test_pA, after_ms):
    """Whether a test shock at the trunk sets off a spike, alone or after a strong one."""
    test_ms = 15.0
    stimuli = {TRUNK: Stimulus(onsets_ms=(test_ms,), amplitude_pA=test_pA)}
    if after_ms is not None:
        stimuli[TRUNK - 1] = NERVE_SHOCK.replace(onsets_ms=(test_ms - after_ms,))
    spikes = simulate_cable(cable, stimuli, duration_ms=test_ms + 1.0).spikes.of_unit(TRUNK + 3)
    return bool((spikes > test_ms).any())


def threshold_pA(cable, after_ms=None):
    low_pA, high_pA = 0.0, 4000.0
    while high_pA - low_pA > 2.0:
        middle_pA = (low_pA + high_pA) / 2
        if answers(cable, middle_pA, after_ms):
            high_pA = middle_pA
        else:
            low_pA = middle_pA
    return high_pA


@functools.cache
def superexcitability(cable, after_ms):
    """Threshold after a strong shock against that without, in % (negative: easier to excite)."""
    return 100.0 * (threshold_pA(cable, after_ms) / threshold_pA(cable) - 1.0)


def measure_F12():
    silent_terminal = LocalAnaesthetic(first_node=FIRST_TERMINAL, last_node=LAST)
    signs = []
    for name, cable, trunk_spikes, change in (
        ("autoimmune", AUTOIMMUNE_CABLE, (1, 1), (-5, 5)),
        ("KCNA1", KCNA1_CABLE, (2, 15), (-100, -10)),
    ):
        both = "Kiernan2001" if name == "autoimmune" else "Tomlinson2010"
        spikes = float(simulate_cable(cable).spikes.counts[LAST])
        trunk = cable.replace(anaesthetic=silent_terminal)
        alone = float(simulate_cable(trunk).spikes.counts[TRUNK])
        # Later than this a diseased axon may fire again by itself.
        differences = [
            superexcitability(cable, ms) - superexcitability(HEALTHY_CABLE, ms)
            for ms in ((3.5, 4.0) if name == "KCNA1" else (3.0, 3.5, 4.0, 4.5))
        ]
        signs += [
            Sign(
                id="F12",
                sign=f"{name}: spikes at the terminal after one nerve shock",
                low=2,
                high=15,
                unit="spikes",
                measured=(spikes, spikes),
                source=both,
            ),
            Sign(
                id="F12",
                sign=f"{name}: spikes of the trunk after one shock, terminal anaesthetised",
                low=trunk_spikes[0],
                high=trunk_spikes[1],
                unit="spikes",
                measured=(alone, alone),
                source=both,
                note="design range",
            ),
            Sign(
                id="F12",
                sign=f"{name}: superexcitability of the trunk against a healthy axon's",
                low=change[0],
                high=change[1],
                unit="percentage points",
                measured=span(differences),
                source=both,
                note="threshold 3 to 4.5 ms after a shock, before the axon fires again; "
                "direction published, size a design range",
            ),
        ]
    return tuple(signs)


#: Where a local anaesthetic is put; spinal anaesthesia bathes the root, the volley's own node.
BLOCKS = {
    "spinal anaesthesia": LocalAnaesthetic(first_node=0, last_node=5),
    "proximal block": LocalAnaesthetic(first_node=3, last_node=7),
    "distal block of the trunk": LocalAnaesthetic(
        first_node=FIRST_TERMINAL - 7, last_node=FIRST_TERMINAL - 3
    ),
    "block of the terminal": LocalAnaesthetic(first_node=FIRST_TERMINAL, last_node=LAST),
}
VOLLEYS = Stimulus.train(n_pulses=70, rate_hz=10.0, amplitude_pA=NERVE_SHOCK.amplitude_pA)
DURATION_MS = 8000.0


@functools.cache
def at_muscle(generator, block_name=None, curare=0.0):
    """Spikes that muscle answers, from volleys of the cord or from a terminal without Kv1."""
    cable = AUTOIMMUNE_CABLE if generator == "axon" else HEALTHY_CABLE
    cable = cable.replace(
        axon=cable.axon.replace(noise_pA=15.0), anaesthetic=BLOCKS.get(block_name)
    )
    stimuli = {0: VOLLEYS} if generator == "cord" else {}
    result = simulate_cable(cable, stimuli, duration_ms=DURATION_MS)
    arriving = SpikeTrains.from_lists([result.spikes.of_unit(LAST)], result.spikes.duration_ms)
    answered = transmit(arriving, JunctionParameters(receptor_block=curare))
    return int((answered.fraction > 0).sum())


def measure_F13():
    persists, partly, stops = (50, 150), (1, 150), (0, 0)
    cells = (
        ("spinal anaesthesia", 0.0, persists, "PHTreview"),
        ("proximal block", 0.0, persists, "Torbergsen1996"),
        ("distal block of the trunk", 0.0, partly, "Torbergsen1996"),
        ("block of the terminal", 0.0, stops, "Torbergsen1996"),
        ("curare", 1.0, stops, "NeuroWeb"),
    )
    signs = []
    for generator, name in (("cord", "generator in the cord"), ("axon", "axon terminal")):
        without = at_muscle(generator)
        for manipulation, curare, in_axon, source in cells:
            low, high = in_axon if generator == "axon" else stops
            left = at_muscle(generator, manipulation, curare)
            share = 100.0 * left / without if without else float("nan")
            signs.append(
                Sign(
                    id="F13",
                    sign=f"{name}: spikes that muscle answers, {manipulation}",
                    low=low,
                    high=high,
                    unit="% of without",
                    measured=(share, share),
                    source=source,
                    note="persists or stops: published; the size of a part: design range",
                )
            )
    return tuple(signs)


MEASURES = (measure_F02, measure_F12, measure_F13)
