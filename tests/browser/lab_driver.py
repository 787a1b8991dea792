"""Drive a real JupyterLab in a real browser."""

import contextlib
import json
import os
import secrets
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

BROWSER_NAMES = ("chromium", "chromium-browser", "google-chrome")
BROWSER_FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
# What JupyterLab itself writes to the console when nothing is wrong: it asks a kernel that is just
# being restarted for the state of its debugger.
HARMLESS = ("Could not restore the debugger state: Canceled future",)
# The notebook in front, its kernel and its stored outputs, as JupyterLab's own code sees them.
KERNEL_IS_IDLE = """() =>
  window.jupyterapp?.shell.currentWidget?.sessionContext?.session?.kernel?.status === 'idle'"""
RUN_ALL = """() => window.jupyterapp.commands.execute('notebook:run-all-cells')"""
CELL_ERRORS = """() => [...window.jupyterapp.shell.currentWidget.content.model.cells]
  .flatMap(cell => cell.toJSON().outputs ?? [])
  .filter(output => output.output_type === 'error')
  .map(output => `${output.ename}: ${output.evalue}`)"""


def find_browser() -> str | None:
    """Path of a Chromium, or None; the environment variable NEURO_EDU_CHROMIUM comes first."""
    names = (os.environ.get("NEURO_EDU_CHROMIUM", ""), *BROWSER_NAMES)
    return next((path for name in names if name and (path := shutil.which(name))), None)


@dataclass(frozen=True)
class Lab:
    """A running JupyterLab server."""

    url: str
    token: str
    root: Path
    home: Path

    def address(self, name: str) -> str:
        """Where to open one notebook alone, without the file browser, in a workspace of its own."""
        workspace = f"auto-{secrets.token_hex(4)}"
        return f"{self.url}/doc/workspaces/{workspace}/tree/{name}?token={self.token}"


@contextlib.contextmanager
def running_lab(root: Path, home: Path) -> Iterator[Lab]:
    """Serve a folder with JupyterLab, with settings, workspaces and runtime files under `home`."""
    port = free_port()
    lab = Lab(f"http://127.0.0.1:{port}", secrets.token_hex(16), root, home)
    address = f"{lab.url}/api/status?token={lab.token}"
    with running_server(_command(lab, port), _environment(home), address, home / "server.log"):
        yield lab


def free_port() -> int:
    """Return a port that nothing listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextlib.contextmanager
def running_server(
    command: list[str], environment: dict[str, str], address: str, log: Path
) -> Iterator[None]:
    """Run a server from the time when it answers at the address until it is needed no more."""
    with log.open("wb") as sink:
        server = subprocess.Popen(command, env=environment, stdout=sink, stderr=subprocess.STDOUT)
        try:
            _wait_until_up(address, server, log)
            yield
        finally:
            server.terminate()
            try:
                server.wait(timeout=20)
            except subprocess.TimeoutExpired:
                server.kill()
                server.wait()


def _command(lab: Lab, port: int) -> list[str]:
    command = [sys.executable, "-m", "jupyterlab", "--no-browser", "--expose-app-in-browser"]
    command += [
        f"--ServerApp.port={port}",
        "--ServerApp.port_retries=0",
        "--ServerApp.ip=127.0.0.1",
    ]
    command += [f"--IdentityProvider.token={lab.token}", f"--ServerApp.root_dir={lab.root}"]
    if hasattr(os, "getuid") and os.getuid() == 0:
        command.append("--allow-root")
    return command


def _environment(home: Path) -> dict[str, str]:
    settings = home / "settings" / "@jupyterlab" / "apputils-extension"
    settings.mkdir(parents=True)
    quiet = {"fetchNews": "false", "checkForUpdates": False}
    (settings / "notification.jupyterlab-settings").write_text(json.dumps(quiet), encoding="utf-8")
    return {
        **os.environ,
        "JUPYTERLAB_SETTINGS_DIR": str(home / "settings"),
        "JUPYTERLAB_WORKSPACES_DIR": str(home / "workspaces"),
        "JUPYTER_CONFIG_DIR": str(home / "config"),
        "JUPYTER_RUNTIME_DIR": str(home / "runtime"),
        "IPYTHONDIR": str(home / "ipython"),
        "NEURO_EDU_PROGRESS": str(home / "progress.json"),
    }


def _wait_until_up(address: str, server: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + 90
    while time.monotonic() < deadline and server.poll() is None:
        try:
            with urllib.request.urlopen(address, timeout=5):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)
    raise RuntimeError(f"the server did not start:\n{log.read_text(encoding='utf-8')[-4000:]}")


@dataclass(frozen=True)
class Notebook:
    """A notebook open in JupyterLab, its kernel ready."""

    page: Any

    def run_all(self) -> None:
        """Run every cell and wait until all are done; fail on an error in any of them."""
        self.page.evaluate(RUN_ALL)
        errors = self.page.evaluate(CELL_ERRORS)
        if errors:
            raise AssertionError("cells failed: " + "; ".join(errors))


def watch_console(page: Any) -> list[str]:
    """Return a list that fills with the console errors and uncaught exceptions of a page."""
    seen: list[str] = []

    def keep(text: str) -> None:
        if not any(known in text for known in HARMLESS):
            seen.append(text)

    page.on("pageerror", lambda error: keep(str(error)))
    page.on(
        "console",
        lambda message: (
            keep(f"{message.text} ({message.location.get('url', '')})")
            if message.type == "error"
            else None
        ),
    )
    return seen


def open_in_lab(page: Any, lab: Lab, name: str) -> Notebook:
    """Open a notebook and wait until its kernel is idle."""
    page.goto(lab.address(name))
    page.wait_for_function(KERNEL_IS_IDLE, timeout=90_000)
    return Notebook(page)
