"""The table of answers counts what the quizzes have kept."""

import csv

from neuro_edu import lessons
from neuro_edu.content import load_content
from neuro_edu.lessons.activities import LISTENING
from neuro_edu.progress import my_progress

LESSON = "02_the_healthy_axon"


def table(panel, title):
    (rows,) = [t["rows"] for t in panel._shown["tables"] if t["title"] == title]
    return {row[0]: dict(zip(rows[0][1:], row[1:], strict=True)) for row in rows[1:]}


def from_page(panel, **content):
    panel._on_message(panel, content, [])


def choices_of(question):
    """One right and one wrong answer."""
    if question.kind == "numeric":
        return question.answer, question.high + 1
    right = [i for i, option in enumerate(question.options) if option.correct]
    wrong = next(i for i, option in enumerate(question.options) if not option.correct)
    return (right[0], wrong) if question.kind == "single" else (right, [wrong])


def test_answers_are_counted_by_lesson():
    panel = lessons.progress()
    questions = [q for q in load_content().questions_of(LESSON) if q.asked]
    quiz = lessons.quiz(LESSON)
    for number, question in enumerate(questions[:3]):
        right, wrong = choices_of(question)
        if number > 0:
            quiz.answer(question.id, wrong)
        if number < 2:
            quiz.answer(question.id, right)
    from_page(panel, update=True)
    counted = {
        "Right at once": "1",
        "Right by now": "2",
        "Answered": "3",
        "Questions": str(len(questions)),
    }
    rows = table(panel, "Questions by lesson")
    assert rows["02 The healthy axon"] == counted
    assert rows["Together"]["Answered"] == "3"
    n_all = sum(q.discharge is None and q.asked for q in load_content().questions.values())
    n_all += sum(claim.asked for claim in load_content().claims.values())
    assert rows["Together"]["Questions"] == str(n_all)


def test_votes_on_claims_are_counted_too():
    claim = next(iter(load_content().claims))
    lessons.claims_quiz(claim).answer(claim, 0)
    row = table(lessons.progress(), "Questions by lesson")["Claims of lay articles"]
    assert row["Answered"] == "1"
    assert row["Questions"] == str(sum(c.asked for c in load_content().claims.values()))


def test_riddles_and_cases_have_their_tables_once_there_are_any():
    mine = my_progress()
    panel = lessons.progress()
    assert [t["title"] for t in panel._shown["tables"]] == ["Questions by lesson"]
    mine.record(LISTENING, "myokymic-discharge", ("cramp",), False)
    mine.record(LISTENING, "myokymic-discharge", ("myokymic-discharge",), True)
    view = lessons.case("teacher-calf-cramps")
    for _ in range(2):
        view.go_on()
        if view.open_steps[-1] == "first-question":
            view.choose("first-question", "question-1")
    view.go_on()
    view.choose("tests", "test-1")
    view.choose("tests", "test-2")
    view.go_on()
    view.choose("diagnosis", "oxaliplatin")
    from_page(panel, update=True)
    heard = table(panel, "Listening test")["Myokymic discharge"]
    assert heard == {"Named rightly": "1", "Answered": "2"}
    (seen,) = table(panel, "Cases").values()
    assert seen == {"First diagnosis": "not right", "Tries": "1", "Tests seen": "2"}


def test_export_and_forget(progress_file):
    question = load_content().questions_of(LESSON)[0]
    lessons.quiz(LESSON).answer(question.id, choices_of(question)[0])
    panel = lessons.progress()
    from_page(panel, export=True)
    (row,) = csv.DictReader(panel._shown["csv"].splitlines())
    assert (row["question_id"], row["lesson"], row["best"]) == (question.id, LESSON, "1")
    from_page(panel, forget=True)
    assert panel._shown["csv"] == ""
    assert "A copy is kept" in panel._shown["said"]
    assert table(panel, "Questions by lesson")["Together"]["Answered"] == "0"
    assert not progress_file.exists()
    assert len(list(progress_file.parent.glob("*backup*"))) == 1


def test_the_stored_form_is_the_same_whatever_was_answered():
    before = lessons.progress()._repr_mimebundle_()[0]
    question = load_content().questions_of(LESSON)[0]
    lessons.quiz(LESSON).answer(question.id, choices_of(question)[0])
    panel = lessons.progress()
    from_page(panel, export=True)
    after = panel._repr_mimebundle_()[0]
    for kind in ("text/plain", "text/html"):
        assert before[kind] == after[kind]
    assert "no answers yet" in after["text/plain"]


def test_what_goes_wrong_is_shown(monkeypatch):
    panel = lessons.progress()

    def fail():
        raise RuntimeError("no such luck")

    monkeypatch.setattr(panel, "_to_csv", fail)
    from_page(panel, export=True)
    assert "no such luck" in panel._shown["said"]
