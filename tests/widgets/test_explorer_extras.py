"""Sound, details, progress, actions and groups of an explorer, without a page."""

import io
import wave

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from ipywidgets.widgets import widget

from neuro_edu.errors import ParameterError
from neuro_edu.widgets import Control, Explorer, progress
from neuro_edu.widgets.progress import ProgressReport
from tests.widgets.example import (
    ALL_KINDS,
    CONTROLS,
    WaveView,
    describe_wave,
    simulate_wave,
    studio,
    tone,
    wave_explorer,
)


def sent_by(explorer: Explorer) -> list[tuple[dict, list]]:
    """List that fills with the messages to the page, and what they carry."""
    sent = []
    explorer.send = lambda content, buffers=None: sent.append((content, buffers or []))
    return sent


def ask(explorer: Explorer, **content) -> None:
    """What the page does when a button is pressed."""
    explorer._handle_custom_msg(content, [])


def dominant_rate_hz(wav: bytes) -> float:
    with wave.open(io.BytesIO(wav)) as file:
        samples = np.frombuffer(file.readframes(file.getnframes()), "<i2")
        return np.argmax(np.abs(np.fft.rfft(samples))) * file.getframerate() / len(samples)


@pytest.mark.parametrize("rate_hz", [0.5, 2.0, 20.0])
def test_the_page_hears_the_sound_of_the_picture(rate_hz):
    explorer = studio()
    sent = sent_by(explorer)
    explorer.set(rate_hz=rate_hz)
    ask(explorer, listen="ear")
    ((content, (wav,)),) = sent
    assert content == {"sound": "ear", "error": ""}
    assert dominant_rate_hz(wav) == pytest.approx(100 * rate_hz, abs=1)


def test_the_sound_is_made_when_it_is_asked_for_only():
    heard = []
    explorer = studio(lambda shown: heard.append(shown) or b"")
    explorer.set(rate_hz=5.0)
    ask(explorer, probe=True)
    assert heard == []
    ask(explorer, listen="ear")
    assert heard == [explorer.result]


@pytest.mark.parametrize(
    ("error", "text"),
    [
        (ParameterError("volume must lie between 0 and 1, got 2"), "volume must lie between 0 and"),
        (OSError("no ear"), "Something went wrong in the sound: OSError: no ear"),
    ],
)
def test_a_sound_that_fails_says_so_and_leaves_the_panel_alone(error, text):
    def fail(shown):
        raise error

    explorer = studio(fail)
    sent, before = sent_by(explorer), dict(explorer._shown)
    ask(explorer, listen="ear")
    ((content, buffers),) = sent
    assert content["error"].startswith(text)
    assert buffers == []
    assert explorer._shown == before


def test_a_silent_panel_offers_no_sound_and_answers_nothing():
    explorer = wave_explorer()
    sent = sent_by(explorer)
    ask(explorer, listen="ear")
    assert sent == []
    assert explorer._face["sound"] is False
    assert studio()._face["sound"] is True


def test_details_follow_the_picture_and_stay_out_of_the_one_line_of_text():
    explorer = studio()
    explorer.set(rate_hz=4.0)
    assert explorer._shown["details"][1:] == [["Rate", "4.0", "Hz"], ["Period", "250", "ms"]]
    data, _ = explorer._repr_mimebundle_()
    assert data["text/plain"] == "4.0 cycles in 1 s."
    assert "<table" not in data["text/html"]
    assert wave_explorer()._shown["details"] == []


class Clock:
    def __init__(self, monkeypatch):
        self.now_s = 100.0
        monkeypatch.setattr(progress.time, "monotonic", lambda: self.now_s)


@given(steps_s=st.lists(st.floats(0.001, 0.7), max_size=60))
def test_progress_waits_half_a_second_and_keeps_to_ten_messages_a_second(steps_s):
    with pytest.MonkeyPatch.context() as patch:
        clock = Clock(patch)
        start_s, times_s = clock.now_s, []
        report = ProgressReport(lambda message: times_s.append(clock.now_s))
        for step_s in steps_s:
            clock.now_s += step_s
            report(0.5)
        if times_s:
            assert times_s[0] >= start_s + 0.5
            assert np.all(np.diff(times_s) >= 0.1 - 1e-9)
        else:
            assert sum(steps_s) < 0.5 + 1e-9
        n_sent = len(times_s)
        report.close()
        assert len(times_s) == n_sent + (n_sent > 0)


