"""Panels under what students, browsers and screens may do to them."""

import io
from typing import Any

import numpy as np
import pytest
from PIL import Image

from tests.browser.lab_driver import Lab, open_in_lab
from tests.browser.panels import (
    KERNEL,
    LOST,
    panel_of,
    player,
    wait_for_finding,
    wait_until_playing,
    write_notebook,
)

expect = pytest.importorskip("playwright.sync_api").expect

pytestmark = pytest.mark.browser
NEW_VIEW = """async index => {
  window.jupyterapp.shell.currentWidget.content.activeCellIndex = index;
  await window.jupyterapp.commands.execute('notebook:create-output-view');
}"""


def n_busy(panel: Any) -> int:
    count: int = panel.locator("[aria-busy=true]").count()
    return count


def pixels(part: Any) -> np.ndarray:
    """Colours of a part of the page, shape (height, width, 3)."""
    return np.asarray(Image.open(io.BytesIO(part.screenshot())).convert("RGB")).astype(int)


@pytest.fixture
def questions(page: Any, lab: Lab) -> Any:
    """A page with a quiz and a poll."""
    sources = [
        "from widget_example import QUESTIONS\n"
        "from neuro_edu.widgets import QuizView\nQuizView(QUESTIONS)",
        "from neuro_edu.widgets.poll import PollView\nPollView(QUESTIONS[:1])",
    ]
    open_in_lab(page, lab, write_notebook(lab.root, "widget_hard.ipynb", sources)).run_all()
    panel_of(page, "Class poll").wait_for()
    return page


def test_the_stop_button_ends_the_wait_and_the_panel_goes_on(wide_page: Any):
    slow = panel_of(wide_page, "Slow")
    slow.get_by_role("slider", name="Rate").press("End")
    slow.get_by_role("status").filter(has_text="No answer yet").wait_for()
    wide_page.evaluate(f"async () => {{ await {KERNEL}.interrupt(); }}")
    slow.get_by_role("alert").filter(has_text="The simulation was interrupted.").wait_for()
    assert n_busy(slow) == 0
    assert slow.locator(".neuro-finding").inner_text() == "2.0 cycles in 1 s."
    slow.get_by_role("button", name="Reset").dblclick()
    expect(slow.locator(".neuro-error:visible")).to_have_count(0)
    slow.get_by_role("slider", name="Rate").press("Home")
    wait_for_finding(slow, "0.5 cycles in 1 s.")
    assert n_busy(slow) == 0


def test_nothing_waits_and_nothing_can_be_pressed_without_a_kernel(studio_page: Any):
    studio = panel_of(studio_page, "Studio")
    studio.get_by_role("slider", name="Delay").press("End")
    studio.get_by_role("progressbar").wait_for()
    studio.get_by_role("button", name="Listen").click()
    assert n_busy(studio) == 1
    studio_page.evaluate(f"async () => {{ await {KERNEL}.restart(); }}")
    studio.get_by_role("alert").filter(has_text=LOST).wait_for()
    assert n_busy(studio) == 0
    expect(studio.get_by_role("progressbar")).to_have_count(0)
    assert studio.locator(":is(input, select, button):enabled").count() == 0
    assert studio.get_by_role("slider", name="Delay").input_value() == "0"


def test_a_poll_takes_a_double_click_for_one_and_ends_with_its_kernel(questions: Any):
    poll = panel_of(questions, "Class poll")
    questions.evaluate("() => document.querySelector('.neuro-poll').scrollIntoView()")
    for field, hands in zip(poll.get_by_role("textbox").all(), (1, 17, 2), strict=True):
        field.fill(str(hands))
    again = poll.get_by_role("button", name="Vote again")
    box = again.bounding_box()
    again.click()
    expect(poll.locator(".neuro-hands:enabled")).to_have_count(3)
    # The second half comes when another button may stand there.
    questions.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    questions.mouse.down(click_count=2)
    questions.mouse.up(click_count=2)
    expect(poll.locator(".neuro-hands:enabled")).to_have_count(3)
    expect(poll.locator(".neuro-hands:disabled")).to_have_count(3)
    questions.wait_for_timeout(500)  # an error would come by now
    expect(poll.locator(".neuro-error:visible")).to_have_count(0)
    questions.evaluate(f"async () => {{ await {KERNEL}.restart(); }}")
    poll.get_by_role("alert").filter(has_text=LOST).wait_for()
    assert poll.locator(":is(input, button):enabled").count() == 0


