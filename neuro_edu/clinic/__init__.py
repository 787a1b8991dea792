"""The virtual clinic without a page: a visit, what it shows, and what is said of it afterwards.

Nothing here draws or knows a widget. A `Visit` is frozen; each action returns a `Reply`, which
holds the words to read and the visit that has grown by this action::

    visit = Visit.begin("teacher-calf-cramps")      # or "unseen-17": a generated patient
    reply = visit.ask("sleep")                      # .text: the patient's own words
    visit = reply.visit
    visit = visit.examine("reflexes").visit         # a finding
    reply = visit.order("needle-emg")               # .text, .days_passed, .discomfort, .signals
    visit = reply.visit.set_differential({"tetany": 0.3, "lead": 0.1}).visit
    visit = visit.commit("tetany").visit
    visit = visit.treat("carbamazepine", checks=("hla-b1502", "ecg", "sodium")).visit
    reply = visit.follow_up(2)                      # then 6 and 26 (weeks)
    print(debrief(reply.visit).verdict)

Patients
    ``case_ids() -> tuple[str, ...]``: the nine written cases, in order of the first lesson.
    ``unseen_id(number) -> str``: id of generated patient `number` (0 to 999,999), the same for all.
    ``chart(case_id) -> Chart``: `title`, `opening` (one paragraph: who comes and why), `age`,
    `sex`, `is_generated`, `note` (invented, unreviewed, sources), `alias` (the name to show instead
    of the id). Do not show `condition` or `id` before the student has committed.

``Visit`` (frozen, hashable by its log)
    ``Visit.begin(case_id, seed=0)``; ``case_id``, ``seed``, ``log`` (tuple of `Action`).
    ``ask(question)``, ``examine(part)``, ``order(test)``,
    ``set_differential({condition: probability})`` (shares of 1, their sum at most 1; the rest is
    "something else"), ``commit(diagnosis)``, ``treat(treatment, checks=())``,
    ``follow_up(weeks)`` (2, 6, 26; once each, in this order): each returns a `Reply`.
    ``do(action)`` is the same with an `Action`; ``replies`` tells everything again, in order.
    ``minutes`` (spent with the patient), ``day`` (days since the first meeting).
    ``differential`` (mapping as last set), ``differentials`` (tuple of (day, n_actions, mapping)),
    ``diagnosis`` (id or None), ``weeks_followed`` (tuple of int), ``is_over``.
    ``possible -> Possible``: what can be done now.
    ``to_json() -> str``; ``Visit.from_json(text)``: raises `ContentError` for a damaged log. Every
    prefix of a log can be loaded, and the log is all that is saved.
    Impossible or unknown actions raise `ParameterError` in one sentence for the student.

``Possible``
    ``questions``, ``parts``, ``tests``, ``diagnoses``, ``treatments``, ``checks``: tuples of
    `Choice`, always whole and in the same order; ``can_commit``, ``can_treat``: bool;
    ``follow_ups``: the weeks that can come next.

``Choice``
    ``id``, ``label``, ``group`` (a heading), ``done`` (already in the log),
    ``minutes`` (questions, parts), ``delay_days``, ``cost`` ("low", "middle", "high"),
    ``discomfort`` ("none", "slight", "moderate", "marked") for tests; ``checks`` (ids of the checks
    that belong to a treatment, to be offered as boxes: a few that do not belong are among them).
    Delay, cost and discomfort are teaching values.

``Reply``
    ``visit`` (grown), ``action``, ``heading``, ``text`` (Markdown as in the cases, with glossary
    links), ``minutes_passed``, ``days_passed``, ``day``, ``delay_days``, ``cost``, ``discomfort``
    ("" where it has no meaning), ``possible`` (that of the grown visit),
    ``regions`` (mapping of body region to "single", "rippling" or "strong", for the map of
    twitching; regions are `REGIONS`), ``signals`` (tuple of `Signal`), ``score`` (symptom score,
    0 to 10, of a follow-up; None elsewhere), ``warning`` (a harm that came about, or "").

``Signal``: something recorded from this patient by the simulation
    ``id``, ``label``, ``text`` (the finding in one sentence, with numbers), ``recording`` (a
    `Recording`: EMG, force, shocks; computed at first use and kept), ``findings``.

``debrief(visit) -> Debrief``: allowed once a diagnosis is committed
    ``right`` (bool), ``near`` (same family), ``condition`` (id), ``verdict`` (sentence),
    ``needed_done``, ``left_undone`` (missed, and that harms), ``missed``, ``not_yet``
    (treatments, while nobody has treated), ``unnecessary``, ``dangerous``, ``near_misses``,
    ``optional_done``: tuples of `Judgement`;
    ``time`` (sentence);
    ``rivals`` (tuple of `Rival`: ``name``, ``against``);
    ``differential`` (tuple of `Moved`: ``day``, ``n_done``, ``shares``, ``true_share``),
    ``lessons`` (tuple of `LessonLink`: ``lesson`` id, ``objective`` id, ``text``),
    ``wrong_turn``, ``teaching_point``, ``explanation`` (Markdown), ``points``, ``points_possible``,
    ``report() -> str`` (Markdown, one page).
``Judgement``: ``label``, ``grade``, ``reason``, ``references`` (ids), ``objectives`` and
``lessons`` (ids), ``points``.

For instructors
    ``ideal_path(case_id) -> tuple[Action, ...]``: can be replayed with `replay(case_id, actions)`.
    ``marking_grid(case_id) -> tuple[GridRow, ...]``: action(s), grade, reason, references, points.

``replay(case_id, actions, seed=0) -> Visit``.
``warm_up(case_id, seed=0, progress=None)`` computes all signals of a patient beforehand;
``Warming().begin(case_id)`` does so in a thread of its own.
"""

from neuro_edu.clinic.actions import WEEKS, Action
from neuro_edu.clinic.chart import Chart, case_ids, chart
from neuro_edu.clinic.choices import Choice, Possible
from neuro_edu.clinic.debrief import Debrief, LessonLink, Moved, debrief
from neuro_edu.clinic.generated import unseen_id
from neuro_edu.clinic.instructor import GridRow, ideal_path, marking_grid
from neuro_edu.clinic.judgement import Judgement
from neuro_edu.clinic.reply import Reply
from neuro_edu.clinic.rivals import Rival
from neuro_edu.clinic.signals import Signal
from neuro_edu.clinic.visit import Visit, replay
from neuro_edu.clinic.warming import Warming, warm_up
from neuro_edu.content.clinic_patients import BODY_REGIONS as REGIONS

__all__ = [
    "REGIONS",
    "WEEKS",
    "Action",
    "Chart",
    "Choice",
    "Debrief",
    "GridRow",
    "Judgement",
    "LessonLink",
    "Moved",
    "Possible",
    "Reply",
    "Rival",
    "Signal",
    "Visit",
    "Warming",
    "case_ids",
    "chart",
    "debrief",
    "ideal_path",
    "marking_grid",
    "replay",
    "unseen_id",
    "warm_up",
]
