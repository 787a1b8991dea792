"""What the course costs without numba: every lab's first picture, and the time loop in a browser.

Run with ``python -m benchmarks.uncompiled [FOLDER]``; it takes some minutes. FOLDER holds the npm
package ``pyodide``: with it, and with Node, the time loop is also run by Python in WebAssembly.
"""

import json
import os
import platform
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from neuro_edu import HEALTHY_AXON, simulate_axon
from neuro_edu.simulation.nerve import axon as single
from neuro_edu.simulation.nerve import membrane, rest

DURATION_MS = 2000.0
LABS = """
import json, sys, threading
from time import process_time
from neuro_edu.simulation.nerve import axon, cable, side_by_side
from tests.lessons.labs import labs
if sys.argv[1] == "compiled":
    for module in (axon, cable, side_by_side):
        module.warm_up()
    for thread in threading.enumerate():
        if thread.name.startswith("compile"):
            thread.join()
times = {}
for name, make in labs().items():
    start = process_time()
    make()
    times[name] = process_time() - start
print(json.dumps(times))
"""
LOOP = """
def go(text, n_steps):
    import json
    state, constants, table, spikes = json.loads(text)
    advance(state, constants, table, [], 0, n_steps, 0, [], spikes)
"""
NODE = """
const [, folder, job] = process.argv;
const { source, text, n_steps } = JSON.parse(require('fs').readFileSync(job, 'utf8'));
import(`${folder}/pyodide.mjs`).then(async ({ loadPyodide }) => {
  const python = await loadPyodide();
  python.runPython(source);
  const go = python.globals.get('go');
  go(text, n_steps / 10);
  const start = process.cpuUsage();
  go(text, n_steps);
  const { user, system } = process.cpuUsage(start);
  console.log((user + system) / 1e6);
});
"""


def lab_times_s(*, compiled: bool) -> dict[str, float]:
    """Processor time until each lab is there, in one fresh process."""
    done = subprocess.run(
        [sys.executable, "-c", LABS, "compiled" if compiled else "plain"],
        cwd=Path(__file__).parents[1],
        env={**os.environ, "NEURO_EDU_NUMBA": str(int(compiled))},
        check=True,
        capture_output=True,
        text=True,
    )
    return dict(json.loads(done.stdout))


def processor_s(run: Callable[[], object]) -> float:
    """Processor time of the second of two runs: what else the machine does counts little."""
    run()
    start = time.process_time()
    run()
    return time.process_time() - start


def loop_times_s(pyodide: str | None) -> dict[str, float]:
    """Time of one axon at rest: compiled, in plain Python, and in WebAssembly if it is at hand."""
    dt_ms = single.DEFAULT_DT_MS
    arguments = (
        rest.initial_state(HEALTHY_AXON).tolist(),
        single.kernel_constants(HEALTHY_AXON, 0.0, dt_ms),
        single.table_as_list(dt_ms, float(HEALTHY_AXON.temperature_degC)),
        [0.0] * 100,
    )
    source = Path(membrane.__file__).read_text(encoding="utf-8") + LOOP
    text, n_steps = json.dumps(arguments), round(DURATION_MS / dt_ms)
    known: dict[str, Any] = {}
    exec(source, known)
    settings: Any = {"duration_ms": DURATION_MS, "sample_ms": 0.0, "compiled": True}
    version = ".".join(platform.python_version_tuple()[:2])
    times = {
        "compiled by numba": processor_s(lambda: simulate_axon(HEALTHY_AXON, None, **settings)),
        f"plain Python {version}": processor_s(lambda: known["go"](text, n_steps)),
    }
    if pyodide and shutil.which("node"):
        with tempfile.TemporaryDirectory() as folder:
            job = Path(folder) / "job.json"
            job.write_text(json.dumps({"source": source, "text": text, "n_steps": n_steps}))
            command = ["node", "-e", NODE, str(Path(pyodide).resolve()), str(job)]
            done = subprocess.run(command, check=True, capture_output=True, text=True)
        times["plain Python in WebAssembly (Pyodide, Node)"] = float(done.stdout.split()[-1])
    return times


def main(pyodide: str | None = None) -> str:
    """Measure, and return the report."""
    loop = loop_times_s(pyodide)
    fastest = next(iter(loop.values()))
    fast, slow = lab_times_s(compiled=True), lab_times_s(compiled=False)
    lines = [
        "## Without numba",
        "",
        "Seconds are processor time: about the time to wait on an idle machine.",
        "",
        f"One motor axon, {DURATION_MS / 1000:g} s at rest:",
        "",
        "| time loop | seconds | times the compiled |",
        "| --- | --: | --: |",
        *(f"| {word} | {t:.3f} | {t / fastest:.0f} |" for word, t in loop.items()),
        "",
        "Until a lab is there, in a fresh process, compiled code taken from numba's cache:",
        "",
        "| lab | with numba, s | without, s | ratio |",
        "| --- | --: | --: | --: |",
        *(f"| {k} | {fast[k]:.2f} | {slow[k]:.2f} | {slow[k] / fast[k]:.1f} |" for k in slow),
    ]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    print(main(*sys.argv[1:2]))
