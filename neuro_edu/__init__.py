"""Overactive nerves, from the potassium channel to the patient."""

from neuro_edu.errors import ContentError, ParameterError, SimulationError
from neuro_edu.simulation.findings.discharges import Group, detect_groups
from neuro_edu.simulation.nerve.axon import simulate_axon
from neuro_edu.simulation.nerve.axon_result import AxonResult
from neuro_edu.simulation.nerve.parameters import (
    HEALTHY_AXON,
    NEUROMYOTONIC_AXON,
    ONE_SHOCK,
    AxonParameters,
    Stimulus,
)

__all__ = [
    "HEALTHY_AXON",
    "NEUROMYOTONIC_AXON",
    "ONE_SHOCK",
    "AxonParameters",
    "AxonResult",
    "ContentError",
    "Group",
    "ParameterError",
    "SimulationError",
    "Stimulus",
    "detect_groups",
    "simulate_axon",
]


def __getattr__(name: str) -> str:
    # Reading the version takes longer than everything else here together.
    if name == "__version__":
        from importlib.metadata import version

        return version("neuro-edu")
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
