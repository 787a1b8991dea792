"""Command line: ``python -m neuro_edu.content check`` and ``bib``."""

import argparse
import sys
from pathlib import Path

from neuro_edu.content.bibliography import to_bibtex
from neuro_edu.content.loader import load_content
from neuro_edu.content.report import report
from neuro_edu.errors import ContentError


def main(arguments: list[str] | None = None) -> int:
    """Run one verb and return the exit code: 1 if the content has an error.

    Parameters
    ----------
    arguments : list of str, optional
        Command-line arguments; those of the process if None.

    Returns
    -------
    int
        0 if all content is right, 1 if not.
    """
    parser = argparse.ArgumentParser(prog="python -m neuro_edu.content", description=__doc__)
    parser.add_argument(
        "verb",
        choices=("check", "bib"),
        help="check: read everything and report; bib: write the references as BibTeX",
    )
    parser.add_argument(
        "--directory", type=Path, help="content folder to read (default: the installed one)"
    )
    chosen = parser.parse_args(arguments)
    try:
        content = load_content(chosen.directory)
    except ContentError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    text = report(content) if chosen.verb == "check" else to_bibtex(content.references.values())
    sys.stdout.write(text)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
