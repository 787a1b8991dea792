"""The site is whole: every link leads somewhere, every picture has words, every sound plays."""

import html
import io
import json
import re
import wave
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import numpy as np
import pytest

from neuro_edu.content import load_content
from tests.built_site import site_folder  # noqa: F401 - a fixture
from website.calls import Call, activity_of
from website.hover import Explainer, Explanation, _pattern
from website.lessons import write_lesson
from website.markup import anchor_of
from website.quizzes import asked_by

ROOT = Path(__file__).parents[2]
NOTEBOOKS = sorted((ROOT / "notebooks").glob("[0-9]*.ipynb"))


class Elements(HTMLParser):
    """The elements of a page with their attributes."""

    def __init__(self, markup: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str]]] = []
        self.feed(markup)

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, {name: value or "" for name, value in attrs}))

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)

    def all(self, *tags: str) -> list[dict[str, str]]:
        return [attributes for tag, attributes in self.found if tag in tags]


@pytest.fixture(scope="module")
def pages(site) -> dict[Path, Elements]:
    return {
        path: Elements(path.read_text(encoding="utf-8")) for path in sorted(site.rglob("*.html"))
    }


def lesson(pages, name: str) -> Elements:
    return next(page for path, page in pages.items() if path.stem == name)


def test_every_link_picture_script_and_sound_leads_somewhere_on_the_site(site, pages):
    anchors = {
        path: {attributes["id"] for _, attributes in page.found if attributes.get("id")}
        for path, page in pages.items()
    }
    lost = []
    for path, page in pages.items():
        for tag, attributes in page.found:
            address = attributes.get("href") or attributes.get("src") or ""
            parts = urlsplit(address)
            if not address or parts.scheme in ("http", "https", "mailto", "data"):
                assert tag == "a" or parts.scheme not in ("http", "https"), (path, address)
                continue
            target = (path.parent / unquote(parts.path)).resolve() if parts.path else path
            if not target.exists() or (
                parts.fragment and target in anchors and parts.fragment not in anchors[target]
            ):
                lost.append(f"{path.relative_to(site)} -> {address}")
    assert lost == []


