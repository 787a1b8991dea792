"""When a tumour is looked for, and when a search finds one that was too small at first."""

from dataclasses import dataclass

from neuro_edu.simulation.quantities import Parameters, quantity

#: General advice for paraneoplastic disease, agreed by consensus (months after the diagnosis).
ADVISED_FIRST_REPEAT_months = (3.0, 6.0)
ADVISED_INTERVAL_months = 6.0
ADVISED_END_months = 48.0


@dataclass(frozen=True, kw_only=True)
class TumourSearch(Parameters):
    """CT of the thorax at the diagnosis, then again and again.

    A scan is taken to show every tumour that is large enough to be seen; real scans miss some.

    Parameters
    ----------
    first_repeat_months : float
        Time from the first scan to the second (months).
    interval_months : float
        Time between later scans (months).
    stop_months : float
        No scan is made later than this (months after the diagnosis).

    Raises
    ------
    ParameterError
        If a value lies outside its range.

    References
    ----------
    Titulaer2011
    """

    first_repeat_months: float = quantity(6.0, low=0.5, high=120, unit="months")
    interval_months: float = quantity(6.0, low=0.5, high=120, unit="months")
    stop_months: float = quantity(48.0, low=0, high=240, unit="months", source="Titulaer2011")

    @property
    def scan_months(self) -> tuple[float, ...]:
        """Month of every scan, the first at the diagnosis."""
        months, month = [0.0], self.first_repeat_months
        while month <= self.stop_months:
            months.append(month)
            month += self.interval_months
        return tuple(months)

    def found_month(self, visible_month: float) -> float | None:
        """Month of the scan that finds a tumour, None if the search ends before.

        Parameters
        ----------
        visible_month : float
            From when on the tumour is large enough to be seen (months).
        """
        return next((month for month in self.scan_months if month >= visible_month), None)
