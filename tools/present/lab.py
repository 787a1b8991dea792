"""Show a lesson to a class in JupyterLab: `python tools/present/lab.py [LESSON] [OPTION ...]`.

LESSON is a number such as 04; options go to JupyterLab. All cells run by themselves. Large type
and settings are set up in a folder of their own, which is deleted at the end: the settings and the
answers of whoever presents are neither used nor changed.
"""

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).parent
NOTEBOOKS = HERE.parents[1] / "notebooks"
SETTINGS = {
    "apputils-extension/notification": {"fetchNews": "false", "checkForUpdates": False},
    # What the menu's presentation mode does, and larger.
    "apputils-extension/themes": {
        "theme": "JupyterLab Light",
        "overrides": {"content-font-size1": "22px", "code-font-size": "18px"},
    },
    "notebook-extension/tracker": {"windowingMode": "none"},
    "cell-toolbar-extension/plugin": {"showToolbar": False},
    "statusbar-extension/plugin": {"visible": False},
}


def prepare(home: Path) -> dict[str, str]:
    """Write the settings for presenting into a folder; return the environment that uses them."""
    for name, values in SETTINGS.items():
        path = home / "settings" / "@jupyterlab" / f"{name}.jupyterlab-settings"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(values), encoding="utf-8")
    (home / "config" / "custom").mkdir(parents=True)
    shutil.copy(HERE / "lab.css", home / "config" / "custom" / "custom.css")
    return {
        **os.environ,
        "JUPYTERLAB_SETTINGS_DIR": str(home / "settings"),
        "JUPYTERLAB_WORKSPACES_DIR": str(home / "workspaces"),
        "JUPYTER_CONFIG_DIR": str(home / "config"),
        "NEURO_EDU_PROGRESS": str(home / "progress.json"),
    }


def notebook_of(lesson: str) -> str:
    """Return the file name of a lesson, such as 04, or of a notebook, such as class_poll."""
    found = sorted(path.name for path in NOTEBOOKS.glob("*.ipynb") if path.stem.startswith(lesson))
    if not found:
        known = ", ".join(sorted(path.stem for path in NOTEBOOKS.glob("*.ipynb")))
        raise SystemExit(f"There is no lesson {lesson!r}; there are {known}.")
    return found[0]


def main(arguments: list[str]) -> int:
    """Serve a copy of the notebooks until Ctrl+C; what is changed in class is not kept."""
    lesson = arguments.pop(0) if arguments and not arguments[0].startswith("-") else "00"
    name = notebook_of(lesson)
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        environment = prepare(home)
        copy = home / "notebooks"
        shutil.copytree(NOTEBOOKS, copy, ignore=shutil.ignore_patterns(".*"))
        command = [sys.executable, "-m", "jupyterlab", "--custom-css", f"--notebook-dir={copy}"]
        command += [f"--LabApp.extra_labextensions_path={HERE / 'labextension'}"]
        command += [f"--LabApp.default_url=/doc/tree/{name}", *arguments]
        # Ctrl+C reaches the server itself, which asks back; the folder stays until it has ended.
        server = subprocess.Popen(command, env=environment)
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        signal.signal(signal.SIGTERM, lambda *_: server.terminate())
        return server.wait()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
