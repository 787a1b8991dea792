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
        expected = [s for s in load_content().symptoms.values() if region in ("all", s.region)]
        assert [row[0] for row in rows] == [symptom.name for symptom in expected]
        for row, symptom in zip(rows, expected, strict=True):
            assert symptom.frequency in row
            assert row[-1]


def test_it_starts_with_the_whole_body():
    assert lessons.body_map().values == {"region": "all"}
    assert "19 of 20" in lessons.body_map().finding
