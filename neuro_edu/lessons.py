"""What the notebooks call: one function per activity, joining a model to a widget."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from neuro_edu.content import cite, load_content, review_state
from neuro_edu.errors import ContentError
from neuro_edu.figures.membrane import MembraneView, describe_membrane
from neuro_edu.simulation.nerve.axon import AxonResult, simulate_axon
from neuro_edu.simulation.nerve.parameters import HEALTHY_AXON, NEUROMYOTONIC_AXON, AxonParameters
from neuro_edu.widgets import Control, Explorer, QuizView

_SHOCK_RECORD_MS = 150.0

UNREAD_SOURCE = "One source of this question was cited without being read."


def kv1_explorer() -> Explorer:
    """Take Kv1 channels away from a motor axon and count its spikes after one stimulus."""
    return _axon_explorer(HEALTHY_AXON, ["kv1_fraction"], title="Kv1 loss in a motor axon")


def kv7_explorer() -> Explorer:
    """Change the slow potassium channels of an axon that has lost its Kv1."""
    return _axon_explorer(
        NEUROMYOTONIC_AXON, ["kv1_fraction", "kv7_fraction"], title="What ends a group of spikes"
    )


def quiz(lesson: str, *ids: str) -> QuizView:
    """Ask the questions of a lesson, or only those with the given ids.

    Parameters
    ----------
    lesson : str
        Lesson id, such as ``"03_why_an_axon_will_not_stop"``.
    *ids : str
        Ids of questions, in the order to ask them; none for all.

    Raises
    ------
    ContentError
        If a lesson or question does not exist.
    """
    questions: dict[str, Any] = {
        question.id: question for question in load_content().questions_of(lesson)
    }
    for known, wanted in ((load_content().lessons_with_questions(), [lesson]), (questions, ids)):
        for name in wanted:
            if name not in known:
                raise ContentError(f"there is no {name!r}; there are {', '.join(known)}")
    asked = [questions[id_] for id_ in ids or questions]
    unread = [q.id for q in asked if load_content().rests_on_unverified(q)]
    return QuizView(asked, dict.fromkeys(unread, UNREAD_SOURCE))


class Prose:
    """Text that a notebook shows as Markdown."""

    def __init__(self, markdown: str) -> None:
        self._markdown = markdown

    def __repr__(self) -> str:
        """Return the text."""
        return self._markdown

    def _repr_markdown_(self) -> str:
        return self._markdown


def review_note() -> Prose:
    """Say how much of the content no clinician has read yet."""
    share = 100 * review_state(load_content()).unreviewed_fraction
    if share == 0:
        return Prose("Every text of this course has been reviewed by a clinician.")
    return Prose(
        f"{share:.0f} % of the texts of this course (claims, questions, cases and the like) have "
        "not been reviewed by a clinician yet. Where a lesson and your teacher differ, ask."
    )


def references(*ids: str) -> Prose:
    """List the sources with these ids of `references.toml`.

    Raises
    ------
    ContentError
        If a source does not exist.
    """
    known = load_content().references
    if not ids:
        raise ContentError("references needs at least one id of references.toml, got none")
    for id_ in ids:
        if id_ not in known:
            raise ContentError(f"references.toml has no reference {id_!r}; add it there")
    return Prose("\n".join(f"* {cite(known[id_])}" for id_ in dict.fromkeys(ids)))


def _axon_explorer(start: AxonParameters, names: Sequence[str], *, title: str) -> Explorer:
    healthy = simulate_axon(HEALTHY_AXON, duration_ms=_SHOCK_RECORD_MS)
    return Explorer(
        [_control(name, getattr(start, name)) for name in names],
        partial(_simulate_changed, start),
        MembraneView(healthy),
        describe_membrane,
        title=title,
    )


def _simulate_changed(start: AxonParameters, **shown: float) -> AxonResult:
    changes = {name: _model_value(name, value) for name, value in shown.items()}
    return simulate_axon(start.replace(**changes), duration_ms=_SHOCK_RECORD_MS)


def _control(name: str, value: float) -> Control:
    """Return the slider of a parameter, with the words and range of `parameters.toml`."""
    known = load_content().parameters[name]
    return Control(
        name=name,
        label=known.label,
        value=value * _scale(name),
        unit=known.unit,
        low=known.low,
        high=known.high,
        step=known.step,
        help=known.help,
    )


def _scale(name: str) -> float:
    return 100.0 if load_content().parameters[name].unit == "%" else 1.0


def _model_value(name: str, shown: float) -> float:
    return shown / _scale(name)
