"""Wheel and sdist: complete, the same, and at work in an environment that holds nothing else."""

import json
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

from tests.project.fresh_environment import LESSON, environment_with, run
from tools.lite import WAITS

ROOT = Path(__file__).parents[2]
NOT_SHIPPED = ("__pycache__", ".nbi", ".nbc", ".ipynb_checkpoints", ".pyc")
# Beside the wheel: what runs a notebook, and nothing that compiles.
RUNNERS = ("nbclient", "ipykernel")
# Every lab but those that take longer than a test may; their loop, for a few axons.
LABS = """
import importlib.util, inspect, json, sys
from pathlib import Path
import neuro_edu
assert importlib.util.find_spec("numba") is None
assert Path(neuro_edu.__file__).is_relative_to(sys.prefix), neuro_edu.__file__
from neuro_edu import lessons
from neuro_edu.simulation.nerve.parameters import HEALTHY_AXON, ONE_SHOCK
from neuro_edu.simulation.nerve.population import simulate_axons
from neuro_edu.widgets import Explorer
found = {}
for name in lessons.__all__:
    made = inspect.signature(getattr(lessons, name)).return_annotation
    if isinstance(made, type) and issubclass(made, Explorer) and name not in sys.argv:
        found[name] = getattr(lessons, name)().finding
pool = simulate_axons([HEALTHY_AXON] * 3, ONE_SHOCK, duration_ms=50.0)
print(json.dumps([found, pool.offsets.tolist()]))
"""


def build(folder: Path, kind: str, source: Path = ROOT) -> Path:
    """Build a wheel or an sdist, and return its path."""
    command = [sys.executable, "-m", "hatchling", "build", "-t", kind, "-d", str(folder)]
    subprocess.run(command, cwd=source, check=True, capture_output=True)
    (path,) = folder.glob("*.whl" if kind == "wheel" else "*.tar.gz")
    return path


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(tmp_path_factory.mktemp("wheel"), "wheel")


@pytest.fixture(scope="module")
def empty_environment(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    """Python of an environment with the wheel, what it needs and a notebook runner: no numba."""
    return environment_with(tmp_path_factory.mktemp("empty") / "env", [str(wheel), *RUNNERS])


def contents(path: Path) -> dict[str, bytes]:
    """Files of a wheel by name; its record of them tells nothing new."""
    with zipfile.ZipFile(path) as archive:
        return {
            name: archive.read(name) for name in archive.namelist() if not name.endswith("RECORD")
        }


def test_the_wheel_is_pure_python_and_holds_every_file_of_the_package(wheel):
    assert wheel.name.endswith("-py3-none-any.whl")
    package = ROOT / "neuro_edu"
    files = (path.relative_to(ROOT).as_posix() for path in package.rglob("*") if path.is_file())
    wanted = {name for name in files if not any(part in name for part in NOT_SHIPPED)}
    shipped = set(contents(wheel))
    assert {name for name in shipped if name.startswith("neuro_edu/")} == wanted
    assert {Path(name).suffix for name in wanted} >= {".py", ".toml", ".js", ".css"}
    others = {name.split("/")[0] for name in shipped} - {"neuro_edu"}
    assert len(others) == 1, others


def test_the_sdist_builds_the_same_wheel(wheel, tmp_path):
    sdist = build(tmp_path / "sdist", "sdist")
    with tarfile.open(sdist) as archive:
        archive.extractall(tmp_path / "unpacked", filter="data")
    (source,) = (tmp_path / "unpacked").iterdir()
    assert (source / "notebooks/00_start_here.ipynb").exists()
    assert (source / "tests/project" / Path(__file__).name).exists()
    assert contents(build(tmp_path / "again", "wheel", source)) == contents(wheel)


def test_labs_and_a_pool_run_from_the_wheel_without_numba(empty_environment, tmp_path):
    told = run(empty_environment, LABS, *WAITS, folder=tmp_path)
    findings, pool = json.loads(told)
    assert len(findings) >= 12
    assert all(findings.values())
    assert "m/s" in findings["conduction_lab"]
    assert "mN" in findings["twitch_lab"]
    assert pool == [0, 1, 2, 3]


def test_lesson_00_runs_from_the_wheel_without_numba(empty_environment, tmp_path):
    lesson = ROOT / "notebooks/00_start_here.ipynb"
    shown = run(empty_environment, LESSON, str(lesson), folder=tmp_path)
    assert "numba is missing" in shown
    assert "1 spike after one stimulus" in shown
