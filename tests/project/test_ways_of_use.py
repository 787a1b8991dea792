"""The lessons' text is right in JupyterLab, before a class, on the site and on paper."""

import re
from pathlib import Path

import nbformat
import pytest

from website.lessons import write_lesson

NOTEBOOKS = sorted((Path(__file__).parents[2] / "notebooks").glob("*.ipynb"))
TAG = "only-in-jupyter"
#: How a cell is run: true only where there are cells.
HOW_TO_RUN = re.compile(
    r"\bwake (the (picture|panel|lab|map)|all)\b|shift \+ enter|grey bar|run all|comes alive|"
    r"\b(run|execute) (this|the|the next) cell|kernel →|restart kernel",
    re.IGNORECASE,
)


def texts(notebook):
    cells = nbformat.read(notebook, as_version=4).cells
    return [cell for cell in cells if cell.cell_type == "markdown"]


@pytest.mark.parametrize("notebook", NOTEBOOKS, ids=lambda path: path.stem)
def test_how_to_run_a_cell_is_told_only_where_it_is_true(notebook):
    told = [
        found.group()
        for cell in texts(notebook)
        if TAG not in cell.metadata.get("tags", [])
        for found in HOW_TO_RUN.finditer(cell.source)
    ]
    assert told == []


def test_the_first_lesson_tells_it_in_jupyterlab_and_the_site_does_not(tmp_path):
    start = NOTEBOOKS[0]
    only = [cell for cell in texts(start) if TAG in cell.metadata.get("tags", [])]
    assert any("Shift + Enter" in cell.source for cell in only)
    static = tmp_path / "static"
    for folder in ("stills", "sounds"):
        (static / folder).mkdir(parents=True)
    write_lesson(start, tmp_path, static, handout=False)
    page = (tmp_path / f"{start.stem}.md").read_text(encoding="utf-8")
    assert "How to use a lesson" in page
    prose = "\n".join(line for line in page.splitlines() if "class=" not in line)
    assert HOW_TO_RUN.findall(prose) == []
