"""A student's kernel, driven as the page drives it: cells, sliders, and how long pictures take."""

import asyncio
import json
import os
import random
import subprocess
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psutil
from jupyter_client.manager import AsyncKernelManager

NOTEBOOKS = Path(__file__).parents[1] / "notebooks"
#: Lessons with panels whose controls are moved.
LESSONS = ("02", "03", "04", "05", "06", "07", "09")
#: Seconds between two moves of a slider, and how much of that is chance.
PACE_S, JITTER_S = 2.0, 1.0
PATIENCE_S = 300.0
#: How often a kernel that does not come up is started.
TRIES = 3
ANSWER = """from neuro_edu.progress import my_progress
my_progress().record("class", "answer-{number}", ({number},), True)"""


@dataclass
class Panel:
    """An interactive figure as the page knows it."""

    comm_id: str
    chosen: dict[str, Any]
    controls: list[dict[str, Any]]

    def moved(self, chance: random.Random) -> dict[str, Any]:
        """Return the values after one control was moved to another place."""
        while (values := self._any_move(chance)) == self.chosen:
            pass
        return values

    def _any_move(self, chance: random.Random) -> dict[str, Any]:
        control = chance.choice(self.controls)
        match control["kind"]:
            case "slider":
                n_steps = round((control["high"] - control["low"]) / control["step"])
                value = control["low"] + control["step"] * chance.randint(0, n_steps)
                whole = isinstance(control["value"], int)
                value = round(value) if whole else min(float(value), float(control["high"]))
            case "choice":
                value = chance.choice(control["options"])[0]
            case "toggle":
                value = chance.choice((False, True))
            case _:
                value = self.chosen[control["name"]] + 1
        return {**self.chosen, control["name"]: value}


@dataclass
class Student:
    """One kernel with one lesson.

    Attributes
    ----------
    latencies_ms : list of float
        From the move of a control to the picture of that place.
    lost : int
        Moves that no picture, and no word on why it is refused, ever answered.
    failed : list of str
        Errors of cells.
    """

    lesson: str
    home: Path
    chance: random.Random
    latencies_ms: list[float] = field(default_factory=list)
    lost: int = 0
    n_answers: int = 0
    ready_s: float = 0.0
    failed: list[str] = field(default_factory=list)
    panels: dict[str, Panel] = field(default_factory=dict)

    async def start(self) -> None:
        """Start the kernel and wait until it answers."""
        self.home.mkdir(parents=True)
        environment = {
            **os.environ,
            "NEURO_EDU_PROGRESS": str(self.progress),
            "IPYTHONDIR": str(self.home / "ipython"),
        }
        for _ in range(TRIES):
            self.manager = AsyncKernelManager()
            await self.manager.start_kernel(
                env=environment, cwd=str(self.home), stderr=subprocess.DEVNULL
            )
            self.client = self.manager.client()
            self.client.start_channels()
            try:
                await self.client.wait_for_ready(timeout=PATIENCE_S)
                return
            except RuntimeError:
                # Another program took one of the ports between choice and use, as can happen
                # where many start at once; a server starts such a kernel anew, too.
                await self.stop()
        raise RuntimeError(f"{self.home.name}: the kernel does not start")

    @property
    def progress(self) -> Path:
        """The file with this student's answers."""
        return self.home / "progress.json"

    async def stop(self) -> None:
        """End the kernel."""
        self.client.stop_channels()
        await self.manager.shutdown_kernel(now=True)

    async def run_all(self) -> None:
        """Run every cell of the lesson, as *Run All Cells* does, and time it."""
        start = time.monotonic()
        path = next(NOTEBOOKS.glob(f"{self.lesson}_*.ipynb"))
        for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]:
            if cell["cell_type"] == "code":
                await self.execute("".join(cell["source"]))
        if self.failed or not self.panels:
            raise RuntimeError(f"lesson {self.lesson} shows no panel: {'; '.join(self.failed)}")
        self.ready_s = time.monotonic() - start

    async def execute(self, code: str) -> None:
        """Run a cell and take in what it opens."""
        sent = self.client.execute(code, store_history=False)
        while True:
            message = await self.client.get_iopub_msg(timeout=PATIENCE_S)
            kind, content = message["msg_type"], message["content"]
            if kind == "comm_open":
                self._open(content)
            elif kind == "error":
                self.failed.append(f"{self.lesson}: {content['ename']}: {content['evalue']}")
            idle = kind == "status" and content["execution_state"] == "idle"
            if idle and message["parent_header"].get("msg_id") == sent:
                return

    def _open(self, content: dict[str, Any]) -> None:
        state = content["data"].get("state", {})
        controls = state.get("_face", {}).get("controls", [])
        if controls and state.get("_chosen"):
            comm = content["comm_id"]
            self.panels[comm] = Panel(comm, dict(state["_chosen"]), controls)

    async def use(self, until: float) -> None:
        """Move controls of one panel and answer questions at a human pace until the time is up."""
        panel = self.chance.choice(list(self.panels.values()))
        due = time.monotonic() + self.chance.uniform(0, PACE_S)
        while due < until:
            await asyncio.sleep(max(0.0, due - time.monotonic()))
            if not await self._answered(panel, panel.moved(self.chance)):
                self.lost += 1
            # From when the student moved it, not from when the page could send it.
            self.latencies_ms.append(1000 * (time.monotonic() - due))
            # A page sends the newest place of a control once the picture before is there.
            pause = PACE_S + self.chance.uniform(-JITTER_S, JITTER_S)
            due = max(due + pause, time.monotonic())
            if self.chance.random() < 0.2:
                await self.execute(ANSWER.format(number=self.n_answers))
                self.n_answers += 1

    async def _answered(self, panel: Panel, values: dict[str, Any]) -> bool:
        """Send values as the page does and wait for the message that shows them."""
        data = {"method": "update", "state": {"_chosen": values}, "buffer_paths": []}
        message = self.client.session.msg("comm_msg", {"comm_id": panel.comm_id, "data": data})
        self.client.shell_channel.send(message)
        panel.chosen = values
        while True:
            try:
                heard = await self.client.get_iopub_msg(timeout=30)
            except Exception:  # queue.Empty: half a minute without a word
                return False
            if heard["msg_type"] == "comm_msg" and heard["content"]["comm_id"] == panel.comm_id:
                shown = heard["content"]["data"].get("state", {}).get("_shown")
                if shown and shown["asked"] == values:
                    pictured = shown["values"] == values and any(heard["buffers"])
                    return pictured or bool(shown["errors"] or shown["problem"])

    def process(self) -> psutil.Process:
        """Return the kernel's process."""
        return psutil.Process(self.manager.provisioner.pid)  # type: ignore[union-attr]
