"""Panels on small and large screens, light and dark, and for assistive technology."""

from collections.abc import Iterator
from importlib.resources import files
from typing import Any

import pytest

from tests.browser.lab_driver import Lab, Notebook, open_in_lab, watch_console
from tests.browser.panels import (
    CHANGE_THEME,
    SERIOUS,
    panel_of,
    wait_until_playing,
    write_notebook,
)

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
    # JupyterLab remembers the theme that an earlier test chose.
    page.evaluate(CHANGE_THEME, "JupyterLab Light")
    page.wait_for_selector("body[data-jp-theme-light='true']", state="attached")
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


def test_many_controls_stand_beside_picture_and_finding(studio_page: Any):
    studio = panel_of(studio_page, "Studio")
    studio_page.set_viewport_size({"width": 1280, "height": 720})
    picture = studio.locator(".neuro-picture").bounding_box()
    for control in studio.locator(".neuro-control").all():
        box = control.bounding_box()
        assert box["x"] + box["width"] < picture["x"]
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


LABS = ("axon_lab", "emg_room", "treatment_lab", "kv1_explorer")
SHOW_SIDEBAR = """isOpen => {
  const { shell } = window.jupyterapp;
  if (isOpen) shell.expandLeft(); else shell.collapseLeft();
}"""
#: What of an element is above or below the part of the notebook that can be seen, CSS pixels.
OUT_OF_SIGHT = """element => {
  const { top, bottom } = element.getBoundingClientRect();
  const window = element.closest('.jp-WindowedPanel-outer').getBoundingClientRect();
  return Math.max(0, window.top - top, bottom - window.bottom);
}"""


@pytest.fixture(scope="module")
def labs_page(browser: Any, lab: Lab) -> Iterator[Any]:
    """A page with labs of one, ten and more controls."""
    sources = ["from neuro_edu import lessons", *(f"lessons.{name}()" for name in LABS)]
    name = write_notebook(lab.root, "labs_in_sight.ipynb", sources)
    context = browser.new_context(viewport={"width": 1280, "height": 1000})
    page = context.new_page()
    page.set_default_timeout(30_000)
    errors = watch_console(page)
    open_in_lab(page, lab, name).run_all()
    yield page
    context.close()
    assert errors == [], "the browser's console has errors"


def show_lab(page: Any, name: str, *, height: int, sidebar: bool = False) -> Any:
    """Scroll a lab to the top of a screen 1280 px wide, and return its panel."""
    page.set_viewport_size({"width": 1280, "height": height})
    page.evaluate(SHOW_SIDEBAR, sidebar)
    page.mouse.move(0, 0)
    cell = page.locator(".jp-CodeCell", has_text=f"lessons.{name}()")
    cell.scroll_into_view_if_needed()
    panel = cell.locator(".neuro-panel")
    panel.wait_for()
    panel.evaluate("panel => panel.scrollIntoView({ block: 'start' })")
    page.wait_for_timeout(300)  # the picture takes the size that the new width leaves
    panel.evaluate("panel => panel.scrollIntoView({ block: 'start' })")
    return panel


@pytest.mark.parametrize(
    ("name", "sidebar"),
    # Sixteen controls above a picture are too much: the treatment lab needs the sidebar's room.
    [(name, False) for name in LABS] + [(name, True) for name in LABS if name != "treatment_lab"],
)
def test_first_control_picture_and_finding_are_in_sight_together(
    labs_page: Any, name: str, sidebar: bool
):
    panel = show_lab(labs_page, name, height=1000, sidebar=sidebar)
    for part in (".neuro-control", ".neuro-picture", ".neuro-finding"):
        assert panel.locator(part).first.evaluate(OUT_OF_SIGHT) <= 1, part


@pytest.mark.parametrize("sidebar", [False, True], ids=["no-sidebar", "sidebar"])
@pytest.mark.parametrize("name", LABS)
def test_a_low_screen_shows_the_picture_with_the_control_in_use(
    labs_page: Any, name: str, sidebar: bool
):
    panel = show_lab(labs_page, name, height=720, sidebar=sidebar)
    for control in panel.locator(".neuro-control :is(input, select)").all():
        control.focus()
        label = control.get_attribute("id")
        assert control.evaluate(OUT_OF_SIGHT) <= 1, label
        assert panel.locator(".neuro-picture").evaluate(OUT_OF_SIGHT) <= 1, label


@pytest.mark.parametrize("name", ["axon_lab", "treatment_lab"])
def test_the_help_of_a_control_is_read_when_it_is_pointed_at_or_used(labs_page: Any, name: str):
    panel = show_lab(labs_page, name, height=1000)
    picture = panel.locator(".neuro-picture").bounding_box()
    told = panel.locator(".neuro-said")
    assert told.inner_text().startswith("Point at a control")
    first, second = panel.get_by_role("slider").all()[:2]
    texts = []
    for act in (first.focus, second.hover, second.focus):
        act()
        texts.append(told.inner_text())
        assert panel.locator(".neuro-picture").bounding_box() == picture
    meant = [
        panel.locator(
            f"[id='{slider.get_attribute('aria-describedby').split()[0]}']"
        ).text_content()
        for slider in (first, second)
    ]
    assert texts == [meant[0], meant[1], meant[1]]
    assert meant[0] != meant[1]
