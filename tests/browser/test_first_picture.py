"""While the first picture of a panel is made, the page says so; no notebook keeps it."""

import json
from typing import Any

import pytest

from tests.browser.lab_driver import CELL_ERRORS, KERNEL_IS_IDLE, Lab, open_in_lab
from tests.browser.panels import KERNEL, panel_of, wait_for_finding, write_notebook

expect = pytest.importorskip("playwright.sync_api").expect

pytestmark = pytest.mark.browser
START_ALL = "() => { window.jupyterapp.commands.execute('notebook:run-all-cells'); }"
OUTPUTS = """() => [...window.jupyterapp.shell.currentWidget.content.model.cells]
  .map(cell => cell.toJSON().outputs ?? [])"""


def start(page: Any, lab: Lab) -> None:
    """Open a notebook with two panels that take four seconds each, and start it."""
    sources = [
        "from widget_example import slow_start, wave_explorer\nwave_explorer()",
        "slow_start(title='Silent')",
        "slow_start(title='Telling', reports=True)",
    ]
    name = write_notebook(lab.root, "widget_slow_start.ipynb", sources)
    open_in_lab(page, lab, name)
    page.evaluate(START_ALL)


@pytest.fixture
def starting(page: Any, lab: Lab) -> Any:
    """The page of a notebook that has just been started."""
    start(page, lab)
    return page


def line(page: Any, title: str) -> Any:
    return page.get_by_role("progressbar", name=f"Calculating: {title}")


def test_the_page_says_what_is_calculated_until_the_panel_is_there(starting: Any):
    page = starting
    line(page, "Silent").wait_for()
    assert panel_of(page, "Silent").count() == 0
    assert line(page, "Silent").get_attribute("value") is None
    panel_of(page, "Silent").wait_for()
    expect(line(page, "Silent")).to_have_count(0)
    line(page, "Telling").wait_for()
    page.wait_for_function("() => document.querySelector('.neuro-first progress').value > 0.3")
    assert panel_of(page, "Telling").count() == 0
    wait_for_finding(panel_of(page, "Telling"), "2.0 cycles in 1 s.")
    expect(page.locator(".neuro-first .neuro-progress")).to_have_count(0)
    # Each cell has its panel alone.
    assert page.evaluate(CELL_ERRORS) == []
    outputs = [cell for cell in page.evaluate(OUTPUTS) if cell]
    assert [len(cell) for cell in outputs] == [1, 1, 1]
    assert "Calculating" not in json.dumps(outputs)
    panel_of(page, "Telling").get_by_role("slider", name="Rate").press("End")
    wait_for_finding(panel_of(page, "Telling"), "20.0 cycles")


def test_the_line_goes_when_the_work_is_interrupted(starting: Any):
    page = starting
    line(page, "Silent").wait_for()
    page.evaluate(f"async () => {{ await {KERNEL}.interrupt(); }}")
    expect(page.locator(".neuro-first .neuro-progress")).to_have_count(0)
    assert panel_of(page, "Silent").count() == 0


def test_no_line_is_left_when_the_kernel_is_restarted(browser: Any, lab: Lab):
    context = browser.new_context()
    page = context.new_page()
    start(page, lab)
    line(page, "Silent").wait_for()
    # While it is being ended it may end this panel, and begin with the next.
    page.evaluate(f"async () => {{ await {KERNEL}.restart(); }}")
    page.wait_for_function(KERNEL_IS_IDLE)
    expect(page.locator(".neuro-first .neuro-progress")).to_have_count(0)
    # Not the `page` of the other tests: JupyterLab complains of what a kernel says at its end.
    context.close()
