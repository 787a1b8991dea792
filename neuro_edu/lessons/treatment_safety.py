"""What to watch in a treatment plan: the cautions of the content files, and who is at risk."""

from collections.abc import Iterator, Sequence

from neuro_edu.content import load_content
from neuro_edu.simulation.clinic.treatment_response import (
    Prescription,
    Response,
    USUAL_LEVELS_mg_per_L,
)

#: What else a patient may have: its label, the treatment that it makes risky, a word of the caution
#: in `drugs.toml` that says so, and what the picture calls out.
RISKS = {
    "none": ("Nothing against a treatment", "", "", ""),
    "hla": (
        "Carrier of HLA-B*15:02",
        "carbamazepine",
        "HLA-B*15:02",
        "STOP: no carbamazepine with HLA-B*15:02",
    ),
    "myasthenia": (
        "Myasthenia gravis",
        "botulinum-toxin",
        "Myasthenia gravis",
        "STOP: botulinum toxin is dangerous in myasthenia",
    ),
    "low-sodium": (
        "Low sodium (LGI1 antibodies)",
        "carbamazepine",
        "Low sodium",
        "DANGER: carbamazepine lowers sodium",
    ),
    "heart-block": (
        "Heart block, no pacemaker",
        "carbamazepine",
        "Heart block",
        "STOP: no carbamazepine in heart block",
    ),
    "pregnancy": (
        "May become pregnant",
        "carbamazepine",
        "unborn",
        "CARE: harm to the unborn child, the pill fails",
    ),
}
_NO_CARBAMAZEPINE = "STOP: no carbamazepine"
_GIVEN = {
    "carbamazepine": "carbamazepine_mg",
    "plasma-exchange": "n_exchanges",
    "immunoglobulin": "immunoglobulin",
    "rituximab": "rituximab",
    "botulinum-toxin": "botulinum",
    "physiotherapy": "physiotherapy",
}


def warning(response: Response, risk: str) -> str:
    """Say in a few words what is gravest in a plan for this patient; empty if nothing is."""
    _label, drug, _word, call = RISKS[risk]
    calls = [call] if drug in _drugs(response.prescription) else []
    highest, limit = response.level_mg_per_L.max(), USUAL_LEVELS_mg_per_L[1]
    if highest > limit:
        days = int((response.level_mg_per_L > limit).sum())
        calls.append(f"above {limit:g} mg/L on {days} days")
    # Where the drug may not be given at all there is nothing left to check.
    if "carbamazepine" in _drugs(response.prescription) and not call.startswith(_NO_CARBAMAZEPINE):
        calls.append("check first: HLA-B*15:02, sodium, heart block")
    return "; ".join(calls)


def safety_rows(plans: dict[str, Response], risk: str) -> Sequence[tuple[str, ...]]:
    """Return the safety table: plans, treatment, caution, and whether it strikes this patient."""
    rows: list[tuple[str, ...]] = [("Plan", "Treatment", "Caution", "This patient")]
    for drug in _GIVEN:
        given = [plan for plan, response in plans.items() if drug in _drugs(response.prescription)]
        if given:
            rows += _cautions(", ".join(given), drug, risk)
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


def _cautions(plans: str, drug: str, risk: str) -> Iterator[tuple[str, ...]]:
    known = load_content().drugs[drug]
    _label, risky, word, call = RISKS[risk]
    for caution in known.cautions:
        strikes = drug == risky and word in caution
        yield plans, known.name, caution, call if strikes else ""


def _drugs(prescription: Prescription) -> list[str]:
    """Ids of what is given."""
    return [drug for drug, name in _GIVEN.items() if getattr(prescription, name)]
