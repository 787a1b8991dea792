"""A JupyterLab server, a browser and notebooks opened in it."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.browser.lab_driver import (
    BROWSER_FLAGS,
    Lab,
    Notebook,
    find_browser,
    open_in_lab,
    running_lab,
    watch_console,
)
from tests.browser.panels import panel_of, write_notebook

NOTEBOOKS = Path(__file__).parents[2] / "notebooks"


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """Chromium without a window; skipped where there is none, except in continuous integration."""
    path = find_browser()
    if path is None:
        reason = "no Chromium found; install it or set NEURO_EDU_CHROMIUM to its path"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=list(BROWSER_FLAGS))
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def lab(browser: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lab]:
    """JupyterLab serving a copy of the course's notebooks."""
    root = tmp_path_factory.mktemp("lab") / "notebooks"
    shutil.copytree(NOTEBOOKS, root, ignore=shutil.ignore_patterns(".*"))
    with running_lab(root, tmp_path_factory.mktemp("jupyter")) as server:
        yield server


@pytest.fixture
def page(browser: Any) -> Iterator[Any]:
    """A fresh page; the test fails if the console complains."""
    context = browser.new_context(viewport={"width": 1280, "height": 1000})
    fresh = context.new_page()
    fresh.set_default_timeout(30_000)
    errors = watch_console(fresh)
    yield fresh
    context.close()
    assert errors == [], "the browser's console has errors"


@pytest.fixture
def open_notebook(page: Any, lab: Lab) -> Callable[[str], Notebook]:
    """Open a notebook by name, relative to the notebooks folder."""
    return lambda name: open_in_lab(page, lab, name)


@pytest.fixture(scope="session")
def trial(lab: Lab) -> str:
    """Name of a notebook with a toy explorer and three questions."""
    sources = [
        "from widget_example import QUESTIONS, wave_explorer",
        "panel = wave_explorer()\npanel",
        "from neuro_edu.widgets import QuizView\nquiz = QuizView(QUESTIONS)\nquiz",
    ]
    return write_notebook(lab.root, "widget_trial.ipynb", sources)


@pytest.fixture
def notebook(page: Any, lab: Lab, trial: str) -> Notebook:
    """The toys' notebook, run."""
    opened = open_in_lab(page, lab, trial)
    opened.run_all()
    page.wait_for_selector(".neuro-question")
    return opened


@pytest.fixture
def wide_page(page: Any, lab: Lab) -> Any:
    """A page with a picture as wide as those of the lessons, and with a slow simulation."""
    sources = [
        "from widget_example import wide_explorer\nwide_explorer()",
        "wide_explorer(delay_s=5.0, title='Slow')",
    ]
    name = write_notebook(lab.root, "widget_wide.ipynb", sources)
    open_in_lab(page, lab, name).run_all()
    panel_of(page, "Slow").wait_for()
    return page


@pytest.fixture
def studio_page(page: Any, lab: Lab) -> Any:
    """A page with everything that an explorer can have, and with a riddle."""
    sources = ["from widget_example import speed_riddle, studio\nstudio()", "speed_riddle()"]
    name = write_notebook(lab.root, "widget_studio.ipynb", sources)
    open_in_lab(page, lab, name).run_all()
    panel_of(page, "Speed").wait_for()
    return page
