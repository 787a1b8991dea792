"""Drive a real Voila, which shows a notebook without its code, in a real browser."""

import contextlib
import os
import sys
from collections.abc import Iterator
from pathlib import Path

from tests.browser.lab_driver import free_port, running_server


@contextlib.contextmanager
def running_voila(notebook: Path, home: Path) -> Iterator[str]:
    """Serve one notebook with Voila, with its runtime files under `home`; give its address."""
    port = free_port()
    command = [sys.executable, "-m", "voila", str(notebook), "--no-browser", f"--port={port}"]
    command += ["--Voila.ip=127.0.0.1", "--Voila.port_retries=0"]
    environment = {
        **os.environ,
        "JUPYTER_CONFIG_DIR": str(home / "config"),
        "JUPYTER_RUNTIME_DIR": str(home / "runtime"),
        "IPYTHONDIR": str(home / "ipython"),
    }
    address = f"http://127.0.0.1:{port}"
    # Not the page itself: that would run the notebook.
    icon = f"{address}/voila/static/favicon.ico"
    with running_server(command, environment, icon, home / "voila.log"):
        yield address
