"""The axon's signs, measured on the model; each function returns the rows of one sign."""

import functools
import math

import numpy as np

from neuro_edu.simulation.findings.discharges import (
    detect_groups,
    group_rate_hz,
    group_regularity,
    lengthening,
)
from neuro_edu.simulation.nerve.axon import resting_potentials_mV, simulate_axon
from neuro_edu.simulation.nerve.axon_result import LONGEST_INTERVAL_MS
from neuro_edu.simulation.nerve.parameters import HEALTHY_AXON, NEUROMYOTONIC_AXON, Stimulus
from neuro_edu.simulation.nerve.population import (
    FASCICULATING_AXON,
    MULTIPLET_AXON,
    RUN_FIRING_AXON,
    draw_axons,
    simulate_axons,
)
from tests.fidelity.signs import Sign

HEALTHY_NERVE = draw_axons(HEALTHY_AXON, 100, seed=0)
DISEASED_NERVE = draw_axons(NEUROMYOTONIC_AXON, 20, seed=0)
#: Axons that have lost half of their Kv1 and a tenth of their Kv7: quiet until stimulated.
TRIGGERED_NERVE = draw_axons(HEALTHY_AXON.replace(kv1_fraction=0.5, kv7_fraction=0.9), 20, seed=0)
SOME = 1e-6
ONE = Stimulus(onsets_ms=(100.0,))


def span(values):
    values = np.atleast_1d(np.asarray(values, dtype=float))
    return (float(values.min()), float(values.max())) if values.size else (math.nan, math.nan)


def groups_of(times_ms):
    return detect_groups(times_ms, longest_interval_ms=LONGEST_INTERVAL_MS)


@functools.cache
def groups_at_rest(axons, seconds, seed=0):
    """Groups of every axon, those cut by the end of the recording left out."""
    trains = simulate_axons(axons, None, duration_ms=1000.0 * seconds, seed=seed)
    end_ms = trains.duration_ms - LONGEST_INTERVAL_MS
    return tuple(
        [group for group in groups_of(trains.of_unit(unit)) if group.stop_ms < end_ms]
        for unit in range(trains.n_units)
    )


def answers(axons, stimulus, seconds=1.0):
    """The group that each stimulus set off, one list per axon."""
    after_ms = stimulus.onsets_ms[-1] + 1000.0 * seconds
    trains = simulate_axons(axons, stimulus, duration_ms=after_ms)
    onsets = np.array(stimulus.onsets_ms)
    return [
        [
            group
            for group in groups_of(trains.of_unit(unit))
            if (np.abs(onsets + 1.5 - group.start_ms) <= 1.5).any()
        ]
        for unit in range(trains.n_units)
    ]


def measure_F01():
    rest_mV = [resting_potentials_mV(axon)[0] for axon in HEALTHY_NERVE]
    train = Stimulus.train(n_pulses=10, rate_hz=5.0)
    answered = [len(group.times_ms) for axon in answers(HEALTHY_NERVE, train) for group in axon]
    all_spikes = simulate_axons(HEALTHY_NERVE, train, duration_ms=3000.0).counts / 10.0
    at_rest = simulate_axons(HEALTHY_NERVE, None, duration_ms=10_000.0).counts
    rows = (
        ("resting potential of the node", -86, -78, "mV", rest_mV),
        ("spikes in the answer to a stimulus", 1, 1, "spikes", answered),
        ("spikes per stimulus, train of ten at 5 Hz", 1, 1, "spikes", all_spikes),
        ("spikes at rest in 10 s", 0, 0, "spikes", at_rest),
    )
    return tuple(
        Sign(
            id="F01",
            sign=f"healthy nerve: {what}",
            low=low,
            high=high,
            unit=unit,
            measured=span(values),
            source="design range",
            note="100 axons drawn with the default spread; the range is a usual textbook value",
        )
        for what, low, high, unit, values in rows
    )


