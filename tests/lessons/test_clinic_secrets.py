"""What a student sees before the diagnosis names neither the disease nor its cause."""

import json
import re

import pytest

import neuro_edu.clinic
from neuro_edu import lessons
from neuro_edu.clinic import case_ids, chart
from neuro_edu.content import load_content
from neuro_edu.errors import ParameterError

# What would tell it: from names and knobs of the conditions, and from the old ids of the cases.
TELLING = re.compile(
    "radio|irradiat|plexopath|caspr2|lgi1|thymom|myasthen|hint1|kcna1|ataxia|oxaliplatin|chemo"
    "|morvan|fasciculation|sclerosis|neuromyotonia",
    re.I,
)


def first_sight(case_id):
    """What the page gets when a patient is called in, but for the menus that all share."""
    view = lessons.virtual_clinic()
    view.call_in(case_id)
    page = dict(view._shown["page"])
    del page["sections"]
    return view, json.dumps(page)


@pytest.mark.parametrize("case_id", case_ids())
def test_neither_list_nor_page_nor_report_tells(case_id):
    waiting = json.dumps(lessons.virtual_clinic()._shown["visitors"])
    assert not TELLING.search(waiting)
    view, seen = first_sight(case_id)
    assert not TELLING.search(seen)
    report = view._desk.report()
    assert not TELLING.search(report)
    if TELLING.search(case_id):
        assert case_id not in waiting + seen + report
        assert case_id not in json.dumps(view._shown)


def test_aliases_are_unique_stable_and_open_the_same_visit():
    aliases = [chart(case_id).alias for case_id in case_ids()]
    assert len(set(aliases)) == len(aliases)
    assert all(re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", alias) for alias in aliases)
    for case_id, alias in zip(case_ids(), aliases, strict=True):
        view = lessons.virtual_clinic(alias)
        view.act("ask", "onset")
        again = lessons.virtual_clinic(case_id)
        assert again._shown["page"] == view._shown["page"]


def test_a_wrong_name_is_answered_without_telling():
    with pytest.raises(ParameterError) as caught:
        lessons.virtual_clinic("nobody")
    assert not TELLING.search(str(caught.value))


def test_the_guide_to_the_code_names_no_disease_of_a_written_patient():
    text = neuro_edu.clinic.__doc__
    conditions = {chart(case_id).condition for case_id in case_ids()}
    named = [condition for condition in conditions if re.search(rf"\b{condition}\b", text)]
    assert not named


def test_no_choice_says_what_is_expected():
    possible = neuro_edu.clinic.Visit.begin(case_ids()[0]).possible
    told = repr((possible, lessons.virtual_clinic(case_ids()[0])._shown["page"]["sections"]))
    assert "this suspicion" not in told
    questions = [one.question for one in load_content().investigations.values()]
    assert not any(question in told for question in questions)


def test_percents_on_the_page_add_up_and_small_ones_are_seen():
    view = lessons.virtual_clinic("unseen-17")
    view.share("differential", {"als": 33.5, "cidp": 33.5, "lead": 32.5, "tetany": 0.5})
    assert "101" not in view._shown["page"]["status"]
    sections = {one["id"]: one for one in view._shown["page"]["sections"]}
    (block,) = sections["differential"]["blocks"]
    column = [row[1] for row in block["rows"][1:]]
    assert "<1 %" in column
    assert sum(int(text.strip(" %")) for text in column if text[0].isdigit()) == 100


def test_the_progress_table_shows_visits_and_points():
    view = lessons.virtual_clinic("unseen-17")
    view.act("ask", "onset")
    (rows,) = [
        t["rows"] for t in lessons.progress()._shown["tables"] if t["title"] == "Virtual clinic"
    ]
    assert tuple(rows[1]) == ("Unseen patient 17", "begun", "", "")
    view.act("commit", chart("unseen-17").condition)
    view.act("debrief", "read")
    (rows,) = [
        t["rows"] for t in lessons.progress()._shown["tables"] if t["title"] == "Virtual clinic"
    ]
    assert tuple(rows[1][1:3]) == ("debrief read", "right")
    assert re.fullmatch(r"\d+ of \d+", rows[1][3])


def test_lesson_10_has_objectives():
    objectives = load_content().objectives.values()
    assert len([one for one in objectives if one.lesson == "10_virtual_clinic"]) >= 3


def test_whoever_asks_everything_is_sent_to_the_objective_by_its_title():
    view = lessons.virtual_clinic("unseen-17")
    for kind in ("ask", "examine"):
        for section in view._shown["page"]["sections"]:
            if section["id"] == kind:
                for group in section["groups"]:
                    for choice in group["choices"]:
                        view.act(kind, choice["id"])
    view.act("commit", "lead")
    view.act("debrief", "read")
    debrief = next(one for one in view._shown["page"]["sections"] if one["id"] == "debrief")
    links = next(b["links"] for b in debrief["blocks"] if b["heading"] == "Read again")
    assert all(words.startswith("Lesson ") for words, _ in links)
    judged = next(b for b in debrief["blocks"] if b["heading"].startswith("Unnecessary"))
    assert "minutes of history" in str(judged["rows"])
