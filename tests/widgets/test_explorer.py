import base64
import random
import re
import sys
import threading

import pytest

from neuro_edu.errors import ParameterError
from neuro_edu.widgets import Control, Explorer
from tests.widgets.example import CONTROLS, WaveView, describe_wave, simulate_wave, wave_explorer

STILL = r'<img src="data:image/png;base64,(.+?)" alt="(.+?)" width="(\d+)" height="(\d+)">'
START = {control.name: control.value for control in CONTROLS}


def move(explorer, **values):
    """What the page does when a control is moved."""
    explorer.set_state({"_chosen": {**explorer._chosen, **values}})


def test_starts_with_a_picture_of_the_starting_values():
    explorer = wave_explorer()
    assert explorer.values == START
    assert explorer.result.rate_hz == 2.0
    assert explorer.finding == repr(explorer) == "2.0 cycles in 1 s."
    assert explorer._shown["png"].startswith(b"\x89PNG")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("rate_hz", 0.5),
        ("rate_hz", 20.0),
        ("colour", "#0072B2"),
        ("colour", "#D55E00"),
        ("limited", True),
        ("limited", False),
        ("repeats", 1),
        ("repeats", 4),
    ],
)
@pytest.mark.parametrize("how", [Explorer.set, move])
def test_every_control_to_both_ends(how, name, value):
    explorer = wave_explorer()
    how(explorer, **{name: value})
    assert explorer.values == {**START, name: value}
    assert explorer._chosen == explorer.values
    assert explorer._shown["errors"] == {}
    assert explorer._shown["problem"] == ""
    assert explorer._shown["finding"] == describe_wave(explorer.result)


def test_simulation_gets_the_kind_of_number_that_the_control_declares():
    got = {}

    def remember(**values):
        got.update(values)
        return simulate_wave(**values)

    explorer = wave_explorer(remember)
    move(explorer, rate_hz=3, repeats=2)  # JSON knows no 3.0
    assert type(got["rate_hz"]) is float
    assert type(got["repeats"]) is int


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"rate_hz": 21.0}, "rate_hz must lie between 0.5 and 20 Hz, got 21 Hz"),
        ({"rate_hz": float("nan")}, "rate_hz must lie between 0.5 and 20 Hz, got nan Hz"),
        ({"rate_hz": "fast"}, "rate_hz must be a number from 0.5 to 20 Hz, got 'fast'"),
        ({"repeats": 1.5}, "repeats must be a whole number from 1 to 5, got 1.5"),
        ({"colour": "green"}, "colour must be '#0072B2' or '#D55E00', got 'green'"),
        ({"limited": 1}, "limited must be True or False, got 1"),
        ({"pitch": 1.0}, "there is no control 'pitch'; there are rate_hz, repeats, colour"),
        ({"limited": True, "rate_hz": 15.0}, "rate_hz must be at most 10 Hz when limited"),
    ],
)
def test_a_refused_value_raises_in_python_and_changes_nothing(values, message):
    explorer = wave_explorer()
    before = (explorer.values, explorer.result, dict(explorer._shown))
    with pytest.raises(ParameterError) as caught:
        explorer.set(**values)
    assert str(caught.value).startswith(message)
    assert (explorer.values, explorer.result, explorer._shown) == before
    assert explorer._chosen == START


def test_a_refused_value_is_explained_beside_its_control_and_the_picture_stays():
    explorer = wave_explorer()
    good = explorer._shown["png"]
    move(explorer, rate_hz=15.0)
    newer = explorer._shown["png"]
    assert newer != good
    move(explorer, limited=True)
    assert list(explorer._shown["errors"]) == ["rate_hz"]
    assert "at most 10 Hz" in explorer._shown["errors"]["rate_hz"]
    assert explorer._shown["png"] == newer
    assert explorer.values["limited"] is False
    move(explorer, limited=False)
    assert explorer._shown["errors"] == {}


def test_any_other_error_is_shown_and_the_panel_stays_alive():
    explorer = wave_explorer()
    move(explorer, repeats=5)
    assert explorer._shown["problem"] == (
        "Something went wrong in the simulation: ZeroDivisionError: five is too many"
    )
    assert explorer.finding == "2.0 cycles in 1 s."
    move(explorer, repeats=2, rate_hz=4.0)
    assert explorer._shown["problem"] == ""
    assert explorer.finding == "4.0 cycles in 1 s."


def test_an_error_of_no_control_is_shown_for_the_whole_panel():
    def refuse_low(rate_hz):
        if rate_hz < 2:
            raise ParameterError("the record must hold a whole cycle")
        return simulate_wave(rate_hz, 1, "#0072B2", False)

    explorer = Explorer(CONTROLS[:1], refuse_low, WaveView(), describe_wave)
    move(explorer, rate_hz=1.0)
    assert explorer._shown["errors"] == {}
    assert explorer._shown["problem"] == "the record must hold a whole cycle"


