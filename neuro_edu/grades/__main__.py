"""Scores of a class as a table for Moodle or Canvas.

The files are kept by the students themselves: the scores show who has worked through what; they
prove nothing.
"""

import argparse
import sys
from pathlib import Path

from neuro_edu.content import load_content
from neuro_edu.grades.formats import FORMATS, as_csv
from neuro_edu.grades.gather import gather
from neuro_edu.grades.roster import Person, matched, read_roster, unlisted
from neuro_edu.grades.scores import Marks, lesson_scores
from neuro_edu.shared_file import write_whole


def main(arguments: list[str] | None = None) -> int:
    """Gather the files of a class and write the table.

    Parameters
    ----------
    arguments : list of str, optional
        Command-line arguments; those of the process if None.

    Returns
    -------
    int
        0 if the table is written, 1 if no student's file could be used or it cannot be written.
    """
    chosen = _parser().parse_args(arguments)
    leave_out = [path for path in (chosen.output, chosen.roster) if path]
    try:
        people = read_roster(chosen.roster) if chosen.roster else None
        gathered = gather(chosen.folder, leave_out)
    except (OSError, ValueError) as error:
        sys.stderr.write(f"{error}\n")
        return 1
    marks, strangers = _by_person(people, gathered.marks)
    for sentence in (*gathered.skipped, *strangers):
        sys.stderr.write(f"{sentence}\n")
    if not any(marks.values()):
        sys.stderr.write(f"No file of a student could be used in {chosen.folder}.\n")
        return 1
    content = load_content()
    rows = [(p, lesson_scores(content, m, count=chosen.count)) for p, m in marks.items()]
    titles = list(lesson_scores(content, {}))
    try:
        write_whole(chosen.output, as_csv(rows, titles, chosen.format, excel=chosen.excel))
    except OSError as error:
        sys.stderr.write(f"{chosen.output} cannot be written: {error.strerror}\n")
        return 1
    n_used = sum(bool(found) for found in marks.values())
    n_left_out = len(gathered.skipped) + len(strangers)
    sys.stdout.write(
        f"{n_used} of {len(rows)} students have a score; {n_left_out} left out. "
        f"Written to {chosen.output}.\n"
    )
    return 0


def _by_person(
    people: list[Person] | None, found: dict[str, Marks]
) -> tuple[dict[Person, Marks], list[str]]:
    """Return the marks of everybody in the class, and a sentence for each file of nobody."""
    if people is None:
        return {unlisted(key): marks for key, marks in found.items()}, []
    owners = matched(people, found)
    strangers = [
        f"{key!r} is left out: the class list has no such student, or several."
        for key, person in owners.items()
        if person is None
    ]
    marks: dict[Person, Marks] = {person: {} for person in people}
    marks |= {person: found[key] for key, person in owners.items() if person is not None}
    return marks, strangers


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m neuro_edu.grades", description=__doc__)
    verbs = parser.add_subparsers(required=True, metavar="collect")
    collect = verbs.add_parser("collect", help="gather the files of a class", description=__doc__)
    collect.add_argument(
        "folder", type=Path, help="folder with a folder, or a file, for each student"
    )
    collect.add_argument("--format", choices=tuple(FORMATS), required=True)
    collect.add_argument(
        "--roster", type=Path, help="the class as exported by Moodle (participants) or Canvas"
    )
    collect.add_argument(
        "--count",
        choices=("best", "first"),
        default="best",
        help="best: right in the end counts (default); first: only the first answer",
    )
    collect.add_argument("--excel", action="store_true", help="for opening the table in Excel")
    collect.add_argument("-o", "--output", type=Path, required=True, help="table to write")
    return parser


if __name__ == "__main__":
    raise SystemExit(main())
