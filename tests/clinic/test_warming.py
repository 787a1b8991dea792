"""Recordings are made beforehand in a thread, once, and the same as without it."""

import subprocess
import sys
import threading

import numpy as np
import pytest

from neuro_edu.clinic import Visit, Warming, case_ids, chart, signals, warm_up
from neuro_edu.errors import ParameterError

TEACHER, NURSE = "teacher-calf-cramps", "nurse-weak-hand"


def wait() -> None:
    for thread in threading.enumerate():
        if thread.name.startswith("warming"):
            thread.join(60)


@pytest.fixture
def counted(monkeypatch):
    """Which recordings are made, from an empty store."""
    made = []

    def examine(patient, manoeuvre, **settings):
        made.append((patient, manoeuvre, settings["seed"]))
        return _real(patient, manoeuvre, **settings)

    _real = signals.examine
    monkeypatch.setattr(signals, "examine", examine)
    for kept in (signals._made, signals._found, signals._measured):
        kept.cache_clear()
    yield made
    wait()


def read_all(case_id: str) -> list[str]:
    visit = Visit.begin(case_id)
    texts = [visit.examine("grip").text, visit.examine("cool-the-hand").text]
    for test in ("nerve-conduction", "needle-emg", "repetitive-stimulation", "emg-provocation"):
        texts.append(visit.order(test).text)
    return texts


def test_what_was_made_beforehand_is_not_made_again(counted):
    warming = Warming()
    warming.begin(TEACHER)
    wait()
    n_made = len(counted)
    assert n_made == len(set(counted)) > 6
    read_all(TEACHER)
    assert len(counted) == n_made


def test_reading_meanwhile_makes_nothing_twice_and_tells_the_same(counted):
    warming = Warming()
    warming.begin(TEACHER)
    meanwhile = read_all(TEACHER)
    wait()
    assert len(counted) == len(set(counted))
    for kept in (signals._made, signals._found, signals._measured):
        kept.cache_clear()
    assert read_all(TEACHER) == meanwhile


def test_what_was_made_for_a_patient_who_was_left_is_kept(counted):
    warming = Warming()
    warming.begin(TEACHER)
    warming.begin(NURSE)
    wait()
    patients = [patient for patient, _, _ in counted]
    assert chart(NURSE).patient in patients
    warm_up(TEACHER)
    warm_up(NURSE)
    assert len(counted) == len(set(counted))


def test_a_warmed_recording_cannot_be_changed(counted):
    Warming().begin(NURSE)
    wait()
    for signal in Visit.begin(NURSE).order("needle-emg").signals:
        with pytest.raises(ValueError, match="read-only"):
            signal.recording.emg_uV[0] = np.float32(1)


def test_without_threads_nothing_is_warmed_and_nothing_breaks(monkeypatch):
    def refuse(thread):
        raise RuntimeError("can't start new thread")

    monkeypatch.setattr(threading.Thread, "start", refuse)
    Warming().begin(case_ids()[0])


def test_a_program_that_ends_meanwhile_ends_in_silence():
    code = "from neuro_edu.clinic import Warming; Warming().begin('teacher-calf-cramps')"
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ended.stdout == ended.stderr == ""


def test_nobody_is_warmed_who_does_not_exist():
    with pytest.raises(ParameterError, match="no patient"):
        Warming().begin("nobody")
