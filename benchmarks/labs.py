"""Key press to new pixels of every slider of every lab, and pictures a second while it is dragged.

Run with ``python -m benchmarks.labs [LAB ...]``; needs Chromium.
"""

import statistics
import sys
import tempfile
from pathlib import Path

import nbformat
from nbformat.v4 import new_code_cell, new_notebook
from playwright.sync_api import sync_playwright

from benchmarks.latency import KERNEL
from tests.browser.lab_driver import BROWSER_FLAGS, find_browser, open_in_lab, running_lab
from tests.lessons.labs import labs

PRESSES = 8
# A hand that takes the pointer to the other end and back in 0.8 s, told 60 times a second.
MOVES_HZ = 60
MOVES_THERE_AND_BACK = 48
DRAG_MOVES = 180
#: Labs that run a pool of motor units or a nerve, not a single axon.
POOLS = ("cause_lab", "emg_room", "nerve_stimulation_lab", "origin_lab", "stiffness_lab")
LIMIT_MS = {False: 100, True: 250}
# Time from the key press to the frame after the picture of that panel changed and was decoded.
WATCH = """panel => { window.answered = new Promise(resolve => {
  const current = () => panel.querySelector('.neuro-picture').src;
  const before = current();
  let pressed = 0;
  panel.addEventListener('keydown', () => { pressed = performance.now(); },
    { once: true, capture: true });
  const look = () => {
    const image = panel.querySelector('.neuro-picture');
    if (pressed && image.src !== before && image.complete)
      requestAnimationFrame(() => resolve(performance.now() - pressed));
    else if (pressed && performance.now() - pressed > 20000) resolve(NaN);
    else requestAnimationFrame(look);
  };
  look(); }); }"""
COUNT = """panel => { window.pictures = 0;
  new MutationObserver(() => { window.pictures += 1; })
    .observe(panel.querySelector('.neuro-picture'),
      { attributes: true, attributeFilter: ['src'] }); }"""


def press_times_ms(page, panel, slider) -> list[float]:
    """Times of presses from the middle of the range, there and back; the first is not counted."""
    slider.evaluate("""node => { const low = +node.min, high = +node.max, step = +node.step;
      node.value = low + step * Math.round((high - low) / step / 2);
      node.dispatchEvent(new Event('input', { bubbles: true })); }""")
    page.wait_for_timeout(1500)
    slider.focus()
    times = []
    for press in range(PRESSES + 1):
        page.evaluate(WATCH, panel.element_handle())
        slider.press("ArrowLeft" if press % 4 < 2 else "ArrowRight")
        times.append(page.evaluate("() => window.answered"))
        page.wait_for_timeout(100)
    return times[1:]


def drag_rate_hz(page, panel, slider) -> float:
    """Pictures a second while a slider is dragged from end to end and back for three seconds.

    A slower drag would measure the number of steps of the slider instead.
    """
    panel.evaluate(COUNT)
    slider.scroll_into_view_if_needed()
    box = slider.bounding_box()
    middle = box["y"] + box["height"] / 2
    page.mouse.move(box["x"] + 1, middle)
    page.mouse.down()
    start = page.evaluate("() => performance.now()")
    for step in range(DRAG_MOVES):
        share = 1 - abs(1 - step % MOVES_THERE_AND_BACK * 2 / MOVES_THERE_AND_BACK)
        page.mouse.move(box["x"] + 1 + (box["width"] - 2) * share, middle)
        page.wait_for_timeout(1e3 / MOVES_HZ)
    seen, now = page.evaluate("() => [window.pictures, performance.now()]")
    page.mouse.up()
    return seen / (now - start) * 1e3


def measure_lab(page, name: str) -> str:
    """Return the row of one lab in the report."""
    cell = page.locator(".jp-CodeCell", has_text=f"lessons.{name}()")
    cell.scroll_into_view_if_needed()
    panel = cell.locator(".neuro-panel")
    panel.wait_for()
    medians = {}
    for slider in panel.get_by_role("slider").all():
        label = slider.evaluate("node => node.labels[0].textContent")
        times = [t for t in press_times_ms(page, panel, slider) if t is not None and t == t]
        if times:
            medians[label] = statistics.median(times)
    if not medians:
        return f"| {name} | no slider | | | |"
    slowest = max(medians, key=medians.__getitem__)
    limit = LIMIT_MS[name in POOLS]
    first = panel.get_by_role("slider").first
    rate = drag_rate_hz(page, panel, first)
    middle = statistics.median(medians.values())
    return f"| {name} | {middle:.0f} | {medians[slowest]:.0f} ({slowest}) | {limit} | {rate:.1f} |"


def main(names: list[str] | None = None) -> str:
    """Measure all labs, or those named, and return the report."""
    names = names or list(labs())
    rows = []
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        root = Path(folder) / "notebooks"
        root.mkdir()
        sources = ["from neuro_edu import lessons", *(f"lessons.{name}()" for name in names)]
        cells = [new_code_cell(source) for source in sources]
        nbformat.write(new_notebook(cells=cells, metadata=KERNEL), root / "labs.ipynb")
        browser = playwright.chromium.launch(
            executable_path=find_browser(), args=list(BROWSER_FLAGS)
        )
        with running_lab(root, Path(folder)) as lab:
            page = browser.new_page(viewport={"width": 1280, "height": 1000})
            open_in_lab(page, lab, "labs.ipynb").run_all()
            rows = [measure_lab(page, name) for name in names]
        browser.close()
    head = [
        "## Key press to new pixels, every slider of every lab",
        "",
        f"{PRESSES} presses a slider, browser on the same machine; sliders that change nothing yet "
        "are left out.",
        "",
        "| lab | median ms | slowest slider ms | limit ms | pictures/s while dragged |",
        "| --- | --: | --: | --: | --: |",
    ]
    return "\n".join([*head, *rows]) + "\n"


if __name__ == "__main__":
    print(main(sys.argv[1:]))