@pytest.mark.parametrize("fails", [False, True])
def test_the_bar_goes_when_the_simulation_ends_however_it_ends(monkeypatch, fails):
    clock = Clock(monkeypatch)

    def simulate(rate_hz, progress):
        for fraction in (-0.1, 0.25, 1.5):
            clock.now_s += 0.6 if rate_hz > 2 else 0.0
            progress(fraction)
        if fails and rate_hz > 2:
            raise ParameterError("rate_hz is too much")
        return simulate_wave(rate_hz, 1, "#0072B2", False)

    explorer = Explorer(CONTROLS[:1], simulate, WaveView(), describe_wave, reports_progress=True)
    sent = sent_by(explorer)
    explorer.set_state({"_chosen": {"rate_hz": 3.0}})
    assert [content["progress"] for content, _ in sent] == [0.0, 0.25, 1.0, None]
    assert bool(explorer._shown["errors"]) is fails


def test_the_page_hears_of_the_first_picture_before_it_is_there(monkeypatch):
    clock = Clock(monkeypatch)
    seen = []

    def simulate(rate_hz, progress):
        for fraction in (0.2, 0.6):
            clock.now_s += 1.0
            progress(fraction)
        return simulate_wave(rate_hz, 1, "#0072B2", False)

    monkeypatch.setattr(
        Explorer,
        "send",
        lambda self, content: seen.append((content, self._face["title"], "picture" in self._shown)),
    )
    panel = Explorer(
        CONTROLS[:1], simulate, WaveView(), describe_wave, title="Slow", reports_progress=True
    )
    assert seen == [({"progress": value}, "Slow", False) for value in (0.2, 0.6, None)]
    assert panel._shown["picture"] == 1


def panels_open() -> int:
    """How many panels the kernel holds for the page."""
    return sum(isinstance(held, Explorer) for held in widget._instances.values())


@pytest.mark.parametrize("error", [ParameterError("rate_hz is bad"), KeyboardInterrupt()])
def test_a_panel_without_a_first_picture_leaves_nothing_on_the_page(error):
    def fail(rate_hz):
        raise error

    before = panels_open()
    with pytest.raises(type(error)):
        Explorer(CONTROLS[:1], fail, WaveView(), describe_wave)
    assert panels_open() == before


def test_a_view_may_be_made_from_the_first_result_and_is_made_once():
    firsts = []

    def make(first):
        firsts.append(first)
        return WaveView((4, 2))

    panel = Explorer(
        CONTROLS[:1],
        lambda rate_hz: simulate_wave(rate_hz, 1, "#0072B2", False),
        make,
        describe_wave,
    )
    first = panel.result
    panel.set(rate_hz=5.0)
    assert firsts == [first]
    assert (panel._face["width"], panel._face["height"]) == (400, 200)


def test_an_action_counts_its_presses_and_can_be_reset():
    explorer = studio()
    for presses in (1, 2, 3):
        explorer.set_state({"_chosen": {**explorer._chosen, "seed": 1 + presses}})
        assert explorer.finding == f"{2.0 + presses:.1f} cycles in 1 s."
    explorer.set(seed=1)
    assert explorer.finding == "2.0 cycles in 1 s."


@pytest.mark.parametrize("value", [1.5, "1", True, None])
def test_an_action_takes_whole_numbers_only(value):
    with pytest.raises(ParameterError, match=r"seed must be a whole number, got "):
        studio().set(seed=value)
    with pytest.raises(ParameterError, match=r"seed must be a whole number, got "):
        Control(name="seed", label="New record", value=value, kind="action")


def test_the_page_is_told_which_controls_stand_together():
    groups = [control["group"] for control in studio()._face["controls"]]
    assert groups == [control.group for control in ALL_KINDS]
    assert {control["group"] for control in wave_explorer()._face["controls"]} == {""}


def test_the_toy_sounds_as_its_wave():
    assert dominant_rate_hz(tone(simulate_wave(3.0, 1, "#0072B2", False))) == 300
