"""The muscle's signs, measured on the model; each function returns the rows of one sign."""

import functools

import numpy as np

from neuro_edu.simulation.filters import BandPass
from neuro_edu.simulation.muscle.compound_potentials import measure_compound_potentials
from neuro_edu.simulation.muscle.emg import AmplifierParameters, record_emg
from neuro_edu.simulation.muscle.force import simulate_force
from neuro_edu.simulation.muscle.junction import JunctionParameters, Transmission, transmit
from neuro_edu.simulation.muscle.motor_unit_potentials import (
    motor_unit_potentials,
    needle,
    surface_electrodes,
)
from neuro_edu.simulation.muscle.motor_units import draw_pool
from neuro_edu.simulation.muscle.nerve_conduction import draw_conduction
from neuro_edu.simulation.muscle.voluntary_drive import voluntary_drive, voluntary_rates_hz
from neuro_edu.simulation.spike_trains import SpikeTrains
from tests.fidelity.signs import Sign

SEEDS = range(3)
SILENT = AmplifierParameters(noise_uV=0.0)


@functools.cache
def default_pool(seed=0):
    return draw_pool(seed=seed)


def only_unit(pool, unit, times_ms, duration_ms):
    lists = [np.empty(0)] * pool.n_units
    lists[unit] = times_ms
    return SpikeTrains.from_lists(lists, duration_ms)


def unit_force(pool, unit, times_ms, duration_ms=1500.0, rate_hz=2000.0):
    """Force of one unit whose every spike is transmitted, as a multiple of its tetanic force."""
    trains = only_unit(pool, unit, times_ms, duration_ms)
    answered = Transmission(
        trains=trains, fraction=np.ones(trains.n_spikes), parameters=JunctionParameters()
    )
    return simulate_force(answered, pool, rate_hz=rate_hz).force_mN / pool.tetanus_mN[unit]


def steady_force(pool, unit, rate_hz):
    """Smallest and largest force over the last interval but one of a long regular train."""
    interval_ms = 1000.0 / rate_hz
    n = int(np.ceil(1200.0 / interval_ms)) + 2
    force = unit_force(pool, unit, np.arange(n) * interval_ms, n * interval_ms, 10_000.0)
    per_interval = round(interval_ms * 10)
    cycle = force[-2 * per_interval : -per_interval]
    return cycle.min(), cycle.max()


def some_units(pool):
    """A few units, the slowest and the fastest among them."""
    order = np.argsort(pool.contraction_ms)
    return order[[0, 20, 40, 60, 80, -1]]


def span(values):
    return float(np.min(values)), float(np.max(values))


def lowest_rate(reached, rates_hz):
    """Interpolate where a rising curve, one value per rate, passes zero."""
    return float(np.interp(0.0, reached, rates_hz))


def measure_F14():
    contraction, relaxation = [], []
    for seed in SEEDS:
        pool = default_pool(seed)
        for unit in range(pool.n_units):
            force = unit_force(pool, unit, [0.0], 500.0)
            peak = int(force.argmax())
            contraction.append(peak / 2.0)
            relaxation.append(np.nonzero(force[peak:] <= force[peak] / 2.0)[0][0] / 2.0)
    return (
        Sign(
            id="F14",
            sign="twitch contraction time",
            low=35,
            high=80,
            unit="ms",
            measured=span(contraction),
            source="Thomas1990",
            note="start to peak, every unit",
        ),
        Sign(
            id="F14",
            sign="twitch half-relaxation time",
            low=25,
            high=108,
            unit="ms",
            measured=span(relaxation),
            source="Thomas1990",
            note="peak to half, every unit",
        ),
    )


def measure_F15():
    pool = default_pool()
    rates_hz = np.arange(2.0, 101.0)
    fusion, half, maximal = [], [], []
    for unit in some_units(pool):
        trough, peak = np.array([steady_force(pool, unit, rate) for rate in rates_hz]).T
        fusion.append(lowest_rate(trough / peak - 0.05, rates_hz))
        half.append(lowest_rate(peak - 0.5 * peak[-1], rates_hz))
        maximal.append(lowest_rate(peak - 0.98 * peak[-1], rates_hz))
    return (
        Sign(
            id="F15",
            sign="fusion begins",
            low=5,
            high=8,
            unit="Hz",
            measured=span(fusion),
            source="Thomas1991",
            note="force between stimuli stays above 5 % of the peak",
        ),
        Sign(
            id="F15",
            sign="half of maximal force",
            low=8,
            high=16,
            unit="Hz",
            measured=span(half),
            source="Thomas1991",
            note="peak force, interpolated",
        ),
        Sign(
            id="F15",
            sign="maximal force reached",
            low=30,
            high=100,
            unit="Hz",
            measured=span(maximal),
            source="Thomas1991",
            note="within 2 % of the force at 100 Hz",
        ),
    )


