"""Answers are kept whatever happens to the file; whatever happens, a lesson goes on."""

import csv
import json
import os
import stat
from datetime import datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from neuro_edu.progress import Progress, my_progress
from neuro_edu.progress_records import from_json

EACH_EXAMPLE_HAS_ITS_OWN_FOLDER = settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
CHOSEN = st.lists(
    st.integers(-(10**20), 10**20) | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    min_size=1,
    max_size=3,
).map(tuple)
ANSWERS = st.lists(
    st.tuples(st.sampled_from("AB"), st.sampled_from("xyz") | st.text(), CHOSEN, st.booleans()),
    max_size=6,
)


@pytest.fixture
def progress(progress_file):
    return Progress(progress_file)


def others_in(folder, word):
    return [path for path in folder.iterdir() if word in path.name]


@EACH_EXAMPLE_HAS_ITS_OWN_FOLDER
@given(answers=ANSWERS)
def test_any_sequence_of_answers_is_read_back_by_another_kernel(tmp_path_factory, answers):
    path = tmp_path_factory.mktemp("answers") / "progress.json"
    writer = Progress(path)
    for activity, item, chosen, right in answers:
        writer.record(activity, item, chosen, right)
    found = Progress(path).records()
    keys = {(activity, item) for activity, item, *_ in answers}
    assert {(activity, item) for activity in found for item in found[activity]} == keys
    for activity, item in keys:
        record = found[activity][item]
        given_to_it = [answer[2:] for answer in answers if answer[:2] == (activity, item)]
        assert (record.chosen, record.right) == given_to_it[-1]
        assert record.first_right == given_to_it[0][1]
        assert record.tries == len(given_to_it)
        assert record.n_right == sum(right for _, right in given_to_it)
        assert datetime.fromisoformat(record.last_time).utcoffset().total_seconds() == 0


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    """The bytes of a file with three answers."""
    path = tmp_path_factory.mktemp("whole") / "progress.json"
    writer = Progress(path)
    writer.record("lesson", "réflexe", (1,), True)
    writer.record("lesson", "rate", (0.5,), False)
    writer.record("emg-listening", "myokymia", ("cramp",), False)
    return path.read_bytes()


@EACH_EXAMPLE_HAS_ITS_OWN_FOLDER
@given(data=st.data())
def test_a_file_cut_anywhere_is_set_aside_and_the_lesson_goes_on(tmp_path_factory, whole, data):
    path = tmp_path_factory.mktemp("cut") / "progress.json"
    rest = whole[: data.draw(st.integers(0, len(whole) - 1))]
    path.write_bytes(rest)
    progress = Progress(path)
    progress.record("lesson", "new", (2,), True)
    (kept,) = others_in(path.parent, "damaged")
    assert kept.read_bytes() == rest
    assert kept.name in progress.problem
    assert list(Progress(path).records()["lesson"]) == ["new"]


@EACH_EXAMPLE_HAS_ITS_OWN_FOLDER
@given(junk=st.binary(max_size=60) | st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(
        st.sampled_from(["version", "activities", "x", "chosen", "tries"]), inner
    ),
).map(lambda tree: json.dumps(tree).encode()))  # fmt: skip
def test_no_content_of_the_file_raises(tmp_path_factory, junk):
    path = tmp_path_factory.mktemp("junk") / "progress.json"
    path.write_bytes(junk)
    Progress(path).record("lesson", "new", (2,), True)
    assert Progress(path).records()["lesson"]["new"].chosen == (2,)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("chosen", 1),
        ("chosen", [None]),
        ("chosen", [[1]]),
        ("right", "yes"),
        ("tries", "2"),
        ("n_right", None),
        ("last_time", "yesterday"),
        ("surprise", 1),
    ],
)
def test_a_record_that_is_not_one_is_refused(whole, field, value):
    table = json.loads(whole)
    from_json(json.dumps(table).encode())
    table["activities"]["lesson"]["rate"][field] = value
    with pytest.raises(ValueError):  # noqa: PT011
        from_json(json.dumps(table).encode())


