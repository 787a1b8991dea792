"""Virtual environments of their own, made with uv from the tested versions."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
#: Runs a notebook, whose path is the argument, and prints what its cells say.
LESSON = """
import sys
import nbformat
from nbclient import NotebookClient
notebook = nbformat.read(sys.argv[1], as_version=4)
NotebookClient(notebook, timeout=120).execute()
outputs = [output for cell in notebook.cells for output in cell.get("outputs", [])]
print(*[o.get("data", {}).get("text/plain", o.get("evalue", "")) for o in outputs], sep="\\n")
"""


def environment_with(folder: Path, packages: list[str]) -> str:
    """Make a virtual environment with packages in their tested versions; return its Python."""
    uv = [sys.executable, "-m", "uv"]
    subprocess.run([*uv, "venv", "-q", "-p", sys.executable, str(folder)], check=True)
    name = "Scripts/python.exe" if os.name == "nt" else "bin/python"
    python = str(folder / name)
    install = [*uv, "pip", "install", "-q", "-p", python, "-c", str(ROOT / "constraints.txt")]
    done = subprocess.run([*install, *packages], capture_output=True, text=True, check=False)
    if done.returncode and not os.environ.get("CI") and "onnect" in done.stderr:
        pytest.skip("packages cannot be fetched: no network")
    assert done.returncode == 0, done.stderr
    return python


def run(python: str, code: str, *arguments: str, folder: Path) -> str:
    """Run code away from the repository, and return what it prints."""
    environment = {k: v for k, v in os.environ.items() if not k.startswith("PYTHON")}
    done = subprocess.run(
        [python, "-c", code, *arguments],
        cwd=folder, env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout
