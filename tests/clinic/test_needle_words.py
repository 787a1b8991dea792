"""No rate is printed of a discharge that was never published for it, and kinds are not pooled."""

import re

import pytest

from neuro_edu.clinic import Visit, case_ids, unseen_id
from neuro_edu.content import load_content
from neuro_edu.errors import ContentError
from tests.content.folder import Folder, read_real

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


FILES = read_real()


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ('rate = "150 to 300 Hz', 'rate = "160 to 300 Hz', "does not tell the 150 Hz"),
        ("low_hz = 150, high_hz = 300", "low_hz = 300, high_hz = 150", "lower rate first"),
        ("low_hz = 30, high_hz = 60", "low_hz = 30, high_hz = 6000", "from 0 to 1000"),
        ("low_hz = 30, high_hz = 60", "low_hz = 30, high_hz = 70", "does not tell the 70 Hz"),
    ],
)
def test_words_and_numbers_of_a_rate_cannot_drift_apart(old, new, words):
    name = "discharges.toml"
    assert old in FILES[name]
    with pytest.raises(ContentError, match=words) as caught:
        load_content(Folder(FILES | {name: FILES[name].replace(old, new, 1)}))
    assert str(caught.value).startswith(name)


def test_the_numbers_are_those_that_were_published():
    notes = load_content().discharges
    ids = {"a run": "neuromyotonic", "a doublet or multiplet": "multiplets"}
    for inside, published in PUBLISHED_HZ.items():
        known = notes[ids.get(inside, "myokymic")].inside
        assert (known.low_hz, known.high_hz) == published
