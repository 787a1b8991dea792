"""The servers that the course starts send each message at once."""

import subprocess
import sys
from types import SimpleNamespace

import pytest
from jupyter_server.services.kernels.connection.channels import ZMQChannelsWebsocketConnection

from neuro_edu.serving import PromptConnection

STARTS = {
    "jupyterlab": "from jupyterlab.labapp import LabApp as App;"
    "app = App.initialize_server(argv=['--no-browser', '--port=0', '--allow-root'])",
    "voila": "from voila.app import Voila as App; app = App(); app.initialize(['--no-browser'])",
}


@pytest.mark.parametrize("server", STARTS)
def test_the_servers_of_the_course_use_it(server, tmp_path):
    ask = f"{STARTS[server]}; print(app.kernel_websocket_connection_class.__name__)"
    answer = subprocess.run(
        [sys.executable, "-c", ask], capture_output=True, text=True, cwd=tmp_path, timeout=120
    )
    assert answer.stdout.split()[-1:] == ["PromptConnection"], answer.stderr[-2000:]


def test_nothing_is_sent_before_waiting_is_switched_off(monkeypatch):
    done = []

    class WithoutKernel(PromptConnection):
        websocket_handler = SimpleNamespace(set_nodelay=done.append)

        def __init__(self):
            pass

    monkeypatch.setattr(
        ZMQChannelsWebsocketConnection, "connect", lambda self: done.append("connected")
    )
    WithoutKernel().connect()
    assert done == [True, "connected"]
