"""Answers outlive the kernel; they can be started again, exported and forgotten by keyboard."""

import csv
import io
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

from neuro_edu.content import load_content
from tests.browser.lab_driver import KERNEL_IS_IDLE, Lab, open_in_lab
from tests.browser.panels import CHANGE_THEME, KERNEL, SERIOUS, panel_of, write_notebook

expect = pytest.importorskip("playwright.sync_api").expect

pytestmark = pytest.mark.browser
LESSON = "02_the_healthy_axon"
QUESTION = next(q for q in load_content().questions_of(LESSON) if q.asked and q.kind == "single")
RIGHT = next(option.text for option in QUESTION.options if option.correct)
WRONG = next(option.text for option in QUESTION.options if not option.correct)
FOCUSED = "document.activeElement.textContent"


@pytest.fixture(scope="module")
def name(lab: Lab) -> str:
    return write_notebook(
        lab.root,
        "progress_trial.ipynb",
        [
            f"from neuro_edu import lessons\nlessons.quiz({LESSON!r}, {QUESTION.id!r})",
            "lessons.progress()",
        ],
    )


@pytest.fixture
def forgotten(lab: Lab) -> Path:
    """The file of progress, which is not there at first."""
    for path in lab.home.glob("progress*"):
        path.unlink()
    return lab.home / "progress.json"


def opened(page: Any, lab: Lab, name: str) -> tuple[Any, Any]:
    open_in_lab(page, lab, name).run_all()
    quiz, panel = panel_of(page, "Questions"), panel_of(page, "Your progress")
    quiz.wait_for()
    panel.wait_for()
    return quiz, panel


def cells_of(panel: Any, row: str) -> list[str]:
    return panel.get_by_role("row").filter(has_text=row).get_by_role("cell").all_inner_texts()


def give(quiz: Any, text: str) -> None:
    quiz.get_by_role("button", name="Check").wait_for()
    quiz.get_by_role("radio", name=text, exact=True).press("Space")
    quiz.get_by_role("button", name="Check").press("Enter")
    quiz.locator(".neuro-verdict").wait_for()


def test_an_answer_is_there_again_in_a_new_kernel_until_the_quiz_is_started_again(
    page, lab, name, forgotten
):
    quiz, _ = opened(page, lab, name)
    assert quiz.get_by_role("button", name="Start again").is_hidden()
    give(quiz, WRONG)
    quiz.get_by_role("button", name="Try again").press("Enter")
    give(quiz, RIGHT)
    assert forgotten.exists()
    page.evaluate(f"async () => {{ await {KERNEL}.restart(); }}")
    page.wait_for_function(KERNEL_IS_IDLE)
    quiz, panel = opened(page, lab, name)
    expect(quiz.get_by_role("status").filter(has_text="1 of 1 right")).to_be_visible()
    assert quiz.get_by_role("radio", name=RIGHT, exact=True).is_checked()
    n_questions = len(load_content().asked_in(LESSON))
    assert cells_of(panel, "02 The healthy axon") == ["0", "1", "1", str(n_questions)]
    quiz.get_by_role("button", name="Start again").press("Enter")
    expect(quiz.get_by_role("status").filter(has_text="0 of 1 right")).to_be_visible()
    focused = quiz.get_by_role("radio").first
    expect(focused).to_be_focused()
    assert quiz.get_by_role("radio", name=RIGHT, exact=True).is_enabled()


def test_the_table_is_brought_up_to_date_and_exported_by_keyboard(page, lab, name, forgotten):
    quiz, panel = opened(page, lab, name)
    assert cells_of(panel, "Together")[:3] == ["0", "0", "0"]
    give(quiz, RIGHT)
    panel.get_by_role("button", name="Update").press("Enter")
    together = panel.get_by_role("row").filter(has_text="Together").get_by_role("cell")
    expect(together.first).to_have_text("1")
    assert cells_of(panel, "Together")[:3] == ["1", "1", "1"]
    panel.get_by_role("button", name="Export CSV").press("Enter")
    link = panel.get_by_role("link", name="Save neuro_edu_progress.csv")
    expect(link).to_be_focused()
    with page.expect_download() as download:
        page.keyboard.press("Enter")
    assert download.value.suggested_filename == "neuro_edu_progress.csv"
    text = Path(download.value.path()).read_text(encoding="utf-8-sig")
    (row,) = csv.DictReader(io.StringIO(text))
    assert (row["question_id"], row["lesson"], row["best"]) == (QUESTION.id, LESSON, "1")


def test_forgetting_asks_twice(page, lab, name, forgotten):
    quiz, panel = opened(page, lab, name)
    give(quiz, RIGHT)
    forget = panel.get_by_role("button", name="Forget everything", exact=True)
    forget.press("Enter")
    assert page.evaluate(FOCUSED) == "No, keep them"
    page.keyboard.press("Enter")
    assert page.evaluate(FOCUSED) == "Forget everything"
    assert forgotten.exists()
    forget.press("Enter")
    panel.get_by_role("button", name="Yes, forget everything").press("Enter")
    panel.get_by_role("status").filter(has_text="A copy is kept").wait_for()
    assert not forgotten.exists()
    assert len(list(forgotten.parent.glob("progress.backup-*.json"))) == 1
    assert cells_of(panel, "Together")[:3] == ["0", "0", "0"]


@pytest.mark.parametrize("theme", ["JupyterLab Light", "JupyterLab Dark"])
def test_axe_finds_no_serious_fault_and_nothing_is_cut_off(page, lab, name, forgotten, theme):
    quiz, panel = opened(page, lab, name)
    page.evaluate(CHANGE_THEME, theme)
    page.wait_for_selector(f"body[data-jp-theme-name='{theme}']", state="attached")
    give(quiz, WRONG)
    panel.get_by_role("button", name="Export CSV").press("Enter")
    panel.get_by_role("link").wait_for()
    panel.get_by_role("button", name="Forget everything", exact=True).press("Enter")
    page.add_script_tag(path=files("axe_playwright_python") / "axe.min.js")
    assert page.evaluate(SERIOUS) == []
    for width in (640, 900, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        for box in (quiz, panel):
            inner, outer = box.evaluate("e => [e.scrollWidth, e.clientWidth]")
            assert inner <= outer
