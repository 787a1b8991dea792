"""A class at work: many kernels on one machine, each with a lesson whose sliders are moved.

Run with ``python -m benchmarks.class_load [STUDENTS [SECONDS]]``. All start and run their lesson at
once, then each moves a slider every two seconds or so; answers go into each student's own file,
and at the end all write into one file at once. The kernels are driven as the page drives them, but
without a browser and without the server between: both belong to other processes, and the browser
to another computer.
"""

import asyncio
import random
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

import psutil

from benchmarks.class_report import Measured, report
from benchmarks.classroom import LESSONS, Student
from neuro_edu.progress import Progress
from tests.browser.lab_driver import running_lab

STUDENTS = 40
SECONDS = 90.0
SHARED_ANSWERS = 10
WRITE_SHARED = """
from pathlib import Path
from neuro_edu.progress import Progress
shared = Progress(Path({path!r}))
for number in range({count}):
    shared.record("class", "{name}-" + str(number), (number,), True)
for _ in range(20):
    shared.records()
    if not shared.problem:
        break
assert not shared.problem, shared.problem
"""
MB = 1e6


def memory_mb(process: psutil.Process) -> tuple[float, float]:
    """Return the memory of a process and its children: resident, and its share of the common."""
    family = [process, *process.children(recursive=True)]
    found = [member.memory_full_info() for member in family]
    shares = [getattr(info, "pss", info.rss) for info in found]
    return sum(info.rss for info in found) / MB, sum(shares) / MB


def server_memory_mb() -> float:
    """Return the resident memory of one student's server with a page, but no lesson, open (MB)."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        (home / "notebooks").mkdir()
        with running_lab(home / "notebooks", home) as lab:
            (server,) = psutil.Process().children()
            for page in ("lab", "api/contents", "lab/api/settings"):
                urllib.request.urlopen(f"{lab.url}/{page}?token={lab.token}").close()
            return memory_mb(server)[0]


def kernel_seconds(students: list[Student]) -> float:
    """Return the processor time that all kernels have taken (s)."""
    return sum(sum(student.process().cpu_times()[:2]) for student in students)


def machine_seconds() -> float:
    """Return the processor time that all programs have taken, without this one (s)."""
    times, own = psutil.cpu_times(), psutil.Process().cpu_times()
    return times.user + times.system + times.nice - own.user - own.system


async def in_class(n_students: int, seconds: float, folder: Path, server_mb: float) -> Measured:
    """Start the kernels, let the class work, and look whether anything is lost."""
    chance = random.Random(0)
    students = [
        Student(
            lesson=LESSONS[number % len(LESSONS)],
            home=folder / f"student-{number:02}",
            chance=random.Random(chance.random()),
        )
        for number in range(n_students)
    ]
    memory: dict[str, list[tuple[float, float]]] = {}
    begin = time.monotonic()
    try:
        await asyncio.gather(*(student.start() for student in students))
        started_s = time.monotonic() - begin
        memory["kernel alone"] = [memory_mb(s.process()) for s in students]
        await asyncio.gather(*(student.run_all() for student in students))
        memory["lesson run"] = [memory_mb(s.process()) for s in students]
        before, all_before = kernel_seconds(students), machine_seconds()
        begin = time.monotonic()
        await asyncio.gather(*(student.use(begin + seconds) for student in students))
        took_s = time.monotonic() - begin
        used = kernel_seconds(students) - before
        others = machine_seconds() - all_before - used
        memory["after the moves"] = [memory_mb(s.process()) for s in students]
        begin = time.monotonic()
        shared = folder / "shared" / "progress.json"
        await asyncio.gather(
            *(
                s.execute(
                    WRITE_SHARED.format(path=str(shared), name=s.home.name, count=SHARED_ANSWERS)
                )
                for s in students
            )
        )
        shared_s = time.monotonic() - begin
        wrong = faults(students, shared)
    finally:
        await asyncio.gather(*(student.stop() for student in students), return_exceptions=True)
    return Measured(
        students=students,
        server_mb=server_mb,
        memory_mb=memory,
        started_s=started_s,
        cores=used / took_s / n_students,
        other_cores=others / took_s,
        shared_s=shared_s,
        n_shared=SHARED_ANSWERS * n_students,
        wrong=wrong,
    )


def faults(students: list[Student], shared: Path) -> list[str]:
    """Return what was lost or went wrong, in words."""
    wrong = [error for student in students for error in student.failed]
    for student in students:
        if student.lost:
            wrong.append(f"{student.home.name}: {student.lost} moves without a picture")
        kept = Progress(student.progress).records().get("class", {})
        if len(kept) != student.n_answers:
            wrong.append(f"{student.home.name}: {len(kept)} of {student.n_answers} answers kept")
        if list(student.home.glob("progress.*-*")):
            wrong.append(f"{student.home.name}: a file of answers was damaged")
    n_shared = len(Progress(shared).records().get("class", {}))
    if n_shared != SHARED_ANSWERS * len(students):
        wrong.append(f"{n_shared} of {SHARED_ANSWERS * len(students)} answers in the shared file")
    return wrong


def main(n_students: int = STUDENTS, seconds: float = SECONDS) -> str:
    """Measure a class and return the report."""
    server_mb = server_memory_mb()
    with tempfile.TemporaryDirectory() as folder:
        found = asyncio.run(in_class(n_students, seconds, Path(folder), server_mb))
    return report(found)


if __name__ == "__main__":
    numbers = sys.argv[1:]
    print(main(*(int(text) for text in numbers[:1]), *(float(text) for text in numbers[1:2])))
