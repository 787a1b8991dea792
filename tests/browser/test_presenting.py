"""The course before a class: Voila in its own theme, JupyterLab set up for it, the class poll."""

import itertools
import os
import sys
from collections.abc import Callable, Iterator
from dataclasses import fields
from importlib.resources import files
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import nbformat
import pytest

from neuro_edu.content import load_content
from neuro_edu.content.presenting import Step, presenter_notes
from tests.browser.lab_driver import (
    KERNEL_IS_IDLE,
    free_port,
    running_server,
    watch_console,
)
from tests.browser.panels import panel_of, wait_for_finding, wait_until_playing, write_notebook

expect = pytest.importorskip("playwright.sync_api").expect

pytestmark = pytest.mark.browser
ROOT = Path(__file__).parents[2]
RIDDLES = "05_where_does_it_come_from"
LESSON = "03_why_an_axon_will_not_stop"
SCREENS = [(1280, 720), (1920, 1080)]
SECRET = "Only the presenter may read this."
NEXT = "[data-step='1']"
# What would have to be scrolled for, or is beside the screen.
BEYOND = """() => {
  const frame = document.querySelector('.class-frame');
  return [frame.scrollHeight - frame.clientHeight, frame.scrollWidth - frame.clientWidth,
    document.documentElement.scrollHeight - innerHeight]
    .map(px => Math.max(0, px - 1)).reduce((a, b) => a + b);
}"""
TYPE_PX = """() => parseFloat(getComputedStyle(
  document.querySelector("[data-screen='shown']")).fontSize)"""
SERIOUS = """async () => (await axe.run(document)).violations
  .filter(found => ['serious', 'critical'].includes(found.impact))
  .map(found => `${found.id}: ${found.nodes.map(node => node.html).join(' ')}`)"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Toys with cells for the presenter alone, one lesson, and the poll."""
    root = tmp_path_factory.mktemp("class")
    sources = ["from widget_example import *\nstudio()", f"print({SECRET!r})"]
    toys = root / write_notebook(root, "toys.ipynb", sources)
    notebook: Any = nbformat.read(toys, as_version=4)
    notebook.cells[2].metadata = {"tags": ["notes"]}
    told = nbformat.v4.new_markdown_cell(f"## {SECRET}")
    told.metadata = {"slideshow": {"slide_type": "notes"}}
    notebook.cells.insert(2, told)
    nbformat.write(notebook, toys)
    for name in (LESSON, RIDDLES, "10_virtual_clinic", "class_poll"):
        (root / f"{name}.ipynb").write_bytes((ROOT / "notebooks" / f"{name}.ipynb").read_bytes())
    return root


@pytest.fixture(scope="module")
def class_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("class-home")


@pytest.fixture(scope="module")
def classroom(folder: Path, class_home: Path) -> Iterator[str]:
    home = class_home
    port = free_port()
    command = [sys.executable, str(ROOT / "tools" / "present" / "serve.py"), str(folder)]
    command += ["--no-browser", f"--port={port}", "--Voila.port_retries=0"]
    environment = os.environ | {
        "JUPYTER_CONFIG_DIR": str(home / "config"),
        "JUPYTER_RUNTIME_DIR": str(home / "runtime"),
        "IPYTHONDIR": str(home / "ipython"),
        "NEURO_EDU_PROGRESS": str(home / "mine.json"),
    }
    address = f"http://127.0.0.1:{port}"
    with running_server(command, environment, address, home / "voila.log"):
        yield address
    assert not (home / "mine.json").exists(), "the presenter's own answers are left alone"


@pytest.fixture(scope="module")
def open_lesson(browser: Any, classroom: str) -> Iterator[Callable[[str, int], Any]]:
    """Opens a notebook by its link on the start page, each once, on a projector's screen.

    Fails if a page asks anything of another host, or if the console complains.
    """
    context = browser.new_context(viewport={"width": 1280, "height": 720})
    here = urlsplit(classroom).netloc
    asked: list[str] = []
    context.on("request", lambda request: asked.append(request.url))
    pages: dict[str, Any] = {}
    errors: list[list[str]] = []

    def open_(name: str, panels: int) -> Any:
        if name not in pages:
            page = pages[name] = context.new_page()
            page.set_default_timeout(30_000)
            errors.append(watch_console(page))
            page.goto(classroom)
            page.locator(f"a[href$='/{name}.ipynb']").press("Enter")
            wait_for_lesson(page, panels)
        page = pages[name]
        page.set_viewport_size({"width": 1280, "height": 720})
        page.bring_to_front()
        page.keyboard.press("c")
        page.locator(".class-contents button").first.press("Enter")
        return page

    yield open_
    for page in pages.values():
        page.goto("about:blank")  # before the server goes
    context.close()
    assert [url for url in asked if is_away(url, here)] == []
    assert errors == [[]] * len(errors), "the browser's console has errors"


