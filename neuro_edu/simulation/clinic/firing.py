"""Which spikes reach the end plates of each motor unit, and where they come from."""

from collections.abc import Callable, Sequence

import numpy as np
from numpy.random import SeedSequence
from numpy.typing import NDArray

from neuro_edu.simulation.clinic.axon_firing import fire_with_impulses
from neuro_edu.simulation.clinic.lesion import Lesion
from neuro_edu.simulation.clinic.manoeuvres import Manoeuvre, Site
from neuro_edu.simulation.clinic.motor_nerve import MotorNerve
from neuro_edu.simulation.muscle.voluntary_drive import voluntary_drive
from neuro_edu.simulation.nerve.environment import (
    hyperventilate,
    release_blood_flow,
    stop_blood_flow,
)
from neuro_edu.simulation.nerve.parameters import HEALTHY_AXON, AxonParameters
from neuro_edu.simulation.nerve.population import axon_seeds
from neuro_edu.simulation.spike_trains import SpikeTrains
from neuro_edu.simulation.synthetic.catalogue import DISCHARGES

FloatArray = NDArray[np.float64]

# Two impulses closer than this cannot travel one behind the other.
REFRACTORY_MS = 1.5
#: Delay of a spike that acetylcholine sets off once more (ms; teaching value).
ECHO_MS = 4.0
#: A contraction ends with a pause this long (ms), has its full after-effect from so many spikes
#: in its last second on, and the effect fades with this time constant (ms); teaching values.
PAUSE_MS, BUSY_SPIKES, FADE_MS = 300.0, 10.0, 500.0
#: Share of units that take part in a discharge from a template (teaching value).
DISCHARGING_UNITS = 0.3


def fire_axons(
    nerve: MotorNerve,
    lesion: Lesion,
    manoeuvre: Manoeuvre,
    duration_ms: float,
    seeds: Sequence[SeedSequence],
    progress: Callable[[float], None] | None = None,
) -> SpikeTrains:
    """Spikes of every unit as they arrive at its end plates.

    Parameters
    ----------
    nerve : MotorNerve
        The nerve.
    lesion : Lesion
        What is wrong with it.
    manoeuvre : Manoeuvre
        What is done to it.
    duration_ms : float
        Length (ms).
    seeds : sequence of SeedSequence, length 2
        For impulses from elsewhere and for the axons themselves.
    progress : callable, optional
        Called now and then with the share of the work that is done; what it raises ends it.

    Returns
    -------
    SpikeTrains
    """
    rng = np.random.default_rng(seeds[0])
    impulses = _impulses(nerve, lesion, manoeuvre, duration_ms, rng)
    from_templates = _template_spikes(nerve, lesion, manoeuvre, duration_ms, rng)
    axons = [_in_this_body(axon, manoeuvre) for axon in nerve.axons]
    numbers = axon_seeds(int(seeds[1].generate_state(1)[0]), len(axons))
    # Each sick axon is at another point between its last discharge and its next.
    loads = nerve.highest_sodium_load * rng.uniform(size=len(axons))
    # What an axon adds by itself on the far side of a block is never heard of.
    heard = [u for u, site in enumerate(nerve.sites) if manoeuvre.nerve_lets_through(int(site))]
    trains = list(impulses)
    fired = fire_with_impulses(
        [axons[unit] for unit in heard],
        [impulses[unit] for unit in heard],
        duration_ms,
        sodium_loads=loads[heard],
        seeds=[numbers[unit] for unit in heard],
        progress=progress,
    )
    for unit, times_ms in zip(heard, fired, strict=True):
        trains[unit] = times_ms
    arriving = [
        _echoed(_spaced(np.concatenate(pair)), lesion.echo_chance, duration_ms, rng)
        for pair in zip(trains, from_templates, strict=True)
    ]
    return SpikeTrains.from_lists(arriving, duration_ms).delayed(nerve.conduction.distal_ms)


def _in_this_body(axon: AxonParameters, manoeuvre: Manoeuvre) -> AxonParameters:
    """Return the axon under what breath and blood flow do to it."""
    if manoeuvre.pco2_fall_mmHg > 0:
        axon = _hyperventilated(axon, manoeuvre.pco2_fall_mmHg)
    if manoeuvre.ischaemia > 0:
        axon = stop_blood_flow(axon, severity=manoeuvre.ischaemia)
    if manoeuvre.reperfusion > 0:
        axon = release_blood_flow(axon, severity=manoeuvre.reperfusion)
    return axon


def _hyperventilated(axon: AxonParameters, pco2_fall_mmHg: float) -> AxonParameters:
    """Hyperventilate, no further than the persistent sodium current of the model reaches."""
    gain = hyperventilate(HEALTHY_AXON, pco2_fall_mmHg=pco2_fall_mmHg).nap_fraction
    limit = AxonParameters.quantities()["nap_fraction"].high
    return axon.replace(nap_fraction=min(axon.nap_fraction * gain, limit))


