"""The library has a rule, a trace and a sound for every discharge."""

import io

import pytest
from scipy.io import wavfile

from neuro_edu.content import load_content
from neuro_edu.lessons import discharge_library
from neuro_edu.simulation.synthetic.catalogue import DISCHARGES


@pytest.fixture(scope="module")
def library():
    return discharge_library()


def test_every_discharge_has_its_rules_and_no_rule_is_for_nothing(library):
    assert set(load_content().discharges) == set(DISCHARGES)
    offered = [value for value, _ in library._controls["discharge"].options]
    assert sorted(offered) == sorted(DISCHARGES)
    assert len(offered) >= 14


@pytest.mark.parametrize("discharge", DISCHARGES)
def test_each_is_seen_heard_and_explained(library, discharge):
    library.set(discharge=discharge, example=3)
    assert library.result.trace.made_by == discharge
    assert DISCHARGES[discharge].title in library.finding
    rows = library._details(library.result)
    assert len(rows) >= 9
    assert all(len(row) == 2 for row in rows)
    rate_hz, samples = wavfile.read(io.BytesIO(library._sound(library.result)))
    assert samples.size / rate_hz == pytest.approx(10.0, abs=1e-3)


@pytest.mark.parametrize("discharge", sorted(set(DISCHARGES) - {"stiff_person", "voluntary"}))
def test_the_numbers_of_an_example_agree_with_its_name(library, discharge):
    library.set(discharge=discharge, example=2)
    assert library.result.measured.discharge == discharge


def test_another_example_is_another_trace_and_the_same_comes_back(library):
    library.set(discharge="myokymic", example=1)
    first = library._shown["png"]
    library.set(example=2)
    second = library._shown["png"]
    library.set(example=1)
    assert first == library._shown["png"] != second
