"""Many motor axons, each a little different, and their spikes."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np

from neuro_edu.errors import ParameterError
from neuro_edu.simulation.nerve import axon as single
from neuro_edu.simulation.nerve.parameters import (
    HEALTHY_AXON,
    NEUROMYOTONIC_AXON,
    AxonParameters,
    Stimulus,
)
from neuro_edu.simulation.nerve.rest import initial_states
from neuro_edu.simulation.nerve.side_by_side import fire_side_by_side
from neuro_edu.simulation.quantities import Parameters, check_number, quantity
from neuro_edu.simulation.spike_trains import SpikeTrains

_TEACHING = "teaching value"
#: Pump that takes hundreds of spikes to silence an axon, and then silences it for a second.
SLOW_PUMP = MappingProxyType({"I_pump_max_pA": 250.0, "Na_per_spike": 0.004, "tau_Na_ms": 600.0})
#: Fires runs of about a second: Kv1 lost, a third of Kv7 lost too, slow pump. Found by search over
#: these values for the rates and lengths of neuromyotonic discharges [Maddison2006].
RUN_FIRING_AXON = NEUROMYOTONIC_AXON.replace(kv7_fraction=0.65, **SLOW_PUMP)
#: Fires groups of a few spikes: Kv1 lost, Kv7 a tenth above average, a somewhat noisy membrane.
#: Found by search for the rates of multiplets [Maddison2006].
MULTIPLET_AXON = NEUROMYOTONIC_AXON.replace(kv7_fraction=1.1, noise_pA=6.0)
#: Fires single spikes at random: much of Kv1 lost, Kv7 above average, a noisy membrane. With all of
#: its Kv1 the same axon is silent. Found by search for a spike every few seconds: to be sure of
#: one, a muscle may have to be watched for 90 s [FPdetect].
FASCICULATING_AXON = HEALTHY_AXON.replace(kv1_fraction=0.3, kv7_fraction=1.4, noise_pA=15.0)
#: An axon twice as large has twice as much of each of these; its potentials stay the same.
_GROW_WITH_SIZE = (
    "g_Na_nS", "g_NaP_nS", "g_Ks_nS", "g_Kf_nS", "g_L_nS", "g_Ks_internode_nS",
    "g_Kf_internode_nS", "g_L_internode_nS", "g_BB_nS", "C_node_pF", "C_internode_pF",
    "I_pump_max_pA",
)  # fmt: skip
# A draw further out than this is drawn back to it: no healthy axon is an outlier.
_FURTHEST_SD = 2.0


@dataclass(frozen=True, kw_only=True)
class PopulationParameters(Parameters):
    """How much the axons of a nerve differ from each other.

    With the default spread every axon of a healthy nerve still answers one stimulus with one spike
    and is silent at rest. Shares are spread on the scale of their odds, so that an axon with all
    (or none) of its channels keeps them; everything else by a factor. Draws reach two standard
    deviations to either side.

    Parameters
    ----------
    kv1_odds_sd : float
        Standard deviation of the logarithm of the odds of `kv1_fraction`. At 1, axons with 10 % of
        their Kv1 on average have 4 to 23 % (one standard deviation).
    kv7_cv, nap_cv, g_Na_cv : float
        Relative standard deviation of slow K, persistent Na and Na channels.
    size_cv : float
        Relative standard deviation of an axon's size: of all conductances and capacitances alike.
    noise_cv : float
        Relative standard deviation of the noise current.
    slow_pump_share : float
        Share of axons with the pump `SLOW_PUMP`, drawn axon by axon.
    """

    kv1_odds_sd: float = quantity(1.0, low=0, high=5, source=_TEACHING)
    kv7_cv: float = quantity(0.01, low=0, high=1, source=_TEACHING)
    nap_cv: float = quantity(0.02, low=0, high=1, source=_TEACHING)
    g_Na_cv: float = quantity(0.01, low=0, high=0.5, source=_TEACHING)
    size_cv: float = quantity(0.15, low=0, high=0.5, source=_TEACHING)
    noise_cv: float = quantity(0.3, low=0, high=1, source=_TEACHING)
    slow_pump_share: float = quantity(0.3, low=0, high=1, source=_TEACHING)


def draw_axons(
    axon: AxonParameters,
    n_axons: int,
    spread: PopulationParameters | None = None,
    *,
    seed: int = 0,
) -> tuple[AxonParameters, ...]:
    """Draw axons around one, each a little different.

    Parameters
    ----------
    axon : AxonParameters
        The typical axon.
    n_axons : int
        How many, 1 to 10,000.
    spread : PopulationParameters, optional
        How much they differ; the default keeps a healthy nerve healthy.
    seed : int
        The same seed gives the same axons; more axons do not change the first ones.

    Returns
    -------
    tuple of AxonParameters
        Values outside their valid range are moved to its end.

    Raises
    ------
    ParameterError
        If a number lies outside its range.
    """
    check_number("n_axons", n_axons, low=1, high=10_000, integer=True)
    check_number("seed", seed, low=0, high=2**63, integer=True)
    spread = spread or PopulationParameters()
    streams = np.random.SeedSequence(seed).spawn(n_axons)
    return tuple(_draw_axon(axon, spread, np.random.default_rng(stream)) for stream in streams)


def _draw_axon(
    axon: AxonParameters, spread: PopulationParameters, rng: np.random.Generator
) -> AxonParameters:
    # Every number is drawn whatever the spread: changing one spread moves no other draw.
    z = np.clip(rng.standard_normal(6), -_FURTHEST_SD, _FURTHEST_SD)
    slow = rng.uniform() < spread.slow_pump_share
    values = {name: getattr(axon, name) for name in AxonParameters.quantities()}
    if slow:
        values.update(SLOW_PUMP)
    kept = axon.kv1_fraction
    odds = math.exp(spread.kv1_odds_sd * z[0])
    values["kv1_fraction"] = kept / (kept + (1.0 - kept) / odds)
    values["kv7_fraction"] *= _factor(spread.kv7_cv, z[1])
    values["nap_fraction"] *= _factor(spread.nap_cv, z[2])
    values["g_Na_nS"] *= _factor(spread.g_Na_cv, z[3])
    values["noise_pA"] *= _factor(spread.noise_cv, z[5])
    size = _factor(spread.size_cv, z[4])
    for name in _GROW_WITH_SIZE:
        values[name] *= size
    for name, known in AxonParameters.quantities().items():
        values[name] = float(min(max(values[name], known.low), known.high))
    return AxonParameters(**values)


def _factor(cv: float, z: float) -> float:
    """Return a factor that is never negative and has median 1 and relative spread `cv`."""
    return math.exp(math.sqrt(math.log1p(cv * cv)) * z)


def simulate_axons(
    axons: Sequence[AxonParameters],
    stimulus: Stimulus | None,
    *,
    duration_ms: float,
    dt_ms: float = single.DEFAULT_DT_MS,
    seed: int = 0,
    n_threads: int | None = None,
    progress: Callable[[float], None] | None = None,
) -> SpikeTrains:
    """Spikes of many axons, each simulated like `simulate_axon` does.

    The axons are stepped side by side (`neuro_edu.simulation.nerve.side_by_side`); each fires to
    the last bit as in a compiled `simulate_axon` with its seed of `axon_seeds`.

    Parameters
    ----------
    axons : sequence of AxonParameters
        At least one.
    stimulus : Stimulus or None
        What is done to every one of them; None for a recording at rest.
    duration_ms : float
        Length of the recording (ms), 1 to 10,000,000.
    dt_ms : float
        Time step (ms), 0.001 to 0.05.
    seed : int
        Seed of the noise; each axon draws its own from it and from its place in the sequence.
    n_threads : int, optional
        Threads to share the axons; by default one per processor. It changes no result.
    progress : callable, optional
        Called now and then, in the calling thread, with the share of the work that is done. What
        it raises ends the simulation.

    Returns
    -------
    SpikeTrains
        One train per axon.

    Raises
    ------
    ParameterError
        If there is no axon or a number lies outside its range.
    SimulationError
        If the membrane potential stops being finite.
    """
    check_number("duration_ms", duration_ms, low=1, high=1e7, unit="ms")
    check_number("dt_ms", dt_ms, low=0.001, high=0.05, unit="ms")
    check_number("seed", seed, low=0, high=2**63, integer=True)
    if n_threads is not None:
        check_number("n_threads", n_threads, low=1, high=1024, integer=True)
    if not axons:
        raise ParameterError("axons must hold at least one axon, got none")
    states = initial_states(axons, axon_seeds(seed, len(axons)))
    trains = fire_side_by_side(
        axons,
        states,
        [single.kernel_pulses(stimulus, dt_ms)] * len(axons),
        hold_pA=stimulus.hold_pA if stimulus else 0.0,
        duration_ms=float(duration_ms),
        dt_ms=float(dt_ms),
        n_threads=n_threads,
        progress=progress,
    )
    return SpikeTrains.from_lists(trains, duration_ms)


def axon_seeds(seed: int, n_axons: int) -> list[int]:
    """Seed of each axon for `simulate_axon`, from the seed of the population and its place."""
    streams = np.random.SeedSequence(seed).spawn(n_axons)
    return [int(stream.generate_state(1)[0]) % (2**31 - 1) for stream in streams]
