"""Questions on a page: the answer unfolds, and stands once more at the end of the handout."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from neuro_edu.content import load_content
from neuro_edu.lessons import claims_quiz
from neuro_edu.lessons.claims import UNREAD_SOURCE as UNREAD_VERDICT_SOURCE
from neuro_edu.lessons.claims import VERDICTS
from neuro_edu.lessons.quizzes import UNREAD_SOURCE
from neuro_edu.lessons.sources import short_sources
from website.calls import Call
from website.markup import escape, opening


@dataclass(frozen=True)
class Choice:
    """An option, whether it is right, and what is said of it; both may be empty."""

    text: str
    right: bool
    said: str


@dataclass(frozen=True)
class Asked:
    """A question as the site shows it; `blank` is the unit of a number to be written."""

    stem: str
    choices: tuple[Choice, ...]
    caution: str = ""
    blank: str | None = None
    several: bool = False
    said: str = ""


def asked_by(call: Call) -> list[Asked]:
    """Return the questions of a cell that calls ``lessons.quiz`` or ``lessons.claims_quiz``."""
    if call.name == claims_quiz.__name__:
        return [_claim(id_) for id_ in call.args or load_content().asked_in("claims")]
    lesson, *ids = call.args
    known = {question.id: question for question in load_content().questions_of(lesson)}
    return [_question(known[id_]) for id_ in ids or load_content().asked_in(lesson)]


def _question(question: Any) -> Asked:
    unread = UNREAD_SOURCE if load_content().rests_on_unverified(question) else ""
    if question.kind == "numeric":
        answer = f"{question.answer:g} {question.unit}".rstrip()
        said = f"{answer}. {question.feedback_right}"
        return Asked(question.stem, (), unread, blank=question.unit, said=said)
    choices = tuple(
        Choice(option.text, option.correct, option.feedback) for option in question.options
    )
    return Asked(question.stem, choices, unread, several=question.kind == "multiple")


def _claim(id_: str) -> Asked:
    claim = load_content().claims[id_]
    unread = UNREAD_VERDICT_SOURCE if load_content().rests_on_unverified(claim) else ""
    choices = tuple(
        Choice(text, verdict == claim.verdict, "") for verdict, text in VERDICTS.items()
    )
    said = f"{claim.evidence} Sources: {short_sources(claim)}."
    return Asked(f"A lay article says: “{claim.text}”", choices, unread, said=said)


def quiz_markup(questions: Sequence[Asked], first: int) -> str:
    """Return questions as HTML, numbered from `first`, each with an answer that unfolds."""
    items = "".join(_item(question, number) for number, question in enumerate(questions, first))
    return f'<div class="quiz">{items}</div>'


def _item(asked: Asked, number: int) -> str:
    parts = [f'<p class="stem"><strong>Question {number}.</strong> {escape(asked.stem)}</p>']
    if asked.caution:
        parts.append(f'<p class="caution">{escape(asked.caution)}</p>')
    if asked.blank is not None:
        parts.append(f'<p class="blank">________ {escape(asked.blank)}</p>')
    else:
        kind = "several" if asked.several else "one"
        options = "".join(f"<li>{escape(choice.text)}</li>" for choice in asked.choices)
        parts.append(f'<ul class="options {kind}">{options}</ul>')
    parts.append(opening(f"Answer to question {number}", "".join(_verdicts(asked)), "answer"))
    return f'<div class="question">{"".join(parts)}</div>'


def _verdicts(asked: Asked) -> Iterator[str]:
    explained = [choice for choice in asked.choices if choice.right or choice.said]
    if explained:
        yield f'<ul class="verdicts">{"".join(_verdict(choice) for choice in explained)}</ul>'
    if asked.said:
        yield f"<p>{escape(asked.said)}</p>"


def _verdict(choice: Choice) -> str:
    mark, kind = ("Right", "right") if choice.right else ("Not right", "wrong")
    said = choice.said.removeprefix("Right. ")
    return f'<li class="{kind}"><strong>{mark}: {escape(choice.text)}.</strong> {escape(said)}</li>'


def answers_markup(questions: Sequence[Asked], riddles: Sequence[str] = ()) -> str:
    """Return the answers of a lesson for the end of its handout.

    Parameters
    ----------
    questions : sequence of Asked
        In the order of their numbers.
    riddles : sequence of str
        Answers to what is asked without a number.
    """
    items = "".join(f"<li>{_in_full(asked)}</li>" for asked in questions)
    unnumbered = "".join(f"<p>{escape(answer)}</p>" for answer in riddles)
    return (
        '<div class="answers-at-end"><p class="answers-title">Answers</p>'
        f"<ol>{items}</ol>{unnumbered}</div>"
    )


def _in_full(asked: Asked) -> str:
    """Return an answer: a line for each option that is judged, then what is said of all."""
    judged = [choice for choice in asked.choices if choice.right or choice.said]
    lines = "".join(f"<li>{_judged(choice)}</li>" for choice in judged)
    options = f"<ul>{lines}</ul>" if lines else ""
    # Numbers begin with the answer itself, which needs no verdict.
    return options + escape(asked.said.replace(". Right. ", ". ", 1))


def _judged(choice: Choice) -> str:
    verdict = "right" if choice.right else "wrong"
    line = f"{escape(choice.text)}: <strong>{verdict}</strong>"
    reason = choice.said.removeprefix("Right. ")
    return f"{line}. {escape(reason)}" if reason else f"{line}."
