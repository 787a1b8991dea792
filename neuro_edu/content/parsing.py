"""From the text of a TOML or Markdown file to tables."""

import re
import tomllib
from typing import Any

from neuro_edu.content.hints import hint_for, line_of
from neuro_edu.content.reading import Place
from neuro_edu.errors import ContentError


def parse_toml(text: str, file: str) -> dict[str, Any]:
    """Read TOML text.

    Parameters
    ----------
    text : str
        What the file holds.
    file : str
        Its name, for the message.

    Returns
    -------
    dict
        The tables, as `tomllib` gives them.

    Raises
    ------
    ContentError
        If the text is not TOML; the message gives the line.
    """
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        before = text.splitlines(keepends=True)[: line_of(str(error))]
        ids = re.findall(r'^id = "(.*)"', "".join(before), re.MULTILINE)
        where = f"entry {ids[-1]!r}" if ids else "top of the file"
        raise ContentError(
            f"{file}, {where}: not readable as TOML ({error}); {hint_for(text, str(error))}."
        ) from error


def parse_markdown(text: str, file: str) -> tuple[dict[str, Any], dict[str, str]]:
    """Split a Markdown file into its TOML head and its ``##`` sections.

    Parameters
    ----------
    text : str
        What the file holds.
    file : str
        Its name, for the message.

    Returns
    -------
    head : dict
        The tables between the two lines of ``+++``.
    sections : dict
        Text by heading. A heading becomes a field name: ``## Follow-up`` is `follow_up`.

    Raises
    ------
    ContentError
        If there is no head, a heading comes twice or text stands before the first one.
    """
    parts = re.split(r"^\+\+\+[ \t]*$", text, maxsplit=2, flags=re.MULTILINE)
    if len(parts) != 3 or parts[0].strip():
        Place(file, "head").refuse("", "has no head", "start with TOML between two lines of +++")
    head = parse_toml(parts[1], file)
    before, *pieces = re.split(r"^## +", parts[2], flags=re.MULTILINE)
    if before.strip():
        Place(file, "body").refuse("", "text before the first heading", "put it under a ## heading")
    sections: dict[str, str] = {}
    for piece in pieces:
        heading, _, body = piece.partition("\n")
        name = re.sub(r"[^a-z0-9]+", "_", heading.strip().lower()).strip("_")
        if name in sections or name in head:
            Place(file, "body").refuse(name, "is given twice", "keep one heading of that name")
        sections[name] = body
    return head, sections
