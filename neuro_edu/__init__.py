"""Overactive nerves, from the potassium channel to the patient."""

from importlib.metadata import version

__version__ = version("neuro-edu")
