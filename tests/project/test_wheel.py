"""What is built holds everything: content loads from a wheel in an environment of its own."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from neuro_edu.content import load_content

ROOT = Path(__file__).parents[2]
COUNT = """
import neuro_edu
from neuro_edu.content import load_content
print(neuro_edu.__file__)
print(sum(1 for _ in load_content().entries()))
"""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    (path,) = folder.glob("*.whl")
    return path


def test_the_wheel_is_pure_python_and_carries_no_tests(wheel):
    assert wheel.name.endswith("-py3-none-any.whl")
    listing = subprocess.run(
        [sys.executable, "-m", "zipfile", "-l", str(wheel)],
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    assert "neuro_edu/content/references.toml" in listing
    assert "neuro_edu/widgets/explorer.js" in listing
    assert "tests/" not in listing


def test_all_content_loads_from_the_wheel_in_an_empty_environment(wheel, tmp_path):
    subprocess.run([sys.executable, "-m", "venv", str(tmp_path / "env")], check=True)
    python = next(
        path for path in (tmp_path / "env/bin/python", tmp_path / "env/Scripts/python.exe")
        if path.exists()
    )  # fmt: skip
    pip = [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    subprocess.run([*pip, "--no-deps", wheel], check=True)
    numpy = subprocess.run([*pip, "-c", ROOT / "constraints.txt", "numpy"], capture_output=True)
    if numpy.returncode:
        assert not os.environ.get("CI"), numpy.stderr.decode()
        pytest.skip("numpy cannot be fetched: no network")
    shown = subprocess.run(
        [python, "-c", COUNT], check=True, capture_output=True, text=True, cwd=tmp_path
    ).stdout.split("\n")
    assert str(tmp_path) in shown[0]
    assert int(shown[1]) == sum(1 for _ in load_content().entries())