def is_away(address: str, here: str) -> bool:
    parts = urlsplit(address)
    return parts.scheme not in ("data", "blob", "about") and parts.netloc != here


def wait_for_lesson(page: Any, panels: int) -> None:
    page.locator(".class-foot").wait_for(timeout=90_000)
    page.wait_for_function(
        "n => document.querySelectorAll('.neuro-panel').length >= n", arg=panels, timeout=60_000
    )
    page.wait_for_function("() => document.body.dataset.deck === 'ready'")
    page.wait_for_timeout(400)  # the last cut of the screens comes 0.12 s after the last panel


def title(page: Any) -> str:
    return str(page.locator(".class-title").inner_text())


def go_to(page: Any, visible: str) -> None:
    for _ in range(60):
        if page.locator(visible).count() and page.locator(visible).first.is_visible():
            return
        page.keyboard.press("PageDown")
    raise AssertionError(f"no section shows {visible}")


def test_the_start_page_lists_the_lessons_and_opens_them_by_keyboard(page: Any, classroom: str):
    hall = page
    hall.goto(classroom)
    lessons = hall.get_by_role("navigation", name="Lessons")
    lessons.get_by_role("link", name="03 Why an axon will not stop 45 min").wait_for()
    assert ".ipynb" not in hall.locator("main").inner_text()
    links = lessons.get_by_role("link")
    expect(links.nth(0)).to_be_focused()
    hall.keyboard.press("ArrowDown")
    expect(links.nth(1)).to_be_focused()


def test_no_section_of_a_lesson_overflows_and_each_tells_its_number(open_lesson: Any):
    hall = open_lesson(LESSON, 5)
    seen, told = [], ""
    while True:
        assert hall.evaluate(BEYOND) == 0, seen[-1:]
        where = hall.locator(".class-where").inner_text().split(" ")[0]
        first, _, last = where.partition("–")
        seen += range(int(first), int(last or first) + 1)
        told += hall.locator(".class-frame").inner_text()
        if hall.locator(NEXT).is_disabled():
            break
        hall.keyboard.press("PageDown")
    assert sorted(set(seen)) == list(range(1, seen[-1] + 1))
    assert seen == sorted(seen)
    headings = sum(
        line.startswith("#")
        for cell in nbformat.read(ROOT / "notebooks" / f"{LESSON}.ipynb", as_version=4).cells
        if cell.cell_type == "markdown"
        for line in cell.source.splitlines()
    )
    assert seen[-1] == headings
    assert "lessons." not in told
    assert "Shift + Enter" not in told
    end = hall.locator(".class-where").inner_text()
    hall.keyboard.press("PageUp")
    assert hall.locator(".class-where").inner_text() != end


def test_the_class_is_never_told_what_the_presenter_knows(open_lesson: Any):
    hall = open_lesson(LESSON, 5)
    whole = " ".join(hall.content().split())
    own = ("ask", "show", "answer")
    notes = [getattr(step, f.name) for step in presenter_notes()[LESSON] for f in fields(Step)
             if f.name in own]  # fmt: skip
    page = load_content().instructor_notes[LESSON]
    notes += [page.timing, page.what_students_get_wrong, page.discussion_prompts, page.board_sketch]
    for note in notes:
        assert " ".join(note.split()) not in whole
    hall = open_lesson("toys", 1)
    assert SECRET not in hall.content()


@pytest.mark.parametrize(("width", "height"), SCREENS)
def test_type_grows_with_the_screen_and_a_panel_fills_it(open_lesson: Any, width: int, height: int):
    hall = open_lesson(LESSON, 5)
    hall.set_viewport_size({"width": width, "height": height})
    hall.wait_for_timeout(400)
    assert hall.evaluate(TYPE_PX) >= 28 * height / 720
    go_to(hall, ".neuro-picture")
    hall.wait_for_timeout(300)
    assert hall.locator(".neuro-picture:visible").bounding_box()["width"] > 0.6 * width
    assert hall.evaluate(BEYOND) == 0


def test_sliders_live_sound_plays_and_a_clicker_turns_the_page(open_lesson: Any):
    hall = open_lesson("toys", 1)
    go_to(hall, ".neuro-live")
    studio = panel_of(hall, "Studio")
    slider = studio.get_by_role("slider", name="Rate")
    slider.press("End")
    wait_for_finding(studio, "20.0 cycles in 1 s.")
    studio.get_by_role("button", name="Listen").click()
    assert wait_until_playing(studio)["duration_s"] == pytest.approx(1.0, abs=0.05)
    before = slider.input_value()
    where = hall.locator(".class-where").inner_text()
    slider.press("PageUp")
    expect(slider).to_be_hidden()
    assert hall.locator("audio").first.evaluate("sound => sound.paused")
    assert hall.locator(".class-where").inner_text() != where
    hall.keyboard.press("PageDown")
    expect(slider).to_be_visible()
    assert slider.input_value() == before


