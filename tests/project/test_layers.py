"""Who may import whom: the simulation knows no figure, the widgets know no physiology."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[2] / "neuro_edu"
ALLOWED = {
    # Of the package, `errors` and `long_work` import nothing.
    "simulation": {"simulation", "errors", "long_work"},
    "content": {"content", "errors"},
    "clinic": {"clinic", "simulation", "content", "patients", "errors"},
    "figures": {"figures", "simulation", "content", "errors"},
    # Controls check their numbers as the model does.
    "widgets": {"widgets", "errors", "simulation.quantities"},
}
FORBIDDEN_LIBRARIES = {
    "simulation": {"matplotlib", "ipywidgets", "anywidget", "IPython", "scipy"},
    "content": {"matplotlib", "ipywidgets", "anywidget", "numpy"},
    "clinic": {"matplotlib", "ipywidgets", "anywidget", "IPython", "scipy"},
    "figures": {"ipywidgets", "anywidget", "matplotlib.pyplot"},
    "widgets": {"matplotlib.pyplot"},
}
MODULES = [path for layer in ALLOWED for path in sorted((PACKAGE / layer).rglob("*.py"))]


def imports(path: Path) -> set[str]:
    names = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            names.add(node.module)
            names.update(f"{node.module}.{alias.name}" for alias in node.names)
    return names


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_imports_run_one_way(path):
    layer = path.relative_to(PACKAGE).parts[0]
    for name in imports(path):
        if name.startswith("neuro_edu."):
            inside = name.removeprefix("neuro_edu.")
            assert any(
                inside == allowed or inside.startswith(f"{allowed}.") for allowed in ALLOWED[layer]
            ) or any(allowed.startswith(f"{inside}.") for allowed in ALLOWED[layer]), name
        for library in FORBIDDEN_LIBRARIES[layer]:
            assert name != library, name
            assert not name.startswith(f"{library}."), name


def test_importing_the_simulation_loads_no_figure_no_widget_and_no_compiler():
    code = "import sys, neuro_edu; print(*sorted(sys.modules))"
    loaded = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    ).stdout.split()
    for library in ("matplotlib", "ipywidgets", "anywidget", "numba", "IPython"):
        assert library not in loaded


def test_nothing_prints_asserts_or_uses_pyplot():
    for path in PACKAGE.rglob("*.py"):
        if path.name == "__main__.py":
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            assert not isinstance(node, ast.Assert | ast.Global), path
            called = getattr(getattr(node, "func", None), "id", "")
            assert not (isinstance(node, ast.Call) and called == "print"), path


@pytest.mark.parametrize("name", ["errors", "long_work"])
def test_what_the_simulation_may_import_imports_nothing_of_the_package(name):
    assert not any(used.startswith("neuro_edu") for used in imports(PACKAGE / f"{name}.py"))
