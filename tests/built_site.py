"""The site, built once for all tests that look at it."""

import subprocess
import sys
from functools import lru_cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


@lru_cache(maxsize=1)
def build_once(base: Path) -> Path:
    """Build the site into a folder and return it; a warning of Sphinx is an error."""
    folder = base / "website" / "site"
    command = [sys.executable, "-m", "website", str(folder), "--no-handouts"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return folder


@pytest.fixture(scope="session", name="site")
def site_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Folder of the built site."""
    return build_once(tmp_path_factory.getbasetemp())
