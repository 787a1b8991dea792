"""The site in a browser: nothing from outside, words explained, search, no barrier, handouts."""

import functools
import http.server
import re
import threading
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

from tests.browser.lab_driver import find_browser, watch_console
from tests.built_site import site_folder  # noqa: F401 - a fixture

pytestmark = pytest.mark.browser

LESSON = "lessons/03_why_an_axon_will_not_stop.html"
EAR = "lessons/06_the_emg_room.html"
PAGES = ("index.html", LESSON, EAR, "lessons/09_treatment.html", "listen.html", "glossary.html",
         "references.html", "docs/fidelity.html", "api/neuro_edu_content.html")  # fmt: skip
SERIOUS = """async () => (await axe.run()).violations
  .filter(found => ['serious', 'critical'].includes(found.impact))
  .map(found => `${found.id}: ${found.nodes.map(node => node.html).slice(0, 3).join(' ')}`)"""
CONTRAST = "axe.run({runOnly: ['color-contrast']})"
WORD = "a.explained:text-is('neuromyotonia')"


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format, *args):
        pass


class Server(http.server.ThreadingHTTPServer):
    def handle_error(self, request, client_address):
        """A page that is left while its sounds still load closes their connections."""


@pytest.fixture(scope="session")
def address(site: Path):
    """Where the site is served."""
    handler = functools.partial(Quiet, directory=str(site))
    with Server(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
        thread.join()


@pytest.fixture
def page(browser: Any, address: str):
    """A fresh page; nothing is asked of another host, nothing complained of in the console."""
    context = browser.new_context(base_url=address, reduced_motion="reduce")
    fresh = context.new_page()
    errors = watch_console(fresh)
    asked: list[str] = []
    fresh.on("request", lambda seen: asked.append(seen.url))
    yield fresh
    context.close()
    assert errors == []
    outside = [url for url in asked if not url.startswith((address, "data:", "blob:"))]
    assert outside == []


@pytest.mark.parametrize("name", PAGES)
def test_a_page_fits_a_phone_and_a_laptop_and_has_no_serious_barrier(page, name):
    page.goto(name)
    for width, height in ((1280, 800), (390, 844)):
        page.set_viewport_size({"width": width, "height": height})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.add_script_tag(path=files("axe_playwright_python") / "axe.min.js")
    assert page.evaluate(SERIOUS) == []
    page.emulate_media(color_scheme="dark")
    assert page.evaluate(SERIOUS.replace("axe.run()", CONTRAST)) == []


def test_a_word_is_explained_to_mouse_and_keyboard_and_escape_puts_it_away(page):
    page.goto(LESSON)
    word, said = page.locator(WORD), page.locator(f"{WORD} + .said")
    assert not said.is_visible()
    word.hover()
    assert said.is_visible()
    # It stays while the mouse is on it: whoever magnifies the page has to go there to read it.
    said.hover()
    assert said.is_visible()
    page.keyboard.press("Escape")
    assert not said.is_visible()
    page.mouse.move(5, 5)
    word.focus()
    assert said.is_visible()
    assert word.get_attribute("aria-describedby") == said.get_attribute("id")
    page.keyboard.press("Tab")
    assert not said.is_visible()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/glossary.html#term-neuromyotonia")


def test_a_finger_gets_the_explanation_first_and_the_glossary_second(browser, address):
    context = browser.new_context(has_touch=True, is_mobile=True, base_url=address)
    page = context.new_page()
    page.goto(LESSON)
    page.locator(WORD).tap()
    assert page.locator(f"{WORD} + .said").is_visible()
    assert page.url.endswith(LESSON)
    page.locator(WORD).tap()
    page.wait_for_url("**/glossary.html#term-neuromyotonia")
    context.close()


@pytest.mark.parametrize("width", [390, 1280])
def test_an_explanation_lies_inside_the_window_beside_its_word(page, width):
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(LESSON)
    for number in range(0, 24, 3):
        word = page.locator("a.explained").nth(number)
        word.focus()
        # Where it stands after the page has scrolled to the word.
        page.wait_for_timeout(100)
        box = page.locator("a.explained + .said").nth(number).bounding_box()
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= width
        assert box["y"] >= 0
        assert box["y"] + box["height"] <= 800


def test_without_scripts_a_word_is_explained_too(browser, address):
    context = browser.new_context(java_script_enabled=False, base_url=address)
    page = context.new_page()
    page.goto(LESSON)
    page.locator(WORD).hover()
    assert page.locator(f"{WORD} + .said").is_visible()
    context.close()


def test_search_finds_the_disease(page):
    page.goto("search.html?q=neuromyotonia")
    page.wait_for_selector("ul.search li a")
    found = page.locator("ul.search li a").evaluate_all("links => links.map(a => a.href)")
    assert any("lessons/01_meet_neuromyotonia.html" in link for link in found)
    assert sum("glossary.html" in link for link in found) == 1


@pytest.mark.parametrize("word", ["channel", "discharge", "carbamazepine"])
def test_a_search_finds_lessons_and_glossary_first_and_the_code_last(page, word):
    page.goto(f"search.html?q={word}")
    page.wait_for_function("document.querySelector('.search-summary')?.innerText")
    links = page.locator("ul.search > li > a:first-child")
    found = [str(link) for link in links.evaluate_all("all => all.map(a => a.pathname)")]
    to_learn = [bool(re.search(r"/lessons/|/glossary\.html", path)) for path in found]
    of_code = ["/api/" in path for path in found]
    assert sum(to_learn) >= 2
    assert to_learn == sorted(to_learn, reverse=True)
    last = [bool(re.search(r"/api/|/docs/(?!fidelity)", path)) for path in found]
    assert last == sorted(last)
    assert any(of_code) or word == "carbamazepine"


def test_what_a_search_quotes_has_spaces_between_its_blocks(page):
    page.goto("search.html?q=carbamazepine")
    page.wait_for_selector("ul.search li p.context")
    page.wait_for_timeout(1000)
    quoted = " ".join(page.locator("p.context").all_inner_texts())
    assert "carbamazepine:" in quoted
    assert re.findall(r"[a-z]{3}\.Question", quoted) == []


@pytest.mark.parametrize("word", ["fasciculation", "CASPR2"])
def test_what_a_search_quotes_is_whole_words_of_the_page(page, word):
    page.goto(f"search.html?q={word}")
    page.wait_for_selector("ul.search li p.context")
    page.wait_for_timeout(1000)
    item = page.locator("ul.search > li", has=page.locator("a[href*='lessons/']")).first
    quoted = item.locator("p.context").inner_text().strip("… ").split()
    page.goto(str(item.locator("a").first.get_attribute("href")))
    words = set(page.locator("article").evaluate("e => e.textContent").split())
    assert quoted[0] in words
    assert quoted[-1] in words


def test_a_sound_plays(page):
    page.goto(EAR)
    played = page.locator("audio").first.evaluate(
        """async sound => { sound.volume = 0; sound.muted = true; await sound.play();
           await new Promise(done => sound.addEventListener('timeupdate', done));
           return [sound.duration, sound.error]; }"""
    )
    assert played[0] > 1
    assert played[1] is None


def test_an_answer_unfolds_by_keyboard(page):
    page.goto(LESSON)
    answer = page.locator("details.answer").first
    assert not answer.locator(".verdicts").is_visible()
    answer.locator("summary").focus()
    page.keyboard.press("Enter")
    assert answer.locator(".verdicts").is_visible()


def test_on_paper_there_are_questions_and_at_the_end_the_answers(page):
    page.emulate_media(media="print")
    page.goto(LESSON)
    assert page.locator(".stem").first.is_visible()
    assert not page.locator(".verdicts").first.is_visible()
    answers = page.locator(".answers-at-end")
    assert answers.is_visible()
    last = page.locator(".question").last.bounding_box()
    assert answers.bounding_box()["y"] > last["y"]
    for gone in (".sidebar-drawer", ".announcement", ".related-pages", ".lesson-bar"):
        assert not page.locator(gone).first.is_visible(), gone


def test_a_handout_is_a_pdf_of_a4_pages_that_cut_no_picture(site):
    # In a process of its own: a second Playwright cannot start beside the first.
    import subprocess
    import sys

    program = (
        "import sys; from pathlib import Path; from website.handouts import print_handouts; "
        "print_handouts(Path(sys.argv[1]), *sys.argv[2:])"
    )
    names = ["03_why_an_axon_will_not_stop", "10_virtual_clinic"]
    command = [sys.executable, "-c", program, str(site), find_browser(), *names]
    subprocess.run(command, check=True)
    sizes = []
    for name in names:
        data = (site / "handouts" / f"{name}.pdf").read_bytes()
        boxes = set(re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", data))
        assert {(round(float(w)), round(float(h))) for w, h in boxes} == {(596, 843)}
        sizes.append(len(re.findall(rb"/Type /Page\b", data)))
    # Each lesson takes minutes, not a book.
    assert 5 <= sizes[0] <= 12
    assert 2 <= sizes[1] <= 12
