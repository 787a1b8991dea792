"""Valid and invalid arguments."""

from dataclasses import dataclass

import numpy as np
from hypothesis import assume
from hypothesis import strategies as st

from neuro_edu.errors import ParameterError
from neuro_edu.simulation.muscle.junction import JunctionParameters, transmit
from neuro_edu.simulation.muscle.motor_unit_potentials import (
    Electrode,
    motor_unit_potentials,
)
from neuro_edu.simulation.muscle.motor_units import PoolParameters, draw_pool
from neuro_edu.simulation.nerve.parameters import AxonParameters, Stimulus
from neuro_edu.simulation.spike_trains import SpikeTrains


@dataclass(frozen=True)
class Number:
    """An argument that is checked: any number of the range is fine, all else is refused.

    `run_high` keeps the runs short where the range reaches far.
    """

    low: float
    high: float
    integer: bool = False
    run_high: float | None = None

    def strategy(self):
        high = self.high if self.run_high is None else self.run_high
        return st.integers(self.low, high) if self.integer else st.floats(self.low, high)

    def wrong(self):
        step = 1 if self.integer else 1e-3 * max(1.0, abs(self.high))
        values = [self.low - step, self.high + step, float("nan"), float("inf"), -float("inf")]
        return [*values, "1", None, True, [1.0]] + ([self.low + 0.5] if self.integer else [])


def numbers_of(cls):
    """Return the checked quantities of a parameter class as `Number`."""
    return {
        name: Number(known.low, known.high, known.integer)
        for name, known in cls.quantities().items()
    }


@st.composite
def parameters(draw, cls, **others):
    """Any valid instance of a parameter class; combinations that it refuses are left out."""
    ranges = {name: number.strategy() for name, number in numbers_of(cls).items()}
    values = draw(st.fixed_dictionaries({**ranges, **others}))
    try:
        return cls(**values)
    except ParameterError:
        assume(False)


@st.composite
def sometimes_plain(draw, cls, **others):
    """Defaults, with up to three quantities anywhere in their ranges, and the others."""
    ranges = numbers_of(cls)
    names = draw(st.lists(st.sampled_from(sorted(ranges)), max_size=3, unique=True))
    values = {name: ranges[name].strategy() for name in names} | others
    try:
        return cls(**draw(st.fixed_dictionaries(values)))
    except ParameterError:
        assume(False)


@st.composite
def accepted(draw, function, *arguments):
    """What a function makes of the arguments that it does not refuse."""
    try:
        return function(*draw(st.tuples(*arguments)))
    except ParameterError:
        assume(False)


SEED = Number(0, 2**63, integer=True)
SMALL_SEED = Number(0, 2**31 - 2, integer=True)
RNG = st.integers(0, 2**32).map(np.random.default_rng)
AXON = st.one_of(parameters(AxonParameters), sometimes_plain(AxonParameters))


@st.composite
def rising_times(draw, high_ms=1000.0, most=40, fewest=0):
    """Spike times in order, each at least 1 ms after the last."""
    gaps = draw(st.lists(st.floats(1.0, 60.0), min_size=fewest, max_size=most))
    times = np.cumsum(gaps)
    return times[times <= high_ms] if not fewest else times


@st.composite
def stimuli(draw):
    first, gap = draw(st.floats(0.0, 10.0)), draw(st.floats(0.0, 5.0))
    width = draw(st.floats(0.01, 3.0))
    return Stimulus(
        onsets_ms=(first, first + width + gap),
        width_ms=width,
        amplitude_pA=draw(st.floats(-5000, 5000)),
        hold_pA=draw(st.floats(-500, 500)),
    )


@st.composite
def trains(draw, n_units=None):
    units = draw(st.integers(1, 6)) if n_units is None else n_units
    lists = [draw(rising_times(high_ms=300.0, most=15)) for _ in range(units)]
    return SpikeTrains.from_lists(lists, 300.0)


POOL_PARAMETERS = sometimes_plain(
    PoolParameters,
    n_units=st.integers(2, 6),
    smallest_innervation=st.integers(
        *[PoolParameters.quantities()["smallest_innervation"].low, 30]
    ),
)
POOL = st.builds(draw_pool, POOL_PARAMETERS, seed=st.integers(0, 2**32))
JUNCTION = parameters(JunctionParameters)
ELECTRODE = parameters(Electrode, on_skin=st.booleans())


@st.composite
def pools_and_trains(draw):
    pool = draw(POOL)
    return pool, transmit(draw(trains(pool.n_units)), draw(JUNCTION))


@st.composite
def potentials_and_transmission(draw):
    pool, passed = draw(pools_and_trains())
    rate_hz = draw(st.floats(5000.0, 20_000.0))
    return motor_unit_potentials(pool, draw(ELECTRODE), rate_hz=rate_hz), passed
