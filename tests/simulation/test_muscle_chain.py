"""The whole muscle part: the same numbers compiled, uncompiled and in another process."""

import hashlib
import subprocess
import sys

import numpy as np
import pytest

from neuro_edu.simulation.muscle.emg import record_emg
from neuro_edu.simulation.muscle.force import simulate_force
from neuro_edu.simulation.muscle.junction import transmit
from neuro_edu.simulation.muscle.motor_unit_potentials import motor_unit_potentials, needle
from neuro_edu.simulation.muscle.motor_units import PoolParameters, draw_pool
from neuro_edu.simulation.muscle.voluntary_drive import voluntary_drive


def chain():
    pool = draw_pool(PoolParameters(n_units=5), seed=4)
    passed = transmit(voluntary_drive(pool, 0.8, 300.0, seed=4))
    emg = record_emg(passed, motor_unit_potentials(pool, needle(1.0, 0.5)), seed=4)
    return emg.emg_uV, simulate_force(passed, pool).force_mN


def fingerprint():
    return hashlib.sha256(b"".join(a.tobytes() for a in chain())).hexdigest()


def test_compiled_and_plain_python_agree_to_the_last_bit(monkeypatch):
    pytest.importorskip("numba")
    compiled = chain()
    monkeypatch.setenv("NEURO_EDU_NUMBA", "0")
    for one, other in zip(compiled, chain(), strict=True):
        np.testing.assert_array_equal(one, other)


def test_another_process_gets_the_same():
    code = "from tests.simulation.test_muscle_chain import fingerprint; print(fingerprint())"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == fingerprint()
