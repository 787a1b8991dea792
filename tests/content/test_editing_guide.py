"""What the guide for editors shows really works."""

import re
from pathlib import Path

import pytest

import neuro_edu.content
from neuro_edu.content import load_content, review_state
from tests.content.folder import Folder, read_real

GUIDE = Path(__file__).parents[2] / "docs" / "editing-content.md"
QUESTION, REFERENCE, SIGNATURE = re.findall(
    r"```toml\n(.*?)```", GUIDE.read_text(encoding="utf-8"), re.DOTALL
)


def with_text(name: str, text: str) -> Folder:
    files = read_real()
    return Folder(files | {name: f"{files[name]}\n{text}"})


def test_the_question_shown_is_accepted() -> None:
    before = len(load_content().questions_of("09_treatment"))
    content = load_content(with_text("questions/09_treatment.toml", QUESTION))
    assert len(content.questions_of("09_treatment")) == before + 1


def test_the_source_shown_is_accepted() -> None:
    content = load_content(with_text("references.toml", REFERENCE))
    assert content.references["Surname2024"].verified == "abstract"


def test_the_signature_shown_is_accepted() -> None:
    assert review_state(load_content(with_text("claims.toml", SIGNATURE))).reviewed == 1


@pytest.mark.parametrize(
    "name", re.findall(r"^\|[^|]+\| `([^`]+)`", GUIDE.read_text(encoding="utf-8"), re.MULTILINE)
)
def test_the_files_named_exist(name: str) -> None:
    assert (Path(neuro_edu.content.__file__).parent / name).exists()
