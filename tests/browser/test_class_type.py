"""Before a class every panel can be read from the back row: how large its type is on its slide."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import nbformat
import pytest

from tests.browser.lab_driver import free_port, running_server
from tests.lessons.labs import labs

pytestmark = pytest.mark.browser

ROOT = Path(__file__).parents[2]
NAMES = [*labs(), "virtual_clinic"]
SCREENS = [(1280, 720), (1920, 1080)]
#: On a screen 720 pixels high, the least that is read from the last row of a hall.
SMALLEST_PX = 16
#: Most words in a picture are set in 13 points, at 100 pixels to the inch.
PICTURE_TYPE_PX = 13 / 72 * 100
#: The type of every word that is seen, zoom included; of a list of choices, that of the list.
TYPES_PX = """() => {
  const frame = document.querySelector('.class-frame');
  const sizeOf = e => parseFloat(getComputedStyle(e).fontSize) * (e.currentCSSZoom ?? 1);
  const isSeen = e => e.checkVisibility({ visibilityProperty: true, opacityProperty: true })
    && e.getBoundingClientRect().width > 1;
  const words = document.createTreeWalker(frame, NodeFilter.SHOW_TEXT);
  const found = [];
  while (words.nextNode()) {
    const at = words.currentNode.parentElement;
    const text = words.currentNode.textContent.trim();
    if (text && isSeen(at) && !at.closest('option, .neuro-unseen')) found.push([sizeOf(at), text]);
  }
  for (const list of frame.querySelectorAll('select')) {
    if (isSeen(list)) found.push([sizeOf(list), list.selectedOptions[0].text]);
  }
  return found;
}"""
BEYOND_PX = """() => {
  const frame = document.querySelector('.class-frame');
  return Math.max(frame.scrollHeight - frame.clientHeight, frame.scrollWidth - frame.clientWidth);
}"""
#: Screen pixels for each pixel of the picture, and whether all of it is seen.
PICTURE = """() => {
  const frame = document.querySelector('.class-frame').getBoundingClientRect();
  const picture = [...document.querySelectorAll('.neuro-picture')].find(p => p.checkVisibility());
  if (!picture) return null;
  const box = picture.getBoundingClientRect();
  return [box.width / picture.getAttribute('width'), box.top >= frame.top && box.left >= 0
    && box.right <= frame.right && box.bottom <= frame.bottom + 1];
}"""


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve one notebook with every lab under a heading of its own."""
    home = tmp_path_factory.mktemp("hall")
    cells = [nbformat.v4.new_markdown_cell("# Labs")]
    for name in NAMES:
        cells.append(nbformat.v4.new_markdown_cell(f"## {name}"))
        cells.append(nbformat.v4.new_code_cell(f"from neuro_edu import lessons\nlessons.{name}()"))
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    notebook = nbformat.v4.new_notebook(cells=cells, metadata={"kernelspec": kernel})
    (home / "notebooks").mkdir()
    nbformat.write(notebook, home / "notebooks" / "labs.ipynb")
    port = free_port()
    command = [sys.executable, str(ROOT / "tools" / "present" / "serve.py")]
    command += [str(home / "notebooks"), "--no-browser", f"--port={port}", "--Voila.port_retries=0"]
    environment = os.environ | {
        "JUPYTER_CONFIG_DIR": str(home / "config"),
        "JUPYTER_RUNTIME_DIR": str(home / "runtime"),
        "IPYTHONDIR": str(home / "ipython"),
    }
    url = f"http://127.0.0.1:{port}"
    with running_server(command, environment, url, home / "voila.log"):
        yield f"{url}/voila/render/labs.ipynb"


@pytest.fixture(scope="module")
def hall(browser: Any, address: str) -> Iterator[Any]:
    """The labs before a class."""
    context = browser.new_context(viewport={"width": 1280, "height": 720})
    page = context.new_page()
    page.set_default_timeout(240_000)
    page.goto(address)
    page.locator(".class-foot").wait_for()
    page.wait_for_function(
        "n => document.querySelectorAll('.neuro-panel').length === n"
        " && document.body.dataset.deck === 'ready'",
        arg=len(NAMES),
    )
    page.wait_for_timeout(1000)  # the last cut of the screens comes 0.12 s after the last panel
    yield page
    page.goto("about:blank")
    context.close()


@pytest.mark.parametrize(("width", "height"), SCREENS)
def test_all_type_of_every_lab_is_read_from_the_back_and_nothing_overflows(
    hall: Any, width: int, height: int
):
    hall.set_viewport_size({"width": width, "height": height})
    hall.wait_for_timeout(3000)  # cut again
    smallest_px = SMALLEST_PX * height / 720
    too_small, too_long = {}, {}
    for name in NAMES:
        hall.keyboard.press("c")
        hall.locator(".class-contents").get_by_role("button", name=name, exact=True).press("Enter")
        panel = hall.locator(".neuro-panel:visible")
        panel.wait_for()
        sizes = [(round(px, 2), text) for px, text in hall.evaluate(TYPES_PX)]
        assert len(sizes) > 3
        picture = hall.evaluate(PICTURE)
        if picture is not None:
            scale, is_whole = picture
            sizes.append((round(scale * PICTURE_TYPE_PX, 2), "words in the picture"))
            # A panel with a picture is seen whole; what has none may be scrolled through.
            if hall.evaluate(BEYOND_PX) > 1 or not is_whole:
                too_long[name] = hall.evaluate(BEYOND_PX)
        too_small |= {name: min(sizes)} if min(sizes)[0] < smallest_px else {}
    assert too_small == {}
    assert too_long == {}
