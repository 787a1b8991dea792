"""The real content: complete, linked, and true to the counts of its sources."""

import dataclasses
import re
import tomllib
from itertools import pairwise
from pathlib import Path

import pytest

from neuro_edu.content import (
    CLINIC,
    LESSONS,
    ChoiceQuestion,
    Content,
    NumericQuestion,
    coverage,
    load_content,
    review_state,
)
from neuro_edu.errors import ContentError
from tests.content.folder import REAL, Folder, join_page, read_real, split_page, to_toml

TAUGHT = [lesson for lesson in LESSONS if lesson not in ("00_start_here", CLINIC)]


@pytest.fixture(scope="module")
def content() -> Content:
    return load_content()


def changed(name: str, old: str, new: str) -> Folder:
    """The real content with the first `old` in one file replaced."""
    files = read_real()
    assert old in files[name]
    return Folder(files | {name: files[name].replace(old, new, 1)})


def test_content_is_read_once_and_cannot_be_changed(content: Content) -> None:
    assert load_content() is content
    with pytest.raises(TypeError):
        content.claims["S01"] = content.claims["S02"]  # type: ignore[index]
    with pytest.raises(dataclasses.FrozenInstanceError):
        content.claims["S01"].text = "changed"  # type: ignore[misc]


def test_a_folder_on_disk_is_read_as_the_installed_one(content: Content) -> None:
    assert load_content(Path(REAL)) == content


def test_rewritten_files_mean_the_same(content: Content) -> None:
    # The writer that the mutation tests use adds no error of its own.
    files = read_real()
    for name, text in files.items():
        if name.endswith(".toml"):
            files[name] = to_toml(tomllib.loads(text))
        else:
            files[name] = join_page(*split_page(text))
    assert load_content(Folder(files)) == content


def test_all_claims_are_there_and_the_wrong_ones_are_marked(content: Content) -> None:
    assert list(content.claims) == [f"S{number:02d}" for number in range(1, 39)]
    wrong = {claim.id for claim in content.claims.values() if claim.verdict == "wrong"}
    assert wrong == {"S12", "S26", "S32", "S35"}


def test_the_wrong_claims_are_taught_where_students_meet_them(content: Content) -> None:
    assert "06_the_emg_room" in content.claims["S26"].lessons
    assert "08_the_work_up" in content.claims["S32"].lessons
    assert "09_treatment" in content.claims["S35"].lessons
    assert "03_why_an_axon_will_not_stop" in content.claims["S12"].lessons


@pytest.mark.parametrize(
    "word",
    ["thymoma", "myasthenia", "CASPR2", "LGI1", "Morvan", "sweat", "pain"],
)
def test_what_lay_articles_leave_out_is_said(content: Content, word: str) -> None:
    said = " ".join(f"{o.text} {o.why_it_matters}" for o in content.omissions.values())
    assert word.lower() in said.lower()


@pytest.mark.parametrize(
    "name",
    [
        *("CASPR2", "LGI1", "without a known antibody", "thymoma", "small-cell", "lymphoma"),
        *("mercury", "gold", "arsenic", "lead", "insecticides", "oxaliplatin", "penicillamine"),
        *("venom", "radiation", "Guillain-Barré", "CIDP", "KCNA1", "HINT1", "KCNQ2", "Morvan"),
        *("cramp-fasciculation", "ALS", "myotonia", "stiff-person", "tetany"),
    ],
)
def test_every_cause_and_mimic_is_there(content: Content, name: str) -> None:
    names = [condition.name.lower() for condition in content.conditions.values()]
    assert any(name.lower() in known for known in names)


@pytest.mark.parametrize(
    "name",
    [
        *("carbamazepine", "phenytoin", "oxcarbazepine", "lamotrigine", "gabapentin"),
        *("pregabalin", "valproate", "mexiletine", "acetazolamide", "plasma exchange"),
        *("immunoglobulin", "corticosteroids", "azathioprine", "mycophenolate", "rituximab"),
        *("botulinum", "thymoma", "physiotherapy", "retigabine"),
    ],
)
def test_every_treatment_is_there(content: Content, name: str) -> None:
    assert any(name in drug.name.lower() for drug in content.drugs.values())


@pytest.mark.parametrize(
    ("drug", "caution"),
    [
        ("carbamazepine", "HLA-B*15:02"),
        ("oxcarbazepine", "HLA-B*15:02"),
        ("phenytoin", "HLA-B*15:02"),
        ("carbamazepine", "heart block"),
        ("mexiletine", "heart block"),
        ("mexiletine", "ECG"),
        ("botulinum-toxin", "myasthenia"),
        ("corticosteroids", "myasthenia"),
        ("plasma-exchange", "citrate"),
        ("valproate", "pregnancy"),
    ],
)
def test_dangers_are_named(content: Content, drug: str, caution: str) -> None:
    assert caution.lower() in " ".join(content.drugs[drug].cautions).lower()


def test_no_trial_is_claimed(content: Content) -> None:
    # None was found in neuromyotonia; an entry that says otherwise needs a new source first.
    assert all(drug.evidence_level != "trial" for drug in content.drugs.values())


