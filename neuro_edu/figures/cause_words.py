"""What a cause does at each step, in words and numbers."""

import math
from collections.abc import Callable, Mapping
from types import MappingProxyType

from neuro_edu.simulation.clinic.cause_chain import CauseChain
from neuro_edu.simulation.clinic.lesion import Lesion
from neuro_edu.simulation.synthetic.catalogue import DISCHARGES

#: The chain, from channel to muscle.
STEPS = ("Cause", "Axon", "Motor units", "EMG at rest", "Letting go")
_NAMES: Mapping[str, str] = MappingProxyType(
    {
        "kv1_fraction": "Kv1",
        "kv7_fraction": "slow K",
        "nap_fraction": "persistent Na",
        "receptors_left": "receptors",
        "motor_units_left": "motor units",
    }
)
# What else a lesion may hold, and how to say it; in the order of importance.
_FURTHER: Mapping[str, Callable[[Lesion], str]] = MappingProxyType(
    {
        "central_drive": lambda a: f"drive unasked: {_percent(a.central_drive)} of full effort",
        "fibre_discharge": lambda a: f"fibres fire: {_title(a.fibre_discharge)}",
        "nerve_discharge": lambda a: f"pattern drawn: {_title(a.nerve_discharge)}",
        "fasciculation_hz": lambda a: f"single impulses: {a.fasciculation_hz:.2g} Hz a unit",
        "echo_chance": lambda a: f"impulses come twice: {_percent(a.echo_chance)}",
        "cold_gain": lambda a: "more persistent Na in the cold",
        "run_prone_share": lambda a: f"axons with long runs: {_percent(a.run_prone_share)}",
    }
)
_N_FURTHER = 2


def further_causes(lesion: Lesion) -> list[str]:
    """Say what a lesion holds besides shares of health, the two most important things.

    Parameters
    ----------
    lesion : Lesion
        What is wrong.
    """
    return [say(lesion) for name, say in _FURTHER.items() if getattr(lesion, name)][:_N_FURTHER]


def step_numbers(chain: CauseChain, healthy: CauseChain) -> tuple[str, ...]:
    """Return one short finding for each of `STEPS`.

    Parameters
    ----------
    chain, healthy : CauseChain
        This patient and a healthy person.
    """
    n_units = chain.recording.trains.n_units
    spikes = max(chain.n_spikes)
    half_ms = chain.found.half_relaxation_ms
    return (
        _main_cause(chain),
        f"{spikes} {'spike' if spikes == 1 else 'spikes'} a shock",
        f"{chain.n_firing_at_rest} of {n_units} fire at rest",
        f"{chain.rest_emg_uV:.0f} µV (health {healthy.rest_emg_uV:.0f})",
        "does not let go"
        if math.isnan(half_ms)
        else f"half in {half_ms:.0f} ms ({healthy.found.half_relaxation_ms:.0f})",
    )


def _main_cause(chain: CauseChain) -> str:
    """Name the share that is furthest from health."""
    shares = chain.shares
    distance = {name: abs(math.log(max(share, 1e-3))) for name, share in shares.items()}
    name = max(distance, key=lambda key: distance[key])
    if distance[name] > 0.01:
        return f"{_NAMES[name]} {_percent(shares[name])}"
    further = further_causes(chain.patient.present_lesion)
    return further[0].partition(":")[0] if further else "as in health"


def describe_cause_chain(chain: CauseChain, healthy: CauseChain) -> str:
    """Say what a cause changes at each step from channel to muscle, beside health.

    Parameters
    ----------
    chain, healthy : CauseChain
        This patient and a healthy person.

    Returns
    -------
    str
        With the channels, spikes after a shock, motor units at rest, EMG and force.
    """
    shares = [
        f"{_NAMES[name]} {_percent(share)} of health"
        for name, share in chain.shares.items()
        if abs(share - 1) > 0.005
    ]
    turned = [*shares, *further_causes(chain.patient.present_lesion)]
    n_axons, n_units = len(chain.n_spikes), chain.recording.trains.n_units
    spikes = max(chain.n_spikes)
    answers = f"{chain.n_repeating} of {n_axons} axons answer one shock more than once"
    if chain.n_repeating:
        answers += f", with up to {spikes} spikes"
    half_ms, usual_ms = (one.found.half_relaxation_ms for one in (chain, healthy))
    relaxes = "does not fall to half" if math.isnan(half_ms) else f"halves in {half_ms:.0f} ms"
    return (
        f"{', '.join(turned) or 'nothing turned'}; {answers} (health: none); "
        f"{chain.n_firing_at_rest} of {n_units} motor units fire at rest (health: none); EMG "
        f"at rest {chain.rest_emg_uV:.0f} µV (health {healthy.rest_emg_uV:.0f}); grip "
        f"{100 * chain.grip_mN / healthy.grip_mN:.0f} % of health, and after letting go the force "
        f"{relaxes} (health {usual_ms:.0f})."
    )


def _percent(share: float) -> str:
    return f"{100 * share:.0f} %"


def _title(discharge: str) -> str:
    return DISCHARGES[discharge].title.lower()
