"""Show the course to a class: `python tools/present/serve.py [FOLDER] [OPTION OF VOILA ...]`.

Answers given in class are kept until the server stops, and nowhere else: the presenter's own, which
would give the right ones away, are neither shown nor changed.
"""

import os
import sys
import tempfile
from pathlib import Path
from typing import Any

import nbformat
import tornado.web
from voila.app import Voila
from voila.shutdown_kernel_handler import VoilaShutdownKernelHandler

from neuro_edu.content import load_content
from neuro_edu.content.presenting import presenter_notes

HERE = Path(__file__).parent
OURS = (
    "--template=class",
    "--classic-tree",
    "--Voila.ip=127.0.0.1",
    # Of the website's build; it complains beside a server.
    # A lesson whose page has been closed for ten minutes gives its memory back.
    "--MappingKernelManager.cull_idle_timeout=600",
    "--MappingKernelManager.cull_interval=60",
)
NOTEBOOKS = HERE.parents[1] / "notebooks"


def lessons(folder: Path) -> list[dict[str, Any]]:
    """Return file, number, title and minutes of every lesson, then of the other notebooks."""
    minutes = {name: sum(s.minutes for s in steps) for name, steps in presenter_notes().items()}
    minutes |= {note.id: note.minutes for note in load_content().instructor_notes.values()}
    found = []
    for path in sorted(folder.glob("*.ipynb")):
        notebook: Any = nbformat.read(path, as_version=4)
        number = path.stem[:2] if path.stem[:2].isdigit() else ""
        title = notebook.cells[0].source.splitlines()[0].removeprefix("# ")
        found.append(
            {
                "file": path.name,
                "number": number,
                "title": title,
                "minutes": minutes.get(path.stem),
            }
        )
    return found


class ShutdownHandler(VoilaShutdownKernelHandler):
    """Ends the kernel of a lesson whose page is being closed."""

    def check_xsrf_cookie(self) -> None:
        """Let pages of this server through: the beacon of a closing page cannot carry the token."""
        if not self.check_origin():
            raise tornado.web.HTTPError(403)


class ClassServer(Voila):
    """Voila with a list of the lessons for its start page."""

    def init_handlers(self) -> list[Any]:
        """Return Voila's handlers; closing a lesson ends its kernel."""
        ours = {VoilaShutdownKernelHandler: ShutdownHandler}
        found: list[Any] = super().init_handlers()
        return [(path, ours.get(handler, handler), *more) for path, handler, *more in found]

    def init_settings(self) -> dict[str, Any]:
        """Return Voila's settings; its pages can ask for the lessons."""
        settings: dict[str, Any] = super().init_settings()
        settings["voila_jinja2_env"].globals["lessons"] = lambda: lessons(Path(self.root_dir))
        return settings


def main(options: list[str]) -> None:
    """Serve the notebooks of a folder, the course's if none is named, until Ctrl+C."""
    root = options.pop(0) if options and not options[0].startswith("-") else str(NOTEBOOKS)
    jupyter_path = [str(HERE / "share"), os.environ.get("JUPYTER_PATH", "")]
    os.environ["JUPYTER_PATH"] = os.pathsep.join(part for part in jupyter_path if part)
    with tempfile.TemporaryDirectory() as folder:
        os.environ["NEURO_EDU_PROGRESS"] = str(Path(folder) / "progress.json")
        ClassServer.launch_instance([root, *OURS, *options])


if __name__ == "__main__":
    main(sys.argv[1:])
