"""The compiled form of a loop is the same function, and its absence is no accident."""

import os
import subprocess
import sys

import numpy as np
import pytest

from neuro_edu.simulation.compiled import Kernel


def running_sum(values, out):
    total = 0.0
    for i in range(values.size):
        total += values[i] / 3.0
        out[i] = total


def text_of(value):
    return value.no_such_attribute


@pytest.fixture
def values():
    return np.random.default_rng(0).normal(size=1000)


def test_compiled_and_python_agree_to_the_last_bit(values):
    pytest.importorskip("numba")
    kernel = Kernel(running_sum)
    a, b = np.empty(1000), np.empty(1000)
    kernel.python(values, a)
    kernel.compiled()(values, b)
    np.testing.assert_array_equal(a, b)
    np.testing.assert_allclose(a, np.cumsum(values / 3.0), rtol=1e-12)


def test_best_is_python_until_the_compiled_form_is_ready(values):
    pytest.importorskip("numba")
    kernel = Kernel(running_sum)
    assert not kernel.ready
    assert kernel.best() is running_sum
    kernel.warm_up(values, np.empty(1000)).join()
    assert kernel.ready
    assert kernel.best() is not running_sum


def test_warm_up_swallows_what_numba_refuses():
    kernel = Kernel(text_of)
    kernel.warm_up(1.0).join()
    assert not kernel.ready
    assert kernel.best() is text_of


def test_switched_off_by_the_environment(values, monkeypatch):
    monkeypatch.setenv("NEURO_EDU_NUMBA", "0")
    kernel = Kernel(running_sum)
    assert kernel.compiled() is None
    assert kernel.best() is running_sum
    out = np.empty(1000)
    kernel(values, out)
    np.testing.assert_allclose(out[-1], values.sum() / 3.0)


def test_importing_loads_no_numba():
    code = "import sys, neuro_edu.simulation.compiled; sys.exit('numba' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], env=os.environ, check=False).returncode == 0


def test_numba_that_cannot_be_imported_leaves_python(monkeypatch):
    monkeypatch.setitem(sys.modules, "numba", None)
    assert Kernel(running_sum).compiled() is None
