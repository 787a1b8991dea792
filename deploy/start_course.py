"""Start a student's server on a hub, with the lessons of the course in the student's own folder.

A hub runs this instead of ``jupyterhub-singleuser``, as the student:

    python start_course.py FOLDER_WITH_THE_LESSONS [OPTION ...]

It lays the lessons into ``neuro_edu`` in the student's home and then becomes the server, to which
it hands its further options. Nothing that a student wrote is ever lost: a lesson in which nobody
changed a word or a line of code is replaced when the course brings a newer one; one that the
student did change is kept beside it under another name. Answers are not in the lessons but in the
file of progress, which this never touches.

Needs nothing but Python.
"""

import hashlib
import json
import os
import shutil
import sys
from datetime import UTC, datetime
from pathlib import Path

SERVER = "jupyterhub-singleuser"
#: In the student's home.
COPY = "neuro_edu"
#: In there, a link to the lessons as they came.
ORIGINALS = "originals (read only)"
#: What was last laid there: lesson to the fingerprint of its text and code.
RECORD = ".given.json"


def fingerprint(notebook: Path) -> str:
    """Return what stands for the text and the code of a notebook, whatever it shows."""
    try:
        cells = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
        words = [[cell["cell_type"], "".join(cell["source"])] for cell in cells]
    except (ValueError, KeyError, TypeError):
        # Not a notebook (any more): the student's, whatever it is.
        return "unknown"
    return hashlib.sha256(json.dumps(words).encode()).hexdigest()


def bring_up_to_date(shared: Path, copy: Path) -> list[str]:
    """Bring the student's copy of the lessons up to date, and return what was done.

    Parameters
    ----------
    shared : Path
        The folder with the lessons of the course; only read.
    copy : Path
        The student's folder.
    """
    copy.mkdir(parents=True, exist_ok=True)
    given, done = _read_record(copy), []
    for source in sorted(shared.glob("*.ipynb")):
        target = copy / source.name
        now = fingerprint(source)
        if os.path.lexists(target) and fingerprint_if_file(target) != now:
            if given.get(source.name) == now:
                continue  # The student has changed it, the course has not.
            if fingerprint_if_file(target) != given.get(source.name):
                kept = _free_name(target)
                target.rename(kept)
                done.append(f"{source.name} is new; yours is kept as {kept.name}")
        if not os.path.lexists(target) or fingerprint_if_file(target) != now:
            _lay(source, target)
            done.append(f"{source.name} laid into {copy}")
        given[source.name] = now
        _write_record(copy, given)
    _link(shared, copy / ORIGINALS)
    return done


def fingerprint_if_file(path: Path) -> str:
    """Return the fingerprint of a notebook, or of something else in its place."""
    return fingerprint(path) if path.is_file() else "unknown"


def _free_name(path: Path) -> Path:
    stem = f"{path.stem} (mine until {datetime.now(UTC):%Y-%m-%d})"
    found, number = path.with_name(f"{stem}{path.suffix}"), 1
    while os.path.lexists(found):
        number += 1
        found = path.with_name(f"{stem} {number}{path.suffix}")
    return found


def _lay(source: Path, target: Path) -> None:
    # In one step, so that a full disk or a stop leaves the old lesson or the new one.
    draft = target.with_name(f".{target.name}.new")
    # Without the rights of the original, which nobody may write.
    shutil.copyfile(source, draft)
    os.replace(draft, target)


def _link(shared: Path, link: Path) -> None:
    if link.is_symlink():
        link.unlink()
    if not os.path.lexists(link):
        link.symlink_to(shared.resolve(), target_is_directory=True)


def _read_record(copy: Path) -> dict[str, str]:
    try:
        given = json.loads((copy / RECORD).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return given if isinstance(given, dict) else {}


def _write_record(copy: Path, given: dict[str, str]) -> None:
    draft = copy / f"{RECORD}.new"
    draft.write_text(json.dumps(given, indent=1), encoding="utf-8")
    os.replace(draft, copy / RECORD)


def main(arguments: list[str]) -> None:
    """Bring the lessons up to date and become the server."""
    shared, *options = arguments
    try:
        for sentence in bring_up_to_date(Path(shared), Path.home() / COPY):
            sys.stderr.write(f"neuro_edu: {sentence}\n")
    except OSError as error:
        # A student without the newest lessons is better off than one without a server.
        sys.stderr.write(f"neuro_edu: the lessons could not be brought up to date: {error}\n")
    sys.stderr.flush()
    beside = Path(sys.executable).with_name(SERVER)
    server = str(beside) if beside.exists() else SERVER
    os.execvp(server, [server, *options])


if __name__ == "__main__":
    main(sys.argv[1:])
