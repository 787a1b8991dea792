"""The steps of a case: something told, one thing to choose, several things to ask for."""

from dataclasses import dataclass
from typing import Any, Literal

from neuro_edu.errors import ParameterError
from neuro_edu.widgets.rich_text import RichText, rich_face


@dataclass(frozen=True, kw_only=True)
class Reply:
    """Something to choose, and what is told to whoever chooses it.

    Attributes
    ----------
    id, label : str
        Its name for the code and for the student.
    text : RichText
        What is told.
    right : bool or None
        Whether it was right to choose; None if nothing is right or wrong about it.
    verdict : str
        That in words, before the text.
    """

    id: str
    label: str
    text: RichText
    right: bool | None = None
    verdict: str = ""


@dataclass(frozen=True, kw_only=True)
class Step:
    """One step of a case.

    Attributes
    ----------
    id, heading : str
        Its name for the code and for the student.
    kind : str
        ``"tell"`` shows `text`; ``"choose"`` wants exactly one of the replies, and keeps it;
        ``"ask"`` opens as many replies as the student wants, or none.
    text : RichText
        What is told, or the question.
    replies : tuple of Reply
        What can be chosen or asked for.

    Raises
    ------
    ParameterError
        If there are no replies where there must be some, or two have the same id.
    """

    id: str
    heading: str
    kind: Literal["tell", "choose", "ask"]
    text: RichText
    replies: tuple[Reply, ...] = ()

    def __post_init__(self) -> None:
        ids = [reply.id for reply in self.replies]
        if (self.kind == "tell") == bool(ids) or len(set(ids)) < len(ids):
            raise ParameterError(
                f"replies of step {self.id!r} must have different ids and fit its kind, got {ids}"
            )

    def face(self, chosen: tuple[int, ...]) -> dict[str, Any]:
        """Return what the page may know once the replies with these numbers were chosen."""
        return {
            "id": self.id,
            "heading": self.heading,
            "kind": self.kind,
            "text": rich_face(self.text),
            "replies": [
                _told(reply) if number in chosen else {"label": reply.label}
                for number, reply in enumerate(self.replies)
            ],
        }


def _told(reply: Reply) -> dict[str, Any]:
    told = {"text": rich_face(reply.text), "right": reply.right, "verdict": reply.verdict}
    return {"label": reply.label, "told": told}
