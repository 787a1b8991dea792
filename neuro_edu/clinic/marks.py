"""Why it is not another disease, from the marks that tell the diseases of the clinic apart."""

from collections.abc import Iterable

from neuro_edu.content import load_content

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
    marks = load_content().clinic_marks.values()
    extra = [m.words for m in marks if truth in m.has and candidate not in (*m.has, *m.may)]
    lacking = [m.words for m in marks if candidate in m.has and truth not in (*m.has, *m.may)]
    told = []
    if extra:
        told.append(f"It does not explain {_listed(extra)}.")
    if lacking:
        told.append(f"It would bring {_listed(lacking)}: not so here.")
    return " ".join(told)


def _listed(words: Iterable[str]) -> str:
    return "; ".join(list(words)[:_MOST_WORDS])
