import pytest

from neuro_edu.errors import ParameterError
from neuro_edu.widgets.case import CaseView
from neuro_edu.widgets.case_steps import Reply, Step
from neuro_edu.widgets.rich_text import rich_text


def replies(**rights):
    return tuple(
        Reply(id=id_, label=f"Label {id_}", text=rich_text(f"told {id_}"), right=right)
        for id_, right in rights.items()
    )


def step(id_, kind, **rights):
    text = rich_text(f"text of {id_} <b>")
    return Step(id=id_, heading=f"Heading {id_}", kind=kind, text=text, replies=replies(**rights))


STEPS = (
    step("start", "tell"),
    step("tests", "ask", blood=None, scan=False),
    step("verdict", "choose", flu=False, cold=True),
    step("end", "tell"),
)


def make_case(**options):
    return CaseView("A <cold>", STEPS, note="Invented.", **options)


def known_to_page(case):
    return str(case.get_state(["_face", "_shown"]))


def from_page(case, **content):
    case._on_message(case, content, [])


def test_the_page_knows_only_what_was_reached_and_chosen():
    case = make_case()
    assert "text of start" in known_to_page(case)
    for secret in ("tests", "blood", "verdict", "cold'", "end"):
        assert f"text of {secret}" not in known_to_page(case)
        assert f"Label {secret}" not in known_to_page(case)
    case.go_on()
    assert "Label scan" in known_to_page(case)
    assert "told" not in known_to_page(case).replace("'told'", "")
    case.choose("tests", "scan")
    assert "told scan" in known_to_page(case)
    assert "told blood" not in known_to_page(case)
    case.go_on()
    assert "text of end" not in known_to_page(case)
    assert "True" not in str(case._shown["steps"][2])


def test_a_choice_must_be_made_before_the_case_goes_on_and_then_stays():
    case = make_case()
    case.go_on()
    case.go_on()
    with pytest.raises(ParameterError):
        case.go_on()
    case.choose("verdict", "flu")
    with pytest.raises(ParameterError):
        case.choose("verdict", "cold")
    case.choose("verdict", "flu")
    case.go_on()
    assert case.open_steps == ("start", "tests", "verdict", "end")
    with pytest.raises(ParameterError):
        case.go_on()


@pytest.mark.parametrize(
    ("step_id", "reply_id"), [("verdict", "cold"), ("start", "x"), ("tests", "x"), ("none", "x")]
)
def test_what_cannot_be_chosen_now_is_refused(step_id, reply_id):
    case = make_case()
    case.go_on()
    with pytest.raises(ParameterError):
        case.choose(step_id, reply_id)


def test_start_again_forgets_the_choices():
    case = make_case()
    case.go_on()
    case.choose("tests", "blood")
    case.restart()
    assert case.open_steps == ("start",)
    case.go_on()
    assert "told blood" not in known_to_page(case)


def test_the_hook_hears_each_choice_once_and_its_failure_changes_nothing():
    told = []

    def keep(at, reply):
        told.append((at.id, reply.id, reply.right))
        raise OSError("disk full")

    case = make_case(on_choice=keep)
    from_page(case, after=1)
    from_page(case, step="tests", reply=0)
    from_page(case, step="tests", reply=0)
    from_page(case, step="tests", reply=1)
    assert told == [("tests", "blood", None), ("tests", "scan", False)]
    assert "disk full" in case._shown["notice"]
    assert "told scan" in known_to_page(case)


@pytest.mark.parametrize(
    "content",
    [
        {"step": "tests", "reply": 7},
        {"step": "tests", "reply": -1},
        {"step": "tests"},
        {"step": "tests", "reply": []},
        {"step": "none", "reply": 0},
        {"step": "verdict", "reply": 1},
    ],
)
def test_nonsense_from_the_page_is_answered_and_changes_nothing(content):
    case = make_case()
    case.go_on()
    from_page(case, **content)
    assert case._shown["problem"]
    assert "told" not in known_to_page(case).replace("'told'", "")
    from_page(case, after=2)
    assert case._shown["problem"] == ""


def test_a_second_click_on_continue_skips_nothing():
    case = make_case()
    from_page(case, after=1)
    from_page(case, after=1)
    assert case.open_steps == ("start", "tests")
    assert case._shown["heard"] == 2


def test_the_stored_form_is_the_first_step_whatever_was_done():
    case = make_case()
    before = case._repr_mimebundle_()[0]
    case.go_on()
    case.choose("tests", "blood")
    after = case._repr_mimebundle_()[0]
    assert (before["text/plain"], before["text/html"]) == (after["text/plain"], after["text/html"])
    assert after["text/plain"] == "A <cold>\ntext of start <b>\nInvented."
    assert "A &lt;cold&gt;" in after["text/html"]
    assert "text of start &lt;b&gt;" in after["text/html"]


@pytest.mark.parametrize(
    "make",
    [
        lambda: CaseView("none", ()),
        lambda: CaseView("twice", (STEPS[0], STEPS[0])),
        lambda: step("x", "choose"),
        lambda: step("x", "tell", a=None),
        lambda: Step(
            id="x", heading="", kind="ask", text=(), replies=(*replies(a=None), *replies(a=None))
        ),
    ],
)
def test_a_case_that_makes_no_sense_is_refused(make):
    with pytest.raises(ParameterError):
        make()
