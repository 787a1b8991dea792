"""Signs of drugs and treatments, measured on the model; each function returns one sign's rows."""

import functools
import math

import numpy as np

from neuro_edu.simulation.nerve.axon import simulate_axon
from neuro_edu.simulation.nerve.parameters import HEALTHY_AXON, Stimulus
from neuro_edu.simulation.treatment.drugs import apply_drug
from neuro_edu.simulation.treatment.immunoglobulin import IggChange, IggParameters, simulate_igg
from neuro_edu.simulation.treatment.kinetics import simulate_course
from neuro_edu.simulation.treatment.treatment_plan import TreatmentPlan
from tests.fidelity.signs import Sign

DISEASED = HEALTHY_AXON.replace(kv1_fraction=0.1)
#: A patient's axons differ; here in their Kv7, from 60 % to the whole of the healthy number.
PATIENTS_AXONS = tuple(DISEASED.replace(kv7_fraction=k / 100) for k in range(60, 101, 5))
TRAIN = Stimulus.train(n_pulses=4, rate_hz=1.0, first_ms=200.0)
ONE = Stimulus(onsets_ms=(200.0,))
FEW = -1e-6
SOME = 1e-6


def run(axon, stimulus, seconds=4.0):
    return simulate_axon(axon, stimulus, duration_ms=1000.0 * seconds + 200.0, sample_ms=0)


def span(values):
    return float(np.min(values)), float(np.max(values))


def after_discharges(axon):
    return max(0, run(axon, TRAIN).n_spikes - len(TRAIN.onsets_ms))


def longest_discharge(axon):
    return max((group.n_spikes for group in run(axon, ONE).groups), default=0)


@functools.cache
def carbamazepine_response():
    """After-discharge spikes, one row a dose (0, 10, 25, 50 uM free), one column an axon."""
    return np.array(
        [
            [after_discharges(apply_drug(axon, "carbamazepine", dose)) for axon in PATIENTS_AXONS]
            for dose in (0.0, 10.0, 25.0, 50.0)
        ]
    )


def measure_F09():
    spikes = carbamazepine_response()
    # Every axon counts alike, however much it fires.
    share = 100.0 * (spikes / spikes[0]).mean(axis=1)
    one = [
        run(apply_drug(axon, "carbamazepine", 50.0), ONE, seconds=1.0).n_spikes
        for axon in (HEALTHY_AXON, DISEASED)
    ]
    percent = ", ".join(f"{value:.0f}" for value in share[1:])
    return (
        Sign(
            id="F09",
            sign="carbamazepine 10, 25, 50 uM: after-discharges, change with each larger dose",
            low=-100,
            high=FEW,
            unit="% of those without",
            measured=span(np.diff(share)),
            source="Kuo1997",
            note=f"Kv1 10 %, nine axons with Kv7 60 to 100 %; left: {percent} %; "
            "usual plasma levels are 4 to 13 uM free; the source was not read",
        ),
        Sign(
            id="F09",
            sign="carbamazepine: axons that fire more with a larger dose",
            low=0,
            high=0,
            unit="axons",
            measured=(float((np.diff(spikes, axis=0) > 0).any(axis=0).sum()),) * 2,
            source="Kuo1997",
        ),
        Sign(
            id="F09",
            sign="carbamazepine 50 uM: spikes after one stimulus, healthy and diseased",
            low=1,
            high=1,
            unit="spikes",
            measured=span(one),
            source="Kuo1997",
        ),
    )


def measure_F10():
    plain = longest_discharge(DISEASED)
    opened = [
        longest_discharge(apply_drug(DISEASED, "kv7-opener", dose)) for dose in (0.05, 0.2, 1.0, 10)
    ]
    lost = [longest_discharge(DISEASED.replace(kv7_fraction=k)) for k in (0.95, 0.9, 0.85, 0.8)]
    return (
        Sign(
            id="F10",
            sign="Kv7 opener 0.05 to 10 uM: spikes of the longest discharge, change",
            low=-100,
            high=FEW,
            unit="%",
            measured=span(100.0 * (np.array(opened) / plain - 1.0)),
            source="Tatulian2003",
            note=f"Kv1 10 %: {plain} without, then {', '.join(map(str, opened))}",
        ),
        Sign(
            id="F10",
            sign="Kv7 loss to 95, 90, 85, 80 %: spikes of the longest discharge, each step",
            low=0,
            high=math.inf,
            unit="spikes",
            measured=span(np.diff([plain, *lost])),
            source="Devaux2004",
            note=f"Kv1 10 %: {plain} without, then {', '.join(map(str, lost))}",
        ),
        Sign(
            id="F10",
            sign="Kv7 loss to 80 %: spikes of the longest discharge, change",
            low=SOME,
            high=math.inf,
            unit="%",
            measured=(100.0 * (lost[-1] / plain - 1.0),) * 2,
            source="Devaux2004",
        ),
    )


