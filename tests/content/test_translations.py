"""A translation puts words in the place of words, says what it lacks, and changes nothing else."""

import tomllib
from pathlib import Path
from types import SimpleNamespace

import pytest

from neuro_edu.content import load_content
from neuro_edu.content.__main__ import main
from neuro_edu.content.loader import read_translation
from neuro_edu.content.translations import mark_of
from neuro_edu.errors import ContentError
from neuro_edu.lessons import treatment_safety
from neuro_edu.simulation.clinic.treatment_response import Prescription
from tests.content.folder import Folder, join_page, read_real, split_page, to_toml, write_folder

FILES = read_real()
ENGLISH = load_content(Folder(FILES))
CLAIM = f'''
[[claim]]
id = "S08"
english = "{mark_of(ENGLISH.claims["S08"])}"
text = "Es gibt keine sichere Heilung."
'''


def folder(tmp_path: Path, **files: str) -> Path:
    """The real content with a translation into German, whose files are given by their stems."""
    named = {f"translations/de/{name}.toml": text for name, text in files.items()}
    return write_folder(tmp_path, FILES | named)


def test_what_is_translated_is_shown_and_the_rest_stays_english(tmp_path):
    content = load_content(folder(tmp_path, claims=CLAIM), "de")
    assert content.claims["S08"].text == "Es gibt keine sichere Heilung."
    assert content.claims["S08"].evidence == ENGLISH.claims["S08"].evidence
    assert content.claims["S08"].verdict == ENGLISH.claims["S08"].verdict
    assert content.claims["S09"] == ENGLISH.claims["S09"]
    assert load_content(tmp_path) == ENGLISH


def test_a_signature_counts_for_the_text_that_was_read(tmp_path):
    signed = 'review = "reviewed"\nreviewer = "A. Reader"\nreviewed_on = 2030-01-31\n'
    files = dict(FILES)
    files["claims.toml"] = files["claims.toml"].replace('id = "S08"\n', f'id = "S08"\n{signed}')
    files["translations/de/claims.toml"] = CLAIM
    files["translations/at/claims.toml"] = CLAIM + signed
    write_folder(tmp_path, files)
    assert load_content(tmp_path).claims["S08"].review == "reviewed"
    assert load_content(tmp_path, "de").claims["S08"].review == "unreviewed"
    assert load_content(tmp_path, "at").claims["S08"].reviewer == "A. Reader"


def test_a_text_that_changed_in_english_is_shown_in_english_and_told(tmp_path):
    files = FILES | {"translations/de/claims.toml": CLAIM}
    changed = files["claims.toml"].replace(ENGLISH.claims["S08"].text, "There is a cure after all.")
    write_folder(tmp_path, files | {"claims.toml": changed})
    content = load_content(tmp_path, "de")
    assert content.claims["S08"].text == "There is a cure after all."
    left = read_translation("de", tmp_path).left
    assert left["claims", "S08"] == ("outdated", mark_of(content.claims["S08"]))
    assert left["claims", "S09"][0] == "missing"


def test_every_word_of_the_content_can_be_translated_and_nothing_else(tmp_path):
    """All English files, marked, are a whole translation: the same words come out again."""
    files = dict(FILES)
    kinds = ENGLISH.kinds()
    found = {}
    for name, text in files.items():
        if name == "references.toml" or name.startswith("presenter_notes/"):
            continue
        if name.endswith(".md"):
            head, body = split_page(text)
            kind = "cases" if "id" in head else "instructor_notes"
            entry = kinds[kind][head.get("id") or head["lesson"]]
            found[name] = join_page(head | {"english": mark_of(entry)}, body)
            continue
        rows = next(v for v in tomllib.loads(text).values() if isinstance(v, list))
        noun = next(k for k, v in tomllib.loads(text).items() if isinstance(v, list))
        owners = [m for m in kinds.values() if all(row["id"] in m for row in rows)]
        for row in rows:
            row["english"] = next(
                mark_of(m[row["id"]]) for m in owners if _noun_of(m[row["id"]]) == noun
            )
        found[name] = to_toml({noun: rows})
    translated = {f"translations/de/{name}": text for name, text in found.items()}
    write_folder(tmp_path, files | translated)
    assert read_translation("de", tmp_path).left == {}
    assert load_content(tmp_path, "de") == ENGLISH


def _noun_of(entry: object) -> str:
    return {
        "ChoiceQuestion": "question",
        "NumericQuestion": "question",
        "ClinicCase": "visit",
        "DischargeNote": "discharge",
        "HistoryQuestion": "ask",
        "ExaminationPart": "part",
        "ClinicTest": "test",
        "ClinicTreatment": "treatment",
        "ClinicCheck": "check",
        "UnseenPatient": "unseen",
    }.get(type(entry).__name__, type(entry).__name__.lower())


