"""The nerve and the muscle of a patient: an axon for each motor unit, no two quite alike."""

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from neuro_edu.simulation.arrays import read_only
from neuro_edu.simulation.clinic.lesion import Lesion, draw_sites
from neuro_edu.simulation.muscle.junction import JunctionParameters
from neuro_edu.simulation.muscle.motor_units import MotorUnitPool, PoolParameters, draw_pool
from neuro_edu.simulation.muscle.nerve_conduction import NerveConduction, draw_conduction
from neuro_edu.simulation.nerve.parameters import AxonParameters
from neuro_edu.simulation.nerve.population import PopulationParameters, draw_axons

#: The multiplet-prone axons of a sick nerve differ more than those of a healthy one.
SICK_SPREAD = PopulationParameters(kv7_cv=0.05, nap_cv=0.05)
#: The run-prone axons, as shares of the others: fewer slow potassium channels, which end a group;
#: less persistent sodium current and a larger internode behind a tighter seal, which slow the pace;
#: and a pump that ends a run of hundreds of spikes. Which axons of a patient give long runs is not
#: known: teaching values, chosen for runs of 150 to 300 Hz.
RUN_PRONE: Mapping[str, float] = {
    "kv7_fraction": 0.513,
    "nap_fraction": 0.72,
    "C_internode_pF": 1.53,
    "g_BB_nS": 0.8,
    "noise_pA": 0.4,
}
RUN_PUMP: Mapping[str, float] = {
    "I_pump_max_pA": 150.0,
    "Na_per_spike": 0.005,
    "tau_Na_ms": 1000.0,
}
#: Sodium load at the end of a run and of a group.
RUN_LOAD, GROUP_LOAD = 0.8, 0.1
RUN_SPREAD = PopulationParameters(kv1_odds_sd=0.3, kv7_cv=0.02, nap_cv=0.02, slow_pump_share=0.0)
# A surviving unit takes over at most this many times its own fibres.
_MOST_SPROUTING = 3.0


@dataclass(frozen=True, eq=False, kw_only=True)
class MotorNerve:
    """The nerve and the muscle of a patient at one temperature.

    Attributes
    ----------
    pool : MotorUnitPool
        The motor units that are left.
    axons : tuple of AxonParameters
        One a unit.
    sites : numpy.ndarray of int64, shape (n_units,)
        `Site` of each unit at which its axon fires by itself, read-only.
    highest_sodium_load : numpy.ndarray, shape (n_units,)
        Sodium load of each axon at the end of what it does by itself, 0 if it is silent; read-only.
    conduction : NerveConduction
        Conduction times of each unit.
    junction : JunctionParameters
        The neuromuscular junctions.
    """

    pool: MotorUnitPool
    axons: tuple[AxonParameters, ...]
    sites: NDArray[np.int64] = field(repr=False)
    highest_sodium_load: NDArray[np.float64] = field(repr=False)
    conduction: NerveConduction
    junction: JunctionParameters


def draw_motor_nerve(
    lesion: Lesion,
    axon: AxonParameters,
    junction: JunctionParameters,
    muscle: PoolParameters,
    *,
    seed: int,
) -> MotorNerve:
    """Draw the motor units that are left, with an axon for each.

    Parameters
    ----------
    lesion : Lesion
        What is wrong now.
    axon : AxonParameters
        A typical axon under the lesion and everything else that acts on it.
    junction : JunctionParameters
        The neuromuscular junctions.
    muscle : PoolParameters
        Which muscle.
    seed : int
        Whose nerve.

    Returns
    -------
    MotorNerve
    """
    seeds = [int(x) for x in np.random.SeedSequence(seed).generate_state(4)]
    n_left = max(1, round(muscle.n_units * (1.0 - lesion.motor_units_lost)))
    pool = _surviving(muscle, seeds[0], n_left, seeds[1])
    rng = np.random.default_rng(seeds[2])
    # Drawn for every unit whatever the lesion: a worse lesion moves no unit to another place.
    run_prone = rng.uniform(size=muscle.n_units)[: pool.n_units] < lesion.run_prone_share
    sites = draw_sites(lesion.site, muscle.n_units, rng)[: pool.n_units]
    axons = draw_axons(axon, pool.n_units, _spread(SICK_SPREAD, lesion), seed=seeds[3])
    runs = axons
    if run_prone.any():
        sick = {name: getattr(axon, name) * share for name, share in RUN_PRONE.items()}
        typical = axon.replace(**sick, **RUN_PUMP)
        runs = draw_axons(typical, pool.n_units, _spread(RUN_SPREAD, lesion), seed=seeds[3])
    return MotorNerve(
        pool=pool,
        axons=tuple(
            run if prone else axon for prone, run, axon in zip(run_prone, runs, axons, strict=True)
        ),
        sites=read_only(sites, np.int64),
        highest_sodium_load=read_only(
            np.where(run_prone, RUN_LOAD, GROUP_LOAD) * lesion.axon_depth
        ),
        conduction=draw_conduction(pool, seed=seeds[0]),
        junction=junction,
    )


def _spread(sick: PopulationParameters, lesion: Lesion) -> PopulationParameters:
    """Return the spread of a sick nerve in proportion to its sickness, healthy without any."""
    healthy, depth = PopulationParameters(), lesion.axon_depth
    return PopulationParameters(
        **{
            name: getattr(healthy, name) + depth * (getattr(sick, name) - getattr(healthy, name))
            for name in PopulationParameters.quantities()
        }
    )


@lru_cache(maxsize=16)
def _surviving(muscle: PoolParameters, pool_seed: int, n_left: int, seed: int) -> MotorUnitPool:
    """Return the units that are left; they have taken over fibres of those that died.

    The very same object for the same muscle: what is computed from it alone can be kept.
    """
    pool = draw_pool(muscle, seed=pool_seed)
    if n_left == pool.n_units:
        return pool
    left = np.sort(np.random.default_rng(seed).permutation(pool.n_units)[:n_left])
    growth = min(_MOST_SPROUTING, pool.n_units / n_left)
    return dataclasses.replace(
        pool,
        parameters=pool.parameters.replace(n_units=n_left),
        threshold=read_only(pool.threshold[left]),
        twitch_mN=read_only(pool.twitch_mN[left] * growth),
        tetanus_mN=read_only(pool.tetanus_mN[left] * growth),
        contraction_ms=read_only(pool.contraction_ms[left]),
        innervation=read_only(np.rint(pool.innervation[left] * growth), np.int64),
        x_mm=read_only(pool.x_mm[left]),
        y_mm=read_only(pool.y_mm[left]),
        territory_mm=read_only(pool.territory_mm[left]),
    )
