"""What a student does in the clinic, one action at a time, and how that is written down."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, Self, get_args

from neuro_edu.errors import ContentError, ParameterError

Kind = Literal["ask", "examine", "order", "differential", "commit", "treat", "follow-up"]
KINDS: tuple[str, ...] = get_args(Kind)
WEEKS = (2, 6, 26)


@dataclass(frozen=True, kw_only=True)
class Action:
    """One action.

    Attributes
    ----------
    kind : str
        One of `KINDS`.
    target : str
        Id of the question, part, test, diagnosis or treatment; the weeks of a follow-up, as text;
        empty for a differential.
    checks : tuple of str
        Checks made before a treatment.
    shares : tuple of (str, float)
        Conditions of a differential with their probabilities, the largest first.

    Raises
    ------
    ParameterError
        If a probability lies outside 0 to 1, or all together are more than 1.
    """

    kind: Kind
    target: str = ""
    checks: tuple[str, ...] = ()
    shares: tuple[tuple[str, float], ...] = ()

    def __post_init__(self) -> None:
        # In one order and of one type, so that equal differentials are equal actions.
        object.__setattr__(self, "shares", checked_shares(dict(self.shares)))

    def to_record(self) -> dict[str, Any]:
        """Return the action as plain values for JSON."""
        record: dict[str, Any] = {"do": self.kind}
        if self.kind == "differential":
            record["shares"] = dict(self.shares)
        else:
            record["what"] = self.target
        if self.kind == "treat":
            record["checks"] = list(self.checks)
        return record

    @classmethod
    def from_record(cls, record: Any) -> Self:
        """Return the action that was written down.

        Raises
        ------
        ContentError
            If the record is not that of an action.
        """
        if not isinstance(record, dict) or record.get("do") not in KINDS:
            raise ContentError(
                f"the saved visit holds {record!r}, which is no action of the clinic"
            )
        wanted = {"differential": {"do", "shares"}, "treat": {"do", "what", "checks"}}
        checks, shares = record.get("checks", []), record.get("shares", {})
        if (
            set(record) != wanted.get(record["do"], {"do", "what"})
            or not isinstance(record.get("what", ""), str)
            or not (isinstance(checks, list) and all(isinstance(check, str) for check in checks))
            or not isinstance(shares, dict)
        ):
            raise ContentError(f"the saved visit holds {record!r}, which is not a whole action")
        try:
            return cls(
                kind=record["do"],
                target=record.get("what", ""),
                checks=tuple(checks),
                shares=tuple(shares.items()),
            )
        except ParameterError as error:
            raise ContentError(f"the saved visit holds a damaged differential: {error}") from error


def checked_shares(shares: Mapping[str, Any]) -> tuple[tuple[str, float], ...]:
    """Return the probabilities of a differential as pairs, the largest first.

    Raises
    ------
    ParameterError
        If one is no number from 0 to 1, or all together are more than 1.
    """
    pairs = []
    for condition, share in shares.items():
        number = isinstance(share, int | float) and not isinstance(share, bool)
        if not number or not math.isfinite(share) or not 0 <= share <= 1:
            raise ParameterError(
                f"the probability of {condition} must be a number from 0 to 1 "
                f"(0.8 for 80 %), got {share!r}"
            )
        pairs.append((str(condition), float(share)))
    total = sum(share for _, share in pairs)
    if total > 1 + 1e-6:
        raise ParameterError(
            f"all probabilities together must not be more than 1 (100 %), got {total:.3g}"
        )
    return tuple(sorted(pairs, key=lambda pair: (-pair[1], pair[0])))


def path_actions(
    path: tuple[str, ...], diagnosis: str, belonging: Mapping[str, tuple[str, ...]]
) -> tuple[Action, ...]:
    """Turn a path as case files write it (``"order:needle-emg"``) into actions.

    Parameters
    ----------
    path : tuple of str
        Checks stand before the treatment to which they belong.
    diagnosis : str
        Committed to before the first treatment.
    belonging : mapping of str to tuple of str
        Checks that belong to each treatment.

    Returns
    -------
    tuple of Action
        With all three follow-ups at the end.
    """
    actions: list[Action] = []
    checks: list[str] = []
    committed = False
    for step in path:
        kind, _, target = step.partition(":")
        if kind == "check":
            checks.append(target)
        elif kind == "treat":
            if not committed:
                actions.append(Action(kind="commit", target=diagnosis))
                committed = True
            mine = tuple(check for check in checks if check in belonging[target])
            actions.append(Action(kind="treat", target=target, checks=mine))
        else:
            simple: Any = kind
            actions.append(Action(kind=simple, target=target))
    if not committed:
        actions.append(Action(kind="commit", target=diagnosis))
    return (*actions, *(Action(kind="follow-up", target=str(weeks)) for weeks in WEEKS))
