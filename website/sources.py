"""Everything that Sphinx reads, written into one folder: pages, pictures, sounds."""

import re
import shutil
from pathlib import Path

from website.api_pages import write_api
from website.lessons import write_lesson
from website.markup import local_links
from website.reference_pages import glossary_page, listen_page, references_page

ROOT = Path(__file__).parents[1]
_LINK = re.compile(r"(?<!!)\[([^\]]+)\]\((?!https?:|#|mailto:)([^)]+)\)")
_IMAGE = re.compile(r"(!\[[^\]]*\])\((?:docs/)?images/")


def write_sources(folder: Path, *, handouts: bool) -> None:
    """Write what the site is made of.

    Parameters
    ----------
    folder : Path
        An empty or missing folder.
    handouts : bool
        Whether lessons link their handouts.
    """
    static = folder / "_static"
    for name in ("lessons", "docs", "api", "_static/stills", "_static/sounds"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    shutil.copytree(Path(__file__).parent / "static", static, dirs_exist_ok=True)
    shutil.copytree(ROOT / "docs" / "images", folder / "images")
    cited = {}
    for notebook in sorted((ROOT / "notebooks").glob("[0-9]*.ipynb")):
        lesson = write_lesson(notebook, folder / "lessons", static, handout=handouts)
        cited[lesson.id] = lesson.references
    _write(folder / "glossary.md", glossary_page())
    _write(folder / "references.md", references_page(cited))
    _write(folder / "listen.md", listen_page(static))
    shutil.copy(ROOT / "docs" / "site" / "index.md", folder / "index.md")
    for page in (ROOT / "CONTRIBUTING.md", ROOT / "CHANGELOG.md", *(ROOT / "docs").glob("*.md")):
        _write(folder / "docs" / f"{page.stem.lower()}.md", _documentation(page))
    write_api(folder / "api")


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")


def _documentation(page: Path) -> str:
    """Return a page of the documentation, its links leading to pages of the site."""
    text = _IMAGE.sub(r"\1(../images/", page.read_text(encoding="utf-8"))
    return _LINK.sub(_on_the_site, local_links(text, folder="../"))


def _on_the_site(link: re.Match[str]) -> str:
    """Return a link to a page of the site, or its words alone where the site has no such page."""
    target, _, anchor = link[2].partition("#")
    if target.startswith("../") and (target.endswith("glossary.md") or "/lessons/" in target):
        return link[0]
    path = Path(target)
    home = ROOT / "docs" / path.name if path.suffix == ".md" else None
    is_page = home is not None and (home.exists() or (ROOT / path.name).exists())
    if not is_page or path.stem.lower() == "readme":
        return link[1]
    return f"[{link[1]}]({path.stem.lower()}.md{'#' + anchor if anchor else ''})"