def test_contents_and_contrast_by_keyboard(open_lesson: Any):
    hall = open_lesson(LESSON, 5)
    hall.keyboard.press("c")
    contents = hall.get_by_role("dialog", name="Contents")
    contents.get_by_role("button", name="Take home").press("Enter")
    assert title(hall) == "Take home"
    hall.keyboard.press("k")
    ink = hall.evaluate("() => getComputedStyle(document.body).color")
    assert ink == "rgb(0, 0, 0)"
    assert hall.evaluate("() => localStorage.getItem('class-contrast')") == "high"
    hall.keyboard.press("k")
    assert hall.evaluate("() => getComputedStyle(document.body).color") != ink


def test_a_poll_by_keyboard_with_a_second_vote(open_lesson: Any):
    hall = open_lesson("class_poll", 9)
    go_to(hall, ".neuro-poll")
    poll = panel_of(hall, "Class poll, lesson 01")
    question = load_content().questions["best-definition"]
    poll.get_by_text(question.stem).wait_for()
    right = next(option for option in question.options if option.correct)

    def vote(which: str, hands: list[int]) -> None:
        poll.get_by_label(f"{which}: hands for A").focus()
        for count in hands:
            hall.keyboard.type(str(count))
            hall.keyboard.press("Enter")
        expect(poll.get_by_role("button", name="Show the bars")).to_be_focused()
        hall.keyboard.press("Enter")

    poll.get_by_label("First vote: hands for A").fill("-5")
    expect(poll.get_by_role("alert").filter(visible=True)).to_contain_text("whole number from 0")
    poll.get_by_label("First vote: hands for A").fill("")
    vote("First vote", [6, 3, 2, 1])
    poll.get_by_role("img", name="First vote: 6 hands for A, 50 %").wait_for()
    expect(poll.get_by_role("button", name="Vote again")).to_be_focused()
    hall.keyboard.press("Enter")
    expect(poll.get_by_label("After discussion: hands for A")).to_be_focused()
    vote("After discussion", [0, 9, 3, 0])
    assert right.feedback not in hall.content()
    hall.keyboard.press("Enter")
    poll.get_by_text(right.feedback).wait_for()
    poll.get_by_role("img", name="First vote: 6 hands for A, 50 %").wait_for()
    poll.get_by_role("img", name="After discussion: 9 hands for B, 75 %").wait_for()
    hall.wait_for_timeout(300)
    assert hall.evaluate(BEYOND) == 0
    hall.add_script_tag(path=files("axe_playwright_python") / "axe.min.js")
    assert hall.evaluate(SERIOUS) == []
    expect(poll.get_by_role("button", name="Next question")).to_be_focused()
    hall.keyboard.press("Enter")
    poll.get_by_text("Question 2 of").wait_for()


def test_a_riddle_has_its_picture_its_blocks_and_its_question_on_one_screen(open_lesson: Any):
    hall = open_lesson(RIDDLES, 4)
    go_to(hall, ".neuro-riddle")
    for width, height in SCREENS:
        hall.set_viewport_size({"width": width, "height": height})
        hall.wait_for_timeout(600)
        riddle = hall.locator(".neuro-panel:has(> .neuro-riddle)")
        expect(riddle.locator(".neuro-picture")).to_be_visible()
        expect(riddle.get_by_role("checkbox", name="Sleep")).to_be_visible()
        assert hall.evaluate(BEYOND) == 0
        boxes = [o.bounding_box() for o in riddle.locator(".neuro-option").all()]
        assert len(boxes) >= 4
        for above, below in itertools.pairwise(boxes):
            assert above["y"] + above["height"] <= below["y"] + 1
    before_px = riddle.locator(".neuro-picture").bounding_box()["width"]
    riddle.get_by_role("radio").first.press("Space")
    hall.keyboard.press("Enter")
    expect(riddle.locator(".neuro-verdict")).to_be_focused()
    hall.wait_for_timeout(600)
    # The explanation is long; it must not make picture and words small.
    assert hall.evaluate(BEYOND) == 0
    assert riddle.locator(".neuro-picture").bounding_box()["width"] >= 0.95 * before_px
    assert riddle.locator(".neuro-feedback").is_visible()


def test_every_drawing_of_a_lesson_is_shown_large(open_lesson: Any):
    hall = open_lesson(RIDDLES, 4)
    source = (ROOT / "notebooks" / f"{RIDDLES}.ipynb").read_text(encoding="utf-8")
    seen = set()
    while not hall.locator(NEXT).is_disabled():
        hall.keyboard.press("PageDown")
        drawing = hall.locator(".class-frame[data-kind='picture'] img:visible")
        if drawing.count():
            assert drawing.bounding_box()["height"] >= 0.5 * 720
            assert hall.evaluate(BEYOND) == 0
            seen.add(drawing.get_attribute("alt"))
    assert len(seen) == source.count("lessons.picture(") > 0


