"""The virtual clinic in a real JupyterLab: ways gone by keyboard, what is kept, and looks."""

from importlib.resources import files
from typing import Any

import pytest

from neuro_edu.clinic import Action, case_ids, chart
from neuro_edu.content import load_content
from tests.browser.lab_driver import KERNEL_IS_IDLE, Lab, open_in_lab
from tests.browser.panels import (
    CHANGE_THEME,
    KERNEL,
    LOST,
    SERIOUS,
    panel_of,
    wait_until_playing,
    write_notebook,
)
from tests.clinic.paths import MISTAKEN_FOR, actions_of, bad_path, good_path

expect = pytest.importorskip("playwright.sync_api").expect

pytestmark = pytest.mark.browser
TEACHER = "teacher-calf-cramps"
CONTENT = load_content()
#: Tab, words on the button, and entries, by kind of action.
KINDS = {
    "ask": ("History", "Ask", CONTENT.clinic_questions),
    "examine": ("Examination", "Examine", CONTENT.clinic_parts),
    "order": ("Tests", "Order", CONTENT.clinic_tests),
    "treat": ("Treatment", "Give", CONTENT.clinic_treatments),
}
#: A first recording may wait for the compiler.
SLOW_MS = 60_000
SMALLEST_PX = """e => Math.min(...[...e.querySelectorAll("*")]
  .filter(inner => inner.checkVisibility())
  .map(inner => parseFloat(getComputedStyle(inner).fontSize)))"""


@pytest.fixture(scope="module")
def name(lab: Lab) -> str:
    source = "from neuro_edu import lessons\nlessons.virtual_clinic()"
    return write_notebook(lab.root, "clinic_trial.ipynb", [source])


@pytest.fixture
def panel(page: Any, lab: Lab, name: str) -> Any:
    for path in lab.home.glob("progress*"):
        path.unlink()
    return opened(page, lab, name)


def opened(page: Any, lab: Lab, name: str) -> Any:
    open_in_lab(page, lab, name).run_all()
    box = panel_of(page, "Virtual clinic")
    box.get_by_role("heading", name="Who is next?").wait_for()
    return box


def call_in(panel: Any, case_id: str) -> None:
    title = chart(case_id).title
    panel.get_by_role("button", name=title).press("Enter")
    expect(panel.get_by_role("heading", name=title)).to_be_focused()


def go_to(panel: Any, tab: str) -> None:
    """Reach a tab by the arrow keys."""
    chosen = panel.get_by_role("tab", selected=True)
    chosen.focus()
    for _ in range(8):
        if chosen.inner_text() == tab:
            return
        panel.page.keyboard.press("ArrowRight")
    raise AssertionError(f"there is no tab {tab!r}")


def do(panel: Any, action: Action) -> None:
    """Do one thing and wait for what comes of it, which must have the focus."""
    if action.kind == "commit":
        commit(panel, action.target)
        return
    if action.kind == "follow-up":
        tab, verb, label = "Follow-up", "See", f"{action.target} weeks later"
    else:
        tab, verb, entries = KINDS[action.kind]
        label = getattr(entries[action.target], "name", "") or entries[action.target].label
    go_to(panel, tab)
    button = panel.get_by_role("button", name=f"{verb}: {label}", exact=True)
    inside = panel.page.get_by_role("button", name=f"{verb}: {label}", exact=True)
    row = panel.locator(".neuro-choice").filter(has=inside)
    for check in action.checks:
        row.get_by_label(CONTENT.clinic_checks[check].label, exact=True).press("Space")
    button.press("Enter")
    expect(panel.get_by_role("group", name=label, exact=True)).to_be_focused(timeout=SLOW_MS)


def commit(panel: Any, condition: str) -> None:
    go_to(panel, "Diagnosis")
    label = CONTENT.conditions[condition].name
    panel.get_by_role("radio", name=label, exact=True).press("Space")
    panel.get_by_role("button", name="Commit to this diagnosis").press("Enter")
    expect(panel.get_by_role("group", name=label, exact=True)).to_be_focused(timeout=SLOW_MS)


def reckon(panel: Any, condition: str, percent: int) -> None:
    go_to(panel, "Differential")
    field = panel.get_by_role("spinbutton", name=CONTENT.conditions[condition].name)
    field.press("Control+a")
    panel.page.keyboard.type(str(percent))
    panel.page.keyboard.press("Enter")
    percents = panel.locator(".neuro-block", has_text="How your differential moved").locator(
        ":visible"
    )
    expect(percents.get_by_text(f"{percent} %").last).to_be_visible()


def debrief(panel: Any) -> str:
    go_to(panel, "Debrief")
    panel.get_by_role("button", name="Close: Close the visit").press("Enter")
    expect(panel.get_by_role("heading", name="How it went")).to_be_focused()
    return panel.get_by_role("tabpanel").inner_text()


