"""Whether every question and source that the notebooks ask for exists."""

import ast
import difflib
import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import NoReturn

from neuro_edu.content.collection import Content
from neuro_edu.errors import ContentError

_VERBS = ("quiz", "references")


def check_notebooks(content: Content, directory: Path) -> int:
    """Refuse the first question or source that a notebook asks for and that does not exist.

    Looked at are the calls ``lessons.quiz("lesson", "id", ...)`` and
    ``lessons.references("Id", ...)`` in code cells, as far as their arguments stand there: texts,
    lists of texts, and names given to them.

    Parameters
    ----------
    content : Content
        The checked entries.
    directory : Path
        Folder of the notebooks.

    Returns
    -------
    int
        Number of notebooks read.

    Raises
    ------
    ContentError
        Naming the notebook, the id and the nearest known one, or a file that is no notebook.
    """
    if not directory.is_dir():
        raise ContentError(f"{directory} is no folder; name the folder of the notebooks.")
    paths = sorted(directory.glob("*.ipynb"))
    for path in paths:
        name = f"{directory.resolve().name}/{path.name}"
        for verb, words in _calls(path, name):
            if verb == "references":
                for word in words:
                    if word not in content.references:
                        where = "in references.toml"
                        _refuse(name, f"source {word!r}", where, word, content.references)
            else:
                _check_quiz(content, name, words)
    return len(paths)


def _check_quiz(content: Content, name: str, words: list[str]) -> None:
    lesson, *ids = words
    lessons = content.lessons_with_questions()
    if lesson not in lessons:
        _refuse(name, f"questions of lesson {lesson!r}", "as a file", lesson, lessons)
    known = [question.id for question in content.questions_of(lesson)]
    for id_ in ids:
        if id_ not in known:
            _refuse(name, f"question {id_!r}", f"in questions/{lesson}.toml", id_, known)


def _refuse(name: str, what: str, where: str, word: str, known: Iterable[str]) -> NoReturn:
    verb = "do" if what.startswith("questions") else "does"
    near = difflib.get_close_matches(word, list(known), 1)
    hint = f"did you mean {near[0]!r}" if near else "put the id back, or change the notebook"
    raise ContentError(f"{name} asks for {what}, which {verb} not exist {where}; {hint}.")


def _calls(path: Path, name: str) -> Iterator[tuple[str, list[str]]]:
    """Yield (verb, texts) for each call; a quiz of a lesson that is not written out is left out."""
    assigned: dict[str, list[str]] = {}
    for number, source in _code_cells(path, name):
        # Lines for IPython alone are no Python.
        lines = ("" if line.lstrip()[:1] in ("%", "!") else line for line in source.split("\n"))
        try:
            tree = ast.parse("\n".join(lines))
        except SyntaxError as error:
            raise ContentError(
                f"{name}, cell {number}: not readable as Python ({error}); correct the cell."
            ) from error
        for node in ast.walk(tree):
            if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
                assigned[node.targets[0].id] = _texts(node.value, assigned)
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and (verb := _verb(node.func)):
                words = [_texts(argument, assigned) for argument in node.args]
                if words and (verb == "references" or len(words[0]) == 1):
                    yield verb, [word for part in words for word in part]


def _verb(function: ast.expr) -> str | None:
    """Return the verb if the expression is ``lessons.quiz`` or ``lessons.references``."""
    if not isinstance(function, ast.Attribute) or function.attr not in _VERBS:
        return None
    owner = ast.unparse(function.value)
    return function.attr if owner.rpartition(".")[2] == "lessons" else None


def _texts(value: ast.expr, assigned: Mapping[str, list[str]]) -> list[str]:
    """Return the texts of an expression as far as they stand in the notebook."""
    match value:
        case ast.Constant(value=str(text)):
            return [text]
        case ast.Name(id=name):
            return assigned.get(name, [])
        case ast.Starred(value=inner):
            return _texts(inner, assigned)
        case ast.List(elts=items) | ast.Tuple(elts=items):
            return [text for item in items for text in _texts(item, assigned)]
        case ast.Call(func=ast.Attribute(value=inner, attr="split"), args=[]):
            return " ".join(_texts(inner, assigned)).split()
    return []


def _code_cells(path: Path, name: str) -> Iterator[tuple[int, str]]:
    try:
        cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
        for number, cell in enumerate(cells, 1):
            if cell["cell_type"] == "code":
                # The format allows one text or a list of lines.
                yield number, "".join(cell["source"])
    except (ValueError, KeyError, TypeError) as error:
        raise ContentError(
            f"{name}: not readable as a notebook ({error}); save it in Jupyter."
        ) from error
