"""The screen shows the trace where and as large as its divisions say."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from matplotlib.backends.backend_agg import FigureCanvasAgg

from neuro_edu.figures.emg_screen import Screen, consecutive_sweeps, volts
from neuro_edu.figures.emg_sweep import EmgSweepView
from tests.lessons.labs import cut_off, overlaps

RATE_HZ = 20_000.0


def screen(emg_uV, *, gain=100.0, speed=10.0, start_ms=0.0, **rest):
    emg_uV = np.asarray(emg_uV, dtype=np.float32)
    duration_ms = 1000.0 * emg_uV.size / RATE_HZ
    return Screen(
        emg_uV=emg_uV,
        sampling_rate_hz=RATE_HZ,
        uV_per_div=gain,
        ms_per_div=speed,
        sweeps_ms=consecutive_sweeps(start_ms, speed, duration_ms),
        **rest,
    )


def drawn(figure):
    """The sweeps as drawn, in divisions: one pair of arrays each."""
    (line,) = [one for one in figure.axes[0].lines if np.size(one.get_xdata()) > 2]
    x, y = line.get_data()
    gaps = np.flatnonzero(np.isnan(x))
    return [(x[a:b], y[a:b]) for a, b in zip([0, *(gaps[:-1] + 1)], gaps, strict=True) if b > a]


def pulse(at_ms, size_uV, duration_ms=600.0):
    trace = np.zeros(round(duration_ms * RATE_HZ / 1000.0))
    trace[round(at_ms * RATE_HZ / 1000.0)] = size_uV
    return trace


def plotted(shown):
    view = EmgSweepView()
    view.update(shown)
    return view.figure


@pytest.mark.parametrize(("speed", "row", "x"), [(5.0, 4, 7.4), (10.0, 2, 3.7), (50.0, 0, 4.74)])
def test_a_potential_stands_where_its_time_says(speed, row, x):
    sweeps = drawn(plotted(screen(pulse(237.0, -80.0), speed=speed)))
    heights = [np.ptp(y) for _, y in sweeps]
    assert np.argmax(heights) == row
    across, up = sweeps[row]
    assert across[np.argmax(up)] == pytest.approx(x, abs=0.01)


@pytest.mark.parametrize(
    ("size_uV", "gain", "divisions"), [(-80.0, 100.0, 0.8), (90.0, 200.0, -0.45)]
)
def test_a_negative_potential_goes_up_by_size_over_gain(size_uV, gain, divisions):
    (across, up), *_ = drawn(plotted(screen(pulse(30.0, size_uV), gain=gain)))
    base = np.median(up)
    assert base == pytest.approx(9.0)  # the middle of the uppermost of five sweeps
    assert up[np.argmax(np.abs(up - base))] - base == pytest.approx(divisions, abs=1e-6)
    assert 0.0 <= across.min() <= across.max() <= 10.0


def test_what_is_too_large_is_cut_off_inside_its_own_sweep_and_said():
    large = screen(pulse(30.0, 5000.0))
    assert large.is_cut_off
    figure = plotted(large)
    for number, (_, up) in enumerate(drawn(figure)):
        assert 8 - 2 * number < up.min() <= up.max() < 10 - 2 * number
    assert "cut off" in " ".join(t.get_text() for t in figure.axes[0].texts if t.get_visible())
    small = plotted(screen(pulse(30.0, 50.0)))
    assert "cut off" not in " ".join(t.get_text() for t in small.axes[0].texts if t.get_visible())


@settings(max_examples=40, deadline=None)
@given(
    start_ms=st.floats(0.0, 30_000.0),
    speed=st.sampled_from([5.0, 10.0, 20.0, 50.0, 100.0]),
    duration_ms=st.floats(100.0, 30_000.0),
)
def test_sweeps_follow_one_another_inside_the_trace(start_ms, speed, duration_ms):
    starts = consecutive_sweeps(start_ms, speed, duration_ms)
    assert 1 <= len(starts) <= 5
    np.testing.assert_allclose(np.diff(starts), 10 * speed, rtol=1e-9)
    assert 0 <= starts[0] <= start_ms
    assert starts[-1] < duration_ms
    # Nothing is left out at the end unless the screen is full.
    assert len(starts) == 5 or starts[-1] + 10 * speed >= duration_ms - 1e-6


def test_a_long_trace_is_thinned_without_losing_a_spike():
    rng = np.random.default_rng(3)
    trace = rng.normal(scale=3.0, size=100_000)
    for at in rng.integers(0, 100_000, size=40):
        trace[at] = rng.choice([-90.0, 90.0])
    sweeps = drawn(plotted(screen(trace, speed=100.0)))
    for number, (_, up) in enumerate(sweeps):
        row = trace[number * 20_000 : (number + 1) * 20_000]
        base = 9 - 2 * number
        assert (up - base).max() == pytest.approx(-row.min() / 100.0, abs=1e-6)
        assert (up - base).min() == pytest.approx(-row.max() / 100.0, abs=1e-6)


@pytest.mark.parametrize("gain", [20.0, 2000.0, 10_000.0])
@pytest.mark.parametrize(("speed", "start_ms"), [(5.0, 0.0), (100.0, 19_000.0)])
def test_labels_can_be_read(gain, speed, start_ms):
    trace = np.random.default_rng(1).normal(scale=gain, size=round(20 * RATE_HZ))
    figure = plotted(
        screen(trace, gain=gain, speed=speed, start_ms=start_ms, caption="Small foot muscle, 15 mm")
    )
    FigureCanvasAgg(figure).draw()
    assert cut_off(figure) == []
    assert overlaps(figure) == []
    said = " ".join(text.get_text() for text in figure.axes[0].texts)
    assert f"{speed:g} ms/div" in said
    assert f"{volts(gain)}/div" in said
    assert "negative is up" in said


@pytest.mark.parametrize(
    ("size_uV", "words"),
    [(43.21, "43.2 µV"), (999.0, "999 µV"), (1000.0, "1 mV"), (2550.0, "2.55 mV")],
)
def test_potentials_in_words(size_uV, words):
    assert volts(size_uV) == words