@pytest.mark.parametrize("case_id", case_ids())
def test_a_good_and_a_bad_way_are_gone_by_keyboard_and_judged_differently(panel, case_id):
    call_in(panel, case_id)
    truth = chart(case_id).condition
    for action in actions_of(good_path(case_id)):
        if action.kind == "commit":
            reckon(panel, truth, 80)
        do(panel, action)
    good = debrief(panel)
    assert "Right: " in good
    assert "Dangerous (" not in good
    assert "Missed (" not in good

    panel.get_by_role("button", name="Start again").press("Enter")
    panel.get_by_role("button", name="Yes, start again").press("Enter")
    expect(panel.get_by_role("heading", name=chart(case_id).title)).to_be_focused()
    reckon(panel, MISTAKEN_FOR[case_id], 60)
    for action in actions_of(bad_path(case_id)):
        do(panel, action)
    bad = debrief(panel)
    assert "Not right" in bad
    for heading in ("Dangerous (", "Missed (", "Read again"):
        assert heading in bad
    panel.get_by_role("button", name="Show as a picture").press("Enter")
    expect(panel.get_by_role("img", name="Your probability, set once")).to_be_visible()


def test_the_trace_of_this_patient_is_seen_and_heard(panel):
    call_in(panel, TEACHER)
    do(panel, Action(kind="order", target="needle-emg"))
    trace = panel.get_by_role("img", name="Needle at rest")
    expect(trace).to_be_visible()
    panel.get_by_role("button", name="Listen").press("Enter")
    assert wait_until_playing(panel)["duration_s"] > 4
    panel.get_by_role("button", name="Grip and release").press("Enter")
    expect(panel.get_by_role("img", name="Grip and release")).to_be_visible()
    assert trace.count() == 0
    expect(panel.locator("audio")).to_be_hidden()


def test_a_visit_outlives_kernel_and_page(page, lab, panel, name):
    call_in(panel, TEACHER)
    do(panel, Action(kind="ask", target="onset"))
    page.evaluate(f"async () => {{ await {KERNEL}.restart(); }}")
    panel.get_by_role("alert").filter(has_text=LOST).wait_for()
    assert panel.locator(":is(input, select, button):enabled:not([role=tab]):visible").count() == 0
    page.wait_for_function(KERNEL_IS_IDLE)
    again = opened(page, lab, name)
    expect(again.get_by_role("button", name=chart(TEACHER).title)).to_contain_text("1 step so far")
    call_in(again, TEACHER)
    expect(again).to_contain_text(chart(TEACHER).answer("onset"))
    again.get_by_role("button", name="Other patient").press("Enter")
    expect(again.get_by_role("heading", name="Who is next?")).to_be_focused()


def test_an_unseen_patient_comes_by_number_and_the_report_is_saved(page, panel, tmp_path):
    panel.get_by_label("Patient by number").press("1")
    page.keyboard.type("7")
    page.keyboard.press("Enter")
    expect(panel.get_by_role("heading", name="Unseen patient 17")).to_be_focused()
    do(panel, Action(kind="ask", target="onset"))
    panel.get_by_role("button", name="Make a report").press("Enter")
    link = panel.get_by_role("link", name="Save the report")
    expect(link).to_be_focused()
    with page.expect_download() as download:
        page.keyboard.press("Enter")
    download.value.save_as(tmp_path / "report.html")
    assert download.value.suggested_filename == "unseen-17.html"
    report = (tmp_path / "report.html").read_text(encoding="utf-8")
    assert chart("unseen-17").answer("onset").split("’")[0][:20] in report


def test_shares_beyond_100_percent_cannot_be_saved(panel):
    call_in(panel, TEACHER)
    go_to(panel, "Differential")
    for condition in ("als", "myotonia"):
        panel.get_by_role("spinbutton", name=CONTENT.conditions[condition].name).fill("60")
    expect(panel.get_by_text("no shares of 100")).to_be_visible()
    expect(panel.get_by_role("button", name="Save these probabilities")).to_be_disabled()


def test_keys_stay_in_the_clinic(page, panel):
    cells = page.locator(".jp-Cell").count()
    call_in(panel, TEACHER)
    go_to(panel, "Tests")
    for key in ("d", "d", "a", "ArrowDown"):
        page.keyboard.press(key)
    assert page.locator(".jp-Cell").count() == cells
    expect(panel.get_by_role("tab", name="Differential")).to_be_focused()


@pytest.mark.parametrize("theme", ["JupyterLab Light", "JupyterLab Dark"])
def test_axe_finds_no_serious_fault_and_nothing_is_cut_off(page, panel, theme):
    page.evaluate(CHANGE_THEME, theme)
    page.wait_for_selector(f"body[data-jp-theme-name='{theme}']", state="attached")
    page.add_script_tag(path=files("axe_playwright_python") / "axe.min.js")
    assert page.evaluate(SERIOUS) == []
    call_in(panel, TEACHER)
    do(panel, Action(kind="examine", target="look"))
    do(panel, Action(kind="order", target="needle-emg"))
    panel.get_by_role("img", name="Needle at rest").wait_for()
    reckon(panel, MISTAKEN_FOR[TEACHER], 60)
    commit(panel, MISTAKEN_FOR[TEACHER])
    debrief(panel)
    for tab in ("History", "Examination", "Tests", "Differential", "Diagnosis", "Treatment",
                "Follow-up", "Debrief"):  # fmt: skip
        go_to(panel, tab)
        assert page.evaluate(SERIOUS) == []
        for width in (900, 1280, 1920):
            page.set_viewport_size({"width": width, "height": 900})
            inner, outer = panel.evaluate("e => [e.scrollWidth, e.clientWidth]")
            assert inner <= outer, (tab, width)
            assert panel.evaluate(SMALLEST_PX) >= 14
