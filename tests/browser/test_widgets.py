"""The panels in a real JupyterLab: keyboard, drag, errors, sizes, quiz."""

import shutil
from importlib.resources import files
from pathlib import Path
from typing import Any

import nbformat
import pytest

from tests.browser.lab_driver import KERNEL_IS_IDLE, Lab, Notebook, open_in_lab

pytestmark = pytest.mark.browser
EXAMPLE = Path(__file__).parents[1] / "widgets" / "example.py"
SERIOUS = """async () => (await axe.run('.neuro-panel')).violations
  .filter(found => ['serious', 'critical'].includes(found.impact))
  .map(found => `${found.id}: ${found.nodes.map(node => node.html).join(' ')}`)"""
CHANGE_THEME = "theme => window.jupyterapp.commands.execute('apputils:change-theme', { theme })"
KERNEL = "window.jupyterapp.shell.currentWidget.sessionContext.session.kernel"
LOST = "This panel is not connected to a running kernel. Choose Run, then Run All Cells."
COUNT_PICTURES = """() => {
  window.picturesSeen = 0;
  const image = document.querySelector('.neuro-picture');
  new MutationObserver(() => { window.picturesSeen += 1; })
    .observe(image, { attributes: true, attributeFilter: ['src'] });
}"""


@pytest.fixture(scope="module")
def trial(lab: Lab) -> str:
    shutil.copy(EXAMPLE, lab.root / "widget_example.py")
    cells = [
        nbformat.v4.new_markdown_cell("# Wave"),
        nbformat.v4.new_code_cell("from widget_example import QUESTIONS, wave_explorer"),
        nbformat.v4.new_code_cell("panel = wave_explorer()\npanel"),
        nbformat.v4.new_code_cell(
            "from neuro_edu.widgets import QuizView\nquiz = QuizView(QUESTIONS)\nquiz"
        ),
        nbformat.v4.new_markdown_cell("## The end"),
    ]
    return write_notebook(lab, "widget_trial.ipynb", cells)


@pytest.fixture(scope="module")
def wide_trial(lab: Lab, trial: str) -> str:
    cells = [
        nbformat.v4.new_code_cell("from widget_example import wide_explorer\nwide_explorer()"),
        nbformat.v4.new_code_cell("wide_explorer(delay_s=5.0, title='Slow')"),
    ]
    return write_notebook(lab, "widget_wide.ipynb", cells)


def write_notebook(lab: Lab, name: str, cells: list[Any]) -> str:
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    notebook = nbformat.v4.new_notebook(cells=cells, metadata={"kernelspec": kernel})
    nbformat.write(notebook, lab.root / name)
    return name


@pytest.fixture
def notebook(page: Any, lab: Lab, trial: str) -> Notebook:
    opened = open_in_lab(page, lab, trial)
    opened.run_all()
    page.wait_for_selector(".neuro-question")
    return opened


@pytest.fixture
def wide_page(page: Any, lab: Lab, wide_trial: str) -> Any:
    open_in_lab(page, lab, wide_trial).run_all()
    page.get_by_role("group", name="Slow", exact=True).wait_for()
    return page


def wait_for_finding(page: Any, text: str) -> None:
    page.locator(".neuro-finding", has_text=text).wait_for()


def test_slider_by_keyboard(notebook: Notebook):
    page = notebook.page
    slider = page.get_by_role("slider", name="Rate")
    image = page.locator(".neuro-picture")
    before, box = image.screenshot(), image.bounding_box()
    slider.focus()
    for _ in range(4):
        slider.press("ArrowRight")
    wait_for_finding(page, "4.0 cycles in 1 s.")
    assert slider.get_attribute("aria-valuetext") == "4.0\u00a0Hz"
    assert image.get_attribute("alt") == "4.0 cycles in 1 s."
    assert image.bounding_box() == box
    assert image.screenshot() != before
    slider.press("End")
    wait_for_finding(page, "20.0 cycles")
    slider.press("ArrowLeft")
    wait_for_finding(page, "19.5 cycles")
    slider.press("PageDown")
    page.wait_for_function("() => document.querySelector('.neuro-slider').valueAsNumber < 19")
    slider.press("PageUp")
    wait_for_finding(page, "19.5 cycles")
    slider.press("Home")
    wait_for_finding(page, "0.5 cycles")
    assert slider.evaluate("element => element === document.activeElement")
    page.get_by_role("button", name="Reset").click()
    wait_for_finding(page, "2.0 cycles")
    assert slider.input_value() == "2"


def test_bare_keys_do_not_reach_jupyterlab(notebook: Notebook):
    page = notebook.page
    cells = page.locator(".jp-Cell").count()
    page.get_by_role("slider", name="Rate").focus()
    for key in ("d", "d", "a", "m"):
        page.keyboard.press(key)
    assert page.locator(".jp-Cell").count() == cells


