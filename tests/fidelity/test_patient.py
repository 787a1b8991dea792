"""Signs F13, F19, F20, F23 and F26 of the whole patient, each held to its published range."""

import pytest

from tests.fidelity.measures_patient import MEASURES


@pytest.mark.fidelity
@pytest.mark.parametrize("measure", MEASURES, ids=lambda measure: measure.__name__)
def test_sign_lies_in_its_published_range(measure):
    for sign in measure():
        assert sign.met, (
            f"{sign.id} {sign.sign}: {sign.measured} {sign.unit} against {sign.low} to {sign.high}"
        )
