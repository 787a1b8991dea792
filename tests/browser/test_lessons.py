"""The lessons in a real JupyterLab: every cell runs, and the slider shows what the lesson says."""

import re
from pathlib import Path

import pytest

expect = pytest.importorskip("playwright.sync_api").expect

pytestmark = pytest.mark.browser

NOTEBOOKS = Path(__file__).parents[2] / "notebooks"
NAMES = sorted(path.name for path in NOTEBOOKS.glob("*.ipynb"))


def spikes(text: str) -> int:
    match = re.search(r"(\d+) spikes?", text)
    assert match, text
    return int(match.group(1))


def dead_widgets(page) -> int:
    return page.locator(".jp-OutputArea", has_text="Error displaying widget").count()


def stored_stills(name: str) -> int:
    """How many pictures a notebook keeps in its file."""
    text = (NOTEBOOKS / name).read_text(encoding="utf-8")
    return text.count('<img src=\\"data:image/png')


@pytest.mark.parametrize("name", NAMES)
def test_every_lesson_shows_stills_at_once_and_runs_without_an_error(open_notebook, page, name):
    notebook = open_notebook(name)
    stills = page.locator(".jp-OutputArea-output img")
    expect(stills).to_have_count(stored_stills(name))
    assert all(alt.strip() for alt in stills.evaluate_all("all => all.map(one => one.alt)"))
    assert dead_widgets(page) == 0
    notebook.run_all()
    if stored_stills(name):
        page.locator(".neuro-picture, .jp-OutputArea-output img").first.wait_for()
    assert dead_widgets(page) == 0


def test_the_lessons_keep_stills():
    assert sum(map(stored_stills, NAMES)) > len(NAMES)


def test_kv1_loss_by_keyboard_turns_one_spike_into_a_group(open_notebook, page):
    open_notebook("03_why_an_axon_will_not_stop.ipynb").run_all()
    panel = page.locator(".neuro-panel").first
    slider = panel.get_by_role("slider", name="Kv1 channels left")
    picture, finding = panel.locator(".neuro-picture"), panel.get_by_role("status")
    expect(finding).to_contain_text("gives 1 spike.")
    before = picture.get_attribute("src")
    slider.focus()
    counts = [1]
    for percent in range(95, -1, -5):
        slider.press("ArrowLeft")
        expect(finding).to_contain_text(f"With {percent} % ")
        counts.append(spikes(finding.inner_text()))
    assert counts == sorted(counts)
    assert counts[-1] > 3
    assert picture.get_attribute("src") != before
    assert picture.get_attribute("alt") == finding.inner_text()
    assert slider.get_attribute("aria-valuetext").replace("\u00a0", " ") == "0 %"
    panel.get_by_role("button", name="Reset").click()
    expect(finding).to_contain_text("gives 1 spike.")


def test_a_page_opened_again_without_its_kernel_shows_stills_not_dead_widgets(open_notebook, page):
    open_notebook("03_why_an_axon_will_not_stop.ipynb")
    assert page.locator(".neuro-panel").count() == 0
    assert page.locator(".jp-OutputArea-output img").count() >= 1
    assert dead_widgets(page) == 0


def test_a_panel_whose_kernel_was_restarted_says_so_and_shows_no_wrong_value(open_notebook, page):
    open_notebook("03_why_an_axon_will_not_stop.ipynb").run_all()
    panel = page.locator(".neuro-panel").first
    slider = panel.get_by_role("slider", name="Kv1 channels left")
    expect(panel.get_by_role("status")).to_contain_text("gives 1 spike.")
    page.evaluate(
        "() => window.jupyterapp.shell.currentWidget.sessionContext.session.kernel.restart()"
    )
    slider.press("ArrowLeft")
    expect(panel.get_by_role("alert")).to_contain_text("not connected to a running kernel")
    expect(slider).to_be_disabled()
    expect(slider).to_have_value("100")