def test_knobs_are_physical_and_agree_with_the_disease(content: Content) -> None:
    for condition in content.conditions.values():
        knob = condition.knob
        shares = (knob.kv1_fraction, knob.motor_units_lost, knob.receptors_left)
        assert all(0 <= share <= 1 for share in shares), condition.id
        if condition.knob.generator != "axon":
            # The axon is healthy where brain or muscle fibre is at fault.
            assert (knob.kv1_fraction, knob.kv7_fraction, knob.nap_fraction) == (1, 1, 1)
        if knob.antibody_driven:
            # Only where an immune response is held to be the cause does its removal help.
            assert condition.group in ("autoimmune", "tumour"), condition.id
    knobs = {condition.id: condition.knob for condition in content.conditions.values()}
    assert knobs["stiff-person-syndrome"].generator == "cns"
    assert knobs["myotonia"].generator == "muscle fibre"
    assert knobs["thymoma"].receptors_left < 1
    assert knobs["hint1-neuropathy"].motor_units_lost > 0
    assert knobs["oxaliplatin"].cold_gain > 0
    assert knobs["oxaliplatin"].kv1_fraction == 1
    assert knobs["kcnq2-myokymia"].kv7_fraction < 1
    assert knobs["kcnq2-myokymia"].kv1_fraction == 1
    assert knobs["kcna1-episodic-ataxia"].site == "whole axon"
    assert knobs["caspr2-neuromyotonia"].site == "terminal"
    assert knobs["caspr2-neuromyotonia"].kv1_fraction < knobs["lgi1-neuromyotonia"].kv1_fraction


def test_symptom_counts_are_those_of_the_series(content: Content) -> None:
    # Series of 20 patients (Tiantan2023): legs 17, arms 11, face 11, trunk 9, sensory or autonomic
    # 19, brain 13.
    counts = {
        symptom.id: symptom.numerator
        for symptom in content.symptoms.values()
        if symptom.denominator == 20
    }
    assert sorted(n for n in counts.values() if n is not None) == [9, 11, 11, 13, 17, 19]
    regions = {symptom.region for symptom in content.symptoms.values()}
    assert regions == {"limbs", "trunk", "face", "eyes", "autonomic", "sensory", "cns"}


def test_every_objective_has_explanation_activity_questions_and_case(content: Content) -> None:
    rows = coverage(content)
    assert {row.lesson for row in rows} >= set(TAUGHT)
    assert [row.objective for row in rows if not row.is_complete] == []


@pytest.mark.parametrize("lesson", TAUGHT)
def test_a_lesson_has_at_least_eight_questions(content: Content, lesson: str) -> None:
    assert len(content.questions_of(lesson)) >= 8


def test_all_three_kinds_of_question_occur(content: Content) -> None:
    kinds = {question.kind for question in content.questions.values()}
    assert kinds == {"single", "multiple", "numeric"}
    for question in content.questions.values():
        expected = NumericQuestion if question.kind == "numeric" else ChoiceQuestion
        assert isinstance(question, expected)


def test_the_listening_pool_is_kept_apart(content: Content) -> None:
    pool = content.listening_questions()
    assert pool
    in_lessons = {q.id for lesson in LESSONS for q in content.questions_of(lesson)}
    assert in_lessons.isdisjoint(question.id for question in pool)
    assert len(in_lessons) + len(pool) == len(content.questions)


def test_lessons_with_questions_leave_out_the_clinic(content: Content) -> None:
    assert content.lessons_with_questions() == tuple(
        lesson for lesson in LESSONS if lesson != CLINIC
    )
    for lesson in LESSONS:
        asked = bool(content.questions_of(lesson))
        assert asked == (lesson in content.lessons_with_questions())


def test_the_place_of_the_right_answer_cannot_be_guessed(content: Content) -> None:
    files = [content.questions_of(lesson) for lesson in content.lessons_with_questions()]
    for questions in (*files, content.listening_questions()):
        places = [
            [option.correct for option in question.options].index(True)
            for question in questions
            if isinstance(question, ChoiceQuestion) and question.kind == "single"
        ]
        assert max(map(places.count, places)) <= 0.4 * len(places), questions[0].lesson
        # The same place twice running looks like a pattern.
        assert all(a != b for a, b in pairwise(places)), questions[0].lesson


def test_statements_resting_on_a_source_that_was_not_read_are_found(content: Content) -> None:
    claim = content.claims["S04"]
    assert not content.rests_on_unverified(claim)
    with_memory = dataclasses.replace(claim, references=(*claim.references, "Isaacs1961"))
    assert content.rests_on_unverified(with_memory)
    with_citation = dataclasses.replace(claim, references=("Zimon2012",))
    assert content.rests_on_unverified(with_citation)
    # Where it matters most, nothing rests on such sources alone.
    for kind in (content.claims, content.conditions, content.drugs, content.symptoms):
        for entry in kind.values():
            assert any(
                not content.rests_on_unverified(content.references[r]) for r in entry.references
            )


