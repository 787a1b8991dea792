"""What the tests of the panels share: notebooks of toys, and how to look at a panel."""

import shutil
from pathlib import Path
from typing import Any

import nbformat

EXAMPLE = Path(__file__).parents[1] / "widgets" / "example.py"
SERIOUS = """async () => (await axe.run('.neuro-panel')).violations
  .filter(found => ['serious', 'critical'].includes(found.impact))
  .map(found => `${found.id}: ${found.nodes.map(node => node.html).join(' ')}`)"""
CHANGE_THEME = "theme => window.jupyterapp.commands.execute('apputils:change-theme', { theme })"
KERNEL = "window.jupyterapp.shell.currentWidget.sessionContext.session.kernel"
LOST = "This panel is not connected to a running kernel."


def write_notebook(root: Path, name: str, sources: list[str]) -> str:
    """Put a notebook of these cells into a folder, with the toys beside it."""
    shutil.copy(EXAMPLE, root / "widget_example.py")
    cells = [nbformat.v4.new_code_cell(source) for source in sources]
    # Keys that reach JupyterLab would jump to the headings.
    cells = [
        nbformat.v4.new_markdown_cell("# Toys"),
        *cells,
        nbformat.v4.new_markdown_cell("## The end"),
    ]
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    notebook = nbformat.v4.new_notebook(cells=cells, metadata={"kernelspec": kernel})
    nbformat.write(notebook, root / name)
    return name


def panel_of(page: Any, title: str) -> Any:
    """One panel, by its title."""
    return page.get_by_role("group", name=title, exact=True)


def wait_for_finding(within: Any, text: str) -> None:
    """Wait until a page or panel says this below its picture."""
    within.locator(".neuro-finding", has_text=text).wait_for()


def player(panel: Any) -> dict[str, Any]:
    """State of the audio player of a panel."""
    state: dict[str, Any] = panel.locator("audio").evaluate(
        "a => ({ hidden: a.hidden, paused: a.paused, source: a.src, time_s: a.currentTime,"
        " duration_s: a.duration, label: a.getAttribute('aria-label') })"
    )
    return state


def wait_until_playing(panel: Any) -> dict[str, Any]:
    """Wait until a panel is heard, and return the state of its player."""
    panel.page.wait_for_function(
        "audio => !audio.hidden && !audio.paused && audio.currentTime > 0",
        arg=panel.locator("audio").element_handle(),
    )
    return player(panel)
