"""Said of trains is what was recorded; where the model differs from patients is told."""

import re

import pytest

from neuro_edu.clinic import Visit, case_ids, unseen_id

LIMIT = "In patients faster trains bring after-discharges out"


def shares(text):
    """Answers that are followed, as a share, at 1 and at 5 shocks a second."""
    found = []
    for rate in (1, 5):
        line = next(line for line in text.splitlines() if f"Shocks at {rate} per second" in line)
        counted = re.search(r"behind (\d+) of (\d+) answers", line)
        found.append(int(counted[1]) / int(counted[2]) if counted else 0.0)
    return found


@pytest.mark.parametrize("case_id", [*case_ids(), *map(unseen_id, range(8))])
def test_fewer_after_discharges_in_a_faster_train_are_told_as_a_limit(case_id):
    text = Visit.begin(case_id).order("nerve-conduction").text
    slow, fast = shares(text)
    assert (LIMIT in text) == (fast < slow)


def test_some_patients_of_either_kind():
    said = [LIMIT in Visit.begin(each).order("nerve-conduction").text for each in case_ids()]
    assert any(said)
    assert not all(said)