@pytest.mark.parametrize("notebook", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_lesson_shows_every_still_of_its_notebook_with_the_same_words(pages, notebook):
    cells = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
    stored = [
        Elements("".join(output["data"]["text/html"])).all("img")[0]["alt"]
        for cell in cells
        for output in cell.get("outputs", [])
        if "<img" in "".join(output.get("data", {}).get("text/html", []))
    ]
    page = lesson(pages, notebook.stem)
    shown = [image["alt"] for image in page.all("img") if "stills/" in image["src"]]
    assert shown == stored
    assert all(stored)


@pytest.mark.parametrize("notebook", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_lesson_has_every_heading_of_its_notebook_and_no_code_in_sight(site, notebook):
    markup = (site / "lessons" / f"{notebook.stem}.html").read_text(encoding="utf-8")
    cells = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
    prose = [
        "".join(cell["source"])
        for cell in cells
        if cell["cell_type"] == "markdown"
        and "only-in-jupyter" not in cell["metadata"].get("tags", [])
    ]
    headings = [h for text in prose for h in re.findall(r"^#+ (.+)$", text, re.MULTILINE)]
    counted = re.findall(r"<h[1-6]>", markup)
    assert len(counted) == len(headings)
    outside = re.sub(r'<details class="code">.*?</details>', "", markup, flags=re.DOTALL)
    assert "neuro_edu" not in re.sub(r"<[^>]+>", "", outside.partition("<article")[2])


def test_every_page_says_what_it_is_not_for_and_that_nobody_has_read_it(site, pages):
    for path in pages:
        text = re.sub(r"<[^>]+>", "", path.read_text(encoding="utf-8"))
        assert "For learning, not for patient care." in text, path
        assert "No clinician has read this course yet." in text, path


def test_every_word_of_the_glossary_is_defined(site):
    markup = (site / "glossary.html").read_text(encoding="utf-8")
    words = re.findall(r'<dt id="term-[^"]+">(.*?)<', markup)
    assert len(words) == len(load_content().terms)
    assert {"neuromyotonia", "CASPR2", "HLA-B*15:02"} <= set(words)
    assert "<dd><p></p>" not in markup


def test_a_word_is_explained_once_a_lesson_in_the_words_of_the_glossary(site):
    markup = (site / "lessons" / "01_meet_neuromyotonia.html").read_text(encoding="utf-8")
    said = re.findall(
        r'<a class="explained term" href="\.\./glossary\.html#(term-[\w-]+)" '
        r'aria-describedby="(said-\d+)">([^<]+)</a><span class="said" role="tooltip" '
        r'id="(said-\d+)">([^<]+)</span>',
        markup,
    )
    assert len(said) >= 15
    assert all(one == other for _, one, _, other, _ in said)
    assert len({anchor for anchor, *_ in said}) == len(said)
    definitions = {word.lower(): text for _, _, word, _, text in said}
    assert definitions["cramps"] == load_content().terms["cramp"].definition


def test_whole_words_are_explained_and_citations_every_time():
    known = {
        "cramp": Explanation("term", "glossary", "term-cramp", "It hurts."),
        "EMG": Explanation("term", "glossary", "term-EMG", "A trace."),
        "Hart 2002": Explanation("source", "references", "ref-hart2002", "Variants", always=True),
    }
    explainer = Explainer(known, _pattern(list(known)), "lessons/x")
    text = "Cramps, a cramp, scramped, cramp-like; an emg, the EMG (Hart 2002; Hart 2002)."
    pieces = list(explainer.pieces(text))
    assert "".join(piece for piece, _ in pieces) == text
    assert [piece for piece, what in pieces if what] == ["Cramps", "EMG", "Hart 2002", "Hart 2002"]


def test_the_listen_page_has_every_discharge_with_picture_sound_and_rules(site, pages):
    page = lesson(pages, "listen")
    names = {id_.replace("_", "-") for id_ in load_content().discharges}
    assert len(names) >= 14
    assert {Path(sound["src"]).stem for sound in page.all("audio")} == names
    assert all("controls" in sound and sound["aria-label"] for sound in page.all("audio"))
    pictures = [image for image in page.all("img") if "stills/" in image["src"]]
    assert len(pictures) == len(names)
    assert all(re.search(r"\d", image["alt"]) for image in pictures)
    markup = (site / "listen.html").read_text(encoding="utf-8")
    for note in load_content().discharges.values():
        assert note.tell.replace("'", "&#x27;") in markup


def test_sounds_are_wav_files_as_long_as_they_say_and_never_at_the_limit(site):
    files = sorted((site / "_static" / "sounds").glob("*.wav"))
    # The library, and the four labs with a loudspeaker.
    assert len(files) == len(load_content().discharges) + 4
    for file in files:
        with wave.open(io.BytesIO(file.read_bytes())) as sound:
            assert (sound.getnchannels(), sound.getsampwidth()) == (1, 2), file
            length_s = sound.getnframes() / sound.getframerate()
            level = np.frombuffer(sound.readframes(sound.getnframes()), "<i2") / 32768
        assert length_s > 0.5, file
        assert np.abs(level).max() < 0.75, file
        if file.stem.replace("-", "_") in load_content().discharges:
            assert length_s == pytest.approx(10.0, abs=0.01), file
            assert level.std() > 1e-4, file


def test_lesson_06_can_be_heard(pages):
    sounds = lesson(pages, "06_the_emg_room").all("audio")
    assert len(sounds) == 4


def test_a_lesson_links_its_handout_when_there_is_one(tmp_path):
    for name in ("stills", "sounds"):
        (tmp_path / name).mkdir()
    notebook = NOTEBOOKS[3]
    for handout in (True, False):
        write_lesson(notebook, tmp_path, tmp_path, handout=handout)
        page = (tmp_path / f"{notebook.stem}.md").read_text(encoding="utf-8")
        assert (f'href="../handouts/{notebook.stem}.pdf"' in page) == handout


def test_references_link_out_and_back(site):
    markup = (site / "references.html").read_text(encoding="utf-8")
    for reference in load_content().references.values():
        assert f'id="{anchor_of(reference.id)}"' in markup
        if reference.pmid:
            assert f'href="https://pubmed.ncbi.nlm.nih.gov/{reference.pmid}/"' in markup
    entry = markup[markup.index('id="ref-petajan1969"') :].partition("</p>")[0]
    assert 'href="lessons/03_why_an_axon_will_not_stop.html"' in entry
    assert 'href="lessons/06_the_emg_room.html"' in entry


def test_a_quiz_gives_its_answers_only_when_unfolded_or_at_the_end(site):
    markup = (site / "lessons" / "03_why_an_axon_will_not_stop.html").read_text(encoding="utf-8")
    article, _, at_the_end = markup.partition('<div class="answers-at-end">')
    folded = re.compile(r'<details class="answer">.*?</details>', re.DOTALL)
    right = "Right: The charge left by a spike drains before it re-excites."
    assert right in article
    assert right not in folded.sub("", article)
    assert at_the_end.count("<li>") >= 9
    assert "200 Hz" in at_the_end


def test_the_answers_at_the_end_judge_every_option_by_its_name(site):
    for notebook in NOTEBOOKS:
        markup = (site / "lessons" / f"{notebook.stem}.html").read_text(encoding="utf-8")
        at_the_end = html.unescape(markup.partition('<div class="answers-at-end">')[2])
        for question in load_content().questions_of(notebook.stem):
            if question.kind == "numeric" or question.stem not in html.unescape(markup):
                continue
            for option in question.options:
                verdict = "right" if option.correct else "wrong"
                assert f"<li>{option.text}: <strong>{verdict}</strong>." in at_the_end
    # The riddle to hear is answered, too; what it is stands nowhere else in sight.
    ear = (site / "lessons" / "06_the_emg_room.html").read_text(encoding="utf-8")
    assert "The trace of the ear test: " in ear.partition('<div class="answers-at-end">')[2]


def test_a_lab_with_a_table_shows_it_below_its_picture(site):
    def table_of(lesson_id: str) -> str:
        markup = (site / "lessons" / f"{lesson_id}.html").read_text(encoding="utf-8")
        return html.unescape(markup.partition('class="lab-table"')[2].partition("</table>")[0])

    blocks = table_of("05_where_does_it_come_from")
    assert all(name in blocks for name in ("Sleep", "Spinal anaesthesia", "Curare"))
    planner = table_of("08_the_work_up")
    assert "<summary>" in planner
    named = [known.name in planner for known in load_content().investigations.values()]
    assert sum(named) >= 10
    assert "Mechanism" in table_of("07_causes")


def test_every_question_of_a_lesson_has_an_answer():
    for notebook in NOTEBOOKS:
        for cell in json.loads(notebook.read_text(encoding="utf-8"))["cells"]:
            call = activity_of("".join(cell["source"])) if cell["cell_type"] == "code" else None
            if call and call.name in ("quiz", "claims_quiz"):
                questions = asked_by(call)
                assert len(questions) == len([id_ for id_ in call.args if id_ != notebook.stem])
                for asked in questions:
                    assert asked.said or any(choice.right for choice in asked.choices)


def test_an_activity_is_read_from_its_cell_without_running_it():
    source = 'from neuro_edu import lessons\nask = ["a", "b"]\nlessons.quiz("03", *ask)'
    assert activity_of(source) == Call("quiz", ("03", "a", "b"))
    assert activity_of("round(1.5)") is None


def test_the_api_reference_names_what_the_package_offers(site):
    import neuro_edu
    from neuro_edu import lessons

    markup = (site / "api" / "neuro_edu.html").read_text(encoding="utf-8")
    for name in neuro_edu.__all__:
        assert f"{name}</span>" in markup, name
    markup = (site / "api" / "neuro_edu_lessons.html").read_text(encoding="utf-8")
    for name in lessons.__all__:
        assert f'id="neuro_edu.lessons.{name}"' in markup, name


def test_every_page_of_the_documentation_is_there(site):
    for page in (ROOT / "docs").rglob("*.md"):
        place = page.relative_to(ROOT)
        if "site" not in place.parts:
            assert (site / place.with_suffix(".html")).exists(), place