def test_the_page_is_told_which_values_are_pictured_and_which_were_asked_for():
    explorer = wave_explorer()
    assert explorer._shown["values"] == explorer._shown["asked"] == START
    move(explorer, rate_hz=15.0)
    pictured = {**START, "rate_hz": 15.0}
    assert explorer._shown["values"] == explorer._shown["asked"] == pictured
    move(explorer, limited=True)  # refused
    assert explorer._shown["values"] == pictured
    assert explorer._shown["asked"] == explorer._chosen == {**pictured, "limited": True}
    move(explorer, limited=False, repeats=5)  # fails
    assert explorer._shown["values"] == pictured
    assert explorer._shown["asked"] == explorer._chosen == {**pictured, "repeats": 5}
    explorer.set(repeats=2)
    assert explorer._shown["values"] == explorer._shown["asked"] == explorer._chosen


def test_a_value_that_changes_nothing_in_the_picture_is_answered_too():
    explorer = wave_explorer()
    sent = []
    explorer._send = lambda message, buffers=None: sent.append(message)
    move(explorer, repeats=2)
    assert len(sent) == 1


def test_python_can_recover_a_panel_that_shows_an_error():
    explorer = wave_explorer()
    move(explorer, repeats=5)
    explorer.set(rate_hz=7.0)
    assert explorer._shown["problem"] == ""
    assert explorer._chosen == explorer.values == {**START, "rate_hz": 7.0}


def test_an_update_is_one_message():
    explorer = wave_explorer()
    sent = []
    explorer._send = lambda message, buffers=None: sent.append(message)
    move(explorer, rate_hz=3.0)
    assert len(sent) == 1
    assert list(sent[0]["state"]) == ["_shown"]
    explorer.set(rate_hz=4.0)
    assert len(sent) == 2
    assert set(sent[1]["state"]) == {"_shown", "_chosen"}


def test_stored_form_is_a_still_picture_and_the_finding():
    explorer = wave_explorer()
    data, _ = explorer._repr_mimebundle_()
    assert data["text/plain"] == "2.0 cycles in 1 s."
    still = re.fullmatch(STILL, data["text/html"])
    assert base64.b64decode(still[1]) == explorer._shown["png"]
    assert still.groups()[1:] == ("2.0 cycles in 1 s.", "500", "300")
    assert data["application/vnd.jupyter.widget-view+json"]["model_id"] == explorer.model_id


def test_threads_leave_one_consistent_state():
    explorer = wave_explorer()
    rates_hz = [float(rate) for rate in range(1, 9)]
    start = threading.Barrier(4)
    failures = []

    def work(seed):
        order = random.Random(seed).sample(rates_hz, len(rates_hz))
        start.wait()
        try:
            for rate_hz in order:
                (explorer.set if seed % 2 else lambda **v: move(explorer, **v))(rate_hz=rate_hz)
        except Exception as error:
            failures.append(error)

    threads = [threading.Thread(target=work, args=(seed,)) for seed in range(4)]
    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-5)
    try:
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(60)
    finally:
        sys.setswitchinterval(interval)
    assert failures == []
    assert explorer._chosen == explorer.values
    assert explorer.result.rate_hz == explorer.values["rate_hz"]
    expected = wave_explorer()
    expected.set(rate_hz=explorer.result.rate_hz)
    assert {**explorer._shown, "picture": 2} == expected._shown


def test_simulations_of_one_panel_never_overlap():
    inside, worst = [], []

    def watched(**values):
        inside.append(1)
        worst.append(len(inside))
        threading.Event().wait(0.005)
        inside.pop()
        return simulate_wave(**values)

    explorer = wave_explorer(watched)
    threads = [
        threading.Thread(target=move, args=(explorer,), kwargs={"rate_hz": rate})
        for rate in (3.0, 4.0, 5.0, 6.0)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert max(worst) == 1
    explorer.set(rate_hz=9.0)
    assert explorer.result.rate_hz == 9.0


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"value": 3.0}, "rate must lie between 0 and 1"),
        ({"low": 1.0, "high": 0.0}, "rate needs low < high"),
        ({"step": 0.0}, "rate needs low < high and a step above 0"),
        ({"kind": "choice", "value": "x", "options": (("y", "Y"),)}, "rate must be 'y', got 'x'"),
    ],
)
def test_a_control_that_cannot_show_its_value_is_refused(changes, message):
    with pytest.raises(ParameterError) as caught:
        Control(**{"name": "rate", "label": "Rate", "value": 0.5, **changes})
    assert str(caught.value).startswith(message)


@pytest.mark.parametrize(
    ("step", "decimals"), [(1, 0), (5, 0), (0.5, 1), (0.1, 1), (0.05, 2), (0.01, 2), (0.001, 3)]
)
def test_readout_tells_neighbouring_steps_apart(step, decimals):
    control = Control(name="rate", label="Rate", value=0.0, low=0.0, high=10.0, step=step)
    assert control.decimals == decimals
    shown = {f"{k * step:.{control.decimals}f}" for k in range(20)}
    assert len(shown) == 20
