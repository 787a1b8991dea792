"""What is told weeks later: the computed number and the case's words, without contradiction."""

from collections.abc import Sequence

from neuro_edu.clinic.chart import Chart
from neuro_edu.clinic.course import NOT_MODELLED, Seen
from neuro_edu.content import load_content

#: A smaller change of the score, as a share of that before treatment, counts as none.
SAME_SHARE = 0.1
# A score below this is too small to follow.
_SILENT = 0.5
_IMMUNOGLOBULIN = (
    "Immunoglobulin counts in this number only as far as it quickens the breakdown of antibodies, "
    "by about a quarter at its height; what else it does in patients is not reckoned with."
)


def weeks_in_words(chart: Chart, given: Sequence[str], seen: Seen, weeks: int) -> tuple[str, ...]:
    """Tell how a patient is.

    Parameters
    ----------
    chart : Chart
        The patient.
    given : sequence of str
        Treatments that were given and went on.
    seen : Seen
        The score before and now.
    weeks : int
        2, 6 or 26.

    Returns
    -------
    tuple of str
        Paragraphs. Where the case's words rest on a treatment and the number does not follow them,
        or the other way round, the number comes first and the words are marked as the patient's.
    """
    story, helped = _story(chart, given, weeks)
    number = _scored(seen)
    if story and _can_follow(seen) and helped is not None and helped != _is_better(seen):
        # A number that fell without help shows what passed by itself, and the words may say so.
        aside = ", which does not show it" if helped else ""
        told = (number, f"Told beside this number{aside}: {story}")
    else:
        told = (story, number)
    return tuple(filter(None, (*told, *_left_out(given))))


def _can_follow(seen: Seen) -> bool:
    return max(seen.now, seen.before) >= _SILENT


def _is_same(seen: Seen) -> bool:
    return abs(seen.now - seen.before) < SAME_SHARE * seen.before


def _is_better(seen: Seen) -> bool:
    return seen.now < seen.before and not _is_same(seen)


def _story(chart: Chart, given: Sequence[str], weeks: int) -> tuple[str, bool | None]:
    """Return the case's words, and whether they are those after help; None where nothing helps."""
    told = next((each for each in chart.details.follow_ups if each.weeks == weeks), None)
    if told is None:
        return "", None
    spoiled = bool(set(told.spoils) & set(given))
    helped = (not told.needs or bool(set(told.needs) & set(given))) and not spoiled
    return (told.says if helped else told.otherwise), helped if told.needs else None


def _scored(seen: Seen) -> str:
    if not _can_follow(seen):
        return (
            "Twitching and stiffness, computed from the firing of the nerve at rest: under "
            f"{_SILENT} of 10 before and after. It does not catch what disturbs this patient."
        )
    if _is_same(seen):
        how = f"about as before treatment ({seen.before:.1f})"
    else:
        word = "better" if seen.now < seen.before else "worse"
        how = f"{word} than the {seen.before:.1f} before treatment"
    return (
        f"Twitching and stiffness: {seen.now:.1f} of 10, {how}. The number is computed from the "
        "firing of the nerve at rest (a teaching value); weakness, brain and mood are not in it."
    )


def _left_out(given: Sequence[str]) -> tuple[str, ...]:
    treatments = load_content().clinic_treatments
    names = ", ".join(treatments[id_].name for id_ in given if id_ in NOT_MODELLED)
    return (
        f"Not reckoned with in this number: {names}." if names else "",
        _IMMUNOGLOBULIN if "immunoglobulin" in given else "",
    )
