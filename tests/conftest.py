"""What holds for every test."""

from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def progress_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where answers are kept during a test: never in the folder of whoever runs it."""
    path = tmp_path / "progress" / "progress.json"
    monkeypatch.setenv("NEURO_EDU_PROGRESS", str(path))
    return path
