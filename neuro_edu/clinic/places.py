"""Where a patient moves, in words; and which nerve and muscle are therefore examined."""

from collections.abc import Sequence
from dataclasses import dataclass

from neuro_edu.content.clinic_patients import BODY_REGIONS, Twitching

#: How a region moves, from least to most.
HOW = {
    "single": "single twitches now and then",
    "rippling": "rippling",
    "strong": "strong rippling without a pause",
}
_LEG, _ARM = ("calf", "thigh"), ("hand", "arm")


@dataclass(frozen=True, kw_only=True)
class Site:
    """A nerve that is shocked, the muscle from which is recorded, and that for the needle."""

    nerve: str
    recorded: str
    needled: str


def _leg(side: str) -> Site:
    return Site(
        nerve=f"{side} tibial nerve at the ankle",
        recorded="abductor hallucis",
        needled=f"{side} gastrocnemius",
    )


def _arm(side: str) -> Site:
    return Site(
        nerve=f"{side} median nerve at the wrist",
        recorded="abductor pollicis brevis",
        needled=f"{side} abductor pollicis brevis",
    )


#: Where nothing else asks for another limb.
RIGHT_LEG = _leg("right")


def moving_in_words(twitching: Sequence[Twitching]) -> str:
    """Return where it moves as a sentence, from the same list as the map.

    Parameters
    ----------
    twitching : sequence of Twitching
        Regions that move by themselves.

    Returns
    -------
    str
        Empty if nothing moves.
    """
    parts = []
    for how in reversed(HOW):
        mine = [region for region in BODY_REGIONS if _how(twitching, region) == how]
        if mine:
            parts.append(f"{HOW[how]}: {', '.join(_joined(mine))}")
    return f"Seen to move: {'; '.join(parts)}." if parts else ""


def _how(twitching: Sequence[Twitching], region: str) -> str:
    return next((one.how for one in twitching if one.region == region), "")


def _joined(regions: Sequence[str]) -> list[str]:
    """Say "both calves" for two sides."""
    many = {"arm": "arms", "hand": "hands", "thigh": "thighs", "calf": "calves"}
    told = []
    for region in regions:
        side, _, part = region.partition(" ")
        if not part or f"left {part}" not in regions or f"right {part}" not in regions:
            told.append(region)
        elif side == "left":
            told.append(f"both {many[part]}")
    return told


def site_of(twitching: Sequence[Twitching]) -> Site:
    """Return where a patient is examined: in the limb that moves most, on its side.

    Parameters
    ----------
    twitching : sequence of Twitching
        Regions that move by themselves.

    Returns
    -------
    Site
        The right leg where no limb moves or both do the same.
    """
    ranked = sorted(
        (one for one in twitching if one.region.rpartition(" ")[2] in (*_LEG, *_ARM)),
        key=lambda one: (-list(HOW).index(one.how), "right" not in one.region),
    )
    if not ranked:
        return RIGHT_LEG
    most = [one.region for one in ranked if one.how == ranked[0].how]
    side = ranked[0].region.partition(" ")[0]
    in_leg = any(region.endswith(_LEG) for region in most)
    in_arm = any(region.endswith(_ARM) for region in most)
    arms = sum(region.endswith(_ARM) for region in most)
    return _arm(side) if in_arm and (not in_leg or 2 * arms > len(most)) else _leg(side)