def test_a_file_nested_without_end_is_set_aside(progress):
    progress.path.parent.mkdir()
    progress.path.write_text("[" * 200_000, encoding="utf-8")
    assert progress.records() == {}
    assert len(others_in(progress.path.parent, "damaged")) == 1


def test_a_file_of_a_newer_version_is_set_aside_unchanged_and_said_so(progress):
    progress.path.parent.mkdir()
    newer = json.dumps({"version": 2, "answers": ["in another shape"]})
    progress.path.write_text(newer, encoding="utf-8")
    assert progress.records() == {}
    (kept,) = others_in(progress.path.parent, "newer")
    assert kept.read_text(encoding="utf-8") == newer
    assert "newer version" in progress.problem
    assert kept.name in progress.problem


def test_reading_makes_no_folder(progress):
    assert progress.records() == {}
    assert not progress.path.parent.exists()


def test_without_a_folder_to_write_in_answers_live_in_memory_and_one_sentence_says_so(tmp_path):
    blocked = tmp_path / "a file, not a folder"
    blocked.write_text("", encoding="utf-8")
    progress = Progress(blocked / "progress.json")
    progress.record("lesson", "q", (1,), False)
    progress.record("lesson", "q", (2,), True)
    assert progress.records()["lesson"]["q"].tries == 2
    assert progress.problem.count(".") == progress.problem.count(".json") + 1
    assert str(progress.path) in progress.problem
    blocked.unlink()
    progress.record("lesson", "r", (0,), True)
    assert set(Progress(progress.path).records()["lesson"]) == {"q", "r"}, "written when possible"
    assert progress.problem == ""


def test_a_folder_that_can_only_be_read_shows_what_it_holds(progress, monkeypatch):
    progress.record("lesson", "old", (1,), True)

    def refuse(*_):
        raise PermissionError("read-only file system")

    monkeypatch.setattr("neuro_edu.progress.write_whole", refuse)
    later = Progress(progress.path)
    later.record("lesson", "new", (1,), True)
    assert set(later.records()["lesson"]) == {"old", "new"}
    assert "cannot be written" in later.problem
    assert set(Progress(progress.path).records()["lesson"]) == {"old"}


@pytest.mark.skipif(os.name != "posix", reason="needs POSIX permissions")
def test_the_file_is_for_its_owner_alone(progress):
    progress.record("lesson", "q", (1,), True)
    assert stat.S_IMODE(progress.path.stat().st_mode) & 0o077 == 0


def test_reset_forgets_and_keeps_every_copy(progress):
    assert progress.reset() is None
    copies = []
    for item in ("one", "two"):
        progress.record("lesson", item, (1,), True)
        copies.append(progress.reset())
        assert progress.records() == {}
    assert [list(Progress(copy).records()["lesson"]) for copy in copies] == [["one"], ["two"]]


def test_starting_again_takes_the_answer_away_but_not_the_history(progress):
    progress.record("lesson", "q", (1,), False)
    progress.reopen("lesson", "q", "never answered")
    assert list(progress.records()["lesson"]) == ["q"]
    record = progress.records()["lesson"]["q"]
    assert (record.chosen, record.tries, record.first_right) == ((), 1, False)


def test_csv_has_a_row_for_each_marked_answer(progress):
    progress.record("lesson", 'odd, "id"', (1,), False)
    progress.record("lesson", 'odd, "id"', (2,), True)
    progress.record("lesson", 'odd, "id"', (1,), False)
    progress.record("cases", "a step", ("EMG",))
    rows = list(csv.DictReader(progress.to_csv().splitlines()))
    assert len(rows) == 1
    assert rows[0]["question_id"] == 'odd, "id"'
    assert [rows[0][name] for name in ("lesson", "first_answer_right", "best", "tries")] == [
        "lesson", "0", "1", "3",
    ]  # fmt: skip
    assert datetime.fromisoformat(rows[0]["last_time"]).tzinfo is not None


def test_the_environment_names_the_file(progress_file, monkeypatch):
    assert my_progress().path == progress_file
    assert my_progress() is my_progress()
    monkeypatch.delenv("NEURO_EDU_PROGRESS")
    assert my_progress().path.parts[-2:] == ("neuro_edu", "progress.json")
