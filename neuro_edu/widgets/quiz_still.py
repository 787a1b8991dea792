"""Questions without their answers: for the page before an answer, and for stored notebooks."""

import html
from collections.abc import Iterable, Mapping
from typing import Any

from neuro_edu.widgets.marking import AnyQuestion, NumberQuestion

_BOXES = {"single": "( )", "multiple": "[ ]"}


def face_of(question: AnyQuestion, cautions: Mapping[str, str]) -> dict[str, Any]:
    """Return what the page may know of a question before it is answered."""
    caution = cautions.get(question.id, "")
    face = {"id": question.id, "kind": question.kind, "stem": question.stem, "caution": caution}
    if isinstance(question, NumberQuestion):
        return {**face, "unit": question.unit, "options": []}
    return {**face, "unit": "", "options": [option.text for option in question.options]}


def plain_quiz(questions: Iterable[AnyQuestion], cautions: Mapping[str, str], note: str) -> str:
    """Return questions, cautions and a note as lines of plain text."""
    lines = [line for question in questions for line in _plain(question, cautions)]
    return "\n".join([*lines, note] if note else lines)


def markup_quiz(questions: Iterable[AnyQuestion], cautions: Mapping[str, str], note: str) -> str:
    """Return questions, cautions and a note as HTML."""
    items = "".join(f"<li>{_markup(question, cautions)}</li>" for question in questions)
    return f"<ol>{items}</ol>" + (f"<p><small>{html.escape(note)}</small></p>" if note else "")


def _plain(question: AnyQuestion, cautions: Mapping[str, str]) -> list[str]:
    caution = cautions.get(question.id, "")
    head = [question.stem, f"  {caution}"] if caution else [question.stem]
    if isinstance(question, NumberQuestion):
        return [*head, f"  ____ {question.unit}".rstrip()]
    box = _BOXES[question.kind]
    return [*head, *(f"  {box} {option.text}" for option in question.options)]


def _markup(question: AnyQuestion, cautions: Mapping[str, str]) -> str:
    caution = html.escape(cautions.get(question.id, ""))
    stem = f"<p>{html.escape(question.stem)}</p>"
    stem += f"<p><small>{caution}</small></p>" if caution else ""
    if isinstance(question, NumberQuestion):
        return stem + f"<p>____ {html.escape(question.unit)}</p>"
    options = "".join(f"<li>{html.escape(option.text)}</li>" for option in question.options)
    return f"{stem}<ul>{options}</ul>"
