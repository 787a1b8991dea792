"""Panels on small and large screens, light and dark, and for assistive technology."""

from importlib.resources import files
from typing import Any

import pytest

from tests.browser.lab_driver import Notebook
from tests.browser.panels import CHANGE_THEME, SERIOUS, panel_of, wait_until_playing

pytestmark = pytest.mark.browser


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
    box = panel_of(page, "Wide").bounding_box()
    assert box["height"] <= 640


def test_a_lecture_hall_gets_large_text_and_a_picture_that_is_not_blurred(wide_page: Any):
    page = wide_page
    page.set_viewport_size({"width": 1920, "height": 1080})
    wide = panel_of(page, "Wide")
    assert 1300 <= wide.bounding_box()["width"] <= 1400
    assert wide.evaluate("e => parseFloat(getComputedStyle(e).fontSize)") > 19
    for picture in page.locator(".neuro-picture").all():
        scale = picture.evaluate("e => e.clientWidth / e.naturalWidth")
        assert 1.2 <= scale <= 1.4 + 1e-3


def test_a_picture_too_wide_for_the_page_scrolls_by_itself_and_by_keyboard(wide_page: Any):
    page = wide_page
    wide = panel_of(page, "Wide")
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


def test_a_small_screen_shows_groups_picture_and_finding_together(studio_page: Any):
    studio = panel_of(studio_page, "Studio")
    studio_page.set_viewport_size({"width": 1280, "height": 720})
    groups = [group.bounding_box() for group in studio.locator(".neuro-group").all()]
    assert len({box["y"] for box in groups}) == 1
    top, last = studio.bounding_box(), studio.locator(".neuro-finding").bounding_box()
    assert last["y"] + last["height"] - top["y"] <= 600


def test_studio_and_riddle_fit_the_page(studio_page: Any):
    page = studio_page
    riddle = panel_of(page, "Speed")
    riddle.get_by_role("radio", name="Slow waves").check()
    riddle.get_by_role("button", name="Answer").click()
    riddle.locator(".neuro-verdict").wait_for()
    for width in (640, 900, 1280, 1920):
        page.set_viewport_size({"width": width, "height": 900})
        for title in ("Studio", "Speed"):
            panel = panel_of(page, title)
            inner, outer = panel.evaluate("e => [e.scrollWidth, e.clientWidth]")
            assert inner <= outer
            box, table = panel.bounding_box(), panel.get_by_role("table").bounding_box()
            assert table["x"] >= box["x"] + 10
            assert table["x"] + table["width"] <= box["x"] + box["width"]


@pytest.mark.parametrize("theme", ["JupyterLab Light", "JupyterLab Dark"])
def test_axe_finds_no_serious_fault_in_studio_and_riddle(studio_page: Any, theme: str):
    page = studio_page
    page.evaluate(CHANGE_THEME, theme)
    page.wait_for_selector(f"body[data-jp-theme-name='{theme}']", state="attached")
    page.add_script_tag(path=files("axe_playwright_python") / "axe.min.js")
    studio, riddle = panel_of(page, "Studio"), panel_of(page, "Speed")
    studio.get_by_role("button", name="Listen").click()
    wait_until_playing(studio)
    assert page.evaluate(SERIOUS) == []
    riddle.get_by_role("radio", name="Slow waves").check()
    riddle.get_by_role("button", name="Answer").click()
    riddle.locator(".neuro-verdict").wait_for()
    studio.get_by_role("slider", name="Delay").press("End")
    studio.get_by_role("progressbar").wait_for()
    assert page.evaluate(SERIOUS) == []
