"""What a class takes on paper follows from what one student takes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

pytest.importorskip("psutil")
from benchmarks.class_report import PerStudent, needs, percentile

ONE = PerStudent(server_mb=100, kernel_mb=300, cores=0.07)
sizes = st.integers(1, 5000)
shares = st.floats(0.01, 1.0)


def test_an_example_by_hand():
    # 200 x (100 + 2 x 300) MB = 140 GB, with a quarter in reserve 175 GB; 200 x 0.07 / 0.7 = 20
    # cores; of machines with 28.8 GB to use, six are too few.
    need = needs(200, ONE)
    assert need.memory_gb == pytest.approx(175)
    assert (need.cores, need.machines) == (20, 7)


def test_cores_decide_where_they_are_what_is_short():
    hungry = PerStudent(server_mb=1, kernel_mb=1, cores=0.7)
    assert needs(80, hungry).machines == 10


@given(sizes, shares)
def test_twice_the_class_takes_twice_the_memory_and_never_less_of_anything(n_students, at_once):
    small, large = (needs(n, ONE, at_once=at_once) for n in (n_students, 2 * n_students))
    assert large.memory_gb == pytest.approx(2 * small.memory_gb)
    assert large.cores >= small.cores
    assert small.machines <= large.machines <= 2 * small.machines


@given(sizes, shares)
def test_the_machines_hold_the_class(n_students, at_once):
    need = needs(n_students, ONE, at_once=at_once, machine_gb=32, machine_cores=8)
    assert need.machines * 32 >= need.memory_gb
    assert need.machines * 8 >= n_students * at_once * ONE.cores


def test_percentiles_are_values_that_were_measured():
    values = [float(n) for n in range(1, 101)]
    assert [percentile(values, p) for p in (50, 95, 99, 100)] == [50, 95, 99, 100]
    assert percentile([7.0], 99) == 7.0
