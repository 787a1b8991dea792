"""A visit of the virtual clinic as sections of a page."""

from collections.abc import Sequence

from neuro_edu.clinic import Reply, Visit
from neuro_edu.clinic.percents import in_percents
from neuro_edu.content import load_content
from neuro_edu.lessons.clinic_choices import choice_of, groups_of, told_of
from neuro_edu.lessons.clinic_debrief import DIFFERENTIAL, differential_block
from neuro_edu.lessons.clinic_words import explained, some
from neuro_edu.widgets.clinic_page import Block, Choice, Page, Section, Told

_CLOSED = "The visit is closed."
_COMMIT_FIRST = "First commit to a diagnosis (tab Diagnosis)."


def page_of(visit: Visit, replies: Sequence[Reply], debriefed: Sequence[Block]) -> Page:
    """Return the page of a visit.

    Parameters
    ----------
    visit : Visit
        How it stands.
    replies : sequence of Reply
        All of it, in order.
    debriefed : sequence of Block
        The debrief; nothing before it is read. From then on nothing can be done any more.

    Returns
    -------
    Page
    """
    chart = visit.chart
    over = bool(debriefed)
    return Page(
        visitor=chart.alias,
        title=chart.title,
        opening=explained(chart.opening),
        status=_status(visit, replies),
        sections=(
            *_finding_out(visit, replies, over),
            _differential(visit, over),
            _diagnosis(visit, replies, over),
            _treatment(visit, replies, over),
            _follow_up(visit, replies, over),
            _debrief(visit, debriefed),
        ),
        note=chart.note,
    )


def _status(visit: Visit, replies: Sequence[Reply]) -> str:
    n_tests = sum(reply.action.kind == "order" for reply in replies)
    parts = [
        f"Day {visit.day}",
        f"{visit.minutes:.0f} minutes with the patient",
        some(n_tests, "test"),
    ]
    named, shares = load_content().conditions, visit.differential
    percents = in_percents([*shares.values(), max(0.0, 1.0 - sum(shares.values()))])
    ranked = sorted(zip(shares, percents, strict=False), key=lambda item: -shares[item[0]])
    said = [f"{named[id_].name} {shown}" for id_, shown in ranked[:3] if shares[id_] > 0]
    if visit.diagnosis:
        parts.append(f"diagnosis: {named[visit.diagnosis].name}")
    elif said:
        parts.append(f"your differential: {', '.join(said)}")
    return "; ".join(parts) + "."


def _finding_out(visit: Visit, replies: Sequence[Reply], over: bool) -> tuple[Section, ...]:
    possible = visit.possible
    closed = over or visit.is_over
    return (
        Section(
            id="ask",
            label="History",
            verb="Ask",
            kind="each",
            text=explained("Ask what you need to know. Every question takes a few minutes."),
            groups=groups_of(
                (each.group, choice_of("ask", each, replies, closed)) for each in possible.questions
            ),
        ),
        Section(
            id="examine",
            label="Examination",
            verb="Examine",
            kind="each",
            text=explained("Examine what you want to see."),
            groups=groups_of(
                ("", choice_of("examine", each, replies, closed)) for each in possible.parts
            ),
        ),
        Section(
            id="order",
            label="Tests",
            verb="Order",
            kind="each",
            text=explained(
                "Tests ordered one after the other go off together, so that their delays run side "
                "by side. Not every test here is worth its price. Delay, cost and discomfort are "
                "values for teaching."
            ),
            groups=groups_of(
                (each.group, choice_of("order", each, replies, closed)) for each in possible.tests
            ),
        ),
    )


def _differential(visit: Visit, over: bool) -> Section:
    shares = visit.differential
    choices = (
        (
            each.group,
            Choice(
                id=each.id,
                label=each.label,
                share=round(100 * shares.get(each.id, 0.0), 1),
                is_closed=over or visit.is_over,
            ),
        )
        for each in visit.possible.diagnoses
    )
    return Section(
        id=DIFFERENTIAL,
        label="Differential",
        verb="Save these probabilities",
        kind="shares",
        text=explained(
            "How probable is each of them now, in percent? Save after the history, after the "
            "examination and after each test that counts: the debrief shows how you moved."
        ),
        groups=groups_of(choices),
        blocks=differential_block(visit, revealed=False),
    )


def _diagnosis(visit: Visit, replies: Sequence[Reply], over: bool) -> Section:
    closed = over or not visit.possible.can_commit
    return Section(
        id="commit",
        label="Diagnosis",
        verb="Commit to this diagnosis",
        kind="one",
        text=explained("Choose the one that explains most. The choice stays."),
        groups=groups_of(
            (each.group, choice_of("commit", each, replies, closed))
            for each in visit.possible.diagnoses
        ),
    )


def _treatment(visit: Visit, replies: Sequence[Reply], over: bool) -> Section:
    possible = visit.possible
    checks = {each.id: each.label for each in possible.checks}
    closed = over or not possible.can_treat
    choices = (
        (
            each.group,
            choice_of(
                "treat",
                each,
                replies,
                closed,
                boxes=tuple((id_, checks[id_]) for id_ in each.checks),
            ),
        )
        for each in possible.treatments
    )
    text = (
        "Tick what you look at before you give it. Only what is ticked, or was done before, is "
        "known; not every box belongs."
    )
    return Section(
        id="treat",
        label="Treatment",
        verb="Give",
        kind="each",
        text=explained(text if visit.diagnosis else _COMMIT_FIRST),
        groups=groups_of(choices),
    )


def _follow_up(visit: Visit, replies: Sequence[Reply], over: bool) -> Section:
    can = visit.possible.follow_ups
    choices = tuple(
        (
            "",
            Choice(
                id=str(weeks),
                label=f"{weeks} weeks later",
                told=told_of("follow-up", str(weeks), replies),
                is_closed=over or weeks not in can,
            ),
        )
        for weeks in (2, 6, 26)
    )
    text = (
        "See the patient again. The weeks count from the first treatment, and time goes forward "
        "only. The visit of week 26 is the last."
    )
    return Section(
        id="follow-up",
        label="Follow-up",
        verb="See",
        kind="each",
        text=explained(text if visit.diagnosis else _COMMIT_FIRST),
        groups=groups_of(choices),
    )


def _debrief(visit: Visit, blocks: Sequence[Block]) -> Section:
    read = Choice(
        id="read",
        label="Close the visit and read the debrief",
        told=(Told(text=explained(_CLOSED)),) if blocks else (),
        is_closed=bool(blocks) or visit.diagnosis is None,
    )
    text = "" if visit.diagnosis else _COMMIT_FIRST
    return Section(
        id="debrief",
        label="Debrief",
        verb="Close",
        kind="each",
        text=explained(text or "The debrief names the disease. Nothing can be done after it."),
        groups=(("", (read,)),),
        blocks=tuple(blocks),
    )
