"""Run the course's notebooks and store what they show, without dead widgets.

python tools/notebooks.py execute [NAME ...]   run (all) notebooks, store text and stills
python tools/notebooks.py tidy                 drop widgets that no running kernel knows
"""

import sys
from pathlib import Path
from typing import Any

import nbformat

NOTEBOOKS = Path(__file__).parents[1] / "notebooks"
WIDGET_VIEW = "application/vnd.jupyter.widget-view+json"


def without_widgets(notebook: Any) -> bool:
    """Remove widget views and state, which mean nothing without their kernel; say if any were."""
    found = notebook.metadata.pop("widgets", None) is not None
    for cell in notebook.cells:
        for output in cell.get("outputs", []):
            found |= output.get("data", {}).pop(WIDGET_VIEW, None) is not None
    return found


def execute(path: Path) -> None:
    """Run a notebook and store its outputs."""
    from nbclient import NotebookClient

    notebook: Any = nbformat.read(path, as_version=4)
    NotebookClient(
        notebook, timeout=120, resources={"metadata": {"path": str(path.parent)}}
    ).execute()
    without_widgets(notebook)
    for cell in notebook.cells:
        cell.metadata.pop("execution", None)
    nbformat.write(notebook, path)


def stem(name: str) -> str:
    """Return the name of a notebook that is given by its name, its file or its path."""
    return Path(name).name.removesuffix(".ipynb")


def main(arguments: list[str]) -> int:
    """Do what the command line says."""
    match arguments:
        case ["execute", *names]:
            known = {path.stem: path for path in sorted(NOTEBOOKS.glob("*.ipynb"))}
            unknown = set(map(stem, names)) - set(known)
            if unknown:
                print(f"no notebook {', '.join(sorted(unknown))}; there are {', '.join(known)}")
                return 2
            for name in map(stem, names or known):
                print(f"running {name}", flush=True)
                execute(known[name])
        case ["tidy"]:
            for path in sorted(NOTEBOOKS.glob("*.ipynb")):
                notebook: Any = nbformat.read(path, as_version=4)
                if without_widgets(notebook):
                    nbformat.write(notebook, path)
        case _:
            print(__doc__)
            return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
