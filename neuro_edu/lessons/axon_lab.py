"""One axon: what the student changes in it, and what it does."""

from collections.abc import Sequence
from functools import lru_cache, partial
from typing import Any, NamedTuple

from neuro_edu.figures.axon import AxonComparison, AxonView, describe_axon
from neuro_edu.figures.membrane import MembraneView, describe_membrane
from neuro_edu.lessons.axon_table import axon_table
from neuro_edu.lessons.known import require_axon
from neuro_edu.lessons.parameter_controls import in_group, model_value, parameter_control
from neuro_edu.simulation.nerve.axon import simulate_axon
from neuro_edu.simulation.nerve.axon_result import AxonResult
from neuro_edu.simulation.nerve.excitability import threshold_pA
from neuro_edu.simulation.nerve.parameters import (
    HEALTHY_AXON,
    NEUROMYOTONIC_AXON,
    AxonParameters,
    Stimulus,
)
from neuro_edu.simulation.treatment.drugs import DRUGS, apply_drug, free_uM
from neuro_edu.widgets import Control, Explorer

_SHOCK_RECORD_MS = 150.0
_CHANNELS = ("kv1_fraction", "kv7_fraction", "nap_fraction", "temperature_degC")
_FIRST_MS = 20.0
_SHOCK_MS, _STEP_MS = 0.1, 200.0
# Records end at one of these times, so that the axis does not change with every step of a slider.
_RECORDS_MS = (120.0, 300.0, 600.0, 1200.0)
_AFTER_MS = 90.0
_SAMPLES = 12_000.0


def kv1_explorer() -> Explorer:
    """Take Kv1 channels away from a motor axon and count its spikes after one stimulus."""
    return _axon_explorer(HEALTHY_AXON, ["kv1_fraction"], title="Kv1 loss in a motor axon")


def kv7_explorer() -> Explorer:
    """Change the slow potassium channels of an axon that has lost its Kv1."""
    return _axon_explorer(
        NEUROMYOTONIC_AXON, ["kv1_fraction", "kv7_fraction"], title="What ends a group of spikes"
    )


def axon_lab(start: AxonParameters = HEALTHY_AXON) -> Explorer:
    """One axon with everything that can be changed in it, beside the healthy one.

    Parameters
    ----------
    start : AxonParameters
        Where channels and temperature stand at first.

    Raises
    ------
    ParameterError
        If `start` is no set of parameters, or lies outside the sliders.
    """
    require_axon(start)
    kinds = (("shock", "one shock"), ("train", "train of shocks"), ("step", "long step"))
    controls = [
        *in_group("Axon", *(parameter_control(n, getattr(start, n)) for n in _CHANNELS)),
        *in_group(
            "Stimulus",
            Control(name="kind", label="Kind", kind="choice", value="shock", options=kinds),
            parameter_control("strength", 4.0),
            parameter_control("n_shocks", 5),
            parameter_control("train_rate_hz", 20.0),
        ),
        *in_group(
            "Drug",
            Control(
                name="drug", label="Drug", kind="choice", value="none", options=_drug_options()
            ),
            parameter_control("dose", 1.0),
        ),
        Control(
            name="inside",
            label="Small panels show",
            kind="choice",
            value="currents",
            options=(("currents", "currents"), ("gates", "gates")),
        ),
    ]
    return Explorer(
        controls, _simulate_lab, AxonView, describe_axon, title="Axon lab", details=axon_table
    )


def _axon_explorer(start: AxonParameters, names: Sequence[str], *, title: str) -> Explorer:
    return Explorer(
        [parameter_control(name, getattr(start, name)) for name in names],
        partial(_simulate_changed, start),
        lambda _first: MembraneView(simulate_axon(HEALTHY_AXON, duration_ms=_SHOCK_RECORD_MS)),
        describe_membrane,
        title=title,
    )


def _simulate_changed(start: AxonParameters, **shown: float) -> AxonResult:
    changes = {name: model_value(name, value) for name, value in shown.items()}
    return simulate_axon(start.replace(**changes), duration_ms=_SHOCK_RECORD_MS)


class _Given(NamedTuple):
    """A drug at one reference dose, in the model's unit and in words."""

    dose: float
    words: str
    decimals: int


def _reference_dose(drug_id: str) -> _Given:
    numbers = DRUGS[drug_id].numbers
    if "usual_level_low" in numbers:
        middle = 0.5 * (numbers["usual_level_low"].value + numbers["usual_level_high"].value)
        return _Given(free_uM(drug_id, middle), "µM free", 1)
    if drug_id == "oxaliplatin":
        return _Given(1.0, "of a usual infusion", 2)
    half = numbers["half_effect" if "half_effect" in numbers else "half_block"]
    return _Given(half.value, half.unit.replace("uM", "µM"), 1)


def _drug_options() -> tuple[tuple[str, str], ...]:
    """Return the drugs that act on the axon."""
    acting = [(drug.id, drug.name) for drug in DRUGS.values() if drug.on_axon]
    return (("none", "none"), *acting)


def _simulate_lab(
    *, kind: str, strength: float, n_shocks: float, train_rate_hz: float, drug: str, dose: float,
    inside: Any, **channels: float,
) -> AxonComparison:  # fmt: skip
    axon = HEALTHY_AXON.replace(**{name: model_value(name, channels[name]) for name in channels})
    words = ""
    if drug != "none" and dose > 0:
        given = _reference_dose(drug)
        axon = apply_drug(axon, drug, dose * given.dose)
        words = f"{DRUGS[drug].name}, {dose * given.dose:.{given.decimals}f} {given.words}"
    width_ms = _STEP_MS if kind == "step" else _SHOCK_MS
    amplitude_pA = strength / 100.0 * threshold_pA(HEALTHY_AXON, width_ms=width_ms)
    n_pulses = round(n_shocks) if kind == "train" else 1
    stimulus = Stimulus.train(
        n_pulses=n_pulses, rate_hz=train_rate_hz, first_ms=_FIRST_MS, amplitude_pA=amplitude_pA,
        width_ms=width_ms,
    )  # fmt: skip
    return AxonComparison(
        result=_record(axon, stimulus),
        healthy=_record(HEALTHY_AXON, stimulus),
        inside=inside,
        stimulus=_in_words(kind, n_pulses, train_rate_hz, strength),
        drug=words,
        drug_id=drug if words else "",
    )


@lru_cache(maxsize=4)
def _record(axon: AxonParameters, stimulus: Stimulus) -> AxonResult:
    needed_ms = stimulus.onsets_ms[-1] + stimulus.width_ms + _AFTER_MS
    duration_ms = next((t for t in _RECORDS_MS if t >= needed_ms), _RECORDS_MS[-1])
    return simulate_axon(
        axon, stimulus, duration_ms=duration_ms, sample_ms=max(0.02, duration_ms / _SAMPLES)
    )


def _in_words(kind: str, n_shocks: int, train_rate_hz: float, strength: float) -> str:
    how = f"at {strength:.0f} % of the healthy threshold"
    if kind == "step":
        return f"a steady current of {_STEP_MS:.0f} ms {how}"
    if kind == "train" and n_shocks > 1:
        return f"a train of {n_shocks} shocks {train_rate_hz:.0f} times a second, {how},"
    return f"one shock {how}"
