"""What to write instead when a file is no TOML, for people who do not program."""

import re

_TYPOGRAPHIC = tuple("“”„‟«»‘’‚‛")
_BOOLEAN = re.compile(r"(true|false)\b", re.IGNORECASE)
_HEADING = re.compile(r"\s*(\[+)\s*([\w.-]+)\s*(\]+)")
# The one table that stands in single brackets.
_SINGLE = "condition.knob"
_POSITION = re.compile(r"\(at line (\d+), column (\d+)\)")


def line_of(message: str) -> int | None:
    """Return the line number that a message of `tomllib` gives, None at the end of the file."""
    found = _POSITION.search(message)
    return int(found[1]) if found else None


def hint_for(text: str, message: str) -> str:
    """Say what to write where `tomllib` stopped.

    Parameters
    ----------
    text : str
        What the file holds.
    message : str
        Message of the `tomllib.TOMLDecodeError`.

    Returns
    -------
    str
        An instruction, as special as the place allows.
    """
    found = _POSITION.search(message)
    if found:
        lines = [line.rstrip() for line in text.split("\n")[: int(found[1])]]
        # A text that is not closed stops the reader at the end of the line.
        stop = lines[-1][int(found[2]) - 1 :] or lines[-1][-1:]
        if word := _BOOLEAN.match(stop):
            return f"write {word[0].lower()} in small letters"
        if stop.startswith(_TYPOGRAPHIC):
            return 'use straight quotation marks (") at both ends of a text'
        if name := _misplaced(lines):
            return f"write {name} with two pairs of brackets"
    return "check quotes and brackets there"


def _misplaced(lines: list[str]) -> str:
    """Return the heading of the last line as it should be if it, or one before, has it wrong."""
    headings = [found for line in lines if (found := _HEADING.match(line))]
    if not _HEADING.match(lines[-1]) or headings[-1][2] == _SINGLE:
        return ""
    name = headings[-1][2]
    wrong = any(h[2] == name and (h[1], h[3]) != ("[[", "]]") for h in headings)
    return f"[[{name}]]" if wrong else ""
