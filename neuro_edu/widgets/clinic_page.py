"""What a visit shows: sections of choices, what came of them, pictures, tables and sums."""

from dataclasses import dataclass
from typing import Any, Literal

from neuro_edu.widgets.rich_text import RichText, rich_face

Rows = tuple[tuple[str, ...], ...]


@dataclass(frozen=True, kw_only=True)
class Exhibit:
    """A picture to be asked for, which may be heard, too."""

    id: str
    label: str
    has_sound: bool = False

    def face(self) -> dict[str, Any]:
        """Return what the page needs."""
        return {"id": self.id, "label": self.label, "sound": self.has_sound}


@dataclass(frozen=True, kw_only=True)
class Told:
    """What came of a choice.

    Attributes
    ----------
    text : RichText
        What is read.
    facts : tuple of str
        Short notes in one line above it, such as the day.
    warning : str
        What went wrong; empty if nothing did.
    exhibits : tuple of Exhibit
        Pictures that belong to it.
    """

    text: RichText
    facts: tuple[str, ...] = ()
    warning: str = ""
    exhibits: tuple[Exhibit, ...] = ()

    def face(self) -> dict[str, Any]:
        """Return what the page needs."""
        return {
            "text": rich_face(self.text),
            "facts": list(self.facts),
            "warning": self.warning,
            "exhibits": [exhibit.face() for exhibit in self.exhibits],
        }


@dataclass(frozen=True, kw_only=True)
class Choice:
    """Something that can be chosen.

    Attributes
    ----------
    id, label : str
        Its name for the code and for the student.
    facts : tuple of str
        Short notes shown before it is chosen, such as its price.
    boxes : tuple of (str, str)
        Id and label of boxes that can be ticked with it.
    share : float
        Its share in percent, in a section of shares.
    told : tuple of Told
        What came of it, each time it was chosen.
    is_closed : bool
        Whether it cannot be chosen now.
    """

    id: str
    label: str
    facts: tuple[str, ...] = ()
    boxes: tuple[tuple[str, str], ...] = ()
    share: float = 0.0
    told: tuple[Told, ...] = ()
    is_closed: bool = False

    def face(self) -> dict[str, Any]:
        """Return what the page needs."""
        return {
            "id": self.id,
            "label": self.label,
            "facts": list(self.facts),
            "boxes": [list(box) for box in self.boxes],
            "share": self.share,
            "told": [told.face() for told in self.told],
            "closed": self.is_closed,
        }


@dataclass(frozen=True, kw_only=True)
class Block:
    """Something to read at the end of a section.

    Attributes
    ----------
    heading : str
    text : RichText
    rows : tuple of tuple of str
        A table; the first row is the header.
    exhibits : tuple of Exhibit
    links : tuple of (str, str)
        Words and the notebook to which they lead.
    """

    heading: str
    text: RichText = ()
    rows: Rows = ()
    exhibits: tuple[Exhibit, ...] = ()
    links: tuple[tuple[str, str], ...] = ()

    def face(self) -> dict[str, Any]:
        """Return what the page needs."""
        return {
            "heading": self.heading,
            "text": rich_face(self.text),
            "rows": [list(row) for row in self.rows],
            "exhibits": [exhibit.face() for exhibit in self.exhibits],
            "links": [list(link) for link in self.links],
        }


@dataclass(frozen=True, kw_only=True)
class Section:
    """One part of a visit.

    Attributes
    ----------
    id, label : str
    verb : str
        On the button: what choosing means here.
    kind : str
        ``"each"``: any number of choices, one after the other; ``"one"``: exactly one, which
        stays; ``"shares"``: every choice gets a share of 100 %.
    text : RichText
        Above the choices.
    groups : tuple of (str, tuple of Choice)
        Choices under headings.
    blocks : tuple of Block
        Below the choices.
    """

    id: str
    label: str
    verb: str
    kind: Literal["each", "one", "shares"]
    text: RichText
    groups: tuple[tuple[str, tuple[Choice, ...]], ...]
    blocks: tuple[Block, ...] = ()

    def face(self) -> dict[str, Any]:
        """Return what the page needs."""
        return {
            "id": self.id,
            "label": self.label,
            "verb": self.verb,
            "kind": self.kind,
            "text": rich_face(self.text),
            "groups": [
                {"heading": heading, "choices": [choice.face() for choice in choices]}
                for heading, choices in self.groups
            ],
            "blocks": [block.face() for block in self.blocks],
        }


@dataclass(frozen=True, kw_only=True)
class Page:
    """A visit as it stands now.

    Attributes
    ----------
    visitor, title : str
        Id and title of whose visit it is.
    opening : RichText
    status : str
        One line on how far it has come.
    sections : tuple of Section
    note : str
        How far to trust it.
    """

    visitor: str
    title: str
    opening: RichText
    status: str
    sections: tuple[Section, ...]
    note: str = ""

    def face(self) -> dict[str, Any]:
        """Return what the page needs."""
        return {
            "visitor": self.visitor,
            "title": self.title,
            "opening": rich_face(self.opening),
            "status": self.status,
            "sections": [section.face() for section in self.sections],
            "note": self.note,
        }
