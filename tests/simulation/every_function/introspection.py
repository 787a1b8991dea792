"""What the package offers, and whether what it gives back is finite or says that it is not."""

import dataclasses
import importlib
import inspect
import pkgutil
import re
import typing
from collections.abc import Mapping

import numpy as np

import neuro_edu.simulation

PACKAGE = "neuro_edu.simulation."
# "nan" or "inf" in a docstring: the reader has been told what such a result means.
_TOLD = re.compile(r"\b(nan|inf|infinite|infinity)\b", re.IGNORECASE)


def public_members():
    """Every public function, class and method that takes arguments, by its name below PACKAGE."""
    found = {}
    for module_info in pkgutil.walk_packages(neuro_edu.simulation.__path__, PACKAGE):
        module = importlib.import_module(module_info.name)
        for name, member in vars(module).items():
            if name.startswith("_") or getattr(member, "__module__", None) != module.__name__:
                continue
            # A cached function is a wrapper, not a function.
            if inspect.isfunction(inspect.unwrap(member)) or inspect.isclass(member):
                full = f"{module.__name__}.{name}".removeprefix(PACKAGE)
                found[full] = member
                if inspect.isclass(member):
                    found |= {f"{full}.{own}": f for own, f in _methods(member)}
    return found


def _methods(cls):
    for name, member in vars(cls).items():
        function = getattr(member, "__func__", member)
        public = not name.startswith("_") or name == "__call__"
        if (
            public
            and inspect.isfunction(function)
            and len(inspect.signature(function).parameters) > 1
        ):
            yield name, getattr(cls, name)


def given_back(members, covered):
    """Classes that covered functions give back, and what these hold: checked with the result."""
    names = {member: name for name, member in members.items() if inspect.isclass(member)}
    reached, todo = set(), []
    for name in covered:
        member = members[name]
        if inspect.isclass(member):
            todo.append(member)
        else:
            todo += _classes_in(typing.get_type_hints(member).get("return"))
    while todo:
        cls = todo.pop()
        if cls in names and names[cls] not in reached:
            reached.add(names[cls])
            hints = typing.get_type_hints(cls)
            for hint in hints.values():
                todo += _classes_in(hint)
    return reached


def _classes_in(hint):
    if inspect.isclass(hint) and not typing.get_args(hint):
        return [hint]
    return [cls for part in typing.get_args(hint) for cls in _classes_in(part)]


def not_finite(value, told=False, path="result", seen=None):
    """Paths of numbers that are not finite though no docstring says that they may be."""
    seen = set() if seen is None else seen
    if value is None or isinstance(value, str | bytes | bool | int | type) or callable(value):
        return []
    if isinstance(value, float | np.floating):
        return [] if told or np.isfinite(value) else [f"{path} = {value}"]
    if isinstance(value, np.ndarray):
        fine = told or value.dtype.kind not in "fc" or np.isfinite(value).all()
        return [] if fine else [f"{path} holds {value[~np.isfinite(value)][0]}"]
    if id(value) in seen:
        return []
    seen.add(id(value))
    if isinstance(value, Mapping):
        parts = [(f"{path}[{key!r}]", part, told) for key, part in value.items()]
    elif isinstance(value, tuple | list | set | frozenset):
        parts = [(f"{path}[{place}]", part, told) for place, part in enumerate(value)]
    elif type(value).__module__.startswith("neuro_edu"):
        parts = [(f"{path}.{name}", *part) for name, part in _attributes(value)]
    else:
        return []
    return [line for name, part, fine in parts for line in not_finite(part, fine, name, seen)]


def _attributes(value):
    """Fields and public properties of a result, each with whether its docstring tells of nan."""
    fields = dataclasses.fields(value) if dataclasses.is_dataclass(value) else ()
    for field in fields:
        yield field.name, (getattr(value, field.name), _told_of(type(value), field.name))
    for name, member in inspect.getmembers(type(value)):
        if isinstance(member, property) and not name.startswith("_"):
            told = bool(_TOLD.search(member.__doc__ or ""))
            yield name, (getattr(value, name), told)


def _told_of(cls, name):
    """Whether the numpydoc entry of a field tells of nan or infinity."""
    lines = inspect.getdoc(cls).splitlines()
    entry, inside = [], False
    for line in lines:
        if re.match(r"\S.* : ", line):
            inside = name in re.split(r"[,\s]+", line.split(" : ")[0])
        elif inside:
            entry.append(line)
    return bool(_TOLD.search("\n".join(entry)))


def tells_of_nan(function):
    return bool(_TOLD.search(function.__doc__ or ""))
