"""A visit: a state that grows by actions only, and is saved as the list of them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Self

from neuro_edu.clinic.actions import Action
from neuro_edu.clinic.chart import Chart, chart
from neuro_edu.clinic.choices import Possible, possible
from neuro_edu.clinic.reply import Reply
from neuro_edu.clinic.saving import read_visit, write_visit
from neuro_edu.clinic.state import State, Treated, advance
from neuro_edu.errors import ContentError, ParameterError
from neuro_edu.simulation.quantities import check_number


@dataclass(frozen=True, kw_only=True)
class Visit:
    """A visit of a patient; begin with `Visit.begin`.

    Attributes
    ----------
    case_id : str
        Id of the patient.
    seed : int
        Of the recordings: the same patient on another day.
    log : tuple of Action
        All that was done.
    """

    case_id: str
    seed: int = 0
    log: tuple[Action, ...] = ()
    state: State = field(default_factory=State, repr=False, compare=False)

    @classmethod
    def begin(cls, case_id: str, seed: int = 0) -> Self:
        """Begin a visit.

        Raises
        ------
        ParameterError
            If there is no such patient, or the seed lies outside 0 to 1,000,000.
        """
        known = chart(case_id)
        check_number("seed", seed, low=0, high=1_000_000, integer=True)
        return cls(case_id=known.id, seed=int(seed))

    @property
    def chart(self) -> Chart:
        """Everything there is to find out about the patient."""
        return chart(self.case_id)

    def do(self, action: Action) -> Reply:
        """Do one thing.

        Raises
        ------
        ParameterError
            If it is not possible now; one sentence for the student.
        """
        after = advance(self.state, self.chart, action)
        grown = Visit(case_id=self.case_id, seed=self.seed, log=(*self.log, action), state=after)
        return Reply(before=self, visit=grown, action=action)

    def ask(self, question: str) -> Reply:
        """Ask a question of the history."""
        return self.do(Action(kind="ask", target=question))

    def examine(self, part: str) -> Reply:
        """Examine a part."""
        return self.do(Action(kind="examine", target=part))

    def order(self, test: str) -> Reply:
        """Order a test and read its result; tests ordered in a row go off on the same day."""
        return self.do(Action(kind="order", target=test))

    def set_differential(self, shares: Mapping[str, float]) -> Reply:
        """Set the probabilities (shares of 1) of the conditions that come into question."""
        return self.do(Action(kind="differential", shares=tuple(shares.items())))

    def commit(self, diagnosis: str) -> Reply:
        """Commit to a diagnosis; it stays."""
        return self.do(Action(kind="commit", target=diagnosis))

    def treat(self, treatment: str, checks: Iterable[str] = ()) -> Reply:
        """Treat, after these checks; what a check forbids is not given."""
        return self.do(Action(kind="treat", target=treatment, checks=tuple(checks)))

    def follow_up(self, weeks: int) -> Reply:
        """See the patient again 2, 6 or 26 weeks after the first treatment."""
        return self.do(Action(kind="follow-up", target=str(weeks)))

    @property
    def possible(self) -> Possible:
        """What can be done now."""
        return possible(self.state)

    @property
    def replies(self) -> tuple[Reply, ...]:
        """Everything that was read so far, in order."""
        visit, told = Visit(case_id=self.case_id, seed=self.seed), []
        for action in self.log:
            told.append(visit.do(action))
            visit = told[-1].visit
        return tuple(told)

    @property
    def minutes(self) -> float:
        """Minutes spent with the patient."""
        return self.state.minutes

    @property
    def day(self) -> int:
        """Days since the first meeting."""
        return self.state.day

    @property
    def differential(self) -> Mapping[str, float]:
        """Probabilities as last set; empty before."""
        entries = self.differentials
        return entries[-1][2] if entries else MappingProxyType({})

    @property
    def differentials(self) -> tuple[tuple[int, int, Mapping[str, float]], ...]:
        """Day, number of things done before, and probabilities, each time they were set."""
        return tuple(
            (day, n_done, MappingProxyType(dict(shares)))
            for day, n_done, shares in self.state.differentials
        )

    @property
    def diagnosis(self) -> str | None:
        """The diagnosis committed to."""
        return self.state.diagnosis

    @property
    def treated(self) -> tuple[Treated, ...]:
        """Treatments decided on, also those that a check forbade."""
        return self.state.treated

    @property
    def weeks_followed(self) -> tuple[int, ...]:
        """Follow-ups so far."""
        return self.state.weeks

    @property
    def is_over(self) -> bool:
        """Whether the last follow-up has been."""
        return self.state.is_over

    def to_json(self) -> str:
        """Return the visit as it is saved: patient, seed and log."""
        return write_visit(self.case_id, self.seed, self.log)

    @classmethod
    def from_json(cls, text: str) -> "Visit":
        """Return a saved visit.

        Raises
        ------
        ContentError
            If the text is damaged, from another version, or tells what cannot have happened.
        """
        case_id, seed, actions = read_visit(text)
        try:
            return replay(case_id, actions, seed=seed)
        except ParameterError as error:
            raise ContentError(f"the saved visit cannot have happened: {error}") from error


def replay(case_id: str, actions: Iterable[Action], seed: int = 0) -> Visit:
    """Return the visit in which these actions were done.

    Raises
    ------
    ParameterError
        If there is no such patient, or an action was not possible.
    """
    visit = Visit.begin(case_id, seed)
    for action in actions:
        visit = visit.do(action).visit
    return visit
