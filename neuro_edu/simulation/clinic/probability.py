"""What a test result says about a person: Bayes' rule, as shares and as whole people."""

from dataclasses import dataclass

from neuro_edu.simulation.quantities import Parameters, check_number, quantity

_CHOSEN = "teaching value"


@dataclass(frozen=True, kw_only=True)
class DiagnosticTest(Parameters):
    """A test with two results, done in somebody who may or may not have a disease.

    Parameters
    ----------
    pretest : float
        Probability of the disease before the test.
    sensitivity : float
        Share of people with the disease in whom the test is positive.
    specificity : float
        Share of people without it in whom the test is negative.

    Raises
    ------
    ParameterError
        If a value lies outside 0 to 1.
    """

    pretest: float = quantity(0.2, low=0, high=1, source=_CHOSEN)
    sensitivity: float = quantity(0.45, low=0, high=1, source="Vincent2018")
    specificity: float = quantity(0.99, low=0, high=1, source="Michael2020")

    @property
    def positive_share(self) -> float:
        """Probability that the test is positive."""
        ill, well = self.pretest, 1.0 - self.pretest
        return ill * self.sensitivity + well * (1.0 - self.specificity)

    @property
    def after_positive(self) -> float | None:
        """Probability of the disease after a positive result; None if there is no such result."""
        if self.positive_share <= 0.0:
            return None
        return self.pretest * self.sensitivity / self.positive_share

    @property
    def after_negative(self) -> float | None:
        """Probability of the disease after a negative result; None if there is no such result."""
        missed = self.pretest * (1.0 - self.sensitivity)
        negative = missed + (1.0 - self.pretest) * self.specificity
        return missed / negative if negative > 0.0 else None

    @property
    def positive_likelihood_ratio(self) -> float:
        """By how much a positive result multiplies the odds; infinite without false alarms.

        nan for a test that is never positive.
        """
        return _ratio(self.sensitivity, 1.0 - self.specificity)

    @property
    def negative_likelihood_ratio(self) -> float:
        """By how much a negative result multiplies the odds; infinite if no healthy one gets it.

        nan for a test that is never negative.
        """
        return _ratio(1.0 - self.sensitivity, self.specificity)


def _ratio(above: float, below: float) -> float:
    if below > 0.0:
        return above / below
    return float("inf") if above > 0.0 else float("nan")


@dataclass(frozen=True, kw_only=True)
class People:
    """Whole people, sorted by disease and result.

    Attributes
    ----------
    true_positive, false_negative : int
        With the disease: found and missed.
    false_positive, true_negative : int
        Without it: wrongly suspected and rightly reassured.
    """

    true_positive: int
    false_negative: int
    false_positive: int
    true_negative: int

    @property
    def total(self) -> int:
        """Everybody."""
        return self.ill + self.false_positive + self.true_negative

    @property
    def ill(self) -> int:
        """Those with the disease."""
        return self.true_positive + self.false_negative

    @property
    def positive(self) -> int:
        """Those with a positive result."""
        return self.true_positive + self.false_positive


def sort_people(test: DiagnosticTest, n_people: int = 1000) -> People:
    """Say how many of so many people fall where.

    First those with the disease are counted, then those found among them and those wrongly
    suspected among the others; each count is rounded to whole people, so that all of them add up.

    Parameters
    ----------
    test : DiagnosticTest
        The test and the probability before it.
    n_people : int
        1 to 1,000,000.

    Returns
    -------
    People

    Raises
    ------
    ParameterError
        If the number of people lies outside its range.
    """
    check_number("n_people", n_people, low=1, high=1_000_000, integer=True)
    ill = round(test.pretest * n_people)
    found = round(test.sensitivity * ill)
    suspected = round((1.0 - test.specificity) * (n_people - ill))
    return People(
        true_positive=found,
        false_negative=ill - found,
        false_positive=suspected,
        true_negative=n_people - ill - suspected,
    )
