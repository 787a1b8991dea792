"""The body map as a student meets it."""

from neuro_edu import lessons
from neuro_edu.content import load_content
from neuro_edu.figures.symptom_counts import REGIONS


def test_a_region_shows_its_own_symptoms_with_how_often_and_sources():
    panel = lessons.body_map()
    for region in REGIONS:
        panel.set(region=region)
        head, *rows = panel._details(panel.result)
        assert len({len(row) for row in (head, *rows)}) == 1
        symptoms = load_content().symptoms.values()
        if region == "all":
            expected = [symptom for symptom in symptoms if symptom.numerator is not None]
        else:
            expected = [symptom for symptom in symptoms if symptom.region == region]
        told = {row[0]: row for row in rows}
        assert len(rows) == len(told) == len(expected)
        for symptom in expected:
            assert symptom.frequency in told[symptom.name]
            assert told[symptom.name][-1]


def test_it_starts_with_the_whole_body():
    assert lessons.body_map().values == {"region": "all"}
    assert "19 of 20" in lessons.body_map().finding
