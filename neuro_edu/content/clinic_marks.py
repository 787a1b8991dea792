"""What tells the diseases of the virtual clinic apart, and which is taken for which."""

from collections.abc import Iterator
from dataclasses import dataclass

from neuro_edu.content.entries import Entry, Fault
from neuro_edu.content.rules import rule, sources


@dataclass(frozen=True, kw_only=True)
class Mark(Entry):
    """A finding that conditions of `has` show as a rule, those of `may` at times, others not.

    The marks of a file stand in the order in which they weigh.
    """

    words: str
    has: tuple[str, ...] = rule(refers_to="conditions", at_least=1)
    may: tuple[str, ...] = rule(default=(), refers_to="conditions")
    references: tuple[str, ...] = sources()

    def faults(self) -> Iterator[Fault]:
        """Yield a condition that shows the mark both as a rule and at times."""
        yield from super().faults()
        both = set(self.has) & set(self.may)
        if both:
            yield "may", f"repeats {min(both)!r} of has", "keep it in one of them"


@dataclass(frozen=True, kw_only=True)
class Mistake(Entry):
    """What the condition of this id is taken for, the likeliest mistake first."""

    id: str = rule(refers_to="conditions")
    taken_for: tuple[str, ...] = rule(refers_to="conditions", at_least=1)

    def faults(self) -> Iterator[Fault]:
        """Yield a condition that is taken for itself."""
        yield from super().faults()
        if self.id in self.taken_for:
            yield "taken_for", f"holds {self.id!r} itself", "name other conditions"
