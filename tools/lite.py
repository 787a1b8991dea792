"""Build the course as a web site that needs no server: JupyterLite with Python in the browser.

python tools/lite.py [FOLDER]   build into FOLDER (build/lite)

Python itself, numpy and matplotlib come from Pyodide's content network when a reader starts a
notebook; everything else is in the folder. docs/without-installing.md tells how to publish it.
"""

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import nbformat
from nbformat.v4 import new_code_cell, new_markdown_cell

ROOT = Path(__file__).parents[1]
FIRST_PAGE = "00_start_here.ipynb"
# What the package needs and Pyodide does not hold: brought along, so that nobody else is asked.
BROUGHT = ("anywidget", "comm", "ipywidgets", "jupyterlab-widgets", "psygnal")
KERNEL = "@jupyterlite/pyodide-kernel-extension:kernel"
# Answers go where JupyterLite keeps files; Python's own folders last only as long as the page.
BRING = """\
# Click here and press Shift + Enter: brings the course into your browser
%pip install -q neuro_edu
import os; os.environ["NEURO_EDU_PROGRESS"] = 'my_answers.json'"""
WELCOME = (
    "> **You read this without installing anything.** The pictures below are stills. To wake them, "
    "first click the grey bar below and press **Shift + Enter**: your browser fetches Python and "
    "the course, which takes a minute or more. Each lesson needs that once. Labs answer more "
    "slowly here than where the course is installed. Your answers are kept in this browser, in "
    "the file my_answers.json on the left; delete it to forget them. What is said of `make` and "
    "of a terminal is for an installed course. A phone is too narrow for this page."
)
#: Labs that need compiled code to be quick, and what a reader without it has to wait, at least.
WAITS = {
    "cause_lab": "20 seconds",
    "emg_room": "a minute",
    "nerve_stimulation_lab": "two minutes",
    "origin_lab": "20 seconds",
    "origin_riddle": "20 seconds",
    "stiffness_lab": "half a minute",
    "virtual_clinic": "a minute for each electrical test that you order",
}
SLOW = re.compile(rf"lessons\.({'|'.join(WAITS)})\(")
WAIT = (
    "> **Slow in the browser.** What comes now computes every nerve fibre of a muscle, anew for "
    "each patient and task. Here that takes at least {wait}, and the page does nothing else then."
)


def main(arguments: list[str]) -> int:
    """Do what the command line says."""
    if len(arguments) > 1 or any(argument.startswith("-") for argument in arguments):
        print(__doc__)
        return 2
    output = Path(arguments[0] if arguments else ROOT / "build" / "lite").resolve()
    work = output.with_name(f"{output.name}-parts")
    for folder in (output, work):
        shutil.rmtree(folder, ignore_errors=True)
    pages, wheels = work / "notebooks", work / "wheels"
    pages.mkdir(parents=True)
    for path in sorted((ROOT / "notebooks").glob("*.ipynb")):
        notebook = for_browser(nbformat.read(path, as_version=4))
        # Texts whole: no server puts the lines of a file together here.
        nbformat.write(notebook, pages / path.name, split_lines=False)
    build_wheels(wheels)
    build_site(work, pages, wheels, output)
    print(f"The course is in {output}; open it with: python -m http.server -d {output}")
    return 0


def for_browser(notebook: Any) -> Any:
    """Return a notebook that brings the course into the browser, and says what is slow there."""
    title, *others = notebook.cells
    bring = new_code_cell(BRING, id="bring", metadata={"jupyter": {"source_hidden": True}})
    cells = [title, new_markdown_cell(WELCOME, id="welcome"), bring]
    for cell in others:
        slow = SLOW.search(cell.source) if cell.cell_type == "code" else None
        if "check_installation" in cell.source:
            # What it found where the course was made is not so here.
            cell.outputs, cell.execution_count = [], None
        if slow:
            note = WAIT.format(wait=WAITS[slow.group(1)])
            cells.append(new_markdown_cell(note, id=f"wait-{cell.id}"))
        cells.append(cell)
    notebook.cells = cells
    notebook.metadata.kernelspec = {"name": "python", "display_name": "Python (Pyodide)"}
    return notebook


def build_wheels(folder: Path) -> None:
    """Build the wheel of the package, and fetch those that it needs and Pyodide does not hold."""
    python = [sys.executable, "-m"]
    _run([*python, "hatchling", "build", "-t", "wheel", "-d", str(folder)])
    fetch = [*python, "pip", "download", "-q", "--disable-pip-version-check", "--no-deps"]
    fetch += ["--only-binary", ":all:", "--platform", "any"]
    _run([*fetch, "-c", str(ROOT / "constraints.txt"), "-d", str(folder), *BROUGHT])


def build_site(work: Path, pages: Path, wheels: Path, output: Path) -> None:
    """Let JupyterLite build the site."""
    config = {
        "jupyter-config-data": {
            "appName": "neuro_edu",
            # It shows notebooks through a server, and there is none.
            "disabledExtensions": ["@voila-dashboards/jupyterlab-preview"],
            "litePluginSettings": {KERNEL: {"disablePyPIFallback": True}},
        },
        "jupyter-lite-schema-version": 0,
    }
    (work / "jupyter-lite.json").write_text(json.dumps(config), encoding="utf-8")
    settings = ROOT / "tools" / "lab_settings.json"
    shutil.copy(settings, work / "overrides.json")
    _run(
        [sys.executable, "-m", "jupyter", "lite", "build", "--force", "--no-sourcemaps"]
        + ["--no-unused-shared-packages", "--apps", "lab", "--lite-dir", str(work)]
        + ["--contents", str(pages), "--output-dir", str(output)]
        + [
            part
            for wheel in sorted(wheels.glob("*.whl"))
            for part in ("--piplite-wheels", str(wheel))
        ],
        work,
    )
    _open_first_page(output)


def _open_first_page(output: Path) -> None:
    """Make the address of the site lead to the first lesson."""
    shutil.copy(output / "lab" / "favicon.ico", output)
    target = f"lab/index.html?path={FIRST_PAGE}"
    # JupyterLite's own pages read the configuration in this one.
    (output / "index.html").write_text(
        '<!DOCTYPE html>\n<html lang="en-GB">\n<head>\n<meta charset="utf-8">\n'
        '<script id="jupyter-config-data" type="application/json" data-jupyter-lite-root=".">{}'
        "</script>\n<title>neuro_edu</title>\n"
        f'<meta http-equiv="refresh" content="0; url={target}">\n</head>\n'
        f'<body><p><a href="{target}">Open the course</a></p></body>\n</html>\n',
        encoding="utf-8",
    )


def _run(command: list[str], folder: Path = ROOT) -> None:
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"{' '.join(command)}\n{done.stdout[-3000:]}{done.stderr[-3000:]}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
