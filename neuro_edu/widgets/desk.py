"""Who runs the visits behind a page: whom it can call in, and what it can be asked to do."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Protocol

from neuro_edu.widgets.clinic_page import Page


@dataclass(frozen=True, kw_only=True)
class Visitor:
    """Somebody who can be chosen, and how far the visit has come."""

    id: str
    title: str
    state: str


@dataclass(frozen=True, kw_only=True)
class Picture:
    """A PNG, its size on the page (CSS pixels) and what it shows in words."""

    png: bytes = field(repr=False)
    size_px: tuple[int, int]
    text: str


class Desk(Protocol):
    """Who runs the visits behind a `ClinicView`; what is refused is a `ParameterError`.

    Attributes
    ----------
    notice : str
        A word on how the visit is kept; empty if all is well.
    """

    notice: str

    def visitors(self) -> tuple[Visitor, ...]:
        """Return who can be chosen."""

    def page(self) -> Page | None:
        """Return the visit as it stands; None if nobody is chosen."""

    def open(self, visitor: str) -> None:
        """Choose somebody, by id or, for somebody unknown, by number."""

    def leave(self) -> None:
        """Go back to the choice of visitors."""

    def restart(self) -> None:
        """Begin this visit anew."""

    def act(self, section: str, choice: str, boxes: tuple[str, ...]) -> None:
        """Choose something of a section."""

    def share(self, section: str, shares: Mapping[str, float]) -> None:
        """Set shares in percent."""

    def picture(self, exhibit: str, progress: Callable[[float], None]) -> Picture:
        """Make a picture."""

    def sound(self, exhibit: str) -> bytes:
        """Make a WAV file."""

    def report(self) -> str:
        """Return the visit as an HTML page of its own."""
