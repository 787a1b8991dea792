"""The browser half of the widgets."""

from functools import cache
from importlib.resources import files

EXPLORER_PARTS = (
    "panel.js",
    "controls.js",
    "picture.js",
    "sound.js",
    "details.js",
    "progress.js",
    "first_picture.js",
    "live_panel.js",
)


@cache
def asset(*names: str) -> str:
    """Return one or more text files of this folder, joined in the order given.

    A widget's script is sent as a single module, so helpers that several widgets share are put in
    front of it here.
    """
    folder = files(__package__)
    return "\n".join(folder.joinpath(name).read_text(encoding="utf-8") for name in names)
