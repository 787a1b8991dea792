"""What a cell of a notebook asks of ``neuro_edu.lessons``, found out without running a model."""

import ast
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Call:
    """An activity that a cell shows: the name of its function and what it is asked for."""

    name: str
    args: tuple[str, ...] = ()


@dataclass
class _Recorder:
    """Stands in for ``lessons`` and remembers the last call."""

    calls: list[Call] = field(default_factory=list)

    def __getattr__(self, name: str) -> Any:
        def record(*args: str) -> None:
            self.calls.append(Call(name, args))

        return record


def activity_of(source: str) -> Call | None:
    """Return the activity that a cell shows, or None if it computes something else.

    Parameters
    ----------
    source : str
        The cell: imports, lists of ids, and one call such as ``lessons.quiz("00_start_here")``.
    """
    tree = ast.parse(source)
    body = [line for line in tree.body if not isinstance(line, ast.Import | ast.ImportFrom)]
    if not body or not _calls_lessons(body[-1]):
        return None
    recorder = _Recorder()
    code = compile(ast.Module(body, type_ignores=[]), "<cell>", "exec")
    exec(code, {"__builtins__": {}, "lessons": recorder})
    return recorder.calls[-1]


def _calls_lessons(line: ast.stmt) -> bool:
    return (
        isinstance(line, ast.Expr)
        and isinstance(line.value, ast.Call)
        and isinstance(line.value.func, ast.Attribute)
        and isinstance(line.value.func.value, ast.Name)
        and line.value.func.value.id == "lessons"
    )
