"""New lessons reach a student's folder on a hub, and nothing that the student wrote is lost."""

import importlib.util
import json
import os
import shutil
import sys
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

ROOT = Path(__file__).parents[2]
_spec = importlib.util.spec_from_file_location("start_course", ROOT / "deploy" / "start_course.py")
start_course = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(start_course)
bring = start_course.bring_up_to_date


def write(path: Path, text: str, shown: str = "") -> None:
    cell = {"cell_type": "code", "source": [text], "outputs": [shown]}
    path.write_text(json.dumps({"cells": [cell], "metadata": {}}), encoding="utf-8")


def text(path: Path) -> str:
    return "".join(json.loads(path.read_text(encoding="utf-8"))["cells"][0]["source"])


@pytest.fixture
def places(tmp_path):
    shared, copy = tmp_path / "shared", tmp_path / "home" / "neuro_edu"
    shared.mkdir()
    write(shared / "01.ipynb", "first")
    return shared, copy


def test_every_lesson_of_the_course_is_laid_and_can_be_written(tmp_path):
    shared = tmp_path / "shared"
    shutil.copytree(ROOT / "notebooks", shared, ignore=shutil.ignore_patterns(".*"))
    for path in shared.iterdir():
        path.chmod(0o444)
    shared.chmod(0o555)
    copy = tmp_path / "home" / "neuro_edu"
    bring(shared, copy)
    names = {path.name for path in shared.glob("*.ipynb")}
    assert {path.name for path in copy.glob("*.ipynb")} == names
    assert "00_start_here.ipynb" in names
    for name in names:
        assert (copy / name).stat().st_mode & 0o200
        assert (copy / name).read_bytes() == (shared / name).read_bytes()
    assert (copy / start_course.ORIGINALS / "00_start_here.ipynb").is_file()
    assert bring(shared, copy) == []


def test_a_lesson_that_was_only_run_becomes_the_new_one(places):
    shared, copy = places
    bring(shared, copy)
    write(copy / "01.ipynb", "first", shown="a picture")
    assert bring(shared, copy) == []
    assert "a picture" in (copy / "01.ipynb").read_text()
    write(shared / "01.ipynb", "second")
    bring(shared, copy)
    assert text(copy / "01.ipynb") == "second"
    assert len(list(copy.glob("*.ipynb"))) == 1


def test_a_lesson_that_the_student_changed_is_kept_beside_the_new_one(places):
    shared, copy = places
    bring(shared, copy)
    write(copy / "01.ipynb", "first, and my notes")
    assert bring(shared, copy) == []
    write(shared / "01.ipynb", "second")
    (said, _) = bring(shared, copy)
    assert "yours is kept" in said
    assert text(copy / "01.ipynb") == "second"
    (kept,) = copy.glob("01 (mine until *).ipynb")
    assert text(kept) == "first, and my notes"
    assert bring(shared, copy) == []


@pytest.mark.parametrize("damage", ["not a notebook", "[]", '{"cells": 1}', ""])
def test_whatever_lies_in_the_place_of_a_lesson_is_kept(places, damage):
    shared, copy = places
    bring(shared, copy)
    (copy / "01.ipynb").write_text(damage, encoding="utf-8")
    write(shared / "01.ipynb", "second")
    bring(shared, copy)
    assert text(copy / "01.ipynb") == "second"
    (kept,) = copy.glob("01 (mine*")
    assert kept.read_text(encoding="utf-8") == damage


def test_a_record_that_is_lost_loses_no_lesson(places):
    shared, copy = places
    bring(shared, copy)
    write(copy / "01.ipynb", "my notes")
    (copy / start_course.RECORD).write_text("{", encoding="utf-8")
    write(shared / "01.ipynb", "second")
    bring(shared, copy)
    assert sorted(text(path) for path in copy.glob("*.ipynb")) == ["my notes", "second"]


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from(["course", "student", "run", "delete", "start"]), max_size=12))
def test_nothing_that_a_student_wrote_is_ever_lost(steps):
    with tempfile.TemporaryDirectory() as folder:
        shared, copy = Path(folder, "shared"), Path(folder, "copy")
        shared.mkdir()
        write(shared / "01.ipynb", "course 0")
        bring(shared, copy)
        lesson, own = copy / "01.ipynb", ""
        for number, step in enumerate(steps, 1):
            if step == "course":
                write(shared / "01.ipynb", f"course {number}")
            elif step == "student":
                # Notes on top of earlier notes; a lesson that was put aside is not touched again.
                own = f"student {number}"
                kept = [text(p) for p in copy.glob("*.ipynb") if p != lesson]
                write(lesson, own)
            elif step == "run" and lesson.exists():
                write(lesson, text(lesson), shown=str(number))
            elif step == "delete":
                lesson.unlink(missing_ok=True)
                own = "" if own not in [text(p) for p in copy.glob("*.ipynb")] else own
            else:
                bring(shared, copy)
                assert lesson.exists()
            found = [text(path) for path in copy.glob("*.ipynb")]
            assert not own or own in found
            if step == "student":
                assert set(kept) <= set(found)


def test_a_student_gets_a_server_even_if_the_lessons_cannot_be_laid(tmp_path, monkeypatch, capsys):
    started = []
    monkeypatch.setattr(os, "execvp", lambda *command: started.append(command))
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    monkeypatch.setattr(sys, "executable", str(tmp_path / "python"))
    (tmp_path / "neuro_edu").write_text("in the way", encoding="utf-8")
    start_course.main([str(ROOT / "notebooks"), "--port=1"])
    assert started == [("jupyterhub-singleuser", ["jupyterhub-singleuser", "--port=1"])]
    assert "could not be brought up to date" in capsys.readouterr().err