def test_a_drag_makes_few_updates_and_ends_with_the_last_value(notebook: Notebook):
    page = notebook.page
    slider = page.get_by_role("slider", name="Rate")
    box = slider.bounding_box()
    y = box["y"] + box["height"] / 2
    page.evaluate(COUNT_PICTURES)
    page.mouse.move(box["x"] + 0.1 * box["width"], y)
    page.mouse.down()
    for step in range(180):
        page.mouse.move(box["x"] + (0.1 + 0.7 * step / 180) * box["width"], y)
    page.mouse.up()
    wait_for_finding(page, f"{float(slider.input_value()):.1f} cycles")
    assert 1 <= page.evaluate("window.picturesSeen") < 90


def test_errors_are_shown_and_the_panel_goes_on(notebook: Notebook):
    page = notebook.page
    page.get_by_role("slider", name="Rate").press("End")
    wait_for_finding(page, "20.0 cycles")
    page.get_by_label("Limit the rate").check()
    alert = page.get_by_role("alert").filter(has_text="rate_hz must be at most 10 Hz")
    alert.wait_for()
    assert page.get_by_role("slider", name="Rate").get_attribute("aria-invalid") == "true"
    page.get_by_label("Limit the rate").uncheck()
    alert.wait_for(state="hidden")
    page.get_by_role("slider", name="Repeats").press("End")
    page.get_by_role("alert").filter(has_text="ZeroDivisionError: five is too many").wait_for()
    page.get_by_role("slider", name="Repeats").press("Home")
    page.get_by_role("slider", name="Rate").press("Home")
    wait_for_finding(page, "0.5 cycles")


def test_choice_by_keyboard(notebook: Notebook):
    page = notebook.page
    image = page.locator(".neuro-picture")
    before = image.get_attribute("src")
    page.get_by_label("Colour").focus()
    page.keyboard.press("ArrowDown")
    page.wait_for_function(
        "old => document.querySelector('.neuro-picture').src !== old", arg=before
    )
    assert page.get_by_label("Colour").input_value() == "#D55E00"


@pytest.mark.parametrize("width", [640, 900, 1280, 1920])  # 640 px: 200 % zoom on 1280
def test_panels_fit_the_page_and_can_be_read(notebook: Notebook, width: int):
    page = notebook.page
    page.set_viewport_size({"width": width, "height": 900})
    for box in page.locator(".neuro-panel, .neuro-question").all():
        inner, outer = box.evaluate("e => [e.scrollWidth, e.clientWidth]")
        assert inner <= outer
    smallest_px = page.evaluate(
        """() => Math.min(...[...document.querySelectorAll('.neuro-panel *')]
             .map(element => parseFloat(getComputedStyle(element).fontSize)))"""
    )
    assert smallest_px >= 14


def test_a_small_screen_shows_slider_picture_and_finding_together(wide_page: Any):
    page = wide_page
    page.set_viewport_size({"width": 1280, "height": 720})
    box = page.get_by_role("group", name="Wide", exact=True).bounding_box()
    assert box["height"] <= 640


def test_a_lecture_hall_gets_large_text_and_a_picture_that_is_not_blurred(wide_page: Any):
    page = wide_page
    page.set_viewport_size({"width": 1920, "height": 1080})
    wide = page.get_by_role("group", name="Wide", exact=True)
    assert 1300 <= wide.bounding_box()["width"] <= 1400
    assert wide.evaluate("e => parseFloat(getComputedStyle(e).fontSize)") > 19
    for picture in page.locator(".neuro-picture").all():
        scale = picture.evaluate("e => e.clientWidth / e.naturalWidth")
        assert 1.2 <= scale <= 1.4 + 1e-3


def test_a_picture_too_wide_for_the_page_scrolls_by_itself_and_by_keyboard(wide_page: Any):
    page = wide_page
    wide = page.get_by_role("group", name="Wide", exact=True)
    box = wide.get_by_role("group", name="Picture")
    assert box.get_attribute("tabindex") is None
    page.set_viewport_size({"width": 640, "height": 900})
    page.wait_for_function("() => document.querySelector('.neuro-scroll[tabindex]')")
    assert wide.locator(".neuro-picture").bounding_box()["width"] == pytest.approx(720, abs=1)
    box.press("End")
    box.press("ArrowRight")
    page.wait_for_function("() => document.querySelector('.neuro-scroll[tabindex]').scrollLeft > 0")


def test_reset_stands_at_the_top_of_many_controls(notebook: Notebook):
    panel = notebook.page.get_by_role("group", name="Wave", exact=True)
    reset = panel.get_by_role("button", name="Reset").bounding_box()
    first = panel.locator(".neuro-control").first.bounding_box()
    assert abs(reset["y"] - first["y"]) <= 2
    assert reset["x"] >= max(c.bounding_box()["x"] for c in panel.locator(".neuro-control").all())


def test_the_picture_is_dimmed_in_the_dark_theme_only(notebook: Notebook):
    page = notebook.page
    dimmed = "() => getComputedStyle(document.querySelector('.neuro-picture')).filter"
    assert page.evaluate(dimmed) == "none"
    page.evaluate(CHANGE_THEME, "JupyterLab Dark")
    page.wait_for_selector("body[data-jp-theme-light='false']", state="attached")
    assert page.evaluate(dimmed) == "brightness(0.92)"


