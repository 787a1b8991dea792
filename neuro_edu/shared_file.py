"""A small text file that several running programs change: nothing lost, nothing half written."""

import contextlib
import os
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

_PATIENCE_S = 2.0
_PAUSE_S = 0.01


@contextlib.contextmanager
def locked(path: Path) -> Iterator[None]:
    """Keep other programs from changing a file meanwhile, by a lock on a file beside it.

    Parameters
    ----------
    path : Path
        The file to protect; its folder is made if need be.

    Raises
    ------
    OSError
        If the folder cannot be written, or another program holds the lock for two seconds.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    # The lock is the operating system's: it goes when its holder dies, so none is ever left over.
    # That is also why the file itself stays: a program could be waiting for it.
    handle = os.open(path.with_name(f"{path.name}.lock"), os.O_RDWR | os.O_CREAT, 0o600)
    try:
        deadline = time.monotonic() + _PATIENCE_S
        while not _took_lock(handle):
            if time.monotonic() > deadline:
                raise TimeoutError(f"{path} is in use by another program")
            time.sleep(_PAUSE_S)
        yield
    finally:
        os.close(handle)


if sys.platform == "win32":
    import msvcrt

    def _took_lock(handle: int) -> bool:
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except PermissionError:
            return False
        return True

elif sys.platform == "emscripten":

    def _took_lock(handle: int) -> bool:
        # In a browser's Python no other program sees the file.
        return True

else:
    import fcntl

    def _took_lock(handle: int) -> bool:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True


def write_whole(path: Path, text: str) -> None:
    """Replace a file in one step: after a crash it holds the old text or the new one.

    To be called with the lock held.

    Raises
    ------
    OSError
        If it cannot be written; the old text is still there then.
    """
    # One name for all: what a program killed here has left is overwritten by the next.
    draft = path.with_name(f"{path.name}.new")
    with open(draft, "w", encoding="utf-8", newline="\n", opener=_private) as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    os.replace(draft, path)


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def set_aside(path: Path, label: str) -> Path:
    """Rename a file so that it is out of the way but not lost, and return its new path.

    To be called with the lock held.

    Parameters
    ----------
    path : Path
        The file.
    label : str
        Word for the new name, which also gets the time (UTC), as in
        ``progress.damaged-20300131T091500.json``.

    Raises
    ------
    OSError
        If it cannot be renamed.
    """
    stamp = f"{path.stem}.{label}-{datetime.now(UTC):%Y%m%dT%H%M%S}"
    target = path.with_name(f"{stamp}{path.suffix}")
    number = 1
    while target.exists():
        number += 1
        target = path.with_name(f"{stamp}-{number}{path.suffix}")
    os.replace(path, target)
    return target
