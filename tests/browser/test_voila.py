"""The panels in a real Voila: slider, sound and riddle work without JupyterLab around them."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.browser.panels import panel_of, wait_for_finding, wait_until_playing, write_notebook
from tests.browser.voila_driver import running_voila

pytestmark = pytest.mark.browser
LESSON = Path(__file__).parents[2] / "notebooks" / "06_the_emg_room.ipynb"


@pytest.fixture(scope="module")
def voila(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    root, home = tmp_path_factory.mktemp("toys"), tmp_path_factory.mktemp("voila")
    sources = ["from widget_example import *\nstudio()", "speed_riddle()"]
    sources.append("wide_explorer(delay_s=5.0, title='Slow')")
    name = write_notebook(root, "toys.ipynb", sources)
    with running_voila(root / name, home) as address:
        yield address


@pytest.fixture
def toys(voila: str, page: Any) -> Any:
    # Voila's page asks the network for icons; the panels need nothing from it.
    page.route(
        re.compile("^https://"), lambda route: route.fulfill(body="", content_type="text/css")
    )
    page.goto(voila)
    panel_of(page, "Slow").wait_for(timeout=90_000)
    return page


def test_slider_sound_and_riddle(toys: Any):
    studio, riddle = panel_of(toys, "Studio"), panel_of(toys, "Speed")
    studio.get_by_role("slider", name="Rate").press("End")
    wait_for_finding(studio, "20.0 cycles in 1 s.")
    studio.get_by_role("button", name="Listen").click()
    assert wait_until_playing(studio)["duration_s"] == pytest.approx(1.0, abs=0.05)
    riddle.get_by_role("radio", name="Fast waves").check()
    riddle.get_by_role("button", name="Answer").click()
    riddle.get_by_text("1 of 1 right").wait_for()
    riddle.get_by_role("button", name="Next").click()
    riddle.get_by_role("group", name="2. Which waves are these?").wait_for()


def test_a_long_wait_speaks_of_the_page_and_not_of_a_menu(toys: Any):
    slow = panel_of(toys, "Slow")
    slow.get_by_role("slider", name="Rate").press("End")
    slow.get_by_text("If nothing comes, reload this page.").wait_for()
    wait_for_finding(slow, "20.0 cycles in 1 s.")


def test_a_lesson_is_shown_without_its_code_with_panels_and_sound(page: Any, tmp_path: Any):
    page.route(
        re.compile("^https://"), lambda route: route.fulfill(body="", content_type="text/css")
    )
    shutil.copy(LESSON, tmp_path)
    home = tmp_path / "home"
    home.mkdir()
    with running_voila(tmp_path / LESSON.name, home) as address:
        page.goto(address)
        room = panel_of(page, "EMG room: the needle")
        room.wait_for(timeout=90_000)
        page.get_by_role("heading", name="Take home").wait_for()
        assert page.locator(".jp-InputArea:visible .cm-editor").count() == 0
        room.get_by_role("button", name="Listen").click()
        assert wait_until_playing(room)["duration_s"] > 1
        finding = room.locator(".neuro-finding")
        before = finding.inner_text()
        room.get_by_role("slider", name="Place across the muscle").press("End")
        room.locator(".neuro-finding", has_not_text=before).wait_for()
        page.goto("about:blank")  # before the server goes


@pytest.mark.parametrize(("width", "part"), [(900, ".neuro-stage"), (1280, ".neuro-main")])
def test_the_picture_sticks_while_the_controls_pass(toys: Any, width: int, part: str):
    toys.set_viewport_size({"width": width, "height": 720})
    studio = panel_of(toys, "Studio")
    # As if there were many more controls.
    studio.locator(".neuro-control").last.evaluate("control => control.style.height = '600px'")
    studio.locator(".neuro-work").evaluate("work => work.scrollIntoView({ block: 'start' })")
    before = studio.locator(".neuro-control").first.bounding_box()["y"]
    toys.mouse.move(width / 2, 300)
    toys.mouse.wheel(0, 150)
    toys.wait_for_function(
        "([control, before]) => control.getBoundingClientRect().top <= before - 149",
        arg=[studio.locator(".neuro-control").first.element_handle(), before],
    )
    assert studio.locator(part).bounding_box()["y"] >= 0
