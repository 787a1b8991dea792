"""Python in a browser has no threads, no processes, no locks on files and no numba."""

import ast
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
#: Modules that Pyodide lacks, or that can do nothing there.
ABSENT = (
    "_posixsubprocess", "curses", "fcntl", "grp", "llvmlite", "msvcrt", "multiprocessing", "numba",
    "pwd", "resource", "select", "socket", "ssl", "subprocess", "termios", "urllib.request",
)  # fmt: skip
# What others do with them when they are imported is Pyodide's business, and done before.
BROWSER = f"""
import sys
import anywidget, ipywidgets, matplotlib.backends.backend_agg, matplotlib.figure, numpy.random
import PIL.Image, packaging.requirements, platformdirs, concurrent.futures.thread, wave, csv
import importlib.metadata, importlib.resources, pkgutil, threading, traceback
sys.platform = "emscripten"
for name in {ABSENT!r}:
    sys.modules[name] = None
def start(thread):
    raise RuntimeError("can't start new thread")
threading.Thread.start = start
"""
# A server's own; no notebook imports it.
SERVER = ("neuro_edu.serving",)
IMPORT_ALL = f"""
import neuro_edu
found = pkgutil.walk_packages(neuro_edu.__path__, "neuro_edu.")
names = [module.name for module in found if not module.name.endswith("__main__")]
names = [name for name in names if name not in {SERVER!r}]
for name in names:
    importlib.import_module(name)
print(len(names), threading.active_count(), *sys.modules.keys() & set({SERVER!r}))
"""
KEEP = """
from neuro_edu.progress import my_progress
my_progress().record("lesson", "question", (1, "a"), right=True)
kept = my_progress()
print(kept.records()["lesson"]["question"].n_right, repr(kept.problem), kept.path.exists())
"""
DRAW = """
from neuro_edu.content import load_content
from neuro_edu import lessons
from neuro_edu.sound import emg_sound
import numpy as np
print(sum(1 for _ in load_content().entries()) > 100)
print(lessons.bayes_lab().finding)
print(emg_sound(np.sin(np.arange(8000.0)), 8000.0)[:4])
"""


def in_the_browser(code: str, **environment: str) -> str:
    """Run code as if Python ran in a browser, and return what it prints."""
    done = subprocess.run(
        [sys.executable, "-c", BROWSER + code],
        cwd=ROOT, env={**os.environ, **environment}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-3000:]
    return done.stdout


def test_every_module_can_be_imported_and_starts_no_thread():
    n_modules, n_threads = map(int, in_the_browser(IMPORT_ALL).split())
    assert n_modules >= len(list((ROOT / "neuro_edu").rglob("[a-z]*.py"))) - 5
    assert n_threads == 1


def test_answers_are_kept_without_locks_on_files(tmp_path):
    path = tmp_path / "answers.json"
    assert in_the_browser(KEEP, NEURO_EDU_PROGRESS=str(path)).split() == ["1", "''", "True"]
    assert "question" in path.read_text(encoding="utf-8")


def test_content_a_lab_of_chances_and_sound_work():
    content, finding, sound = in_the_browser(DRAW).splitlines()
    assert content == "True"
    assert "%" in finding
    assert "RIFF" in sound


def test_what_a_browser_lacks_is_imported_only_for_other_systems():
    # By one file, under a test of the system.
    users = {}
    for path in (ROOT / "neuro_edu").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module] if isinstance(node, ast.ImportFrom) else []
            for name in names:
                if name in ABSENT:
                    users.setdefault(path.name, set()).add(name)
    assert users == {"shared_file.py": {"fcntl", "msvcrt"}}
