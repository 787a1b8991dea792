"""What is said of a visit afterwards: needed, missed, unnecessary, dangerous; and where to read."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from neuro_edu.clinic.chart import Chart
from neuro_edu.clinic.judgement import NEAR_POINTS, POINTS, RIGHT_POINTS, Judgement
from neuro_edu.clinic.judging import judge
from neuro_edu.clinic.percents import in_percents
from neuro_edu.clinic.rivals import Rival, rivals_of
from neuro_edu.clinic.timing import bedside_time
from neuro_edu.clinic.visit import Visit
from neuro_edu.content import load_content
from neuro_edu.errors import ParameterError

# Grades of what was needed, and of what sends the reader back to a lesson.
_NEEDED = ("needed", "left undone", "missed")
_WRONG = ("dangerous", "left undone", "missed", "unnecessary")


@dataclass(frozen=True, kw_only=True)
class Moved:
    """The differential at one time; `true_share` is the probability of what the patient has."""

    day: int
    n_done: int
    shares: Mapping[str, float]
    true_share: float


@dataclass(frozen=True, kw_only=True)
class LessonLink:
    """A section of a lesson that helps, by its objective."""

    lesson: str
    objective: str
    text: str


@dataclass(frozen=True, kw_only=True)
class Debrief:
    """What is said of a visit.

    Attributes
    ----------
    title, condition, diagnosis : str
        The patient, the id of the disease, and that of the diagnosis committed to.
    right, near : bool
        Whether the diagnosis is right, or of the same family.
    verdict : str
        One sentence.
    time : str
        How long history and examination took, in one sentence.
    needed_done, left_undone, missed, not_yet, optional_done, unnecessary, dangerous, \
