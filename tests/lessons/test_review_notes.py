"""Readers are told what no clinician has read, and which source nobody has."""

import dataclasses
import re

import pytest

from neuro_edu import lessons
from neuro_edu.content import load_content

MODULES = ("prose", "case_view")


@pytest.fixture
def read_by(monkeypatch):
    """Let the lessons read a content in which every entry of some kinds has been reviewed."""

    def change(*reviewed):
        content = load_content()
        new = {
            kind: {id_: dataclasses.replace(e, review="reviewed") for id_, e in entries.items()}
            for kind, entries in content.kinds().items()
            if kind in reviewed
        }
        changed = dataclasses.replace(content, **new)
        for module in MODULES:
            monkeypatch.setattr(f"neuro_edu.lessons.{module}.load_content", lambda: changed)

    return change


def test_the_share_that_nobody_has_reviewed_is_told(read_by):
    assert repr(lessons.review_note()).startswith("100 % of the texts")
    sizes = {kind: len(entries) for kind, entries in load_content().kinds().items()}
    read_by("references", "questions")
    left = 1 - (sizes["references"] + sizes["questions"]) / sum(sizes.values())
    assert repr(lessons.review_note()).startswith(f"{100 * left:.0f} % of the texts")
    read_by(*sizes)
    assert "has been reviewed by a clinician" in repr(lessons.review_note())


def test_a_case_says_that_nobody_has_reviewed_it_until_somebody_has(read_by):
    words = "No clinician has reviewed this case yet."
    assert words in repr(lessons.case("teacher-calf-cramps"))
    read_by("cases")
    assert words not in repr(lessons.case("teacher-calf-cramps"))


def test_a_word_that_rests_on_an_unread_source_is_marked_in_the_glossary():
    content = load_content()
    for line in repr(lessons.glossary()).splitlines():
        word = re.match(r"\* \*\*(.+?)\*\*", line).group(1).replace("\\", "")
        (term,) = [t for t in content.terms.values() if t.term == word]
        degrees = {content.references[id_].verified for id_ in term.references}
        unread = bool(degrees & {"memory", "citation"})
        assert ("one source not read" in line.partition(": ")[0]) == unread, word
