"""What each block of the localisation labs does, costs and rests on."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from neuro_edu.lessons.sources import short_names

HEADER = ("Block", "Takes away", "Leaves what begins in", "How well documented")
_WEAK_PAGES = "web pages of low authority"


@dataclass(frozen=True, kw_only=True)
class BlockFact:
    """Words about one block; `references` are ids of `references.toml`.

    `before` and `beyond` name the parts of the way on its two sides.
    """

    label: str
    takes: str
    before: str
    beyond: str
    documented: str
    references: tuple[str, ...] = ()
    cost: str

    def row(self) -> tuple[str, str, str, str]:
        """Return its line of a table."""
        named = short_names(*self.references)
        documented = f"{self.documented} ({named})" if named else self.documented
        return (self.label, self.takes, self.beyond, documented)


BLOCK_FACTS: Mapping[str, BlockFact] = MappingProxyType(
    {
        "sleep": BlockFact(
            label="Sleep",
            takes="drive from brain and interneurons of the cord",
            before="the brain or the interneurons of the cord",
            beyond="motor neuron, axon or muscle fibre",
            documented=f"axon activity goes on: {_WEAK_PAGES}, and a report that was not read",
            references=("PHTreview", "NeuroWeb", "AccessAnaes", "Mertens1965"),
            cost="a night's recording",
        ),
        "general anaesthesia": BlockFact(
            label="General anaesthesia without a relaxant",
            takes="drive from brain and interneurons of the cord",
            before="the brain or the interneurons of the cord",
            beyond="motor neuron, axon or muscle fibre",
            documented=f"axon activity goes on: {_WEAK_PAGES}",
            references=("PHTreview", "AccessAnaes"),
            cost="an anaesthetist",
        ),
        "spinal anaesthesia": BlockFact(
            label="Spinal anaesthesia",
            takes="all that begins in brain and cord",
            before="the brain or the cord",
            beyond="plexus, axon or muscle fibre",
            documented="thin: no report was read; it follows from where the drug acts",
            cost="a needle in the back and an anaesthetist",
        ),
        "proximal nerve block": BlockFact(
            label="Proximal nerve block",
            takes="also what begins in root or plexus",
            before="the brain, the cord, a root or the plexus",
            beyond="distal axon, terminal or muscle fibre",
            documented="axon activity was not abolished: an abstract and a web page",
            references=("Torbergsen1996", "NeuroWeb"),
            cost="an injection beside a nerve, and a numb limb for hours",
        ),
        "distal nerve block": BlockFact(
            label="Distal nerve block",
            takes="also what begins in the distal axon",
            before="the brain, the cord or the axon above the block",
            beyond="terminal or muscle fibre",
            documented="thin: sources of activity were found from the nerve to its branches in "
            "the muscle, which is why a fall in part is expected",
            references=("Torbergsen1996",),
            cost="an injection beside a nerve",
        ),
        "curare": BlockFact(
            label="Curare (neuromuscular block)",
            takes="all that comes through the junction",
            before="the brain, the cord or the nerve",
            beyond="muscle fibre",
            documented="axon activity stops (read of succinylcholine only) and that of fibres "
            "goes on",
            references=("NeuroWeb", "WUSTLCRD", "Isaacs1961"),
            cost="paralysis, breathing too: an anaesthetist and a ventilator",
        ),
    }
)


def block_rows() -> list[tuple[str, ...]]:
    """Return the table of all blocks, its header first."""
    return [HEADER, *(fact.row() for fact in BLOCK_FACTS.values())]