def measure_F11():
    rises = (1.0, 1.2, 1.5, 1.8)
    at_rest = [run(DISEASED.replace(nap_fraction=rise), None).n_spikes for rise in rises]
    healthy = [
        run(HEALTHY_AXON.replace(nap_fraction=rise), None, seconds=10.0).n_spikes for rise in rises
    ]
    return (
        Sign(
            id="F11",
            sign="persistent sodium 120, 150, 180 %: spikes at rest, diseased axon, each step",
            low=SOME,
            high=math.inf,
            unit="spikes in 4 s",
            measured=span(np.diff(at_rest)),
            source="Mogyoros2000",
            note=f"Kv1 10 %: {', '.join(map(str, at_rest))}",
        ),
        Sign(
            id="F11",
            sign="persistent sodium 120, 150, 180 %: spikes at rest, healthy axon",
            low=0,
            high=0,
            unit="spikes in 10 s",
            measured=span(healthy),
            source="MacefieldBurke1991",
        ),
    )


def measure_F24():
    just_after = simulate_igg(
        [IggChange(day=0, plasma_volumes=1.0)], np.array([0.0, 1e-6]), IggParameters()
    )
    plan = TreatmentPlan.of("plasma-exchange", 1.0, days=(0, 2, 4, 6, 8))
    course = simulate_course(plan, 400, samples_per_day=4)
    left = {day: 100.0 * float(course.antibody[4 * day]) for day in range(401)}
    rows = [
        Sign(
            id="F24",
            sign="one plasma volume removes",
            low=62.5,
            high=63.5,
            unit="%",
            measured=(100.0 * (1.0 - float(just_after.antibody[1])),) * 2,
            source="Guptill2016",
            note="follows from mixing: 1 - exp(-1)",
        ),
        Sign(
            id="F24",
            sign="five exchanges on alternate days, left at the end of the course",
            low=30,
            high=40,
            unit="% of baseline",
            measured=span([left[8], left[10]]),
            source="Guptill2016",
            note="before the fifth and two days after it, once tissue and plasma have evened out; "
            f"{left[8] / math.e:.0f} % just after the fifth",
        ),
        Sign(
            id="F24",
            sign="three weeks after the last exchange, still more than 20 % below baseline",
            low=0,
            high=80,
            unit="% of baseline",
            measured=(left[29],) * 2,
            source="Guptill2016",
        ),
        Sign(
            id="F24",
            sign="no overshoot in the year that follows",
            low=0,
            high=100 + 1e-9,
            unit="% of baseline",
            measured=(100.0 * float(course.antibody.max()),) * 2,
            source="Guptill2016",
        ),
    ]
    for day, percent in ((14, 41), (21, 53), (28, 62), (42, 76), (56, 85)):
        rows.append(
            Sign(
                id="F24",
                sign=f"antibody on day {day}",
                low=percent - 5,
                high=percent + 5,
                unit="% of baseline",
                measured=(left[day],) * 2,
                source="Masson1993",
                note="range from a two-compartment calculation with the published half-life, not "
                "from patients",
            )
        )
    return tuple(rows)


def measure_F25():
    course = simulate_course(
        TreatmentPlan.of("immunoglobulin", 0.4, days=range(5)), 180, samples_per_day=4
    )
    fall = 100.0 * (1.0 - course.antibody)
    lowest_day = course.days[int(fall.argmax())]
    beyond = course.days[fall > fall.max() - 1.0]
    return (
        Sign(
            id="F25",
            sign="immunoglobulin 2 g/kg: fall of antibody at 3 to 4 weeks",
            low=SOME,
            high=25,
            unit="%",
            measured=span(fall[4 * 21 : 4 * 28 + 1]),
            source="Bleeker2001",
            note=f"lowest on day {lowest_day:.0f}, within one point of it on days "
            f"{beyond[0]:.0f} to {beyond[-1]:.0f}",
        ),
        Sign(
            id="F25",
            sign="immunoglobulin 2 g/kg: largest fall of antibody",
            low=SOME,
            high=25,
            unit="%",
            measured=(float(fall.max()),) * 2,
            source="Bleeker2001",
            note="0.4 g/kg on five days, by faster breakdown alone",
        ),
    )


MEASURES = (measure_F09, measure_F10, measure_F11, measure_F24, measure_F25)
