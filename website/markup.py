"""Small pieces of Markdown and HTML that several pages share."""

import html
import re

#: From a page in a folder of the site to its root.
UP = "../"
_NOTEBOOK_LINK = re.compile(r"\]\((?:\.\./notebooks/|notebooks/)?(\w+)\.ipynb(#[\w-]+)?\)")
_TERM_LINK = re.compile(r"\[([^\]]+)\]\(glossary:([a-z0-9-]+)\)")


def raw(markup: str) -> str:
    """Return HTML as a block that Markdown hands on untouched."""
    return f"```{{raw}} html\n{markup}\n```"


def escape(text: str) -> str:
    """Return text without meaning for HTML."""
    return html.escape(text)


def literal(text: str) -> str:
    """Return text without meaning for Markdown."""
    return re.sub(r"([\\`*_\[\]<>{}$|])", r"\\\1", text)


def local_links(markdown: str, *, folder: str = "") -> str:
    """Turn links to notebooks and to words of the glossary into links to pages of the site.

    Parameters
    ----------
    markdown : str
        Text of a notebook, a case or a page of the documentation.
    folder : str
        Way from the page to the root of the site, such as ``"../"``.
    """
    text = _TERM_LINK.sub(rf"[\1]({folder}glossary.md)", markdown)
    return _NOTEBOOK_LINK.sub(lambda link: f"]({folder}{_page_of(link[1])}.md)", text)


def _page_of(notebook: str) -> str:
    return "glossary" if notebook == "glossary" else f"lessons/{notebook}"


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
    if caption:
        image += f'<figcaption aria-hidden="true">{escape(caption)}</figcaption>'
    return f'<figure class="still">{image}{more}</figure>'


def player(path: str, label: str) -> str:
    """Return a player of a sound."""
    return (
        f'<p class="player"><span aria-hidden="true">{escape(label)}</span>'
        f'<audio controls preload="metadata" src="{path}" aria-label="{escape(label)}"></audio></p>'
    )


def opening(summary: str, body: str, kind: str) -> str:
    """Return HTML that unfolds."""
    return f'<details class="{kind}"><summary>{escape(summary)}</summary>{body}</details>'
