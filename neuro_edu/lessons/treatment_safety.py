"""What to know of a treatment plan: doses, evidence, cautions and risks of the content files."""

from collections.abc import Iterator, Sequence

from neuro_edu.content import Risk, load_content
from neuro_edu.simulation.clinic.treatment_response import (
    Prescription,
    Response,
    USUAL_LEVELS_mg_per_L,
)

#: What stands first in the list of risks.
NO_RISK = "none"
#: The drug whose level is followed, and which needs checks before the first dose.
_BLOCKER = "carbamazepine"
#: What must be known before the first dose.
_CHECKS = {_BLOCKER: "HLA-B*15:02, sodium, heart block", "rituximab": "hepatitis B"}
_GIVEN = {
    _BLOCKER: "carbamazepine_mg",
    "plasma-exchange": "n_exchanges",
    "immunoglobulin": "immunoglobulin",
    "rituximab": "rituximab",
    "botulinum-toxin": "botulinum",
    "physiotherapy": "physiotherapy",
}


def warning(response: Response, risk: str) -> str:
    """Say in a few words what is gravest in a plan for this patient; empty if nothing is."""
    given = _drugs(response.prescription)
    danger = _danger(risk)
    calls = [danger.call] if danger and danger.drug in given else []
    highest, limit = response.level_mg_per_L.max(), USUAL_LEVELS_mg_per_L[1]
    if highest > limit:
        days = int((response.level_mg_per_L > limit).sum())
        calls.append(f"above {limit:g} mg/L on {days} days")
    # Where the drug may not be given at all there is nothing left to check.
    forbidden = danger is not None and danger.forbids and danger.drug == _BLOCKER
    checks = [
        words
        for drug, words in _CHECKS.items()
        if drug in given and not (forbidden and drug == _BLOCKER)
    ]
    if checks:
        calls.append(f"check first: {', '.join(checks)}")
    return "; ".join(calls)


def safety_rows(plans: dict[str, Response], risk: str) -> Sequence[tuple[str, ...]]:
    """Return the table below the lab: plans, treatment, what to know, what strikes this patient."""
    rows: list[tuple[str, ...]] = [("Plan", "Treatment", "What to know", "This patient")]
    for drug in _GIVEN:
        given = [plan for plan, response in plans.items() if drug in _drugs(response.prescription)]
        if given:
            rows += _known(", ".join(given), drug, risk)
    rows.append(
        (
            "All",
            "Evidence",
            "No randomised trial of any treatment in neuromyotonia was found; doses are ranges for "
            "learning. This course teaches, it does not treat.",
            "",
        )
    )
    return rows


def _known(plans: str, drug: str, risk: str) -> Iterator[tuple[str, ...]]:
    known = load_content().drugs[drug]
    danger = _danger(risk)
    # A translation keeps the cautions in their order.
    english = load_content(language="en").drugs[drug].cautions
    for caution, words in zip(known.cautions, english, strict=True):
        strikes = danger is not None and danger.drug == drug and danger.caution in words
        yield plans, known.name, caution, danger.call if danger and strikes else ""
    yield plans, known.name, f"Dose, for learning: {known.dose_for_learning}", ""
    yield plans, known.name, f"Evidence, {known.evidence_level}: {known.evidence}", ""


def _danger(risk: str) -> Risk | None:
    return None if risk == NO_RISK else load_content().risks[risk]


def _drugs(prescription: Prescription) -> list[str]:
    """Ids of what is given."""
    return [drug for drug, name in _GIVEN.items() if getattr(prescription, name)]
