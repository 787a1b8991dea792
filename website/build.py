"""From the course to HTML."""

import shutil
from pathlib import Path

from sphinx.cmd.build import build_main

from website.sources import write_sources

_CONF = Path(__file__).with_name("conf.py")


def build_site(folder: Path, *, handouts: bool) -> None:
    """Build the site anew.

    Parameters
    ----------
    folder : Path
        Where the site goes; what was there before is removed. Beside it ``<name>-source`` holds
        what Sphinx read.
    handouts : bool
        Whether lessons link their handouts, which `print_handouts` makes.

    Raises
    ------
    RuntimeError
        If Sphinx refuses anything, a warning included.
    """
    source = folder.with_name(f"{folder.name}-source")
    for old in (folder, source):
        shutil.rmtree(old, ignore_errors=True)
    write_sources(source, handouts=handouts)
    options = ["-j", "2", "-q", "-W", "--keep-going", "-b", "html"]
    shutil.copy(_CONF, source)
    options += ["-d", str(source / ".doctrees"), str(source), str(folder)]
    if build_main(options) != 0:
        raise RuntimeError("Sphinx found faults in the pages; it names them above")
