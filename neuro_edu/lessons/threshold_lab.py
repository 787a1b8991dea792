"""Threshold and refractory period: two shocks to one axon."""

from collections.abc import Callable
from functools import lru_cache
from typing import Any

import numpy as np

from neuro_edu.figures.recovery import RecoveryView, TwoShocks, describe_recovery
from neuro_edu.lessons.parameter_controls import in_group, model_value, parameter_control
from neuro_edu.simulation.nerve.excitability import RecoveryCycle, recovery_cycle
from neuro_edu.simulation.nerve.paired_shocks import paired_shocks
from neuro_edu.simulation.nerve.parameters import HEALTHY_AXON, AxonParameters
from neuro_edu.widgets import Explorer

_INTERVALS_MS = tuple(
    np.concatenate(
        (np.arange(0.8, 3.0, 0.2), [3.4, 4.0, 5.0, 6.5, 8.0, 10.0], np.geomspace(13.0, 200.0, 9))
    ).tolist()
)


def threshold_lab(start: AxonParameters = HEALTHY_AXON) -> Explorer:
    """Give an axon two shocks and find out what the second needs.

    Parameters
    ----------
    start : AxonParameters
        Where the channels stand at first.
    """
    channels = [
        parameter_control(name, getattr(start, name)) for name in ("kv1_fraction", "kv7_fraction")
    ]
    controls = [
        *in_group(
            "The two shocks",
            parameter_control("interval_ms", 2.0),
            parameter_control("second_strength", 1.0),
        ),
        *in_group("Axon", *channels),
    ]
    return Explorer(
        controls, _simulate, RecoveryView, describe_recovery,
        title="Threshold and refractory period", details=_measures,
    )  # fmt: skip


def _simulate(*, interval_ms: float, second_strength: float, **channels: float) -> TwoShocks:
    axon = HEALTHY_AXON.replace(**{name: model_value(name, channels[name]) for name in channels})
    share = model_value("second_strength", second_strength)
    this, healthy = (
        paired_shocks(one, interval_ms=interval_ms, second_share=share)
        for one in (axon, HEALTHY_AXON)
    )
    return TwoShocks(
        this=this,
        healthy=healthy,
        cycle=_recovery(axon),
        healthy_cycle=_recovery(HEALTHY_AXON),
        interval_ms=interval_ms,
        strength_percent=second_strength,
    )


@lru_cache(maxsize=32)
def _recovery(axon: AxonParameters) -> RecoveryCycle:
    return recovery_cycle(axon, _INTERVALS_MS)


def _measures(shown: TwoShocks) -> list[tuple[str, ...]]:
    """Return the phases of both axons as a table, and where the numbers are wrong."""
    rows: list[tuple[str, ...]] = [("Of one node", "healthy axon", "this axon")]
    cycles = (shown.healthy_cycle, shown.cycle)
    rows.append(
        ("Cannot be excited up to", *(f"{cycle.absolute_refractory_ms:.1f} ms" for cycle in cycles))
    )
    rows.append(("Harder to excite up to", *(_until(cycle) for cycle in cycles)))
    for name, pick in (("Lowest threshold", np.nanmin), ("Highest later on", np.nanmax)):
        rows.append((name, *(_extreme(cycle, pick) for cycle in cycles)))
    # Of both axons: the two limits share a row, so that the table keeps its columns.
    rows.append(
        (
            "Where the model is wrong, in both",
            "a third spike follows some pairs",
            "changes are larger than in a nerve",
        )
    )
    return rows


def _until(cycle: RecoveryCycle) -> str:
    end_ms = cycle.relative_refractory_ms
    return "fires by itself before" if np.isnan(end_ms) else f"{end_ms:.1f} ms"


def _extreme(cycle: RecoveryCycle, pick: Callable[..., Any]) -> str:
    """Say where the threshold is lowest or highest after the refractory period."""
    later = cycle.intervals_ms > np.nan_to_num(cycle.relative_refractory_ms)
    share = np.where(later & np.isfinite(cycle.threshold_pA), cycle.threshold_pA, np.nan)
    if np.isnan(cycle.threshold_pA[later]).any():
        return "fires by itself"
    place = int(np.flatnonzero(share == pick(share))[0])
    return f"{100.0 * share[place] / cycle.rest_pA:.0f} % at {cycle.intervals_ms[place]:.0f} ms"
