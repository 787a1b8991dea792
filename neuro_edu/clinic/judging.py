"""Each step of a visit held against what the patient needs."""

from collections.abc import Iterator
from dataclasses import replace

from neuro_edu.clinic.chart import Chart
from neuro_edu.clinic.judgement import POINTS, Judgement
from neuro_edu.clinic.safety import is_vital
from neuro_edu.clinic.state import done_before, is_known
from neuro_edu.clinic.timing import judge_time
from neuro_edu.clinic.visit import Visit
from neuro_edu.content import load_content
from neuro_edu.content.clinic import ACTIONS, ClinicTest, ClinicTreatment
from neuro_edu.content.clinic_patients import Criterion

_BAD = ("unnecessary", "dangerous")
_LACKING = ("missed", "left undone", "not yet")


def label_of(action: str) -> str:
    """Return an action such as ``"order:needle-emg"`` in the words of the menu."""
    kind, _, id_ = action.partition(":")
    entry = load_content().kinds()[ACTIONS[kind]][id_]
    return str(getattr(entry, "name", "") or getattr(entry, "label", id_))


def judge(visit: Visit) -> dict[str, tuple[Judgement, ...]]:
    """Return what is said of every step that calls for a word, by grade.

    Parameters
    ----------
    visit : Visit
        At any stage.

    Returns
    -------
    dict of str to tuple of Judgement
        With the keys of `POINTS`.
    """
    found: dict[str, list[Judgement]] = {grade: [] for grade in POINTS}
    for one in _judgements(visit):
        if one not in found[one.grade]:
            found[one.grade].append(one)
    return {grade: tuple(all_said) for grade, all_said in found.items()}


def _judgements(visit: Visit) -> Iterator[Judgement]:
    chart, done = visit.chart, visit.state.done
    # Who finds out in time what forbids a treatment has done what was needed.
    tried = (*done, *(f"treat:{one.treatment}" for one in visit.treated if not one.given))
    untreated = not visit.weeks_followed and not any(one.given for one in visit.treated)
    dangerous = _dangerous(chart, done)
    named: set[str] = set()
    for criterion in chart.details.criteria:
        counted = tried if criterion.grade == "needed" else done
        met = [action for action in counted if action in criterion.actions]
        named |= set(criterion.actions) if not criterion.unless else set()
        if criterion.grade == "needed":
            # A treatment that came before it was safe is not what was needed.
            met = [a for a in met if not (a in dangerous and a.startswith("treat:"))]
            if met:
                yield _said(criterion, met, "needed")
            else:
                yield _lacking(criterion, tried, untreated)
        else:
            # What was dangerous is not praised or blamed a second time.
            others = () if criterion.grade == "dangerous" else dangerous
            for action in met:
                if action not in others and not _excused(criterion, action, done):
                    yield _said(criterion, [action], criterion.grade)
    for action in done:
        if action not in named and action not in dangerous:
            yield from _of_the_menu(action)
    yield from _near_misses(chart, visit)
    yield from _checks(chart, visit, dangerous)
    yield from judge_time(visit)


def _lacking(criterion: Criterion, tried: tuple[str, ...], untreated: bool) -> Judgement:
    """Say of a needed step what it means that it was not done."""
    actions = list(criterion.actions)
    if untreated and all(action.startswith("treat:") for action in actions):
        return _said(criterion, actions, "not yet")
    # What came too early was not left out: it is judged as dangerous.
    if criterion.left_out is None or set(actions) & set(tried):
        return _said(criterion, actions, "missed")
    told = replace(criterion, reason=f"{criterion.reason} It was left out. {criterion.left_out}")
    return _said(told, actions, "left undone")


def _dangerous(chart: Chart, done: tuple[str, ...]) -> set[str]:
    return {
        action
        for criterion in chart.details.criteria
        for action in done
        if criterion.grade == "dangerous"
        and action in criterion.actions
        and not _excused(criterion, action, done)
    }


def _said(criterion: Criterion, actions: list[str], grade: str) -> Judgement:
    shown = actions if grade in _LACKING else actions[:1]
    return Judgement(
        label=" or ".join(label_of(action) for action in shown),
        grade=grade,
        reason=criterion.reason,
        references=criterion.references,
        objectives=criterion.objectives,
    )


def _excused(criterion: Criterion, action: str, done: tuple[str, ...]) -> bool:
    """Whether something of `unless` was done before the action."""
    before = done[: done.index(action)]
    return any(other in before for other in criterion.unless)


def _of_the_menu(action: str) -> Iterator[Judgement]:
    """Judge a test or treatment that this patient's criteria do not name."""
    kind, _, id_ = action.partition(":")
    entry = load_content().kinds()[ACTIONS[kind]][id_]
    if isinstance(entry, ClinicTest | ClinicTreatment):
        yield Judgement(
            label=entry.name,
            grade=entry.elsewhere,
            reason=entry.waste,
            references=entry.references,
            objectives=("plan-the-work-up" if kind == "order" else "build-a-treatment-plan",),
        )


def _near_misses(chart: Chart, visit: Visit) -> Iterator[Judgement]:
    """Say of what was asked for and not given what stopped it."""
    content = load_content()
    for one in visit.treated:
        if one.given:
            continue
        treatment = content.clinic_treatments[one.treatment]
        found = chart.check(one.forbidden_by).says
        reason = (
            f"You asked for it although this was known: {found} The check stopped you."
            if one.was_known
            else f"The check stopped you in time: {found}"
        )
        yield Judgement(
            label=treatment.name,
            grade="near miss",
            reason=reason,
            references=content.clinic_checks[one.forbidden_by].references,
            objectives=("check-before-prescribing",),
        )


def _checks(chart: Chart, visit: Visit, dangerous: set[str]) -> Iterator[Judgement]:
    """Judge the checks that belong to what was given; the risky ones are a matter of danger."""
    content = load_content()
    for one in visit.treated:
        if not one.given and one.was_known:
            continue  # who asks against better knowledge wins nothing by what was known
        treatment = content.clinic_treatments[one.treatment]
        # Who should not have given it at all gets no points for doing so with care.
        action = f"treat:{one.treatment}"
        wrong = one.given and (action in dangerous or _grade(chart, action) in _BAD)
        for check in treatment.checks:
            known = content.clinic_checks[check]
            made = check in one.checks or is_known(check, done_before(visit.state.done, one))
            vital = is_vital(check, chart.details)
            grade = "needed" if made else "dangerous" if vital else "missed"
            if grade == "dangerous" or (_matters(chart, check) and not wrong):
                yield Judgement(
                    label=f"{known.label}, before {treatment.name}",
                    grade=grade,
                    reason=known.reason,
                    references=known.references,
                    objectives=("check-before-prescribing",),
                )


def _grade(chart: Chart, action: str) -> str:
    """Return the grade of a treatment in this patient."""
    for criterion in chart.details.criteria:
        if action in criterion.actions and not criterion.unless:
            return criterion.grade
    return load_content().clinic_treatments[action.partition(":")[2]].elsewhere


def _matters(chart: Chart, check: str) -> bool:
    """Whether a check counts in this patient: HLA only where ancestry says so."""
    return check != "hla-b1502" or "hla-b1502" in chart.details.risks
