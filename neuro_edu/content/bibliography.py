"""References as readers and reference managers want them."""

import re
from collections.abc import Iterable, Iterator

from neuro_edu.content.entries import Reference

# Web pages and the like have a "journal" that is no journal.
_NO_JOURNAL = re.compile(r"web page|program files|book|guideline|mirrors|meeting", re.IGNORECASE)
_MARKS = {"memory": " [from memory, not verified]", "citation": " [cited, not read]"}
_INITIALS = re.compile(r"[A-Z]{1,4}")
_ESCAPES = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "&": r"\&",
        "%": r"\%",
        "$": r"\$",
        "#": r"\#",
        "_": r"\_",
        "{": r"\{",
        "}": r"\}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
    }
)


def cite(reference: Reference) -> str:
    """Return one line for a reading list, saying what was not seen or is from memory.

    Parameters
    ----------
    reference : Reference
        The source.

    Returns
    -------
    str
        Authors, title, journal, year and identifiers, as far as they are known.
    """
    where = " ".join(
        part
        for part in (reference.journal, reference.volume and f"{reference.volume}:")
        if part is not None
    )
    parts = [
        reference.authors or "Authors not seen",
        reference.title,
        (where + (reference.pages or "")).strip(" :") if where else "",
        str(reference.year) if reference.year else "year not seen",
        f"doi:{reference.doi}" if reference.doi else (reference.url or ""),
    ]
    line = ". ".join(part.rstrip(".") for part in parts if part)
    mark = _MARKS.get(reference.verified, "")
    return f"{line}.{mark}"


def to_bibtex(references: Iterable[Reference]) -> str:
    """Write references as BibTeX.

    Parameters
    ----------
    references : iterable of Reference
        The sources, for instance ``content.references.values()``.

    Returns
    -------
    str
        One BibTeX entry per reference, in the given order. How each was verified, and which fields
        are from memory, stands in its note.
    """
    return "\n".join(_entry(reference) for reference in references)


def _entry(reference: Reference) -> str:
    journal = reference.journal
    is_article = journal is not None and not _NO_JOURNAL.search(journal)
    lines = [f"@{'article' if is_article else 'misc'}{{{reference.id},"]
    lines += [f"  {name} = {{{value}}}," for name, value in _fields(reference, is_article)]
    return "\n".join([*lines, "}", ""])


def _fields(reference: Reference, is_article: bool) -> Iterator[tuple[str, str]]:
    if reference.authors:
        yield "author", _people(reference.authors)
    # Double braces keep the capitals of names such as CASPR2.
    yield "title", f"{{{_escape(reference.title)}}}"
    if reference.journal:
        yield "journal" if is_article else "howpublished", _escape(reference.journal)
    if reference.year:
        yield "year", str(reference.year)
    volume = re.fullmatch(r"([^()]+)\(([^()]+)\)", reference.volume or "")
    if volume:
        yield "volume", _escape(volume[1])
        yield "number", _escape(volume[2])
    elif reference.volume:
        yield "volume", _escape(reference.volume)
    if reference.pages:
        yield "pages", _escape(reference.pages).replace("-", "--")
    # Identifiers are taken literally by the programs that read them.
    for name in ("doi", "pmid", "pmcid", "url"):
        value = getattr(reference, name)
        if value:
            yield name, value
    note = f"Verified: {reference.verified}. {reference.verified_how}"
    if reference.memory_fields:
        note += f" From memory: {', '.join(reference.memory_fields)}."
    yield "note", _escape(note)


def _people(authors: str) -> str:
    """Turn ``Hart IK, Maddison P, and others`` into BibTeX's list of names."""
    names = []
    for name in (part.strip() for part in authors.split(",")):
        surname, _, initials = name.rpartition(" ")
        if name == "and others":
            names.append("others")
        elif surname and _INITIALS.fullmatch(initials):
            names.append(f"{_escape(surname)}, {' '.join(f'{letter}.' for letter in initials)}")
        else:
            # An institution, or a surname alone: braces keep it in one piece.
            names.append(f"{{{_escape(name)}}}")
    return " and ".join(names)


def _escape(text: str) -> str:
    return text.translate(_ESCAPES)
