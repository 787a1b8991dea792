"""A visit as one page to take away: HTML that stands alone and prints."""

import html
import math
import re
from collections.abc import Iterable, Sequence

from neuro_edu.clinic import Debrief, Judgement, Reply, Visit
from neuro_edu.lessons.clinic_debrief import differential_rows
from neuro_edu.lessons.clinic_words import LESSON_TITLES, explained, signed
from neuro_edu.lessons.sources import short_names
from neuro_edu.widgets.rich_text import markup

_STYLE = """
body { max-width: 60em; margin: 2em auto; padding: 0 1em;
  font: 15px/1.4 system-ui, sans-serif; color: #1b1f24; }
h1 { font-size: 1.5em; margin: 0; } h2 { font-size: 1.1em; margin: 1.1em 0 .3em; }
p { margin: .3em 0; } .note { color: #555; font-size: .9em; }
table { width: 100%; border-collapse: collapse; font-size: .9em; }
th, td { padding: 3px 8px; border-bottom: 1px solid #c8ced4; text-align: left;
  vertical-align: top; }
ul { margin: .3em 0; padding-left: 1.2em; }
.harm { border-left: 4px solid #d55e00; padding-left: .6em; }
.step { margin: .25em 0; } .step p { display: inline; } .day { color: #555; }
@page { margin: 9mm; }
@media print {
  body { max-width: none; margin: 0; padding: 0; font-size: SIZEpt; line-height: 1.22; }
  main { columns: 2; column-gap: 6mm; }
  h1 { font-size: 1.4em; } h2 { margin: .5em 0 .1em; break-after: avoid; }
  p, ul { margin: .12em 0; } .step { margin: .12em 0; } td, th { padding: 0 4px; }
  li, tr { break-inside: avoid; }
}
"""
# Characters times the square of their size (pt) that one page of Letter holds, the smaller of the
# two, with room to spare.
_PAGE, _SMALLEST_pt, _LARGEST_pt = 510_000.0, 5.5, 9.5
# A paragraph ends half way along its last line.
_LINE = 35
_MOST_LINKS = 4
_REASONS = ("Dangerous", "Left undone, with harm", "Missed", "Not treated yet", "Unnecessary")
_WORDS = {
    "ask": "asked",
    "examine": "examined",
    "order": "test",
    "differential": "differential",
    "commit": "diagnosis",
    "treat": "treatment",
    "follow-up": "seen again",
}


def report_html(visit: Visit, replies: Sequence[Reply], said: Debrief | None) -> str:
    """Return a visit as a page of its own.

    Parameters
    ----------
    visit : Visit
        How it stands.
    replies : sequence of Reply
        All of it, in order.
    said : Debrief or None
        The debrief, once it was read; without it the page does not name the disease.

    Returns
    -------
    str
        A whole HTML document without anything that is loaded from elsewhere.
    """
    title = html.escape(visit.chart.title)
    body = []
    if said is not None:
        body += _debriefed(said)
    rows = differential_rows(visit, revealed=said is not None)
    if rows:
        body += ["<h2>How the differential moved</h2>", _table(rows)]
    body += ["<h2>What was done</h2>", _log(replies)]
    parts = [
        f"<h1>{title}</h1>",
        markup(explained(visit.chart.opening)),
        f"<p>Day {visit.day}; {visit.minutes:.0f} minutes with the patient.</p>",
        f"<main>{''.join(body)}</main>",
        f'<p class="note">{html.escape(visit.chart.note)} This report teaches.</p>',
    ]
    page = "\n".join(parts)
    style = _STYLE.replace("SIZE", f"{_print_size_pt(page):g}")
    return (
        '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8">'
        f"<title>{title}</title><style>{style}</style></head><body>\n{page}\n</body></html>\n"
    )


def _print_size_pt(page: str) -> float:
    """Return the size of print at which a page holds it all."""
    length = (
        len(re.sub(r"<[^>]*>", "", page)) + _LINE * page.count("</p>") + _LINE * page.count("</li>")
    )
    fitting_pt = math.floor(10.0 * math.sqrt(_PAGE / length)) / 10.0
    return min(_LARGEST_pt, max(_SMALLEST_pt, fitting_pt))


def _debriefed(said: Debrief) -> list[str]:
    parts = [
        "<h2>How it went</h2>",
        f"<p><strong>{html.escape(said.verdict)}</strong> "
        f"{said.points} of {said.points_possible} points. {html.escape(said.time)}</p>",
        markup(explained(said.explanation)),
    ]
    for heading, group in said.groups:
        if group:
            parts += [f"<h2>{heading} ({len(group)})</h2>", _judged(heading, group)]
    if said.rivals:
        items = (
            f"<strong>{html.escape(r.name)}</strong>: {html.escape(r.against)}" for r in said.rivals
        )
        parts += ["<h2>Why not the others</h2>", _list(items)]
    if said.lessons:
        links = (
            f"{html.escape(LESSON_TITLES.get(link.lesson, link.lesson))}: {html.escape(link.text)}"
            for link in said.lessons[:_MOST_LINKS]
        )
        parts += ["<h2>Read again</h2>", _list(links)]
    return parts


def _judged(heading: str, group: tuple[Judgement, ...]) -> str:
    """Return what was done well by name, and everything else with its reason and sources."""
    if heading not in _REASONS:
        return f"<p>{html.escape(' · '.join(one.label for one in group))}</p>"
    return _list(
        f"<strong>{html.escape(one.label)}</strong> ({signed(one.points)}): "
        f"{html.escape(one.reason)} {html.escape(short_names(*one.references))}"
        for one in group
    )


def _list(items: Iterable[str]) -> str:
    return "<ul>" + "".join(f"<li>{item}</li>" for item in items) + "</ul>"


def _log(replies: Sequence[Reply]) -> str:
    return "".join(
        f'<div class="step"><span class="day">day {reply.day},</span> {_WORDS[reply.action.kind]}: '
        f"<strong>{html.escape(reply.heading)}</strong> {_told(reply)}</div>"
        for reply in replies
    )


def _told(reply: Reply) -> str:
    # The paragraphs run on in one line.
    text = markup(explained(reply.text.removeprefix(reply.warning))).replace("</p><p>", "</p> <p>")
    if not reply.warning:
        return text
    return f'<p class="harm">{html.escape(reply.warning)}</p> {text}'


def _table(rows: Sequence[tuple[str, ...]]) -> str:
    head, *body = rows
    cells = "".join(f"<th>{html.escape(cell)}</th>" for cell in head)
    lines = "".join(
        "<tr>" + "".join(f"<td>{html.escape(cell)}</td>" for cell in row) + "</tr>" for row in body
    )
    return f"<table><thead><tr>{cells}</tr></thead><tbody>{lines}</tbody></table>"
