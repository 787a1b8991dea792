"""Whether what a patient of the clinic says, and what is said of the student, names what exists."""

import difflib
from collections.abc import Iterator, Mapping

from neuro_edu.content.clinic import ACTIONS, ClinicCheck
from neuro_edu.content.clinic_patients import SYMPTOM, ClinicCase, ClinicPatient, UnseenPatient
from neuro_edu.content.entries import Entry
from neuro_edu.content.reading import Place

Kinds = Mapping[str, Mapping[str, Entry]]


def check_clinic(kinds: Kinds, places: Mapping[tuple[str, str], Place]) -> None:
    """Refuse the first question, part, test, check or action that the clinic does not have.

    Parameters
    ----------
    kinds : mapping
        Entries by id, by the name of their kind.
    places : mapping
        Where each entry stands, by (kind, id).

    Raises
    ------
    ContentError
        Naming file, entry, field, the id and the nearest known one.
    """
    for kind in ("clinic_checks", "clinic_cases", "unseen_patients"):
        for entry in kinds[kind].values():
            for field, among, id_ in _named(entry):
                known = {name for other in among for name in kinds[other]}
                if id_ not in known:
                    near = difflib.get_close_matches(id_, known, 1)
                    hint = f"did you mean {near[0]!r}" if near else "choose one that there is"
                    places[kind, entry.id].refuse(field, f"{id_!r} is not in the clinic", hint)


def _named(entry: Entry) -> Iterator[tuple[str, tuple[str, ...], str]]:
    """Yield (field, kinds of which one has it, id) for all that an entry names."""
    if isinstance(entry, ClinicCheck):
        yield from _actions("known_from", entry.known_from)
        if entry.haste:
            haste = entry.haste
            yield from _actions("haste", (*haste.actions, *haste.first, *haste.shown_by))
    if isinstance(entry, ClinicPatient):
        for said in entry.answers:
            yield "answers", ("clinic_questions",), said.to
        for said in entry.findings:
            yield "findings", ("clinic_parts",), said.to
        for said in entry.results:
            yield "results", ("clinic_tests", "clinic_checks"), said.to
        for criterion in entry.criteria:
            yield from _actions("criteria", criterion.actions)
            yield from _actions("criteria", criterion.unless)
    if isinstance(entry, UnseenPatient):
        for said in entry.answers:
            if said.says.startswith(SYMPTOM):
                yield "answers", ("symptoms",), said.says.removeprefix(SYMPTOM)
    if isinstance(entry, ClinicCase):
        yield from _actions("ideal_path", entry.ideal_path)


def _actions(field: str, names: tuple[str, ...]) -> Iterator[tuple[str, tuple[str, ...], str]]:
    for name in names:
        kind, _, id_ = name.partition(":")
        yield field, (ACTIONS[kind],), id_
