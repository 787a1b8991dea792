"""A stored notebook as a page: prose, stills, sounds, questions, cases."""

import base64
import html
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from neuro_edu.content import load_content
from website.calls import Call, activity_of
from website.labs import lab_table
from website.markup import (
    UP,
    anchor_of,
    escape,
    opening,
    picture,
    player,
    raw,
    to_lessons,
    unmarked,
)
from website.quizzes import Asked, answers_markup, asked_by, quiz_markup
from website.sounds import PLAYED, riddle_answer, sound_of

_STILL = re.compile(
    r'<img src="data:image/png;base64,(?P<png>[^"]+)" alt="(?P<alt>[^"]*)" '
    r'width="(?P<width>\d+)" height="(?P<height>\d+)">'
)
# Ways from lesson to lesson: the site has its own.
_WAY = re.compile(r"^\[.*\]\(glossary\.ipynb\)$", re.MULTILINE)
_STANDS_STILL = "A still picture: in the live course its controls move it."
_EAR_TEST = "The trace of the ear test"
_TAKEN_FROM = "From the interactive course: what says press or move works only there."
#: The tag of a cell that is true only in JupyterLab, such as how to run a cell.
_ONLY_IN_JUPYTER = "only-in-jupyter"
#: Activities that mean something only where the course runs.
_LIVE_ONLY = ("progress",)


@dataclass
class Lesson:
    """A page being made of a notebook."""

    id: str
    static: Path
    handout: bool
    asked: list[Asked] = field(default_factory=list)
    riddles: list[str] = field(default_factory=list)
    references: tuple[str, ...] = ()


def write_lesson(notebook: Path, folder: Path, static: Path, *, handout: bool) -> Lesson:
    """Write the page of a lesson with its pictures and sounds.

    Parameters
    ----------
    notebook : Path
        A stored notebook.
    folder : Path
        Where the page goes.
    static : Path
        Where pictures and sounds go, in folders of their own.
    handout : bool
        Whether the page links its handout.

    Returns
    -------
    Lesson
        What it asks and cites.
    """
    lesson = Lesson(notebook.stem, static, handout)
    cells = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
    blocks = [block for cell in cells for block in _blocks(cell, lesson)]
    blocks.insert(1, raw(_bar(lesson)))
    if lesson.asked:
        blocks.append(raw(answers_markup(lesson.asked, lesson.riddles)))
    page = "\n\n".join(block for block in blocks if block.strip())
    (folder / f"{lesson.id}.md").write_text(page + "\n", encoding="utf-8")
    return lesson


def _bar(lesson: Lesson) -> str:
    """Return the line below the title: which lesson it is, and other ways to have it."""
    parts = [f"Lesson {lesson.id[:2]}"]
    if lesson.handout:
        parts.append(f'<a href="{UP}handouts/{lesson.id}.pdf">Handout to print (PDF)</a>')
    parts.append(f'<a href="{UP}index.html#open-it-live">Open it live</a>')
    return f'<p class="lesson-bar">{" · ".join(parts)}</p><p class="taken-from">{_TAKEN_FROM}</p>'


def _blocks(cell: dict[str, Any], lesson: Lesson) -> Iterator[str]:
    if _ONLY_IN_JUPYTER in cell["metadata"].get("tags", []):
        return
    source = "".join(cell["source"])
    if cell["cell_type"] == "markdown":
        title, _, rest = source.partition("\n")
        # The first heading stands alone, so that the line below it can follow.
        if title.startswith("# "):
            yield title
            source = rest
        yield to_lessons(_WAY.sub("", source))
        return
    call = activity_of(source)
    if call is None:
        yield raw(_computed(source, cell["outputs"]))
    elif call.name not in _LIVE_ONLY:
        yield from _activity(call, cell, lesson)


def _computed(source: str, outputs: list[dict[str, Any]]) -> str:
    shown = [
        "".join(output.get("text", output.get("data", {}).get("text/plain", "")))
        for output in outputs
    ]
    # Python shows text in quotes.
    text = "\n".join(part.strip().strip("'") for part in shown)
    code = opening("Python", f"<pre>{escape(source)}</pre>", "code")
    output = f"<output>{escape(text)}</output>" if text else ""
    return f'<div class="computed">{output}{code}</div>'


def _activity(call: Call, cell: dict[str, Any], lesson: Lesson) -> Iterator[str]:
    if call.name in ("quiz", "claims_quiz"):
        questions = asked_by(call)
        yield raw(quiz_markup(questions, len(lesson.asked) + 1))
        lesson.asked += questions
    elif call.name == "references":
        lesson.references = call.args
        yield _sources(call.args, cell)
    elif call.name == "case":
        yield from _case(call.args[0])
    else:
        yield from _shown(call, cell, lesson)


def _sources(ids: tuple[str, ...], cell: dict[str, Any]) -> str:
    lines = "".join(cell["outputs"][0]["data"]["text/markdown"]).splitlines()
    cited = zip(dict.fromkeys(ids), lines, strict=True)
    return "\n".join(f"{line} [Where else?](#{anchor_of(id_)})" for id_, line in cited)


def _case(id_: str) -> Iterator[str]:
    told = load_content().cases[id_]
    yield f"**{told.title}** (invented)"
    yield f"**History.** {unmarked(told.history)}"
    yield "**Ask first:**\n\n" + "\n".join(f"* {question}" for question in told.first_questions)
    for heading, text in (
        ("Examination", told.examination),
        (
            "Tests on request",
            f"{told.tests_on_request}\n\n**Better not ordered.** {told.test_not_to_order}",
        ),
        ("Diagnosis", f"{told.diagnosis}\n\n**A wrong turn.** {told.wrong_turn}"),
        ("Treatment", told.treatment),
        ("Follow-up", told.follow_up),
    ):
        yield raw(f'<details class="step"><summary>{heading}</summary>')
        yield unmarked(text)
        yield raw("</details>")


def _shown(call: Call, cell: dict[str, Any], lesson: Lesson) -> Iterator[str]:
    data = cell["outputs"][0]["data"]
    if "text/markdown" in data:
        yield "".join(data["text/markdown"])
        return
    markup = "".join(data["text/html"])
    still = _STILL.fullmatch(markup)
    if still is None:
        yield raw(f'<div class="live-only">{markup}<p>Opens in the live course.</p></div>')
        return
    name = f"{lesson.id}-{cell['id']}.png"
    (lesson.static / "stills" / name).write_bytes(base64.b64decode(still["png"]))
    yield raw(_figure(call, still, name, lesson))


def _figure(call: Call, still: re.Match[str], name: str, lesson: Lesson) -> str:
    alt = html.unescape(still["alt"])
    size_px = int(still["width"]), int(still["height"])
    path = f"{UP}_static/stills/{name}"
    if call.name == "picture":
        return picture(path, alt, size_px)
    more = f'<p class="stands-still">{_STANDS_STILL}</p>'
    if call.name in PLAYED:
        sound, result = sound_of(call.name)
        (lesson.static / "sounds" / f"{call.name}.wav").write_bytes(sound)
        more += player(f"{UP}_static/sounds/{call.name}.wav", "Listen (start with a low volume)")
        if call.name == "listening_test":
            answer = riddle_answer(result)
            lesson.riddles.append(f"{_EAR_TEST}: {answer}")
            more += opening("What is it?", f"<p>{escape(answer)}</p>", "answer")
    return picture(path, alt, size_px, alt, more) + lab_table(call)
