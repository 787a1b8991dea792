"""The measure of how hard a text is to read is that of its author (LIX, Björnsson 1968)."""

import pytest

from tools.prose import measure, plain


def test_an_example_by_hand():
    # Ten words in two sentences, two of them of more than six letters: 10 / 2 + 100 * 2 / 10.
    text = "The nerve fires again. Its channels are shut for milliseconds."
    assert measure(text) == (10, 2, pytest.approx(25.0))


def test_words_of_six_letters_are_short_and_of_seven_long():
    assert measure("muscle muscle.")[2] == pytest.approx(2.0)
    assert measure("muscles muscle.")[2] == pytest.approx(52.0)


def test_no_words_have_no_measure():
    assert measure("12 %\n* 3.") == (0, 0, 0.0)


def test_tables_code_addresses_and_citations_are_no_prose():
    text = "## A *nerve*\n| a | table |\nsee [here](https://example.org) `code` (Hart 2002)."
    assert plain(text).split() == ["A", "nerve", "see", "here", "."]