def measure_F03():
    percents = range(100, -1, -5)
    counts = [
        simulate_axon(HEALTHY_AXON.replace(kv1_fraction=percent / 100), sample_ms=0).response
        for percent in percents
    ]
    counts = np.array([response.n_spikes for response in counts])
    spared = [count for percent, count in zip(percents, counts, strict=True) if percent >= 85]
    return (
        Sign(
            id="F03",
            sign="Kv1 loss in steps of 5 %: spikes of the answer, each step",
            low=0,
            high=math.inf,
            unit="spikes",
            measured=span(np.diff(counts)),
            source="DTX1996",
            note=f"from {counts[0]} with all Kv1 to {counts[-1]} with none",
        ),
        Sign(
            id="F03",
            sign="spikes of the answer with 85 % of Kv1 and more",
            low=1,
            high=1,
            unit="spikes",
            measured=span(spared),
            source="Shillito1995",
        ),
    )


def multiplet_rows(kind, axons, note):
    """Rows of F04 for one kind of axon; their note gets the share of groups that are too fast."""
    axons = [axon for axon in groups_at_rest(axons, 10.0) if len(axon) > 1]
    groups = [group for axon in axons for group in axon if group.n_spikes > 1]
    fast = sum(group.intraburst_rate_hz > 300 for group in groups)
    too_fast = f"{note}; {fast} of {len(groups)} groups exceed 300 Hz"
    if fast:
        too_fast += (
            ": an axon so bare of Kv1 is soon excitable again, and its Kv7 channels open too "
            "slowly to hold it back; with a tenth more Kv7 it stays below"
        )
    rows = (
        ("spikes of a group", 2, 15, "spikes", [g.n_spikes for g in groups], note),
        ("rate inside the group", 30, 300, "Hz", [g.intraburst_rate_hz for g in groups], too_fast),
        ("groups per second", 0.5, 10, "1/s", [group_rate_hz(axon) for axon in axons], note),
    )
    return tuple(
        Sign(
            id="F04",
            sign=f"multiplets at rest, {kind}: {what}",
            low=low,
            high=high,
            unit=unit,
            measured=span(values),
            source="Maddison2006",
            note=remark,
        )
        for what, low, high, unit, values, remark in rows
    )


def measure_F04():
    firing = sum(len(axon) > 1 for axon in groups_at_rest(DISEASED_NERVE, 10.0))
    return multiplet_rows(
        "axon with some more Kv7", (MULTIPLET_AXON,) * 10, "Kv1 10 %, Kv7 110 %; ten seeds"
    ) + multiplet_rows(
        "axons with average Kv7",
        DISEASED_NERVE,
        f"Kv1 10 % on average; {firing} of 20 axons fire at rest",
    )


def runs():
    return [group for group in groups_at_rest((RUN_FIRING_AXON,), 20.0)[0] if group.n_spikes > 1]


def edge_rates_hz(group):
    """Rate over the first and the last five intervals: an abrupt run starts and stops fast."""
    return [1000.0 / group.intervals_ms[part].mean() for part in (slice(5), slice(-5, None))]


def measure_F05():
    rows = (
        ("median rate", 150, 300, "Hz", [run.intraburst_rate_hz for run in runs()]),
        ("length", 0.3, 5, "s", [run.duration_ms / 1000.0 for run in runs()]),
        (
            "rate of the first and the last five intervals",
            150,
            math.inf,
            "Hz",
            [rate for run in runs() for rate in edge_rates_hz(run)],
        ),
    )
    return tuple(
        Sign(
            id="F05",
            sign=f"neuromyotonic discharge: {what}",
            low=low,
            high=high,
            unit=unit,
            measured=span(values),
            source="MedLinkNMT, Maddison2006",
            note=f"{len(runs())} runs in 20 s at rest; Kv1 10 %, Kv7 65 %, slow pump"
            + ("; by one convention, by another from 30 Hz" if high == 300 else "")
            + ("; no fading in or out" if low == 150 and high == math.inf else ""),
        )
        for what, low, high, unit, values in rows
    )


