"""What a student reads after each action."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from neuro_edu.clinic.actions import Action
from neuro_edu.clinic.after_discharges import FASTER_IS_LESS, NORMAL
from neuro_edu.clinic.bedside import (
    PROVOKED,
    answer_in_words,
    grip_in_words,
    provoked_in_words,
)
from neuro_edu.clinic.chart import Chart
from neuro_edu.clinic.course import Given, follow
from neuro_edu.clinic.follow_up_words import weeks_in_words
from neuro_edu.clinic.percents import in_percents
from neuro_edu.clinic.places import moving_in_words
from neuro_edu.clinic.safety import harm_of_haste
from neuro_edu.clinic.signals import Signal, signals_of
from neuro_edu.clinic.state import State, Treated, done_before, is_known
from neuro_edu.content import load_content

_NOTHING: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, kw_only=True)
class Told:
    """Words, pictures and bands of a reply; the fields are those of `Reply`."""

    heading: str
    text: str
    warning: str = ""
    signals: tuple[Signal, ...] = ()
    regions: Mapping[str, str] = field(default_factory=lambda: _NOTHING)
    score: float | None = None
    delay_days: int = 0
    cost: str = ""
    discomfort: str = ""


def tell(chart: Chart, after: State, action: Action, seed: int) -> Told:
    """Return what a student reads.

    Parameters
    ----------
    chart : Chart
        The patient.
    after : State
        How the visit stands.
    action : Action
        What was done.
    seed : int
        Of the recordings.

    Returns
    -------
    Told
    """
    content = load_content()
    match action.kind:
        case "ask":
            question = content.clinic_questions[action.target]
            return Told(heading=question.label, text=answer_in_words(chart, action.target, seed))
        case "examine":
            return _examined(chart, action.target, seed)
        case "order":
            return _tested(chart, action.target, seed)
        case "differential":
            return Told(heading="Differential", text=_in_words(action.shares))
        case "commit":
            name = content.conditions[action.target].name
            return Told(
                heading="Diagnosis",
                text=f"You commit to: {name}. Treat, see the patient again, then read the debrief.",
            )
        case "treat":
            return _treated(chart, after.treated[-1])
        case _:
            return _followed(chart, after, int(action.target))


def _examined(chart: Chart, part: str, seed: int) -> Told:
    heading = load_content().clinic_parts[part].label
    signals: tuple[Signal, ...] = ()
    regions, text = _NOTHING, chart.finding(part)
    if part == "look":
        # The sentence and the map come from one list.
        text = " ".join(filter(None, (text, moving_in_words(chart.details.twitching))))
        regions = {t.region: t.how for t in chart.details.twitching}
    elif part == "grip":
        text, grip = grip_in_words(chart, seed)
        signals = (grip,)
    elif part in PROVOKED:
        text = provoked_in_words(chart, part, seed)
    return Told(heading=heading, text=text, signals=signals, regions=regions)


def _tested(chart: Chart, test: str, seed: int) -> Told:
    known = load_content().clinic_tests[test]
    signals = signals_of(known.computed, chart.patient, seed, chart.site)
    recorded = "\n".join(f"- {signal.text}" for signal in signals)
    if known.computed in ("conduction", "trains"):
        site = chart.site
        recorded = f"Shocks to the {site.nerve}, recorded from the {site.recorded}.\n\n{recorded}"
    parts = [chart.result(test), recorded]
    if known.computed == "conduction":
        slow, *_, fast = (each.after_shocks for each in signals if each.manoeuvre.n_shocks > 1)
        parts += [FASTER_IS_LESS] if fast.share_followed < slow.share_followed else []
        parts.append(NORMAL)
    if known.computed == "needle":
        # What was found elsewhere compares with what the needle finds here.
        parts.reverse()
    return Told(
        heading=known.name,
        text="\n\n".join(part for part in parts if part),
        signals=signals,
        delay_days=known.delay_days,
        cost=known.cost,
        discomfort=known.discomfort,
    )


def _in_words(shares: tuple[tuple[str, float], ...]) -> str:
    conditions = load_content().conditions
    rest = max(0.0, 1.0 - sum(share for _, share in shares))
    names = [*(conditions[id_].name for id_, _ in shares), "something else"]
    percents = in_percents([*(share for _, share in shares), rest])
    told = zip(names, percents, strict=True)
    return "; ".join(f"{name} {shown}" for name, shown in told if shown != "0 %") + "."


def _treated(chart: Chart, one: Treated) -> Told:
    content = load_content()
    treatment = content.clinic_treatments[one.treatment]
    lines = [f"- {_checked(chart, check)}" for check in one.checks]
    if one.given:
        lines.append(chart.by_age(treatment.child, treatment.told))
    else:
        # What forbids it may have been known before, from a test.
        if one.forbidden_by not in one.checks:
            lines.append(f"- Known already: {chart.check(one.forbidden_by).says}")
        lines.append(f"{treatment.name} is not given: this check forbids it.")
    return Told(heading=treatment.name, text="\n".join(lines))


def _checked(chart: Chart, check: str) -> str:
    answers = [chart.answer(asked) for asked in load_content().clinic_checks[check].asks]
    quoted = [said if said.endswith("”") else f"“{said}”" for said in answers]
    return " ".join((*(f"Asked: {said}" for said in quoted), chart.check(check).says))


def harm_of(chart: Chart, one: Treated, done: tuple[str, ...]) -> str:
    """Return what came about because a check was left out or it came too early, or nothing.

    Parameters
    ----------
    chart : Chart
        The patient.
    one : Treated
        What was given.
    done : tuple of str
        Everything that was done in the visit.
    """
    content = load_content()
    treatment = content.clinic_treatments[one.treatment]
    for check in (*treatment.forbidden_by, *treatment.checks):
        known = content.clinic_checks[check]
        missed = check not in one.checks and not is_known(check, done_before(done, one))
        if one.given and missed and chart.check(check).stop and known.harm:
            return known.harm
    before = done_before(done, one)
    return harm_of_haste(chart.details, one.treatment, before) if one.given else ""


def _followed(chart: Chart, after: State, weeks: int) -> Told:
    given = [one for one in after.treated if one.given]
    harms = [harm_of(chart, one, after.done) for one in given]
    kinetic = [Given(day=one.day - after.treatment_day, treatment=one.treatment) for one in given]
    stopped = [one for one, harm in zip(kinetic, harms, strict=True) if not harm]
    seen = follow(chart.condition, chart.severity, chart.nerve_seed, stopped, weeks)
    warning = " ".join(dict.fromkeys(harm for harm in harms if harm)) if weeks == 2 else ""
    treatments = [one.treatment for one in stopped]
    return Told(
        heading=f"After {weeks} weeks",
        text="\n\n".join(filter(None, (warning, *weeks_in_words(chart, treatments, seen, weeks)))),
        warning=warning,
        score=seen.now,
    )
