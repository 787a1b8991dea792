"""What the documents say can be done: commands, links, code, numbers on the panels."""

import ast
import importlib
import re
from pathlib import Path
from types import ModuleType

import pytest

from neuro_edu import lessons
from neuro_edu.clinic import marking_grid
from neuro_edu.content import load_content
from neuro_edu.content.__main__ import main as content_command
from neuro_edu.grades.__main__ import main as grades_command
from neuro_edu.widgets import Control, Explorer
from tests.content.folder import read_real, write_folder
from tests.lessons.labs import controls_of, labs
from tools.pictures import panels as panels_shown

ROOT = Path(__file__).parents[2]
# Pages of the web site alone are written in its own language, and tested there.
DOCUMENTS = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/*.md"), *ROOT.glob("docs/adding/*.md")])
GUIDE = (ROOT / "docs" / "instructor-guide.md").read_text(encoding="utf-8")
TRANSLATION = (ROOT / "docs" / "adding" / "translation.md").read_text(encoding="utf-8")
#: Folders and files that the reader of a command brings along.
OF_THE_READER = {"notebooks-de", "handed_in", "class.csv", "grades.csv"}
FENCE = re.compile(r"^([ ]*)```(\w*)\n(.*?)^\1```$", re.MULTILINE | re.DOTALL)


def name_of(path: Path) -> str:
    return str(path.relative_to(ROOT))


def blocks(text: str, language: str) -> list[str]:
    found = [(m[1], m[3]) for m in FENCE.finditer(text) if m[2] == language]
    return [re.sub(f"^{indent}", "", block, flags=re.MULTILINE) for indent, block in found]


def anchors(path: Path) -> set[str]:
    headings = re.findall(r"^#+ (.+)$", path.read_text(encoding="utf-8"), re.MULTILINE)
    bare = [re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", heading).lower() for heading in headings]
    return {re.sub(r"[^\w\- ]", "", heading).replace(" ", "-") for heading in bare}


@pytest.mark.parametrize("path", DOCUMENTS, ids=name_of)
def test_every_link_leads_to_a_file_and_its_heading(path):
    text = FENCE.sub("", path.read_text(encoding="utf-8"))
    for target in re.findall(r"\]\(([^)\s]+)\)", re.sub(r"`[^`]*`", "", text)):
        if target.startswith(("http", "glossary:")):
            continue
        name, _, heading = target.partition("#")
        file = path.parent / name if name else path
        assert file.exists(), target
        assert not heading or heading in anchors(file), target


@pytest.mark.parametrize("path", DOCUMENTS, ids=name_of)
def test_every_picture_has_an_alternative_text_and_is_small(path):
    for words, target in re.findall(r"!\[([^\]]*)\]\(([^)]+)\)", path.read_text(encoding="utf-8")):
        if target.startswith("http"):
            continue
        assert len(words) > 30, target
        assert (path.parent / target).stat().st_size < 150_000, target


@pytest.mark.parametrize("path", DOCUMENTS, ids=name_of)
def test_every_target_of_make_exists(path):
    known = set(re.findall(r"^([a-z-]+):.*##", (ROOT / "Makefile").read_text(), re.MULTILINE))
    named = re.findall(r"(?:^|`)(?:\w+=\w+ )?make ([a-z-]+)", path.read_text(encoding="utf-8"))
    assert set(named) <= known


def commands(path: Path) -> list[str]:
    text = path.read_text(encoding="utf-8")
    lines = [line.strip() for block in blocks(text, "") for line in block.splitlines()]
    return lines + re.findall(r"`((?:\.venv/bin/)?(?:python|pytest)\b[^`]*)`", text)


@pytest.mark.parametrize("path", DOCUMENTS, ids=name_of)
def test_every_module_and_file_of_a_command_exists(path):
    for command in commands(path):
        for module in re.findall(r"python -m ([\w.]+)", command):
            assert importlib.util.find_spec(module), command
        for word in command.split()[1:]:
            file = word.partition("=")[2] or word
            if "/" in file and file not in OF_THE_READER and not file.startswith("-"):
                assert (ROOT / file.rstrip("/")).exists() or file.startswith("build/"), command


@pytest.mark.parametrize("path", DOCUMENTS, ids=name_of)
def test_every_file_that_is_named_exists(path):
    """A path in code marks is one from the project's folder, or from one of its rooms."""
    rooms = [ROOT, ROOT / "neuro_edu", ROOT / "neuro_edu/content", ROOT / "neuro_edu/simulation"]
    rooms += [ROOT / "neuro_edu/simulation/synthetic", path.parent]
    for name in re.findall(r"`([\w./-]+/[\w./*-]*|[\w/-]+\.(?:py|toml|md))`", path.read_text()):
        if any(part in OF_THE_READER for part in Path(name).parts) or name.startswith(
            ("build/", ".venv/")
        ):
            continue
        if "translations" in name:
            continue
        found = any(list(room.glob(name.strip("/"))) for room in rooms if not name.startswith("/"))
        assert found or list(ROOT.glob(f"neuro_edu/**/{name}")), name


def public(module: ModuleType) -> set[str]:
    return set(module.__all__)


@pytest.mark.parametrize("path", DOCUMENTS, ids=name_of)
def test_every_lesson_function_that_is_named_exists(path):
    text = path.read_text(encoding="utf-8")
    assert set(re.findall(r"\blessons\.(\w+)\(", text)) <= public(lessons)


@pytest.mark.parametrize("path", DOCUMENTS, ids=name_of)
def test_the_python_runs(path):
    for block in blocks(path.read_text(encoding="utf-8"), "python"):
        namespace: dict[str, object] = {}
        exec(compile(block, path.name, "exec"), namespace)


