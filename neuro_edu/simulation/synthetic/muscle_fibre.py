"""Discharges that begin in the muscle fibre or at its end plate."""

from functools import partial

import numpy as np
from numpy.random import Generator

from neuro_edu.simulation.synthetic.potentials import (
    Potential,
    end_plate_spike,
    fibre_spike,
    gaussian_potential,
    positive_wave,
)
from neuro_edu.simulation.synthetic.synthesis import (
    Firing,
    FloatArray,
    Range,
    complex_firings,
    random_train,
    steady_train,
)

FIBRILLATION = {
    "rate": Range(low=0.5, high=15, unit="Hz", source="StatPearlsSpont"),
    "cv": Range(low=0.01, high=0.03, unit="", source="teaching value"),
    "slowing": Range(low=0.05, high=0.15, unit="per 10 s", source="teaching value"),
    "size": Range(low=40, high=200, unit="uV", source="StatPearlsSpont"),
    "duration": Range(low=1.2, high=4.8, unit="ms", source="StatPearlsSpont"),
    "fibres": Range(low=1, high=2, unit="", source="teaching value"),
}
POSITIVE_WAVES = FIBRILLATION | {
    "duration": Range(low=10, high=30, unit="ms", source="StatPearlsSpont"),
}
MYOTONIC = {
    "rate": Range(low=20, high=80, unit="Hz", source="AANEMmyotonic"),
    "swing": Range(low=14, high=24, unit="Hz", source="teaching value"),
    "cycle": Range(low=1.2, high=3.5, unit="s", source="teaching value"),
    "run": Range(low=3, high=7, unit="s", source="teaching value"),
    "cv": Range(low=0.01, high=0.03, unit="", source="teaching value"),
    "size": Range(low=80, high=500, unit="uV", source="teaching value"),
    "spike duration": Range(low=1.5, high=4.8, unit="ms", source="AANEMmyotonic"),
    "wave duration": Range(low=5, high=20, unit="ms", source="AANEMmyotonic"),
}
COMPLEX_REPETITIVE = {
    "rate": Range(low=5, high=150, unit="Hz", source="WUSTLCRD"),
    "usual rate": Range(low=30, high=40, unit="Hz", source="WUSTLCRD"),
    "cv": Range(low=0.001, high=0.006, unit="", source="teaching value"),
    "run": Range(low=2, high=8, unit="s", source="teaching value"),
    "jump": Range(low=0.6, high=0.85, unit="", source="teaching value"),
    "fibres": Range(low=4, high=8, unit="", source="teaching value"),
    "spike duration": Range(low=1.2, high=2.4, unit="ms", source="teaching value"),
    "jitter": Range(low=0.002, high=0.02, unit="ms", source="Trontelj1983"),
    "size": Range(low=80, high=600, unit="uV", source="teaching value"),
}
END_PLATE = {
    "rate": Range(low=5, high=50, unit="Hz", source="teaching value"),
    "size": Range(low=60, high=250, unit="uV", source="teaching value"),
    "duration": Range(low=2, high=4, unit="ms", source="teaching value"),
    "noise size": Range(low=8, high=25, unit="uV", source="teaching value"),
    "noise rate": Range(low=80, high=250, unit="Hz", source="teaching value"),
}


def _slowing(rate_hz: float, per_ms: float, t_ms: float) -> float:
    """Return a rate that falls in a straight line, never below the slowest published."""
    return max(rate_hz * (1 - per_ms * t_ms), FIBRILLATION["rate"].low)


def _slowing_fibres(
    rng: Generator, duration_ms: float, ranges: dict[str, Range], shape: str
) -> list[Firing]:
    """Fire one or two fibres that slow steadily and may stop before the end."""
    firings = []
    for _ in range(ranges["fibres"].draw_count(rng)):
        rate_hz = ranges["rate"].draw_log(rng)
        stop_ms = duration_ms * (1.0 if rng.random() < 0.6 else float(rng.uniform(0.6, 1.0)))
        start_ms = float(rng.uniform(0, min(1000.0 / rate_hz, 0.3 * duration_ms)))
        rate = partial(_slowing, rate_hz, ranges["slowing"].draw(rng) / 10_000)
        times_ms = steady_train(rng, start_ms, stop_ms, rate, ranges["cv"].draw(rng))
        make = fibre_spike if shape == "spike" else positive_wave
        potential = make(ranges["duration"].draw(rng))
        sizes_uV = np.full(times_ms.size, ranges["size"].draw_log(rng))
        firings.append(Firing(potential=potential, times_ms=times_ms, sizes_uV=sizes_uV))
    return firings


def fire_fibrillation(rng: Generator, duration_ms: float) -> list[Firing]:
    """One or two denervated fibres: regular short spikes that slow."""
    return _slowing_fibres(rng, duration_ms, FIBRILLATION, "spike")


