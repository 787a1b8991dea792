"""Without threads and numba the same spikes come out, one axon after the other."""

import json

import numpy as np
import pytest

from neuro_edu.simulation.nerve.axon import simulate_axon
from neuro_edu.simulation.nerve.parameters import NEUROMYOTONIC_AXON, ONE_SHOCK
from neuro_edu.simulation.nerve.population import axon_seeds, draw_axons
from tests.project.test_pyodide_import import in_the_browser

SPIKES = """
import json
from neuro_edu.simulation.nerve.parameters import NEUROMYOTONIC_AXON, ONE_SHOCK
from neuro_edu.simulation.nerve.population import draw_axons, simulate_axons
told = []
axons = draw_axons(NEUROMYOTONIC_AXON, 3, seed=2)
trains = simulate_axons(axons, ONE_SHOCK, duration_ms=300.0, seed=5, progress=told.append)
print(json.dumps([trains.times_ms.tolist(), trains.offsets.tolist(), told]))
"""
LABS = """
from neuro_edu import lessons
from neuro_edu.installation import check_installation
print(check_installation())
for panel in (lessons.conduction_lab(), lessons.threshold_lab(), lessons.twitch_lab()):
    print(panel.finding)
"""
STOP = """
from neuro_edu.simulation.nerve.parameters import HEALTHY_AXON
from neuro_edu.simulation.nerve.population import simulate_axons
def stop(share):
    raise KeyError(share)
try:
    simulate_axons([HEALTHY_AXON] * 2, None, duration_ms=20.0, progress=stop)
except KeyError as error:
    print(error)
"""


def test_a_pool_gives_the_spikes_of_each_compiled_axon_and_tells_how_far_it_is():
    axons = draw_axons(NEUROMYOTONIC_AXON, 3, seed=2)
    wanted = [
        simulate_axon(axon, ONE_SHOCK, duration_ms=300.0, seed=seed, compiled=True).spike_times_ms
        for axon, seed in zip(axons, axon_seeds(5, 3), strict=True)
    ]
    times, offsets, told = json.loads(in_the_browser(SPIKES))
    assert offsets == [0, *np.cumsum([found.size for found in wanted])]
    assert times == pytest.approx(np.concatenate(wanted), abs=1e-6)
    assert len(times) > 3
    assert len(told) >= 3
    assert told == sorted(told)
    assert told[-1] == 1.0


def test_labs_answer():
    told = in_the_browser(LABS)
    assert "1 spike after one stimulus" in told
    assert "m/s" in told
    assert "mN" in told


def test_a_pool_can_be_stopped():
    assert float(in_the_browser(STOP)) > 0
