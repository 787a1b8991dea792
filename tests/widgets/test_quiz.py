from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from neuro_edu.errors import ParameterError
from neuro_edu.widgets import QuizView
from tests.widgets.example import QUESTIONS, Choice, options


def test_feedback_is_given_for_every_chosen_option_and_the_score_runs():
    quiz = QuizView(QUESTIONS)
    assert quiz.score == (0, 3)
    wrong = quiz.answer("one", 2)
    assert (wrong.right, wrong.feedback) == (False, ("because 2",))
    assert quiz.score == (0, 3)
    assert quiz.answer("one", 1).right
    both = quiz.answer("some", [2, 1])
    assert (both.right, both.feedback) == (False, ("because 1", "because 2"))
    assert quiz.answer("some", [2, 0]).right
    assert quiz.score == (2, 3)
    assert not quiz.answer("some", [0]).right, "a later answer replaces an earlier one"
    assert quiz.score == (1, 3)
    quiz.retry("one")
    assert quiz.score == (0, 3)


@given(correct=st.lists(st.booleans(), min_size=2, max_size=6).filter(any), data=st.data())
def test_a_multiple_answer_is_right_exactly_when_it_names_the_correct_options(correct, data):
    quiz = QuizView([Choice("q", "multiple", "?", options(*correct))])
    chosen = data.draw(st.sets(st.integers(0, len(correct) - 1), min_size=1))
    answer = quiz.answer("q", list(chosen))
    assert answer.right == all((i in chosen) == c for i, c in enumerate(correct))
    assert answer.feedback == tuple(f"because {i}" for i in sorted(chosen))
    assert answer.rightly_chosen == tuple(correct[i] for i in sorted(chosen))
    assert (answer.hint == "") == answer.right
    assert quiz.score == (int(answer.right), 1)


@given(st.floats(allow_nan=False, allow_infinity=False) | st.sampled_from([198.0, 202.0, 200]))
def test_a_number_is_right_inside_its_range_both_ends_included(number):
    answer = QuizView(QUESTIONS).answer("rate", number)
    if number < 198:
        expected = (False, ("more",))
    elif number > 202:
        expected = (False, ("less",))
    else:
        expected = (True, ("just so",))
    assert (answer.right, answer.feedback) == expected


@pytest.mark.parametrize(
    ("question", "choice"),
    [
        ("one", [0, 1]),
        ("one", 3),
        ("one", -1),
        ("one", True),
        ("one", "1"),
        ("some", []),
        ("some", [1.0]),
        ("some", "12"),
        ("rate", float("nan")),
        ("rate", float("inf")),
        ("rate", "200"),
        ("rate", [0]),
        ("rate", 10**400),
        ("rate", Fraction(10**400, 3)),
        pytest.param("rate", -(10**5000), id="rate-unprintable"),
        pytest.param("one", 10**5000, id="one-unprintable"),
        ("some", [0, 10**400]),
        ("none", 0),
    ],
)
def test_what_is_no_answer_is_refused_and_does_not_count(question, choice):
    quiz = QuizView(QUESTIONS)
    quiz.answer("one", 1)
    with pytest.raises(ParameterError):
        quiz.answer(question, choice)
    assert quiz.score == (1, 3)


def test_a_refusal_quotes_a_huge_number_in_part_only():
    with pytest.raises(ParameterError, match=r"must be a finite number in Hz, got 10*\.\.\.$"):
        QuizView(QUESTIONS).answer("rate", 10**400)


@pytest.mark.parametrize("questions", [[], [QUESTIONS[0], QUESTIONS[0]]])
def test_a_quiz_needs_questions_with_different_ids(questions):
    with pytest.raises(ParameterError):
        QuizView(questions)


def from_page(quiz, **content):
    quiz._on_message(quiz, content, [])


def test_the_page_learns_only_about_what_was_chosen():
    quiz = QuizView(QUESTIONS)
    before = str(quiz.get_state(["_face", "_shown"]))
    for secret in ("because", "just so", "more", "less", "198", "202"):
        assert secret not in before
    from_page(quiz, question="one", choice=[0])
    after = str(quiz.get_state(["_face", "_shown"]))
    assert "because 0" in after
    assert "because 1" not in after
    from_page(quiz, question="one", retry=True)
    assert "because" not in str(quiz.get_state(["_face", "_shown"]))


def shown_feedback(quiz, question):
    return [(said["sign"], said["text"]) for said in quiz._shown["answered"][question]["feedback"]]


def test_several_choices_are_each_marked_in_words_and_shape():
    quiz = QuizView(QUESTIONS)
    from_page(quiz, question="some", choice=[0, 1])
    assert shown_feedback(quiz, "some") == [
        ("✓ Belongs here:", "because 0"),
        ("✗ Does not belong here:", "because 1"),
    ]
    from_page(quiz, question="one", choice=[0])
    assert shown_feedback(quiz, "one") == [("", "because 0")]
    assert quiz._shown["answered"]["one"]["mark"] == "✗ Not quite"


