"""What is installed by one route is installed by the other."""

import itertools
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement

ROOT = Path(__file__).parents[2]
CONDA_NAMES = {"matplotlib-base": "matplotlib"}


def conda_lines() -> list[str]:
    lines = (ROOT / "environment.yml").read_text(encoding="utf-8").splitlines()
    return [line.strip().removeprefix("- ") for line in lines if line.strip().startswith("- ")]


def pyproject() -> dict:
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def test_conda_and_pip_install_the_same_packages_with_the_same_bounds():
    project = pyproject()
    wanted = {
        requirement.name: requirement.specifier
        for requirement in map(
            Requirement, project["dependencies"] + project["optional-dependencies"]["lab"]
        )
    }
    others = ("conda-forge", "nodefaults", "pip", "pip:", "-e .")
    found = {}
    for line in conda_lines():
        if line not in others and not line.startswith("python="):
            requirement = Requirement(line)
            name = CONDA_NAMES.get(requirement.name, requirement.name)
            found[name] = requirement.specifier
    assert found == wanted


def test_conda_takes_a_python_that_the_project_supports_and_installs_the_project_itself():
    # Binder reads the version only from this exact form, and the package only from "-e .".
    python = next(line for line in conda_lines() if line.startswith("python="))
    minor = tuple(int(part) for part in python.removeprefix("python=").split("."))
    assert minor >= (3, 11)
    assert len(minor) == 2
    assert "-e ." in conda_lines()
    assert conda_lines().index("pip") < conda_lines().index("pip:")


@pytest.mark.parametrize("extra", [None, "lab", "test", "site", "lite"])
def test_every_package_has_a_tested_version_within_its_bounds(extra):
    project = pyproject()
    groups = project["optional-dependencies"]
    pins: dict[str, list[str]] = {}
    for line in (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines():
        name, _, version = line.partition("==")
        pins.setdefault(name.strip().lower(), []).append(version.split(";")[0].strip())
    for text in project["dependencies"] if extra is None else groups[extra]:
        requirement = Requirement(text)
        assert any(requirement.specifier.contains(v) for v in pins[requirement.name]), text


def test_every_dependency_earns_its_line_in_contributing():
    project = pyproject()
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    table = text[text.index("| Package | Why |") :]
    first_cells = " ".join(row.split("|")[1] for row in table.splitlines() if row.startswith("|"))
    groups = [project["dependencies"], *project["optional-dependencies"].values()]
    for requirement in map(Requirement, itertools.chain(*groups)):
        assert requirement.name in first_cells, requirement.name
