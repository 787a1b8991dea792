"""A real hub with the course's configuration: two students, separate answers, idle servers stop.

Needs JupyterHub with its idle culler, and configurable-http-proxy (a package of npm), named by the
environment variable NEURO_EDU_HUB_PROXY if it is not on the path.
"""

import json
import os
import shutil
import subprocess
import sys
import time
import urllib.error
import urllib.request
import uuid
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest

from tests.browser.lab_driver import free_port

ROOT = Path(__file__).parents[2]
PROXY = shutil.which(os.environ.get("NEURO_EDU_HUB_PROXY", "configurable-http-proxy"))
TOKEN = uuid.uuid4().hex
STUDENTS = ("anna", "ben")
HUB = """
import sys
c = get_config()
load_subconfig({snippet!r})
# What a trial on one machine needs instead of TLJH's own places and systemd.
c.JupyterHub.spawner_class = "simple"
c.Spawner.cmd = [sys.executable, {start!r}, {lessons!r}]
c.Spawner.args = [*c.Spawner.args, *{options!r}]
c.SimpleLocalProcessSpawner.home_dir_template = {homes!r} + "/{{username}}"
c.JupyterHub.authenticator_class = "dummy"
c.Authenticator.allow_all = True
c.JupyterHub.bind_url = "http://127.0.0.1:{port}"
c.JupyterHub.hub_port = {hub_port}
c.ConfigurableHTTPProxy.command = [{proxy!r}]
c.ConfigurableHTTPProxy.api_url = "http://127.0.0.1:{api_port}"
c.JupyterHub.db_url = "sqlite://"
c.JupyterHub.services = [
    {{"name": "trial", "api_token": {token!r}}},
    {{"name": "cull", "command": [sys.executable, "-m", "jupyterhub_idle_culler",
      "--timeout=30", "--cull-every=2"]}},
]
c.JupyterHub.load_roles = [
    {{"name": "trial", "scopes": ["admin:users", "admin:servers", "access:servers"],
      "services": ["trial"]}},
    {{"name": "cull", "services": ["cull"], "scopes": [
        "list:users", "read:users:activity", "read:servers", "delete:servers"]}},
]
"""
ANSWER = """
from neuro_edu.progress import my_progress
my_progress().record("lesson", "of-{name}", (1,), True)
"""

pytestmark = [
    pytest.mark.skipif(find_spec("jupyterhub") is None, reason="JupyterHub is not installed"),
    pytest.mark.skipif(PROXY is None, reason="configurable-http-proxy is not installed"),
]


def until(condition: Callable[[], object], seconds: float = 60.0) -> object:
    """Wait for something to become true."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if found := condition():
            return found
        time.sleep(0.3)
    raise AssertionError(f"not within {seconds} s: {condition}")


class Hub:
    def __init__(self, address: str, homes: Path) -> None:
        self.address, self.homes = address, homes

    def ask(self, path: str, method: str = "GET", data: object = None) -> object:
        """Ask the hub, or a student's server, and return its answer; None for a refusal."""
        body = None if data is None and method == "GET" else json.dumps(data or {}).encode()
        request = urllib.request.Request(f"{self.address}{path}", data=body, method=method)
        request.add_header("Authorization", f"token {TOKEN}")
        try:
            with urllib.request.urlopen(request, timeout=30) as answer:
                return json.loads(answer.read() or b"true")
        except (urllib.error.URLError, OSError):
            return None

    def running(self, name: str) -> bool:
        user = self.ask(f"/hub/api/users/{name}")
        return bool(user and user["servers"].get("", {}).get("ready"))

    def run(self, name: str, code: str) -> None:
        """Run code in a kernel on the student's server."""
        import websocket

        kernel = self.ask(f"/user/{name}/api/kernels", "POST")["id"]
        channel = f"{self.address.replace('http', 'ws')}/user/{name}/api/kernels/{kernel}/channels"
        socket = websocket.create_connection(
            channel, header=[f"Authorization: token {TOKEN}"], timeout=60
        )
        header = {
            "msg_id": "1", "msg_type": "execute_request", "version": "5.3",
            "session": "1", "username": name, "date": "2030-01-01T00:00:00Z",
        }  # fmt: skip
        content = {"code": code, "silent": False, "store_history": False, "allow_stdin": False}
        message = {"header": header, "parent_header": {}, "metadata": {}, "content": content}
        socket.send(json.dumps({**message, "channel": "shell", "buffers": []}))
        while True:
            heard = json.loads(socket.recv())
            if heard["msg_type"] == "execute_reply":
                assert heard["content"]["status"] == "ok", heard["content"]
                break
        socket.close()
        self.ask(f"/user/{name}/api/kernels/{kernel}", "DELETE")


@pytest.fixture(scope="module")
def hub(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hub]:
    """A hub that serves a copy of the lessons which nobody may write."""
    folder = tmp_path_factory.mktemp("hub")
    lessons = folder / "lessons"
    shutil.copytree(ROOT / "notebooks", lessons, ignore=shutil.ignore_patterns(".*"))
    port, hub_port, api_port = free_port(), free_port(), free_port()
    places = {
        "snippet": str(ROOT / "deploy" / "tljh" / "neuro_edu.py"),
        "start": str(ROOT / "deploy" / "start_course.py"),
        "lessons": str(lessons),
        "homes": str(folder / "homes"),
        "proxy": PROXY,
        "token": TOKEN,
        "options": ["--allow-root"] if hasattr(os, "getuid") and os.getuid() == 0 else [],
    }
    text = HUB.format(**places, port=port, hub_port=hub_port, api_port=api_port)
    (folder / "jupyterhub_config.py").write_text(text, encoding="utf-8")
    environment = {k: v for k, v in os.environ.items() if not k.startswith("NEURO_EDU_PROGRESS")}
    command = [sys.executable, "-m", "jupyterhub", "-f", "jupyterhub_config.py"]
    with (folder / "hub.log").open("wb") as log:
        process = subprocess.Popen(
            command, cwd=folder, env=environment, stdout=log, stderr=subprocess.STDOUT
        )
        try:
            running = Hub(f"http://127.0.0.1:{port}", folder / "homes")
            until(lambda: running.ask("/hub/api/users") is not None)
            for name in STUDENTS:
                assert running.ask(f"/hub/api/users/{name}", "POST")
                assert running.ask(f"/hub/api/users/{name}/server", "POST")
            for name in STUDENTS:
                until(lambda name=name: running.running(name))
            yield running
        finally:
            process.terminate()
            process.wait(timeout=60)


def test_each_student_has_the_lessons_and_answers_of_their_own(hub):
    for name in STUDENTS:
        listed = hub.ask(f"/user/{name}/api/contents/neuro_edu")["content"]
        lessons = {item["name"]: item for item in listed}
        assert "00_start_here.ipynb" in lessons
        assert lessons["00_start_here.ipynb"]["writable"]
        hub.run(name, ANSWER.format(name=name))
    for name in STUDENTS:
        (kept,) = (hub.homes / name).rglob("progress.json")
        assert list(json.loads(kept.read_text())["activities"]["lesson"]) == [f"of-{name}"]


def test_a_server_that_nobody_uses_is_stopped_and_what_was_kept_stays(hub):
    until(lambda: not any(hub.running(name) for name in STUDENTS), seconds=100)
    for name in STUDENTS:
        assert list((hub.homes / name).rglob("progress.json"))
        assert (hub.homes / name / "neuro_edu" / "00_start_here.ipynb").is_file()
