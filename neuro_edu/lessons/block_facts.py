"""What each block of the localisation labs does, costs and rests on."""

from collections.abc import Mapping

from neuro_edu.content import Block, load_content
from neuro_edu.lessons.sources import short_names

HEADER = ("Block", "Takes away", "Leaves what begins in", "How well documented")


def block_facts() -> Mapping[str, Block]:
    """Return the facts about each block, from the brain down, by the simulation's name for it."""
    return {id_.replace("-", " "): block for id_, block in load_content().blocks.items()}


def block_rows() -> list[tuple[str, ...]]:
    """Return the table of all blocks, its header first."""
    return [HEADER, *(_row(block) for block in load_content().blocks.values())]


def _row(block: Block) -> tuple[str, ...]:
    named = short_names(*block.references)
    documented = f"{block.documented} ({named})" if named else block.documented
    return (block.label, block.takes, block.beyond, documented)
