"""What a class was measured to take, in words and tables, and what a larger one takes on paper."""

import math
import os
import platform
import statistics
from dataclasses import dataclass
from pathlib import Path

import psutil

from benchmarks.classroom import LESSONS, Student

#: What a student's server took on a real JupyterHub 6, with a lesson open in a page (MB).
HUB_SERVER_MB = 175


@dataclass(kw_only=True)
class Measured:
    """What a run of the class gave.

    Attributes
    ----------
    students : list of Student
        Each with its latencies.
    server_mb : float
        Resident memory of a student's server without a kernel.
    memory_mb : dict
        For each kernel, resident memory and its share, at several moments.
    started_s : float
        Until all kernels answered.
    cores : float
        Cores that one kernel keeps busy while its student works.
    other_cores : float
        Cores that programs of others kept busy meanwhile.
    shared_s : float
        Until all had written into one file.
    n_shared : int
        Answers that they wrote there.
    wrong : list of str
        What was lost or went wrong.
    """

    students: list[Student]
    server_mb: float
    memory_mb: dict[str, list[tuple[float, float]]]
    started_s: float
    cores: float
    other_cores: float
    shared_s: float
    n_shared: int
    wrong: list[str]


@dataclass(frozen=True, kw_only=True)
class PerStudent:
    """What one student takes, measured."""

    server_mb: float
    kernel_mb: float
    cores: float


@dataclass(frozen=True, kw_only=True)
class Needs:
    """What a class takes."""

    memory_gb: float
    cores: int
    machines: int


def needs(
    n_students: int,
    one: PerStudent,
    *,
    kernels_each: float = 2.0,
    at_once: float = 1.0,
    busy: float = 0.7,
    spare: float = 1.25,
    machine_gb: float = 32.0,
    machine_cores: int = 8,
) -> Needs:
    """Return what a class takes, from what one student was measured to take.

    Parameters
    ----------
    n_students : int
        Students with a running server.
    one : PerStudent
        What was measured.
    kernels_each : float
        Lessons that a student has open.
    at_once : float
        Share of them who move sliders at the same time.
    busy : float
        Share of the cores to be used at most, so that pictures do not queue.
    spare : float
        Memory for the system, the hub and students who open more, as a factor.
    machine_gb, machine_cores
        Size of the machines that a cluster is made of.
    """
    memory_gb = n_students * (one.server_mb + kernels_each * one.kernel_mb) * spare / 1000
    cores = round(n_students * at_once * one.cores / busy, 6)
    machines = max(memory_gb / (0.9 * machine_gb), cores / machine_cores)
    return Needs(
        memory_gb=memory_gb, cores=max(2, math.ceil(cores)), machines=max(1, math.ceil(machines))
    )


def percentile(values: list[float], percent: float) -> float:
    """Return the value that this percent of them do not exceed (nearest rank)."""
    rank = math.ceil(percent / 100 * len(values))
    return sorted(values)[max(rank, 1) - 1]


def report(found: Measured) -> str:
    """Return the report as Markdown."""
    kernel_mb = statistics.mean(rss for rss, _ in found.memory_mb["after the moves"])
    server_mb = max(found.server_mb, HUB_SERVER_MB)
    one = PerStudent(server_mb=server_mb, kernel_mb=kernel_mb, cores=found.cores)
    parts = (_head(len(found.students)), _times(found), _memory(found), _paper(one))
    return "\n".join(line for part in parts for line in part)


def _head(n_students: int) -> list[str]:
    gigabytes = psutil.virtual_memory().total / 1e9
    return [
        f"## A class of {n_students} on one machine",
        "",
        f"{_processor()}, {os.cpu_count()} cores, {gigabytes:.0f} GB; Python "
        f"{platform.python_version()}. One kernel for each student, lessons {', '.join(LESSONS)} "
        "in turn; each moves a control of one panel every 1 to 3 seconds. Driven on the same "
        "machine, which takes a part of its cores; no browser and no server between.",
        "",
    ]


