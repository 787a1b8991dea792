"""Every lab in a real JupyterLab: each control to both ends by keyboard alone."""

import os
from importlib.resources import files
from pathlib import Path
from typing import Any

import nbformat
import pytest

from tests.browser.lab_driver import Lab, open_in_lab, watch_console
from tests.lessons.labs import labs

expect = pytest.importorskip("playwright.sync_api").expect

pytestmark = pytest.mark.browser

NAMES = list(labs())
SERIOUS = """async panel => (await axe.run(panel)).violations
  .filter(found => ['serious', 'critical'].includes(found.impact))
  .map(found => `${found.id}: ${found.nodes.map(node => node.html).join(' ')}`)"""
#: The panel has nothing left to answer: the kernel has heard every move, and the picture is there.
SETTLED = """panel => {
  const image = panel.querySelector('.neuro-picture');
  return image.complete && image.naturalWidth > 0 && !panel.querySelector('[aria-busy="true"]');
}"""


@pytest.fixture(scope="module")
def course(browser: Any, lab: Lab):
    """One notebook with all labs, run; the page, and what its console complained of."""
    context = browser.new_context(viewport={"width": 1280, "height": 1000})
    page = context.new_page()
    page.set_default_timeout(30_000)
    errors = watch_console(page)
    sources = ["from neuro_edu import lessons", *(f"lessons.{name}()" for name in NAMES)]
    notebook = nbformat.v4.new_notebook(
        cells=[nbformat.v4.new_code_cell(source) for source in sources],
        metadata={"kernelspec": {"name": "python3", "display_name": "Python 3"}},
    )
    nbformat.write(notebook, lab.root / "all_labs.ipynb")
    open_in_lab(page, lab, "all_labs.ipynb").run_all()
    yield page, errors
    context.close()


@pytest.fixture(params=NAMES)
def panel(request, course):
    page, errors = course
    errors.clear()
    cell = page.locator(".jp-CodeCell", has_text=f"lessons.{request.param}()")
    cell.scroll_into_view_if_needed()
    found = cell.locator(".neuro-panel")
    found.wait_for()
    yield found
    _photograph(found, request.param)
    assert errors == []


def _photograph(panel, name: str) -> None:
    """Keep a picture of the panel where somebody asked for it, to be looked at."""
    folder = os.environ.get("NEURO_EDU_SCREENSHOTS")
    if folder:
        panel.screenshot(path=str(Path(folder) / f"{name}.png"))


def press_and_see(panel, control, key: str) -> None:
    """Press a key on a control; where that moves it, wait until another picture is there."""
    read = "node => node.type === 'checkbox' ? String(node.checked) : node.value"
    picture = panel.locator(".neuro-picture")
    before, source = control.evaluate(read), picture.get_attribute("src")
    control.press(key)
    if control.evaluate(read) != before:
        expect(picture).not_to_have_attribute("src", source, timeout=15_000)


def test_every_control_goes_to_both_ends_by_keyboard(panel):
    for slider in panel.get_by_role("slider").all():
        for key in ("Home", "End"):
            press_and_see(panel, slider, key)
            assert slider.get_attribute("aria-valuetext")
    for choice in panel.get_by_role("combobox").all():
        for key in ("End", "Home"):
            press_and_see(panel, choice, key)
    for box in panel.get_by_role("checkbox").all():
        for _ in range(2):
            press_and_see(panel, box, "Space")
    reset = panel.get_by_role("button", name="Reset")
    reset.press("Enter")
    panel.page.wait_for_function(SETTLED, arg=panel.element_handle())
    expect(panel.locator(".neuro-error:visible")).to_have_count(0)
    alt = panel.locator(".neuro-picture").get_attribute("alt")
    assert alt
    assert "figure" not in alt.lower()


def test_no_barrier_is_found_in_the_panel(panel):
    panel.page.add_script_tag(path=files("axe_playwright_python") / "axe.min.js")
    assert panel.evaluate(SERIOUS) == []


@pytest.mark.parametrize("width", [900, 1920])
def test_nothing_is_cut_off_at_the_widths_of_laptop_and_lecture_hall(course, width):
    page, errors = course
    errors.clear()
    page.set_viewport_size({"width": width, "height": 1000})
    too_wide = """() => [...document.querySelectorAll('.neuro-panel')]
      .filter(panel => panel.scrollWidth > panel.clientWidth + 1)
      .map(panel => panel.getAttribute('aria-label'))"""
    assert page.evaluate(too_wide) == []
    page.set_viewport_size({"width": 1280, "height": 1000})
    assert errors == []
