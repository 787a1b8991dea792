"""Ten minutes of random use of every lab: memory of the kernel, and figures alive.

Run with ``python -m benchmarks.endurance [MINUTES]``. The labs are moved in Python as the page
moves them, without a browser: what grows here would grow in the kernel.
"""

import gc
import random
import resource
import sys
import time
from pathlib import Path

from matplotlib.figure import Figure

from neuro_edu.errors import ParameterError, SimulationError
from tests.lessons.labs import controls_of, ends, labs

MINUTES = 10.0
SAMPLES = 10


def memory_mb() -> float:
    """Resident memory of this process now (MB)."""
    status = Path("/proc/self/status")
    if not status.exists():
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3
    line = next(row for row in status.read_text().splitlines() if row.startswith("VmRSS"))
    return int(line.split()[1]) / 1e3


def n_figures() -> int:
    """Figures that the program still holds."""
    gc.collect()
    return sum(isinstance(found, Figure) for found in gc.get_objects())


def any_value(control, chance: random.Random):
    """Return a value the control can take."""
    if control.kind != "slider":
        return chance.choice(ends(control))
    n_steps = int((control.high - control.low) / control.step)
    value = control.low + control.step * chance.randint(0, n_steps)
    return round(value) if isinstance(control.value, int) else float(min(value, control.high))


def main(minutes: float = MINUTES) -> str:
    """Move the labs at random and return the report."""
    chance = random.Random(0)
    panels = {name: make() for name, make in labs().items()}
    rows, n_moves, start = [], 0, time.monotonic()
    for sample in range(SAMPLES + 1):
        until = start + sample * minutes * 60 / SAMPLES
        while time.monotonic() < until:
            panel = chance.choice(list(panels.values()))
            control = chance.choice(controls_of(panel))
            try:
                panel.set(**{control.name: any_value(control, chance)})
            except (ParameterError, SimulationError):
                continue
            n_moves += 1
        elapsed = (time.monotonic() - start) / 60
        rows.append(f"| {elapsed:.1f} | {n_moves} | {memory_mb():.0f} | {n_figures()} |")
    head = [
        "## Random use of every lab in one kernel",
        "",
        f"{len(panels)} labs, one figure each.",
        "",
        "| minutes | moves | memory MB | figures |",
        "| --: | --: | --: | --: |",
    ]
    return "\n".join([*head, *rows]) + "\n"


if __name__ == "__main__":
    print(main(*map(float, sys.argv[1:])))