def question(options: str) -> str:
    mark = mark_of(ENGLISH.questions["post-test-positive"])
    return f'[[question]]\nid = "post-test-positive"\nenglish = "{mark}"\n{options}'


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (CLAIM.replace("S08", "S99"), "claim 'S99', field 'id'"),
        (CLAIM + CLAIM, "twice"),
        (CLAIM.replace("english", "englisch"), 'write english = "'),
        (CLAIM + 'verdict = "wrong"\n', "field 'verdict': is 'wrong'; write 'simplified'"),
        (CLAIM + 'comment = "?"\n', "does not stand in the English entry"),
        (CLAIM.replace("Es gibt", "[Es](glossary:gibt-es-nicht)"), "'gibt-es-nicht' is not among"),
        (CLAIM.replace("Es gibt keine sichere Heilung.", " "), "field 'text': is empty"),
        (CLAIM.replace('"S08"', "S08"), "not readable as TOML"),
    ],
)
def test_what_does_not_fit_is_refused_with_its_place(tmp_path, text, words):
    path = folder(tmp_path, claims=text)
    with pytest.raises(ContentError, match=r"claims\.toml") as refused:
        load_content(path, "de")
    assert words in str(refused.value)


def test_answers_keep_their_order_and_which_is_right(tmp_path):
    (english,) = [q for q in ENGLISH.questions.values() if q.id == "first-step"]
    mark = mark_of(english)
    head = f'[[question]]\nid = "first-step"\nenglish = "{mark}"\n'
    options = [
        f'[[question.option]]\ntext = "Antwort {n}"\ncorrect = {str(o.correct).lower()}\n'
        for n, o in enumerate(english.options)
    ]
    name = f"translations/de/questions/{english.lesson}.toml"
    write_folder(tmp_path, FILES | {name: head + "".join(options)})
    shown = load_content(tmp_path, "de").questions["first-step"]
    assert [o.text for o in shown.options] == [f"Antwort {n}" for n in range(len(options))]
    assert [o.feedback for o in shown.options] == [o.feedback for o in english.options]
    # The same answers in another order would mark another one as right.
    right = [o.correct for o in english.options].index(True)
    moved = [options[right], *options[:right], *options[right + 1 :]]
    if right == 0:
        moved = [*options[1:], options[0]]
    (tmp_path / name).write_text(head + "".join(moved), encoding="utf-8")
    with pytest.raises(ContentError, match="field 'correct'"):
        load_content(tmp_path, "de")
    (tmp_path / name).write_text(head + "".join(options[1:]), encoding="utf-8")
    with pytest.raises(ContentError, match="keep its"):
        load_content(tmp_path, "de")


def test_a_translated_caution_still_strikes(tmp_path, monkeypatch):
    english = ENGLISH.drugs["carbamazepine"]
    cautions = ", ".join(f'"Vorsicht {n}"' for n in range(len(english.cautions)))
    head = f'[[drug]]\nid = "{english.id}"\nenglish = "{mark_of(english)}"\n'
    german = load_content(folder(tmp_path, drugs=f"{head}cautions = [{cautions}]\n"), "de")
    read = {"de": german, "en": ENGLISH}
    monkeypatch.setattr(treatment_safety, "load_content", lambda language="de": read[language])
    plans = {"A": SimpleNamespace(prescription=Prescription(carbamazepine_mg=200.0))}
    rows = treatment_safety.safety_rows(plans, "low-sodium")
    place = next(n for n, words in enumerate(english.cautions) if "Low sodium" in words)
    assert [row[2] for row in rows if row[3].startswith("DANGER")] == [f"Vorsicht {place}"]


def test_a_file_without_an_english_one_is_refused(tmp_path):
    with pytest.raises(ContentError, match=r"clains\.toml: there is no such file in English"):
        load_content(folder(tmp_path, clains=CLAIM), "de")


def test_the_environment_chooses_the_language_and_an_unknown_one_is_refused(monkeypatch):
    monkeypatch.setenv("NEURO_EDU_LANGUAGE", "en")
    assert load_content().claims == load_content(language="").claims
    monkeypatch.setenv("NEURO_EDU_LANGUAGE", "tlh")
    with pytest.raises(ContentError, match="no translation 'tlh'; there are en"):
        load_content()


def test_the_command_lists_what_is_left_with_the_mark_to_write(tmp_path, capsys):
    path = folder(tmp_path, claims=CLAIM)
    assert main(["translation", "--language", "de", "--directory", str(path)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert not any("'S08'" in line for line in lines)
    mark = mark_of(ENGLISH.claims["S09"])
    assert f"claims.toml, claim 'S09': missing; english = \"{mark}\"" in lines
    total = sum(1 for kind, _ in ENGLISH.entries() if kind != "references")
    assert lines[-1] == f"{len(lines) - 1} of {total} entries are shown in English"
