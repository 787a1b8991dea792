"""The simulated class: a small one works, and what is lost in a large one would be seen."""

import asyncio
import random
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

pytest.importorskip("psutil")
from benchmarks.class_load import SHARED_ANSWERS, faults, in_class
from benchmarks.class_report import report
from benchmarks.classroom import Panel, Student
from neuro_edu.progress import Progress

CONTROLS = [
    {"name": "share", "kind": "slider", "low": 0, "high": 100, "step": 5, "value": 100},
    {"name": "warm", "kind": "slider", "low": 20.0, "high": 37.0, "step": 0.5, "value": 37.0},
    {"name": "drug", "kind": "choice", "options": [["none", "None"], ["one", "One"]]},
    {"name": "trace", "kind": "action", "value": 0},
]


def test_a_class_of_two_gets_all_its_pictures_and_keeps_all_its_answers(tmp_path):
    # In a thread of its own: a browser test before this one may have left a loop running here.
    with ThreadPoolExecutor(1) as apart:
        found = apart.submit(asyncio.run, in_class(2, 3.0, tmp_path, server_mb=100.0)).result()
    assert found.wrong == []
    assert all(student.latencies_ms for student in found.students)
    resident, share = found.memory_mb["after the moves"][0]
    assert 100 < share <= resident < 1000
    text = report(found)
    assert "Nothing lost" in text
    assert "| 2000 |" in text


def test_every_move_is_to_another_place_within_the_control():
    chance, panel = random.Random(1), Panel("id", {}, CONTROLS)
    panel.chosen = {"share": 100, "warm": 37.0, "drug": "none", "trace": 0}
    for _ in range(300):
        moved = panel.moved(chance)
        assert moved != panel.chosen
        assert isinstance(moved["share"], int)
        assert moved["share"] in range(0, 101, 5)
        assert 20 <= moved["warm"] <= 37
        assert moved["drug"] in ("none", "one")
        panel.chosen = moved


@pytest.fixture
def finished(tmp_path) -> tuple[Student, Path]:
    """A student who worked without a fault, and the file that all wrote."""
    student = Student(lesson="03", home=tmp_path / "student", chance=random.Random(0), n_answers=3)
    shared = tmp_path / "shared" / "progress.json"
    for path, count in ((student.progress, 3), (shared, SHARED_ANSWERS)):
        for number in range(count):
            Progress(path).record("class", f"answer-{number}", (number,), True)
    return student, shared


def test_no_fault_is_seen_where_there_is_none(finished):
    student, shared = finished
    assert faults([student], shared) == []


def test_lost_pictures_answers_and_files_are_seen(finished):
    student, shared = finished
    student.lost = 1
    student.n_answers = 4
    student.failed = ["03: NameError: x"]
    student.progress.with_name("progress.damaged-20300101T000000.json").touch()
    shared.unlink()
    wrong = "; ".join(faults([student], shared))
    for word in ("without a picture", "3 of 4 answers", "damaged", "NameError", "shared file"):
        assert word in wrong
