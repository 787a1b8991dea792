"""Where does it come from? Blocks are placed between brain and muscle until the source is found."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

import numpy as np
from numpy.random import Generator

from neuro_edu.figures.pathway import (
    PathwayView,
    describe_activity,
    describe_localisation,
    listed,
)
from neuro_edu.lessons.activities import ORIGIN
from neuro_edu.lessons.block_facts import block_facts, block_rows
from neuro_edu.lessons.origin_words import PLACES, bill, least, suspects, verdict, what_it_did
from neuro_edu.long_work import Progress, Remembered, part, unheard
from neuro_edu.patients import load_lesion, load_patient
from neuro_edu.progress import my_progress
from neuro_edu.simulation.clinic.lesion import Lesion
from neuro_edu.simulation.clinic.localisation import Localisation, localise
from neuro_edu.simulation.clinic.patient import Patient
from neuro_edu.widgets import Control, Explorer, Riddle

#: Generators that a student can choose: id, wording.
GENERATORS: Mapping[str, str] = MappingProxyType(
    {
        "caspr2-neuromyotonia": "Distal axon and terminal: autoimmune neuromyotonia",
        "kcna1-episodic-ataxia": "Whole axon to its end: episodic ataxia type 1",
        "radiation-plexopathy": "One place of the plexus: radiation plexopathy",
        "anterior-horn-cell": "Anterior horn cell: single impulses",
        "stiff-person-syndrome": "Brain and cord: stiff-person syndrome",
        "myotonia": "Muscle fibre: myotonia",
    }
)
# Lesions of the nerve in the riddle; each may sit anywhere, so that the pattern gives nothing away.
_TEMPLATES = ("multiplets", "myokymic", "tetany", "cramp")
_FIBRE_DISCHARGES = ("fibrillation", "complex_repetitive", "myotonic")
_PLACE_OF_LESION = {"cord": "cell body", "plexus": "focal", "distal": "terminal"}
_SINGLE = Lesion(site="cell body", fasciculation_hz=1.5)
# A nerve in which the blocks stop a share that is near the average of many.
_SEED = 3
# Shares of the work, roughly: a patient is examined when chosen; some the needle does not see.
_CHOICE, _UNSEEN = 0.9, 0.1


def origin_lab() -> Explorer:
    """Choose where activity begins, place blocks, and see what the muscle still does."""
    generator = Control(
        name="generator",
        label="Activity begins in",
        value="caspr2-neuromyotonia",
        options=tuple(GENERATORS.items()),
        kind="choice",
        help="The patient rests. Activity is the power of the needle EMG. Of an axon that fires "
        "all along, the model keeps only the end: what begins nearest to the muscle decides.",
    )
    return Explorer(
        [generator, *_block_controls()],
        _shown,
        PathwayView(),
        describe_localisation,
        title="Where does it come from?",
        details=lambda _result: block_rows(),
        reports_progress=True,
    )


def origin_riddle() -> Riddle:
    """Place blocks until it is clear where unknown activity begins, and name the place.

    The answers are kept.
    """
    bedside = _Bedside()
    return Riddle(
        _block_controls(),
        bedside.examine,
        PathwayView(shows_origin=False),
        describe_activity,
        title="Find the source with as few blocks as you can",
        options=[(id_, label) for id_, (label, _sites) in PLACES.items()],
        truth=true_place,
        explain=bedside.explain,
        question="Where does it begin?",
        details=bedside.rows,
        on_answer=_keep,
        reports_progress=True,
    )


def _keep(number: int, chosen: str, right: bool) -> None:
    patient, seed = riddle_patient(number)
    truth = true_place(localise(patient, seed=seed))
    my_progress().record(ORIGIN, truth, (chosen,), right)


def _block_controls() -> list[Control]:
    return [
        Control(name=_keyword(block), label=fact.label, value=False, kind="toggle", group="Blocks")
        for block, fact in block_facts().items()
    ]


def _keyword(block: str) -> str:
    return block.replace(" ", "_")


def _placed(toggles: Mapping[str, bool]) -> tuple[str, ...]:
    return tuple(block for block in block_facts() if toggles[_keyword(block)])


def _shown(generator: str, *, progress: Progress, **toggles: bool) -> Localisation:
    if generator == "anterior-horn-cell":
        patient = Patient(lesion=_SINGLE, seed=_SEED)
    else:
        patient = load_patient(generator, seed=_SEED)
    return localise(patient, _placed(toggles), progress=progress)


def true_place(result: Localisation) -> str:
    """Return the id in `PLACES` of where the activity begins."""
    begins = set(result.places)
    return next(id_ for id_, (_label, sites) in PLACES.items() if begins <= sites)


class _Bedside:
    """What was tried on the present riddle."""

    def __init__(self) -> None:
        self._number = 0
        self._tried: dict[tuple[str, ...], float] = {}

    def examine(self, number: int, *, progress: Progress, **toggles: bool) -> Localisation:
        is_new = number != self._number
        chosen = part(progress, 0.0, _CHOICE if is_new else 0.0)
        patient, seed = riddle_patient(number, chosen)
        rest = part(progress, _CHOICE if is_new else 0.0, 1.0)
        result = localise(patient, _placed(toggles), seed=seed, progress=rest)
        if is_new:
            self._number, self._tried = number, {}
        if result.blocks:
            self._tried[result.blocks] = result.activity_left
        return result

    def rows(self, _result: Localisation) -> Sequence[tuple[str, ...]]:
        rows = [(listed(blocks), f"{100 * left:.0f} %") for blocks, left in self._tried.items()]
        return [("Tried so far", "EMG activity left"), *rows]

    def explain(self, result: Localisation, chosen: str) -> str:
        truth = true_place(result)
        used = [block for block in block_facts() if any(block in blocks for blocks in self._tried)]
        says = [verdict(truth, chosen)]
        says += [what_it_did(block, _alone(self._number, block)) for block in used]
        says += [bill(used), least(truth, used, suspects(self._tried))]
        return " ".join(says)


def _alone(number: int, block: str) -> Localisation:
    """Return riddle `number` under one block alone."""
    patient, seed = riddle_patient(number)
    return localise(patient, [block], seed=seed)


def riddle_patient(number: int, progress: Progress = unheard) -> tuple[Patient, int]:
    """Return the patient of a riddle, and the seed of the recording.

    Parameters
    ----------
    number : int
        Number of the riddle, from 1; each place comes once in five.
    progress : callable, optional
        Called with the share of the search that is done, from 0 to 1.
    """
    return _chosen(number, progress=progress)


def _choose(number: int, *, progress: Progress) -> tuple[Patient, int]:
    order = np.random.default_rng([5, (number - 1) // len(PLACES)]).permutation(len(PLACES))
    place = list(PLACES)[order[(number - 1) % len(PLACES)]]
    rng = np.random.default_rng([6, number])
    left = 1.0
    while True:
        seed = int(rng.integers(2**31 - 2))
        patient = Patient(lesion=_lesion_at(place, rng), seed=seed)
        # Most are seen at once; nobody knows how often the others will be tried again.
        trial = part(progress, 1.0 - left, 1.0 - _UNSEEN * left)
        if localise(patient, seed=seed, progress=trial).is_seen:
            return patient, seed
        left *= _UNSEEN


_chosen = Remembered(_choose, 16)


def _lesion_at(place: str, rng: Generator) -> Lesion:
    if place == "brain":
        return Lesion(site="central", central_drive=float(rng.uniform(0.05, 0.2)))
    if place == "muscle":
        return Lesion(site="muscle fibre", fibre_discharge=str(rng.choice(_FIBRE_DISCHARGES)))
    site = _PLACE_OF_LESION[place]
    kind = int(rng.integers(3))
    if kind == 0:
        return load_lesion("caspr2-neuromyotonia").replace(site=site)
    if kind == 1:
        return _SINGLE.replace(site=site)
    return Lesion(site=site, nerve_discharge=str(rng.choice(_TEMPLATES)))
