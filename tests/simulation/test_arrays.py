import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from neuro_edu.errors import ParameterError
from neuro_edu.simulation.arrays import median, read_only

NUMBERS = st.lists(st.floats(-1e9, 1e9), min_size=1, max_size=30)


@given(NUMBERS)
def test_the_median_is_that_of_numpy_to_the_last_bit(numbers):
    assert median(np.array(numbers)) == np.median(numbers)


def test_there_is_no_median_of_nothing():
    with pytest.raises(ParameterError, match="at least one number"):
        median(np.empty(0))


@given(NUMBERS)
def test_what_is_read_only_cannot_be_written_and_its_source_can(numbers):
    source = np.array(numbers)
    closed = read_only(source)
    with pytest.raises(ValueError, match="read-only"):
        closed[0] = 1.0
    source[0] = 2.0