def test_the_clinic_is_readable_and_scrolled_through_before_the_page_turns(open_lesson: Any):
    hall = open_lesson("10_virtual_clinic", 1)
    go_to(hall, ".neuro-clinic")
    clinic = hall.locator(".neuro-clinic")
    clinic.locator(".neuro-visitor").first.click()
    clinic.get_by_role("tab", name="History").wait_for()
    frame = hall.locator(".class-frame")
    expect(frame).to_have_attribute("tabindex", "0")
    shown_px = "e => parseFloat(getComputedStyle(e).fontSize) * (e.currentCSSZoom ?? 1)"
    assert clinic.evaluate(shown_px) >= 16
    where = hall.locator(".class-where").inner_text()
    hall.keyboard.press("ArrowDown")
    assert 0 < frame.evaluate("e => e.scrollTop") < 200
    end = clinic.get_by_role("button", name="Other patient")
    for _ in range(4):
        hall.keyboard.press("PageDown")
        assert hall.locator(".class-where").inner_text() == where
        if frame.evaluate("e => e.scrollTop + e.clientHeight >= e.scrollHeight - 12"):
            break
    expect(end).to_be_in_viewport()
    hall.keyboard.press("PageDown")
    assert hall.locator(".class-where").inner_text() != where
    expect(clinic).to_be_hidden()


def test_a_lesson_that_is_left_gives_its_kernel_back(page: Any, classroom: str, class_home: Path):
    def kernels() -> set[str]:
        lines = (class_home / "voila.log").read_text(encoding="utf-8").splitlines()
        started, ended = (
            {line.rpartition(" ")[2] for line in lines if f"Kernel {what}: " in line}
            for what in ("started", "shutdown")
        )
        return started - ended

    before = kernels()
    page.goto(f"{classroom}/voila/render/toys.ipynb")
    wait_for_lesson(page, 1)
    assert len(kernels() - before) == 1
    page.goto(classroom)
    for _ in range(50):
        if kernels() <= before:
            return
        page.wait_for_timeout(200)
    raise AssertionError("the kernel of a closed lesson goes on")


def test_jupyterlab_is_set_up_for_a_class_and_leaves_the_own_settings_alone(
    page: Any, tmp_path: Path
):
    mine = tmp_path / "mine"
    port = free_port()
    command = [sys.executable, str(ROOT / "tools" / "present" / "lab.py"), "03", "--no-browser"]
    command += [f"--port={port}", "--ServerApp.port_retries=0", "--IdentityProvider.token="]
    command += ["--expose-app-in-browser", "--allow-root"]
    environment = os.environ | {
        "JUPYTERLAB_SETTINGS_DIR": str(mine),
        "JUPYTERLAB_WORKSPACES_DIR": str(mine),
        "JUPYTER_CONFIG_DIR": str(mine),
        "JUPYTER_RUNTIME_DIR": str(tmp_path / "runtime"),
        "IPYTHONDIR": str(tmp_path / "ipython"),
    }
    address = f"http://127.0.0.1:{port}"
    page.set_viewport_size({"width": 1280, "height": 720})
    with running_server(command, environment, f"{address}/api/status", tmp_path / "lab.log"):
        page.goto(address)
        page.wait_for_function(KERNEL_IS_IDLE, timeout=90_000)
        assert f"/doc/tree/{LESSON}.ipynb" in page.url
        slider = page.get_by_role("slider").first
        slider.wait_for(timeout=60_000)  # nobody has clicked or run anything
        expect(slider).to_be_enabled()
        page.locator(".jp-CodeCell .jp-Placeholder:visible").first.wait_for()
        assert page.locator(".jp-CodeCell .jp-InputArea-editor:visible").count() == 0
        bars = page.locator("#jp-menu-panel, .jp-NotebookPanel-toolbar, .jp-SideBar")
        expect(bars.locator("visible=true")).to_have_count(0)
        if shots := os.environ.get("NEURO_EDU_SHOTS"):
            page.wait_for_timeout(2000)
            page.screenshot(path=f"{shots}/presentlab.png")
            slider.scroll_into_view_if_needed()
            page.screenshot(path=f"{shots}/presentlab2.png")
        prose = page.locator(".jp-RenderedMarkdown p:visible").first
        assert prose.evaluate("e => getComputedStyle(e).fontSize") == "22px"
        assert page.locator(".lm-TabBar-tab:visible", has_text=LESSON).count() == 0
        page.goto("about:blank")
    assert not mine.exists() or not list(mine.iterdir())