def measure_F16():
    pool = default_pool()
    ratio, doublet = [], []
    for unit in some_units(pool):
        tetanus = steady_force(pool, unit, 100.0)[1]
        ratio.append(unit_force(pool, unit, [0.0]).max() / tetanus)
        doublet += [
            100.0 * unit_force(pool, unit, [0.0, gap]).max() / tetanus for gap in (5.0, 10.0, 15.0)
        ]
    return (
        Sign(
            id="F16",
            sign="twitch : tetanus",
            low=0.1,
            high=0.33,
            unit="",
            measured=span(ratio),
            source="Thomas1999",
            note="tetanus at 100 Hz",
        ),
        Sign(
            id="F16",
            sign="doublet of 5 to 15 ms",
            low=35,
            high=61,
            unit="% of tetanus",
            measured=span(doublet),
            source="Thomas1999",
            note="intervals 5, 10 and 15 ms",
        ),
    )


def measure_F17():
    pool = default_pool()
    gain = [
        100.0 * (steady_force(pool, unit, 200.0)[1] / steady_force(pool, unit, 50.0)[1] - 1.0)
        for unit in some_units(pool)
    ]
    return (
        Sign(
            id="F17",
            sign="force at 200 Hz above that at 50 Hz",
            low=-5,
            high=5,
            unit="%",
            measured=span(gain),
            source="Thomas1991",
            note="follows from F15; nor may it be 5 % less",
        ),
    )


def potential_shape(wave_uV, rate_hz, floor_uV=20.0):
    """Peak-to-peak amplitude, duration above the floor and number of phases of one potential."""
    above = np.nonzero(np.abs(wave_uV) > floor_uV)[0]
    if above.size == 0:
        return np.ptp(wave_uV), 0.0, 0
    phases = 1 + np.count_nonzero(np.diff(np.sign(wave_uV[above])))
    return np.ptp(wave_uV), (above[-1] - above[0]) * 1000.0 / rate_hz, phases


def needle_shapes():
    """Shapes of the potentials of every unit that the needle's tip lies in, at several places."""
    shapes = []
    for seed in SEEDS:
        pool = default_pool(seed)
        for x_mm, y_mm in ((0.0, 0.0), (3.0, 0.0), (-3.0, 1.0), (0.0, -4.0), (1.0, 3.0)):
            potentials = motor_unit_potentials(pool, needle(x_mm, y_mm))
            near = np.hypot(pool.x_mm - x_mm, pool.y_mm - y_mm) < pool.territory_mm
            for unit in np.nonzero(near)[0]:
                wave_uV = potentials.templates_uV[unit, 0].astype(float)
                BandPass(10.0, 10_000.0, potentials.rate_hz)(wave_uV)
                shapes.append(potential_shape(wave_uV, potentials.rate_hz))
    return np.array(shapes).T


def measure_F18():
    amplitude_uV, duration_ms, phases = needle_shapes()
    most = tuple(np.percentile(amplitude_uV / 1000.0, [5, 95]))
    note = "5th to 95th percentile; needle within the unit's territory"
    return (
        Sign(
            id="F18",
            sign="motor unit potential, amplitude",
            low=0.3,
            high=3,
            unit="mV",
            measured=most,
            source="MUAPpage",
            note=note,
        ),
        Sign(
            id="F18",
            sign="motor unit potential, duration",
            low=2,
            high=15,
            unit="ms",
            measured=tuple(np.percentile(duration_ms, [5, 95])),
            source="MUAPpage",
            note=f"{note}; above 20 uV",
        ),
        Sign(
            id="F18",
            sign="motor unit potentials with five or more phases",
            low=0,
            high=15,
            unit="%",
            measured=(100.0 * np.mean(phases >= 5),) * 2,
            source="MUAPpage",
            note="phases beyond 20 uV",
        ),
    )


def measure_F19():
    amplitude_mV, latency_ms = [], []
    for seed in range(5):
        pool = default_pool(seed)
        delays_ms = draw_conduction(pool, seed=seed).distal_ms
        trains = SpikeTrains.from_lists([[5.0]] * pool.n_units, 40.0).delayed(delays_ms)
        record = record_emg(
            transmit(trains), motor_unit_potentials(pool, surface_electrodes()), seed=seed
        )
        (answer,) = measure_compound_potentials(record, [5.0])
        amplitude_mV.append(answer.amplitude_mV)
        latency_ms.append(answer.latency_ms)
    return (
        Sign(
            id="F19",
            sign="compound potential, amplitude",
            low=3.4,
            high=10.9,
            unit="mV",
            measured=span(amplitude_mV),
            source="Kim2022",
            note="baseline to negative peak",
        ),
        Sign(
            id="F19",
            sign="compound potential, distal latency",
            low=3.1,
            high=5.4,
            unit="ms",
            measured=span(latency_ms),
            source="Kim2022",
            note="first departure by 0.1 mV",
        ),
    )


