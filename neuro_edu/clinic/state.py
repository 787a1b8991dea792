"""How a visit stands after some actions, and what an action changes. Nothing here makes words."""

from dataclasses import dataclass, replace
from typing import Any

from neuro_edu.clinic.actions import WEEKS, Action
from neuro_edu.clinic.chart import Chart
from neuro_edu.content import load_content
from neuro_edu.errors import ParameterError

_TREATMENT_MINUTES, _FOLLOW_UP_MINUTES, _COMMIT_MINUTES = 10.0, 20.0, 10.0


@dataclass(frozen=True, kw_only=True)
class Treated:
    """A treatment that was decided on: the day, the checks made, and whether they forbade it.

    `was_known` says that what forbids it had been found out before.
    """

    treatment: str
    day: int
    checks: tuple[str, ...]
    forbidden_by: str = ""
    was_known: bool = False

    @property
    def given(self) -> bool:
        """Whether it was given."""
        return not self.forbidden_by


@dataclass(frozen=True, kw_only=True)
class State:
    """How a visit stands.

    Attributes
    ----------
    minutes : float
        Spent with the patient.
    day : int
        Days since the first meeting.
    ordered_on : int or None
        Day on which the running request form was begun: tests ordered in a row go off together.
    done : tuple of str
        What was done, as ``"ask:sleep"``, each once, in order.
    differentials : tuple of (int, int, tuple)
        Day, number of actions before, and the probabilities.
    diagnosis : str or None
    committed_on : int
        Day on which the diagnosis was committed.
    treated : tuple of Treated
    weeks : tuple of int
        Follow-ups so far.
    """

    minutes: float = 0.0
    day: int = 0
    ordered_on: int | None = None
    done: tuple[str, ...] = ()
    differentials: tuple[tuple[int, int, tuple[tuple[str, float], ...]], ...] = ()
    diagnosis: str | None = None
    committed_on: int = 0
    treated: tuple[Treated, ...] = ()
    weeks: tuple[int, ...] = ()

    @property
    def treatment_day(self) -> int:
        """Day from which the weeks are counted: of the first treatment, or of the diagnosis."""
        given = [one.day for one in self.treated if one.given]
        return min(given) if given else self.committed_on

    @property
    def is_over(self) -> bool:
        """Whether the last follow-up has been."""
        return WEEKS[-1] in self.weeks

    @property
    def next_weeks(self) -> tuple[int, ...]:
        """Follow-ups that can come next."""
        if self.diagnosis is None:
            return ()
        return tuple(weeks for weeks in WEEKS if weeks > max(self.weeks, default=0))


def advance(state: State, chart: Chart, action: Action) -> State:
    """Return how the visit stands after one more action.

    Raises
    ------
    ParameterError
        If the action is not possible now.
    """
    if state.is_over:
        raise ParameterError("this visit is over: the patient has been followed for 26 weeks")
    state = replace(state, ordered_on=state.ordered_on if action.kind == "order" else None)
    match action.kind:
        case "ask":
            minutes = _known("clinic_questions", "question", action.target).minutes
            return _seen(state, f"ask:{action.target}", minutes)
        case "examine":
            minutes = _known("clinic_parts", "part of the examination", action.target).minutes
            return _seen(state, f"examine:{action.target}", minutes)
        case "order":
            return _ordered(state, action.target)
        case "differential":
            return _reckoned(state, action)
        case "commit":
            return _committed(state, action.target)
        case "treat":
            return _treated(state, chart, action)
        case _:
            return _followed(state, action.target)


def _known(kind: str, word: str, id_: str) -> Any:
    known = load_content().kinds()[kind]
    if id_ not in known:
        raise ParameterError(f"there is no {word} {id_!r}; there are {', '.join(known)}")
    return known[id_]


def _seen(state: State, name: str, minutes: float) -> State:
    done = state.done if name in state.done else (*state.done, name)
    return replace(state, done=done, minutes=state.minutes + minutes)


def _ordered(state: State, test: str) -> State:
    delay = _known("clinic_tests", "test", test).delay_days
    if f"order:{test}" in state.done:
        raise ParameterError(f"{load_content().clinic_tests[test].name}: the result is there")
    begun = state.day if state.ordered_on is None else state.ordered_on
    state = _seen(state, f"order:{test}", 0.0)
    return replace(state, ordered_on=begun, day=max(state.day, begun + delay))


def _reckoned(state: State, action: Action) -> State:
    for condition, _share in action.shares:
        _known("conditions", "condition", condition)
    entry = (state.day, len(state.done), action.shares)
    return replace(state, differentials=(*state.differentials, entry))


def _committed(state: State, diagnosis: str) -> State:
    _known("conditions", "condition", diagnosis)
    if state.diagnosis is not None:
        raise ParameterError("a diagnosis has been committed already; it stays")
    return replace(
        state,
        diagnosis=diagnosis,
        committed_on=state.day,
        minutes=state.minutes + _COMMIT_MINUTES,
    )


def _treated(state: State, chart: Chart, action: Action) -> State:
    known = _known("clinic_treatments", "treatment", action.target)
    if state.diagnosis is None:
        raise ParameterError("commit to a diagnosis before you treat")
    if any(one.given and one.treatment == action.target for one in state.treated):
        raise ParameterError(f"{known.name} is being given already")
    for check in action.checks:
        _known("clinic_checks", "check", check)
    # A test that is a check takes its time, unless its result is there.
    tests = load_content().clinic_tests
    waits = [
        tests[check].delay_days
        for check in action.checks
        if check in tests and f"order:{check}" not in state.done
    ]
    day = state.day + max(waits, default=0)
    stops = [check for check in known.forbidden_by if _says_stop(state, chart, action, check)]
    one = Treated(
        treatment=action.target,
        day=day,
        checks=action.checks,
        forbidden_by=stops[0] if stops else "",
        was_known=any(is_known(check, state.done) for check in stops),
    )
    for check in action.checks:
        state = _seen(state, f"check:{check}", 0.0)
    if one.given:
        state = _seen(state, f"treat:{action.target}", 0.0)
    return replace(
        state,
        day=day,
        treated=(*state.treated, one),
        minutes=state.minutes + _TREATMENT_MINUTES,
    )


def _says_stop(state: State, chart: Chart, action: Action, check: str) -> bool:
    """Whether a check was made, now or before, and forbids the treatment."""
    made = check in action.checks or is_known(check, state.done)
    return made and chart.check(check).stop


def is_known(check: str, done: tuple[str, ...]) -> bool:
    """Whether a check, or something that gives the same answer, has been done."""
    known_from = load_content().clinic_checks[check].known_from
    return f"check:{check}" in done or any(action in done for action in known_from)


def done_before(done: tuple[str, ...], one: Treated) -> tuple[str, ...]:
    """Return what was done before a treatment was given; all of it if it was not given."""
    name = f"treat:{one.treatment}"
    return done[: done.index(name)] if name in done else done


def _followed(state: State, target: str) -> State:
    if state.diagnosis is None:
        raise ParameterError("commit to a diagnosis before you see the patient again")
    if target not in {str(weeks) for weeks in WEEKS}:
        raise ParameterError(f"weeks must be one of {', '.join(map(str, WEEKS))}, got {target!r}")
    weeks = int(target)
    if weeks not in state.next_weeks:
        raise ParameterError(f"week {weeks} is past; the visits go forward only")
    return replace(
        state,
        weeks=(*state.weeks, weeks),
        day=max(state.day, state.treatment_day + 7 * weeks),
        minutes=state.minutes + _FOLLOW_UP_MINUTES,
    )
