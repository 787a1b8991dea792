"""The claims of a lay article, judged; what such articles leave out; the words of the course."""

import re
import tomllib
from pathlib import Path

import pytest

from neuro_edu import lessons
from neuro_edu.errors import ContentError

CONTENT = Path(__file__).parents[2] / "neuro_edu" / "content"


def in_file(name, table):
    """The entries as an editor wrote them, read without the package."""
    return tomllib.loads((CONTENT / name).read_text(encoding="utf-8"))[table]


CLAIMS = in_file("claims.toml", "claim")


@pytest.mark.parametrize("claim", CLAIMS, ids=[claim["id"] for claim in CLAIMS])
def test_only_the_verdict_of_the_file_is_marked_right_and_every_vote_gets_the_evidence(claim):
    quiz = lessons.claims_quiz(claim["id"])
    (face,) = quiz._face["questions"]
    assert claim["text"] in face["stem"]
    votes = [option.split(":")[0].lower() for option in face["options"]]
    assert votes == ["supported", "simplified", "outdated", "wrong"]
    for index, vote in enumerate(votes):
        answer = quiz.answer(claim["id"], index)
        assert answer.right == (vote == claim["verdict"])
        assert claim["evidence"] in answer.feedback[0]
        assert "Sources: " in answer.feedback[0]


def test_the_verdict_is_not_told_before_the_vote():
    for claim in CLAIMS:
        shown = repr(lessons.claims_quiz(claim["id"]))
        assert claim["evidence"] not in shown


def test_all_claims_but_the_spare_ones_are_asked_in_the_order_of_the_file():
    quiz = lessons.claims_quiz()
    asked = [face["id"] for face in quiz._face["questions"]]
    assert asked == [claim["id"] for claim in CLAIMS if claim.get("asked", True)]
    assert quiz.score == (0, len(asked))


def test_a_verdict_on_a_source_nobody_read_says_so_before_and_after_the_vote():
    read = {entry["id"]: entry["verified"] for entry in in_file("references.toml", "reference")}
    for claim in CLAIMS:
        unread = sum(read[id_] in ("memory", "citation") for id_ in claim["references"])
        quiz = lessons.claims_quiz(claim["id"])
        assert ("without being read" in repr(quiz)) == (unread > 0)
        assert quiz.answer(claim["id"], 0).feedback[0].count("(source not read)") == unread


def test_claims_are_asked_in_the_order_named():
    asked = [face["id"] for face in lessons.claims_quiz("S26", "S12")._face["questions"]]
    assert asked == ["S26", "S12"]


def test_every_omission_is_a_row_with_its_reason():
    omitted = in_file("omissions.toml", "omission")
    table = repr(lessons.omissions())
    head, rule, *rows = table.splitlines()
    assert len(rows) == len(omitted)
    assert {line.count("|") - line.count(r"\|") for line in (head, rule, *rows)} == {4}
    for entry, row in zip(omitted, rows, strict=True):
        assert entry["text"].replace("*", r"\*") in row
        assert entry["why_it_matters"].replace("*", r"\*") in row


def test_the_glossary_explains_every_term_once_in_alphabetical_order():
    written = in_file("glossary.toml", "term")
    lines = repr(lessons.glossary()).splitlines()
    assert len(lines) == len(written)
    heads = [re.match(r"\* \*\*(.+?)\*\*", line).group(1) for line in lines]
    assert heads == sorted(heads, key=str.lower)
    for entry in written:
        assert any(entry["definition"] in line.replace("\\", "") for line in lines), entry["id"]


def test_a_few_terms():
    lines = repr(lessons.glossary("node-of-ranvier", "curare")).splitlines()
    assert [line.split("**")[1] for line in lines] == ["curare", "node of Ranvier"]


@pytest.mark.parametrize("ask", [lessons.claims_quiz, lessons.omissions, lessons.glossary])
def test_an_unknown_id_is_named(ask):
    with pytest.raises(ContentError, match="no-such-thing"):
        ask("no-such-thing")
