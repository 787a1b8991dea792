"""Sliders worded by the content files."""

import dataclasses

from neuro_edu.content import load_content
from neuro_edu.errors import ParameterError
from neuro_edu.widgets import Control


def parameter_control(name: str, value: float) -> Control:
    """Return the slider of a parameter, with the words and range of `parameters.toml`.

    Parameters
    ----------
    name : str
        Id of the parameter.
    value : float
        Where it starts, in the model's unit.

    Returns
    -------
    Control
        In the unit that students see.

    Raises
    ------
    ParameterError
        If the value is no number, or lies outside the slider.
    """
    _require_number(name, value)
    known = load_content().parameters[name]
    return Control(
        name=name,
        label=known.label,
        value=value * _scale(name),
        unit=known.unit,
        low=known.low,
        high=known.high,
        step=known.step,
        help=known.help,
    )


def _require_number(name: str, value: object) -> None:
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        raise ParameterError(f"{name} must be a number, got {value!r}")


def _scale(name: str) -> float:
    return 100.0 if load_content().parameters[name].unit == "%" else 1.0


def model_value(name: str, shown: float) -> float:
    """Return what the model takes for what a slider shows."""
    return shown / _scale(name)


def in_group(title: str, *controls: Control) -> list[Control]:
    """Return the controls for one titled frame."""
    return [dataclasses.replace(control, group=title) for control in controls]
