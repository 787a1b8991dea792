"""Presenter notes fit the lessons they are for, and their page shows all of them."""

import html
import importlib.util
import re
from pathlib import Path

import nbformat
import pytest

from neuro_edu.content import LESSONS, load_content
from neuro_edu.content.__main__ import main
from neuro_edu.content.presenting import presenter_notes
from neuro_edu.errors import ContentError
from tests.content.folder import read_real, write_folder

ROOT = Path(__file__).parents[2]
NOTES = presenter_notes()


def headings(lesson: str) -> list[tuple[str, bool]]:
    """Headings in order, each with whether it is one of the large ones."""
    notebook = nbformat.read(ROOT / "notebooks" / f"{lesson}.ipynb", as_version=4)
    return [
        (line.lstrip("#").strip(), line.startswith("## "))
        for cell in notebook.cells
        if cell.cell_type == "markdown"
        for line in cell.source.splitlines()
        if line.startswith("#")
    ]


def test_every_lesson_has_notes():
    assert tuple(NOTES) == LESSONS


@pytest.mark.parametrize("lesson", NOTES)
def test_steps_begin_at_headings_of_the_lesson_in_their_order(lesson):
    there = headings(lesson)
    places = []
    for step in NOTES[lesson]:
        found = [i for i, (title, _) in enumerate(there) if title == step.at]
        large = [i for i in found if there[i][1]]
        assert len(large or found) == 1, step.at
        places += large or found
    assert places == sorted(set(places))


@pytest.mark.parametrize("lesson", NOTES)
def test_the_steps_take_as_long_as_the_course_says(lesson):
    plan = nbformat.read(ROOT / "notebooks" / "00_start_here.ipynb", as_version=4)
    table = "\n".join(cell.source for cell in plan.cells)
    (minutes,) = re.findall(rf"^\| {lesson[:2]} \| [^|]* \| (\d+) \|", table, re.MULTILINE)
    assert sum(step.minutes for step in NOTES[lesson]) == int(minutes)
    note = load_content().instructor_notes.get(lesson)
    assert note is None or note.minutes == int(minutes)


@pytest.mark.parametrize("lesson", NOTES)
def test_no_note_stands_in_the_lesson_itself(lesson):
    notebook = (ROOT / "notebooks" / f"{lesson}.ipynb").read_text(encoding="utf-8")
    for step in NOTES[lesson]:
        for text in (step.ask, step.show, step.answer):
            assert text not in notebook


def test_sources_named_in_notes_are_in_the_course():
    references = load_content().references.values()
    known = {((ref.authors or " ").split(" ")[0], ref.year) for ref in references}
    ids = {ref.id for ref in references}
    for steps in NOTES.values():
        for step in steps:
            for name, year in re.findall(r"\((\w+)(?: and \w+)? (\d{4})\)", step.answer):
                assert (name, int(year)) in known or f"{name}{year}" in ids, step.answer


def test_the_printed_page_has_every_note_and_asks_no_server():
    path = ROOT / "tools" / "present" / "notes.py"
    spec = importlib.util.spec_from_file_location("presenter_notes_page", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    page = module.page_html()
    for steps in NOTES.values():
        for step in steps:
            for text in (step.at, step.ask, step.show, step.misunderstanding, step.answer):
                assert html.escape(text) in page
    assert not re.search(r'(src|href)="(?!#)', page)
    assert "http" not in page


STEP = (
    '[[step]]\nat = "a"\nminutes = 3\nask = "b"\nshow = "c"\nmisunderstanding = "d"\nanswer = "e"'
)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("lesson = ", "not valid TOML"),
        (f'lesson = "07_causes"\n{STEP}\n# TODO ask a colleague', "TODO"),
        (f'lesson = "05"\n{STEP}', "that of the file's name"),
        ('lesson = "07_causes"', r"one \[\[step\]\] or more"),
        (f'lesson = "07_causes"\nauthor = "x"\n{STEP}', "nothing else"),
        (f'lesson = "07_causes"\n{STEP}\nhint = "x"', "step 1: hint is missing or unknown"),
        ('lesson = "07_causes"\n' + STEP.replace('answer = "e"', ""), "answer is missing"),
        ('lesson = "07_causes"\n' + STEP.replace("3", "0"), "whole number from 1 to 120"),
        ('lesson = "07_causes"\n' + STEP.replace('"b"', '" "'), "ask must be a text"),
    ],
)
def test_a_slip_is_told_with_its_place(tmp_path, text, told):
    (tmp_path / "07_causes.toml").write_text(text, encoding="utf-8")
    with pytest.raises(ContentError, match=r"presenter_notes/07_causes\.toml") as raised:
        presenter_notes(tmp_path)
    assert re.search(told, str(raised.value))


def test_the_content_check_reads_the_notes_too(tmp_path, capsys):
    files = read_real()
    name = "presenter_notes/03_why_an_axon_will_not_stop.toml"
    files[name] = files[name].replace("minutes", "minuets", 1)
    assert main(["check", "--directory", str(write_folder(tmp_path, files))]) == 1
    message = capsys.readouterr().err
    assert name in message
    assert "minuets" in message
