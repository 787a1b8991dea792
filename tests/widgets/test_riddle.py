"""Riddles without a page: what is told when, what is counted, what survives an error."""

import base64
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from neuro_edu.errors import ParameterError
from neuro_edu.widgets import Riddle
from tests.widgets.example import (
    SPEEDS,
    WaveView,
    explain_speed,
    simulate_wave,
    speed_of,
    speed_riddle,
)

NAMES = tuple(SPEEDS)


def press(riddle, **content):
    """What the page does when Answer or Next is pressed."""
    riddle._handle_custom_msg({"riddle": riddle.number, **content}, [])


def test_before_an_answer_the_page_knows_the_same_whatever_it_is():
    def page_of(name):
        state = speed_riddle((name,)).get_state()
        state["_shown"] = {key: value for key, value in state["_shown"].items() if key != "png"}
        return json.dumps({key: state[key] for key in ("_face", "_shown", "_chosen", "_riddle")})

    assert page_of("slow") == page_of("fast")


def test_the_picture_alone_differs():
    slow, fast = speed_riddle(("slow",)), speed_riddle(("fast",))
    assert slow._shown["png"] != fast._shown["png"]


@pytest.mark.parametrize("how", [Riddle.answer, lambda riddle, name: press(riddle, answer=name)])
@pytest.mark.parametrize("chosen", NAMES)
def test_an_answer_is_told_and_explained(how, chosen):
    riddle = speed_riddle(("fast",))
    how(riddle, chosen)
    told = riddle._riddle["answered"]
    assert (told["chosen"], told["truth"]) == (chosen, "fast")
    assert told["right"] is (chosen == "fast")
    assert told["mark"] == ("✓ Right" if chosen == "fast" else "✗ Not quite: Fast waves")
    assert told["explanation"] == explain_speed(riddle.result, chosen)
    assert riddle.score == (int(chosen == "fast"), 1)


@settings(max_examples=8, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(NAMES), st.sampled_from(NAMES)), min_size=1, max_size=8))
def test_the_score_counts_every_answer_by_what_it_was(rounds):
    riddle = speed_riddle(tuple(truth for truth, _ in rounds))
    for truth, chosen in rounds:
        assert speed_of(riddle.result) == truth
        assert riddle.answer(chosen) is (truth == chosen)
        riddle.next_riddle()
    right = sum(truth == chosen for truth, chosen in rounds)
    assert riddle._riddle["score"] == f"{right} of {len(rounds)} right"
    for name in NAMES:
        asked = [chosen == name for truth, chosen in rounds if truth == name]
        assert riddle.score_by_type.get(name, (0, 0)) == (sum(asked), len(asked))
    table = {row[0]: (int(row[1]), int(row[2])) for row in riddle._riddle["by_type"][1:]}
    assert table == {f"{name.title()} waves": n for name, n in riddle.score_by_type.items()}


def test_the_next_riddle_starts_afresh_in_one_message():
    riddle = speed_riddle(("fast", "slow"))
    riddle.set(colour="#D55E00")
    riddle.answer("slow")
    sent = []
    riddle._send = lambda message, buffers=None: sent.append(message)
    press(riddle, next=True)
    assert len(sent) == 1
    assert riddle.number == 2
    assert riddle.result.rate_hz == SPEEDS["slow"]
    assert riddle.values == riddle._chosen == {"colour": "#0072B2"}
    assert riddle._riddle["answered"] is None
    assert riddle.score == (0, 1)


def test_controls_do_not_change_what_it_is_nor_the_answer_given():
    riddle = speed_riddle(("fast", "slow"))
    riddle.answer("slow")
    riddle.set(colour="#D55E00")
    assert riddle.number == 1
    assert riddle.result.rate_hz == SPEEDS["fast"]
    assert riddle._riddle["answered"]["truth"] == "fast"


