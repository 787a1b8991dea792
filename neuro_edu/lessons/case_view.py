"""The cases of the content, to be read step by step."""

import random
import re

from neuro_edu.content import Case, Condition, load_content
from neuro_edu.lessons.activities import CASE_STEPS, DIAGNOSES
from neuro_edu.lessons.known import require_known
from neuro_edu.lessons.sources import short_sources
from neuro_edu.progress import my_progress
from neuro_edu.widgets.case import CaseView
from neuro_edu.widgets.case_steps import Reply, Step
from neuro_edu.widgets.rich_text import RichText, rich_text

_N_WRONG_DIAGNOSES = 4
_INVENTED = "This patient is invented, for learning and not for patient care."
_UNREVIEWED = "No clinician has reviewed this case yet."
_ALL_THREE = (
    "All three belong to the first questions for this patient. Go through the history once more: "
    "what does it say about each of them, and what would you still have to ask?"
)


def case(case_id: str) -> CaseView:
    """Tell a case step by step: the student asks, orders tests and commits to a diagnosis.

    Parameters
    ----------
    case_id : str
        Name of a file of the folder `cases`, without its ending.

    Raises
    ------
    ContentError
        If there is no such case.
    """
    content = load_content()
    require_known("case", case_id, content.cases)
    told = content.cases[case_id]
    progress = my_progress()

    def keep(step: Step, reply: Reply) -> str:
        if step.id == "diagnosis":
            progress.record(DIAGNOSES, case_id, (reply.id,), reply.right)
        else:
            progress.record(CASE_STEPS, f"{case_id}: {step.id}: {reply.label}", (reply.id,))
        return progress.problem

    return CaseView(told.title, _steps(told), note=_note(told), on_choice=keep)


def _steps(told: Case) -> list[Step]:
    wrong_turn = f"\n\n**A wrong turn that is easily taken here.** {told.wrong_turn}"
    follow_up = told.follow_up
    if told.teaching_point:
        follow_up += f"\n\n**Take home.** {told.teaching_point}"
    return [
        _telling("history", "History", told.history),
        Step(
            id="first-question",
            heading="What would you ask first?",
            kind="choose",
            text=(),
            replies=tuple(
                Reply(id=f"question-{number}", label=question, text=rich_text(_ALL_THREE))
                for number, question in enumerate(told.first_questions, 1)
            ),
        ),
        _telling("examination", "Examination", told.examination),
        Step(
            id="tests",
            heading="Tests on request",
            kind="ask",
            text=rich_text("Order what you need, one by one. Not everything here is worth it."),
            replies=_tests(told),
        ),
        Step(
            id="diagnosis",
            heading="Commit to a diagnosis",
            kind="choose",
            text=rich_text("Choose the one that explains most. The choice stays."),
            replies=_diagnoses(told, wrong_turn),
        ),
        _telling("outcome", "Diagnosis", told.diagnosis),
        _telling("treatment", "Treatment", told.treatment),
        _telling("follow-up", "Follow-up", follow_up),
    ]


def _telling(id_: str, heading: str, markdown: str) -> Step:
    return Step(id=id_, heading=heading, kind="tell", text=_explained(markdown))


def _explained(markdown: str) -> RichText:
    terms = load_content().terms
    return rich_text(markdown, {id_: f"{t.term}: {t.definition}" for id_, t in terms.items()})


def _tests(told: Case) -> tuple[Reply, ...]:
    """Return the tests of the case in their order, the one not to order somewhere among them."""
    tests = []
    for number, paragraph in enumerate(re.split(r"\n\s*\n", told.tests_on_request.strip()), 1):
        name, _, result = paragraph.removeprefix("**").partition(".**")
        tests.append(Reply(id=f"test-{number}", label=name, text=_explained(result)))
    name, _, why = told.test_not_to_order.partition(". ")
    wasted = Reply(
        id="test-not-to-order",
        label=_without_article(name),
        text=rich_text(why),
        right=False,
        verdict="✗ Better not ordered",
    )
    # Always the same place for one case, not the same for all. A follow-up ("The same, later")
    # stays behind its test.
    places = [n for n in range(len(tests)) if not tests[n].label.startswith("The same")]
    tests.insert(random.Random(told.id).choice(places), wasted)
    return tuple(tests)


def _without_article(name: str) -> str:
    words = re.sub(r"^(The|An?) ", "", name)
    return words[0].upper() + words[1:]


def _diagnoses(told: Case, wrong_turn: str) -> tuple[Reply, ...]:
    """Return the right diagnosis among some that are clearly others, always in the same order."""
    right = load_content().conditions[told.condition]
    rng = random.Random(told.id)
    chosen = [
        right,
        *(rng.choice(group) for group in rng.sample(_others(right), _N_WRONG_DIAGNOSES)),
    ]
    rng.shuffle(chosen)
    return tuple(_diagnosis(condition, condition is right, wrong_turn) for condition in chosen)


def _diagnosis(condition: Condition, right: bool, wrong_turn: str) -> Reply:
    clues = " ".join(f"{clue}." for clue in condition.clues)
    said = f"*What speaks for it in general:* {clues}"
    if not right:
        said += " Compare that with this patient."
    return Reply(
        id=condition.id,
        label=condition.name,
        text=rich_text(said + wrong_turn),
        right=right,
        verdict="✓ Right" if right else "✗ Not quite",
    )


def _others(right: Condition) -> list[list[Condition]]:
    """Return the conditions by family, without that of the right one: too near to be wrong."""
    families: dict[str, list[Condition]] = {}
    for condition in load_content().conditions.values():
        families.setdefault(_family(condition), []).append(condition)
    families.pop(_family(right))
    return list(families.values())


def _family(condition: Condition) -> str:
    # Autoimmune disease and tumour are often both there in one patient.
    return "autoimmune" if condition.group == "tumour" else condition.group


def _note(told: Case) -> str:
    parts = [_INVENTED]
    if told.review == "unreviewed":
        parts.append(_UNREVIEWED)
    return " ".join([*parts, f"Sources: {short_sources(told)}."])
