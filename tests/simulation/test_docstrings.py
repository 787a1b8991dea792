"""What a docstring lists is what the code takes: names of parameters, fields and refusals."""

import dataclasses
import inspect
import re

import pytest

from .every_function.introspection import public_members

MEMBERS = public_members()
_HEADING = re.compile(r"^(\w[\w ]*)\n-{3,}$", re.MULTILINE)


def listed(member, *sections):
    """Names that the numpydoc sections of a docstring list; None where it has none of them."""
    pieces = _HEADING.split(inspect.getdoc(member) or "")
    found = dict(zip(pieces[1::2], pieces[2::2], strict=True))
    if not set(sections) & set(found):
        return None
    entries = [
        line.split(" : ")[0]
        for section in sections
        for line in found.get(section, "").splitlines()
        if line and not line.startswith(" ")
    ]
    return {name.strip().lstrip("*") for entry in entries for name in entry.split(",")}


def taken(member):
    """Names of what it is given: fields of a dataclass, arguments of a function."""
    if dataclasses.is_dataclass(member):
        return {field.name for field in dataclasses.fields(member)}
    target = member.__init__ if inspect.isclass(member) else inspect.unwrap(member)
    return set(inspect.signature(target).parameters) - {"self", "cls"}


def is_plain_class(member):
    return inspect.isclass(member) and not dataclasses.is_dataclass(member)


@pytest.mark.parametrize("name", MEMBERS)
def test_what_is_listed_is_what_there_is(name):
    member = MEMBERS[name]
    assert inspect.getdoc(member), f"{name} has no docstring"
    found = listed(member, "Parameters", "Attributes")
    if found is None:
        assert len(taken(member)) <= 3 or is_plain_class(member), f"{name} lists no parameters"
    elif dataclasses.is_dataclass(member) or not inspect.isclass(member):
        assert found == taken(member)


@pytest.mark.parametrize("name", [n for n, m in MEMBERS.items() if not inspect.isclass(m)])
def test_what_refuses_says_so(name):
    member = inspect.unwrap(MEMBERS[name])
    refuses = re.search(r"\braise \w*Error|\bcheck_number\(", inspect.getsource(member))
    if refuses and name != "quantities.check_number":
        assert listed(member, "Raises") is not None