def test_the_page_hears_back_even_when_nothing_changes():
    quiz = QuizView(QUESTIONS)
    sent = []
    quiz._send = lambda message, buffers=None: sent.append(message)
    from_page(quiz, question="rate", choice="fast")
    from_page(quiz, question="rate", choice="fast")
    assert len(sent) == 2
    from_page(quiz, probe=True)
    assert len(sent) == 2
    assert list(quiz._shown["errors"]) == ["rate"]


@pytest.mark.parametrize("text", ["198,5", " 198.5 ", "1985e-1", "198.5 Hz", "198,5Hz"])
def test_a_number_may_be_typed_with_comma_or_point_and_with_its_unit(text):
    quiz = QuizView(QUESTIONS)
    from_page(quiz, question="rate", choice=text)
    assert quiz.score == (1, 3)


@pytest.mark.parametrize(
    ("content", "where"),
    [
        ({"question": "one", "choice": [7]}, "one"),
        ({"question": "one", "choice": []}, "one"),
        ({"question": "rate", "choice": "fast"}, "rate"),
        ({"question": "none", "choice": [0]}, ""),
        ({}, ""),
    ],
)
def test_a_refused_answer_is_explained_on_the_page(content, where):
    quiz = QuizView(QUESTIONS)
    from_page(quiz, **content)
    assert list(quiz._shown["errors"]) == [where]
    assert quiz.score == (0, 3)


def test_stored_form_lists_the_questions_without_the_answers():
    quiz, other = QuizView(QUESTIONS), QuizView(QUESTIONS)
    data, _ = quiz._repr_mimebundle_()
    other.answer("one", 1)
    assert data["text/plain"] == other._repr_mimebundle_()[0]["text/plain"]
    assert data["text/html"] == other._repr_mimebundle_()[0]["text/html"]
    for shown in (data["text/plain"], data["text/html"]):
        assert all(question.stem in shown for question in QUESTIONS)
        assert "because" not in shown
        assert "just so" not in shown
    assert "text <0>" in data["text/plain"]
    assert "text &lt;0&gt;" in data["text/html"]


def test_a_caution_stands_with_its_question_on_the_page_and_in_the_stored_forms():
    caution = "The source <1998> was not read."
    quiz = QuizView(QUESTIONS, {"some": caution})
    assert [face["caution"] for face in quiz._face["questions"]] == ["", caution, ""]
    data, _ = quiz._repr_mimebundle_()
    lines = data["text/plain"].splitlines()
    assert lines[lines.index("Which ones?") + 1].strip() == caution
    assert data["text/plain"].count(caution) == 1
    markup = data["text/html"]
    escaped = "The source &lt;1998&gt; was not read."
    assert markup.count(escaped) == 1
    assert markup.index("Which ones?") < markup.index(escaped) < markup.index("How fast?")
    assert caution not in repr(QuizView(QUESTIONS))


def test_answers_of_an_earlier_time_are_shown_and_counted_without_calling_the_hook():
    told = []
    earlier = {"one": 1, "some": (0, 1), "rate": "no number", "gone": 3}
    quiz = QuizView(QUESTIONS, answers=earlier, on_answer=lambda *what: told.append(what))
    assert quiz.score == (1, 3)
    assert set(quiz._shown["answered"]) == {"one", "some"}
    assert shown_feedback(quiz, "one") == [("", "because 1")]
    assert told == []
    assert repr(quiz) == repr(QuizView(QUESTIONS))
    assert (
        quiz._repr_mimebundle_()[0]["text/html"]
        == (QuizView(QUESTIONS)._repr_mimebundle_()[0]["text/html"])
    )


@pytest.mark.parametrize("choice", [9, -1, "x", (), [0, 1], None, True, 10**400])
def test_an_earlier_answer_that_does_not_fit_any_more_is_left_out(choice):
    assert QuizView(QUESTIONS, answers={"one": choice})._shown["answered"] == {}


def test_the_hook_hears_each_answer_and_what_it_says_is_shown():
    told = []

    def keep(*what):
        told.append(what)
        return f"kept {len(told)}"

    quiz = QuizView(QUESTIONS, on_answer=keep)
    from_page(quiz, question="some", choice=[2, 0])
    from_page(quiz, question="rate", choice="197,5")
    assert [(question, chosen, answer.right) for question, chosen, answer in told] == [
        ("some", (0, 2), True),
        ("rate", (197.5,), False),
    ]
    assert quiz._shown["notice"] == "kept 2"
    from_page(quiz, question="rate", choice="fast")
    assert len(told) == 2, "what is refused is no answer"


def test_a_failing_hook_is_shown_and_the_answer_counts_all_the_same():
    def fail(*_):
        raise OSError("disk full")

    quiz = QuizView(QUESTIONS, on_answer=fail, on_restart=fail)
    from_page(quiz, question="one", choice=[1])
    assert quiz.score == (1, 3)
    assert "disk full" in quiz._shown["notice"]
    assert quiz._shown["errors"] == {}
    from_page(quiz, restart=True)
    assert quiz.score == (0, 3)


def test_start_again_takes_every_answer_back():
    told = []
    quiz = QuizView(QUESTIONS, answers={"one": 1}, on_restart=told.append)
    quiz.answer("some", [0])
    from_page(quiz, restart=True)
    assert quiz._shown["answered"] == {}
    assert told == [("one", "some", "rate")]
