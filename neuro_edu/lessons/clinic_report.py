"""A visit as one page to take away: HTML that stands alone and prints."""

import html
from collections.abc import Sequence

from neuro_edu.clinic import Debrief, Reply, Visit
from neuro_edu.lessons.clinic_debrief import differential_rows, judgement_rows
from neuro_edu.lessons.clinic_words import LESSON_TITLES, explained
from neuro_edu.widgets.rich_text import markup

_STYLE = """
body { max-width: 60em; margin: 2em auto; padding: 0 1em;
  font: 15px/1.4 system-ui, sans-serif; color: #1b1f24; }
h1 { font-size: 1.5em; margin: 0; } h2 { font-size: 1.1em; margin: 1.1em 0 .3em; }
p { margin: .3em 0; } .note { color: #555; font-size: .9em; }
table { width: 100%; border-collapse: collapse; font-size: .9em; }
th, td { padding: 3px 8px; border-bottom: 1px solid #c8ced4; text-align: left;
  vertical-align: top; }
td p { margin: 0 0 .2em; } .harm { border-left: 4px solid #d55e00; padding-left: .6em; }
@media print { body { margin: 0; font-size: 10px; } tr { break-inside: avoid; }
  @page { margin: 12mm; } }
"""
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
    parts = [
        f"<h1>{title}</h1>",
        markup(explained(visit.chart.opening)),
        f"<p>Day {visit.day}; {visit.minutes:.0f} minutes with the patient.</p>",
    ]
    if said is not None:
        parts += _debriefed(said)
    parts += ["<h2>What was done</h2>", _log(replies)]
    rows = differential_rows(visit, revealed=said is not None)
    if rows:
        parts += ["<h2>How the differential moved</h2>", _table(rows)]
    parts.append(f'<p class="note">{html.escape(visit.chart.note)} This report teaches.</p>')
    return (
        '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8">'
        f"<title>{title}</title><style>{_STYLE}</style></head><body>\n"
        + "\n".join(parts)
        + "\n</body></html>\n"
    )


def _debriefed(said: Debrief) -> list[str]:
    parts = [
        "<h2>How it went</h2>",
        f"<p><strong>{html.escape(said.verdict)}</strong> "
        f"{said.points} of {said.points_possible} points.</p>",
        markup(explained(said.explanation)),
    ]
    for heading, group in said.groups:
        if group:
            parts += [f"<h2>{heading} ({len(group)})</h2>", _table(judgement_rows(group))]
    if said.lessons:
        links = "".join(
            f"<li>{html.escape(LESSON_TITLES.get(link.lesson, link.lesson))}: "
            f"{html.escape(link.text)}</li>"
            for link in said.lessons
        )
        parts += ["<h2>Read again</h2>", f"<ul>{links}</ul>"]
    return parts


def _log(replies: Sequence[Reply]) -> str:
    rows = "".join(
        f"<tr><td>{reply.day}</td><td>{_WORDS[reply.action.kind]}</td>"
        f"<th>{html.escape(reply.heading)}</th><td>{_told(reply)}</td></tr>"
        for reply in replies
    )
    head = "<tr><th>Day</th><th></th><th>What</th><th>What came of it</th></tr>"
    return f"<table><thead>{head}</thead><tbody>{rows}</tbody></table>"


def _told(reply: Reply) -> str:
    text = markup(explained(reply.text.removeprefix(reply.warning)))
    if not reply.warning:
        return text
    return f'<p class="harm">{html.escape(reply.warning)}</p>{text}'


def _table(rows: Sequence[tuple[str, ...]]) -> str:
    head, *body = rows
    cells = "".join(f"<th>{html.escape(cell)}</th>" for cell in head)
    lines = "".join(
        "<tr>" + "".join(f"<td>{html.escape(cell)}</td>" for cell in row) + "</tr>" for row in body
    )
    return f"<table><thead><tr>{cells}</tr></thead><tbody>{lines}</tbody></table>"
