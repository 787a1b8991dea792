"""What a student may change, and by which native control."""

import math
from dataclasses import dataclass
from typing import Any, Literal

from neuro_edu.errors import ParameterError
from neuro_edu.simulation.quantities import check_number

Value = float | str | bool


@dataclass(frozen=True, kw_only=True)
class Control:
    """One adjustable value of an explorer.

    Parameters
    ----------
    name : str
        Keyword under which `simulate` takes the value.
    label : str
        What it is called on the page.
    value : float, str or bool
        Where it starts. A whole number (``3``, not ``3.0``) keeps the slider to whole numbers; an
        action needs one.
    unit : str
        Unit shown behind the number, empty for a pure number.
    low, high, step : float
        Range and step of a slider.
    options : tuple of (str, str)
        Value and label of every choice of a ``"choice"``.
    help : str
        One sentence: below the control, or in the line that several controls share.
    kind : {"slider", "choice", "toggle", "action"}
        A range input, a list to choose from, a check box, or a button whose value grows by one
        with each press (the seed of a new trace, say).
    group : str
        Title of the frame that it stands in, with the other controls of that group; empty for none.

    Raises
    ------
    ParameterError
        If the starting value is not one that the control can show.
    """

    name: str
    label: str
    value: Value
    unit: str = ""
    low: float = 0.0
    high: float = 1.0
    step: float = 0.01
    options: tuple[tuple[str, str], ...] = ()
    help: str = ""
    kind: Literal["slider", "choice", "toggle", "action"] = "slider"
    group: str = ""

    def __post_init__(self) -> None:
        if self.kind == "slider" and not (self.low < self.high and self.step > 0):
            raise ParameterError(
                f"{self.name} needs low < high and a step above 0, "
                f"got low {self.low!r}, high {self.high!r}, step {self.step!r}"
            )
        self.checked(self.value)

    @property
    def decimals(self) -> int:
        """How many decimals the readout needs to tell neighbouring steps apart."""
        return max(0, -math.floor(math.log10(self.step) + 1e-9))

    def checked(self, value: Any) -> Value:
        """Return the value as `simulate` gets it.

        Raises
        ------
        ParameterError
            If the control cannot show it.
        """
        if self.kind == "slider":
            integer = isinstance(self.value, int)
            check_number(
                self.name, value, low=self.low, high=self.high, unit=self.unit, integer=integer
            )
            return int(value) if integer else float(value)
        if self.kind == "toggle":
            known, fits = "True or False", isinstance(value, bool)
        elif self.kind == "action":
            known = "a whole number"
            fits = isinstance(value, int) and not isinstance(value, bool)
        else:
            keys = [key for key, _ in self.options]
            known, fits = " or ".join(map(repr, keys)), isinstance(value, str) and value in keys
        if not fits:
            raise ParameterError(f"{self.name} must be {known}, got {value!r}")
        return value  # type: ignore[no-any-return]

    def face(self) -> dict[str, Any]:
        """Everything the page needs to draw the control."""
        return {
            "name": self.name,
            "label": self.label,
            "unit": self.unit,
            "low": self.low,
            "high": self.high,
            "step": self.step,
            "decimals": self.decimals,
            "options": [list(option) for option in self.options],
            "help": self.help,
            "kind": self.kind,
            "group": self.group,
            "value": self.value,
        }