def test_nobody_is_said_to_have_reviewed_what_nobody_signed(content: Content) -> None:
    state = review_state(content)
    signed = [entry for _, entry in content.entries() if entry.reviewer]
    assert state.reviewed == len(signed)
    assert state.total == sum(len(mapping) for mapping in content.kinds().values())


def test_a_reviewed_entry_needs_a_name_and_a_date() -> None:
    head = 'review = "unreviewed"'
    signed = 'review = "reviewed"\nreviewer = "A. Clinician"\nreviewed_on = 2030-01-31'
    assert review_state(load_content(changed("claims.toml", head, signed))).reviewed == 38
    with pytest.raises(ContentError, match=r"claims.toml, claim 'S01', field 'reviewer'"):
        load_content(changed("claims.toml", head, 'review = "reviewed"'))
    with pytest.raises(ContentError, match=r"claims.toml, claim 'S01', field 'reviewer'"):
        load_content(changed("claims.toml", head, f'{head}\nreviewer = "A. Clinician"'))


def test_a_risk_that_no_caution_speaks_of_is_refused() -> None:
    # Else a changed caution would silently take a warning away from the treatment lab.
    for name, old, new in (
        ("drugs.toml", '"Low sodium, which', '"Hyponatraemia, which'),
        ("risks.toml", 'caution = "Low sodium"', 'caution = "Low potassium"'),
    ):
        with pytest.raises(ContentError, match=r"risks.toml, risk 'low-sodium', field 'caution'"):
            load_content(changed(name, old, new))


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("correct = true", "correct = false", "has 0 correct answers; mark exactly one"),
        ("correct = false", "correct = true", "has 2 correct answers; mark exactly one"),
    ],
)
def test_a_single_question_has_one_correct_answer(old: str, new: str, message: str) -> None:
    with pytest.raises(ContentError, match=message):
        load_content(changed("questions/03_why_an_axon_will_not_stop.toml", old, new))


def test_a_multiple_question_has_a_correct_answer() -> None:
    name = "questions/03_why_an_axon_will_not_stop.toml"
    document = tomllib.loads(read_real()[name])
    row = next(row for row in document["question"] if row["kind"] == "multiple")
    for option in row["option"]:
        option["correct"] = False
    with pytest.raises(ContentError, match=f"{row['id']}.*no correct answer; mark at least one"):
        load_content(Folder(read_real() | {name: to_toml(document)}))


@pytest.mark.parametrize("shift", [-1e6, 1e6])
def test_a_numeric_answer_lies_in_its_range(shift: float) -> None:
    name = "questions/06_the_emg_room.toml"
    document = tomllib.loads(read_real()[name])
    row = next(row for row in document["question"] if row["kind"] == "numeric")
    row["answer"] += shift
    with pytest.raises(ContentError, match=rf"{name}, question '{row['id']}', field 'answer'"):
        load_content(Folder(read_real() | {name: to_toml(document)}))


def test_an_answer_at_either_end_of_its_range_is_accepted() -> None:
    name = "questions/06_the_emg_room.toml"
    for end in ("low", "high"):
        document = tomllib.loads(read_real()[name])
        row = next(row for row in document["question"] if row["kind"] == "numeric")
        row["answer"] = row[end]
        content = load_content(Folder(read_real() | {name: to_toml(document)}))
        assert content.questions[row["id"]].answer == row[end]


def test_a_glossary_link_that_leads_nowhere_is_refused() -> None:
    folder = changed("claims.toml", "a rare nerve disorder", "[rare](glossary:no-such-term)")
    with pytest.raises(ContentError, match=r"claim 'S01', field 'text': 'no-such-term'"):
        load_content(folder)


def test_the_nearest_known_id_is_offered() -> None:
    with pytest.raises(ContentError, match="did you mean 'Zandi2024'"):
        load_content(changed("claims.toml", '"Zandi2024"', '"Zandi2023"'))


@pytest.mark.parametrize(
    "name",
    [
        *("references.toml", "claims.toml", "omissions.toml", "questions/emg_listening.toml"),
        *(f"questions/{lesson}.toml" for lesson in LESSONS if lesson != CLINIC),
    ],
)
def test_a_missing_file_is_named(name: str) -> None:
    files = read_real()
    del files[name]
    with pytest.raises(ContentError, match=f"{name} is missing"):
        load_content(Folder(files))


def test_a_file_in_another_encoding_is_named(tmp_path: Path) -> None:
    for name, text in read_real().items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode("utf-16" if name == "claims.toml" else "utf-8"))
    with pytest.raises(ContentError, match=r"claims.toml: .*save the file as UTF-8"):
        load_content(tmp_path)


def test_identifiers_have_the_form_of_identifiers(content: Content) -> None:
    for reference in content.references.values():
        assert reference.doi is None or re.fullmatch(r"10\.\d{4,9}/\S+", reference.doi)
        assert reference.pmid is None or reference.pmid.isdigit()
    dois = [r.doi.lower() for r in content.references.values() if r.doi]
    pmids = [r.pmid for r in content.references.values() if r.pmid]
    assert len(set(dois)) == len(dois)
    assert len(set(pmids)) == len(pmids)
