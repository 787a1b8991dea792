"""Sources named shortly, beside what rests on them."""

from neuro_edu.content import Entry, Reference, load_content
from neuro_edu.content.collection import UNREAD


def short_sources(entry: Entry) -> str:
    """Name the sources of an entry by author and year, and say which were not read.

    Parameters
    ----------
    entry : Entry
        Anything with references.
    """
    return short_names(*getattr(entry, "references", ()))


def short_names(*ids: str) -> str:
    """Name sources by author and year, and say which were not read.

    Parameters
    ----------
    *ids : str
        Ids of `references.toml`.
    """
    known = load_content().references
    return "; ".join(_short(known[id_]) for id_ in ids)


def _short(reference: Reference) -> str:
    """Return first author and year, or the title of what names no author."""
    if reference.authors is None:
        name = reference.title
    else:
        first, _, others = reference.authors.partition(",")
        surname, _, initials = first.rpartition(" ")
        name = surname if surname and initials.isupper() else first
        name += " and others" if others else ""
    name = f"{name} {reference.year}" if reference.year else name
    return f"{name} (source not read)" if reference.verified in UNREAD else name
