"""Blocks and sources: the published table, the rule of the blocks, a riddle with a solution."""

import itertools
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from neuro_edu.content import load_content
from neuro_edu.lessons.activities import ORIGIN
from neuro_edu.lessons.block_facts import HEADER, block_facts
from neuro_edu.lessons.origin_lab import (
    GENERATORS,
    origin_lab,
    origin_riddle,
    riddle_patient,
    true_place,
)
from neuro_edu.lessons.origin_words import ENOUGH, PLACES, suspects
from neuro_edu.progress import my_progress
from neuro_edu.simulation.clinic.localisation import localise
from neuro_edu.simulation.clinic.manoeuvres import BLOCKS

#: What persists (1) and what stops (0): the usual table of the localisation experiments.
TABLE = {
    #                          sleep, general, spinal, proximal, distal, curare
    "stiff-person-syndrome": (0, 0, 0, 0, 0, 0),
    "kcna1-episodic-ataxia": (1, 1, 1, 1, 1, 0),
    "radiation-plexopathy": (1, 1, 1, 0, 0, 0),
    "myotonia": (1, 1, 1, 1, 1, 1),
}
BLOCK_FACTS = block_facts()
KEYWORDS = {block: block.replace(" ", "_") for block in BLOCK_FACTS}
CLEARED = dict.fromkeys(KEYWORDS.values(), False)
toggles = st.sets(st.sampled_from(sorted(BLOCK_FACTS)))


@pytest.fixture(scope="module")
def lab():
    return origin_lab()


@pytest.fixture(scope="module")
def riddle():
    return origin_riddle()


def percent(finding):
    return int(re.search(r"(\d+) % of the EMG activity", finding)[1])


def place(panel, blocks, **others):
    panel.set(**CLEARED | {KEYWORDS[block]: True for block in blocks} | others)
    return panel.finding


@pytest.mark.parametrize("generator", TABLE)
def test_activity_stops_and_persists_as_published(lab, generator):
    for block, persists in zip(BLOCK_FACTS, TABLE[generator], strict=True):
        left = percent(place(lab, [block], generator=generator))
        assert left == (100 if persists else 0), block


def test_a_distal_block_stops_neuromyotonia_in_part(lab):
    # Torbergsen 1996: sources from the nerve to its branches in the muscle.
    finding = place(lab, ["distal nerve block"], generator="caspr2-neuromyotonia")
    assert 20 <= percent(finding) <= 95
    assert "both sides" in finding
    for block in ("sleep", "spinal anaesthesia", "proximal nerve block"):
        assert percent(place(lab, [block], generator="caspr2-neuromyotonia")) == 100


@settings(max_examples=12, deadline=None)
@given(generator=st.sampled_from(sorted(GENERATORS)), blocks=toggles, more=toggles)
def test_another_block_never_adds_activity(lab, generator, blocks, more):
    few = percent(place(lab, blocks, generator=generator))
    many = percent(place(lab, blocks | more, generator=generator))
    assert 0 <= many <= few <= 100


def test_the_table_covers_every_block_and_says_which_rows_are_thin(lab):
    header, *rows = lab._details(lab.result)
    assert header == HEADER
    assert {"none", *BLOCK_FACTS} == set(BLOCKS)
    said = dict(zip(BLOCK_FACTS, (row[-1] for row in rows), strict=True))
    for block, words in said.items():
        thin = block in ("spinal anaesthesia", "distal nerve block")
        assert words.startswith("thin") == thin, block
    known = load_content().references
    for block, fact in BLOCK_FACTS.items():
        assert set(fact.references) <= set(known)
        unread = any(known[id_].verified in ("memory", "citation") for id_ in fact.references)
        assert ("source not read" in said[block]) == unread


def test_each_place_comes_once_in_five_riddles():
    places = [true_place(localise(p, seed=s)) for p, s in map(riddle_patient, range(1, 16))]
    for start in (0, 5, 10):
        assert sorted(places[start : start + 5]) == sorted(PLACES)


