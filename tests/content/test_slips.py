"""Slips of people who do not program: the message says what to write instead."""

import re
from pathlib import Path

import pytest

from neuro_edu.content import load_content
from neuro_edu.errors import ContentError
from tests.content.folder import Folder, read_real, write_folder

FILE = "questions/03_why_an_axon_will_not_stop.toml"
FIRST = "one-stimulus-less-kv1"
BRACKETS = r"write \[\[question.option\]\] with two pairs of brackets"
STRAIGHT = "use straight quotation marks"


def message_of(text: str, file: str = FILE) -> str:
    with pytest.raises(ContentError) as caught:
        load_content(Folder(read_real() | {file: text}))
    return str(caught.value)


@pytest.mark.parametrize(
    ("old", "new", "instead"),
    [
        ("correct = true", "correct = True", "write true in small letters"),
        ("correct = false", "correct = FALSE", "write false in small letters"),
        ('kind = "single"', "kind = “single”", STRAIGHT),
        ('kind = "single"', "kind = „single“", STRAIGHT),
        ('kind = "single"', 'kind = "single”', STRAIGHT),
        ('kind = "single"', "kind = ‘single’", STRAIGHT),
        ('["Maddison2006", "Shillito1995"]', '["Maddison2006", “Shillito1995”]', STRAIGHT),
        ("[[question.option]]", "[question.option]", BRACKETS),
        ("[[question.option]]", "[[question.option]", BRACKETS),
        ("[[question.option]]", "[question.option]]", BRACKETS),
        ("correct = true", 'correct = "true"', "write true or false, without quotes"),
        ('"single"', '"single', "check quotes and brackets"),
    ],
)
@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_the_remedy_is_named(old: str, new: str, instead: str, ending: str) -> None:
    text = read_real()[FILE]
    assert old in text
    message = message_of(text.replace(old, new, 1).replace("\n", ending))
    assert message.startswith(FILE)
    assert repr(FIRST) in message
    assert re.search(instead, message), message


def test_all_options_in_single_brackets() -> None:
    text = read_real()[FILE].replace("[[question.option]]", "[question.option]")
    assert re.search(BRACKETS, message_of(text))


def test_a_question_with_a_single_option_in_single_brackets() -> None:
    text = read_real()[FILE]
    start = text.index("[[question.option]]", text.index("[[question.option]]") + 1)
    end = text.index("[[question]]", start)
    text = text[:start] + text[end:]
    message = message_of(text.replace("[[question.option]]", "[question.option]", 1))
    assert f"question {FIRST!r}, field 'option'" in message
    assert re.search(BRACKETS, message)


def test_the_table_with_single_brackets_keeps_them() -> None:
    knob = "\n[condition.knob]\n"
    text = read_real()["conditions.toml"]
    unclosed = text.replace(knob, knob.replace("]", ""), 1)
    assert "[[condition.knob]]" not in message_of(unclosed, "conditions.toml")
    doubled = text.replace(knob, "\n[[condition.knob]]\n", 1)
    assert "write one table [condition.knob]" in message_of(doubled, "conditions.toml")


@pytest.mark.parametrize("name", [FILE, "glossary.toml", "cases/student-unsteady.md"])
def test_a_byte_order_mark_changes_nothing(tmp_path: Path, name: str) -> None:
    folder = write_folder(tmp_path, read_real())
    (folder / name).write_text(read_real()[name], encoding="utf-8-sig")
    assert load_content(folder) == load_content()
