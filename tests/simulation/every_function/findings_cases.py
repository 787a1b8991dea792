"""Discharges made, found and named: how each function is called."""

import numpy as np
from hypothesis import strategies as st

from neuro_edu.simulation.findings import classification_rules as rules
from neuro_edu.simulation.findings.detection import find_peaks
from neuro_edu.simulation.findings.discharges import Group, detect_groups
from neuro_edu.simulation.findings.units import Unit, find_units
from neuro_edu.simulation.synthetic import synthesis
from neuro_edu.simulation.synthetic.catalogue import DISCHARGES
from neuro_edu.simulation.synthetic.generators import generate

from .strategies import RNG, Number, rising_times

RATE = st.sampled_from([10_000.0, 20_000.0])
MADE = st.builds(
    generate, st.sampled_from(sorted(DISCHARGES)), seed=st.integers(0, 99),
    duration_ms=st.just(1500.0), sampling_rate_hz=st.just(20_000.0),
).map(lambda trace: trace.emg_uV.astype(np.float64))  # fmt: skip
NOISE = st.builds(
    lambda seed, n, size: size * np.random.default_rng(seed).standard_normal(n),
    st.integers(0, 99), st.integers(2000, 8000), st.floats(0, 1000),
)  # fmt: skip
TRACE = st.one_of(MADE, NOISE, st.just(np.zeros(5000)))
TIMES = rising_times()
GROUP = st.builds(Group, times_ms=rising_times(fewest=1, most=30))
GROUPS = TIMES.map(detect_groups)
INTERVALS = st.lists(st.floats(0.5, 500), min_size=3, max_size=30).map(np.array)
MEASURES = st.fixed_dictionaries(
    {
        condition.measure: st.floats(-1e6, 1e6)
        for rule in rules.RULES
        for condition in rule.conditions
    }
)
RULE = st.sampled_from(rules.RULES)
CONDITION = RULE.map(lambda rule: rule.conditions[0])
DURATION = st.floats(1000, 3000)
SPAN = st.sampled_from([(0.0, 500.0), (100.0, 2000.0)])
RANGE = st.builds(
    lambda low, more: synthesis.Range(low=low, high=low + more, unit="ms", source="test"),
    st.floats(1e-3, 1e3), st.floats(0, 1e3),
)  # fmt: skip


@st.composite
def units(draw):
    times = draw(rising_times(fewest=4, most=30))
    heights = np.array(draw(st.lists(st.floats(1, 500), min_size=times.size, max_size=times.size)))
    return Unit(times_ms=times, heights_uV=heights)


def in_a_trace(trace):
    peaks = find_peaks(trace, 20_000.0)
    return peaks, find_units(peaks)


FOUND = MADE.map(in_a_trace).filter(lambda found: bool(found[1]))
PEAKS = FOUND.map(lambda found: found[0])


def run_arguments(found):
    return dict(peaks=found[0], unit=found[1][0])


def spanned(span):
    return dict(start_ms=span[0], stop_ms=span[1])


