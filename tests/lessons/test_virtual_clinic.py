"""Each patient of the clinic is seen on a good and on a bad way, and what is kept comes back."""

from html.parser import HTMLParser

import pytest

from neuro_edu import lessons
from neuro_edu.clinic import case_ids, chart, ideal_path
from neuro_edu.content import load_content
from neuro_edu.errors import ParameterError
from neuro_edu.lessons.activities import CLINIC
from neuro_edu.progress import my_progress

NINE = case_ids()
TEACHER = "teacher-calf-cramps"
WRONG = "tetany"
SECTIONS = ("ask", "examine", "order", "differential", "commit", "treat", "follow-up", "debrief")


def open_visit(case_id):
    view = lessons.virtual_clinic()
    view.call_in(case_id)
    return view


def good_path(case_id):
    view = open_visit(case_id)
    view.share("differential", {chart(case_id).condition: 20, "als": 30})
    for action in ideal_path(case_id):
        if action.kind == "commit":
            view.share("differential", {chart(case_id).condition: 90})
        view.act(action.kind, action.target, action.checks)
    view.act("debrief", "read")
    return view


def bad_path(case_id):
    view = open_visit(case_id)
    conditions = load_content().conditions
    is_mimic = conditions[chart(case_id).condition].group == conditions[WRONG].group
    wrong = "mercury" if is_mimic else WRONG
    view.share("differential", {wrong: 70})
    view.act("order", "vgkc-assay")
    view.act("commit", wrong)
    view.act("treat", "plasma-transfusion")
    view.act("follow-up", "2")
    view.act("debrief", "read")
    return view


def section(view, id_):
    return next(one for one in view._shown["page"]["sections"] if one["id"] == id_)


def choices(view, id_):
    return {c["id"]: c for _, group in _groups(view, id_) for c in group}


def _groups(view, id_):
    return [(group["heading"], group["choices"]) for group in section(view, id_)["groups"]]


def read(pieces):
    return " ".join(piece["text"] for paragraph in pieces for piece in paragraph)


def blocks(view):
    return {block["heading"]: block for block in section(view, "debrief")["blocks"]}


def headings(view):
    return [heading.partition(" (")[0] for heading in blocks(view)]


def test_nine_patients_wait_and_none_was_seen():
    view = lessons.virtual_clinic()
    visitors = view._shown["visitors"]
    assert len(visitors) == 9
    assert {one["state"] for one in visitors} == {"not seen yet"}
    assert repr(view) == repr(lessons.virtual_clinic())


@pytest.mark.parametrize("case_id", NINE)
def test_a_good_and_a_bad_way_end_in_different_debriefs(case_id):
    good = good_path(case_id)
    assert "Dangerous" not in headings(good)
    assert "Missed" not in headings(good)
    assert "Needed and done" in headings(good)
    told = read(blocks(good)["How it went"]["text"])
    assert told.startswith("Right")
    assert load_content().conditions[chart(case_id).condition].name in told
    bad = lessons.virtual_clinic()
    bad.call_in(case_id)
    bad._desk.restart()
    bad = bad_path(case_id)
    assert {"Dangerous", "Missed"} <= set(headings(bad))
    assert read(blocks(bad)["How it went"]["text"]).startswith("Not right")
    assert blocks(bad)["Read again"]["links"]


def test_the_parts_of_a_visit_come_in_order_and_offer_all():
    view = open_visit(TEACHER)
    assert [one["id"] for one in view._shown["page"]["sections"]] == list(SECTIONS)
    content = load_content()
    for id_, entries in (
        ("ask", content.clinic_questions),
        ("examine", content.clinic_parts),
        ("order", content.clinic_tests),
        ("commit", content.conditions),
        ("treat", content.clinic_treatments),
    ):
        assert set(choices(view, id_)) == set(entries)


@pytest.mark.parametrize("case_id", NINE)
def test_what_was_not_asked_is_not_known_to_the_page(case_id):
    told = chart(case_id)
    view = open_visit(case_id)
    state = str(view.get_state())
    said = [one.says for one in (*told.details.answers, *told.details.results)]
    criteria = [one.reason for one in told.details.criteria]
    for secret in (*said, *criteria, told.explanation[:40]):
        assert secret not in state
    view.act("ask", "onset")
    assert told.answer("onset")[:30].split("[")[0] in str(view.get_state())


def test_delay_cost_and_discomfort_are_told_before_a_test_is_ordered():
    for id_, choice in choices(open_visit(TEACHER), "order").items():
        test = load_content().clinic_tests[id_]
        delay = "same day" if test.delay_days == 0 else f"{test.delay_days} day"
        assert delay in choice["facts"][0]
        assert choice["facts"][1:] == [f"cost: {test.cost}", f"discomfort: {test.discomfort}"]


def test_recordings_can_be_seen_and_heard_and_the_map_of_twitching_seen():
    view = open_visit(TEACHER)
    for kind, target in (("examine", "look"), ("examine", "grip"), ("order", "nerve-conduction")):
        view.act(kind, target)
        (told,) = choices(view, kind)[target]["told"]
        assert told["exhibits"]
        for exhibit in told["exhibits"]:
            picture = view._desk.picture(exhibit["id"], lambda fraction: None)
            assert picture.png.startswith(b"\x89PNG")
            assert picture.text.endswith(".")
            if exhibit["sound"]:
                assert view._desk.sound(exhibit["id"])[:4] == b"RIFF"


