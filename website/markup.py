"""Small pieces of Markdown and HTML that several pages share."""

import html
import re

#: From a page in a folder of the site to its root.
UP = "../"
_NOTEBOOK_LINK = re.compile(r"\]\((\w+)\.ipynb\)")
_TERM_MARK = re.compile(r"\[([^\]]+)\]\(glossary:[a-z0-9-]+\)")


def anchor_of(reference: str) -> str:
    """Return the place of a source on the page of references, by its id."""
    return "ref-" + re.sub(r"[^a-z0-9]+", "-", reference.lower())


def raw(markup: str) -> str:
    """Return HTML as a block that Markdown hands on untouched."""
    return f"```{{raw}} html\n{markup}\n```"


def escape(text: str) -> str:
    """Return text without meaning for HTML."""
    return html.escape(text)


def literal(text: str) -> str:
    """Return text without meaning for Markdown."""
    return re.sub(r"([\\`*_\[\]<>{}$|])", r"\\\1", text)


def to_lessons(markdown: str) -> str:
    """Return the text of a notebook, its links to other notebooks leading to their pages."""
    return _NOTEBOOK_LINK.sub(lambda link: f"]({_page_of(link[1])}.md)", markdown)


def unmarked(markdown: str) -> str:
    """Return the text of a case without its marks of glossary words: the site finds them itself."""
    return _TERM_MARK.sub(r"\1", markdown)


def _page_of(notebook: str) -> str:
    return f"{UP}glossary" if notebook == "glossary" else notebook


def picture(
    path: str, alt: str, size_px: tuple[int, int], caption: str = "", more: str = ""
) -> str:
    """Return a picture with its alternative text.

    The caption says what the alternative text says, so that a screen reader is spared it.

    Parameters
    ----------
    path : str
        Address of the picture as the page sees it.
    alt : str
        What it shows.
    size_px : tuple of int
        Width and height, CSS pixels.
    caption : str, optional
        Plain text below it.
    more : str, optional
        HTML below the caption, such as a player.
    """
    width, height = size_px
    image = (
        f'<img src="{path}" alt="{escape(alt)}" width="{width}" height="{height}" loading="lazy">'
    )
    # In its own window or, on a phone, by scrolling: course.js.
    image = f'<a class="full-size" href="{path}">{image}</a>'
    if caption:
        image += f'<figcaption aria-hidden="true">{escape(caption)}</figcaption>'
    return f'<figure class="still">{image}{more}</figure>'


def player(path: str, label: str) -> str:
    """Return a player of a sound."""
    return (
        f'<p class="player"><span aria-hidden="true">{escape(label)}</span>'
        f'<audio controls preload="none" src="{path}" aria-label="{escape(label)}"></audio></p>'
    )


def opening(summary: str, body: str, kind: str) -> str:
    """Return HTML that unfolds."""
    return f'<details class="{kind}"><summary>{escape(summary)}</summary>{body}</details>'
