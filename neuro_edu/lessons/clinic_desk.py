"""Who runs the visits of the virtual clinic, and keeps them."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from neuro_edu.clinic import (
    Action,
    Reply,
    Signal,
    Visit,
    Warming,
    case_ids,
    chart,
    debrief,
    unseen_id,
)
from neuro_edu.clinic.actions import Kind, checked_shares
from neuro_edu.errors import ContentError, ParameterError
from neuro_edu.lessons.activities import CLINIC
from neuro_edu.lessons.clinic_choices import TWITCHING
from neuro_edu.lessons.clinic_debrief import DIFFERENTIAL, debrief_blocks, moved_differential
from neuro_edu.lessons.clinic_pages import page_of
from neuro_edu.lessons.clinic_pictures import (
    ClinicPictures,
    differential_picture,
    recording_sound,
)
from neuro_edu.lessons.clinic_report import report_html
from neuro_edu.lessons.clinic_words import READ, some
from neuro_edu.progress import Progress
from neuro_edu.widgets.clinic_page import Page
from neuro_edu.widgets.desk import Picture, Visitor

_ACTIONS: Mapping[str, Kind] = MappingProxyType(
    {
        "ask": "ask",
        "examine": "examine",
        "order": "order",
        "commit": "commit",
        "treat": "treat",
        "follow-up": "follow-up",
    }
)
_OPEN = "open"
_DAMAGED = "What was kept of this visit cannot be read, so that it begins anew."


class ClinicDesk:
    """Runs one visit at a time, and keeps every step of it with the student's progress.

    Parameters
    ----------
    progress : Progress
        Where visits are kept.

    Attributes
    ----------
    notice : str
        What is wrong with keeping the visit; empty if all is well.
    """

    def __init__(self, progress: Progress) -> None:
        self.notice = ""
        self._progress = progress
        self._visit: Visit | None = None
        self._replies: list[Reply] = []
        self._is_read = False
        self._pictures = ClinicPictures()
        self._warming = Warming()

    @property
    def visit(self) -> Visit:
        """The visit that is open.

        Raises
        ------
        ParameterError
            If there is none.
        """
        if self._visit is None:
            raise ParameterError("call in a patient first")
        return self._visit

    def visitors(self) -> tuple[Visitor, ...]:
        """Return the written cases and the generated patients seen so far, with their states."""
        kept = self._progress.records().get(CLINIC, {})
        seen = sorted(id_ for id_ in kept if id_ not in case_ids() and kept[id_].chosen)
        return tuple(
            Visitor(
                id=chart(id_).alias,
                title=chart(id_).title,
                state=_state(kept[id_].chosen if id_ in kept else ()),
            )
            for id_ in (*case_ids(), *(id_ for id_ in seen if _exists(id_)))
        )

    def page(self) -> Page | None:
        """Return the visit as it stands."""
        if self._visit is None:
            return None
        said = debrief_blocks(debrief(self._visit), self._visit) if self._is_read else ()
        return page_of(self._visit, self._replies, said)

    def open(self, visitor: str) -> None:
        """Go on with the visit of a patient, or begin it; a number names a generated patient.

        Raises
        ------
        ParameterError
            If there is no such patient.
        """
        case_id = unseen_id(int(visitor)) if visitor.isdecimal() else chart(visitor).id
        visit, is_read = Visit.begin(case_id), False
        self.notice = ""
        kept = self._progress.records().get(CLINIC, {}).get(case_id)
        if kept and kept.chosen:
            try:
                visit = Visit.from_json(str(kept.chosen[0]))
                is_read = READ in kept.chosen and visit.diagnosis is not None
            except ContentError:
                self.notice = _DAMAGED
        self._visit, self._replies, self._is_read = visit, list(visit.replies), is_read
        self._warming.begin(case_id, visit.seed)

    def leave(self) -> None:
        """Go back to the waiting room; the visit is kept."""
        self._visit, self._replies, self._is_read = None, [], False
        self._warming.end()

    def restart(self) -> None:
        """Begin this visit anew."""
        self._progress.reopen(CLINIC, self.visit.case_id)
        self._visit, self._replies = Visit.begin(self.visit.case_id), []
        self._is_read = False
        self.notice = self._progress.problem

    def act(self, section: str, choice: str, boxes: tuple[str, ...]) -> None:
        """Ask, examine, order, commit, treat, see again, or close the visit."""
        if section == "debrief":
            debrief(self.visit)  # refuses a visit without a diagnosis
            self._is_read = True
            self._keep()
            return
        if section not in _ACTIONS:
            raise ParameterError(f"there is nothing to choose in {section!r}")
        self._add(Action(kind=_ACTIONS[section], target=choice, checks=boxes))

    def share(self, section: str, shares: Mapping[str, float]) -> None:
        """Set the differential, in percent."""
        if section != DIFFERENTIAL:
            raise ParameterError(f"there are no shares to set in {section!r}")
        wanted = {id_: share / 100.0 for id_, share in shares.items() if share != 0}
        self._add(Action(kind="differential", shares=checked_shares(wanted)))

    def picture(self, exhibit: str, progress: Callable[[float], None]) -> Picture:
        """Draw a recording, the map of twitching or the differential."""
        if exhibit == DIFFERENTIAL:
            return differential_picture(moved_differential(self.visit, revealed=self._is_read))
        reply, id_ = self._found(exhibit)
        if id_ == TWITCHING:
            return self._pictures.twitching(reply.regions)
        return self._pictures.recording(_signal(reply, id_), progress)

    def sound(self, exhibit: str) -> bytes:
        """Return what the loudspeaker plays of a recording."""
        reply, id_ = self._found(exhibit)
        return recording_sound(_signal(reply, id_))

    def report(self) -> str:
        """Return the visit as an HTML page of its own."""
        said = debrief(self.visit) if self._is_read else None
        return report_html(self.visit, self._replies, said)

    def _add(self, action: Action) -> None:
        if self._is_read:
            raise ParameterError("this visit is closed; start again to do something else")
        reply = self.visit.do(action)
        _ = reply.text  # computed before anything is kept: it may fail
        self._visit = reply.visit
        self._replies.append(reply)
        self._keep()

    def _keep(self) -> None:
        state = READ if self._is_read else _OPEN
        self._progress.record(CLINIC, self.visit.case_id, (self.visit.to_json(), state))
        self.notice = self._progress.problem

    def _found(self, exhibit: str) -> tuple[Reply, str]:
        """Return to which reply an exhibit belongs, and its name there."""
        number, _, id_ = exhibit.partition(":")
        if not number.isdecimal() or int(number) >= len(self._replies):
            raise ParameterError(f"there is nothing {exhibit!r} to show in this visit")
        return self._replies[int(number)], id_


def _signal(reply: Reply, id_: str) -> Signal:
    found = next((signal for signal in reply.signals if signal.id == id_), None)
    if found is None:
        raise ParameterError(f"nothing {id_!r} was recorded in this test")
    return found


def _state(chosen: tuple[str | int | float, ...]) -> str:
    if not chosen:
        return "not seen yet"
    if READ in chosen:
        return "debrief read"
    try:
        n_steps = len(Visit.from_json(str(chosen[0])).log)
    except ContentError:
        return "cannot be read"
    return f"begun, {some(n_steps, 'step')} so far"


def _exists(case_id: str) -> bool:
    try:
        chart(case_id)
    except ParameterError:
        return False
    return True
