"""What a student has answered so far, kept in a small file in the student's own data folder."""

import csv
import io
import os
import threading
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from neuro_edu.progress_records import (
    Chosen,
    Event,
    NewerVersionError,
    Records,
    from_json,
    merged,
    to_json,
)
from neuro_edu.shared_file import locked, set_aside, write_whole

PATH_VARIABLE = "NEURO_EDU_PROGRESS"
MEMORY_ONLY = (
    "Your answers cannot be written to {path}, so they last only until this notebook is stopped."
)
_NOT_READ = "The file with your earlier answers {fault}; it is kept as {path}, and a new one begun."
_COLUMNS = ("question_id", "lesson", "first_answer_right", "best", "tries", "last_time")


class Progress:
    """Answers kept in a file that several notebooks may write at once.

    No method raises because of the file: what cannot be written stays in memory, is tried again
    with the next answer, and `problem` says so.

    Parameters
    ----------
    path : Path
        The file; it and its folder are made with the first answer.

    Attributes
    ----------
    path : Path
        The file.
    problem : str
        One sentence for the student if the file could not be read or written; otherwise empty.
    """

    # Every change reads the file again and writes it whole, under a lock. An append-only log would
    # need no lock on Linux only, would grow for ever, and could end in half a line.

    def __init__(self, path: Path) -> None:
        self.path = path
        self.problem = ""
        # A notebook runs messages from the page in another thread than its cells.
        self._guard = threading.RLock()
        self._waiting: list[Event] = []
        self._set_aside = ""

    def records(self) -> Records:
        """Return everything answered so far, by activity and item."""
        with self._guard:
            return self._settle()

    def record(self, activity: str, item: str, chosen: Chosen, right: bool | None = None) -> None:
        """Keep an answer.

        Parameters
        ----------
        activity, item : str
            What was answered, such as a lesson's id and a question's.
        chosen : tuple of str, int or float
            The answer.
        right : bool, optional
            Whether it was right; None for a step that is neither right nor wrong.
        """
        time = datetime.now(UTC).isoformat(timespec="seconds")
        with self._guard:
            self._waiting.append(
                Event(activity=activity, item=item, chosen=chosen, right=right, time=time)
            )
            self._settle()

    def reopen(self, activity: str, *items: str) -> None:
        """Take the last answers of items away, but not how often and how well they went."""
        with self._guard:
            self._waiting += [Event(activity=activity, item=item) for item in items]
            self._settle()

    def reset(self) -> Path | None:
        """Forget everything, and return where the copy of the file is kept; None without a file."""
        with self._guard:
            self._waiting.clear()
            self._set_aside = ""
            try:
                if not self.path.exists():
                    return None
                with locked(self.path):
                    kept = set_aside(self.path, "backup")
            except OSError:
                self.problem = f"Your answers cannot be forgotten: {self.path} cannot be changed."
                return None
            self.problem = ""
            return kept

    def to_csv(self) -> str:
        """Return what was answered and marked as CSV with a header, one row per question.

        The columns are the question's id, its lesson, 1 or 0 for the first answer and for the best
        one, the number of tries, and the time of the last one (ISO 8601, UTC).
        """
        text = io.StringIO()
        writer = csv.writer(text, lineterminator="\r\n")
        writer.writerow(_COLUMNS)
        for activity, items in self.records().items():
            for item, record in items.items():
                if record.right is None:
                    continue
                first, best = int(bool(record.first_right)), int(record.n_right > 0)
                writer.writerow((item, activity, first, best, record.tries, record.last_time))
        return text.getvalue()

    def _settle(self) -> Records:
        """Write what waits and return everything."""
        try:
            if not self._waiting and not self.path.exists():
                return {}
            with locked(self.path):
                known = merged(self._load(), self._waiting)
                if self._waiting:
                    write_whole(self.path, to_json(known))
            self._waiting.clear()
            self.problem = self._set_aside
        except OSError:
            self.problem = MEMORY_ONLY.format(path=self.path)
            known = merged(self._peek(), self._waiting)
        return known

    def _load(self) -> Records:
        """Return what the file holds; move it out of the way if that is not what it should be."""
        try:
            return from_json(self.path.read_bytes())
        except FileNotFoundError:
            return {}
        except NewerVersionError:
            kept = set_aside(self.path, "newer")
            fault = "was written by a newer version of the course"
        except ValueError:
            kept = set_aside(self.path, "damaged")
            fault = "is damaged"
        self._set_aside = _NOT_READ.format(fault=fault, path=kept)
        return {}

    def _peek(self) -> Records:
        """Return what the file holds, where it can be read but not changed."""
        try:
            return from_json(self.path.read_bytes())
        except (OSError, ValueError):
            return {}


def my_progress() -> Progress:
    """Return the progress of whoever runs this notebook.

    The file is ``progress.json`` in the user's data folder, or the one that the environment
    variable NEURO_EDU_PROGRESS names.
    """
    named = os.environ.get(PATH_VARIABLE)
    if named:
        return _progress_in(Path(named))
    import platformdirs

    return _progress_in(platformdirs.user_data_path("neuro_edu", appauthor=False) / "progress.json")


@cache
def _progress_in(path: Path) -> Progress:
    # One object for each file, so that all panels share what could not be written.
    return Progress(path)
