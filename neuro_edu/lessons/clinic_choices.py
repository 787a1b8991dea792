"""What can be chosen in a visit, and what came of it, as the page wants it."""

from collections.abc import Iterable, Sequence

from neuro_edu.clinic import Choice as Offered
from neuro_edu.clinic import Reply
from neuro_edu.lessons.clinic_words import explained, some
from neuro_edu.widgets.clinic_page import Choice, Exhibit, Told

#: The exhibit that is no recording.
TWITCHING = "twitching"


def groups_of(
    choices: Iterable[tuple[str, Choice]],
) -> tuple[tuple[str, tuple[Choice, ...]], ...]:
    """Gather choices under their headings, in the order in which these first come."""
    found: dict[str, list[Choice]] = {}
    for heading, choice in choices:
        found.setdefault(heading, []).append(choice)
    return tuple((heading, tuple(members)) for heading, members in found.items())


def choice_of(
    kind: str,
    offered: Offered,
    replies: Sequence[Reply],
    closed: bool,
    boxes: tuple[tuple[str, str], ...] = (),
) -> Choice:
    """Return what is offered as a choice of the page, with what came of it."""
    return Choice(
        id=offered.id,
        label=offered.label,
        facts=_facts(offered),
        boxes=boxes,
        told=told_of(kind, offered.id, replies),
        is_closed=closed or offered.done,
    )


def _facts(offered: Offered) -> tuple[str, ...]:
    if not offered.discomfort:
        return ()
    delay = f"result after {some(offered.delay_days, 'day')}" if offered.delay_days else "same day"
    return delay, f"cost: {offered.cost}", f"discomfort: {offered.discomfort}"


def told_of(kind: str, target: str, replies: Sequence[Reply]) -> tuple[Told, ...]:
    """Return what came of an action, each time it was done."""
    return tuple(
        _outcome(number, reply)
        for number, reply in enumerate(replies)
        if (reply.action.kind, reply.action.target) == (kind, target)
    )


def _outcome(number: int, reply: Reply) -> Told:
    exhibits = tuple(
        Exhibit(id=f"{number}:{signal.id}", label=signal.label, has_sound=True)
        for signal in reply.signals
    )
    if reply.regions:
        exhibits = (Exhibit(id=f"{number}:{TWITCHING}", label="Where it moves"),)
    # What went wrong is shown apart.
    text = reply.text.removeprefix(reply.warning)
    facts = () if reply.action.kind in ("ask", "examine") else (f"day {reply.day}",)
    return Told(text=explained(text), facts=facts, warning=reply.warning, exhibits=exhibits)
