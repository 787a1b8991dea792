"""The listening test is the same for everybody, balanced, fair, and gives nothing away."""

import io
import re
from collections import Counter
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.io import wavfile

from neuro_edu.errors import ParameterError
from neuro_edu.lessons import listening_test
from neuro_edu.lessons.activities import LISTENING
from neuro_edu.lessons.listening_test import (
    VOLUNTARY,
    describe_unknown,
    discharge_of,
    discharge_options,
    explain_unknown,
    make_unknown,
)
from neuro_edu.progress import my_progress
from neuro_edu.simulation.synthetic.catalogue import DISCHARGES

MACHINE = {"gain": "fitting", "speed": "100", "show_from_s": 0.0}


def unknown(number):
    return make_unknown(number=number, **MACHINE)


def test_any_block_of_sixteen_holds_every_discharge_once():
    assert len(DISCHARGES) == 16
    for block in range(50):
        numbers = range(16 * block + 1, 16 * block + 17)
        assert Counter(map(discharge_of, numbers)) == Counter(dict.fromkeys(DISCHARGES, 1))


@settings(max_examples=60, deadline=None)
@given(first=st.integers(1, 900_000))
def test_no_sixteen_in_a_row_hold_one_of_them_more_than_twice(first):
    counted = Counter(discharge_of(number) for number in range(first, first + 16))
    assert max(counted.values()) <= 2
    assert len(counted) >= 8


def test_what_comes_next_cannot_be_told_from_what_came_before():
    order = [discharge_of(number) for number in range(1, 1601)]
    # Neither position in the block nor the discharge before says what comes.
    for place in range(16):
        assert len(set(order[place::16])) > 10
    after = Counter(pairwise(order))
    assert max(after.values()) < 25  # 6.7 expected of each pair of two hundred and fifty-six
    assert len(after) > 200


def test_the_same_number_is_the_same_riddle_and_another_is_not():
    first, second = unknown(5), listening_test()
    for _ in range(4):
        second.next_riddle()
    np.testing.assert_array_equal(first.trace.emg_uV, second.result.trace.emg_uV)
    assert first.truth == second.result.truth
    assert not np.array_equal(first.trace.emg_uV, unknown(6).trace.emg_uV)


@pytest.mark.parametrize("number", range(1, 17))
def test_numbers_measured_on_the_trace_support_the_answer(number):
    riddle = unknown(number)
    ids = dict(discharge_options())
    assert riddle.truth in ids
    assert riddle.measured.discharge == riddle.truth
    right = explain_unknown(riddle, riddle.truth)
    assert not right.startswith("Right.")
    for reason in riddle.measured.reasons:
        assert reason.replace(" uV", " µV") in right
    for wrong in ids:
        if wrong != riddle.truth:
            said = explain_unknown(riddle, wrong)
            assert said.endswith(right)
            assert len(said) > len(right) + 20
            # What the wrong name would be like must not run into what was heard.
            assert ids[riddle.truth][1:] in said.removesuffix(right)


@pytest.mark.parametrize("number", range(1, 33))
def test_nothing_before_the_answer_names_the_discharge(number):
    said = describe_unknown(unknown(number)).lower() + unknown(number).screen.caption
    words = {word for known in DISCHARGES.values() for word in re.findall(r"\w{6,}", known.title)}
    for word in words - {"discharge", "discharges", "motor", "units"}:
        assert word.lower() not in said
    assert repr(unknown(number).trace).find(unknown(number).trace.made_by) == -1


def test_the_sentence_gives_what_anybody_can_measure():
    riddle = unknown(3)
    said = describe_unknown(riddle)
    size = float(np.ptp(riddle.trace.emg_uV))
    found = re.search(r"largest swing is ([\d.]+) (µV|mV)", said)
    assert found is not None
    assert float(found[1]) * (1000 if found[2] == "mV" else 1) == pytest.approx(size, rel=0.01)


@pytest.mark.parametrize(("show_from_s", "said"), [(0.0, "0.0 to 5.0 s"), (5.0, "5.0 to 10.0 s")])
def test_the_sentence_says_which_half_of_the_trace_is_on_the_screen(show_from_s, said):
    # Five sweeps of ten squares of 100 ms are five seconds of the ten.
    riddle = make_unknown(number=1, **MACHINE | {"show_from_s": show_from_s})
    assert said in describe_unknown(riddle)


def test_effort_and_stiff_person_are_one_answer_with_the_reason():
    number = next(n for n in range(1, 17) if discharge_of(n) == "stiff_person")
    riddle = unknown(number)
    assert riddle.truth == "voluntary"
    assert dict(discharge_options())["voluntary"] == VOLUNTARY
    assert "antagonist" in explain_unknown(riddle, "voluntary")


def test_the_panel_counts_by_type_and_takes_the_next():
    panel = listening_test()
    truth = panel.result.truth
    assert panel.answer(truth)
    assert panel.score == (1, 1)
    assert panel.score_by_type == {truth: (1, 1)}
    panel.next_riddle()
    assert panel.number == 2
    wrong = next(id_ for id_, _ in discharge_options() if id_ != panel.result.truth)
    assert not panel.answer(wrong)
    assert panel.score == (1, 2)


def test_the_sound_is_the_whole_trace():
    panel = listening_test()
    rate_hz, samples = wavfile.read(io.BytesIO(panel._sound(panel.result)))
    assert samples.size / rate_hz == pytest.approx(10.0, abs=1e-3)


@pytest.mark.parametrize("number", [0, 1.5, 2_000_000])
def test_a_number_that_is_none_is_refused(number):
    with pytest.raises(ParameterError, match="number must"):
        discharge_of(number)


def test_answers_are_kept_by_what_the_discharge_really_was():
    panel = listening_test()
    wrong = next(id_ for id_, _ in discharge_options() if id_ != panel.result.truth)
    first = panel.result.truth
    panel.answer(wrong)
    while panel.result.trace.made_by != "stiff_person":
        panel.next_riddle()
    panel.answer("voluntary")
    kept = my_progress().records()[LISTENING]
    assert set(kept) == {first, "voluntary"}
    assert (kept[first].chosen, kept[first].right) == ((wrong,), False)
    assert (kept["voluntary"].chosen, kept["voluntary"].right) == (("voluntary",), True)
