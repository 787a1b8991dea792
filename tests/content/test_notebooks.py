"""A notebook may only ask for questions and sources that exist."""

import json
import re
from pathlib import Path

import pytest

from neuro_edu.content import LESSONS, Content, check_notebooks, load_content
from neuro_edu.content.__main__ import main
from neuro_edu.errors import ContentError
from tests.content.folder import read_real, write_folder

REAL_NOTEBOOKS = Path(__file__).parents[2] / "notebooks"
LESSON = "03_why_an_axon_will_not_stop"
QUIZ = f'lessons.quiz("{LESSON}", "order-of-re-excitation")'


@pytest.fixture(scope="module")
def content() -> Content:
    return load_content()


def notebooks(folder: Path, *sources: str | list[str], kind: str = "code") -> Path:
    """A folder with one notebook that has a cell for each source."""
    (folder / "notebooks").mkdir(exist_ok=True)
    cells = [{"cell_type": kind, "metadata": {}, "source": source} for source in sources]
    text = json.dumps({"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5})
    (folder / "notebooks" / "03_test.ipynb").write_text(text, encoding="utf-8")
    return folder / "notebooks"


def test_the_real_notebooks_ask_for_what_exists(content: Content) -> None:
    assert check_notebooks(content, REAL_NOTEBOOKS) == len(list(REAL_NOTEBOOKS.glob("*.ipynb")))


def test_what_no_lesson_asks_says_so_and_counts_in_no_score(content: Content) -> None:
    """A spare question that counted could not be answered by anybody who did every lesson."""
    asked: set[str] = set()
    for path in REAL_NOTEBOOKS.glob("*.ipynb"):
        cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
        for cell in cells:
            code = "".join(cell["source"])
            if cell["cell_type"] == "code" and re.search(r"lessons\.(claims_)?quiz\(", code):
                asked.update(re.findall(r"S\d\d|[a-z0-9]+(?:-[a-z0-9]+)+", code))
    for lesson in LESSONS:
        for question in content.questions_of(lesson):
            assert question.asked == (question.id in asked), question.id
    for claim in content.claims.values():
        assert claim.asked == (claim.id in asked), claim.id
    assert set(content.asked_in("claims")) == {id_ for id_ in asked if id_ in content.claims}


@pytest.mark.parametrize(
    "source",
    [
        QUIZ,
        [f"{QUIZ}\n", "lessons.references('Hart2002')"],
        f"%matplotlib inline\n!ls\n{QUIZ}",
        f"import neuro_edu.lessons\nneuro_edu.{QUIZ}",
        f'lessons.quiz("{LESSON}")',
        # What is not written out cannot be looked up, and other owners are none of ours.
        "lessons.quiz(chosen, 'x')\nlessons.quiz()\nlessons.references(*ids)\nother.quiz('x')",
    ],
)
def test_what_exists_is_accepted(content: Content, tmp_path: Path, source: str | list[str]) -> None:
    assert check_notebooks(content, notebooks(tmp_path, source)) == 1


def test_text_cells_are_not_searched(content: Content, tmp_path: Path) -> None:
    folder = notebooks(tmp_path, 'lessons.quiz("no-such-lesson")', kind="markdown")
    assert check_notebooks(content, folder) == 1


@pytest.mark.parametrize(
    ("source", "message"),
    [
        (
            f'show(lessons.quiz("{LESSON}", "order-of-re-excitation", "order-of-re-excitatoin"))',
            "asks for question 'order-of-re-excitatoin', which does not exist in "
            f"questions/{LESSON}.toml; did you mean 'order-of-re-excitation'.",
        ),
        # A question of another lesson is not asked here.
        (f'lessons.quiz("{LESSON}", "carry-on")', "asks for question 'carry-on', which"),
        ('lessons.quiz("10_virtual_clinic")', "asks for questions of lesson '10_virtual_clinic'"),
        ('lessons.references("Hart2020")', "asks for source 'Hart2020', which does not exist"),
        (
            "lessons.references(*chosen, 'Hart2020')",
            "asks for source 'Hart2020', which does not exist in references.toml",
        ),
        (
            f'ask = ["order-of-re-excitation", "x"]\nlessons.quiz("{LESSON}", *ask)',
            "asks for question 'x'",
        ),
        (f'ask = ("x",)\nlesson = "{LESSON}"\nlessons.quiz(lesson, *ask)', "question 'x'"),
        ("ids = 'Hart2002 Hart2020'\nlessons.references(*ids.split())", "source 'Hart2020'"),
        ("lessons.quiz(", "cell 1: not readable as Python"),
    ],
)
def test_what_does_not_exist_is_named(
    content: Content, tmp_path: Path, source: str, message: str
) -> None:
    with pytest.raises(ContentError) as caught:
        check_notebooks(content, notebooks(tmp_path, source))
    assert str(caught.value).startswith("notebooks/03_test.ipynb")
    assert message in str(caught.value)


@pytest.mark.parametrize("text", ["", "{}", "[]", '{"cells": [1]}'])
def test_a_file_that_is_no_notebook_is_named(content: Content, tmp_path: Path, text: str) -> None:
    (tmp_path / "broken.ipynb").write_text(text, encoding="utf-8")
    with pytest.raises(ContentError, match=r"broken.ipynb: not readable as a notebook"):
        check_notebooks(content, tmp_path)


def test_a_renamed_question_fails_the_check(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    files = read_real()
    name = f"questions/{LESSON}.toml"
    files[name] = files[name].replace('"order-of-re-excitation"', '"order-of-reexcitation"')
    directory = write_folder(tmp_path / "content", files)
    folder = notebooks(tmp_path, QUIZ)
    assert main(["check", "--directory", str(directory), "--notebooks", str(folder)]) == 1
    message = capsys.readouterr().err
    assert "notebooks/03_test.ipynb asks for question 'order-of-re-excitation'" in message
    assert "which does not exist" in message
    assert "did you mean 'order-of-reexcitation'" in message


def test_the_notebooks_beside_the_package_are_checked_unasked(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    files = read_real()
    name = f"questions/{LESSON}.toml"
    files[name] = files[name].replace('\nid = "', '\nid = "renamed-')
    assert main(["check", "--directory", str(write_folder(tmp_path, files))]) == 1
    assert f"notebooks/{LESSON}.ipynb asks for question" in capsys.readouterr().err


def test_a_folder_that_is_not_there_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", "--notebooks", str(tmp_path / "elsewhere")]) == 1
    assert "elsewhere is no folder" in capsys.readouterr().err


def test_the_report_says_how_many_notebooks_were_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", "--notebooks", str(notebooks(tmp_path, QUIZ))]) == 0
    assert "1 read" in capsys.readouterr().out
