"""Axons and nerves: how each function is called."""

import numpy as np
from hypothesis import strategies as st

from neuro_edu.simulation.nerve import channels, waves
from neuro_edu.simulation.nerve.axon import kernel_pulses, simulate_axon
from neuro_edu.simulation.nerve.cable import simulate_cable
from neuro_edu.simulation.nerve.cable_parameters import (
    CableParameters,
    LocalAnaesthetic,
    LocalCooling,
)
from neuro_edu.simulation.nerve.excitability import recovery_cycle
from neuro_edu.simulation.nerve.parameters import HEALTHY_AXON, ONE_SHOCK
from neuro_edu.simulation.nerve.population import PopulationParameters
from neuro_edu.simulation.nerve.rest import initial_state, initial_states
from neuro_edu.simulation.nerve.stepping import SteppedAxon

from .strategies import (
    AXON,
    SEED,
    SMALL_SEED,
    Number,
    accepted,
    parameters,
    rising_times,
    sometimes_plain,
    stimuli,
)

DT = Number(0.001, 0.05)
POTENTIAL = st.lists(st.floats(-500, 500), min_size=1, max_size=9).map(np.array)
SHORT = Number(1, 600_000, run_high=40)
STIMULUS = st.one_of(st.none(), stimuli())
COMPILED = st.just(True)


@st.composite
def cables(draw):
    n_nodes = draw(st.integers(CableParameters.quantities()["n_nodes"].low, 25))
    node = st.integers(0, n_nodes - 1)
    ends = sorted((draw(node), draw(node)))
    stretch = {"first_node": st.just(ends[0]), "last_node": st.just(ends[1])}
    terminal = CableParameters.quantities()["terminal_nodes"]
    return draw(
        sometimes_plain(
            CableParameters,
            axon=sometimes_plain(type(HEALTHY_AXON)),
            n_nodes=st.just(n_nodes),
            terminal_nodes=st.integers(terminal.low, min(terminal.high, n_nodes - 1)),
            anaesthetic=st.one_of(st.none(), parameters(LocalAnaesthetic, **stretch)),
            cooling=st.one_of(st.none(), parameters(LocalCooling, **stretch)),
        )
    )


@st.composite
def wave_times(draw):
    n_nodes = draw(st.integers(2, 6))
    speed, first = draw(st.floats(0.05, 1.0)), draw(st.floats(0.0, 50.0))
    return [np.array([first + speed * node]) for node in range(n_nodes)]


AXON_RESULT = st.builds(
    simulate_axon, AXON, duration_ms=st.just(25.0), compiled=st.just(True), sample_ms=st.just(0.1)
)
CABLE_RESULT = st.builds(
    simulate_cable, cables(), st.just({0: ONE_SHOCK}), duration_ms=st.just(25.0), compiled=COMPILED
)
CYCLE = accepted(recovery_cycle, sometimes_plain(type(HEALTHY_AXON)), st.just((3.0, 5.0, 20.0)))
GATE = st.sampled_from(channels.GATES)
TEMPERATURE = st.floats(10, 45)
AXONS = st.lists(AXON, min_size=1, max_size=5)


def starting(axons, seed):
    return dict(axons=axons, seeds=[seed] * len(axons))


def side_by_side(axons, seed):
    n = len(axons)
    pulses = [kernel_pulses(ONE_SHOCK, 0.02)] * n
    return dict(axons=axons, states=initial_states(axons, [seed] * n), pulses=pulses)


def stepped(axon):
    return dict(self=SteppedAxon(axon), state=initial_state(axon))