def waning(rate_hz):
    """Peak-to-peak EMG of one unit over time, as a share of its first potentials, and the times."""
    pool = default_pool()
    unit = pool.n_units // 2
    potentials = motor_unit_potentials(pool, needle(pool.x_mm[unit], pool.y_mm[unit]))
    trains = only_unit(pool, unit, np.arange(0.0, 2500.0, 1000.0 / rate_hz), 2500.0)
    emg_uV = record_emg(transmit(trains), potentials, SILENT).emg_uV
    # From 20 ms on the potentials overlap fully.
    windows = emg_uV[400:][: 400 * 120].reshape(120, 400)
    size = np.ptp(windows, axis=1)
    return size / size[0], 30.0 + 20.0 * np.arange(120)


def measure_F20():
    left, fall_ms = [], []
    for rate_hz in (150.0, 200.0, 250.0, 300.0):
        share, times_ms = waning(rate_hz)
        left.append(100.0 * np.interp(2000.0, times_ms, share))
        below = np.nonzero(share <= 0.6)[0]
        fall_ms.append(times_ms[below[0]] if below.size else np.inf)
    return (
        Sign(
            id="F20",
            sign="potential left after 2 s of a 150 to 300 Hz discharge",
            low=20,
            high=60,
            unit="%",
            measured=span(left),
            source="design range",
        ),
        Sign(
            id="F20",
            sign="time until the potential has fallen to 60 %",
            low=0.3,
            high=2,
            unit="s",
            measured=span(np.array(fall_ms) / 1000.0),
            source="design range",
        ),
    )


def measure_F21():
    pool = default_pool()
    rates_hz, cv = [], []
    for effort in (0.05, 0.2, 0.5, 1.0):
        trains = voluntary_drive(pool, effort, 20_000.0, seed=1)
        for unit in np.nonzero(trains.counts)[0]:
            intervals_ms = np.diff(trains.of_unit(unit))
            rates_hz.append(1000.0 / intervals_ms.mean())
            cv.append(100.0 * intervals_ms.std(ddof=1) / intervals_ms.mean())
    efforts = np.linspace(0.0, 1.0, 201)
    active = np.array([voluntary_rates_hz(pool, effort) > 0 for effort in efforts])
    start = efforts[active.argmax(axis=0)]
    out_of_order = np.count_nonzero(np.diff(start[np.argsort(pool.twitch_mN)]) < 0)
    return (
        Sign(
            id="F21",
            sign="voluntary firing rate",
            low=6,
            high=30,
            unit="Hz",
            measured=span(rates_hz),
            source="Petajan1969, DuchateauBaudry2014",
            note="efforts 5 to 100 %, every unit; the first where they begin, the second above",
        ),
        Sign(
            id="F21",
            sign="variation of intervals",
            low=10,
            high=30,
            unit="%",
            measured=span(cv),
            source="design range",
            note="standard deviation over mean, 20 s",
        ),
        Sign(
            id="F21",
            sign="larger units recruited before smaller ones",
            low=0,
            high=0,
            unit="units",
            measured=(float(out_of_order),) * 2,
            source="design range",
            note="the order of sizes that textbooks give",
        ),
    )


def effect_of(drug, doses):
    """Force, EMG and nerve spikes at rising doses, as a share of those without the drug."""
    pool = default_pool()
    potentials = motor_unit_potentials(pool, surface_electrodes())
    trains = voluntary_drive(pool, 0.5, 1500.0, seed=2)
    rows = []
    for dose in doses:
        passed = transmit(trains, JunctionParameters(**{drug: dose}))
        emg_uV = record_emg(passed, potentials, SILENT).emg_uV
        force_mN = simulate_force(passed, pool).force_mN
        rows.append((force_mN[500:].mean(), emg_uV.std(), passed.trains.n_spikes))
    return np.array(rows) / np.array(rows[0])


def measure_F22():
    signs = []
    for name, drug, doses in (
        ("botulinum toxin", "release_fraction", (1.0, 0.4, 0.3, 0.2, 0.1, 0.0)),
        ("curare", "receptor_block", (0.0, 0.6, 0.7, 0.8, 0.9, 1.0)),
    ):
        share = effect_of(drug, doses)
        steps = 100.0 * np.diff(share, axis=0)
        for what, column in (("force", 0), ("EMG", 1)):
            signs.append(
                Sign(
                    id="F22",
                    sign=f"{name}: {what}, change with each larger dose",
                    low=-100,
                    high=-1e-6,
                    unit="% of full",
                    measured=span(steps[:, column]),
                    source="BoNTuse",
                )
            )
            signs.append(
                Sign(
                    id="F22",
                    sign=f"{name}: {what} left at full block",
                    low=0,
                    high=0,
                    unit="% of full",
                    measured=(100.0 * share[-1, column],) * 2,
                    source="BoNTuse",
                )
            )
        signs.append(
            Sign(
                id="F22",
                sign=f"{name}: change of the spikes in the nerve",
                low=0,
                high=0,
                unit="%",
                measured=span(steps[:, 2]),
                source="BoNTuse",
            )
        )
    return tuple(signs)


MEASURES = (
    measure_F14,
    measure_F15,
    measure_F16,
    measure_F17,
    measure_F18,
    measure_F19,
    measure_F20,
    measure_F21,
    measure_F22,
)
