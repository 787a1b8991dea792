"""A case read from beginning to end by keyboard, in a real JupyterLab."""

from importlib.resources import files
from typing import Any

import pytest

from neuro_edu.content import load_content
from tests.browser.lab_driver import Lab, open_in_lab
from tests.browser.panels import CHANGE_THEME, SERIOUS, panel_of, write_notebook

expect = pytest.importorskip("playwright.sync_api").expect

pytestmark = pytest.mark.browser
CASE = load_content().cases["teacher-calf-cramps"]
RIGHT = load_content().conditions[CASE.condition].name
FOCUSED = "document.activeElement.textContent"
SMALLEST_PX = """e => Math.min(...[...e.querySelectorAll('*')]
  .map(inner => parseFloat(getComputedStyle(inner).fontSize)))"""


@pytest.fixture(scope="module")
def name(lab: Lab) -> str:
    source = f"from neuro_edu import lessons\nlessons.case({CASE.id!r})"
    return write_notebook(lab.root, "case_trial.ipynb", [source])


@pytest.fixture
def panel(page: Any, lab: Lab, name: str) -> Any:
    open_in_lab(page, lab, name).run_all()
    box = panel_of(page, CASE.title)
    box.get_by_role("heading", name="History").wait_for()
    return box


def go_on(panel: Any, heading: str) -> None:
    panel.get_by_role("button", name=f"Continue: {heading}").press("Enter")
    expect(panel.get_by_role("heading", name=heading, exact=True)).to_be_focused()


def choose(panel: Any, text: str) -> None:
    panel.get_by_role("radio", name=text, exact=True).press("Space")
    panel.get_by_role("button", name="Choose").press("Enter")
    panel.get_by_role("group", name=text, exact=True).wait_for()


def read_up_to_the_diagnosis(panel: Any) -> None:
    go_on(panel, "What would you ask first?")
    assert panel.get_by_role("button", name="Continue").count() == 0
    choose(panel, CASE.first_questions[1])
    go_on(panel, "Examination")
    go_on(panel, "Tests on request")
    panel.get_by_role("button", name="CT of the chest").press("Enter")
    told = panel.get_by_role("group", name="CT of the chest")
    expect(told).to_be_focused()
    expect(told).to_contain_text("No mass in the mediastinum")
    panel.get_by_role("button", name="Old VGKC radioassay").press("Enter")
    expect(panel.get_by_role("group", name="Old VGKC radioassay")).to_contain_text(
        "Better not ordered"
    )
    go_on(panel, "Commit to a diagnosis")


def test_a_case_is_read_to_its_end_by_keyboard_and_started_again(page, panel):
    assert page.get_by_text("calves").count() > 0
    assert RIGHT not in panel.inner_text()
    read_up_to_the_diagnosis(panel)
    wrong = next(
        text for text in panel.locator(".neuro-option").all_inner_texts()
        if text not in (RIGHT, *CASE.first_questions)
    )  # fmt: skip
    choose(panel, wrong)
    expect(panel.get_by_role("group", name=wrong)).to_contain_text("A wrong turn")
    for heading in ("Diagnosis", "Treatment", "Follow-up"):
        go_on(panel, heading)
    assert panel.get_by_role("button", name="Continue").count() == 0
    expect(panel).to_contain_text("Take home.")
    panel.get_by_role("button", name="Start again").press("Enter")
    expect(panel.get_by_role("heading", name="History")).to_be_focused()
    assert panel.get_by_role("heading").count() == 1


def test_keys_stay_in_the_case(page, panel):
    cells = page.locator(".jp-Cell").count()
    go_on(panel, "What would you ask first?")
    panel.get_by_role("radio").first.press("Space")
    page.keyboard.press("ArrowDown")
    expect(panel.get_by_role("radio").nth(1)).to_be_focused()
    for key in ("d", "d", "a"):
        page.keyboard.press(key)
    assert page.locator(".jp-Cell").count() == cells


def test_a_word_is_explained_on_focus_and_on_pointing_and_escape_closes_it(page, panel):
    read_up_to_the_diagnosis(panel)
    panel.get_by_role("button", name="Nerve conduction").press("Enter")
    term = load_content().terms["after-discharge"]
    word = panel.get_by_role("button", name="after-discharges")
    tip = panel.get_by_role("tooltip").filter(has_text=term.definition)
    word.scroll_into_view_if_needed()
    expect(word).to_have_accessible_description(f"{term.term}: {term.definition}")
    page.mouse.move(5, 5)
    word.focus()
    expect(tip).to_be_visible()
    assert tip.evaluate(
        "e => { const b = e.getBoundingClientRect();"
        " return b.left >= 0 && b.top >= 0 && b.right <= innerWidth && b.bottom <= innerHeight; }"
    )
    page.keyboard.press("Escape")
    expect(tip).to_be_hidden()
    expect(word).to_be_focused()
    word.evaluate("e => e.blur()")
    word.hover()
    expect(tip).to_be_visible()
    tip.hover()
    expect(tip).to_be_visible()
    page.mouse.move(5, 5)
    expect(tip).to_be_hidden()


@pytest.mark.parametrize("theme", ["JupyterLab Light", "JupyterLab Dark"])
def test_axe_finds_no_serious_fault_and_nothing_is_cut_off(page, panel, theme):
    page.evaluate(CHANGE_THEME, theme)
    page.wait_for_selector(f"body[data-jp-theme-name='{theme}']", state="attached")
    read_up_to_the_diagnosis(panel)
    choose(panel, RIGHT)
    page.add_script_tag(path=files("axe_playwright_python") / "axe.min.js")
    assert page.evaluate(SERIOUS) == []
    for width in (640, 900, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        inner, outer = panel.evaluate("e => [e.scrollWidth, e.clientWidth]")
        assert inner <= outer
        assert panel.evaluate(SMALLEST_PX) >= 14
