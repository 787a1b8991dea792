"""Definitions and sources that appear beside a word: by mouse, by keyboard and by touch.

The first time a word of the glossary stands in a lesson it becomes a link to the glossary, with its
definition beside it; a citation such as "Maddison 2006" becomes a link to the references.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from docutils import nodes  # type: ignore[import-untyped]

from neuro_edu.content import Reference, Term, load_content
from website.markup import anchor_of

#: Other names that are everyday words with everyday meanings in the lessons.
EVERYDAY = {"group", "run", "twitch", "rippling", "spike raster"}
#: Words that a lesson uses in another sense than the glossary.
OTHER_SENSE = {"lessons/05_where_does_it_come_from": {"gate"}}
_NOT_INSIDE = (
    nodes.title, nodes.reference, nodes.literal, nodes.literal_block, nodes.raw, nodes.term,
)  # fmt: skip
_NAME = re.compile(r"[\w'’/.*:-]+(?: [\w'’/.-]+){0,3}")


class explained(nodes.Inline, nodes.TextElement):  # type: ignore[misc]  # noqa: N801
    """A word with its explanation; nodes of docutils have names like this."""


@dataclass(frozen=True)
class Explanation:
    """Where a word leads, what is said beside it, and whether every time or once a page."""

    kind: str
    page: str
    anchor: str
    said: str
    always: bool = False


def words_of(term: Term) -> Iterator[str]:
    """Yield the ways to write a word of the glossary that can be told from everyday words."""
    yield term.term.partition(" (")[0]
    for other in term.also:
        if _NAME.fullmatch(other) and ":" not in other and other not in EVERYDAY:
            yield other


def _glossary(anchors: dict[str, str]) -> dict[str, Explanation]:
    found: dict[str, Explanation] = {}
    terms = load_content().terms.values()
    # A word's own entry comes before entries that know it as another name.
    for own in (True, False):
        for term in terms:
            first, *others = words_of(term)
            explanation = Explanation("term", "glossary", anchors[term.term], term.definition)
            for word in [first] if own else others:
                found.setdefault(_key(word), explanation)
    return found


def _key(word: str) -> str:
    """Return a word as it is looked up: abbreviations keep their capitals."""
    return word if sum(letter.isupper() for letter in word) > 1 else word.lower()


def _sources() -> dict[str, Explanation]:
    found: dict[str, Explanation] = {}
    for reference in load_content().references.values():
        name = _author_and_year(reference)
        if name:
            found[name] = Explanation(
                "source", "references", anchor_of(reference.id), reference.title, always=True
            )
    return found


def _author_and_year(reference: Reference) -> str:
    first = (reference.authors or "").partition(",")[0]
    surname, _, initials = first.rpartition(" ")
    name = surname if surname and initials.isupper() else first
    return f"{name} {reference.year}" if name and reference.year else ""


def _pattern(words: Iterator[str] | list[str]) -> re.Pattern[str]:
    longest_first = sorted(words, key=len, reverse=True)
    either = "|".join(re.escape(word) for word in longest_first)
    return re.compile(rf"(?<![\w-])(?:{either})(?:s|es)?(?![\w-])", re.IGNORECASE)


class Explainer:
    """Finds words in the text of one page."""

    def __init__(self, known: dict[str, Explanation], pattern: re.Pattern[str], page: str) -> None:
        self._known, self._pattern = known, pattern
        self._done: set[str] = set()
        self._skipped = OTHER_SENSE.get(page, set())

    def pieces(self, text: str) -> Iterator[tuple[str, Explanation | None]]:
        """Yield the text in pieces, each with its explanation if it gets one."""
        start = 0
        for match in self._pattern.finditer(text):
            explanation = self._found(match[0])
            if explanation is None:
                continue
            yield text[start : match.start()], None
            yield match[0], explanation
            start = match.end()
        yield text[start:], None

    def _found(self, word: str) -> Explanation | None:
        for form in (word, word.removesuffix("s"), word.removesuffix("es")):
            found = self._known.get(form) or self._known.get(_key(form))
            if found and _key(form) not in self._skipped:
                break
        else:
            return None
        if not found.always and found.anchor in self._done:
            return None
        self._done.add(found.anchor)
        return found


def explain_words(app: Any, doctree: nodes.document, page: str) -> None:
    """Put explanations beside the words of a lesson."""
    if not page.startswith("lessons/"):
        return
    objects = app.env.get_domain("std").get_objects()
    anchors = {name: anchor for name, _, kind, _, anchor, _ in objects if kind == "term"}
    known = _glossary(anchors) | _sources()
    explainer = Explainer(known, _pattern(list(known)), page)
    address: Callable[[str], str] = lambda target: app.builder.get_relative_uri(page, target)  # noqa: E731
    for text in list(doctree.findall(nodes.Text)):
        if any(isinstance(above, _NOT_INSIDE) for above in _above(text)) or _in_references(text):
            continue
        parts = list(explainer.pieces(text.astext()))
        if len(parts) > 1:
            text.parent.replace(text, [_node(part, what, address) for part, what in parts if part])


def _above(node: nodes.Node) -> Iterator[nodes.Node]:
    while node.parent is not None:
        node = node.parent
        yield node


def _in_references(text: nodes.Text) -> bool:
    sections = (above for above in _above(text) if isinstance(above, nodes.section))
    return any("references" in section["ids"] for section in sections)


def _node(text: str, what: Explanation | None, address: Callable[[str], str]) -> nodes.Node:
    if what is None:
        return nodes.Text(text)
    node = explained("", nodes.Text(text))
    node["kind"], node["said"] = what.kind, what.said
    node["href"] = f"{address(what.page)}#{what.anchor}"
    return node


def _open(writer: Any, node: explained) -> None:
    writer.n_explained = getattr(writer, "n_explained", 0) + 1
    node["id"] = f"said-{writer.n_explained}"
    writer.body.append(
        f'<a class="explained {node["kind"]}" href="{node["href"]}" '
        f'aria-describedby="{node["id"]}">'
    )


def _close(writer: Any, node: explained) -> None:
    said = writer.encode(node["said"])
    writer.body.append(f'</a><span class="said" role="tooltip" id="{node["id"]}">{said}</span>')


def setup(app: Any) -> dict[str, bool]:
    """Tell Sphinx of the extension."""
    app.add_node(explained, html=(_open, _close))
    app.connect("doctree-resolved", explain_words)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
