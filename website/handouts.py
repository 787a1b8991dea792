"""A handout of each lesson: its page, printed by Chromium on A4."""

import os
import shutil
from pathlib import Path
from typing import Any

_FOOTER = """<div style="width:100%;font:8px system-ui,sans-serif;color:#444;padding:0 16mm;
display:flex;justify-content:space-between"><span>For learning, not for patient care. No clinician
has read this course yet.</span><span class="pageNumber"></span></div>"""
_BROWSERS = ("chromium", "chromium-browser", "google-chrome")
_MARGIN = {"top": "15mm", "bottom": "18mm", "left": "16mm", "right": "16mm"}


def find_chromium() -> str | None:
    """Return the path of a Chromium, or None; NEURO_EDU_CHROMIUM comes first."""
    names = (
        os.environ.get("NEURO_EDU_CHROMIUM", ""),
        "chromium",
        "chromium-browser",
        "google-chrome",
    )
    return next((path for name in names if name and (path := shutil.which(name))), None)


def print_handouts(site: Path, chromium: str, *lessons: str) -> list[Path]:
    """Print lessons of a built site into its folder ``handouts``.

    Parameters
    ----------
    site : Path
        Folder of the site.
    chromium : str
        Path of the browser.
    *lessons : str
        Ids of lessons; none for all.

    Returns
    -------
    list of Path
        The PDF files.
    """
    from playwright.sync_api import sync_playwright

    folder = site / "handouts"
    folder.mkdir(exist_ok=True)
    names = lessons or sorted(path.stem for path in (site / "lessons").glob("[0-9]*.html"))
    with sync_playwright() as playwright:
        flags = ["--no-sandbox", "--disable-gpu"]
        browser = playwright.chromium.launch(executable_path=chromium, args=flags)
        page = browser.new_page(color_scheme="light")
        for name in names:
            _print(page, site / "lessons" / f"{name}.html", folder / f"{name}.pdf")
        browser.close()
    return [folder / f"{name}.pdf" for name in names]


def _print(page: Any, lesson: Path, handout: Path) -> None:
    page.goto(lesson.resolve().as_uri())
    # What unfolds on the page stands open on paper; pictures further down are fetched, too.
    page.evaluate("""async () => {
      document.querySelectorAll('details.step').forEach(step => { step.open = true; });
      const images = [...document.images];
      images.forEach(image => { image.loading = 'eager'; });
      await Promise.all(images.map(image => image.decode().catch(() => {})));
    }""")
    page.pdf(
        path=handout,
        format="A4",
        margin=_MARGIN,
        print_background=True,
        display_header_footer=True,
        header_template="<span></span>",
        footer_template=_FOOTER,
        outline=True,
        tagged=True,
    )
