"""The EMG room in a real JupyterLab: sound as long as its record, bar, riddles by keyboard."""

import pytest

from tests.browser.lab_driver import open_in_lab
from tests.browser.panels import panel_of, player, wait_until_playing, write_notebook

expect = pytest.importorskip("playwright.sync_api").expect

pytestmark = pytest.mark.browser


@pytest.fixture
def room_page(page, lab):
    """A page with the EMG room and the listening test."""
    sources = [
        "from neuro_edu.lessons import emg_room, listening_test\nemg_room()",
        "listening_test()",
    ]
    name = write_notebook(lab.root, "emg_room_trial.ipynb", sources)
    open_in_lab(page, lab, name).run_all()
    panel_of(page, "Listening test").wait_for()
    return page


def test_the_sound_in_the_page_lasts_as_long_as_the_recording(room_page):
    room = panel_of(room_page, "EMG room: the needle")
    room.get_by_role("button", name="Listen").click()
    assert wait_until_playing(room)["duration_s"] == pytest.approx(4.0, abs=0.01)
    finding = room.locator(".neuro-finding")
    before = finding.inner_text()
    room.get_by_label("Length of the recording").select_option("20")
    expect(finding).not_to_have_text(before, timeout=60_000)
    # The sound of the recording before is gone with its picture.
    assert player(room)["hidden"]
    room.get_by_role("button", name="Listen").click()
    assert wait_until_playing(room)["duration_s"] == pytest.approx(20.0, abs=0.01)


def test_a_riddle_is_heard_answered_and_counted(room_page):
    test = panel_of(room_page, "Listening test")
    alt = test.locator(".neuro-picture").get_attribute("alt")
    assert "Riddle 1" in alt
    test.get_by_role("button", name="Listen").click()
    assert wait_until_playing(test)["duration_s"] == pytest.approx(10.0, abs=0.01)
    test.get_by_label("Tetany").check()
    test.get_by_role("button", name="Answer").click()
    expect(test).to_contain_text("Measured on this trace")
    expect(test).to_contain_text("of 1 right")
    test.get_by_role("button", name="Next").click()
    expect(test.locator(".neuro-finding")).to_contain_text("Riddle 2")
