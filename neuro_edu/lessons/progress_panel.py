"""What the student has answered so far, by lesson."""

from collections.abc import Iterator, Mapping

from neuro_edu.content import Content, load_content, short_title
from neuro_edu.lessons.activities import CASE_STEPS, CLAIMS, DIAGNOSES, LISTENING, ORIGIN
from neuro_edu.lessons.clinic_progress import clinic_rows
from neuro_edu.progress import Progress, my_progress
from neuro_edu.progress_records import Record, Records
from neuro_edu.widgets.records import Overview, RecordsView, Rows

NOTHING_YET = "Your progress: no answers yet."
_RIDDLES = (
    (LISTENING, "Listening test", "Discharge"),
    (ORIGIN, "Where does it come from?", "Origin"),
)


def progress() -> RecordsView:
    """Show what was answered so far, with buttons to export it as CSV and to forget it.

    The CSV file goes to the downloads of the student's own browser.
    """
    mine = my_progress()
    return RecordsView(
        lambda: _overview(mine),
        mine.to_csv,
        lambda: _forget(mine),
        title="Your progress",
        file_name="neuro_edu_progress.csv",
        empty=NOTHING_YET,
    )


def _overview(mine: Progress) -> Overview:
    content, records = load_content(), mine.records()
    tables = [("Questions by lesson", _question_rows(content, records))]
    tables += [
        (title, _riddle_rows(noun, records[activity]))
        for activity, title, noun in _RIDDLES
        if activity in records
    ]
    if DIAGNOSES in records:
        tables.append(("Cases", _case_rows(content, records)))
    visits = clinic_rows(records)
    if len(visits) > 1:
        tables.append(("Virtual clinic", visits))
    where = f"Your answers are kept in {mine.path} and nowhere else."
    return Overview(tables=tuple(tables), notice=mine.problem or where)


def _question_rows(content: Content, records: Records) -> Rows:
    titles = {lesson: short_title(lesson) for lesson in content.lessons_with_questions()}
    titles[CLAIMS] = "Claims of lay articles"
    rows, sums = [], [0, 0, 0, 0]
    for activity, title in titles.items():
        ids = content.asked_in(activity)
        known = records.get(activity, {})
        answered = [known[id_] for id_ in ids if id_ in known]
        at_once = sum(record.first_right is True for record in answered)
        by_now = sum(record.n_right > 0 for record in answered)
        counts = [at_once, by_now, len(answered), len(ids)]
        sums = [total + count for total, count in zip(sums, counts, strict=True)]
        rows.append((title, *map(str, counts)))
    header = ("Lesson", "Right at once", "Right by now", "Answered", "Questions")
    return [header, *rows, ("Together", *map(str, sums))]


def _riddle_rows(noun: str, records: Mapping[str, Record]) -> Rows:
    header = (noun, "Named rightly", "Answered")
    rows = [
        (item.replace("-", " ").replace("_", " ").capitalize(), str(r.n_right), str(r.tries))
        for item, r in sorted(records.items())
    ]
    return [header, *rows]


def _case_rows(content: Content, records: Records) -> Rows:
    return [("Case", "First diagnosis", "Tries", "Tests seen"), *_cases(content, records)]


def _cases(content: Content, records: Records) -> Iterator[tuple[str, ...]]:
    for case_id, record in records[DIAGNOSES].items():
        if case_id in content.cases:
            steps = records.get(CASE_STEPS, {})
            n_tests = sum(step.startswith(f"{case_id}: tests: ") for step in steps)
            first = "right" if record.first_right else "not right"
            yield content.cases[case_id].title, first, str(record.tries), str(n_tests)


def _forget(mine: Progress) -> str:
    kept = mine.reset()
    if kept:
        return f"Everything is forgotten. A copy is kept as {kept}."
    return mine.problem or "Everything is forgotten."
