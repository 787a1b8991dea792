"""The debrief of the virtual clinic, and the differential, as blocks of a page."""

from neuro_edu.clinic import Debrief, Judgement, Visit
from neuro_edu.clinic.percents import in_percents
from neuro_edu.content import load_content
from neuro_edu.figures.differential import MOST_LINES, Differential
from neuro_edu.lessons.clinic_words import LESSON_TITLES, explained, signed, some
from neuro_edu.lessons.sources import short_names
from neuro_edu.widgets.clinic_page import Block, Exhibit, Rows

#: Section and exhibit of the differential.
DIFFERENTIAL = "differential"
_MOST_LINKS = 6


def debrief_blocks(said: Debrief, visit: Visit) -> tuple[Block, ...]:
    """Return what is said of a visit: how it went, what was done, and where to read on."""
    judged = tuple(
        Block(heading=f"{heading} ({len(group)})", rows=judgement_rows(group))
        for heading, group in said.groups
        if group
    )
    stories = (
        ("A wrong turn that is easily taken", said.wrong_turn),
        ("Take home", said.teaching_point),
    )
    links = tuple(
        (f"{LESSON_TITLES.get(link.lesson, link.lesson)}: {link.text}", f"{link.lesson}.ipynb")
        for link in said.lessons[:_MOST_LINKS]
    )
    return (
        Block(
            heading="How it went",
            text=explained(
                f"**{said.verdict}** {said.points} of {said.points_possible} points. "
                f"{said.time}\n\n" + said.explanation
            ),
        ),
        *judged,
        *_rivals_block(said),
        *differential_block(visit, revealed=True),
        *(Block(heading=title, text=explained(text)) for title, text in stories if text),
        *((Block(heading="Read again", links=links),) if links else ()),
    )


def _rivals_block(said: Debrief) -> tuple[Block, ...]:
    """Return what speaks against the other diseases that came into question."""
    if not said.rivals:
        return ()
    rows = tuple((rival.name, rival.against) for rival in said.rivals)
    return (Block(heading="Why not the others", rows=(("Diagnosis", "Against it"), *rows)),)


def judgement_rows(group: tuple[Judgement, ...]) -> Rows:
    """Return judgements as a table with a header."""
    header = ("What", "Why", "Points", "Sources")
    return (
        header,
        *(
            (
                one.label,
                one.reason,
                signed(one.points),
                short_names(*one.references),
            )
            for one in group
        ),
    )


def differential_block(visit: Visit, *, revealed: bool) -> tuple[Block, ...]:
    """Return how the differential moved, as a table; nothing if it was never set."""
    rows = differential_rows(visit, revealed=revealed)
    if not rows:
        return ()
    exhibits = (Exhibit(id=DIFFERENTIAL, label="Show as a picture"),) if revealed else ()
    return (Block(heading="How your differential moved", rows=rows, exhibits=exhibits),)


def differential_rows(visit: Visit, *, revealed: bool) -> Rows:
    """Return a row for each diagnosis, under a header; nothing if none was ever set."""
    if not visit.differentials:
        return ()
    moved = moved_differential(visit, revealed=revealed)
    # Each time as set is a whole of 100 %, also what is something else or has no row of its own.
    rest = [
        max(0.0, 1.0 - sum(shares[n] for _, shares in moved.shares))
        for n in range(len(moved.steps))
    ]
    names = [*(name for name, _ in moved.shares), "Something else"]
    columns = [
        in_percents([*(shares[n] for _, shares in moved.shares), rest[n]])
        for n in range(len(moved.steps))
    ]
    return (("Diagnosis", *moved.steps), *zip(names, *columns, strict=True))


def moved_differential(visit: Visit, *, revealed: bool) -> Differential:
    """Return the probabilities as set one after the other.

    Parameters
    ----------
    visit : Visit
        With at least one differential.
    revealed : bool
        Whether what the patient has stands first, even if it was never thought of.

    Returns
    -------
    Differential
        Of the diagnoses that were ever given a probability, those highest at the end first.
    """
    named = load_content().conditions
    entries = visit.differentials
    steps = tuple(
        f"{number}. day {day}, after {some(n_done, 'step')}"
        for number, (day, n_done, _) in enumerate(entries, 1)
    )
    ids = {id_ for _, _, shares in entries for id_, share in shares.items() if share > 0}
    truth = visit.chart.condition if revealed else ""
    if truth:
        ids.add(truth)
    last, best = (
        entries[-1][2],
        {id_: max(shares.get(id_, 0.0) for _, _, shares in entries) for id_ in ids},
    )
    order = sorted(ids, key=lambda id_: (id_ != truth, -last.get(id_, 0.0), -best[id_], id_))
    rows = tuple(
        (
            named[id_].name + (" (what the patient has)" if id_ == truth else ""),
            tuple(shares.get(id_, 0.0) for _, _, shares in entries),
        )
        for id_ in order[: 2 * MOST_LINES]
    )
    return Differential(steps=steps, shares=rows)
