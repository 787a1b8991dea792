"""From one twitch to a tetanus."""

from functools import lru_cache

import numpy as np

from neuro_edu.figures.twitch import TrainOfSpikes, TwitchView, describe_twitch
from neuro_edu.lessons.parameter_controls import in_group, model_value, parameter_control
from neuro_edu.simulation.muscle.unit_contraction import (
    UnitContraction,
    UnitParameters,
    contract_unit,
)
from neuro_edu.widgets import Control, Explorer

_FIRST_MS, _AFTER_MS = 20.0, 380.0
# Records have one of these lengths, so that the axis does not change with every step of a slider.
_RECORDS_MS = (600.0, 1200.0, 2500.0, 5500.0)


def twitch_lab() -> Explorer:
    """Give one motor unit a train of spikes and watch its force and its EMG."""
    controls = [
        *in_group(
            "Train", parameter_control("n_spikes", 8.0), parameter_control("spike_rate_hz", 10.0)
        ),
        *in_group(
            "Doublet",
            Control(
                name="doublet", label="Begin with a doublet", kind="toggle", value=True,
                help="The second spike follows the first closely; the others come as before.",
            ),
            parameter_control("first_interval_ms", 10.0),
        ),
        parameter_control("force_left", 1.0),
    ]  # fmt: skip
    return Explorer(controls, _simulate, TwitchView, describe_twitch, title="Twitch lab")


def _simulate(
    *, n_spikes: float, spike_rate_hz: float, doublet: bool, first_interval_ms: float,
    force_left: float,
) -> TrainOfSpikes:  # fmt: skip
    n = round(n_spikes)
    unit = UnitParameters(force_left=model_value("force_left", force_left))
    plain_ms = _FIRST_MS + np.arange(n) * (1000.0 / spike_rate_hz)
    doubled = doublet and n > 1 and first_interval_ms < 1000.0 / spike_rate_hz
    times_ms = plain_ms.copy()
    if doubled:
        # The others follow the doublet at the rate of the train.
        times_ms[1:] += first_interval_ms - 1000.0 / spike_rate_hz
    duration_ms = next(t for t in _RECORDS_MS if t >= plain_ms[-1] + _AFTER_MS)
    return TrainOfSpikes(
        result=_contract(tuple(times_ms.tolist()), duration_ms, unit),
        plain=_contract(tuple(plain_ms.tolist()), duration_ms, unit) if doubled else None,
        rate_hz=spike_rate_hz,
        rested_tetanus_mN=_contract((_FIRST_MS,), duration_ms, UnitParameters()).tetanus_mN,
    )


@lru_cache(maxsize=8)
def _contract(
    times_ms: tuple[float, ...], duration_ms: float, unit: UnitParameters
) -> UnitContraction:
    return contract_unit(times_ms, duration_ms, unit)
