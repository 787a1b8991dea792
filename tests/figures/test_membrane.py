"""The membrane figure can be read, and its sentence counts what the trace itself shows."""

import re
from itertools import combinations

import numpy as np
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.text import Text

from neuro_edu.figures.membrane import describe_membrane, plot_membrane
from neuro_edu.figures.style import BLUE
from neuro_edu.simulation.nerve.axon import simulate_axon
from neuro_edu.simulation.nerve.parameters import HEALTHY_AXON, NEUROMYOTONIC_AXON, Stimulus

DURATION_MS = 150.0
HEALTHY = simulate_axon(HEALTHY_AXON, duration_ms=DURATION_MS)
RESULTS = {
    "too weak a shock": simulate_axon(
        HEALTHY_AXON, Stimulus(amplitude_pA=10.0), duration_ms=DURATION_MS
    ),
    "healthy": HEALTHY,
    "neuromyotonic": simulate_axon(NEUROMYOTONIC_AXON, duration_ms=DURATION_MS),
    "held depolarised": simulate_axon(
        NEUROMYOTONIC_AXON, Stimulus(onsets_ms=(140.0,), hold_pA=100.0), duration_ms=DURATION_MS
    ),
}


def upstrokes_ms(result):
    """Times at which the sampled node potential rises through -20 mV: a count of our own."""
    above = result.V_node_mV > -20.0
    return result.t_ms[1:][above[1:] & ~above[:-1]]


def drawn_texts(figure):
    """Every text that is drawn as (text, extent in pixels), and the size of the canvas."""
    canvas = FigureCanvasAgg(figure)
    canvas.draw()
    shown = []
    for axes in figure.axes:
        ticks = [*axes.xaxis.get_major_ticks(), *axes.yaxis.get_major_ticks()]
        # Ticks outside the limits have labels too, which matplotlib does not draw.
        unseen = {label for tick in ticks for label in (tick.label1, tick.label2)} - {
            tick.label1
            for axis in (axes.xaxis, axes.yaxis)
            for tick in axis.get_major_ticks()
            if min(axis.get_view_interval()) <= tick.get_loc() <= max(axis.get_view_interval())
        }
        for text in axes.findobj(Text):
            if text.get_visible() and text.get_text().strip() and text not in unseen:
                shown.append((text.get_text(), text.get_window_extent()))
    return shown, canvas.get_width_height()


def covering_pairs(figure):
    shown, _ = drawn_texts(figure)
    return [
        (one, other)
        for (one, box), (other, other_box) in combinations(shown, 2)
        if box.overlaps(other_box)
    ]


@pytest.mark.parametrize("name", RESULTS)
def test_every_text_lies_inside_the_figure(name):
    shown, (width, height) = drawn_texts(plot_membrane(RESULTS[name], HEALTHY))
    assert len(shown) > 15
    for text, box in shown:
        assert box.x0 >= 0, text
        assert box.y0 >= 0, text
        assert box.x1 <= width, text
        assert box.y1 <= height, text


@pytest.mark.parametrize("name", RESULTS)
def test_no_text_covers_another(name):
    assert covering_pairs(plot_membrane(RESULTS[name], HEALTHY)) == []


def test_axes_name_their_quantity_and_unit():
    spikes, node, internode = plot_membrane(HEALTHY, HEALTHY).axes
    assert spikes.get_title(loc="left") == "Spikes"
    assert node.get_ylabel() == internode.get_ylabel() == "Potential (mV)"
    assert internode.get_xlabel() == "Time (ms)"
    assert all(axes.get_xlim() == (0.0, DURATION_MS) for axes in (spikes, node, internode))


@pytest.mark.parametrize("name", RESULTS)
def test_the_traces_are_the_arrays_of_the_result_and_leave_them_alone(name):
    result = RESULTS[name]
    before = [array.copy() for array in (result.t_ms, result.V_node_mV, result.V_internode_mV)]
    figure = plot_membrane(result, HEALTHY)
    drawn_texts(figure)
    _, node, internode = figure.axes
    after = (result.t_ms, result.V_node_mV, result.V_internode_mV)
    for was, is_now in zip(before, after, strict=True):
        np.testing.assert_array_equal(was, is_now)
    for axes, potential_mV in ((node, before[1]), (internode, before[2])):
        (line,) = [one for one in axes.lines if one.get_color() == BLUE and one.get_xdata().size]
        np.testing.assert_array_equal(line.get_xdata(), before[0])
        np.testing.assert_array_equal(line.get_ydata(), potential_mV)


def test_no_trace_leaves_its_axes():
    for result in RESULTS.values():
        _, node, internode = plot_membrane(result, HEALTHY).axes
        for axes, trace_mV in ((node, result.V_node_mV), (internode, result.V_internode_mV)):
            low, high = axes.get_ylim()
            assert low < trace_mV.min()
            assert trace_mV.max() < high


@pytest.mark.parametrize(("name", "n"), [("too weak a shock", 0), ("healthy", 1)])
def test_none_or_one_spike_in_words(name, n):
    result = RESULTS[name]
    assert len(upstrokes_ms(result)) == n
    sentence = describe_membrane(result)
    assert sentence.startswith("With 100 % of its Kv1 channels, ")
    assert re.search(rf"\b{n} spikes?\b", sentence)


def test_a_group_in_words_says_what_the_trace_shows():
    result = RESULTS["neuromyotonic"]
    times_ms = upstrokes_ms(result)
    assert times_ms.size > 2
    span_ms = np.ptp(times_ms)
    said = re.search(r"(\d+) spikes within ([\d.]+) ms, at (\d+) Hz", describe_membrane(result))
    assert said is not None
    n_spikes, duration_ms, rate_hz = map(float, said.groups())
    assert n_spikes == times_ms.size
    assert duration_ms == pytest.approx(span_ms, abs=0.1)  # rounded, and sampled at 0.04 ms
    # n spikes make n - 1 intervals.
    assert rate_hz == pytest.approx(1000 * (times_ms.size - 1) / span_ms, rel=0.01)
    assert "10 % of its Kv1" in describe_membrane(result)


def test_an_axon_that_fires_before_its_stimulus_is_said_to_fire_by_itself():
    result = RESULTS["held depolarised"]
    times_ms = upstrokes_ms(result)
    assert times_ms[0] < result.stimulus.onsets_ms[0]
    sentence = describe_membrane(result)
    assert "fires by itself" in sentence
    assert f"{times_ms.size} spikes in 150 ms" in sentence


def test_both_changed_channels_are_named():
    changed = NEUROMYOTONIC_AXON.replace(kv7_fraction=0.5)
    sentence = describe_membrane(simulate_axon(changed, duration_ms=DURATION_MS))
    assert sentence.startswith("With 10 % of its Kv1 and 50 % Kv7, ")


def test_an_axon_that_stays_depolarised_is_said_to_be_blocked():
    # Held by a strong current, sodium channels stay inactivated: one upstroke, then none.
    held = Stimulus(onsets_ms=(5.0,), width_ms=500.0, amplitude_pA=3000.0)
    result = simulate_axon(HEALTHY_AXON, held, duration_ms=DURATION_MS)
    assert result.V_node_mV[-500:].min() > -45.0
    sentence = describe_membrane(result)
    assert "depolarisation block" in sentence
    assert f"stuck at {result.V_node_mV[-1]:.0f} mV" in sentence
