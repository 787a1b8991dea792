"""A good and a bad way through each written case, step by step, read from its case file.

A path is a list of (action, argument), as a student clicks: ``("ask", "onset")``, ``("examine",
"look")``, ``("order", "needle-emg")``, ``("commit", "als")``, ``("check", "ecg")`` for a box ticked
before the next ``("treat", "carbamazepine")``, and ``("follow-up", "2")``.
"""

from typing import Any

from neuro_edu.clinic import WEEKS, Action, case_ids, chart, ideal_path
from neuro_edu.content import load_content

Path = list[tuple[str, str]]

#: What the case is taken for by whoever takes its wrong turn.
MISTAKEN_FOR = {
    "arm-after-radiotherapy": "caspr2-neuromyotonia",
    "boy-locking-hands": "seronegative-neuromyotonia",
    "engineer-cold-drinks": "small-cell-lung-cancer",
    "musician-sleepless": "stiff-person-syndrome",
    "nurse-weak-hand": "caspr2-neuromyotonia",
    "student-exam-twitches": "als",
    "student-unsteady": "tetany",
    "teacher-calf-cramps": "als",
    "warehouse-drooping-lid": "als",
}
# What is wrong for everybody, and how many things beside it.
_FOR_ALL = {"order": "ct-brain", "treat": "plasma-transfusion"}
_MOST = 2


def good_path(case_id: str) -> Path:
    """All that is needed and nothing else, as the case file says it."""
    steps: Path = []
    for action in ideal_path(case_id):
        steps += [("check", check) for check in action.checks]
        steps.append((action.kind, action.target))
    return steps


def bad_path(case_id: str) -> Path:
    """One question, a look, needless tests, the wrong name, and treatments that harm."""
    steps = [("ask", "onset"), ("examine", "look")]
    steps += _of("order", case_id)
    steps.append(("commit", MISTAKEN_FOR[case_id]))
    steps += _of("treat", case_id)
    return steps + [("follow-up", str(weeks)) for weeks in WEEKS]


def _of(kind: str, case_id: str) -> Path:
    """Tests or treatments that this case calls dangerous or unnecessary, the gravest first."""
    details = chart(case_id).details
    found = [
        action.partition(":")
        for grade in ("dangerous", "unnecessary")
        for criterion in details.criteria
        for action in criterion.actions
        if criterion.grade == grade
    ]
    chosen = [target for this, _, target in found if this == kind and target != _FOR_ALL[kind]]
    if kind == "treat":
        # What is right only after a look at the risk of this patient, given without it.
        treatments = load_content().clinic_treatments.values()
        risky = [each.id for each in treatments if set(each.forbidden_by) & set(details.risks)]
        chosen = list(dict.fromkeys((*risky, *chosen)))
    return [(kind, target) for target in (*chosen[:_MOST], _FOR_ALL[kind])]


def actions_of(path: Path) -> tuple[Action, ...]:
    """The same as actions that can be replayed."""
    actions: list[Action] = []
    checks: list[str] = []
    for kind, target in path:
        if kind == "check":
            checks.append(target)
            continue
        known: Any = kind
        actions.append(Action(kind=known, target=target, checks=tuple(checks)))
        checks = []
    return tuple(actions)


def paths() -> dict[str, tuple[Path, Path]]:
    """The good and the bad path of each case."""
    return {case_id: (good_path(case_id), bad_path(case_id)) for case_id in case_ids()}
