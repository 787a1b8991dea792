"""A small part of Markdown, as pieces that a page can show without trusting them as HTML."""

import html
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

_PIECE = re.compile(
    r"\*\*(?P<bold>[^*]+)\*\*|\*(?P<italic>[^*\s][^*]*)\*"
    r"|\[(?P<linked>[^\]]+)\]\(glossary:(?P<term>[^)\s]+)\)"
)


@dataclass(frozen=True, kw_only=True)
class Piece:
    """A run of text: plain, emphasised, or a word with an explanation.

    Attributes
    ----------
    text : str
        What is read.
    style : str
        ``""``, ``"bold"`` or ``"italic"``.
    explained : str
        What is said about the word on request; empty for none.
    """

    text: str
    style: str = ""
    explained: str = ""

    def face(self) -> dict[str, Any]:
        """Return what the page needs."""
        return {"text": self.text, "style": self.style, "explained": self.explained}


RichText = tuple[tuple[Piece, ...], ...]


def rich_text(markdown: str, explanations: Mapping[str, str] | None = None) -> RichText:
    """Split a text into paragraphs and pieces.

    Known are paragraphs, ``**bold**``, ``*italic*`` and ``[word](glossary:id)``; everything else
    stays as it is written, HTML too.

    Parameters
    ----------
    markdown : str
        The text.
    explanations : mapping of str to str, optional
        What is said about a word, by its id. A word without an explanation is plain text.
    """
    paragraphs = [part for part in re.split(r"\n\s*\n", markdown) if part.strip()]
    return tuple(_pieces(" ".join(part.split()), explanations or {}) for part in paragraphs)


def plain_text(text: RichText) -> str:
    """Return what is read, one line for each paragraph."""
    return "\n".join("".join(piece.text for piece in paragraph) for paragraph in text)


def rich_face(text: RichText) -> list[list[dict[str, Any]]]:
    """Return what the page needs of a text."""
    return [[piece.face() for piece in paragraph] for paragraph in text]


def markup(text: RichText) -> str:
    """Return the paragraphs as HTML, without emphasis and explanations."""
    return "".join(f"<p>{html.escape(line)}</p>" for line in plain_text(text).splitlines())


def _pieces(line: str, explanations: Mapping[str, str]) -> tuple[Piece, ...]:
    pieces, end = [], 0
    for found in _PIECE.finditer(line):
        pieces.append(Piece(text=line[end : found.start()]))
        pieces.append(_piece(found, explanations))
        end = found.end()
    pieces.append(Piece(text=line[end:]))
    return tuple(piece for piece in pieces if piece.text)


def _piece(found: re.Match[str], explanations: Mapping[str, str]) -> Piece:
    if found["bold"]:
        return Piece(text=found["bold"], style="bold")
    if found["italic"]:
        return Piece(text=found["italic"], style="italic")
    return Piece(text=found["linked"], explained=explanations.get(found["term"], ""))