def _impulses(
    nerve: MotorNerve,
    lesion: Lesion,
    manoeuvre: Manoeuvre,
    duration_ms: float,
    rng: np.random.Generator,
) -> list[FloatArray]:
    """Impulses that come to each axon from elsewhere and that no block holds up (ms)."""
    drive = _drive(nerve, lesion, manoeuvre, duration_ms, rng)
    shocks = np.array([t for t in manoeuvre.stimuli_ms if t <= duration_ms])
    chance = nerve.conduction.parameters.f_wave_chance
    # From where the shock is given down to the ankle, where the axon model stands.
    down_ms = manoeuvre.above_ankle_mm / nerve.conduction.velocity_m_s
    given = []
    for unit in range(nerve.pool.n_units):
        parts = [drive.of_unit(unit)]
        # Drawn whatever the block, so that a block changes nothing else.
        loop_ms = nerve.conduction.loop_ms[unit] - down_ms[unit]
        back = shocks[rng.uniform(size=shocks.size) < chance] + loop_ms
        if manoeuvre.nerve_lets_through(Site.DISTAL_AXON):
            parts.append(shocks + down_ms[unit])
        if manoeuvre.nerve_lets_through(Site.CELL_BODY):
            parts.append(back)
        own = [
            _at_random(lesion.fasciculation_hz, duration_ms, rng),
            _after_contraction(drive.of_unit(unit), lesion.after_contraction_hz, rng),
        ]
        if manoeuvre.nerve_lets_through(int(nerve.sites[unit])):
            parts += own
        times_ms = np.concatenate(parts) if parts else np.empty(0)
        given.append(_spaced(times_ms[times_ms <= duration_ms]))
    return given


def _drive(
    nerve: MotorNerve,
    lesion: Lesion,
    manoeuvre: Manoeuvre,
    duration_ms: float,
    rng: np.random.Generator,
) -> SpikeTrains:
    """Spikes from the central nervous system, wanted or not, that no block holds up."""
    seeds = [int(x) for x in rng.integers(0, 2**62, size=2)]
    arrives = manoeuvre.nerve_lets_through(Site.BRAIN)
    unasked = lesion.central_drive if arrives else 0.0
    asked = max(manoeuvre.effort, unasked) if arrives else 0.0
    wanted = voluntary_drive(nerve.pool, asked, duration_ms, seed=seeds[0])
    if not 0 < manoeuvre.release_ms < duration_ms:
        return wanted
    rest = voluntary_drive(nerve.pool, unasked, duration_ms, seed=seeds[1])
    end_ms = manoeuvre.release_ms
    return SpikeTrains.from_lists(
        [
            np.concatenate((grip[grip < end_ms], later[later >= end_ms]))
            for grip, later in (
                (wanted.of_unit(unit), rest.of_unit(unit)) for unit in range(nerve.pool.n_units)
            )
        ],
        duration_ms,
    )


def _at_random(rate_hz: float, duration_ms: float, rng: np.random.Generator) -> FloatArray:
    count = rng.poisson(rate_hz * duration_ms / 1000.0)
    return np.sort(rng.uniform(0.0, duration_ms, size=count))


def _after_contraction(
    drive_ms: FloatArray, rate_hz: float, rng: np.random.Generator
) -> FloatArray:
    """Impulses that an axon sends by itself after each contraction, fewer and fewer of them."""
    own = np.random.default_rng(int(rng.integers(0, 2**62)))
    ends_ms = drive_ms[np.diff(drive_ms, append=np.inf) > PAUSE_MS]
    if rate_hz == 0 or not ends_ms.size:
        return np.empty(0)
    found = []
    for end_ms in ends_ms:
        busy = np.count_nonzero((drive_ms > end_ms - 1000.0) & (drive_ms <= end_ms))
        count = own.poisson(rate_hz * min(1.0, busy / BUSY_SPIKES) * FADE_MS / 1000.0)
        found.append(end_ms + own.exponential(FADE_MS, size=count))
    return np.concatenate(found)


def _template_spikes(
    nerve: MotorNerve,
    lesion: Lesion,
    manoeuvre: Manoeuvre,
    duration_ms: float,
    rng: np.random.Generator,
) -> list[FloatArray]:
    """Spikes of a discharge that is drawn to published ranges instead of coming from channels."""
    found = []
    for unit in range(nerve.pool.n_units):
        own = np.random.default_rng(int(rng.integers(0, 2**62)))
        chosen = bool(lesion.nerve_discharge) and own.uniform() < DISCHARGING_UNITS
        times_ms = np.empty(0)
        if chosen and manoeuvre.nerve_lets_through(int(nerve.sites[unit])):
            fire = DISCHARGES[lesion.nerve_discharge].fire
            times_ms = fire(own, duration_ms)[0].times_ms
        found.append(times_ms[times_ms <= duration_ms])
    return found


def _echoed(
    times_ms: FloatArray, chance: float, duration_ms: float, rng: np.random.Generator
) -> FloatArray:
    """Add a second spike soon after some, as when acetylcholine excites the ending again."""
    again = times_ms[rng.uniform(size=times_ms.size) < chance] + ECHO_MS
    again = again[again <= duration_ms]
    return _spaced(np.concatenate((times_ms, again))) if again.size else times_ms


def _spaced(times_ms: FloatArray) -> FloatArray:
    """Sort impulses and drop those that meet a refractory axon."""
    times_ms = np.sort(times_ms)
    kept = []
    last = -np.inf
    for time in times_ms.tolist():
        if time - last >= REFRACTORY_MS:
            kept.append(time)
            last = time
    return np.array(kept)