CASES = {
    "nerve.axon.kernel_constants": dict(
        axon=AXON, hold_pA=st.floats(-500, 500), dt_ms=DT.strategy()
    ),
    "nerve.axon.kernel_table": dict(dt_ms=DT.strategy(), temperature_degC=TEMPERATURE),
    "nerve.axon.table_as_list": dict(dt_ms=DT.strategy(), temperature_degC=TEMPERATURE),
    "nerve.axon.kernel_pulses": dict(stimulus=STIMULUS, dt_ms=DT.strategy()),
    "nerve.axon.simulate_axon": dict(
        axon=AXON,
        stimulus=STIMULUS,
        duration_ms=SHORT,
        dt_ms=DT,
        sample_ms=Number(0, 1000),
        seed=SMALL_SEED,
        compiled=COMPILED,
    ),
    "nerve.axon_result.response_to": dict(
        stimulus=stimuli(), spike_times_ms=rising_times(high_ms=60.0)
    ),
    "nerve.axon_result.AxonResult.variable": dict(
        self=AXON_RESULT, name=st.sampled_from(["V", "noise"])
    ),
    "nerve.cable.simulate_cable": dict(
        cable=cables(),
        stimuli=st.one_of(st.just({}), st.just({0: ONE_SHOCK}), st.just({1: ONE_SHOCK})),
        duration_ms=SHORT,
        dt_ms=DT,
        sample_nodes=st.sampled_from([(), (0,), (0, 1)]),
        sample_ms=Number(0.001, 1000),
        seed=SMALL_SEED,
        compiled=COMPILED,
    ),
    "nerve.cable_result.CableResult.conduction_velocity_m_per_s": dict(
        self=CABLE_RESULT, first_node=Number(0, 1e9, True, 1), last_node=Number(0, 1e9, True, 1)
    ),
    "nerve.channels.linoid": dict(A=st.floats(1e-3, 10), x=POTENTIAL, c=st.floats(0.5, 20)),
    "nerve.channels.step_table": dict(dt_ms=DT.strategy(), temperature_degC=TEMPERATURE),
    "nerve.channels.Gate.rates_per_ms": dict(
        self=GATE, V_m_mV=POTENTIAL, temperature_degC=TEMPERATURE
    ),
    "nerve.channels.Gate.steady_state": dict(self=GATE, V_m_mV=POTENTIAL),
    "nerve.channels.Gate.time_constant_ms": dict(
        self=GATE, V_m_mV=POTENTIAL, temperature_degC=TEMPERATURE
    ),
    "nerve.currents.axon_currents": dict(result=AXON_RESULT),
    "nerve.environment.hyperventilate": dict(axon=AXON, pco2_fall_mmHg=Number(0, 30)),
    "nerve.environment.stop_blood_flow": dict(axon=AXON, severity=Number(0, 1)),
    "nerve.environment.release_blood_flow": dict(axon=AXON, severity=Number(0, 1)),
    "nerve.excitability.threshold_pA": dict(axon=AXON, width_ms=Number(0.02, 500, run_high=20)),
    "nerve.excitability.recovery_cycle": dict(
        axon=AXON, intervals_ms=rising_times(most=4, fewest=1), width_ms=st.floats(0.05, 0.4)
    ),
    "nerve.excitability.RecoveryCycle.threshold_percent_at": dict(
        self=CYCLE, interval_ms=st.floats(0, 100)
    ),
    "nerve.paired_shocks.paired_shocks": dict(
        axon=AXON,
        interval_ms=st.floats(0.3, 50),
        second_share=Number(0, 10),
        first_ms=st.floats(0, 5),
        duration_ms=Number(1, 1000),
        width_ms=st.floats(0.05, 0.1),
    ),
    "nerve.parameters.Stimulus.train": dict(
        n_pulses=Number(1, 100_000, True, 20), rate_hz=Number(0.01, 1000), first_ms=st.floats(0, 50)
    ),
    "nerve.population.draw_axons": dict(
        axon=AXON,
        n_axons=Number(1, 10_000, True, 6),
        seed=SEED,
        spread=st.one_of(st.none(), parameters(PopulationParameters)),
    ),
    "nerve.population.simulate_axons": dict(
        axons=AXONS,
        stimulus=STIMULUS,
        duration_ms=Number(1, 1e7, run_high=40),
        dt_ms=DT,
        seed=SEED,
        n_threads=Number(1, 1024, True, 3),
    ),
    "nerve.population.axon_seeds": dict(seed=st.integers(0, 2**63), n_axons=st.integers(1, 9)),
    "nerve.rest.initial_state": dict(axon=AXON, seed=st.integers(0, 2**31 - 2)),
    "nerve.rest.initial_states": (starting, dict(axons=AXONS, seed=st.integers(0, 99)), {}),
    "nerve.rest.resting_potentials_mV": dict(axon=AXON),
    "nerve.side_by_side.fire_side_by_side": (
        side_by_side,
        dict(axons=AXONS, seed=st.integers(0, 2**31 - 2)),
        dict(hold_pA=st.floats(-500, 500), duration_ms=st.floats(1, 40), dt_ms=DT.strategy()),
    ),
    "nerve.stepping.SteppedAxon": dict(axon=AXON),
    "nerve.stepping.SteppedAxon.steps": dict(self=AXON.map(SteppedAxon), t_ms=st.floats(0, 1e6)),
    "nerve.stepping.SteppedAxon.pulse": dict(
        self=AXON.map(SteppedAxon),
        onset_ms=Number(0, 1e7),
        width_ms=Number(0.01, 1000),
        amplitude_pA=Number(-5000, 5000),
    ),
    "nerve.stepping.SteppedAxon.advance": (
        stepped,
        dict(axon=AXON),
        dict(first_step=st.just(0), n_steps=st.integers(0, 2000)),
    ),
    "nerve.waves.find_waves": dict(times_ms=wave_times()),
    "nerve.waves.Wave.reached": dict(
        self=wave_times().map(lambda times: waves.find_waves(times)[0]), node=st.integers(0, 1)
    ),
}
#: Driven by another function, for nobody calls them otherwise.
THROUGH = {
    "nerve.membrane.advance": "nerve.axon.simulate_axon",
    "nerve.cable_kernel.advance_cable": "nerve.cable.simulate_cable",
    "nerve.population_kernel.advance_lanes": "nerve.population.simulate_axons",
    "nerve.axon.loop_for": "nerve.axon.simulate_axon",
    "nerve.axon.warm_up": "nerve.axon.simulate_axon",
    "nerve.side_by_side.warm_up": "nerve.side_by_side.fire_side_by_side",
    "nerve.axon_block.AxonBlock": "nerve.side_by_side.fire_side_by_side",
    "nerve.axon_block.AxonBlock.in_lanes": "nerve.side_by_side.fire_side_by_side",
    "nerve.axon_block.AxonBlock.alone": "nerve.side_by_side.fire_side_by_side",
    "nerve.cable.warm_up": "nerve.cable.simulate_cable",
}
