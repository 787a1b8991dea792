"""A cause of nerve hyperexcitability, from channel to muscle on one page."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from neuro_edu.content import Condition, load_content
from neuro_edu.figures.cause_chain import CauseChainView
from neuro_edu.figures.cause_words import describe_cause_chain, further_causes
from neuro_edu.lessons.parameter_controls import model_value, parameter_control
from neuro_edu.lessons.sources import short_sources
from neuro_edu.long_work import Progress
from neuro_edu.patients import load_lesion, load_patient
from neuro_edu.simulation.clinic.cause_chain import CauseChain, follow_causes
from neuro_edu.widgets import Control, Explorer

UNREAD_SOURCE = "At least one source of this entry was cited without being read."
UNREVIEWED = "No clinician has reviewed this entry yet."
_FIRST = "caspr2-neuromyotonia"
#: Groups of `conditions.toml`, in the order and words in which students choose.
GROUPS: Mapping[str, str] = MappingProxyType(
    {
        "autoimmune": "Autoimmune",
        "tumour": "Tumour",
        "toxic": "Toxin",
        "drug": "Drug",
        "neuropathy": "Neuropathy",
        "genetic": "Gene",
        "spectrum": "Mild end",
        "mimic": "Mimic",
        "other": "Other",
    }
)
# A person in whom the mildest causes show something within the two seconds of the record.
_SEED = 15


def cause_lab(cause: str = _FIRST) -> Explorer:
    """Pick a cause and its severity, and see what changes from channel to muscle.

    Parameters
    ----------
    cause : str
        Id of the condition to begin with.

    Raises
    ------
    ParameterError
        If there is no such condition.
    """
    causes = _Causes()
    return Explorer(
        [_cause_control(cause), parameter_control("severity", 1.0)],
        causes.follow,
        lambda _first: CauseChainView(causes.healthy),
        causes.describe,
        title="From cause to muscle",
        details=causes.details,
        reports_progress=True,
    )


def _cause_control(cause: str) -> Control:
    conditions = load_content().conditions.values()
    ordered = [
        (condition.id, f"{wording}: {condition.name}")
        for group, wording in GROUPS.items()
        for condition in conditions
        if condition.group == group
    ]
    return Control(
        name="cause",
        label="Cause",
        value=cause,
        options=tuple(ordered),
        kind="choice",
        help="Ten motor units of one person, who grips for 0.6 s, lets go and rests.",
    )


class _Causes:
    """The causes of the content, followed in one person, and what the content says of each."""

    healthy: CauseChain

    def follow(self, cause: str, severity: float, progress: Progress) -> CauseChain:
        # The widget hands back the result alone; two causes may turn the same knobs.
        self._cause = cause
        share = model_value("severity", severity)
        sick = load_patient(cause, severity=share, seed=_SEED)
        well = load_patient("healthy", seed=_SEED)
        chain, self.healthy = follow_causes([sick, well], progress=progress)
        return chain

    def describe(self, chain: CauseChain) -> str:
        condition = load_content().conditions[self._cause]
        severity = 100 * chain.patient.severity
        said = f"{condition.name}, severity {severity:.0f} %: "
        said += describe_cause_chain(chain, self.healthy)
        if condition.model_limit and severity:
            said += f" Limit of the model: {condition.model_limit}"
        return said

    def details(self, _chain: CauseChain) -> Sequence[tuple[str, ...]]:
        return condition_rows(load_content().conditions[self._cause])


def condition_rows(condition: Condition) -> list[tuple[str, ...]]:
    """Return what the content says of a condition as rows of a table, its header first.

    Parameters
    ----------
    condition : Condition
        An entry of `conditions.toml`.
    """
    turned = "; ".join(further_causes(load_lesion(condition.id)))
    rows = [
        ("Mechanism", condition.mechanism),
        ("How often", condition.frequency),
        ("Onset", condition.onset),
        ("Clues", "; ".join(condition.clues)),
        ("Tests", "; ".join(condition.tests)),
        ("Treatment, for learning", condition.treatment),
        ("In the model also", turned),
        ("Limit of the model", condition.model_limit or ""),
        ("Sources", short_sources(condition)),
        ("Check", _marks(condition)),
    ]
    return [("What is known", condition.name), *(row for row in rows if row[1])]


def _marks(condition: Condition) -> str:
    unread = load_content().rests_on_unverified(condition)
    marks = [UNREAD_SOURCE] if unread else []
    if condition.review == "unreviewed":
        marks.append(UNREVIEWED)
    return " ".join(marks)
