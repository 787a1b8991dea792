"""No rate is printed of a discharge that was never published for it, and kinds are not pooled."""

import re

import pytest

from neuro_edu.clinic import Visit, case_ids, unseen_id

# Hz inside: 150 to 300 in a run, 30 to 300 in a doublet or multiplet (Maddison2006); in a myokymic
# group 30 to 60 (MedscapeMyokymia).
PUBLISHED_HZ = {
    "a run": (150, 300),
    "a doublet or multiplet": (30, 300),
    "a myokymic group": (30, 60),
}


def needle(case_id):
    return Visit.begin(case_id).order("needle-emg").text


@pytest.mark.parametrize("case_id", [*case_ids(), *map(unseen_id, range(12))])
def test_rates_inside_groups_lie_within_what_was_published(case_id):
    for rate, inside in re.findall(r"\((\d+) Hz inside ([a-z ]+)\)", needle(case_id)):
        low, high = PUBLISHED_HZ[inside]
        assert low <= int(rate) <= high


def test_the_model_says_that_it_fires_faster_than_patients():
    arm = needle("arm-after-radiotherapy")
    assert "Inside a myokymic group this model fires faster" in arm
    assert "30 to 60 Hz in the face" in arm
    assert "faster" in needle("engineer-cold-drinks")
    assert "faster" not in needle("nurse-weak-hand")
    assert re.search(r"neuromyotonic runs \(\d+ Hz inside a run\)", needle("teacher-calf-cramps"))
