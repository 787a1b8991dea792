from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from neuro_edu.errors import ParameterError
from neuro_edu.widgets.poll import PollView
from tests.widgets.example import QUESTIONS, Choice, options

ONE = [Choice("q", "single", "Which?", options(False, True, False))]
hands = st.lists(st.integers(0, 300), min_size=3, max_size=3)


def screen(poll: PollView) -> dict:
    return poll._shown


@settings(max_examples=30, deadline=None)
@given(first=hands.filter(any), second=hands)
def test_bars_are_the_shares_of_each_vote(first, second):
    poll = PollView(ONE)
    poll.count("q", first)
    poll.vote_again("q")
    poll.count("q", second)
    assert poll.votes == {"q": (tuple(first), tuple(second))}
    assert screen(poll)["totals"] == [sum(first), sum(second)]
    for i, option in enumerate(screen(poll)["options"]):
        assert option["hands"] == [first[i], second[i]]
        assert option["shares"][0] == pytest.approx(float(Fraction(first[i], sum(first))))
        expected = Fraction(second[i], sum(second)) if any(second) else 0
        assert option["shares"][1] == pytest.approx(float(expected))


def test_the_page_knows_what_is_right_only_when_the_answer_is_revealed():
    poll = PollView(ONE)
    poll.count("q", [1, 2, 3])
    poll.vote_again("q")
    for text in (str(screen(poll)), repr(poll), str(poll._repr_mimebundle_())):
        assert "because" not in text
        assert "right" not in text
    poll.reveal("q")
    assert [option["right"] for option in screen(poll)["options"]] == [False, True, False]
    assert [option["feedback"] for option in screen(poll)["options"]] == [
        "because 0",
        "because 1",
        "because 2",
    ]
    poll.restart("q")
    assert "because" not in str(screen(poll))
    assert poll.votes == {"q": ((0, 0, 0),)}


def test_a_second_vote_comes_after_a_first_and_before_the_answer():
    poll = PollView(ONE)
    with pytest.raises(ParameterError, match="after hands have been counted"):
        poll.vote_again("q")
    poll.count("q", [0, 4, 0])
    poll.vote_again("q")
    with pytest.raises(ParameterError, match="one second vote"):
        poll.vote_again("q")
    poll.reveal("q")
    with pytest.raises(ParameterError, match="nobody can vote now"):
        poll.count("q", [0, 4, 0])


@pytest.mark.parametrize(
    "wrong", [[1, 2], [1, 2, -1], [1, 2, 3.5], [1, 2, True], [1, 2, 10_000], []]
)
def test_hands_that_cannot_be_counted_are_refused_and_nothing_changes(wrong):
    poll = PollView(ONE)
    poll.count("q", [1, 2, 3])
    with pytest.raises(ParameterError, match="must be 3 whole numbers from 0 to 9999"):
        poll.count("q", wrong)
    assert poll.votes == {"q": ((1, 2, 3),)}


def test_a_message_of_the_page_that_cannot_be_followed_is_answered_in_words():
    poll = PollView(ONE)
    poll._on_message(None, {"do": "count", "question": "q", "hands": [1]}, [])
    assert "must be 3 whole numbers" in screen(poll)["error"]
    poll._on_message(None, {"do": "count", "question": "q", "hands": [5, 0, 0]}, [])
    assert screen(poll)["error"] == ""
    assert poll.votes["q"] == ((5, 0, 0),)
    poll._on_message(None, {"do": "show", "question": "q", "number": 2}, [])
    assert "between 1 and 1" in screen(poll)["error"]


def test_questions_keep_their_votes_while_others_are_shown():
    two = [*ONE, Choice("r", "single", "And?", options(True, False))]
    poll = PollView(two)
    poll.count("q", [3, 0, 0])
    poll.show(2)
    assert screen(poll)["stem"] == "And?"
    poll.count("r", [2, 2])
    poll.show(1)
    assert [option["hands"] for option in screen(poll)["options"]] == [[3], [0], [0]]


def test_only_questions_with_one_right_option_can_be_voted_on():
    with pytest.raises(ParameterError, match="not single"):
        PollView(QUESTIONS)
    with pytest.raises(ParameterError, match="different ids"):
        PollView(ONE * 2)
    with pytest.raises(ParameterError, match="there is no question 'x'"):
        PollView(ONE).reveal("x")
