"""Why it is not another disease."""

from dataclasses import dataclass

from neuro_edu.clinic.marks import speaks_against
from neuro_edu.clinic.visit import Visit
from neuro_edu.content import load_content

# From this share on a disease was thought of in earnest.
_SERIOUS, _MOST_RIVALS = 0.05, 4


@dataclass(frozen=True, kw_only=True)
class Rival:
    """Another disease that came into question, by name, and what speaks against it."""

    condition: str
    name: str
    against: str


def rivals_of(visit: Visit, diagnosis: str) -> tuple[Rival, ...]:
    """Return what else came into question, with what speaks against it.

    Parameters
    ----------
    visit : Visit
        With its differentials.
    diagnosis : str
        Committed to.

    Returns
    -------
    tuple of Rival
        What was said, then what was believed, then what is often mistaken for it.
    """
    truth, content = visit.chart.condition, load_content()
    last = visit.differential
    believed = [id_ for id_ in sorted(last, key=lambda id_: -last[id_]) if last[id_] >= _SERIOUS]
    # What the files say of this very patient is better than what holds for the disease.
    own = {one.condition: one.says for one in visit.chart.details.why_not}
    thought = dict.fromkeys((diagnosis, *believed, *own, *_mistakes(truth)))
    rivals = (
        Rival(
            condition=id_,
            name=content.conditions[id_].name,
            against=own.get(id_) or speaks_against(id_, truth),
        )
        for id_ in thought
        if id_ != truth
    )
    return tuple(rival for rival in rivals if rival.against)[:_MOST_RIVALS]


def _mistakes(condition: str) -> tuple[str, ...]:
    known = load_content().clinic_mistakes.get(condition)
    return known.taken_for if known else ()