@pytest.mark.parametrize("number", range(1, 11))
def test_the_blocks_named_as_enough_single_out_the_place(number):
    patient, seed = riddle_patient(number)
    truth = true_place(localise(patient, seed=seed))

    def answer(site_blocks, reached):
        return tuple(reached(block) for block in site_blocks)

    seen = answer(ENOUGH[truth], lambda b: localise(patient, [b], seed=seed).activity_left > 0.05)
    for other, (_label, sites) in PLACES.items():
        if other == truth:
            continue
        expected = answer(
            ENOUGH[truth],
            lambda b, sites=sites: any(
                (site >= BLOCKS[b]) and not (b == "curare" and site < BLOCKS[b]) for site in sites
            ),
        )
        assert expected != seen, f"{other} would look like {truth}"


def test_the_riddle_keeps_its_secret_until_it_is_answered(riddle):
    for blocks in itertools.chain([()], ((block,) for block in BLOCK_FACTS)):
        place(riddle, blocks)
        shown = riddle.finding.lower() + str(riddle._details(riddle.result)).lower()
        for word in ("plexus", "brain", "cord", "axon", "terminal", "fibre", "begins"):
            assert word not in shown
        assert "starts here" not in {t.get_text() for t in riddle._live.view.figure.findobj()
                                     if hasattr(t, "get_text")}  # fmt: skip


def test_the_bill_counts_every_kind_of_block_that_was_tried():
    riddle = origin_riddle()
    truth = true_place(riddle.result)
    place(riddle, ["sleep"])
    place(riddle, ["sleep", "curare"])
    place(riddle, ["sleep"])
    said = riddle._explain(riddle.result, truth)
    assert said.startswith("Right")
    assert "2 kinds of block" in said
    assert said.count(" left ") == 2
    wrong = next(id_ for id_ in PLACES if id_ != truth)
    assert riddle._explain(riddle.result, wrong).startswith("Not ")


def test_without_a_block_nothing_is_proven():
    riddle = origin_riddle()
    assert "no block" in riddle._explain(riddle.result, "brain")


def test_answers_are_kept_by_the_place_where_it_really_begins():
    riddle = origin_riddle()
    said = {}
    for guess_right in (True, False, True, False, True):
        truth = true_place(riddle.result)
        other = next(id_ for id_ in PLACES if id_ != truth)
        said[truth] = (truth if guess_right else other, guess_right)
        # What is placed when the answer is given must not matter.
        place(riddle, ["curare"])
        riddle.answer(said[truth][0])
        riddle.next_riddle()
    kept = my_progress().records()[ORIGIN]
    assert {id_: (record.chosen[0], record.right) for id_, record in kept.items()} == said
    assert set(kept) == set(PLACES)


def test_an_answer_without_enough_blocks_is_told_who_was_still_suspect():
    riddle = origin_riddle()
    truth = true_place(riddle.result)
    place(riddle, ["sleep"])
    said = riddle._explain(riddle.result, truth)
    if truth == "brain":
        assert "Nobody could have done with fewer" in said
    else:  # sleep tells the brain from the four other places, and nothing else
        assert "4 suspects were left" in said
    place(riddle, ENOUGH[truth])
    assert "suspects" not in riddle._explain(riddle.result, truth)


@pytest.mark.parametrize("truth", PLACES)
def test_the_blocks_named_as_enough_leave_one_suspect(truth):
    # The rule of the blocks by hand: what begins below a block passes it.
    for begins in PLACES[truth][1]:
        tried = {(block,): float(begins >= BLOCKS[block]) for block in ENOUGH[truth]}
        assert suspects(tried) == [truth]


def test_all_blocks_at_once_tell_the_muscle_fibre_from_the_rest_only():
    every = tuple(BLOCK_FACTS)
    assert suspects({every: 1.0}) == ["muscle"]
    assert suspects({every: 0.0}) == [id_ for id_ in PLACES if id_ != "muscle"]
    assert suspects({}) == list(PLACES)
    assert suspects({("distal nerve block",): 0.5}) == ["distal"]


def test_a_localisation_shows_itself_in_one_line():
    patient, seed = riddle_patient(1)
    shown = repr(localise(patient, ["sleep", "curare"], seed=seed))
    assert shown.startswith("Localisation(sleep, curare: ")
    assert "\n" not in shown
