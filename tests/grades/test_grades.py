"""A class's files become tables that Moodle and Canvas take, whatever lies among them."""

import csv
import io
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from neuro_edu.content import load_content
from neuro_edu.grades import as_csv, gather, lesson_scores
from neuro_edu.grades.__main__ import main
from neuro_edu.grades.gather import student_of
from neuro_edu.grades.roster import Person, read_roster
from neuro_edu.progress import Progress

LESSON = "02_the_healthy_axon"
TITLE = "02 The healthy axon"


def answer(path: Path, n_right: int, n_wrong: int, lesson: str = LESSON) -> Progress:
    """Keep answers as a student's notebook does; the wrong ones are put right afterwards."""
    progress = Progress(path)
    ids = load_content().asked_in(lesson)
    for number, id_ in enumerate(ids[: n_right + n_wrong]):
        if number >= n_right:
            progress.record(lesson, id_, (0,), False)
        progress.record(lesson, id_, (1,), True)
    return progress


def read(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(path.read_bytes().decode("utf-8"))))


def collect(folder: Path, *options: str, form: str = "moodle") -> tuple[int, Path]:
    table = folder.parent / f"{form}.csv"
    return main(["collect", str(folder), "--format", form, "-o", str(table), *options]), table


@pytest.fixture
def homes(tmp_path: Path) -> Path:
    """Homes of a hub: two students who worked, one with a damaged file, one with another's."""
    folder = tmp_path / "home"
    at = ".local/share/neuro_edu/progress.json"
    answer(folder / "jupyter-anna" / at, 7, 0)
    answer(folder / "jupyter-ben" / at, 3, 4)
    damaged = folder / "jupyter-carl" / at
    damaged.parent.mkdir(parents=True)
    damaged.write_text('{"version": 1, "activ', encoding="utf-8")
    copied = folder / "jupyter-dora" / at
    copied.parent.mkdir(parents=True)
    copied.symlink_to(folder / "jupyter-anna" / at)
    (folder / "jupyter-ben" / "thesis.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    return folder


def test_a_score_is_the_share_of_the_questions_that_the_lesson_asks(homes, capsys):
    code, table = collect(homes)
    assert code == 0
    rows = {row["Username"]: row for row in read(table)}
    n_questions = len(load_content().asked_in(LESSON))
    assert set(rows) == {"anna", "ben"}
    assert int(rows["anna"][TITLE]) == pytest.approx(100 * 7 / n_questions, abs=0.5)
    assert rows["ben"][TITLE] == rows["anna"][TITLE]
    assert rows["anna"]["09 Treatment"] == ""
    said = capsys.readouterr()
    assert "2 of 2 students have a score; 2 left out" in said.out
    assert said.err.count("is left out") == 2
    assert "carl" in said.err
    assert "dora" in said.err


def test_whoever_answers_all_that_a_lesson_asks_gets_full_marks_whatever_else(
    tmp_path,
):
    content = load_content()
    progress = answer(tmp_path / "anna" / "progress.json", 99, 0)
    spare = [q.id for q in content.questions_of(LESSON) if not q.asked]
    assert spare
    for id_ in spare:
        progress.record(LESSON, id_, (0,), False)
    (marks,) = gather(tmp_path).marks.values()
    assert lesson_scores(content, marks)[TITLE] == 100


def test_the_first_answers_alone_can_count(homes):
    _, table = collect(homes, "--count", "first")
    ben = next(row for row in read(table) if row["Username"] == "ben")
    n_questions = len(load_content().asked_in(LESSON))
    assert int(ben[TITLE]) == pytest.approx(100 * 3 / n_questions, abs=0.5)


def test_what_the_student_exports_gives_the_same_score_as_the_file_itself(tmp_path):
    progress = answer(tmp_path / "one" / "progress.json", 5, 3)
    exported = tmp_path / "handed_in" / "Zoë Ångström_4711_assignsubmission_file_"
    exported.mkdir(parents=True)
    # As the page saves it: a mark for the byte order first; browsers number further copies.
    text = "\ufeff" + progress.to_csv()
    (exported / "neuro_edu_progress (1).csv").write_text(text, encoding="utf-8", newline="")
    (marks,) = gather(tmp_path / "handed_in").marks.values()
    content = load_content()
    for count, n_right in (("best", 8), ("first", 5)):
        score = lesson_scores(content, marks, count=count)[TITLE]
        assert score == round(100 * n_right / len(content.asked_in(LESSON)))


def test_canvas_gets_the_header_that_its_importer_asks_for(homes, tmp_path):
    exported = tmp_path / "gradebook.csv"
    exported.write_text(
        "Student,ID,SIS User ID,SIS Login ID,Section,Essay (99)\n"
        "    Points Possible,,,,,10\n"
        '"Smith, Anna",4001,S1,anna,Group 1,9\n'
        '"Jones, Ben",4002,S2,ben,Group 1,\n'
        '"Idle, Ida",4003,S3,ida,Group 2,\n',
        encoding="utf-8",
    )
    _, table = collect(homes, "--roster", str(exported), form="canvas")
    header, points, *students = csv.reader(io.StringIO(table.read_text(encoding="utf-8")))
    # The rules of Canvas's importer, written again.
    assert "Student" in header[0]
    assert "ID" in header[1]
    assert re.search(r"SIS\s+User\s+ID", header[2])
    assert re.search(r"SIS\s+Login\s+ID", header[3])
    assert "Section" in header[4]
    assert "Points Possible" in points[0]
    assert set(points[5:]) == {"100"}
    assert not any(re.search(r"\(\d+\)$", title) for title in header)
    assert {len(row) for row in (header, points, *students)} == {len(header)}
    by_id = {row[1]: dict(zip(header, row, strict=True)) for row in students}
    assert set(by_id) == {"4001", "4002", "4003"}
    assert by_id["4001"]["Student"] == "Smith, Anna"
    assert 0 < int(by_id["4001"][TITLE]) <= 100
    assert set(list(by_id["4003"].values())[5:]) == {""}


def test_moodle_gets_the_address_as_moodle_writes_it(homes, tmp_path, capsys):
    exported = tmp_path / "participants.csv"
    exported.write_text(
        "\ufeffFirst name;Last name;Username;ID number;Email address\n"
        "Anna;Smith;anna;77;Anna.Smith@uni.example\n",
        encoding="utf-8",
    )
    _, table = collect(homes, "--roster", str(exported))
    (row,) = read(table)
    assert row["Email address"] == "Anna.Smith@uni.example"
    assert row["ID number"] == "77"
    assert "'ben' is left out" in capsys.readouterr().err


def test_two_files_of_one_student_are_joined(tmp_path):
    folder = tmp_path / "class"
    answer(folder / "anna@uni.example" / "laptop" / "progress.json", 2, 0)
    answer(folder / "anna@uni.example" / "hub" / "progress.json", 0, 3)
    ((who, marks),) = gather(folder).marks.items()
    assert who == "anna@uni.example"
    content = load_content()
    n_questions = len(content.asked_in(LESSON))
    assert lesson_scores(content, marks)[TITLE] == round(100 * 3 / n_questions)
    # Two questions were right at once in one file, but not in the other.
    assert lesson_scores(content, marks, count="first")[TITLE] == 0


@pytest.mark.parametrize(
    ("path", "who"),
    [
        ("jupyter-anna/.local/share/neuro_edu/progress.json", "anna"),
        ("Anna Smith_1234_assignsubmission_file_/neuro_edu_progress.csv", "Anna Smith"),
        ("smithanna_4001_98765_neuro_edu_progress-1.csv", "4001"),
        ("smithanna_LATE_4001_98765_neuro_edu_progress.csv", "4001"),
        ("anna@uni.example.csv", "anna@uni.example"),
    ],
)
def test_whose_file_it_is(path, who):
    assert student_of(Path(path)) == who


@pytest.mark.parametrize(
    ("name", "data", "why"),
    [
        ("neuro_edu_progress.csv", b"question_id,lesson,first_answer_right,best\n", "whose"),
        ("anna.csv", b"\xff\xfe\x00", "UTF-8"),
        ("anna.csv", b"name,grade\nAnna,100\n", "other columns"),
        ("anna.csv", b"question_id,lesson,first_answer_right,best\nq,l,2,1\n", "line 2"),
        ("anna.csv", b"question_id,lesson,first_answer_right,best\nq\n", "line 2"),
        ("anna.json", b'{"version": 99, "activities": {}}', "newer"),
        ("anna.json", b"[]", "damaged"),
        ("anna.json", b"[" * 100_000, "damaged"),
        ("anna.json", b" " * 3_000_000, "too large"),
    ],
)
def test_a_bad_file_is_named_and_left_out_and_the_others_count(tmp_path, name, data, why):
    folder = tmp_path / "class"
    answer(folder / "ben" / "progress.json", 1, 0)
    (folder / name).write_bytes(data)
    gathered = gather(folder)
    assert set(gathered.marks) == {"ben"}
    (sentence,) = gathered.skipped
    assert name in sentence
    assert why in sentence


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs pipes")
def test_a_pipe_in_a_students_home_does_not_stop_the_teacher(tmp_path):
    os.mkdir(tmp_path / "anna")
    os.mkfifo(tmp_path / "anna" / "progress.json")
    assert "plain file" in gather(tmp_path).skipped[0]


@given(
    st.text(min_size=1),
    st.sampled_from(["=cmd|'/C calc'!A0", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "＝1", "Åsa"]),
)
def test_no_cell_is_a_formula_and_no_row_is_broken(name, start):
    person = Person(name=start + name, username=name, section=start)
    for form in ("moodle", "canvas"):
        text = as_csv([(person, {TITLE: 50})], [TITLE], form)
        rows = list(csv.reader(io.StringIO(text, newline="")))
        assert len(rows) == text.count("\r\n") == text.count("\n") == (2 if form == "moodle" else 3)
        for cell in (cell for row in rows for cell in row):
            assert cell[:1] not in ("=", "+", "-", "@", "\t", "\r", "＝")


def test_accents_survive_with_and_without_the_mark_for_excel():
    rows = [(Person(name="Zoë Ångström", username="zoe"), {TITLE: 50})]
    plain, marked = (as_csv(rows, [TITLE], "moodle", excel=excel) for excel in (False, True))
    assert marked.encode() == b"\xef\xbb\xbf" + plain.encode()
    assert next(csv.DictReader(io.StringIO(plain)))["Full name"] == "Zoë Ångström"


def test_a_class_list_that_names_nobody_is_refused(tmp_path):
    path = tmp_path / "list.csv"
    path.write_text("Colour,Animal\nred,dog\n", encoding="utf-8")
    with pytest.raises(ValueError, match="names no student"):
        read_roster(path)


@pytest.mark.parametrize(
    "path",
    [
        "homework.docx",
        "Carla.csv",
        "Carla Example_123_assignsubmission_file/homework.docx",
        "Carla Example_123_assignsubmission_file/Carla.csv",
    ],
)
def test_every_file_handed_in_that_cannot_count_is_named(tmp_path, path):
    answer(tmp_path / "ben" / "progress.json", 1, 0)
    target = tmp_path / path
    target.parent.mkdir(exist_ok=True)
    target.write_text("not,ours\n1,2\n", encoding="utf-8")
    (sentence,) = gather(tmp_path).skipped
    assert target.name in sentence
    assert "is no export of this course" in sentence


def test_a_student_who_handed_in_nothing_of_use_is_named(tmp_path):
    answer(tmp_path / "ben" / "progress.json", 1, 0)
    (tmp_path / "carla").mkdir()
    (tmp_path / "carla" / "essay.docx").write_bytes(b"PK")
    (sentence,) = gather(tmp_path).skipped
    assert "carla" in sentence


def test_a_class_list_that_is_not_there_is_told_in_a_sentence(homes, tmp_path, capsys):
    done, _ = collect(homes, "--roster", str(tmp_path / "nope.csv"))
    assert done == 1
    said = capsys.readouterr().err
    assert "no class list" in said
    assert "nope.csv" in said
    assert "Errno" not in said


@pytest.mark.parametrize("table", ["nowhere/grades.csv", "home"])
def test_a_table_that_cannot_be_written_is_told_in_a_sentence(homes, tmp_path, capsys, table):
    path = tmp_path / table
    assert main(["collect", str(homes), "--format", "moodle", "-o", str(path)]) == 1
    said = capsys.readouterr()
    assert f"{path} cannot be written: " in said.err
    assert "Errno" not in said.err
    assert said.out == ""


def test_the_command_runs_and_says_when_there_is_nothing(tmp_path):
    command = [sys.executable, "-m", "neuro_edu.grades", "collect", str(tmp_path)]
    command += ["--format", "canvas", "-o", str(tmp_path / "grades.csv")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "No file of a student" in done.stderr
    assert not (tmp_path / "grades.csv").exists()
