"""Tests that a doctor may order: what they answer, who needs them, how well they tell."""

from collections.abc import Iterator
from dataclasses import dataclass

from neuro_edu.content.entries import Entry, Fault
from neuro_edu.content.rules import rule, sources


@dataclass(frozen=True, kw_only=True)
class Suspicion(Entry):
    """A suspected patient of the work-up; `label` is the short form for a list."""

    label: str
    patient: str


@dataclass(frozen=True, kw_only=True)
class Investigation(Entry):
    """A test: the question it answers, its limits and, where published, how well it tells.

    `first_for` and `next_for` name the suspected patients that need it at once or in a second
    step; `wasted` says why it helps nobody with this suspicion. `sensitivity` and `specificity`
    are percentages, each left out where no source gives it; then `..._at_most` may say what it
    cannot exceed. `accuracy_note` says in whom they were counted. `ordered` is false for a way to
    read a test that has its own entry.
    """

    name: str
    group: str = rule(choices=("neurophysiology", "blood", "imaging"))
    question: str
    shows: str
    misses: str
    ordered: bool = True
    burden: str | None = None
    red_flag: str | None = None
    wasted: str | None = None
    first_for: tuple[str, ...] = rule(default=(), refers_to="suspicions")
    next_for: tuple[str, ...] = rule(default=(), refers_to="suspicions")
    sensitivity: float | None = rule(default=None, low=0, high=100)
    specificity: float | None = rule(default=None, low=0, high=100)
    sensitivity_at_most: float = rule(default=100.0, low=0, high=100)
    specificity_at_most: float = rule(default=100.0, low=0, high=100)
    accuracy_note: str | None = None
    references: tuple[str, ...] = sources()

    def faults(self) -> Iterator[Fault]:
        """Yield numbers without their origin and verdicts that contradict each other."""
        yield from super().faults()
        numbers = self.sensitivity is not None or self.specificity is not None
        if numbers and self.accuracy_note is None:
            yield "accuracy_note", "is missing beside its number", "write in whom it was counted"
        if self.accuracy_note is not None and not numbers:
            yield "accuracy_note", "is given without a number", "leave it out"
        both = set(self.first_for) & set(self.next_for)
        if both:
            yield "next_for", f"repeats {min(both)!r} of first_for", "keep it in one of them"
        useful = bool(self.first_for or self.next_for)
        if self.ordered and useful == (self.wasted is not None):
            found = "is given although somebody needs the test" if useful else "is missing"
            yield "wasted", found, "write either who needs the test or why nobody does"
        if not self.ordered and (useful or self.wasted):
            yield "ordered", "is false although somebody orders the test", "leave one of them out"
