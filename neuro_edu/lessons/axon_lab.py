"""One axon: what the student changes in it, and what it does."""

from collections.abc import Sequence
from functools import partial

from neuro_edu.figures.membrane import MembraneView, describe_membrane
from neuro_edu.lessons.parameter_controls import model_value, parameter_control
from neuro_edu.simulation.nerve.axon import AxonResult, simulate_axon
from neuro_edu.simulation.nerve.parameters import HEALTHY_AXON, NEUROMYOTONIC_AXON, AxonParameters
from neuro_edu.widgets import Explorer

_SHOCK_RECORD_MS = 150.0


def kv1_explorer() -> Explorer:
    """Take Kv1 channels away from a motor axon and count its spikes after one stimulus."""
    return _axon_explorer(HEALTHY_AXON, ["kv1_fraction"], title="Kv1 loss in a motor axon")


def kv7_explorer() -> Explorer:
    """Change the slow potassium channels of an axon that has lost its Kv1."""
    return _axon_explorer(
        NEUROMYOTONIC_AXON, ["kv1_fraction", "kv7_fraction"], title="What ends a group of spikes"
    )


def _axon_explorer(start: AxonParameters, names: Sequence[str], *, title: str) -> Explorer:
    healthy = simulate_axon(HEALTHY_AXON, duration_ms=_SHOCK_RECORD_MS)
    return Explorer(
        [parameter_control(name, getattr(start, name)) for name in names],
        partial(_simulate_changed, start),
        MembraneView(healthy),
        describe_membrane,
        title=title,
    )


def _simulate_changed(start: AxonParameters, **shown: float) -> AxonResult:
    changes = {name: model_value(name, value) for name, value in shown.items()}
    return simulate_axon(start.replace(**changes), duration_ms=_SHOCK_RECORD_MS)
