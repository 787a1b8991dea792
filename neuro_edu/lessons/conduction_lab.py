"""A nerve fibre along its length: conduction, block, ectopic spikes, collision."""

from functools import lru_cache

from neuro_edu.figures.conduction import ConductionView, Journey
from neuro_edu.figures.conduction_words import describe_conduction
from neuro_edu.lessons.parameter_controls import in_group, model_value, parameter_control
from neuro_edu.simulation.nerve.cable import NERVE_SHOCK, simulate_cable
from neuro_edu.simulation.nerve.cable_parameters import (
    HEALTHY_CABLE,
    CableParameters,
    LocalAnaesthetic,
)
from neuro_edu.simulation.nerve.cable_result import CableResult
from neuro_edu.simulation.nerve.parameters import HEALTHY_AXON
from neuro_edu.widgets import Control, Explorer

_N_NODES = 45
_LAST, _MIDDLE = _N_NODES - 1, 20
_SHOCK_MS, _RECORD_MS = 1.0, 30.0
_CABLE = HEALTHY_CABLE.replace(n_nodes=_N_NODES)
_SHOCKED = {
    "cord": ("at the cord", (0,)),
    "middle": ("in the middle", (_MIDDLE,)),
    "muscle": ("at the muscle", (_LAST,)),
    "both": ("at both ends at once", (0, _LAST)),
}


def conduction_lab(terminal_kv1_fraction: float = 1.0) -> Explorer:
    """Send spikes along a nerve fibre, stop them, and see where others begin.

    Parameters
    ----------
    terminal_kv1_fraction : float
        Share of Kv1 left in the terminal at first.
    """
    controls = [
        Control(
            name="shock", label="Shock", kind="choice", value="cord",
            options=tuple((key, words) for key, (words, _nodes) in _SHOCKED.items()),
        ),
        *in_group(
            "Fibre",
            parameter_control("terminal_kv1_fraction", terminal_kv1_fraction),
            parameter_control("temperature_degC", HEALTHY_AXON.temperature_degC),
        ),
        *in_group(
            "Local anaesthetic",
            Control(
                name="anaesthetic", label="Where", kind="choice", value="none",
                options=(("none", "none"), ("middle", "middle of the nerve"),
                         ("terminal", "last stretch before the muscle")),
            ),
            parameter_control("anaesthetic_mm", 7.0),
            parameter_control("sodium_block", 1.0),
        ),
        parameter_control("spike_number", 1.0),
    ]  # fmt: skip
    return Explorer(
        controls, _simulate, ConductionView, describe_conduction, title="Conduction lab"
    )


def _simulate(
    *, shock: str, terminal_kv1_fraction: float, temperature_degC: float, anaesthetic: str,
    anaesthetic_mm: float, sodium_block: float, spike_number: float,
) -> Journey:  # fmt: skip
    cable = _CABLE.replace(
        axon=HEALTHY_AXON.replace(temperature_degC=temperature_degC),
        terminal_kv1_fraction=model_value("terminal_kv1_fraction", terminal_kv1_fraction),
        anaesthetic=_anaesthetic(
            anaesthetic, anaesthetic_mm, model_value("sodium_block", sodium_block)
        ),
    )
    nodes = _SHOCKED[shock][1]
    return Journey(
        result=_record(cable, nodes),
        healthy=_record(_CABLE, nodes),
        spike_number=round(spike_number),
    )


def _anaesthetic(where: str, length_mm: float, sodium_block: float) -> LocalAnaesthetic | None:
    """Return the anaesthetic around the middle of the fibre, or over as much of its end."""
    n_nodes = round(length_mm / _CABLE.spacing_mm)
    if where == "none" or n_nodes == 0:
        return None
    if where == "middle":
        first = _MIDDLE + 6 - n_nodes // 2
        last = first + n_nodes - 1
    else:
        place_mm = _CABLE.position_mm
        first = int((place_mm <= place_mm[-1] - length_mm).sum())
        last = _LAST
    return LocalAnaesthetic(first_node=first, last_node=last, sodium_block=sodium_block)


@lru_cache(maxsize=8)
def _record(cable: CableParameters, nodes: tuple[int, ...]) -> CableResult:
    shock = NERVE_SHOCK.replace(onsets_ms=(_SHOCK_MS,))
    return simulate_cable(
        cable, dict.fromkeys(nodes, shock), duration_ms=_RECORD_MS,
        sample_nodes=range(0, _N_NODES, 2),
    )  # fmt: skip
