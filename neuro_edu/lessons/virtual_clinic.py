"""The virtual clinic: visits of patients run by the model, and a guide for instructors."""

import re

from neuro_edu.clinic import Action, chart, ideal_path, marking_grid, replay
from neuro_edu.clinic.judgement import POINTS
from neuro_edu.content import load_content
from neuro_edu.lessons.clinic_desk import ClinicDesk
from neuro_edu.lessons.clinic_words import signed
from neuro_edu.lessons.prose import Prose
from neuro_edu.lessons.sources import short_names
from neuro_edu.progress import my_progress
from neuro_edu.widgets.clinic import ClinicView

_NUMBERS = (0, 999_999)
_WAITING_ROOM = (
    "Nine patients wait, and as many unseen ones as there are numbers: the same number is the same "
    "patient for everybody. A visit is kept on this computer; you can leave it and go on later."
)
_RULE = (
    f"A needed step that is done wins {POINTS['needed']} points; one that is missed wins none. A "
    "line *left undone* says what comes of it where a needed step is missed: that costs "
    f"{-POINTS['left undone']} points besides, once anything has been given or the patient has "
    f"been seen again. An unnecessary step costs {-POINTS['unnecessary']}, a dangerous one "
    f"{-POINTS['dangerous']}."
)
_HEADINGS = {
    "ask": "Ask",
    "examine": "Examine",
    "order": "Order",
    "commit": "Commit to",
    "treat": "Give",
    "follow-up": "See after",
}


def virtual_clinic(case_id: str | None = None) -> ClinicView:
    """See patients: history, examination, tests, differential, diagnosis, treatment, debrief.

    Parameters
    ----------
    case_id : str, optional
        Whom to see: a written case such as ``"teacher-calf-cramps"``, or the number of an unseen
        patient, as text; by default the page asks.

    Raises
    ------
    ParameterError
        If there is no such patient.
    """
    desk = ClinicDesk(my_progress())
    if case_id is not None:
        desk.open(str(case_id))
    return ClinicView(desk, title="Virtual clinic", text=_WAITING_ROOM, numbers=_NUMBERS)


def clinic_guide(case_id: str) -> Prose:
    """For instructors: what a patient has, the ideal path, and what each step is worth.

    Parameters
    ----------
    case_id : str
        Id of a written case, or of an unseen patient such as ``"unseen-17"``.

    Raises
    ------
    ParameterError
        If there is no such patient.
    """
    told, path = chart(case_id), ideal_path(case_id)
    visit = replay(case_id, path)
    condition = load_content().conditions[told.condition].name
    lines = [
        f"## {told.title}",
        f"**{condition}**, severity {told.severity:.2f} of 1. {_unlinked(told.explanation)}",
        f"### Ideal path: {visit.minutes:.0f} minutes with the patient, {visit.day} days",
        "\n".join(f"{number}. {_step(case_id, action)}" for number, action in enumerate(path, 1)),
        "### Marking grid",
        _RULE,
        _grid(case_id),
    ]
    if told.wrong_turn:
        lines.append(f"**A wrong turn that is easily taken.** {_unlinked(told.wrong_turn)}")
    return Prose("\n\n".join(lines))


def _step(case_id: str, action: Action) -> str:
    content = load_content()
    names = {
        "ask": content.clinic_questions,
        "examine": content.clinic_parts,
        "order": content.clinic_tests,
        "commit": content.conditions,
        "treat": content.clinic_treatments,
    }
    if action.kind == "follow-up":
        return f"See after {action.target} weeks"
    entry = names[action.kind][action.target]
    label = getattr(entry, "name", "") or getattr(entry, "label", action.target)
    checks = "; ".join(content.clinic_checks[check].label for check in action.checks)
    return f"{_HEADINGS[action.kind]}: {label}" + (f" (after: {checks})" if checks else "")


def _grid(case_id: str) -> str:
    rows = ["| Step | Grade | Points | Why | Sources |", "| --- | --- | --- | --- | --- |"]
    for row in marking_grid(case_id):
        step = " *or* ".join(_cell(action) for action in row.actions)
        if row.unless:
            step += f" (not after: {_cell(', '.join(row.unless))})"
        sources = _cell(short_names(*row.references))
        rows.append(
            f"| {step} | {row.grade} | {signed(row.points)} | {_cell(row.reason)} | {sources} |"
        )
    return "\n".join(rows)


def _unlinked(markdown: str) -> str:
    return re.sub(r"\[([^\]]+)\]\(glossary:[^)]*\)", r"\1", markdown)


def _cell(text: str) -> str:
    """Return the text without meaning for Markdown."""
    return text.replace("*", r"\*").replace("|", r"\|")
