"""Why a blocker of busy sodium channels cuts bursts and spares the commands."""

from functools import lru_cache

from neuro_edu.figures.use_dependence import (
    UseDependence,
    UseDependenceView,
    describe_use_dependence,
)
from neuro_edu.lessons.parameter_controls import model_value, parameter_control
from neuro_edu.simulation.clinic.treatment_response import USUAL_LEVELS_mg_per_L
from neuro_edu.simulation.nerve.axon import simulate_axon
from neuro_edu.simulation.nerve.axon_result import AxonResult
from neuro_edu.simulation.nerve.parameters import HEALTHY_AXON, AxonParameters, Stimulus
from neuro_edu.simulation.nerve.population import simulate_axons
from neuro_edu.simulation.treatment.drugs import apply_drug, free_uM
from neuro_edu.widgets import Explorer

_RECORD_MS, _FIRST_MS = 250.0, 10.0
_LEVELS_mg_per_L = (0.0, 1.0, 2.0, 3.0, 4.0, 6.0, 8.0, 10.0, 12.0, 16.0, 20.0)
#: Slow potassium channels that the sick axon loses with all of its Kv1: its bursts are then long
#: enough to be cut step by step (teaching value).
_KV7_LOSS = 0.22


def use_dependence_lab() -> Explorer:
    """Give carbamazepine to one axon: its bursts are cut while the brain's commands pass."""
    controls = [
        parameter_control("level_mg_per_L", 6.0),
        parameter_control("kv1_fraction", 0.1),
        parameter_control("command_rate_hz", 10.0),
    ]
    return Explorer(
        controls,
        _simulate,
        UseDependenceView(_RECORD_MS, USUAL_LEVELS_mg_per_L, 45.0),
        describe_use_dependence,
        title="A blocker of busy sodium channels",
        details=_limits,
    )


def _simulate(level_mg_per_L: float, kv1_fraction: float, command_rate_hz: float) -> UseDependence:
    kv1 = model_value("kv1_fraction", kv1_fraction)
    # First: it waits for the compiled loop, which everything after it then has.
    curves = {"sick": _count_spikes(kv1, command_rate_hz)}
    curves["healthy"] = _count_spikes(1.0, command_rate_hz)
    runs = {
        name: _run(kv1, command_rate_hz, level)
        for name, level in (("without", 0.0), ("sick", level_mg_per_L))
    }
    return UseDependence(
        level_mg_per_L=level_mg_per_L,
        n_commands=_n_commands(command_rate_hz),
        healthy=_run(1.0, command_rate_hz, level_mg_per_L),
        levels_mg_per_L=_LEVELS_mg_per_L,
        curves=curves,
        **runs,
    )


def _n_commands(rate_hz: float) -> int:
    return int((_RECORD_MS - 2.0 * _FIRST_MS) * rate_hz / 1000.0) + 1


def _commands(rate_hz: float) -> Stimulus:
    return Stimulus.train(n_pulses=_n_commands(rate_hz), rate_hz=rate_hz, first_ms=_FIRST_MS)


def _dosed_axon(kv1_fraction: float, level_mg_per_L: float) -> AxonParameters:
    kv7_fraction = 1.0 - _KV7_LOSS * (1.0 - kv1_fraction)
    axon = HEALTHY_AXON.replace(kv1_fraction=kv1_fraction, kv7_fraction=kv7_fraction)
    return apply_drug(axon, "carbamazepine", free_uM("carbamazepine", level_mg_per_L))


@lru_cache(maxsize=64)
def _run(kv1_fraction: float, rate_hz: float, level_mg_per_L: float) -> AxonResult:
    axon = _dosed_axon(kv1_fraction, level_mg_per_L)
    return simulate_axon(axon, _commands(rate_hz), duration_ms=_RECORD_MS)


@lru_cache(maxsize=64)
def _count_spikes(kv1_fraction: float, rate_hz: float) -> tuple[int, ...]:
    axons = [_dosed_axon(kv1_fraction, level) for level in _LEVELS_mg_per_L]
    trains = simulate_axons(axons, _commands(rate_hz), duration_ms=_RECORD_MS)
    return tuple(int(trains.of_unit(unit).size) for unit in range(len(axons)))


def _limits(_result: UseDependence) -> list[tuple[str, ...]]:
    return [
        ("Question", "Answer"),
        (
            "Why only bursts?",
            "The drug binds sodium channels that are inactivated, and firing fast keeps them so. "
            "Between two commands the channels recover and let the drug go.",
        ),
        (
            "Which axon is this?",
            "One that fires long bursts: with its Kv1 it loses up to a fifth of its slow (Kv7) "
            "channels, a teaching value.",
        ),
        (
            "How sure are the numbers?",
            "The preference for inactivated channels was measured; how fast carbamazepine binds, "
            "and how much of it is free in plasma, are from memory, unsettled. In the model the "
            "effect of a usual level is stronger than in most patients, whose relief is often "
            "partial.",
        ),
        (
            "May I use the dose?",
            "No: it teaches, it does not treat. No randomised trial in neuromyotonia was found.",
        ),
    ]
