"""Words of the course, explained."""

from collections.abc import Iterator

from neuro_edu.content import Term, load_content
from neuro_edu.lessons.known import require_known
from neuro_edu.lessons.prose import Prose


def glossary(*ids: str) -> Prose:
    """Explain words of the course, in alphabetical order.

    Parameters
    ----------
    *ids : str
        Ids of `glossary.toml`; none for all.

    Raises
    ------
    ContentError
        If a term does not exist.
    """
    known = load_content().terms
    for id_ in ids:
        require_known("term in glossary.toml", id_, known)
    terms = sorted((known[id_] for id_ in set(ids or known)), key=lambda term: term.term.lower())
    return Prose("\n".join(f"* **{_plain(term.term)}**{_line(term)}" for term in terms))


def _line(term: Term) -> str:
    notes = "; ".join(_notes(term))
    return _plain(f" ({notes}): {term.definition}" if notes else f": {term.definition}")


def _notes(term: Term) -> Iterator[str]:
    if term.pronunciation:
        yield f"say {term.pronunciation}"
    if term.also:
        yield f"also {', '.join(term.also)}"
    if load_content().rests_on_unverified(term):
        yield "one source not read"


def _plain(text: str) -> str:
    """Return the text without meaning for Markdown."""
    return text.replace("*", r"\*").replace("_", r"\_")
