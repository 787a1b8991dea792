"""A visit as text: patient, seed and the log of actions."""

import json
from collections.abc import Iterable
from typing import Any

from neuro_edu.clinic.actions import Action
from neuro_edu.errors import ContentError

VERSION = 1
_KEYS = {"version", "case", "seed", "actions"}


def write_visit(case_id: str, seed: int, log: Iterable[Action]) -> str:
    """Return a visit as JSON."""
    actions = [action.to_record() for action in log]
    saved = {"version": VERSION, "case": case_id, "seed": seed, "actions": actions}
    return json.dumps(saved, ensure_ascii=False)


def read_visit(text: str) -> tuple[str, int, list[Action]]:
    """Return patient, seed and log of a saved visit; whether they fit is not looked at.

    Parameters
    ----------
    text : str
        From `write_visit`.

    Returns
    -------
    case_id : str
    seed : int
    log : list of Action

    Raises
    ------
    ContentError
        If the text is damaged or from another version.
    """
    try:
        saved: Any = json.loads(text)
    except (TypeError, ValueError, RecursionError) as error:
        raise ContentError(f"the saved visit cannot be read ({error})") from error
    if not isinstance(saved, dict) or set(saved) != _KEYS:
        raise ContentError("the saved visit must hold version, case, seed and actions")
    if saved["version"] != VERSION:
        raise ContentError(
            f"the saved visit is of version {saved['version']!r}, this program reads {VERSION}"
        )
    if not isinstance(saved["case"], str) or not isinstance(saved["actions"], list):
        raise ContentError("the saved visit names no patient or holds no list of actions")
    log = [Action.from_record(record) for record in saved["actions"]]
    return saved["case"], saved["seed"], log