def _processor() -> str:
    info = Path("/proc/cpuinfo")
    lines = info.read_text(encoding="utf-8").splitlines() if info.exists() else []
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.processor() or platform.machine()


def _times(found: Measured) -> list[str]:
    latencies = [ms for student in found.students for ms in student.latencies_ms]
    ready = [student.ready_s for student in found.students]
    n_answers = sum(student.n_answers for student in found.students)
    rows = [
        ("from the move of a control to its picture (ms)", latencies),
        ("all run their lesson at once: until it is through (s)", ready),
    ]
    lines = ["| | median | p95 | p99 | longest |", "| --- | --: | --: | --: | --: |"]
    for name, values in rows:
        cells = [f"{percentile(values, p):.0f}" for p in (50, 95, 99, 100)]
        lines.append(f"| {name} | {' | '.join(cells)} |")
    lines += [
        "",
        f"{len(latencies)} moves; all kernels started within {found.started_s:.0f} s; "
        f"{found.cores:.3f} cores used for each student while controls are moved; other programs "
        f"kept {found.other_cores:.1f} cores of the machine busy meanwhile.",
        "",
        "| lesson | picture, median ms | p95 ms |",
        "| --- | --: | --: |",
        *_by_lesson(found),
        "",
        f"Nothing lost: {len(latencies)} of {len(latencies)} moves have their picture, {n_answers} "
        f"of {n_answers} answers are in their students' files, and {found.n_shared} of "
        f"{found.n_shared} in one file that all kernels wrote at once (within "
        f"{found.shared_s:.0f} s)."
        if not found.wrong
        else "LOST OR WRONG: " + "; ".join(found.wrong),
        "",
    ]
    return lines


def _by_lesson(found: Measured) -> list[str]:
    by_lesson: dict[str, list[float]] = {}
    for student in found.students:
        by_lesson.setdefault(student.lesson, []).extend(student.latencies_ms)
    return [
        f"| {lesson} | {percentile(times, 50):.0f} | {percentile(times, 95):.0f} |"
        for lesson, times in sorted(by_lesson.items())
    ]


def _memory(found: Measured) -> list[str]:
    lines = [
        "| memory of one (MB) | resident, mean | resident, largest | its share, mean |",
        "| --- | --: | --: | --: |",
        f"| server, page without a lesson | {found.server_mb:.0f} | | |",
    ]
    for name, pairs in found.memory_mb.items():
        resident, shares = zip(*pairs, strict=True)
        lines.append(
            f"| kernel: {name} | {statistics.mean(resident):.0f} | {max(resident):.0f} "
            f"| {statistics.mean(shares):.0f} |"
        )
    return [*lines, ""]


def _paper(one: PerStudent) -> list[str]:
    lines = [
        "On paper, from these numbers: two lessons open for each student, what programs share "
        f"counted for each, {HUB_SERVER_MB} MB for a server as seen on a real hub with a lesson "
        "open, a quarter more memory in reserve, cores 70 % busy at most; machines of 8 cores and "
        "32 GB. The cores are those of the kernels while students work; when a class begins, "
        "starting is what takes time (above), in proportion to students and cores.",
        "",
        "| students | at work at the same time | memory GB | cores | machines |",
        "| --: | --: | --: | --: | --: |",
    ]
    for n_students, at_once in ((40, 1.0), (200, 1.0), (200, 0.3), (2000, 0.3), (2000, 0.1)):
        need = needs(n_students, one, at_once=at_once)
        lines.append(
            f"| {n_students} | {100 * at_once:.0f} % | {need.memory_gb:.0f} | {need.cores} "
            f"| {need.machines} |"
        )
    lines += [
        "",
        "Memory is held for as long as a server runs, whether anybody looks at it or not: the "
        "hours until an idle server is stopped cost more than the sliders do. Each further lesson "
        "left open costs a kernel.",
        "",
    ]
    return lines
