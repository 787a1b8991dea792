"""Whatever is broken in whichever content file, the loader refuses it and says where."""

import copy
import functools
import pickle
import tomllib
from collections.abc import Callable, Iterator
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from neuro_edu.content import load_content
from neuro_edu.errors import ContentError
from tests.content.folder import Folder, join_page, read_real, split_page, to_toml

FILES = read_real()
# Notes for presenters are no part of what students get: `test_presenting` breaks those.
TABLE_FILES = [
    name for name in FILES if name.endswith(".toml") and not name.startswith("presenter_notes/")
]
PAGES = [name for name in FILES if name.endswith(".md")]

# What each kind of entry cannot do without, from the written description of the format.
REQUIRED = {
    "reference": ["id", "title", "verified", "verified_how"],
    "claim": ["id", "text", "verdict", "evidence", "lessons", "references"],
    "omission": ["id", "text", "why_it_matters", "lessons", "references"],
    "symptom": ["id", "region", "name", "plain", "frequency", "references"],
    "condition": [
        *("id", "name", "group", "mechanism", "frequency", "onset", "clues", "tests"),
        *("treatment", "knob", "references"),
    ],
    "drug": [
        *("id", "name", "kind", "target", "mechanism", "dose_for_learning", "onset", "duration"),
        *("cautions", "evidence", "evidence_level", "references"),
    ],
    "risk": ["id", "label", "drug", "caution", "call", "forbids"],
    "suspicion": ["id", "label", "patient"],
    "block": ["id", "label", "takes", "before", "beyond", "documented", "cost"],
    "discharge": [
        *("id", "arises", "rate", "regularity", "shape", "sound", "stops_with", "tell"),
        "references",
    ],
    "investigation": ["id", "name", "group", "question", "shows", "misses", "references"],
    "term": ["id", "term", "definition"],
    "objective": ["id", "lesson", "text", "explanation", "activity"],
    "parameter": ["id", "label", "unit", "help", "low", "high", "step", "source"],
    "question": ["id", "kind", "objective", "stem", "references"],
    "ask": ["id", "group", "label", "nothing"],
    "part": ["id", "label", "normal"],
    "test": [
        *("id", "name", "group", "delay_days", "cost", "discomfort", "waste", "references"),
    ],
    "treatment": ["id", "name", "group", "told", "waste", "references"],
    "check": ["id", "label", "clear", "reason", "references"],
    "visit": ["id", "age", "sex", "opening", "nerve_seed", "answers", "ideal_path"],
    "mark": ["id", "words", "has", "references"],
    "mistake": ["id", "taken_for"],
    "unseen": ["id", "suspicion", "youngest", "oldest", "openings", "answers"],
}
REQUIRED_IN_PART = {
    "option": ["text", "correct", "feedback"],
    "knob": ["site", "generator"],
    "answers": ["to", "says"],
    "results": ["to", "says"],
    "criteria": ["actions", "grade", "reason", "references"],
    "follow_ups": ["weeks", "says", "otherwise"],
}
NUMERIC = ["answer", "low", "high", "unit", "feedback_right", "feedback_low", "feedback_high"]
HEADS = {
    "cases": [
        *("id", "title", "condition", "severity", "objectives", "references", "first_questions"),
        *("wrong_turn", "test_not_to_order", "review"),
    ],
    "instructors": ["lesson", "minutes", "review"],
}
LINKS = {
    *("references", "objective", "objectives", "lesson", "lessons", "condition", "cases", "terms"),
    "drug",
}


@pytest.fixture(scope="module", autouse=True)
def _parsed_once() -> Iterator[None]:
    """Parse each text once: all files but the broken one are the same every time."""

    @functools.lru_cache(maxsize=256)
    def parsed(text: str) -> bytes:
        return pickle.dumps(tomllib.loads(text))

    remembering = SimpleNamespace(
        loads=lambda text: pickle.loads(parsed(text)), TOMLDecodeError=tomllib.TOMLDecodeError
    )
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("neuro_edu.content.parsing.tomllib", remembering)
        yield


