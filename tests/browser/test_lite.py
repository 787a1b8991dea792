"""The site that needs no server: it opens at lesson 00 with its still, and asks nobody else."""

import functools
import http.server
import json
import os
import re
import subprocess
import threading
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import nbformat
import pytest

from tests.browser.lab_driver import watch_console
from tools.lite import WAITS

pytestmark = pytest.mark.browser

ROOT = Path(__file__).parents[2]
PYTHON = ROOT / ".venv-lite" / "bin" / "python"
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
# Where JupyterLite's Python comes from; docs/without-installing.md says so.
CONTENT_NETWORK = "cdn.jsdelivr.net"


class Quiet(http.server.SimpleHTTPRequestHandler):
    """Serves files and keeps no log."""

    def log_message(self, format: str, *args: Any) -> None:
        pass


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that `make lite` builds."""
    if not PYTHON.exists():
        assert not os.environ.get("CI"), "run: make .venv-lite/stamp"
        pytest.skip("the environment of make lite is not there")
    folder = tmp_path_factory.mktemp("lite") / "site"
    command = [str(PYTHON), "tools/lite.py", str(folder)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if "No matching distribution" in done.stderr and not os.environ.get("CI"):
        pytest.skip("wheels cannot be fetched: no network")
    assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture(scope="module")
def address(site: Path) -> Iterator[str]:
    """Where the folder is served: as files and nothing else, below the address of a host."""
    handler = functools.partial(Quiet, directory=str(site.parent))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_address[1]}/{site.name}/"
        server.shutdown()
        thread.join()


def opened(browser: Any, url: str) -> tuple[Any, set[str], list[str]]:
    """A page of the site, hosts that it asked, and errors; the content network is out of reach."""
    context = browser.new_context(viewport={"width": 1280, "height": 1000})
    hosts: set[str] = set()
    context.on("request", lambda request: hosts.add(urlsplit(request.url).hostname or ""))
    context.route(lambda u: urlsplit(u).hostname == CONTENT_NETWORK, lambda route: route.abort())
    page = context.new_page()
    page.set_default_timeout(30_000)
    errors = watch_console(page)
    page.goto(url)
    page.wait_for_selector(".jp-Notebook .jp-OutputArea img")
    return page, hosts, errors


def test_every_notebook_and_the_wheels_are_in_the_site(site):
    listed = json.loads((site / "api/contents/all.json").read_text(encoding="utf-8"))["content"]
    assert {item["name"] for item in listed} == {path.name for path in NOTEBOOKS}
    wheels = json.loads((site / "pypi/all.json").read_text(encoding="utf-8"))
    assert {"neuro-edu", "anywidget", "ipywidgets"} <= set(wheels)
    for releases in wheels.values():
        for (release,) in releases["releases"].values():
            assert release["filename"].endswith("-none-any.whl")
            assert (site / "pypi" / release["filename"]).exists()
    (config,) = re.findall(
        r'"litePluginSettings": \{.*?\n    \}',
        (site / "jupyter-lite.json").read_text(encoding="utf-8"),
        re.DOTALL,
    )
    assert '"disablePyPIFallback": true' in config


def test_each_page_brings_the_course_first_and_is_otherwise_the_lesson(site):
    for path in NOTEBOOKS:
        page = nbformat.read(site / "files" / path.name, as_version=4)
        code = [cell.source for cell in page.cells if cell.cell_type == "code"]
        lesson = nbformat.read(path, as_version=4)
        assert "%pip install -q neuro_edu" in code[0].splitlines()
        own = [cell.id for cell in page.cells]
        assert [id_ for id_ in own if id_ in {cell.id for cell in lesson.cells}] == [
            cell.id for cell in lesson.cells
        ]
        shown = {cell.id: cell.outputs for cell in page.cells if cell.cell_type == "code"}
        for cell in lesson.cells:
            if cell.cell_type == "code":
                # What the check of the installation found elsewhere is not so in a browser.
                is_check = "check_installation" in cell.source
                assert shown[cell.id] == ([] if is_check else cell.outputs)


def test_a_note_stands_before_each_lab_that_takes_long_in_a_browser(site):
    noted = set()
    for path in NOTEBOOKS:
        for before, cell in pairwise(nbformat.read(site / "files" / path.name, 4).cells):
            names = [n for n in WAITS if f"lessons.{n}(" in cell.source]
            if cell.cell_type == "code" and names:
                assert WAITS[names[0]] in before.source
                noted.add(names[0])
    assert noted == set(WAITS)


def test_the_site_opens_at_lesson_00_with_its_still_and_asks_only_itself(browser, address):
    page, hosts, errors = opened(browser, address)
    still = page.locator(".jp-OutputArea img").first
    still.scroll_into_view_if_needed()
    assert page.get_by_role("heading", name="Start here").is_visible()
    assert page.get_by_role("strong").filter(has_text="without installing").is_visible()
    assert still.evaluate("image => image.complete && image.naturalWidth") >= 900
    assert "spike" in still.get_attribute("alt")
    assert hosts <= {"127.0.0.1", CONTENT_NETWORK, ""}
    assert [error for error in errors if CONTENT_NETWORK not in error] == []
    page.context.close()


def test_a_link_leads_to_the_next_lesson(browser, address):
    page, _, _ = opened(browser, address)
    page.get_by_role("link", name="Meet neuromyotonia").first.click()
    page.get_by_role("heading", name="Meet neuromyotonia").wait_for()
    page.context.close()
