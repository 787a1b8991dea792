"""Gate rates against the published equations, at their removable singularities and far away."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from neuro_edu.simulation.nerve import channels

from .reference_axon import Q10, rates

SINGULAR_mV = {"m": (-21.4, -25.7), "h": (-114.0,), "p": (-27.0, -34.0), "n": (-93.2, -76.0)}


@pytest.mark.parametrize("gate", channels.GATES, ids=lambda gate: gate.name)
@given(V=st.floats(-150, 100), temperature=st.floats(20, 40))
def test_rates_are_those_of_the_published_equations(gate, V, temperature):
    alpha, beta = gate.rates_per_ms(V, temperature)
    warm = Q10[gate.name] ** ((temperature - 36) / 10)
    expected = rates(V)[gate.name]
    assert alpha == pytest.approx(warm * expected[0], rel=1e-5, abs=1e-12)
    assert beta == pytest.approx(warm * expected[1], rel=1e-5, abs=1e-12)


@pytest.mark.parametrize(
    ("gate", "V"),
    [(gate, V) for gate in channels.GATES for V in SINGULAR_mV.get(gate.name, ())],
    ids=lambda value: getattr(value, "name", value),
)
def test_rates_pass_smoothly_through_their_removable_singularities(gate, V):
    for rate in (0, 1):
        below, at, above = (gate.rates_per_ms(V + d, 36.0)[rate] for d in (-1e-4, 0.0, 1e-4))
        assert np.isfinite(at)
        assert at == pytest.approx((below + above) / 2, rel=1e-6)


def test_linoid_has_its_limit_and_its_asymptotes():
    assert channels.linoid(2.0, 0.0, 5.0) == 10.0
    assert channels.linoid(2.0, 1e4, 5.0) == pytest.approx(2e4)
    assert channels.linoid(2.0, -1e5, 5.0) == pytest.approx(0.0, abs=1e-100)


@given(V=st.floats(-150, 100))
def test_steady_states_are_shares_and_opening_gates_rise_with_potential(V):
    for gate in channels.GATES:
        now, later = gate.steady_state(V), gate.steady_state(V + 1.0)
        assert 0 <= now <= 1
        if gate.name == "h":
            assert later <= now + 1e-12
        elif gate.name != "s" or V > -85:  # the published closing rate of s starts at -90 mV
            assert later >= now - 1e-12


@given(
    V=st.floats(-149.9, 99.9),
    start=st.floats(0, 1),
    dt_ms=st.floats(0.001, 0.05),
    column=st.integers(0, 4),
)
def test_the_step_table_solves_the_gate_equation_exactly(V, start, dt_ms, column):
    gate = channels.GATES[column]
    table = channels.step_table(dt_ms, 33.0).reshape(channels.TABLE_ROWS, channels.TABLE_WIDTH)
    row, f = divmod((V - channels.TABLE_LOW_mV) / channels.TABLE_STEP_mV, 1.0)
    a, a_slope, e, e_slope = table[int(row), 4 * column : 4 * column + 4]
    stepped = a + f * a_slope + (e + f * e_slope) * start
    tau = gate.time_constant_ms(V, 33.0)
    target = gate.steady_state(V)
    assert stepped == pytest.approx(target + (start - target) * np.exp(-dt_ms / tau), abs=2e-5)