def wave_panel(page: Any) -> Any:
    return page.get_by_role("group", name="Wave", exact=True)


def test_a_restarted_kernel_disables_the_panels_until_they_are_run_again(notebook: Notebook):
    page = notebook.page
    panel, quiz = wave_panel(page), page.get_by_role("group", name="Questions")
    slider = panel.get_by_role("slider", name="Rate")
    slider.press("ArrowRight")
    panel.locator(".neuro-finding", has_text="2.5 cycles").wait_for()
    page.evaluate(f"async () => {{ await {KERNEL}.restart(); }}")
    for box in (panel, quiz):
        box.get_by_role("alert").filter(has_text=LOST).wait_for()
        assert box.locator(":is(input, select, button):enabled").count() == 0
    assert slider.input_value() == "2.5"
    assert panel.locator(".neuro-finding").text_content() == "2.5 cycles in 1 s."
    page.wait_for_function(KERNEL_IS_IDLE)
    notebook.run_all()
    slider.press("ArrowRight")
    panel.locator(".neuro-finding", has_text="2.5 cycles").wait_for()
    assert page.get_by_text(LOST).filter(visible=True).count() == 0


def test_a_value_whose_answer_cannot_come_any_more_is_taken_back(notebook: Notebook):
    page = notebook.page
    panel = wave_panel(page)
    slider = panel.get_by_role("slider", name="Rate")
    page.evaluate(
        f"""() => {{
          const slider = document.querySelector('[aria-label="Wave"] .neuro-slider');
          slider.value = 7;
          slider.dispatchEvent(new Event('input'));
          {KERNEL}.restart();
        }}"""
    )
    panel.get_by_role("alert").filter(has_text=LOST).wait_for()
    assert slider.input_value() == "2"
    assert slider.get_attribute("aria-valuetext") == "2.0\u00a0Hz"


def test_a_long_simulation_is_waited_for_and_not_called_lost(wide_page: Any):
    page = wide_page
    panel = page.get_by_role("group", name="Slow", exact=True)
    panel.get_by_role("slider", name="Rate").press("End")
    panel.get_by_role("status").filter(has_text="No answer yet").wait_for()
    assert panel.get_by_role("slider", name="Rate").is_enabled()
    panel.locator(".neuro-finding", has_text="20.0 cycles").wait_for()
    panel.get_by_text("No answer yet").wait_for(state="hidden")
    assert panel.get_by_role("alert").filter(has_text=LOST).count() == 0


def test_check_after_a_shutdown_says_that_nothing_answers(notebook: Notebook):
    page = notebook.page
    page.evaluate("() => window.jupyterapp.shell.currentWidget.sessionContext.shutdown()")
    first = page.get_by_role("group", name="Which one?")
    first.get_by_role("radio", name="text <0>").check()
    first.get_by_role("button", name="Check").click()
    page.get_by_role("group", name="Questions").get_by_role("alert").filter(
        has_text=LOST
    ).wait_for()
    assert first.get_by_role("button", name="Check").is_disabled()


def test_quiz_by_keyboard(notebook: Notebook):
    page = notebook.page
    first = page.get_by_role("group", name="Which one?")
    check = first.get_by_role("button", name="Check")
    assert check.is_disabled()
    first.get_by_role("radio", name="text <0>").press("Space")
    check.press("Enter")
    first.get_by_text("because 0").wait_for()
    assert page.evaluate("document.activeElement.textContent") == "\u2717 Not quite"
    page.get_by_text("0 of 3 right").wait_for()
    first.get_by_role("button", name="Try again").press("Enter")
    check.wait_for()
    first.get_by_role("radio", name="text <0>").press("ArrowDown")
    check.press("Enter")
    first.get_by_text("because 1").wait_for()
    page.get_by_text("1 of 3 right").wait_for()
    third = page.get_by_role("group", name="How fast?")
    number = third.get_by_role("textbox", name="Your answer")
    number.fill("197,5")
    number.press("Enter")
    third.get_by_text("more").wait_for()
    third.get_by_role("button", name="Try again").click()
    number.fill("200")
    number.press("Enter")
    page.get_by_text("2 of 3 right").wait_for()


@pytest.mark.parametrize("theme", ["JupyterLab Light", "JupyterLab Dark"])
def test_axe_finds_no_serious_fault_in_a_panel(notebook: Notebook, theme: str):
    page = notebook.page
    page.evaluate(CHANGE_THEME, theme)
    page.wait_for_selector(f"body[data-jp-theme-name='{theme}']", state="attached")
    page.add_script_tag(path=files("axe_playwright_python") / "axe.min.js")
    assert page.evaluate(SERIOUS) == []
    page.get_by_role("radio", name="text <0>").check()
    page.get_by_role("group", name="Which one?").get_by_role("button", name="Check").click()
    page.get_by_text("because 0").wait_for()
    page.get_by_role("slider", name="Rate").press("End")
    page.get_by_label("Limit the rate").check()
    page.get_by_role("alert").filter(has_text="rate_hz must be at most 10 Hz").wait_for()
    assert page.evaluate(SERIOUS) == []
