"""What an editor may write wrongly in the files of the clinic is refused, with its place."""

import pytest

from neuro_edu.content import load_content
from neuro_edu.errors import ContentError
from tests.content.folder import Folder, read_real

CASE = "clinic/cases/teacher-calf-cramps.toml"
FILES = read_real()


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ('"order:achr-antibody"]', '"order:achr-antibdy"]', "did you mean 'achr-antibody'"),
        ('"order:achr-antibody"]', '"scan:achr-antibody"]', "write it in the form"),
        ('to = "sweating"', 'to = "swaeting"', "did you mean 'sweating'"),
        ('"treat:carbamazepine",\n', "", "lacks 'treat:carbamazepine'"),
        ('grade = "needed"', 'grade = "vital"', "needed"),
        ('"Maddison2006"', '"Nobody1999"', "Nobody1999"),
        ('risks = ["hla-b1502"]', 'risks = ["hla"]', "hla"),
        ('region = "left calf"', 'region = "left toe"', "left calf"),
        ("weeks = 6", "weeks = 2", "in order of time"),
        ('condition = "als"', 'condition = "asl"', "asl"),
        ('"order:needle-emg",\n', '"order:vgkc-assay",\n  "order:needle-emg",\n', "vgkc-assay"),
    ],
)
def test_a_slip_in_a_case_is_refused(old: str, new: str, words: str) -> None:
    assert old in FILES[CASE]
    changed = FILES[CASE].replace(old, new, 1)
    with pytest.raises(ContentError, match=words) as caught:
        load_content(Folder(FILES | {CASE: changed}))
    assert str(caught.value).startswith(CASE)


def test_a_symptom_that_is_not_there_is_refused() -> None:
    name = "clinic/unseen.toml"
    changed = FILES[name].replace("symptom:sweating", "symptom:sweat", 1)
    with pytest.raises(ContentError, match="'sweat' is not in the clinic"):
        load_content(Folder(FILES | {name: changed}))


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ('together = "sweat"', 'together = "Sweat 1"', "together"),
        ("wrong_turn = ", "wrong_tern = ", "wrong_turn"),
        ("teaching_point = ", "# teaching_point = ", "teaching_point"),
    ],
)
def test_a_slip_in_a_generated_patient_is_refused(old: str, new: str, words: str) -> None:
    name = "clinic/unseen.toml"
    assert old in FILES[name]
    with pytest.raises(ContentError, match=words):
        load_content(Folder(FILES | {name: FILES[name].replace(old, new, 1)}))


@pytest.mark.parametrize(
    ("name", "old", "new", "words"),
    [
        ("marks", 'has = ["mercury"]', "has = []", "at least 1"),
        ("marks", 'has = ["mercury"]', 'has = ["quicksilver"]', "quicksilver"),
        ("marks", 'may = ["stiff-person-syndrome"]', 'may = ["als"]', "keep it in one of them"),
        ("marks", '"OMIM121200"', '"Nobody1999"', "Nobody1999"),
        ("mistakes", 'taken_for = ["als", ', 'taken_for = ["asl", ', "asl"),
        ("mistakes", 'id = "tetany"', 'id = "tetanus"', "tetanus"),
        ("mistakes", 'id = "als"\ntaken_for = [', 'id = "als"\ntaken_for = ["als", ', "itself"),
    ],
)
def test_a_slip_in_what_tells_diseases_apart_is_refused(
    name: str, old: str, new: str, words: str
) -> None:
    file = f"clinic/{name}.toml"
    assert old in FILES[file]
    with pytest.raises(ContentError, match=words) as caught:
        load_content(Folder(FILES | {file: FILES[file].replace(old, new, 1)}))
    assert str(caught.value).startswith(file)
