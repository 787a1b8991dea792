"""The calendar of a tumour search against the published advice and by counting."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from neuro_edu.errors import ParameterError
from neuro_edu.simulation.clinic.tumour_search import TumourSearch

months = st.integers(1, 24).map(float)


def test_the_defaults_are_the_general_advice():
    """First repeat after 3 to 6 months, then every 6 months up to 4 years [Titulaer2011]."""
    scans = TumourSearch().scan_months
    assert scans[0] == 0
    assert 3 <= scans[1] <= 6
    assert all(later - earlier == 6 for earlier, later in pairwise(scans[1:]))
    assert scans[-1] == 48


@given(months, months, st.integers(0, 72).map(float), st.integers(0, 72).map(float))
def test_a_tumour_is_found_by_the_first_scan_that_can_show_it(first, every, stop, visible):
    search = TumourSearch(first_repeat_months=first, interval_months=every, stop_months=stop)
    scans = search.scan_months
    assert list(scans) == sorted(set(scans))
    assert scans[-1] <= stop or scans == (0.0,)
    later = [month for month in scans if month >= visible]
    assert search.found_month(visible) == (min(later) if later else None)
    if later:
        assert search.found_month(visible) - visible <= max(first, every)


def test_an_interval_of_nothing_is_refused():
    with pytest.raises(ParameterError, match=r"interval_months must lie between 0\.5 and 120"):
        TumourSearch(interval_months=0.0)
