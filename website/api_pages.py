"""The reference of the code: every public name of every module, from its docstring."""

import importlib
import inspect
import pkgutil
from collections.abc import Iterable, Iterator
from pathlib import Path

import neuro_edu

#: A page each, with its title. Packages that name what they offer are documented by these names,
#: the others module by module.
PAGES = {
    "neuro_edu": "The names to begin with",
    "neuro_edu.simulation": "Simulation: what all parts share",
    "neuro_edu.simulation.nerve": "Simulation: the motor axon",
    "neuro_edu.simulation.muscle": "Simulation: from spikes to EMG and force",
    "neuro_edu.simulation.findings": "Simulation: what is found in spikes and traces",
    "neuro_edu.simulation.synthetic": "Simulation: traces of other discharges",
    "neuro_edu.simulation.treatment": "Simulation: drugs, antibodies, weeks",
    "neuro_edu.simulation.clinic": "Simulation: patient and examination",
    "neuro_edu.content": "Content",
    "neuro_edu.clinic": "The virtual clinic without its page",
    "neuro_edu.figures": "Figures",
    "neuro_edu.lessons": "Activities of the lessons",
    "neuro_edu.widgets": "Panels",
}
_ABOUT = """What the notebooks call, and what they rest on. Symbols are those of the field and carry
their unit: `V_m_mV`, `isi_ms`, `force_mN`. Arrays in results cannot be written to. Keys such as
*Maddison2006* stand in the [references](../references.md)."""


def write_api(folder: Path) -> None:
    """Write the pages of the reference into a folder."""
    for package, title in PAGES.items():
        page = "\n\n".join([f"# {title}", *_sections(package)])
        (folder / f"{_file(package)}.md").write_text(page + "\n", encoding="utf-8")
    names = "\n".join(_file(package) for package in PAGES)
    index = f"# API reference\n\n{_ABOUT}\n\n```{{toctree}}\n:maxdepth: 1\n\n{names}\n```\n"
    (folder / "index.md").write_text(index, encoding="utf-8")


def _file(package: str) -> str:
    return package.replace(".", "_")


def _sections(package: str) -> Iterator[str]:
    offered = getattr(importlib.import_module(package), "__all__", None)
    if package == neuro_edu.__name__:
        yield _names_to_begin_with()
    elif offered:
        yield _offered(package, offered)
        return
    # Empty packages only hold others.
    modules = [name for name in _modules(package) if _has_public(name)]
    for name in modules:
        yield f"## `{name}`\n\n```{{eval-rst}}\n.. automodule:: {name}\n   :members:\n```"


def _offered(package: str, names: Iterable[str]) -> str:
    """Return what a package says of itself, and each name that it offers."""
    module = importlib.import_module(package)
    about = inspect.getdoc(module) or ""
    blocks = "\n".join(_object(package, name, getattr(module, name)) for name in names)
    # More than a line is laid out for reading as it stands.
    about = f"```text\n{about}\n```" if "\n" in about else about
    return f"{about}\n\n```{{eval-rst}}\n{blocks}```"


def _object(package: str, name: str, member: object) -> str:
    """Return the directive that documents a name."""
    path = f"{package}.{name}"
    if isinstance(member, type):
        kind = "exception" if issubclass(member, Exception) else "class"
        return f".. auto{kind}:: {path}\n   :members:\n"
    if callable(member):
        return f".. autofunction:: {path}\n"
    return f".. py:data:: {path}\n   :value: {member!r}\n"


def _names_to_begin_with() -> str:
    """Return a table of the names of `neuro_edu`, which are explained where they are made."""
    rows = ["`neuro_edu` offers these names:", ""]
    for name in neuro_edu.__all__:
        home = _home(name)
        rows.append(f"* {{py:obj}}`{name} <{home}.{name}>`")
    return "\n".join(rows)


def _home(name: str) -> str:
    """Return the module that makes a name; a constant stands in the module of its type."""
    member = getattr(neuro_edu, name)
    return str((member if callable(member) else type(member)).__module__)


def _modules(package: str) -> list[str]:
    """Return the modules of a package, without packages that have a page of their own."""
    home = importlib.import_module(package).__path__
    found = sorted(f"{package}.{module.name}" for module in pkgutil.iter_modules(home))
    return [name for name in found if name not in PAGES and "._" not in name]


def _has_public(module: str) -> bool:
    """Say whether a module defines something public: some hold only words for others."""
    members = vars(importlib.import_module(module)).items()
    return any(
        not name.startswith("_") and getattr(member, "__module__", "") == module
        for name, member in members
    )
