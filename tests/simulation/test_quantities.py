"""Checked quantities: what is refused, in which words, and what stays as it was."""

import dataclasses
from dataclasses import dataclass

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from neuro_edu.errors import ParameterError
from neuro_edu.simulation.nerve.parameters import HEALTHY_AXON, NEUROMYOTONIC_AXON
from neuro_edu.simulation.quantities import Parameters, quantity


@dataclass(frozen=True, kw_only=True)
class Bath(Parameters):
    warmth_degC: float = quantity(37.0, low=30, high=42, unit="degC", source="a bath")
    ducks: int = quantity(1, low=0, high=9, integer=True)


@given(warmth=st.floats(allow_nan=True, allow_infinity=True))
def test_a_value_is_taken_inside_its_range_and_refused_with_a_reason_outside(warmth):
    if 30 <= warmth <= 42:
        assert Bath(warmth_degC=warmth).warmth_degC == warmth
    else:
        with pytest.raises(ParameterError, match="warmth_degC must lie between 30 and 42 degC"):
            Bath(warmth_degC=warmth)


@pytest.mark.parametrize("value", ["37", None, True, 3 + 0j, [37.0]])
def test_what_is_no_number_is_named(value):
    with pytest.raises(ParameterError, match="warmth_degC must be a number"):
        Bath(warmth_degC=value)


@pytest.mark.parametrize("value", [1.5, 2.0, "two", True])
def test_whole_numbers_are_asked_for(value):
    with pytest.raises(ParameterError, match="ducks must be a whole number"):
        Bath(ducks=value)


def test_numpy_numbers_are_numbers():
    assert Bath(warmth_degC=np.float64(38.0), ducks=np.int64(2)).ducks == 2


def test_parameters_cannot_be_changed_in_place_and_replace_leaves_the_original():
    bath = Bath()
    with pytest.raises(dataclasses.FrozenInstanceError):
        bath.ducks = 3
    assert bath.replace(ducks=3).ducks == 3
    assert bath.ducks == 1


def test_health_and_disease_differ_in_one_number():
    healthy, ill = dataclasses.asdict(HEALTHY_AXON), dataclasses.asdict(NEUROMYOTONIC_AXON)
    assert {name for name in healthy if healthy[name] != ill[name]} == {"kv1_fraction"}


def test_every_parameter_of_the_axon_has_a_unit_or_is_a_share_and_names_its_origin():
    for name, known in HEALTHY_AXON.quantities().items():
        assert known.source, name
        assert known.low <= getattr(HEALTHY_AXON, name) <= known.high
        assert known.unit or name.endswith(("fraction", "per_spike")), name
