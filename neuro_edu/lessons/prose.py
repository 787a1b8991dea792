"""Text that the lessons take from the content files: sources, and how far they were reviewed."""

from neuro_edu.content import cite, load_content, review_state
from neuro_edu.errors import ContentError
from neuro_edu.lessons.known import require_known


class Prose:
    """Text that a notebook shows as Markdown."""

    def __init__(self, markdown: str) -> None:
        self._markdown = markdown

    def __repr__(self) -> str:
        """Return the text."""
        return self._markdown

    def _repr_markdown_(self) -> str:
        return self._markdown


def review_note() -> Prose:
    """Say how much of the content no clinician has read yet."""
    share = 100 * review_state(load_content()).unreviewed_fraction
    if share == 0:
        return Prose("Every text of this course has been reviewed by a clinician.")
    return Prose(
        f"{share:.0f} % of the texts of this course (claims, questions, cases and the like) have "
        "not been reviewed by a clinician yet. Where a lesson and your teacher differ, ask."
    )


def references(*ids: str) -> Prose:
    """List the sources with these ids of `references.toml`.

    Raises
    ------
    ContentError
        If a source does not exist.
    """
    known = load_content().references
    if not ids:
        raise ContentError("references needs at least one id of references.toml, got none")
    for id_ in ids:
        require_known("reference in references.toml", id_, known)
    return Prose("\n".join(f"* {cite(known[id_])}" for id_ in dict.fromkeys(ids)))