def test_a_riddle_is_answered_once_and_by_an_option():
    riddle = speed_riddle()
    with pytest.raises(ParameterError, match=r"^there is no option 'wavy'; there are slow, mid"):
        riddle.answer("wavy")
    riddle.answer("slow")
    with pytest.raises(ParameterError, match=r"^riddle 1 was answered before"):
        riddle.answer("fast")
    assert riddle.score == (0, 1)


def test_a_second_click_that_was_sent_before_the_first_was_answered_is_not_heard():
    riddle = speed_riddle()
    riddle.answer("fast")
    for _ in range(2):
        riddle._handle_custom_msg({"riddle": 1, "next": True}, [])
    assert riddle.number == 2


def test_the_hook_hears_every_answer():
    heard = []
    riddle = speed_riddle(("fast", "slow"), lambda *answer: heard.append(answer))
    riddle.answer("fast")
    riddle.next_riddle()
    press(riddle, answer="middling")
    assert heard == [(1, "fast", True), (2, "middling", False)]


def test_a_hook_that_fails_is_reported_and_the_answer_counts():
    def fail(*answer):
        raise OSError("disk full")

    riddle = speed_riddle(("fast",), fail)
    assert riddle.answer("fast") is True
    assert riddle._riddle["problem"] == (
        "Something went wrong in keeping this answer: OSError: disk full"
    )
    assert riddle._riddle["score"] == "1 of 1 right"
    riddle.next_riddle()
    assert riddle._riddle["problem"] == ""


def bad_riddle(**changes):
    def simulate(number, **_):
        if number == 2:
            raise ParameterError("number must not be 2")
        return simulate_wave(SPEEDS["fast"], 1, "#0072B2", False)

    options = [(name, name) for name in NAMES]
    wanted = {"options": options, "truth": speed_of, "explain": explain_speed, **changes}
    return Riddle([], simulate, WaveView(), lambda _: "Waves.", title="Bad", **wanted)


def test_an_explanation_that_fails_counts_nothing_and_is_shown_each_time():
    riddle = bad_riddle(explain=lambda result, chosen: 1 / 0)
    heard = []
    for _ in range(2):
        press(riddle, answer="slow")
        assert riddle._riddle["problem"].startswith("Something went wrong in this riddle: ZeroDiv")
        heard.append(riddle._riddle)
    assert heard[0] != heard[1]  # or no message would go to the page that waits
    assert riddle.score == (0, 0)
    assert riddle._riddle["answered"] is None


def test_a_riddle_that_cannot_be_made_is_passed_over():
    riddle = bad_riddle()
    riddle.answer("fast")
    press(riddle, next=True)
    assert riddle._riddle["problem"] == "number must not be 2"
    assert riddle.number == 1
    assert riddle._riddle["answered"]["right"] is True
    press(riddle, next=True)
    assert riddle.number == 3
    assert riddle._riddle["problem"] == ""


@pytest.mark.parametrize(
    "options", [[], [("a", "A")], [("a", "A"), ("a", "B"), ("c", "C")], [("a", "A"), ("a", "B")]]
)
def test_options_must_be_several_and_different(options):
    with pytest.raises(ParameterError, match=r"^options must be two or more with different ids"):
        bad_riddle(options=options)


def test_stored_form_is_the_first_picture_the_neutral_sentence_and_the_options():
    riddle = speed_riddle()
    data, _ = riddle._repr_mimebundle_()
    assert data["text/plain"].splitlines() == [
        "Waves in a record of 1 s.",
        "Which waves are these?",
        "  ( ) Slow waves",
        "  ( ) Middling waves",
        "  ( ) Fast waves",
    ]
    assert base64.b64encode(riddle._shown["png"]).decode() in data["text/html"]
    assert 'alt="Waves in a record of 1 s."' in data["text/html"]


def test_a_riddle_answers_a_probe_with_silence_and_plays_its_sound():
    riddle = speed_riddle()
    sent = []
    riddle.send = lambda content, buffers=None: sent.append(content)
    riddle._handle_custom_msg({"probe": True}, [])
    riddle._handle_custom_msg({"listen": "ear"}, [])
    assert sent == [{"sound": "ear", "error": ""}]
