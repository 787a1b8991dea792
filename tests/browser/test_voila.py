"""The panels in a real Voila: slider, sound and riddle work without JupyterLab around them."""

import re
from collections.abc import Iterator
from typing import Any

import pytest

from tests.browser.panels import panel_of, wait_for_finding, wait_until_playing, write_notebook
from tests.browser.voila_driver import running_voila

pytestmark = pytest.mark.browser


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
