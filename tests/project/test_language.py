"""What students read is spelled, in one English, and cites only what is listed below it."""

import json
import re
import subprocess
import sys
from importlib.resources import files
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
#: Names and abbreviations that look like misspellings of common words.
NAMES = "ALS,als,Hart,acn,BU,Wel,Ther,Lamba,Commun,Ot"
#: Right in British English as well, though the list of American spellings has them.
BRITISH_TOO = {
    "canceled", "focused", "license", "licensed", "math", "practice", "program", "story",
    "writable",
}  # fmt: skip
#: Medical words that the list lacks.
MEDICAL = {
    "anemia": "anaemia", "anesthesia": "anaesthesia", "anesthetic": "anaesthetic",
    "diarrhea": "diarrhoea", "edema": "oedema", "fiber": "fibre", "fibers": "fibres",
    "ischemia": "ischaemia", "ischemic": "ischaemic", "myelinization": "myelination",
    "pediatric": "paediatric", "tumor": "tumour", "tumors": "tumours",
}  # fmt: skip
CITATION = re.compile(r"\(([A-Z][\w'’-]+)(?:[^()]*?)? ((?:19|20)\d\d)\b[^()]*\)")


def readers_files() -> list[Path]:
    found = [
        *ROOT.glob("*.md"),
        *ROOT.glob("docs/**/*.md"),
        *ROOT.glob("deploy/**/*.md"),
        *ROOT.glob("notebooks/*.ipynb"),
    ]
    content = ROOT / "neuro_edu" / "content"
    found += [*content.rglob("*.toml"), *content.rglob("*.md")]
    return sorted(path for path in found if path.name != "references.toml")


def prose(path: Path) -> str:
    text = path.read_text(encoding="utf-8")
    if path.suffix != ".ipynb":
        return text
    return "\n".join("".join(cell["source"]) for cell in json.loads(text)["cells"])


def american_spellings() -> dict[str, str]:
    """American spelling to British, from the list that ships with codespell."""
    data = files("codespell_lib") / "data" / "dictionary_en-GB_to_en-US.txt"
    pairs = [line.split("->") for line in data.read_text(encoding="utf-8").split("\n") if line]
    return MEDICAL | {
        american.strip(): british
        for british, americans in pairs
        for american in americans.split(",")
        if american.strip() and american.strip() not in BRITISH_TOO
    }


def test_nothing_that_a_student_reads_is_misspelled(tmp_path):
    for number, path in enumerate(readers_files()):
        (tmp_path / f"{number:03}_{path.name}.txt").write_text(prose(path), encoding="utf-8")
    command = [sys.executable, "-m", "codespell_lib", "--builtin", "clear"]
    command += ["--ignore-words-list", NAMES, str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("path", readers_files(), ids=lambda path: path.name)
def test_the_english_is_british(path):
    american = american_spellings()
    text = re.sub(r"`[^`]*`|\]\([^)]*\)|https?://\S+|\"US: [^\"]*\"", " ", prose(path))
    found = {word for word in re.findall(r"[A-Za-z]+", text) if word.lower() in american}
    assert {word: american[word.lower()] for word in found} == {}


def test_the_list_of_american_spellings_is_not_empty():
    assert american_spellings()["color"] == "colour"


@pytest.mark.parametrize("path", sorted(ROOT.glob("notebooks/*.ipynb")), ids=lambda path: path.stem)
def test_every_citation_of_a_notebook_stands_in_its_list_of_references(path):
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    listed = "\n".join(
        "".join(cell["source"] + output.get("data", {}).get("text/plain", []))
        for cell in cells
        for output in cell.get("outputs", [])
        if "references(" in "".join(cell["source"])
    )
    text = "\n".join("".join(c["source"]) for c in cells if c["cell_type"] == "markdown")
    missing = [
        f"{name} {year}"
        for name, year in CITATION.findall(text)
        if not re.search(rf"{re.escape(name)}.*{year}\b", listed)
    ]
    assert missing == []
