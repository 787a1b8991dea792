"""What lay articles say about the disease: judged by the student, then by the evidence."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from neuro_edu.content import Claim, Entry, Option, load_content
from neuro_edu.lessons.activities import CLAIMS
from neuro_edu.lessons.known import require_known
from neuro_edu.lessons.prose import Prose
from neuro_edu.lessons.quizzes import kept_quiz
from neuro_edu.lessons.sources import short_sources
from neuro_edu.widgets import QuizView

_Entry = TypeVar("_Entry", bound=Entry)

UNREAD_SOURCE = "At least one source of this verdict was cited without being read."

#: What each verdict of `claims.toml` means.
VERDICTS = {
    "supported": "Supported: the evidence agrees",
    "simplified": "Simplified: a true core, but something important is missing",
    "outdated": "Outdated: more is known by now",
    "wrong": "Wrong: the evidence contradicts it",
}


@dataclass(frozen=True)
class ClaimQuestion:
    """A claim in the shape of a quiz question: the student votes for a verdict."""

    id: str
    stem: str
    review: str
    options: tuple[Option, ...]
    kind: str = "single"


def claims_quiz(*ids: str) -> QuizView:
    """Let the student judge statements of a lay article; the votes are kept.

    Parameters
    ----------
    *ids : str
        Ids of `claims.toml`, in the order to ask them; none for all that the course asks.

    Raises
    ------
    ContentError
        If a claim does not exist.
    """
    content = load_content()
    claims = _chosen(content.claims, ids or content.asked_in("claims"), "claims.toml")
    unread = [claim.id for claim in claims if content.rests_on_unverified(claim)]
    questions = [_question(claim) for claim in claims]
    return kept_quiz(CLAIMS, questions, dict.fromkeys(unread, UNREAD_SOURCE))


def omissions(*ids: str) -> Prose:
    """Tell what lay articles leave out, and why it matters.

    Parameters
    ----------
    *ids : str
        Ids of `omissions.toml`; none for all.

    Raises
    ------
    ContentError
        If an omission does not exist.
    """
    rows = [
        f"| {_cell(entry.text)} | {_cell(entry.why_it_matters)} | {_cell(short_sources(entry))} |"
        for entry in _chosen(load_content().omissions, ids, "omissions.toml")
    ]
    return Prose(
        "\n".join(["| Left out | Why it matters | Sources |", "| --- | --- | --- |", *rows])
    )


def _question(claim: Claim) -> ClaimQuestion:
    said = f"{claim.evidence} Sources: {short_sources(claim)}."
    options = tuple(
        Option(
            text=text,
            correct=verdict == claim.verdict,
            feedback=f"{_opening(verdict, claim.verdict)} {said}",
        )
        for verdict, text in VERDICTS.items()
    )
    return ClaimQuestion(claim.id, f"A lay article says: “{claim.text}”", claim.review, options)


def _opening(vote: str, verdict: str) -> str:
    if vote == verdict:
        return f"We agree: {verdict}."
    return f"Our verdict is “{verdict}”, not “{vote}”."


def _chosen(known: Mapping[str, _Entry], ids: Iterable[str], file: str) -> list[_Entry]:
    for id_ in ids:
        require_known(f"entry in {file}", id_, known)
    return [known[id_] for id_ in dict.fromkeys(ids or known)]


def _cell(text: str) -> str:
    """Return text that neither ends the cell of a table nor starts an emphasis."""
    return text.replace("|", r"\|").replace("*", r"\*")
