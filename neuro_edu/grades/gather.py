"""Find and read the files of a class: folders of a hub's homes, or exports that were handed in."""

import csv
import io
import os
import re
import stat
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

from neuro_edu.grades.scores import Mark, Marks, joined, marks_of
from neuro_edu.progress_records import NewerVersionError, from_json

_EXPORTED = ("question_id", "lesson", "first_answer_right", "best")
_LARGEST_BYTES = 2_000_000
_NOT_ENTERED = {".cache", ".git", ".ipynb_checkpoints", "Trash", "node_modules"}
# What Moodle and Canvas make of a student's name when all that was handed in is downloaded.
_MOODLE = re.compile(r"^(?P<who>.+?)_\d+_assignsubmission_file_?$")
_CANVAS = re.compile(r"^[^_]+_(?:LATE_)?(?P<who>\d+)_\d+_neuro_edu_progress.*$", re.IGNORECASE)


class UnreadableError(ValueError):
    """A file that cannot be used, and why, in words."""


@dataclass(frozen=True, kw_only=True)
class Gathered:
    """What was found.

    Attributes
    ----------
    marks : dict
        Marks of each student, by the name that the files carry.
    skipped : tuple of str
        One sentence for each file that could not be used.
    """

    marks: dict[str, Marks]
    skipped: tuple[str, ...]


def gather(folder: Path, leave_out: Collection[Path] = ()) -> Gathered:
    """Read every file of progress below a folder.

    The folder holds either one folder for each student (a hub's homes, or what Moodle makes of a
    download of everything handed in) or one file for each (named after the student, or what Canvas
    makes). Used are ``progress.json`` and exports as CSV; links are not followed.

    Parameters
    ----------
    folder : Path
        Where to look.
    leave_out : collection of Path
        Files that stand there for another reason.

    Raises
    ------
    NotADirectoryError
        If there is no such folder.
    """
    if not folder.is_dir():
        raise NotADirectoryError(f"there is no folder {folder}")
    others = {path.resolve() for path in leave_out}
    marks: dict[str, Marks] = {}
    candidates = list(_candidates(folder))
    skipped = [
        f"{str(path)!r} is left out: no export of this course is in it."
        for path in _without(folder, candidates)
    ]
    for path in candidates:
        if path.resolve() in others:
            continue
        try:
            who = student_of(path.relative_to(folder))
            found = read_marks(path)
        except (UnreadableError, OSError) as error:
            why = error.strerror if isinstance(error, OSError) else str(error)
            skipped.append(f"{str(path)!r} is left out: {why}.")
        else:
            marks[who] = joined(marks.get(who, {}), found)
    return Gathered(marks=marks, skipped=tuple(skipped))


def _candidates(folder: Path) -> Iterator[Path]:
    for where, folders, names in os.walk(folder):
        folders[:] = sorted(set(folders) - _NOT_ENTERED)
        # A student's home holds much else; what was handed in is meant to count.
        on_top = Path(where) == folder
        handed_in = not on_top and bool(_MOODLE.match(Path(where).relative_to(folder).parts[0]))
        for name in sorted(names):
            if _is_ours(name) or (not name.startswith(".") and (on_top or handed_in)):
                yield Path(where, name)


def _is_ours(name: str) -> bool:
    exported = name.lower().endswith(".csv") and "neuro_edu_progress" in name
    return name == "progress.json" or exported


def _without(folder: Path, candidates: Collection[Path]) -> Iterator[Path]:
    """Yield the folders of students in which nothing was found."""
    found = {path.relative_to(folder).parts[0] for path in candidates}
    for path in sorted(folder.iterdir()):
        hidden = path.name.startswith(".") or path.name in _NOT_ENTERED
        if path.is_dir() and not hidden and path.name not in found:
            yield path


def student_of(path: Path) -> str:
    """Return whose file it is: by its folder, else by its own name.

    Parameters
    ----------
    path : Path
        The file, relative to the folder of the class.

    Raises
    ------
    UnreadableError
        If the path does not say.
    """
    name = path.parts[0] if len(path.parts) > 1 else path.stem
    match = (_MOODLE if len(path.parts) > 1 else _CANVAS).match(name)
    if match:
        name = match["who"]
    name = name.removeprefix("jupyter-").strip()
    if name in ("", "progress") or (not match and name.startswith("neuro_edu_progress")):
        raise UnreadableError("its name does not say whose it is; name it after the student")
    return name


def read_marks(path: Path) -> Marks:
    """Read a file of progress or an export of it.

    Raises
    ------
    UnreadableError
        If it is neither, or damaged.
    OSError
        If it cannot be opened.
    """
    if path.suffix.lower() not in (".csv", ".json"):
        raise UnreadableError("it is no export of this course")
    data = _bytes_of(path)
    if path.suffix.lower() == ".csv":
        return _from_csv(data)
    try:
        return marks_of(from_json(data))
    except NewerVersionError:
        raise UnreadableError("a newer version of the course has written it") from None
    except ValueError:
        raise UnreadableError("it is not a file of progress, or it is damaged") from None


def _bytes_of(path: Path) -> bytes:
    # The files are their students': a link could lead to another's, a pipe would never end.
    safely = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
    handle = os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0) | safely)
    with os.fdopen(handle, "rb") as file:
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            raise UnreadableError("it is not a plain file")
        data = file.read(_LARGEST_BYTES + 1)
    if len(data) > _LARGEST_BYTES:
        raise UnreadableError("it is too large to be a file of progress")
    return data


def _from_csv(data: bytes) -> Marks:
    try:
        rows = csv.DictReader(io.StringIO(data.decode("utf-8-sig")), strict=True)
        if not set(_EXPORTED) <= set(rows.fieldnames or ()):
            raise UnreadableError("it is no export of this course: it has other columns")
        marks: dict[str, dict[str, Mark]] = {}
        for row in rows:
            flags = [row[name] for name in _EXPORTED[2:]]
            if not row["lesson"] or not row["question_id"] or not set(flags) <= {"0", "1"}:
                raise UnreadableError(f"its line {rows.line_num} is damaged")
            mark = Mark(first=flags[0] == "1", best=flags[1] == "1")
            marks.setdefault(row["lesson"], {})[row["question_id"]] = mark
    except (UnicodeDecodeError, csv.Error):
        raise UnreadableError("it is not a CSV file in UTF-8") from None
    return marks
