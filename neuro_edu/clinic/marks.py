"""What tells the diseases of the clinic apart, so that a debrief can say why it is not another."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

_ANTIBODY = ("caspr2-neuromyotonia", "lgi1-neuromyotonia", "morvan-syndrome", "thymoma")
_ACQUIRED = (
    *_ANTIBODY,
    *("seronegative-neuromyotonia", "small-cell-lung-cancer", "lymphoma"),
    *("mercury", "gold-therapy", "penicillamine"),
)
_GENES = ("hint1-neuropathy", "kcna1-episodic-ataxia", "kcnq2-myokymia")
_POISONS = ("mercury", "arsenic", "lead", "insecticides", "snake-venom", "oxaliplatin")
_NEUROPATHIES = ("guillain-barre-syndrome", "cidp", "radiation-plexopathy")


@dataclass(frozen=True, kw_only=True)
class Mark:
    """A finding that conditions of `has` show as a rule, those of `may` at times, others not."""

    words: str
    has: tuple[str, ...]
    may: tuple[str, ...] = ()


#: In the order in which they weigh. They follow the clues of `conditions.toml`.
MARKS = (
    Mark(
        words="brisk reflexes with extensor plantar responses",
        has=("als",),
        may=("stiff-person-syndrome",),
    ),
    Mark(
        words="fibrillation beside large motor units in several regions",
        has=("als",),
        may=("hint1-neuropathy", *_NEUROPATHIES, "arsenic", "lead"),
    ),
    Mark(
        words="weakness with wasting",
        has=("als", "hint1-neuropathy", "radiation-plexopathy"),
        may=("cidp", "guillain-barre-syndrome", "lead", "arsenic", "lymphoma"),
    ),
    Mark(words="a variant of the gene HINT1", has=("hint1-neuropathy",)),
    Mark(words="a variant of the gene KCNA1", has=("kcna1-episodic-ataxia",)),
    Mark(words="a variant of the gene KCNQ2", has=("kcnq2-myokymia",)),
    Mark(words="attacks of unsteadiness", has=("kcna1-episodic-ataxia",)),
    Mark(words="a beginning in childhood or youth", has=(*_GENES, "myotonia")),
    Mark(words="discharges of the muscle fibre that wax and wane", has=("myotonia",)),
    Mark(words="one irradiated arm and nothing elsewhere", has=("radiation-plexopathy",)),
    Mark(words="cold as the trigger, days after an infusion of oxaliplatin", has=("oxaliplatin",)),
    Mark(words="sweat, saliva and small pupils after spraying", has=("insecticides",)),
    Mark(words="mercury in blood and urine", has=("mercury",)),
    Mark(
        words="a drug or a poison that fits the course",
        has=(*_POISONS, "gold-therapy", "penicillamine"),
    ),
    Mark(words="low calcium or magnesium, and hands drawn into a point", has=("tetany",)),
    Mark(
        words="spasms of a trunk like a board, and GAD65 antibodies", has=("stiff-person-syndrome",)
    ),
    Mark(words="weakness that climbs, or slow conduction", has=("guillain-barre-syndrome", "cidp")),
    Mark(
        words="weeks without sleep, visions, and swings of pulse and pressure",
        has=("morvan-syndrome",),
        may=("lgi1-neuromyotonia", "mercury", "stiff-person-syndrome"),
    ),
    Mark(
        words="lids or chewing that tire",
        has=("thymoma", "penicillamine"),
        may=("guillain-barre-syndrome", "small-cell-lung-cancer", "snake-venom"),
    ),
    Mark(
        words="a mass in the chest",
        has=("thymoma", "small-cell-lung-cancer"),
        may=("morvan-syndrome", "lymphoma"),
    ),
    Mark(
        words="a mass at the root of a smoker's lung",
        has=("small-cell-lung-cancer",),
    ),
    Mark(
        words="antibodies to LGI1 and not to CASPR2",
        has=("lgi1-neuromyotonia",),
    ),
    Mark(
        words="antibodies to CASPR2 or LGI1",
        has=_ANTIBODY,
        may=("mercury", "small-cell-lung-cancer", "lymphoma", "gold-therapy", "penicillamine"),
    ),
    Mark(
        words="a failing memory, or brief jerks of face and arm",
        has=("lgi1-neuromyotonia",),
        may=("morvan-syndrome", "caspr2-neuromyotonia", "mercury", "small-cell-lung-cancer"),
    ),
    Mark(
        words="rippling at rest",
        has=(*_ACQUIRED, *_GENES),
        may=(*_NEUROPATHIES, "arsenic", "lead", "snake-venom"),
    ),
    Mark(
        words="cramps",
        has=(
            *("cramp-fasciculation-syndrome", "caspr2-neuromyotonia"),
            *("seronegative-neuromyotonia", "thymoma", "mercury", "small-cell-lung-cancer"),
        ),
        may=(
            *("lgi1-neuromyotonia", "morvan-syndrome", "lymphoma", "gold-therapy"),
            *("penicillamine", *_GENES, *_NEUROPATHIES),
            *("arsenic", "lead", "insecticides", "snake-venom", "oxaliplatin"),
            *("als", "myotonia", "stiff-person-syndrome", "tetany"),
        ),
    ),
)

#: Who is taken for whom, the likeliest mistake first.
RIVALS: Mapping[str, tuple[str, ...]] = {
    "als": ("benign-fasciculation", "cramp-fasciculation-syndrome", "caspr2-neuromyotonia"),
    "benign-fasciculation": ("als", "cramp-fasciculation-syndrome"),
    "caspr2-neuromyotonia": ("als", "cramp-fasciculation-syndrome", "seronegative-neuromyotonia"),
    "cramp-fasciculation-syndrome": ("benign-fasciculation", "als", "caspr2-neuromyotonia"),
    "hint1-neuropathy": ("myotonia", "caspr2-neuromyotonia", "kcnq2-myokymia"),
    "insecticides": ("thymoma", "benign-fasciculation"),
    "kcna1-episodic-ataxia": ("kcnq2-myokymia", "caspr2-neuromyotonia"),
    "kcnq2-myokymia": ("kcna1-episodic-ataxia", "hint1-neuropathy"),
    "lgi1-neuromyotonia": ("caspr2-neuromyotonia", "morvan-syndrome"),
    "mercury": ("caspr2-neuromyotonia", "morvan-syndrome"),
    "morvan-syndrome": ("lgi1-neuromyotonia", "caspr2-neuromyotonia", "thymoma"),
    "myotonia": ("caspr2-neuromyotonia", "stiff-person-syndrome"),
    "oxaliplatin": ("tetany", "caspr2-neuromyotonia"),
    "penicillamine": ("thymoma", "caspr2-neuromyotonia"),
    "radiation-plexopathy": ("als", "caspr2-neuromyotonia"),
    "seronegative-neuromyotonia": ("caspr2-neuromyotonia", "cramp-fasciculation-syndrome"),
    "small-cell-lung-cancer": ("caspr2-neuromyotonia", "thymoma"),
    "stiff-person-syndrome": ("seronegative-neuromyotonia", "tetany"),
    "tetany": ("stiff-person-syndrome", "benign-fasciculation"),
    "thymoma": ("caspr2-neuromyotonia", "penicillamine"),
}
_MOST_WORDS = 3


def speaks_against(candidate: str, truth: str) -> str:
    """Return why it is not another disease.

    Parameters
    ----------
    candidate, truth : str
        Ids of conditions.

    Returns
    -------
    str
        A sentence or two; empty if no mark tells the two apart.
    """
    extra = [m.words for m in MARKS if truth in m.has and candidate not in (*m.has, *m.may)]
    lacking = [m.words for m in MARKS if candidate in m.has and truth not in (*m.has, *m.may)]
    told = []
    if extra:
        told.append(f"It does not explain {_listed(extra)}.")
    if lacking:
        told.append(f"It would bring {_listed(lacking)}: not so here.")
    return " ".join(told)


def _listed(words: Iterable[str]) -> str:
    return "; ".join(list(words)[:_MOST_WORDS])