def fire_positive_waves(rng: Generator, duration_ms: float) -> list[Firing]:
    """One or two denervated fibres: regular positive sharp waves that slow."""
    return _slowing_fibres(rng, duration_ms, POSITIVE_WAVES, "wave")


def fire_myotonic(rng: Generator, duration_ms: float) -> list[Firing]:
    """One fibre whose rate and size wax and wane together."""
    low_hz, high_hz = MYOTONIC["rate"].low, MYOTONIC["rate"].high
    swing_hz = MYOTONIC["swing"].draw(rng)
    middle_hz = float(rng.uniform(low_hz + swing_hz + 2, high_hz - swing_hz - 2))
    cycle_ms = 1000 * MYOTONIC["cycle"].draw(rng)
    phase = float(rng.uniform(0, 2 * np.pi))
    run_ms = min(1000 * MYOTONIC["run"].draw(rng), 0.9 * duration_ms)
    start_ms = float(rng.uniform(0, duration_ms - run_ms))

    def wave(t_ms: float | FloatArray) -> FloatArray:
        return np.asarray(np.sin(2 * np.pi * t_ms / cycle_ms + phase))

    times_ms = steady_train(
        rng,
        start_ms,
        start_ms + run_ms,
        lambda t_ms: middle_hz + swing_hz * float(wave(t_ms)),
        MYOTONIC["cv"].draw(rng),
    )
    potential: Potential
    if rng.random() < 0.5:
        potential = fibre_spike(MYOTONIC["spike duration"].draw(rng))
    else:
        potential = positive_wave(MYOTONIC["wave duration"].draw(rng))
    since_ms = times_ms - start_ms
    fade = np.clip(np.minimum(since_ms, run_ms - since_ms) / 400 + 0.3, 0, 1)
    sizes_uV = MYOTONIC["size"].draw_log(rng) * fade * (0.65 + 0.35 * wave(since_ms))
    return [Firing(potential=potential, times_ms=times_ms, sizes_uV=sizes_uV)]


def fire_complex_repetitive(rng: Generator, duration_ms: float) -> list[Firing]:
    """Circuit of fibres: a fixed complex at a machine's pace, with at times a sudden jump."""
    usual = rng.random() < 0.5
    rate_hz = COMPLEX_REPETITIVE["usual rate" if usual else "rate"].draw_log(rng)
    run_ms = min(1000 * COMPLEX_REPETITIVE["run"].draw(rng), 0.95 * duration_ms)
    start_ms = float(rng.uniform(0, duration_ms - run_ms))
    jump = COMPLEX_REPETITIVE["jump"].draw(rng) if rng.random() < 0.3 else 1.0
    after_hz = max(rate_hz * jump, COMPLEX_REPETITIVE["rate"].low)
    jump_ms = run_ms * float(rng.uniform(0.3, 0.7))
    times_ms = steady_train(
        rng,
        start_ms,
        start_ms + run_ms,
        lambda t_ms: rate_hz if t_ms < jump_ms else after_hz,
        COMPLEX_REPETITIVE["cv"].draw(rng),
    )
    longest_ms = min(20.0, 600.0 / rate_hz)
    fibres = COMPLEX_REPETITIVE["fibres"].draw_count(rng)
    return complex_firings(
        rng,
        times_ms,
        duration_ms=float(rng.uniform(0.6, 1.0)) * longest_ms,
        n_spikes=min(fibres, max(3, int(longest_ms / 1.2))),
        size_uV=COMPLEX_REPETITIVE["size"].draw_log(rng),
        spike_ms=COMPLEX_REPETITIVE["spike duration"],
        jitter_ms=COMPLEX_REPETITIVE["jitter"].draw(rng),
    )


def fire_end_plate(rng: Generator, duration_ms: float) -> list[Firing]:
    """Needle at an end plate: irregular spikes that begin negative, often on a hiss."""
    spikes_ms = random_train(rng, 0, duration_ms, END_PLATE["rate"].draw_log(rng), 4.0)
    size_uV = END_PLATE["size"].draw_log(rng)
    spikes = Firing(
        potential=end_plate_spike(END_PLATE["duration"].draw(rng)),
        times_ms=spikes_ms,
        sizes_uV=size_uV * rng.uniform(0.85, 1.0, spikes_ms.size),
    )
    if rng.random() < 0.4:
        return [spikes]
    hiss_ms = random_train(rng, 0, duration_ms, END_PLATE["noise rate"].draw(rng), 0.0)
    hiss_uV = END_PLATE["noise size"].draw(rng) * rng.uniform(0.5, 1.5, hiss_ms.size)
    small = gaussian_potential([(0.0, 0.4, -1.0), (0.9, 0.5, -0.4)])
    return [spikes, Firing(potential=small, times_ms=hiss_ms, sizes_uV=hiss_uV)]