def test_the_objectives_of_the_guide_are_those_of_the_course():
    for objective in load_content().objectives.values():
        assert f"* {objective.text[0].lower()}{objective.text[1:]}" in GUIDE, objective.id


MOVES = re.findall(r"^\| `(\w+)` \| (.+?) \| “(.+?)” \|$", GUIDE, re.MULTILINE)


@pytest.fixture(scope="module")
def panels() -> dict[str, Explorer]:
    return {name: labs()[name]() for name in {name for name, _, _ in MOVES}}


def value_of(control: Control, words: str) -> object:
    if control.kind == "toggle":
        return {"on": True, "off": False}[words]
    if control.kind == "choice":
        return next(value for value, label in control.options if label == words)
    number, unit = re.fullmatch(r"([\d.]+) ?(.*)", words).groups()
    assert unit == control.unit
    return int(number) if isinstance(control.value, int) else float(number)


@pytest.mark.parametrize(("name", "moves", "words"), MOVES)
def test_the_class_reads_what_the_guide_says(panels, name, moves, words):
    panel = panels[name]
    panel.set(**{control.name: control.value for control in controls_of(panel)})
    known = {c.label: c for c in controls_of(panel)}
    known |= {f"{c.group}: {c.label}": c for c in controls_of(panel)}
    for label, value in re.findall(r"\*\*(.+?)\*\* ([^;]+)", moves):
        panel.set(**{known[label].name: value_of(known[label], value.strip())})
    assert words in panel.finding


def test_there_is_a_move_for_each_lesson_with_a_lab():
    assert len(MOVES) > 40


def test_the_patients_of_the_guide_are_those_of_their_numbers():
    block = next(block for block in blocks(GUIDE, "python") if "unseen_id" in block)
    namespace: dict[str, object] = {}
    *before, last = ast.parse(block).body
    exec(compile(ast.Module(before, []), "guide", "exec"), namespace)
    found = eval(compile(ast.Expression(last.value), "guide", "eval"), namespace)
    after = GUIDE[GUIDE.index(block) + len(block) :]
    named = re.findall(r"`([a-z0-9-]+)`", after.split("\n\n")[1])
    assert [condition for _, condition in found] == named


def test_the_points_of_the_guide_are_those_of_the_clinic():
    said = dict(re.findall(r"^\| (?:an? )?(.+?) \| (−?\d) \|$", GUIDE, re.MULTILINE))
    points = {words: int(number.replace("−", "-")) for words, number in said.items()}
    diagnosis, *steps = [row for name in ("teacher-calf-cramps", "unseen-32")
                         for row in marking_grid(name)]  # fmt: skip
    by_grade = {row.grade: row.points for row in steps if not row.actions[0].startswith("Diagn")}
    near = re.search(r"(\d) points for a diagnosis of the same family", diagnosis.reason)[1]
    assert points == {
        f"the right diagnosis (one of the same family: {near})": diagnosis.points,
        "needed step, done": by_grade["needed"],
        "needed step left undone, where that harms": by_grade["left undone"],
        "optional step": by_grade["optional"],
        "unnecessary step": by_grade["unnecessary"],
        "dangerous step": by_grade["dangerous"],
    }


def test_the_translation_shown_is_read(tmp_path, capsys):
    (shown,) = blocks(TRANSLATION, "toml")
    files = read_real() | {"translations/de/claims.toml": shown}
    write_folder(tmp_path, files)
    assert content_command(["check", "--language", "de", "--directory", str(tmp_path)]) == 0
    assert content_command(["translation", "--language", "de", "--directory", str(tmp_path)]) == 0
    assert "'S08'" not in capsys.readouterr().out.split("Review by a clinician")[-1]


def test_the_knob_shown_is_accepted(tmp_path):
    (shown,) = blocks((ROOT / "docs/adding/condition.md").read_text(encoding="utf-8"), "toml")
    files = read_real()
    entry = files["conditions.toml"].split("[[condition]]")[1].split("[condition.knob]")[0]
    entry = re.sub(r'^id = ".*"$', 'id = "an-example"', entry, count=1, flags=re.MULTILINE)
    files["conditions.toml"] += f"\n[[condition]]{entry}{shown}"
    content = load_content(write_folder(tmp_path, files))
    assert content.conditions["an-example"].knob.kv1_fraction == 0.3


def test_grades_are_collected_as_the_guide_says(tmp_path):
    (tmp_path / "handed_in").mkdir()
    text = "question_id,lesson,first_answer_right,best,tries,last_time\n"
    text += "kv7-opener-prediction,03_why_an_axon_will_not_stop,1,1,1,2030-01-31T10:00:00\n"
    (tmp_path / "handed_in" / "Ada Example.csv").write_text(text, encoding="utf-8")
    (command,) = [
        line for block in blocks(GUIDE, "") for line in block.splitlines() if "grades" in line
    ]
    words = command.split("neuro_edu.grades ")[1].split()
    words = [str(tmp_path / word) if word in OF_THE_READER else word for word in words]
    at = words.index("--roster")
    assert grades_command(words[:at] + words[at + 2 :]) == 0
    assert "Ada" in (tmp_path / "grades.csv").read_text(encoding="utf-8-sig")


def test_pictures_of_labs_carry_what_the_labs_say():
    said = {name: panel.finding for name, panel in panels_shown().items()}
    assert set(said) == {path.stem for path in (ROOT / "docs" / "pictures").glob("*.png")}
    for path in DOCUMENTS:
        for words, name in re.findall(
            r"!\[([^\]]*)\]\([^)]*pictures/(\w+)\.png\)", path.read_text(encoding="utf-8")
        ):
            assert words == said[name]
