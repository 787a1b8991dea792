"""Explorers in a real JupyterLab: keyboard, drag, errors."""

from typing import Any

import pytest

from tests.browser.lab_driver import Notebook
from tests.browser.panels import panel_of, player, wait_for_finding, wait_until_playing

pytestmark = pytest.mark.browser
COUNT_PICTURES = """() => {
  window.picturesSeen = 0;
  const image = document.querySelector('.neuro-picture');
  new MutationObserver(() => { window.picturesSeen += 1; })
    .observe(image, { attributes: true, attributeFilter: ['src'] });
}"""


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


@pytest.fixture
def studio(studio_page: Any) -> Any:
    return panel_of(studio_page, "Studio")


def test_an_action_is_pressed_once_at_a_time_and_keeps_the_focus(studio: Any):
    page = studio.page
    studio.get_by_role("slider", name="Delay").press("End")
    studio.get_by_role("progressbar").wait_for()
    studio.get_by_role("progressbar").wait_for(state="hidden")
    button = studio.get_by_role("button", name="New record")
    for _ in range(3):  # two seconds each: only the first one counts
        button.press("Enter")
    assert button.is_disabled()
    wait_for_finding(studio, "3.0 cycles in 1 s.")
    page.wait_for_timeout(1000)
    assert button.is_enabled()
    assert studio.locator(".neuro-finding").inner_text() == "3.0 cycles in 1 s."
    assert button.evaluate("e => e === document.activeElement")


def test_progress_is_shown_while_a_long_simulation_runs_only(studio: Any):
    bar = studio.get_by_role("progressbar", name="Calculating")
    studio.get_by_role("slider", name="Rate").press("End")
    wait_for_finding(studio, "20.0 cycles")
    assert not bar.is_visible()
    studio.get_by_role("slider", name="Delay").press("End")
    bar.wait_for()
    first = bar.evaluate("e => e.value")
    studio.page.wait_for_timeout(600)
    assert 0 < first < bar.evaluate("e => e.value") <= 1
    bar.wait_for(state="hidden")


def test_listen_plays_the_picture_and_stops_with_it(studio: Any):
    listen = studio.get_by_role("button", name="Listen")
    listen.press("Enter")
    state = wait_until_playing(studio)
    assert state["label"] == "Sound: Studio"
    assert state["duration_s"] == pytest.approx(1.0, abs=0.05)
    heard = state["source"]
    studio.get_by_role("slider", name="Rate").press("End")
    wait_for_finding(studio, "20.0 cycles")
    state = player(studio)
    assert state["hidden"]
    assert state["paused"]
    listen.click()
    assert wait_until_playing(studio)["source"] != heard


def test_listen_waits_for_the_picture_that_was_asked_for(studio: Any):
    studio.get_by_role("slider", name="Delay").press("End")
    studio.get_by_role("button", name="Listen").click()
    assert player(studio)["hidden"]
    studio.get_by_role("progressbar").wait_for()
    studio.get_by_role("progressbar").wait_for(state="hidden")
    wait_until_playing(studio)


def test_groups_and_details_are_named_and_can_be_read_aloud(studio: Any):
    for name, controls in (("Wave", 2), ("Screen", 2), ("Record", 2)):
        group = studio.get_by_role("group", name=name, exact=True)
        assert group.locator(".neuro-control").count() == controls
    table = studio.get_by_role("table", name="Details")
    assert table.get_by_role("columnheader").all_inner_texts() == ["Quantity", "Value", "Unit"]
    assert table.get_by_role("row", name="Period 500 ms").count() == 1
    studio.get_by_role("slider", name="Rate").press("End")
    table.get_by_role("row", name="Period 50 ms").wait_for()
