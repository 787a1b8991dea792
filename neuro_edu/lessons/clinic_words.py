"""How the virtual clinic puts things into words."""

import re

from neuro_edu.content import load_content
from neuro_edu.widgets.rich_text import RichText, rich_text

#: How it is kept that the debrief of a visit was read.
READ = "debrief read"
_ITEM = re.compile(r"(?:^|\n)- ")
#: How links name the lessons.
LESSON_TITLES = {
    "01_meet_neuromyotonia": "Lesson 01, Meet neuromyotonia",
    "02_the_healthy_axon": "Lesson 02, The healthy axon",
    "03_why_an_axon_will_not_stop": "Lesson 03, Why an axon will not stop",
    "04_from_spikes_to_twitches": "Lesson 04, From spikes to twitches",
    "05_where_does_it_come_from": "Lesson 05, Where does it come from?",
    "06_the_emg_room": "Lesson 06, The EMG room",
    "07_causes": "Lesson 07, Causes",
    "08_the_work_up": "Lesson 08, The work-up",
    "09_treatment": "Lesson 09, Treatment",
    "10_virtual_clinic": "Lesson 10, The virtual clinic",
}


def explained(markdown: str) -> RichText:
    """Return a text with its glossary; each item of a list is a paragraph."""
    terms = load_content().terms
    told = _ITEM.sub("\n\n• ", markdown)
    # What follows a list is a paragraph of its own.
    told = re.sub(r"(\n\n• [^\n]*)\n(?!\n)", r"\1\n\n", told)
    return rich_text(told, {id_: f"{t.term}: {t.definition}" for id_, t in terms.items()})


def some(number: int, noun: str) -> str:
    """Return how many there are: "1 test", "2 tests"."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def signed(points: int) -> str:
    """Return points with their sign."""
    return f"{points:+d}".replace("-", "\u2212") if points else "0"
