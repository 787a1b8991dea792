"""Quizzes of the lessons keep their answers."""

from neuro_edu import lessons
from neuro_edu.content import LESSONS, load_content
from neuro_edu.progress import Progress, my_progress


def first_of(kind):
    for question in load_content().questions.values():
        if question.kind == kind and question.discharge is None:
            return question
    raise LookupError(kind)


def right_choice(question):
    if question.kind == "numeric":
        return question.answer
    right = [i for i, option in enumerate(question.options) if option.correct]
    return right[0] if question.kind == "single" else right


def test_a_quiz_opened_again_in_another_kernel_shows_what_was_answered(progress_file):
    for kind in ("single", "multiple", "numeric"):
        question = first_of(kind)
        still = repr(lessons.quiz(question.lesson, question.id))
        opened = lessons.quiz(question.lesson, question.id)
        opened.answer(question.id, right_choice(question))
        again = lessons.quiz(question.lesson, question.id)
        assert again.score == (1, 1)
        assert repr(again) == still, "a stored notebook is the same for everybody"
        record = Progress(progress_file).records()[question.lesson][question.id]
        assert (record.right, record.tries) == (True, 1)
        again.restart()
        assert lessons.quiz(question.lesson, question.id).score == (0, 1)
        assert my_progress().records()[question.lesson][question.id].n_right == 1


def test_making_every_quiz_writes_nothing(progress_file):
    for lesson in LESSONS:
        if load_content().questions_of(lesson):
            lessons.quiz(lesson)
    assert not progress_file.parent.exists()


def test_a_quiz_goes_on_without_a_place_to_keep_answers(tmp_path, monkeypatch):
    (tmp_path / "file").write_text("", encoding="utf-8")
    monkeypatch.setenv("NEURO_EDU_PROGRESS", str(tmp_path / "file" / "progress.json"))
    question = first_of("single")
    quiz = lessons.quiz(question.lesson, question.id)
    quiz.answer(question.id, right_choice(question))
    assert quiz.score[0] == 1
    assert "cannot be written" in quiz._shown["notice"]
    assert lessons.quiz(question.lesson, question.id).score[0] == 1, "kept in memory"
