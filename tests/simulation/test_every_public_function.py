"""Everything public, over its whole range: finite results or an error in words.

What is not finite must be told in the docstring of the function, attribute or field it comes from.
"""

import dataclasses
import inspect

import numpy as np
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from neuro_edu import errors
from neuro_edu.simulation.quantities import Parameters

from .every_function.introspection import (
    given_back,
    not_finite,
    public_members,
    tells_of_nan,
)
from .every_function.strategies import Number, numbers_of
from .every_function.table import CASES, OTHER_FIELDS, THROUGH

MEMBERS = public_members()
ERRORS = (errors.ParameterError, errors.ContentError, errors.SimulationError)
PARAMETER_SETS = {
    name: member
    for name, member in MEMBERS.items()
    if inspect.isclass(member) and issubclass(member, Parameters) and dataclasses.fields(member)
}
FEW = settings(
    max_examples=20,
    derandomize=True,
    database=None,
    deadline=None,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)
CHECKED = [
    (name, argument)
    for name, case in CASES.items()
    if isinstance(case, dict)
    for argument, given_as in case.items()
    if isinstance(given_as, Number)
]


def arguments_of(case):
    """One strategy for all keyword arguments; a triple is (prepare, what it takes, the rest)."""
    if isinstance(case, dict):
        return st.fixed_dictionaries({name: strategy_of(part) for name, part in case.items()})
    prepare, taken, rest = case
    return st.builds(
        lambda taken, rest: prepare(**taken) | rest, arguments_of(taken), arguments_of(rest)
    )


def strategy_of(part):
    return part.strategy() if isinstance(part, Number) else part


def test_the_table_knows_everything_public():
    by_itself = set(CASES) | set(PARAMETER_SETS)
    assert set(CASES) <= set(MEMBERS)
    assert set(THROUGH) <= set(MEMBERS)
    assert set(THROUGH.values()) <= set(CASES) | set(PARAMETER_SETS)
    by_itself |= {name.rpartition(".")[0] for name in CASES} & set(MEMBERS)
    covered = by_itself | set(THROUGH) | given_back(MEMBERS, by_itself)
    assert sorted(set(MEMBERS) - covered) == []


@pytest.mark.parametrize("name", CASES)
def test_valid_arguments_give_finite_results_or_an_error_in_words(name):
    function, n_answers = MEMBERS[name], 0
    told = not inspect.isclass(function) and tells_of_nan(function)

    @settings(FEW, max_examples=4 if name.startswith("clinic.") else 20)
    @given(arguments_of(CASES[name]))
    def drive(arguments):
        nonlocal n_answers
        try:
            result = function(**arguments)
        except ERRORS:
            return
        n_answers += 1
        assert not_finite(result, told) == []
        filled = [given for given in arguments.values() if isinstance(given, np.ndarray)]
        assert not_finite(filled) == []

    drive()
    assert n_answers > 0, "every call was refused"


@pytest.mark.parametrize(("name", "argument"), CHECKED)
def test_a_number_outside_its_range_is_refused(name, argument):
    number = CASES[name][argument]

    @settings(FEW, max_examples=1)
    @given(arguments_of(CASES[name]))
    def drive(arguments):
        for wrong in number.wrong():
            if wrong is None and accepts_none(MEMBERS[name], argument):
                continue
            with pytest.raises(errors.ParameterError):
                MEMBERS[name](**{**arguments, argument: wrong})

    drive()


def accepts_none(function, argument):
    return inspect.signature(function).parameters[argument].default is None


@pytest.mark.parametrize("name", PARAMETER_SETS)
def test_a_parameter_set_is_finite_and_checked(name):
    cls, ranges = PARAMETER_SETS[name], numbers_of(PARAMETER_SETS[name])
    others = OTHER_FIELDS.get(name, {})
    values = {field: number.strategy() for field, number in ranges.items()} | others

    @settings(FEW, max_examples=20)
    @given(st.fixed_dictionaries(values))
    def drive(arguments):
        try:
            made = cls(**arguments)
        except ERRORS:
            return
        assert not_finite(made) == []
        for field, number in ranges.items():
            for wrong in number.wrong():
                with pytest.raises(errors.ParameterError):
                    made.replace(**{field: wrong})

    drive()
