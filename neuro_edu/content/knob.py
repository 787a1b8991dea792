"""What a condition turns in the simulation."""

from dataclasses import dataclass

from neuro_edu.content.rules import rule


@dataclass(frozen=True, kw_only=True)
class Knob:
    """What a condition turns in the simulation; every number defaults to health.

    The names are those of the simulation, which says what each means: `docs/editing-content.md`
    says it in words. `kv1_fraction`, `kv7_fraction` (slow potassium current), `nap_fraction`
    (persistent sodium current) and `receptors_left` are shares of the healthy value;
    `antibody` names the antibody, `antibody_driven` says that removing antibodies helps.
    """

    site: str = rule(
        choices=(
            "terminal",
            "whole axon",
            "focal",
            "cell body",
            "motor neuron",
            "central",
            "muscle fibre",
            "junction",
        ),
    )
    generator: str = rule(choices=("axon", "muscle fibre", "cns"))
    antibody: str
    antibody_driven: bool = False
    kv1_fraction: float = rule(default=1.0, low=0.0, high=1.0)
    kv7_fraction: float = rule(default=1.0, low=0.0, high=2.0)
    nap_fraction: float = rule(default=1.0, low=0.0, high=4.0)
    noise_pA: float = rule(default=0.0, low=0.0, high=100.0)
    run_prone_share: float = rule(default=0.0, low=0.0, high=1.0)
    after_contraction_hz: float = rule(default=0.0, low=0.0, high=100.0)
    cold_gain: float = rule(default=0.0, low=0.0, high=3.0)
    fasciculation_hz: float = rule(default=0.0, low=0.0, high=50.0)
    echo_chance: float = rule(default=0.0, low=0.0, high=1.0)
    central_drive: float = rule(default=0.0, low=0.0, high=1.0)
    nerve_discharge: str = rule(
        default="",
        choices=(
            "fasciculation",
            "fasciculation_als",
            "single_discharges",
            "multiplets",
            "myokymic",
            "neuromyotonic",
            "tetany",
            "cramp",
        ),
    )
    fibre_discharge: str = rule(
        default="",
        choices=("fibrillation", "positive_sharp_wave", "complex_repetitive", "myotonic"),
    )
    motor_units_lost: float = rule(default=0.0, low=0.0, high=1.0)
    receptors_left: float = rule(default=1.0, low=0.0, high=1.0)
