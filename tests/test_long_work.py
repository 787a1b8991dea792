"""Work that is told about and not done twice."""

import contextlib
from collections import OrderedDict

from hypothesis import given
from hypothesis import strategies as st

from neuro_edu.long_work import Remembered, part

WANTED = st.lists(st.lists(st.tuples(st.integers(0, 6)), min_size=1, max_size=4), max_size=12)


@given(wanted=WANTED, most=st.integers(1, 5))
def test_results_are_right_and_none_that_is_kept_is_made_again(wanted, most):
    made = []

    def square(number, *, progress):
        made.append(number)
        progress(0.5)
        return number * number

    remembered, kept = Remembered(square, most), OrderedDict()
    for values in wanted:
        made.clear()
        assert remembered.each(values) == [number**2 for (number,) in values]
        new = [number for (number,) in dict.fromkeys(values) if number not in kept]
        assert made == new
        # The last `most` that were asked for; those known already were asked for first.
        for number in [*(n for (n,) in values if n not in new), *new]:
            kept.pop(number, None)
            kept[number] = None
        while len(kept) > most:
            kept.popitem(last=False)


@given(wanted=WANTED)
def test_shares_rise_to_one_and_tell_of_new_work_only(wanted):
    def work(number, *, progress):
        for quarter in (0.25, 0.5, 0.75, 1.0):
            progress(quarter)
        return number

    remembered, known = Remembered(work, 10), set()
    for values in wanted:
        told = []
        remembered.each(values, told.append)
        assert told == sorted(told)
        assert told[-1] == 1.0
        n_new = len(set(values) - known)
        assert len(told) == 4 * n_new + 1
        assert not n_new or told[0] == 0.25 / n_new
        known |= set(values)


@given(st.floats(0, 1), st.floats(0, 1), st.floats(0, 1))
def test_a_part_lies_in_its_place(one, other, share):
    start, stop = sorted((one, other))
    told = []
    part(told.append, start, stop)(share)
    assert start - 1e-12 <= told[0] <= stop + 1e-12


def test_a_failure_is_not_kept():
    tries = []

    def fail_once(*, progress):
        tries.append(1)
        if len(tries) == 1:
            raise OSError("not yet")
        return "done"

    remembered = Remembered(fail_once, 3)
    with contextlib.suppress(OSError):
        remembered()
    assert remembered() == "done"


def test_what_was_finished_before_a_stop_is_not_done_again():
    made = []

    def work(number, *, progress):
        if number == 3 and 3 not in made:
            made.append(3)
            raise KeyboardInterrupt
        made.append(number)
        return number

    remembered = Remembered(work, 5)
    with contextlib.suppress(KeyboardInterrupt):
        remembered.each([(1,), (2,), (3,), (4,)])
    assert remembered.each([(1,), (2,), (3,), (4,)]) == [1, 2, 3, 4]
    assert made == [1, 2, 3, 3, 4]
