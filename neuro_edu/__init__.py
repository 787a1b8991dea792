"""Overactive nerves, from the potassium channel to the patient."""

from importlib.metadata import version

from neuro_edu.errors import ContentError, ParameterError, SimulationError
from neuro_edu.simulation.findings.discharges import Group, detect_groups
from neuro_edu.simulation.nerve.axon import AxonResult, simulate_axon
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

__version__ = version("neuro-edu")
