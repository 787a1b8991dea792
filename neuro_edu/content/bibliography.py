"""References as readers and reference managers want them."""

import re
from collections.abc import Iterable, Iterator
from urllib.parse import quote

from neuro_edu.content.entries import Reference

# What stands in the place of a journal and is read on the web, or is neither this nor a journal.
_WEB_PAGE = re.compile(
    r"web pages?\b|OMIM|GeneReviews|StatPearls|MedLink|Medscape|epocrates|GPnotebook|MedMerits"
    r"|MSD Manual|clinicalgate|Wikipedia",
    re.IGNORECASE,
)
_NO_JOURNAL = re.compile(
    r"program files|book|guideline|meeting|lectures|O'Reilly|Harrison's", re.IGNORECASE
)
# Words in the place of a name: they stand in the bracket alone.
_NAMELESS = re.compile(r"web pages?\b", re.IGNORECASE)
_MARKS = {"memory": " [from memory, not verified]", "citation": " [cited, not read]"}
_INITIALS = re.compile(r"[A-Z]{1,4}")
_MARKDOWN = re.compile(r"[\\`*\[\]<$]|(?<!\w)_|_(?!\w)")
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
    """Return one line of Markdown for a reading list.

    Parameters
    ----------
    reference : Reference
        The source.

    Returns
    -------
    str
        Authors, title, journal, year and links, as far as they were seen. What was not seen stands
        in a bracket at the end, followed by the mark of a source that was not read.
    """
    parts = [
        _plain(reference.authors or ""),
        _plain(reference.title),
        _where(reference),
        str(reference.year or ""),
        ", ".join(_links(reference)),
    ]
    line = " ".join(_closed(part) for part in parts if part)
    return f"{line}{_gaps(reference)}{_MARKS.get(reference.verified, '')}"


def _closed(part: str) -> str:
    return part if part.endswith((".", "?", "!")) else f"{part}."


def _where(reference: Reference) -> str:
    """Return journal, volume and pages; the name of a journal in italics."""
    journal = reference.journal or ""
    name = "" if _NAMELESS.match(journal) else _plain(journal)
    if name and _is_journal(journal):
        name = f"*{name}*"
    numbers = ":".join(_plain(part) for part in (reference.volume, reference.pages) if part)
    return " ".join(part for part in (name, numbers) if part)


def _links(reference: Reference) -> Iterator[str]:
    if reference.doi:
        # Old DOIs hold brackets of all kinds, which would end the link.
        yield f"[doi:{_plain(reference.doi)}](https://doi.org/{quote(reference.doi, safe='/:;')})"
    if reference.pmid:
        yield f"[PMID {reference.pmid}](https://pubmed.ncbi.nlm.nih.gov/{reference.pmid}/)"
    if reference.pmcid:
        yield f"[{reference.pmcid}](https://pmc.ncbi.nlm.nih.gov/articles/{reference.pmcid}/)"
    if reference.url:
        yield f"<{reference.url}>"


def _gaps(reference: Reference) -> str:
    """Return the bracket that says what kind of source this is and what of it was not seen."""
    journal = reference.journal or ""
    kind = ""
    if _WEB_PAGE.match(journal):
        kind = _plain(journal[0].lower() + journal[1:]) if _NAMELESS.match(journal) else "web page"
    *first, last = reference.not_seen or ("",)
    unseen = f"{', '.join(first)} and {last}" if first else last
    notes = "; ".join(note for note in (kind, unseen and f"{unseen} not seen") if note)
    return f" [{notes}]" if notes else ""


def _is_journal(journal: str) -> bool:
    return not (_WEB_PAGE.match(journal) or _NO_JOURNAL.search(journal))


def _plain(text: str) -> str:
    """Return the text without meaning for Markdown."""
    return _MARKDOWN.sub(r"\\\g<0>", text)


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
    is_article = journal is not None and _is_journal(journal)
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