near_misses : tuple
        Of `Judgement`. What was left undone was missed, and that harms; what is not yet done are
        treatments, as long as nobody has treated; near misses were asked for and stopped by a
        check.
    rivals : tuple of Rival
        What the student thought of and what is easily thought of, the likeliest first.
    differential : tuple of Moved
    lessons : tuple of LessonLink
        For what was missed or done wrongly, the commonest first.
    explanation, wrong_turn, teaching_point : str
        Markdown.
    points, points_possible : int
    """

    title: str
    condition: str
    diagnosis: str
    right: bool
    near: bool
    verdict: str
    time: str
    needed_done: tuple[Judgement, ...]
    left_undone: tuple[Judgement, ...]
    missed: tuple[Judgement, ...]
    not_yet: tuple[Judgement, ...]
    optional_done: tuple[Judgement, ...]
    unnecessary: tuple[Judgement, ...]
    dangerous: tuple[Judgement, ...]
    near_misses: tuple[Judgement, ...]
    differential: tuple[Moved, ...]
    rivals: tuple[Rival, ...]
    lessons: tuple[LessonLink, ...]
    explanation: str
    wrong_turn: str
    teaching_point: str
    points: int
    points_possible: int

    @property
    def groups(self) -> tuple[tuple[str, tuple[Judgement, ...]], ...]:
        """The eight groups with their headings, the gravest first."""
        return (
            ("Dangerous", self.dangerous),
            ("Near misses", self.near_misses),
            ("Left undone, with harm", self.left_undone),
            ("Missed", self.missed),
            ("Not treated yet", self.not_yet),
            ("Unnecessary", self.unnecessary),
            ("Needed and done", self.needed_done),
            ("Also done, useful", self.optional_done),
        )

    def report(self) -> str:
        """Return one page of Markdown."""
        lines = [f"# {self.title}", "", f"**{self.verdict}**", ""]
        lines += [f"{self.points} of {self.points_possible} points. {self.time}", ""]
        lines += [self.explanation, ""]
        for heading, group in self.groups:
            if group:
                lines += [f"## {heading}", ""]
                lines += [
                    f"- **{one.label}**: {one.reason} {_sources(one.references)}".rstrip()
                    for one in group
                ]
                lines.append("")
        if self.rivals:
            lines += ["## Why not the others", ""]
            lines += [f"- **{rival.name}**: {rival.against}" for rival in self.rivals] + [""]
        if self.differential:
            lines += ["## How the differential moved", ""]
            lines += [_moved(row) for row in self.differential] + [""]
        for heading, text in (
            ("A wrong turn", self.wrong_turn),
            ("Take home", self.teaching_point),
        ):
            if text:
                lines += [f"## {heading}", "", text, ""]
        if self.lessons:
            lines += ["## Where to read on", ""]
            lines += [f"- {link.lesson}: {link.text}" for link in self.lessons]
        return "\n".join(lines).rstrip() + "\n"


def debrief(visit: Visit) -> Debrief:
    """Return what is said of a visit.

    Parameters
    ----------
    visit : Visit
        With a diagnosis.

    Returns
    -------
    Debrief

    Raises
    ------
    ParameterError
        If no diagnosis has been committed.
    """
    chart, diagnosis = visit.chart, visit.diagnosis
    if diagnosis is None:
        raise ParameterError("commit to a diagnosis before you read the debrief")
    judged = judge(visit)
    right = diagnosis == chart.condition
    near = not right and _family(diagnosis) == _family(chart.condition)
    bonus = RIGHT_POINTS if right else NEAR_POINTS if near else 0
    needed = sum(len(judged[grade]) for grade in _NEEDED)
    points = bonus + sum(one.points for group in judged.values() for one in group)
    wrong = [one for grade in _WRONG for one in judged[grade]]
    return Debrief(
        title=chart.title,
        condition=chart.condition,
        diagnosis=diagnosis,
        right=right,
        near=near,
        verdict=_verdict(chart, diagnosis, near, judged),
        time=bedside_time(visit).in_words,
        needed_done=judged["needed"],
        left_undone=judged["left undone"],
        missed=judged["missed"],
        not_yet=judged["not yet"],
        optional_done=judged["optional"],
        unnecessary=judged["unnecessary"],
        dangerous=judged["dangerous"],
        near_misses=judged["near miss"],
        differential=_moves(visit),
        rivals=rivals_of(visit, diagnosis),
        lessons=_links(wrong),
        explanation=chart.explanation,
        wrong_turn=chart.wrong_turn,
        teaching_point=chart.teaching_point,
        points=points,
        points_possible=RIGHT_POINTS + needed * POINTS["needed"],
    )


def _family(condition: str) -> str:
    group = load_content().conditions[condition].group
    if group == "mimic":  # what they share is only that they are something else
        return condition
    # Autoimmune disease and tumour are often both there in one patient.
    return "autoimmune" if group == "tumour" else group


def _verdict(
    chart: Chart, diagnosis: str, near: bool, judged: Mapping[str, tuple[Judgement, ...]]
) -> str:
    conditions = load_content().conditions
    truth = conditions[chart.condition].name
    if diagnosis == chart.condition:
        said = f"Right: {truth}"
    else:
        how = "Near, of the same family" if near else "Not right"
        said = f"{how}: you said {conditions[diagnosis].name}, the patient has {truth}"
    n_needed, n_harmful = sum(len(judged[grade]) for grade in _NEEDED), len(judged["left undone"])
    harm = f" ({n_harmful} left undone with harm)" if n_harmful else ""
    return (
        f"{said}; {len(judged['needed'])} of {n_needed} needed steps done{harm}, "
        f"{len(judged['unnecessary'])} unnecessary, {len(judged['dangerous'])} dangerous."
    )


def _moves(visit: Visit) -> tuple[Moved, ...]:
    return tuple(
        Moved(
            day=day,
            n_done=n_done,
            shares=MappingProxyType(dict(shares)),
            true_share=shares.get(visit.chart.condition, 0.0),
        )
        for day, n_done, shares in visit.differentials
    )


def _moved(row: Moved) -> str:
    (percent,) = in_percents((row.true_share,))
    return f"- Day {row.day}, after {row.n_done} steps: {percent} for what the patient has."


def _sources(references: tuple[str, ...]) -> str:
    return f"({', '.join(references)})" if references else ""


def _links(wrong: Iterable[Judgement]) -> tuple[LessonLink, ...]:
    objectives = load_content().objectives
    counts: dict[str, int] = {}
    for one in wrong:
        for id_ in one.objectives:
            counts[id_] = counts.get(id_, 0) + 1
    return tuple(
        LessonLink(lesson=objectives[id_].lesson, objective=id_, text=objectives[id_].text)
        for id_ in sorted(counts, key=lambda id_: (-counts[id_], id_))
    )
