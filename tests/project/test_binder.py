"""What Binder does with `environment.yml`: read by repo2docker's own code, installed with pip."""

import os
import re
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from tests.project.fresh_environment import LESSON, environment_with, run

ROOT = Path(__file__).parents[2]
NO_REQUIREMENT = ("conda-forge", "nodefaults", "pip", "pip:", "-e .")
FROM_PYPI = {"matplotlib-base": "matplotlib"}
SOURCE = ("pyproject.toml", "README.md", "LICENSE", "environment.yml", "neuro_edu", "notebooks")


@pytest.fixture(scope="module")
def dockerfile() -> str:
    """What repo2docker would build, without Docker."""
    if find_spec("repo2docker") is None:
        assert not os.environ.get("CI"), "install the extra 'test'"
        pytest.skip("jupyter-repo2docker is not installed")
    command = [sys.executable, "-m", "repo2docker", "--no-build", "--debug", "."]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    return done.stdout + done.stderr


def test_binder_takes_conda_with_the_python_of_environment_yml(dockerfile):
    asked = re.search(
        r"- python=([\d.]+)$", (ROOT / "environment.yml").read_text(encoding="utf-8"), re.MULTILINE
    )
    assert f"Building conda environment for python={asked.group(1)}\n" in dockerfile
    assert re.search(r'env update -p \S+ --file "environment.yml"', dockerfile)


def test_the_package_is_there_before_the_environment_is_made(dockerfile):
    # Else "-e ." in environment.yml finds nothing to install.
    copied = dockerfile.index("COPY --chown=0:0 src/ ${REPO_DIR}/")
    assert copied < dockerfile.index("env update -p")


def test_what_environment_yml_lists_runs_lesson_00_from_the_cloned_folder(tmp_path):
    # conda's own packages cannot be had everywhere: the same names and bounds, from PyPI.
    clone = tmp_path / "clone"
    clone.mkdir()
    for name in SOURCE:
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
        copy(ROOT / name, clone / name)
    lines = (clone / "environment.yml").read_text(encoding="utf-8").splitlines()
    listed = [line.strip()[2:] for line in lines if line.strip().startswith("- ")]
    wanted = [
        FROM_PYPI.get(name := re.match("[a-z-]+", line).group(), name) + line.removeprefix(name)
        for line in listed
        if line not in NO_REQUIREMENT and not line.startswith("python=")
    ]
    python = environment_with(tmp_path / "env", [*wanted, "-e", str(clone)])
    lesson = clone / "notebooks/00_start_here.ipynb"
    shown = run(python, LESSON, str(lesson), folder=clone / "notebooks")
    assert "numba is there" in shown
    assert "1 spike after one stimulus" in shown
    where = run(python, "import neuro_edu; print(neuro_edu.__file__)", folder=tmp_path)
    assert Path(where).is_relative_to(clone)
