"""Notebooks hold prose and calls, are stored as run, and state only numbers that they show."""

import ast
import re
from itertools import pairwise
from pathlib import Path

import nbformat
import pytest

from tests.lessons.labs import labs

LABS = labs()
NOTEBOOKS = sorted((Path(__file__).parents[2] / "notebooks").glob("*.ipynb"))
LESSONS = [path for path in NOTEBOOKS if path.stem[:2].isdigit() and path.stem[:2] != "00"]
FORBIDDEN = (
    ast.FunctionDef, ast.ClassDef, ast.For, ast.While, ast.If, ast.Try, ast.With, ast.Lambda,
)  # fmt: skip


@pytest.fixture(params=NOTEBOOKS, ids=lambda path: path.stem)
def notebook(request):
    return nbformat.read(request.param, as_version=4)


def cells(notebook, kind):
    return [cell for cell in notebook.cells if cell.cell_type == kind]


def output_texts(notebook) -> str:
    texts = []
    for cell in cells(notebook, "code"):
        for output in cell.outputs:
            texts.append(output.get("text", ""))
            texts.append(output.get("data", {}).get("text/plain", ""))
    return "\n".join(texts)


def test_there_are_notebooks():
    assert NOTEBOOKS


def test_code_cells_are_one_to_three_lines_without_plumbing(notebook):
    for cell in cells(notebook, "code"):
        lines = [line for line in cell.source.splitlines() if line.strip()]
        assert 1 <= len(lines) <= 3, cell.id
        assert not any(isinstance(node, FORBIDDEN) for node in ast.walk(ast.parse(cell.source)))


def test_everything_is_stored_as_run_without_errors_or_dead_widgets(notebook):
    assert "widgets" not in notebook.metadata
    assert notebook.metadata.kernelspec.name == "python3"
    for cell in cells(notebook, "code"):
        assert cell.execution_count is not None, cell.id
        for output in cell.outputs:
            assert output.output_type != "error", cell.id
            assert "application/vnd.jupyter.widget-view+json" not in output.get("data", {})


def test_every_live_picture_has_its_still_and_one_line_with_numbers(notebook):
    for cell in cells(notebook, "code"):
        if any(f"lessons.{name}(" in cell.source for name in LABS):
            (data,) = [output.data for output in cell.outputs if "text/html" in output.data]
            assert re.match(
                r'<img src="data:image/png;base64,[^"]{1000,}" alt="[^"]', data["text/html"]
            )
            assert re.search(r"\d", data["text/plain"].split("\n")[0])


def test_headings_are_in_order_and_there_is_one_title(notebook):
    levels = [
        len(match.group(1))
        for cell in cells(notebook, "markdown")
        for match in re.finditer(r"^(#+) ", cell.source, re.MULTILINE)
    ]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(later <= earlier + 1 for earlier, later in pairwise(levels))


def test_a_bold_number_in_the_prose_stands_in_an_output(notebook):
    shown = output_texts(notebook)
    for cell in cells(notebook, "markdown"):
        for phrase in re.findall(r"\*\*(\d[^*]*)\*\*", cell.source):
            assert phrase in shown, f"{phrase!r} of cell {cell.id} is in no output"


def test_no_wall_of_text(notebook):
    for cell in cells(notebook, "markdown"):
        if "|" in cell.source or "](" in cell.source:
            continue
        assert len(cell.source.split()) <= 150, cell.id


def test_links_between_notebooks_lead_somewhere(notebook):
    names = {path.name for path in NOTEBOOKS}
    for cell in cells(notebook, "markdown"):
        for target in re.findall(r"\]\(([^)#]+\.ipynb)", cell.source):
            assert target in names, target


def test_every_notebook_says_that_it_is_not_for_patient_care(notebook):
    first = cells(notebook, "markdown")[0].source
    assert "not for patient care" in first
    assert "No clinician has reviewed" in first


@pytest.mark.parametrize("path", LESSONS, ids=lambda path: path.stem)
@pytest.mark.parametrize("section", ["Objectives", "Predict", "Check yourself", "Take home"])
def test_a_lesson_has_its_sections(path, section):
    text = "\n".join(cell.source for cell in cells(nbformat.read(path, as_version=4), "markdown"))
    assert re.search(rf"^## {section}", text, re.MULTILINE)
