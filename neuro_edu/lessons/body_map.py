"""Where it shows: symptoms by region of the body, as far as anybody counted them."""

from neuro_edu.content import load_content
from neuro_edu.figures.body_map import BodyMapView, describe_body_map
from neuro_edu.figures.symptom_counts import REGIONS, BodyMap, SymptomCount
from neuro_edu.lessons.sources import short_sources
from neuro_edu.widgets import Control, Explorer


def body_map() -> Explorer:
    """Choose a region of the body: what patients say, and how many of them."""
    region = Control(
        name="region",
        label="Region",
        value="all",
        options=tuple(REGIONS.items()),
        kind="choice",
        help="Where on the body, or everywhere at once.",
    )
    return Explorer(
        [region],
        symptoms_of,
        BodyMapView(),
        describe_body_map,
        title="Symptoms by region of the body",
        details=_details,
    )


def symptoms_of(region: str) -> BodyMap:
    """Return the symptoms of a region, or of all.

    Parameters
    ----------
    region : str
        One of `neuro_edu.figures.symptom_counts.REGIONS`.

    Returns
    -------
    BodyMap
    """
    symptoms = load_content().symptoms.values()
    chosen = [symptom for symptom in symptoms if region in ("all", symptom.region)]
    return BodyMap(region, tuple(SymptomCount(symptom) for symptom in chosen))


def _details(result: BodyMap) -> list[tuple[str, ...]]:
    rows: list[tuple[str, ...]] = [
        ("Symptom", "As a patient might say", "How often", "Count (95 % interval)", "Sources")
    ]
    # Of all regions the counted ones alone: the whole list is four screens long.
    for count in result.counted if result.region == "all" else result.counts:
        symptom = count.symptom
        low, high = (100 * end for end in count.interval)
        counted = f"{count.count} ({low:.0f} to {high:.0f} %)" if count.counted else count.count
        quote = f"“{symptom.plain}”"
        rows.append((symptom.name, quote, symptom.frequency, counted, short_sources(symptom)))
    return rows