def measure_F06():
    rest = [g for axon in groups_at_rest(DISEASED_NERVE, 10.0) for g in axon if g.n_spikes > 2]
    evoked = [g for axon in answers(DISEASED_NERVE, ONE) for g in axon if g.n_spikes > 2]
    kinds = (("runs", runs()), ("multiplets at rest", rest), ("multiplets after a shock", evoked))
    signs = []
    for kind, groups in kinds:
        longer = sum(lengthening(group) > 1 for group in groups)
        note = f"{longer} of {len(groups)} groups lengthen"
        if longer < len(groups):
            note += (
                "; the first interval is longer than the second, for one spike alone charges the "
                "internode less than two; from the second interval on all lengthen"
            )
        signs.append(
            Sign(
                id="F06",
                sign=f"{kind}: last third of the intervals over the first",
                low=1 + SOME,
                high=math.inf,
                unit="ratio",
                measured=span([lengthening(group) for group in groups]),
                source="Kleine2008",
                note=note,
            )
        )
    later = [g.intervals_ms[-1] / g.intervals_ms[1] for g in rest + evoked if g.n_spikes > 3]
    signs.append(
        Sign(
            id="F06",
            sign="multiplets: last interval over the second",
            low=1 + SOME,
            high=math.inf,
            unit="ratio",
            measured=span(later),
            source="Kleine2008",
        )
    )
    return tuple(signs)


def measure_F07():
    seeds = range(4)
    found = [groups_at_rest((FASCICULATING_AXON,), 60.0, seed)[0] for seed in seeds]
    rows = (
        ("spikes of a discharge", 1, 1, "spikes", [g.n_spikes for gs in found for g in gs]),
        (
            "coefficient of variation of the intervals",
            0.5 + SOME,
            math.inf,
            "ratio",
            [group_regularity(gs) for gs in found],
        ),
        ("discharges per second", 0.01, 2, "1/s", [len(gs) / 60.0 for gs in found]),
    )
    return tuple(
        Sign(
            id="F07",
            sign=f"fasciculating axon: {what}",
            low=low,
            high=high,
            unit=unit,
            measured=span(values),
            source="FPdetect",
            note="Kv1 30 %, Kv7 140 %, noise 15 pA; 60 s from each of four seeds",
        )
        for what, low, high, unit, values in rows
    )


@functools.cache
def after_discharge_spikes(axons, rate_hz):
    """Spikes that stimuli set off beyond one each, over all axons; rate 0 is a single shock."""
    stimulus = ONE
    if rate_hz:
        stimulus = Stimulus.train(n_pulses=round(4 * rate_hz), rate_hz=rate_hz, first_ms=100.0)
    return sum(g.n_spikes - 1 for axon in answers(axons, stimulus) for g in axon)


def measure_F08():
    evoked = [g.duration_ms for axon in answers(TRIGGERED_NERVE, ONE) for g in axon]
    evoked = [length_ms for length_ms in evoked if length_ms > 0]
    # The run-firing axon is never quiet for good: the shock falls into a silence, before its end.
    shock = Stimulus(onsets_ms=(runs()[1].start_ms - 300.0,))
    longest = [g.duration_ms for g in answers((RUN_FIRING_AXON,), shock, seconds=6.0)[0]]
    one, *trains = (after_discharge_spikes(TRIGGERED_NERVE, rate) for rate in (0, 1, 2, 5))
    healthy = [after_discharge_spikes(HEALTHY_NERVE, rate) for rate in (0, 1, 2, 5)]
    rows = (
        (
            "length after one shock, axons quiet at rest",
            10,
            math.inf,
            "ms",
            evoked,
            f"{len(evoked)} of 20 axons answer so",
        ),
        (
            "length after one shock, run-firing axon",
            1000,
            math.inf,
            "ms",
            longest,
            "shock 300 ms before the silence between two runs would have ended by itself",
        ),
        (
            "spikes with 4 s of 1, 2, 5 Hz, beyond those with one shock",
            SOME,
            math.inf,
            "spikes",
            np.array(trains) - one,
            f"{one} with one, {', '.join(map(str, trains))} with trains, 20 axons; they rise with "
            "the number of shocks: a single shock of a train sets off no more than a lone one",
        ),
        ("spikes in health, one shock and trains", 0, 0, "spikes", healthy, "100 axons"),
    )
    return tuple(
        Sign(
            id="F08",
            sign=f"after-discharges: {what}",
            low=low,
            high=high,
            unit=unit,
            measured=span(values),
            source="HarrisonBenatar2007",
            note=note,
        )
        for what, low, high, unit, values, note in rows
    )


MEASURES = (
    measure_F01,
    measure_F03,
    measure_F04,
    measure_F05,
    measure_F06,
    measure_F07,
    measure_F08,
)
