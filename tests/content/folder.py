"""A content folder in memory that a test can change, and a writer for the part of TOML it needs."""

import json
import re
import tomllib
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import neuro_edu.content

REAL = Path(neuro_edu.content.__file__).parent
SUFFIXES = (".toml", ".md")


def read_real() -> dict[str, str]:
    """The text of every real content file by its name inside the content folder."""
    paths = (p for p in sorted(REAL.rglob("*")) if p.suffix in SUFFIXES)
    return {p.relative_to(REAL).as_posix(): p.read_text(encoding="utf-8") for p in paths}


def write_folder(path: Path, files: dict[str, str]) -> Path:
    """Write the files to disk."""
    for name, text in files.items():
        (path / name).parent.mkdir(parents=True, exist_ok=True)
        (path / name).write_text(text, encoding="utf-8")
    return path


class Folder:
    """The part of `importlib.resources.abc.Traversable` that reading a folder needs."""

    def __init__(self, files: dict[str, str], path: str = "") -> None:
        self.files = files
        self.path = path

    @property
    def name(self) -> str:
        return self.path.rpartition("/")[2]

    def joinpath(self, name: str) -> "Folder":
        return Folder(self.files, f"{self.path}/{name}".strip("/"))

    def is_dir(self) -> bool:
        return any(file.startswith(f"{self.path}/") for file in self.files)

    def iterdir(self) -> Iterator["Folder"]:
        for file in self.files:
            if file.startswith(f"{self.path}/"):
                yield Folder(self.files, file)

    def read_text(self, encoding: str) -> str:
        if self.path not in self.files:
            raise FileNotFoundError(self.path)
        return self.files[self.path]


def to_toml_value(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return json.dumps(value)
    if isinstance(value, list):
        return f"[{', '.join(to_toml_value(item) for item in value)}]"
    if isinstance(value, dict):
        inner = ", ".join(f"{key} = {to_toml_value(item)}" for key, item in value.items())
        return f"{{{inner}}}"
    return value.isoformat() if isinstance(value, date) else repr(value)


def to_toml(document: dict[str, Any]) -> str:
    """Write a document whose rows stand in one array of tables."""
    lines = []
    rows: dict[str, list[dict[str, Any]]] = {}
    for key, value in document.items():
        if isinstance(value, list) and value and isinstance(value[0], dict):
            rows[key] = value
        else:
            lines.append(f"{key} = {to_toml_value(value)}")
    for name, tables in rows.items():
        for table in tables:
            lines.append(f"[[{name}]]")
            lines += [f"{key} = {to_toml_value(value)}" for key, value in table.items()]
    return "\n".join(lines) + "\n"


def split_page(text: str) -> tuple[dict[str, Any], str]:
    """The head and the body of a Markdown page."""
    _, head, body = re.split(r"^\+\+\+$", text, maxsplit=2, flags=re.MULTILINE)
    return tomllib.loads(head), body


def join_page(head: dict[str, Any], body: str) -> str:
    lines = [f"{key} = {to_toml_value(value)}" for key, value in head.items()]
    return "\n".join(["+++", *lines, "+++", body])
