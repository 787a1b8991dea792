"""The number of a follow-up and the words of the case do not contradict each other."""

import re

import pytest

from neuro_edu.clinic import Visit, case_ids, chart, ideal_path, replay, unseen_id
from neuro_edu.clinic.follow_up_words import weeks_in_words

NUMBER = re.compile(
    r"Twitching and stiffness: ([\d.]+) of 10, (better|worse|about as before)\D*([\d.]+)"
)
ASIDE = "Told beside this number"


def follow_ups(case_id, treatments):
    visit = Visit.begin(case_id).commit(chart(case_id).condition).visit
    for treatment in treatments:
        visit = visit.treat(treatment).visit
    for weeks in (2, 6, 26):
        reply = visit.follow_up(weeks)
        visit = reply.visit
        yield weeks, reply.text


@pytest.mark.parametrize("case_id", [*case_ids(), unseen_id(77), unseen_id(8)])
@pytest.mark.parametrize("treatments", [(), ("plasma-exchange",), ("supportive-care",)])
def test_words_after_help_stand_alone_only_with_a_number_that_fell(case_id, treatments):
    told = {each.weeks: each for each in chart(case_id).details.follow_ups}
    for weeks, text in follow_ups(case_id, treatments):
        number = NUMBER.search(text)
        if number is None:
            continue
        now, how, before = float(number[1]), number[2], float(number[3])
        fell = (before - now) / before
        assert (how == "better") == (fell >= 0.1) or abs(abs(fell) - 0.1) < 0.02
        if told[weeks].says in text and told[weeks].needs and how != "better":
            assert text.index("Twitching and stiffness") < text.index(told[weeks].says)
            assert ASIDE in text
        if told[weeks].otherwise in text and told[weeks].needs and how != "better":
            assert ASIDE not in text


def test_a_change_below_a_tenth_is_none():
    class Seen:
        before, now = 8.0, 7.3

    (number, *_) = [
        line
        for line in weeks_in_words(chart("teacher-calf-cramps"), (), Seen, 2)
        if "stiffness" in line
    ]
    assert "about as before" in number
    Seen.now = 7.1
    words = weeks_in_words(chart("teacher-calf-cramps"), (), Seen, 2)
    assert "better than the 8.0" in words[0]
    assert words[1].startswith(ASIDE)


def test_the_little_that_immunoglobulin_does_here_is_told():
    texts = [text for _, text in follow_ups("warehouse-drooping-lid", ("immunoglobulin",))]
    assert all("breakdown of antibodies" in text for text in texts)
    best = replay("teacher-calf-cramps", ideal_path("teacher-calf-cramps"))
    assert not any("breakdown of antibodies" in reply.text for reply in best.replies)


def test_what_passes_by_itself_is_not_said_to_be_missed_by_the_number():
    texts = [text for _, text in follow_ups("engineer-cold-drinks", ())]
    texts += [
        text
        for each in map(unseen_id, range(40))
        if chart(each).condition in ("oxaliplatin", "insecticides")
        for _, text in follow_ups(each, ())
    ]
    assert any("better than" in text and f"{ASIDE}: " in text for text in texts)
    assert not any("which does not show it" in text for text in texts)
