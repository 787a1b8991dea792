"""Write the presenter notes as a page to print: `python tools/present/notes.py [FILE] [--open]`."""

import html
import json
import sys
import webbrowser
from pathlib import Path

from nbconvert.filters import markdown2html

from neuro_edu.content import load_content
from neuro_edu.content.presenting import Step, presenter_notes

ROOT = Path(__file__).parents[2]
TARGET = ROOT / "build" / "presenter_notes.html"
PARTS = (
    ("What students get wrong", "what_students_get_wrong"),
    ("To discuss", "discussion_prompts"),
    ("On the board", "board_sketch"),
)
ROWS = (
    ("Ask", "ask"),
    ("Show", "show"),
    ("Usual misunderstanding", "misunderstanding"),
    ("Answer", "answer"),
)


def title_of(lesson: str) -> str:
    """Return the title of a lesson, as it stands in its notebook."""
    text = (ROOT / "notebooks" / f"{lesson}.ipynb").read_text(encoding="utf-8")
    first = "".join(json.loads(text)["cells"][0]["source"])
    return first.splitlines()[0].removeprefix("# ")


def step_html(step: Step, begins_min: int) -> str:
    """Return one step, with the minutes on the clock of the class."""
    rows = "".join(
        f"<dt>{label}</dt><dd>{html.escape(getattr(step, name))}</dd>" for label, name in ROWS
    )
    clock = f"{begins_min}&ndash;{begins_min + step.minutes} min"
    return f"<section><h3><span>{clock}</span> {html.escape(step.at)}</h3><dl>{rows}</dl></section>"


def lesson_html(lesson: str, steps: tuple[Step, ...]) -> str:
    """Return the notes of one lesson."""
    begins = [sum(step.minutes for step in steps[:i]) for i in range(len(steps))]
    body = "".join(step_html(step, start) for step, start in zip(steps, begins, strict=True))
    page = load_content().instructor_notes.get(lesson)
    for heading, name in PARTS if page else ():
        body += f"<h3>{heading}</h3>{markdown2html(getattr(page, name))}"
    total = sum(step.minutes for step in steps)
    heading = f"{lesson[:2]} {html.escape(title_of(lesson))} <small>{total} min</small>"
    return f'<article id="lesson-{lesson[:2]}"><h2>{heading}</h2>{body}</article>'


def page_html() -> str:
    """Return the whole page; it asks nothing of any server."""
    notes = presenter_notes()
    links = " ".join(f'<a href="#lesson-{name[:2]}">{name[:2]}</a>' for name in notes)
    style = (Path(__file__).parent / "notes.css").read_text(encoding="utf-8")
    articles = "".join(lesson_html(lesson, steps) for lesson, steps in notes.items())
    return (
        '<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Presenter notes</title>'
        f"<style>{style}</style></head><body><header><h1>Presenter notes</h1>"
        "<p>For whoever teaches; not for the screen of the class. For learning, not for patient "
        f"care. No clinician has reviewed them yet.</p><nav>Lesson {links}</nav></header>"
        f"{articles}</body></html>"
    )


def main(arguments: list[str]) -> None:
    """Write the page, say where it is, and open it if asked to."""
    names = [argument for argument in arguments if argument != "--open"]
    target = Path(names[0]) if names else TARGET
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(page_html(), encoding="utf-8")
    print(f"The notes are in {target}: open it in a browser, and print it from there.")
    if "--open" in arguments:
        webbrowser.open(target.resolve().as_uri())


if __name__ == "__main__":
    main(sys.argv[1:])
