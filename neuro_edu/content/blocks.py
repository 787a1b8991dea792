"""What stops activity on its way from brain to muscle, and what can be concluded from that."""

from dataclasses import dataclass

from neuro_edu.content.entries import Entry
from neuro_edu.content.rules import rule


@dataclass(frozen=True, kw_only=True)
class Block(Entry):
    """A block of the localisation labs; the id is the simulation's name for it, with hyphens.

    `before` and `beyond` name the parts of the way on its two sides. A block without `references`
    rests on no report, and `documented` says so.
    """

    label: str
    takes: str
    before: str
    beyond: str
    documented: str
    cost: str
    references: tuple[str, ...] = rule(default=(), refers_to="references")
