"""Key press to new pixels in JupyterLab: the course's panel against `interact` drawing anew.

Run with ``python -m benchmarks.latency``; needs Chromium. Both notebooks run the same axon and draw
the same figure. A press is answered when the picture in the page has changed and been painted.
"""

import shutil
import statistics
import tempfile
from pathlib import Path

import nbformat
from nbformat.v4 import new_code_cell, new_notebook
from playwright.sync_api import sync_playwright

from tests.browser.lab_driver import BROWSER_FLAGS, find_browser, open_in_lab, running_lab

PRESSES = 20
KERNEL = {"kernelspec": {"name": "python3", "display_name": "Python 3"}}
OURS = "from neuro_edu import lessons\nlessons.kv1_explorer()"
INTERACT = """
%matplotlib inline
import ipywidgets, matplotlib.pyplot as plt
from neuro_edu import HEALTHY_AXON, simulate_axon
from neuro_edu.figures.membrane import plot_membrane
healthy = simulate_axon(duration_ms=150.0)
def draw(percent=100):
    axon = HEALTHY_AXON.replace(kv1_fraction=percent / 100)
    display(plot_membrane(simulate_axon(axon, duration_ms=150.0), healthy))
ipywidgets.interact(draw, percent=ipywidgets.IntSlider(100, 0, 100, 5))
"""
PAGES = {
    "this course": (OURS, ".neuro-slider", ".neuro-picture"),
    "ipywidgets.interact": (INTERACT, ".noUi-handle", ".widget-output img"),
}
# Time from the key press to the frame after the picture's source changed and was decoded.
WATCH = """([picture]) => { window.answered = new Promise(resolve => {
  const current = () => document.querySelector(picture)?.src;
  const before = current();
  document.addEventListener('keydown', () => { window.pressed = performance.now(); },
    { once: true, capture: true });
  const look = () => {
    const image = document.querySelector(picture);
    if (window.pressed && image && image.src !== before && image.complete)
      requestAnimationFrame(() => resolve(performance.now() - window.pressed));
    else requestAnimationFrame(look);
  };
  window.pressed = 0; look(); }); }"""


def measure(page, slider, picture):
    handle = page.locator(slider).first
    handle.focus()
    times = []
    for press in range(PRESSES + 2):
        page.evaluate(WATCH, [picture])
        handle.press("ArrowLeft" if press < PRESSES // 2 + 2 else "ArrowRight")
        times.append(page.evaluate("() => window.answered"))
        page.wait_for_timeout(150)
    return times[2:]


def main():
    rows = {}
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        root, home = Path(folder) / "notebooks", Path(folder) / "home"
        root.mkdir()
        home.mkdir()
        for number, (source, _, _) in enumerate(PAGES.values()):
            notebook = new_notebook(cells=[new_code_cell(source)], metadata=KERNEL)
            nbformat.write(notebook, root / f"{number}.ipynb")
        browser = playwright.chromium.launch(
            executable_path=find_browser(), args=list(BROWSER_FLAGS)
        )
        with running_lab(root, home) as lab:
            for number, (name, (_, slider, picture)) in enumerate(PAGES.items()):
                page = browser.new_page(viewport={"width": 1280, "height": 1000})
                open_in_lab(page, lab, f"{number}.ipynb").run_all()
                page.locator(picture).first.wait_for()
                page.wait_for_timeout(4000)  # numba gets ready in the background
                rows[name] = measure(page, slider, picture)
                page.close()
        browser.close()
        shutil.rmtree(root)
    ours = statistics.median(rows["this course"])
    lines = [
        "## Key press to new pixels",
        "",
        f"| {PRESSES} presses, browser on the same machine | median ms | p90 ms | ratio |",
        "| --- | --: | --: | --: |",
    ]
    for name, times in rows.items():
        median, p90 = statistics.median(times), sorted(times)[int(0.9 * len(times))]
        lines.append(f"| {name} | {median:.0f} | {p90:.0f} | {median / ours:.1f} |")
    return "\n".join([*lines, ""])


if __name__ == "__main__":
    print(main())