def required_of(table: str, row: dict[str, Any]) -> list[str]:
    names = list(REQUIRED[table])
    if table == "question":
        names += NUMERIC if row["kind"] == "numeric" else ["option"]
    # Nobody need know authors, journal and year, but a source that has them must keep them.
    return names + [name for name in ("authors", "journal", "year") if name in row]


def parts_of(row: dict[str, Any]) -> list[tuple[str, dict[str, Any]]]:
    """The row's nested tables with their names."""
    lists = [name for name in REQUIRED_IN_PART if isinstance(row.get(name), list)]
    parts = [(name, part) for name in lists for part in row[name]]
    return parts + ([("knob", row["knob"])] if "knob" in row else [])


Row = dict[str, Any]
Draw = Callable[..., Any]


def delete_field(draw: Draw, table: str, row: Row) -> None:
    for name, part in parts_of(row):
        if draw(st.booleans()):
            del part[draw(st.sampled_from(REQUIRED_IN_PART[name]))]
            return
    del row[draw(st.sampled_from(required_of(table, row)))]


def add_key(draw: Draw, table: str, row: Row) -> None:
    target = draw(st.sampled_from([row, *(part for _, part in parts_of(row))]))
    name = draw(st.text("abcdefghij_", min_size=1, max_size=12).filter(lambda n: n not in target))
    # A letter that ends no field's name keeps the drawn name unknown.
    target[f"{name}q"] = "something"


def use_wrong_type(draw: Draw, table: str, row: Row) -> None:
    target = draw(st.sampled_from([row, *(part for _, part in parts_of(row))]))
    name = draw(st.sampled_from(sorted(target)))
    wrong = {str: [7, True, ["text"]], bool: ["true", 1], int: ["seven"], float: ["0.5", [0.5]]}
    value = target[name]
    target[name] = draw(st.sampled_from(wrong.get(type(value), ["text", 7])))


def break_id(draw: Draw, table: str, row: Row) -> None:
    links = [name for name in LINKS if row.get(name)]
    if not links or draw(st.booleans()):
        row["id"] = draw(st.sampled_from(["Two words", "dots.and.dots", "-", "ünïcode id"]))
        return
    name = draw(st.sampled_from(sorted(links)))
    row[name] = [*row[name], "no-such-id"] if isinstance(row[name], list) else "no-such-id"


def leave_unfinished(draw: Draw, table: str, row: Row) -> None:
    target = draw(st.sampled_from([row, *(part for _, part in parts_of(row))]))
    # Texts of free wording: the other ones are refused for not being among the known words.
    texts = [name for name in ("title", "text", "definition", "stem", "feedback") if name in target]
    target = target if texts else row
    name = draw(st.sampled_from(texts or ["review"]))
    target[name] = f"{target.get(name, '')} {draw(st.sampled_from(['TODO', 'TBD', 'FIXME']))}"


MUTATIONS = [delete_field, add_key, use_wrong_type, break_id, leave_unfinished]


def error_of(name: str, text: str) -> str:
    with pytest.raises(ContentError) as caught:
        load_content(Folder(FILES | {name: text}))
    return str(caught.value)


def rows_of(document: dict[str, Any]) -> tuple[str, list[Row]]:
    return next((key, rows) for key, rows in document.items() if isinstance(rows, list))


@pytest.mark.parametrize("name", TABLE_FILES)
@given(data=st.data())
@settings(max_examples=6, deadline=None)
def test_broken_entry_is_named(name: str, data: st.DataObject) -> None:
    document = tomllib.loads(FILES[name])
    table, rows = rows_of(document)
    index = data.draw(st.integers(0, len(rows) - 1))
    before = copy.deepcopy(rows[index])
    data.draw(st.sampled_from(MUTATIONS))(data.draw, table, rows[index])
    message = error_of(name, to_toml(document))
    assert message.startswith(f"{name}, {table} ")
    assert repr(rows[index].get("id")) in message or f"number {index + 1}" in message, before


