"""Treatment over 26 weeks, two plans beside each other; and why a blocker spares the commands."""

import dataclasses
from collections.abc import Sequence
from typing import Any

from neuro_edu.content import load_content
from neuro_edu.figures.treatment_course import (
    Comparison,
    TreatmentCourseView,
    describe_courses,
)
from neuro_edu.lessons.parameter_controls import in_group, parameter_control
from neuro_edu.lessons.treatment_safety import NO_RISK, safety_rows, warning
from neuro_edu.simulation.clinic.treatment_response import Prescription, respond
from neuro_edu.widgets import Control, Explorer

N_WEEKS = 26
_TOGGLES = {
    "immunoglobulin": ("Immunoglobulin", "2 g/kg over five days. Contested in neuromyotonia."),
    "rituximab": ("Rituximab", "Four infusions a week apart; acts over months."),
    "botulinum": ("Botulinum toxin into one muscle", "Calms and weakens that muscle alone."),
    "physiotherapy": (
        "Physiotherapy",
        "Expert opinion only; takes a tenth off the score here (teaching value).",
    ),
}
#: Where the two plans start: a drug against the symptoms, or the immune attack as well.
_START = {
    "a": Prescription(carbamazepine_mg=600.0),
    "b": Prescription(carbamazepine_mg=600.0, n_exchanges=5, rituximab=True),
}


def treatment_lab() -> Explorer:
    """Compare two treatment plans over 26 weeks, from drug level to symptoms, with their safety."""
    risk = Control(
        name="risk",
        label="The patient also has",
        kind="choice",
        value=NO_RISK,
        options=(
            (NO_RISK, "Nothing against a treatment"),
            *((risk.id, risk.label) for risk in load_content().risks.values()),
        ),
        help="A plan that is dangerous for this patient is called out; the table says why.",
    )
    severity = parameter_control("kv1_before", 0.1)
    controls = in_group("Patient", severity, risk)
    for plan in _START:
        controls += in_group(f"Plan {plan.upper()}", *_plan_controls(plan))
    return Explorer(
        controls,
        _compare,
        TreatmentCourseView(N_WEEKS),
        describe_courses,
        title="Two treatment plans over 26 weeks",
        details=_safety,
    )


def _plan_controls(plan: str) -> list[Control]:
    start = _START[plan]
    sliders = [
        parameter_control("carbamazepine_mg", start.carbamazepine_mg),
        dataclasses.replace(
            parameter_control("n_exchanges", start.n_exchanges), value=start.n_exchanges
        ),
        parameter_control("immune_week", start.immune_week),
    ]
    toggles = [
        Control(name=name, label=label, help=help_, kind="toggle", value=getattr(start, name))
        for name, (label, help_) in _TOGGLES.items()
    ]
    return [
        dataclasses.replace(control, name=f"{plan}_{control.name}")
        for control in (*sliders, *toggles)
    ]


@dataclasses.dataclass(frozen=True, kw_only=True)
class _Compared(Comparison):
    """The comparison, and which patient it is for."""

    risk: str


def _compare(kv1_before: float, risk: str, **plans: Any) -> _Compared:
    responses = {
        plan.upper(): respond(
            Prescription(
                **{
                    name.removeprefix(f"{plan}_"): value
                    for name, value in plans.items()
                    if name.startswith(f"{plan}_")
                }
            ),
            kv1_before=kv1_before / 100.0,
            n_weeks=N_WEEKS,
        )
        for plan in _START
    }
    warnings = {plan: warning(response, risk) for plan, response in responses.items()}
    untreated = respond(Prescription(), kv1_before=kv1_before / 100.0, n_weeks=N_WEEKS)
    return _Compared(responses={**responses, "untreated": untreated}, warnings=warnings, risk=risk)


def _safety(result: _Compared) -> Sequence[tuple[str, ...]]:
    plans = {plan: result.responses[plan] for plan in "AB"}
    return safety_rows(plans, result.risk)
