"""Panels whose kernel is gone, or only busy."""

from typing import Any

import pytest

from tests.browser.lab_driver import KERNEL_IS_IDLE, Notebook
from tests.browser.panels import KERNEL, LOST, panel_of

pytestmark = pytest.mark.browser


def test_a_restarted_kernel_disables_the_panels_until_they_are_run_again(notebook: Notebook):
    page = notebook.page
    panel, quiz = panel_of(page, "Wave"), panel_of(page, "Questions")
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
    panel = panel_of(page, "Wave")
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
    panel = panel_of(page, "Slow")
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
    panel_of(page, "Questions").get_by_role("alert").filter(has_text=LOST).wait_for()
    assert first.get_by_role("button", name="Check").is_disabled()
