"""What can be done next in a visit."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from neuro_edu.clinic.state import State
from neuro_edu.content import load_content

_GROUPS = {
    "autoimmune": "Autoimmune disease and tumour",
    "tumour": "Autoimmune disease and tumour",
    "toxic": "Poisons and drugs",
    "drug": "Poisons and drugs",
    "neuropathy": "Neuropathies",
    "genetic": "Genes",
    "spectrum": "The mild end",
    "mimic": "Mimics",
    "other": "Others",
}
_TEST_GROUPS = {
    "neurophysiology": "Neurophysiology",
    "blood": "Blood",
    "imaging": "Imaging",
    "other": "Others",
}


@dataclass(frozen=True, kw_only=True)
class Choice:
    """Something that can be asked, done or given; what has no meaning is 0 or empty."""

    id: str
    label: str
    group: str = ""
    done: bool = False
    minutes: float = 0.0
    delay_days: int = 0
    cost: str = ""
    discomfort: str = ""
    checks: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Possible:
    """All choices of the clinic, whole and in the same order at every time, and what can come."""

    questions: tuple[Choice, ...]
    parts: tuple[Choice, ...]
    tests: tuple[Choice, ...]
    diagnoses: tuple[Choice, ...]
    treatments: tuple[Choice, ...]
    checks: tuple[Choice, ...]
    can_commit: bool
    can_treat: bool
    follow_ups: tuple[int, ...]


def possible(state: State) -> Possible:
    """Return what can be done now.

    Parameters
    ----------
    state : State
        How the visit stands.

    Returns
    -------
    Possible
    """
    content = load_content()
    return Possible(
        questions=_choices(
            "ask", content.clinic_questions, state, lambda q: _plain(q.label, q.group, q.minutes)
        ),
        parts=_choices(
            "examine", content.clinic_parts, state, lambda p: _plain(p.label, "", p.minutes)
        ),
        tests=_choices("order", content.clinic_tests, state, _test),
        diagnoses=_diagnoses(content.conditions.values(), state),
        treatments=_choices("treat", content.clinic_treatments, state, _treatment),
        checks=_choices("check", content.clinic_checks, state, lambda c: _plain(c.label, "", 0.0)),
        can_commit=state.diagnosis is None,
        can_treat=state.diagnosis is not None and not state.is_over,
        follow_ups=state.next_weeks,
    )


def _choices(kind: str, entries: Mapping[str, Any], state: State, words: Any) -> tuple[Choice, ...]:
    return tuple(
        Choice(id=id_, done=f"{kind}:{id_}" in state.done, **words(entry))
        for id_, entry in entries.items()
    )


def _plain(label: str, group: str, minutes: float) -> dict[str, Any]:
    return {"label": label, "group": group, "minutes": minutes}


def _test(test: Any) -> dict[str, Any]:
    return {
        "label": test.name,
        "group": _TEST_GROUPS[test.group],
        "delay_days": test.delay_days,
        "cost": test.cost,
        "discomfort": test.discomfort,
    }


def _treatment(treatment: Any) -> dict[str, Any]:
    # In alphabetical order, so that the place does not tell which of them belong.
    return {
        "label": treatment.name,
        "group": treatment.group.capitalize(),
        "checks": tuple(sorted((*treatment.checks, *treatment.decoys))),
    }


def _diagnoses(conditions: Iterable[Any], state: State) -> tuple[Choice, ...]:
    rows = [
        Choice(id=one.id, label=one.name, group=_GROUPS[one.group], done=state.diagnosis == one.id)
        for one in conditions
    ]
    order = list(dict.fromkeys(_GROUPS.values()))
    return tuple(sorted(rows, key=lambda row: (order.index(row.group), row.label)))
