"""Everything that Sphinx reads, written into one folder: pages, pictures, sounds."""

import os
import re
import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path

from website.api_pages import write_api
from website.lessons import write_lesson
from website.reference_pages import glossary_page, listen_page, references_page

ROOT = Path(__file__).parents[1]
_LINK = re.compile(r"(?<!!)\[([^\]]+)\]\((?!https?:|#|mailto:)([^)#\s]+)(#[\w-]+)?\)")


def write_sources(folder: Path, *, handouts: bool) -> None:
    """Write what the site is made of.

    Parameters
    ----------
    folder : Path
        A missing folder.
    handouts : bool
        Whether lessons link their handouts.
    """
    static = folder / "_static"
    for name in ("lessons", "api", "_static/stills", "_static/sounds"):
        (folder / name).mkdir(parents=True)
    shutil.copytree(Path(__file__).parent / "static", static, dirs_exist_ok=True)
    cited = {}
    for notebook in lesson_notebooks():
        lesson = write_lesson(notebook, folder / "lessons", static, handout=handouts)
        cited[lesson.id] = lesson.references
    _write(folder / "glossary.md", glossary_page())
    _write(folder / "references.md", references_page(cited))
    _write(folder / "listen.md", listen_page(static))
    write_api(folder / "api")
    _write_documentation(folder)


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")


def _write_documentation(folder: Path) -> None:
    """Copy pages and pictures of the documentation, links leading to pages of the site."""
    shutil.copytree(ROOT / "docs", folder / "docs", ignore=shutil.ignore_patterns("site", "*.md"))
    pages = documentation()
    for page, place in pages.items():
        if page.suffix == ".md" and place != "index.md":
            text = _with_local_links(page, pages)
            (folder / place).parent.mkdir(parents=True, exist_ok=True)
            _write(folder / place, text)
    start = (ROOT / "docs" / "site" / "index.md").read_text(encoding="utf-8")
    _write(folder / "index.md", start + _contents(pages.values()))


def _contents(places: Iterable[str]) -> str:
    """Return the table of contents of the documentation: teachers first, the code last."""
    known = sorted(place.removesuffix(".md") for place in places if place.startswith("docs/"))
    # The signs have their place further up, beside glossary and references.
    pages = [page for page in known if page != "docs/fidelity"]
    pages.sort(key=lambda page: "instructor" not in page)
    names = "\n".join([*pages, "api/index"])
    return f"\n```{{toctree}}\n:hidden:\n:caption: For teachers and authors\n\n{names}\n```\n"


def documentation() -> dict[Path, str]:
    """Return the place on the site of every file that pages of the documentation may link."""
    docs = ROOT / "docs"
    places = {
        page: f"docs/{page.relative_to(docs).as_posix()}"
        for page in sorted(docs.rglob("*.md"))
        if docs / "site" not in page.parents
    }
    places |= {
        ROOT / f"{name}.md": f"docs/{name.lower()}.md" for name in ("CONTRIBUTING", "CHANGELOG")
    }
    places |= {notebook: f"lessons/{notebook.stem}.md" for notebook in lesson_notebooks()}
    places[ROOT / "notebooks" / "glossary.ipynb"] = "glossary.md"
    places[ROOT / "README.md"] = "index.md"
    return places


def lesson_notebooks() -> list[Path]:
    """Return the notebooks of the lessons: their names begin with a number."""
    return sorted((ROOT / "notebooks").glob("[0-9]*.ipynb"))


def _with_local_links(page: Path, places: Mapping[Path, str]) -> str:
    """Return a page whose links lead to pages of the site; of other links the words are left."""
    here = Path(places[page]).parent

    def on_the_site(link: re.Match[str]) -> str:
        words, target, anchor = link.groups(default="")
        place = places.get((page.parent / target).resolve())
        if place is None:
            return words
        return f"[{words}]({Path(os.path.relpath(place, here)).as_posix()}{anchor})"

    return _LINK.sub(on_the_site, page.read_text(encoding="utf-8"))
