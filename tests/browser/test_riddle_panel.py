"""A riddle in a real JupyterLab: by keyboard alone, and nothing told too early."""

from typing import Any

import pytest

from tests.browser.panels import KERNEL, LOST, panel_of, player, wait_until_playing

pytestmark = pytest.mark.browser


@pytest.fixture
def riddle(studio_page: Any) -> Any:
    return panel_of(studio_page, "Speed")


def focused(page: Any) -> str:
    text: str = page.evaluate("document.activeElement.textContent")
    return text


def test_riddle_by_keyboard(riddle: Any):
    page = riddle.page
    answer, following = (riddle.get_by_role("button", name=n) for n in ("Answer", "Next"))
    assert answer.is_disabled()
    assert not following.is_visible()
    picture = riddle.locator(".neuro-picture")
    before = picture.get_attribute("src")
    riddle.get_by_role("radio", name="Slow waves").press("Space")
    page.keyboard.press("ArrowDown")  # stays here, and chooses the next option
    assert riddle.get_by_role("radio", name="Middling waves").is_checked()
    answer.press("Enter")
    riddle.get_by_text("There are 9 cycles in 1 s; middling has 4.").wait_for()
    assert focused(page) == "\u2717 Not quite: Fast waves"
    assert riddle.get_by_role("status").filter(has_text="0 of 1 right").count() == 1
    assert riddle.get_by_role("radio", name="Slow waves").is_disabled()
    following.press("Enter")
    riddle.get_by_role("group", name="2. Which waves are these?").wait_for()
    assert page.evaluate("document.activeElement.type") == "radio"
    assert riddle.locator(":checked").count() == 1  # the colour in its list, and no option
    assert picture.get_attribute("src") != before
    page.keyboard.press("Space")
    answer.press("Enter")
    riddle.get_by_text("1 of 2 right").wait_for()
    assert focused(page) == "\u2713 Right"
    rows = riddle.get_by_role("table", name="Score by type").get_by_role("row").all_inner_texts()
    assert [row.split() for row in rows] == [
        ["Type", "Right", "Asked"],
        ["Slow", "waves", "1", "1"],
        ["Fast", "waves", "0", "1"],
    ]


def test_controls_of_a_riddle_go_back_to_their_start_with_the_next(riddle: Any):
    colour = riddle.get_by_label("Colour")
    before = riddle.locator(".neuro-picture").get_attribute("src")
    colour.select_option("Orange")
    riddle.page.wait_for_function(
        "([image, old]) => image.src !== old",
        arg=[riddle.locator(".neuro-picture").element_handle(), before],
    )
    riddle.get_by_role("radio", name="Fast waves").check()
    riddle.get_by_role("button", name="Answer").click()
    riddle.get_by_text("1 of 1 right").wait_for()
    riddle.get_by_role("button", name="Next").dblclick()
    riddle.get_by_role("group", name="2. Which waves are these?").wait_for()
    assert colour.input_value() == "#0072B2"


def test_alternative_text_and_page_do_not_tell_before_the_answer(riddle: Any):
    assert riddle.locator(".neuro-picture").get_attribute("alt") == "Waves in a record of 1 s."
    assert not riddle.locator(".neuro-feedback").is_visible()
    assert "\u2713" not in riddle.inner_text()


def test_the_sound_of_a_riddle_ends_with_it(riddle: Any):
    riddle.get_by_role("button", name="Listen").click()
    assert wait_until_playing(riddle)["label"] == "Sound: Speed"
    riddle.get_by_role("radio", name="Fast waves").check()
    riddle.get_by_role("button", name="Answer").click()
    riddle.get_by_text("1 of 1 right").wait_for()
    assert not player(riddle)["hidden"]
    riddle.get_by_role("button", name="Next").click()
    riddle.get_by_role("group", name="2. Which waves are these?").wait_for()
    state = player(riddle)
    assert state["hidden"]
    assert state["paused"]


def test_a_riddle_without_its_kernel_cannot_be_answered(riddle: Any):
    page = riddle.page
    riddle.get_by_role("radio", name="Fast waves").check()
    page.evaluate(f"async () => {{ await {KERNEL}.restart(); }}")
    riddle.get_by_role("alert").filter(has_text=LOST).wait_for()
    assert riddle.locator(":is(input, select, button):enabled").count() == 0