def test_keys_that_repeat_while_a_sound_is_made_end_with_the_last_picture(studio_page: Any):
    studio = panel_of(studio_page, "Studio")
    listen, rate = (
        studio.get_by_role("button", name="Listen"),
        studio.get_by_role("slider", name="Rate"),
    )
    listen.click()
    rate.focus()
    for _ in range(40):
        studio_page.keyboard.press("ArrowRight")
    listen.click()
    wait_for_finding(studio, f"{float(rate.input_value()):.1f} cycles")
    expect(listen).not_to_have_attribute("aria-disabled", "true")
    assert n_busy(studio) == 0


def test_two_views_of_a_panel_go_together_and_each_can_be_reached(studio_page: Any):
    studio_page.evaluate(NEW_VIEW, 1)
    both = panel_of(studio_page, "Studio")
    expect(both).to_have_count(2)
    first, second = both.nth(0), both.nth(1)
    second.get_by_role("slider", name="Rate").press("End")
    wait_for_finding(first, "20.0 cycles")
    assert first.get_by_role("slider", name="Rate").input_value() == "20"
    # At the foot of a panel that is higher than its view.
    second.get_by_role("button", name="Listen").click()
    wait_until_playing(second)
    assert player(first)["hidden"]
    for view in (second, first, second):
        before = view.locator(".neuro-finding").inner_text()
        view.get_by_role("button", name="New record").press("Enter")
        expect(first.locator(".neuro-finding")).not_to_have_text(before)
        expect(second.locator(".neuro-finding")).to_have_text(
            first.locator(".neuro-finding").inner_text()
        )


def test_sliders_and_bars_keep_their_shape_in_forced_colours(questions: Any):
    questions.emulate_media(forced_colors="active")
    poll = panel_of(questions, "Class poll")
    for field, hands in zip(poll.get_by_role("textbox").all(), (1, 17, 2), strict=True):
        field.fill(str(hands))
    poll.get_by_role("button", name="Show the bars").click()
    tracks = poll.locator(".neuro-bar-track")
    expect(tracks).to_have_count(3)
    filled = []
    for track in tracks.all():
        middle = pixels(track)
        row = middle[middle.shape[0] // 2]
        filled.append(np.mean(np.abs(row - row[-3]).sum(axis=1) > 30))
    np.testing.assert_allclose(filled, [0.05, 0.85, 0.1], atol=0.04)


def test_a_slider_shows_its_groove_and_its_focus_in_forced_colours(wide_page: Any):
    wide_page.emulate_media(forced_colors="active", reduced_motion="reduce")
    slider = panel_of(wide_page, "Wide").get_by_role("slider", name="Rate")
    slider.press("End")
    focused = pixels(slider)
    page_colour = focused[2, focused.shape[1] // 2]
    groove = focused[focused.shape[0] // 2, focused.shape[1] // 2]
    assert np.abs(groove - page_colour).sum() > 60
    slider.evaluate("node => node.blur()")
    assert np.abs(pixels(slider) - focused).sum(axis=2).max() > 60


@pytest.mark.parametrize("width", [320, 640])
def test_nothing_is_cut_off_in_a_narrow_window(questions: Any, width: int):
    questions.set_viewport_size({"width": width, "height": 900})
    for title in ("Questions", "Class poll"):
        inner, outer = panel_of(questions, title).evaluate("e => [e.scrollWidth, e.clientWidth]")
        assert inner <= outer
