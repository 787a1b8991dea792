"""Kernels that write at once, and kernels that are killed while they write."""

import os
import signal
import subprocess
import sys

import pytest

from neuro_edu.progress import Progress
from neuro_edu.shared_file import locked

WRITE_MANY = """
import sys
from pathlib import Path
from neuro_edu.progress import Progress
progress = Progress(Path(sys.argv[1]))
sys.stdin.readline()
for number in range(40):
    progress.record("lesson", f"{sys.argv[2]}-{number}", (number,), True)
    progress.record("lesson", "shared", (number,), True)
assert progress.problem == "", progress.problem
"""

# Writes once, then stops for ever at the worst moment of the second write.
STOP_WHILE_WRITING = """
import os, sys, time
from pathlib import Path
from neuro_edu.progress import Progress
progress = Progress(Path(sys.argv[1]))
progress.record("lesson", "before", (1,), True)
def stop(*_):
    print("now", flush=True)
    time.sleep(600)
setattr(os, sys.argv[2], stop)
progress.record("lesson", "lost", (2,), True)
"""

WRITE_FOR_EVER = """
import sys
from pathlib import Path
from neuro_edu.progress import Progress
progress = Progress(Path(sys.argv[1]))
number = 0
while True:
    progress.record("lesson", f"q{number}", (number,), True)
    print(number, flush=True)
    number += 1
"""


def start(code: str, *arguments: str) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-c", code, *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def test_two_programs_at_once_lose_nothing(progress_file):
    writers = [start(WRITE_MANY, str(progress_file), name) for name in "ab"]
    for writer in writers:
        writer.stdin.write("go\n")
        writer.stdin.flush()
    for writer in writers:
        writer.communicate(timeout=60)
        assert writer.returncode == 0
    found = Progress(progress_file).records()["lesson"]
    assert set(found) == {f"{name}-{n}" for name in "ab" for n in range(40)} | {"shared"}
    assert found["shared"].tries == 80


@pytest.mark.skipif(sys.platform == "win32", reason="needs SIGKILL")
@pytest.mark.parametrize("moment", ["fsync", "replace"])
def test_a_program_killed_while_it_writes_leaves_the_old_answers(progress_file, moment):
    victim = start(STOP_WHILE_WRITING, str(progress_file), moment)
    with victim:
        assert victim.stdout.readline() == "now\n"
        os.kill(victim.pid, signal.SIGKILL)
    survivor = Progress(progress_file)
    assert list(survivor.records()["lesson"]) == ["before"]
    survivor.record("lesson", "after", (3,), True)
    assert survivor.problem == ""
    assert list(Progress(progress_file).records()["lesson"]) == ["before", "after"]
    names = {path.name for path in progress_file.parent.iterdir()}
    assert names == {"progress.json", "progress.json.lock"}


@pytest.mark.skipif(sys.platform == "win32", reason="needs SIGKILL")
@pytest.mark.parametrize("n_writes", [1, 7, 20])
def test_a_program_killed_at_any_moment_keeps_what_it_said_it_had_kept(progress_file, n_writes):
    victim = start(WRITE_FOR_EVER, str(progress_file))
    with victim:
        for _ in range(n_writes):
            said = int(victim.stdout.readline())
        os.kill(victim.pid, signal.SIGKILL)
    survivor = Progress(progress_file)
    assert {f"q{number}" for number in range(said + 1)} <= set(survivor.records()["lesson"])
    assert survivor.problem == ""


def test_a_lock_held_by_another_program_does_not_block_the_lesson(progress_file, monkeypatch):
    monkeypatch.setattr("neuro_edu.shared_file._PATIENCE_S", 0.05)
    progress = Progress(progress_file)
    with locked(progress_file):  # a second handle of this program is as foreign to the lock
        progress.record("lesson", "q", (1,), True)
        assert "cannot be written" in progress.problem
        assert progress.records()["lesson"]["q"].right
    progress.record("lesson", "r", (1,), True)
    assert progress.problem == ""
    assert set(Progress(progress_file).records()["lesson"]) == {"q", "r"}
