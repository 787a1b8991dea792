"""Labs that take long tell how far they have come, and show the same whether anybody listens."""

from importlib import import_module

import numpy as np
import pytest

from neuro_edu import lessons
from neuro_edu.long_work import Remembered
from neuro_edu.simulation.clinic import cause_chain, localisation
from neuro_edu.simulation.nerve import side_by_side

# The package calls the labs' factories as their modules are called.
origin_lab, shock_answers, stiffness_lab = (
    import_module(f"neuro_edu.lessons.{name}")
    for name in ("origin_lab", "shock_answers", "stiffness_lab")
)
#: Factory, its memories by module and name, what is chosen, and the EMG of a result.
LABS = {
    "stiffness_lab": (
        lessons.stiffness_lab,
        [(stiffness_lab, "_recordings")],
        {"task": "contract"},
        lambda shown: shown.result.emg_uV,
    ),
    "cause_lab": (
        lessons.cause_lab,
        [(cause_chain, "_chains")],
        {"severity": 50.0},
        lambda shown: shown.recording.emg_uV,
    ),
    "origin_lab": (
        lessons.origin_lab,
        [(localisation, "_examined")],
        {"curare": True},
        lambda shown: shown.blocked.emg_uV,
    ),
    "origin_riddle": (
        lessons.origin_riddle,
        [(localisation, "_examined"), (origin_lab, "_chosen")],
        {"sleep": True},
        lambda shown: shown.blocked.emg_uV,
    ),
    "nerve_stimulation_lab": (
        lessons.nerve_stimulation_lab,
        [(shock_answers, "_recorded"), (shock_answers, "_ankle_latency_ms")],
        {"shocks": "5x5"},
        lambda shown: shown.recording.emg_uV,
    ),
}


@pytest.fixture
def axon_by_axon(monkeypatch):
    """Axons run one after the other: side by side they tell now and then, as the clock has it."""

    def share(run, n_blocks, n_threads, tell, stop):
        for number in range(n_blocks):
            run(number)
            tell()

    monkeypatch.setattr(side_by_side, "_lanes_for", lambda n_steps: None)
    monkeypatch.setattr(side_by_side, "_share", share)


@pytest.mark.usefixtures("axon_by_axon")
@pytest.mark.parametrize("name", LABS)
def test_shares_rise_from_the_start_to_the_end_and_change_no_result(name, monkeypatch):
    make, memories, changed, emg_of = LABS[name]

    def forget():
        for module, memory in memories:
            old = getattr(module, memory)
            monkeypatch.setattr(module, memory, Remembered(old._function, old._most))

    forget()
    panel = make()
    assert panel._reports_progress
    emg = {}
    for heard in (True, False):
        forget()
        told = []
        progress = told.append if heard else lambda share: None
        emg[heard] = emg_of(panel._simulate(**{**panel.values, **changed}, progress=progress))
        if heard:
            assert told == sorted(told)
            assert told[0] < 0.9
            assert told[-1] == 1.0
            assert len(set(told)) >= 5
    np.testing.assert_array_equal(emg[True], emg[False])