@pytest.mark.parametrize("exhibit", ["0:rest", "7:rest", "x", "", "-1:rest", "twitching"])
def test_what_was_not_recorded_is_not_shown(exhibit):
    view = open_visit(TEACHER)
    view.act("ask", "onset")
    with pytest.raises(ParameterError):
        view._desk.picture(exhibit, lambda fraction: None)
    with pytest.raises(ParameterError):
        view._desk.sound(exhibit)


def test_a_visit_comes_back_in_another_notebook_and_can_be_begun_anew():
    view = open_visit(TEACHER)
    view.act("ask", "onset")
    view.share("differential", {"als": 40})
    again = lessons.virtual_clinic()
    states = {one["id"]: one["state"] for one in again._shown["visitors"]}
    assert states[chart(TEACHER).alias] == "begun, 2 steps so far"
    again.call_in(TEACHER)
    assert again._shown["page"] == view._shown["page"]
    assert choices(again, "differential")["als"]["share"] == 40
    again._on_message(again, {"restart": True}, [])
    assert not choices(again, "ask")["onset"]["told"]
    assert not choices(open_visit(TEACHER), "ask")["onset"]["told"]


def test_a_read_debrief_comes_back_and_closes_the_visit():
    view = open_visit(TEACHER)
    with pytest.raises(ParameterError, match="diagnosis"):
        view.act("debrief", "read")
    view.act("commit", WRONG)
    view.act("debrief", "read")
    again = open_visit(TEACHER)
    assert blocks(again)
    assert all(c["closed"] for id_ in SECTIONS for c in choices(again, id_).values())
    for kind, target in (("ask", "onset"), ("treat", "carbamazepine"), ("commit", "als")):
        with pytest.raises(ParameterError, match="closed"):
            again.act(kind, target)
    with pytest.raises(ParameterError, match="closed"):
        again.share("differential", {"als": 10})


@pytest.mark.parametrize("damaged", ["", "{", '{"version": 1}', "[]"])
def test_a_damaged_visit_is_said_and_begins_anew(damaged):
    my_progress().record(CLINIC, TEACHER, (damaged, "open"))
    view = open_visit(TEACHER)
    assert "cannot be read" in view._shown["notice"]
    view.act("ask", "onset")
    assert view._shown["notice"] == ""


def test_a_patient_who_is_kept_but_does_not_exist_any_more_is_left_out():
    my_progress().record(CLINIC, "somebody-else", ("{}", "open"))
    assert len(lessons.virtual_clinic()._shown["visitors"]) == 9


def test_the_same_number_is_the_same_patient_for_everybody():
    one, other = open_visit("17"), lessons.virtual_clinic("17")
    assert one._shown["page"] == other._shown["page"]
    one.act("ask", "onset")
    waiting = lessons.virtual_clinic()._shown["visitors"]
    assert [v["title"] for v in waiting[9:]] == ["Unseen patient 17"]
    for number in ("1000000", "-1", "1.5", "seventeen"):
        with pytest.raises(ParameterError):
            lessons.virtual_clinic(number)


def test_shares_must_be_shares():
    view = open_visit(TEACHER)
    for shares in ({"als": 120}, {"als": 60, "tetany": 60}, {"no-disease": 10}, {"als": -1}):
        with pytest.raises(ParameterError):
            view.share("differential", shares)
    with pytest.raises(ParameterError):
        view.share("ask", {"als": 10})


class _Reader(HTMLParser):
    """Collects the text and whatever would be loaded or run."""

    def __init__(self):
        super().__init__()
        self.open, self.text, self.loaded = [], "", []

    def handle_starttag(self, tag, attributes):
        if tag not in ("meta", "br"):
            self.open.append(tag)
        self.loaded += [v for k, v in attributes if k in ("src", "href")]
        self.loaded += [tag] if tag in ("script", "link", "iframe") else []

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.text += data


def parsed(report):
    reader = _Reader()
    reader.feed(report)
    assert reader.open == []
    return reader


def test_the_report_stands_alone_and_keeps_the_secret_until_the_debrief_was_read():
    view = open_visit(TEACHER)
    view.act("ask", "onset")
    view.act("commit", WRONG)
    truth = load_content().conditions[chart(TEACHER).condition].name
    before = parsed(view._desk.report())
    assert truth not in before.text
    assert chart(TEACHER).answer("onset") in before.text
    view.act("debrief", "read")
    after = parsed(view._desk.report())
    assert truth in after.text
    assert before.loaded == after.loaded == []


@pytest.mark.parametrize("case_id", [*NINE, "unseen-17"])
def test_the_guide_names_the_disease_the_path_and_the_grid(case_id):
    guide = repr(lessons.clinic_guide(case_id))
    assert load_content().conditions[chart(case_id).condition].name in guide
    assert "glossary:" not in guide
    table = [line for line in guide.splitlines() if line.startswith("|")]
    assert {line.replace(r"\|", "").count("|") for line in table} == {6}
    n_steps = sum(line.split(".")[0].isdigit() for line in guide.splitlines())
    assert n_steps == len(ideal_path(case_id))