@pytest.mark.parametrize("name", TABLE_FILES)
@given(data=st.data())
@settings(max_examples=2, deadline=None)
def test_duplicate_id_is_named(name: str, data: st.DataObject) -> None:
    document = tomllib.loads(FILES[name])
    table, rows = rows_of(document)
    copied = data.draw(st.sampled_from(rows))
    rows.insert(data.draw(st.integers(0, len(rows))), copied)
    message = error_of(name, to_toml(document))
    assert message.startswith(f"{name}, {table} {copied['id']!r}, field 'id'")
    assert "used twice" in message


@pytest.mark.parametrize("name", TABLE_FILES)
@pytest.mark.parametrize("review", [None, "checked", ""])
def test_missing_or_unknown_review_status_is_refused(name: str, review: str | None) -> None:
    document = tomllib.loads(FILES[name])
    if review is None:
        del document["review"]
    else:
        document["review"] = review
    message = error_of(name, to_toml(document))
    assert message.startswith(f"{name}, ")
    assert "field 'review'" in message


@pytest.mark.parametrize("name", TABLE_FILES)
def test_unknown_key_at_the_top_is_refused(name: str) -> None:
    message = error_of(name, f'colour = "red"\n{FILES[name]}')
    assert message.startswith(f"{name}, top of the file, field 'colour'")


@pytest.mark.parametrize("name", [*TABLE_FILES, *PAGES])
def test_truncated_file_is_refused_by_name(name: str) -> None:
    # Half a file ends inside an entry; what is left is either no TOML or lacks something.
    text = FILES[name]
    cut = text.index('= "', len(text) // 3 if name.endswith(".toml") else 0) + 4
    assert error_of(name, text[:cut]).startswith(name)


@pytest.mark.parametrize("name", TABLE_FILES)
@given(data=st.data())
@settings(max_examples=2, deadline=None)
def test_unreadable_entry_is_named(name: str, data: st.DataObject) -> None:
    # A quotation mark that was deleted: the commonest slip in a text box.
    document = tomllib.loads(FILES[name])
    _, rows = rows_of(document)
    entry = data.draw(st.sampled_from(rows))["id"]
    start = FILES[name].index(f'\nid = "{entry}"\n') + len(f'\nid = "{entry}"\n')
    quote = FILES[name].index('"', start)
    message = error_of(name, FILES[name][:quote] + FILES[name][quote + 1 :])
    assert message.startswith(f"{name}, entry {entry!r}: not readable as TOML")


@pytest.mark.parametrize("name", [*TABLE_FILES, *PAGES])
def test_unfinished_word_in_a_comment_or_text_is_refused(name: str) -> None:
    text = f"{FILES[name]}\n# TODO ask a colleague\n"
    message = error_of(name, text)
    assert message.startswith(name)
    assert "TODO" in message


@pytest.mark.parametrize("name", PAGES)
@given(data=st.data())
@settings(max_examples=4, deadline=None)
def test_broken_page_is_named(name: str, data: st.DataObject) -> None:
    head, body = split_page(FILES[name])
    folder = name.partition("/")[0]
    headings = [line for line in body.splitlines() if line.startswith("## ")]
    heading = data.draw(st.sampled_from(headings))
    key = data.draw(st.sampled_from(HEADS[folder]))
    kind = data.draw(
        st.sampled_from(["delete", "add", "type", "heading", "extra", "twice", "link"])
    )
    links = sorted(LINKS & {name for name, value in head.items() if value})
    if kind == "delete":
        del head[key]
    elif kind == "add":
        head["colour"] = "red"
    elif kind == "type":
        head[key] = ["text", "text"] if isinstance(head[key], int | float) else 7
    elif kind == "heading":
        body = body.replace(f"{heading}\n", "### no longer a section\n")
    elif kind == "extra":
        body += "\n## Appendix\n\nA text that nobody expects.\n"
    elif kind == "twice":
        body += f"\n{heading}\n\nThe same heading again.\n"
    else:
        link = data.draw(st.sampled_from(links))
        head[link] = ["no-such-id"] if isinstance(head[link], list) else "no-such-id"
    assert error_of(name, join_page(head, body)).startswith(f"{name}, ")
