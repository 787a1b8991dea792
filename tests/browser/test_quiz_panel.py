"""Questions in a real JupyterLab."""

import pytest

from tests.browser.lab_driver import Notebook

pytestmark = pytest.mark.browser


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
