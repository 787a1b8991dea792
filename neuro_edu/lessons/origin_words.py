"""What is said when the riddle of the origin has been answered: what the blocks had shown."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import chain, combinations
from types import MappingProxyType

from neuro_edu.figures.pathway import MARGIN, listed
from neuro_edu.lessons.block_facts import block_facts
from neuro_edu.simulation.clinic.localisation import Localisation
from neuro_edu.simulation.clinic.manoeuvres import BLOCKS, Site

#: Answers of the riddle, by the places where the activity begins.
PLACES: Mapping[str, tuple[str, frozenset[Site]]] = MappingProxyType(
    {
        "brain": ("Brain (central drive)", frozenset({Site.BRAIN})),
        "cord": ("Anterior horn cell in the cord", frozenset({Site.CELL_BODY})),
        "plexus": ("Root or plexus", frozenset({Site.PLEXUS})),
        "distal": ("Distal axon or terminal", frozenset({Site.DISTAL_AXON, Site.TERMINAL})),
        "muscle": ("Muscle fibre", frozenset({Site.MUSCLE_FIBRE})),
    }
)
#: Blocks that suffice to tell each place from all others.
ENOUGH: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "brain": ("sleep",),
        "cord": ("sleep", "spinal anaesthesia"),
        "plexus": ("spinal anaesthesia", "proximal nerve block"),
        "distal": ("proximal nerve block", "curare"),
        "muscle": ("curare",),
    }
)


def suspects(tried: Mapping[tuple[str, ...], float]) -> list[str]:
    """Return the ids in `PLACES` that fit everything that was seen.

    Parameters
    ----------
    tried : mapping of tuple of str to float
        For blocks placed at the same time, the share of the activity that they left.
    """
    return [
        id_
        for id_, (_label, sites) in PLACES.items()
        if any(_fits(begins, tried) for begins in _subsets(sites))
    ]


def _subsets(sites: Iterable[Site]) -> Iterable[tuple[Site, ...]]:
    ordered = sorted(sites)
    return chain.from_iterable(combinations(ordered, n + 1) for n in range(len(ordered)))


def _fits(begins: Sequence[Site], tried: Mapping[tuple[str, ...], float]) -> bool:
    """Whether activity that begins in these places would have left what was seen."""
    for blocks, left in tried.items():
        passing = [all(_passes(site, block) for block in blocks) for site in begins]
        if any(passing) != (left > MARGIN) or all(passing) != (left >= 1 - MARGIN):
            return False
    return True


def _passes(site: Site, block: str) -> bool:
    return site >= BLOCKS[block]


def verdict(truth: str, chosen: str) -> str:
    """Say whether the place that was named is right."""
    if truth == chosen:
        return f"Right: {PLACES[truth][0].lower()}."
    return f"Not {PLACES[chosen][0].lower()}, but {PLACES[truth][0].lower()}."


def what_it_did(block: str, result: Localisation) -> str:
    """Say what follows from the result of one block alone."""
    fact, left = block_facts()[block], result.activity_left
    said = f"{fact.label} left {100 * left:.0f} %"
    if left >= 1 - MARGIN:
        return f"{said}, so it does not begin in {fact.before}."
    if left <= MARGIN:
        return f"{said}, so none of it begins in {fact.beyond}."
    return f"{said}, so it begins on both sides of that block."


def bill(used: Sequence[str]) -> str:
    """Say what the blocks have cost the patient."""
    if not used:
        return "You placed no block: without one nobody can tell."
    count = "1 kind of block" if len(used) == 1 else f"{len(used)} kinds of block"
    facts = block_facts()
    costs = "; ".join(f"{block}: {facts[block].cost}" for block in used)
    return f"What did it cost the patient? You used {count} ({costs})."


def least(truth: str, used: Sequence[str], left: Sequence[str]) -> str:
    """Say whether the blocks that were used could tell, and what would have been enough.

    Parameters
    ----------
    truth : str
        Where it begins, an id in `PLACES`.
    used : sequence of str
        Blocks that were placed.
    left : sequence of str
        Ids of the places that still fitted what was seen.
    """
    enough = f"Enough here: {listed(ENOUGH[truth])}."
    if not used:
        return enough
    if len(left) > 1:
        names = listed([PLACES[id_][0].lower() for id_ in left])
        return f"That was not enough: {len(left)} suspects were left ({names}). {enough}"
    if len(used) <= len(ENOUGH[truth]):
        return "Nobody could have done with fewer."
    return enough