FIRERS = [
    f"synthetic.central.fire_{name}" for name in ("voluntary", "stiff_person")
] + [
    f"synthetic.motor_axon.fire_{name}"
    for name in (
        "fasciculation", "fasciculation_als", "multiplets", "myokymic", "neuromyotonic", "tetany",
        "cramp", "single_discharges",
    )
] + [
    f"synthetic.muscle_fibre.fire_{name}"
    for name in ("fibrillation", "positive_waves", "myotonic", "complex_repetitive", "end_plate")
]  # fmt: skip
FIRINGS = st.builds(
    lambda name, rng: DISCHARGES[name].fire(rng, 1200.0), st.sampled_from(sorted(DISCHARGES)), RNG
)
CASES = {
    "findings.classification.classify_discharge": dict(
        emg_uV=TRACE, sampling_rate_hz=Number(5_000, 100_000)
    ),
    "findings.rule.Condition.holds": dict(self=CONDITION, measures=MEASURES),
    "findings.rule.Condition.reason": dict(self=CONDITION, measures=MEASURES),
    "findings.rule.Rule.fits": dict(self=RULE, measures=MEASURES),
    "findings.rule.Rule.share": dict(self=RULE, measures=MEASURES),
    "findings.rule.Rule.reasons": dict(self=RULE, measures=MEASURES),
    "findings.detection.sharpen": dict(emg_uV=TRACE, sampling_rate_hz=RATE),
    "findings.detection.rest_noise_uV": dict(sharp_uV=TRACE, sampling_rate_hz=RATE),
    "findings.detection.find_peaks": dict(emg_uV=TRACE, sampling_rate_hz=RATE),
    "findings.discharge_names.name_train": dict(groups=GROUPS, duration_ms=Number(1e-3, 1e9)),
    "findings.discharge_names.describe": dict(groups=GROUPS),
    "findings.discharges.Group": dict(times_ms=rising_times(fewest=1)),
    "findings.discharges.detect_groups": dict(
        spike_times_ms=TIMES, longest_interval_ms=Number(1e-3, 1e6)
    ),
    "findings.discharges.name_group": dict(group=GROUP),
    "findings.discharges.coefficient_of_variation": dict(intervals_ms=INTERVALS),
    "findings.discharges.group_rate_hz": dict(groups=GROUPS),
    "findings.discharges.group_regularity": dict(groups=GROUPS),
    "findings.discharges.lengthening": dict(group=GROUP),
    "findings.discharges.waning": dict(amplitudes=st.lists(st.floats(-1e4, 1e4), max_size=30)),
    "findings.interleaving.split_regular": dict(unit=units()),
    "findings.measures.measure_trace": dict(emg_uV=TRACE, sampling_rate_hz=st.just(20_000.0)),
    "findings.regularity.local_variation": dict(intervals_ms=INTERVALS),
    "findings.regularity.robust_variation": dict(intervals_ms=INTERVALS),
    "findings.regularity.natural_pause_ms": dict(intervals_ms=INTERVALS),
    "findings.runs.repeat_period": dict(
        times_ms=rising_times(fewest=5),
        low_ms=st.floats(1, 10),
        high_ms=st.floats(20, 100),
        tolerance=st.floats(0.01, 0.2),
    ),
    "findings.runs.fast_run": (run_arguments, dict(found=FOUND), dict(duration_ms=st.just(1500.0))),
    "findings.runs.machine_return": dict(peaks=PEAKS),
    "findings.shapes.measure_shape": dict(
        emg_uV=MADE, sampling_rate_hz=st.just(20_000.0), unit=units(), noise_uV=st.floats(0, 50)
    ),
    "findings.units.find_units": dict(peaks=MADE.map(lambda trace: find_peaks(trace, 20_000.0))),
    "synthetic.central.healthy_unit": dict(rng=RNG, times_ms=TIMES, size_uV=st.floats(1, 5000)),
    **{name: dict(rng=RNG, duration_ms=DURATION) for name in FIRERS},
    "synthetic.generators.generate": dict(
        discharge=st.sampled_from(sorted(DISCHARGES)),
        seed=Number(0, 2**63 - 1, True),
        duration_ms=Number(1000, 120_000, run_high=2000),
        sampling_rate_hz=Number(10_000, 50_000, run_high=20_000),
    ),
    "synthetic.synthesis.Range.draw": dict(self=RANGE, rng=RNG),
    "synthetic.synthesis.Range.draw_log": dict(self=RANGE, rng=RNG),
    "synthetic.synthesis.Range.draw_count": dict(self=RANGE, rng=RNG),
    "synthetic.potentials.gaussian_potential": dict(
        bumps=st.lists(
            st.tuples(st.floats(-5, 5), st.floats(0.1, 2), st.floats(0.1, 1)),
            min_size=1,
            max_size=4,
        )
    ),
    "synthetic.potentials.fibre_spike": dict(duration_ms=st.floats(0.5, 20)),
    "synthetic.potentials.end_plate_spike": dict(duration_ms=st.floats(0.5, 20)),
    "synthetic.potentials.positive_wave": dict(duration_ms=st.floats(1, 100)),
    "synthetic.potentials.motor_unit_potential": dict(
        rng=RNG, duration_ms=st.floats(3, 30), polyphasic=st.booleans()
    ),
    "synthetic.synthesis.complex_firings": dict(
        rng=RNG,
        times_ms=TIMES,
        duration_ms=st.floats(2, 30),
        n_spikes=st.integers(1, 8),
        size_uV=st.floats(1, 1000),
        spike_ms=st.just(synthesis.Range(low=1, high=3, unit="ms", source="test")),
        jitter_ms=st.floats(0, 1),
        blocking=st.floats(0, 1),
    ),
    "synthetic.synthesis.steady_train": (
        spanned,
        dict(span=SPAN),
        dict(rng=RNG, rate_hz=st.floats(0.5, 200), cv=Number(0.001, 10).strategy()),
    ),
    "synthetic.synthesis.random_train": (
        spanned,
        dict(span=SPAN),
        dict(rng=RNG, rate_hz=st.floats(0.1, 20), dead_ms=st.floats(0, 40)),
    ),
    "synthetic.synthesis.render": dict(
        firings=FIRINGS, duration_ms=st.just(1200.0), sampling_rate_hz=RATE
    ),
    "synthetic.synthesis.clinic_band": dict(emg_uV=TRACE, sampling_rate_hz=RATE),
}
