"""Command line: ``python -m neuro_edu.content check``, ``bib`` and ``translation``."""

import argparse
import sys
from pathlib import Path

from neuro_edu.content.bibliography import to_bibtex
from neuro_edu.content.collection import Content
from neuro_edu.content.loader import load_content, read_translation
from neuro_edu.content.notebooks import check_notebooks
from neuro_edu.content.presenting import FOLDER, presenter_notes
from neuro_edu.content.report import report
from neuro_edu.content.translations import Translation
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
        choices=("check", "bib", "translation"),
        help="check: read everything and report; bib: write the references as BibTeX; "
        "translation: say what one of them lacks",
    )
    parser.add_argument(
        "--directory", type=Path, help="content folder to read (default: the installed one)"
    )
    parser.add_argument("--language", help="folder in translations/ to read")
    parser.add_argument(
        "--notebooks",
        type=Path,
        help="folder of notebooks to check (default: notebooks/ beside the package, if it exists)",
    )
    chosen = parser.parse_args(arguments)
    try:
        content = load_content(chosen.directory, chosen.language)
        if chosen.verb == "translation":
            text = _what_is_left(read_translation(chosen.language or "", chosen.directory))
        elif chosen.verb == "bib":
            text = to_bibtex(content.references.values())
        else:
            notes = _check_presenter_notes(chosen.directory)
            read = _check_notebooks(content, chosen.notebooks)
            text = f"{report(content)}\n{notes}\n{read}\n"
    except ContentError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    sys.stdout.write(text)
    return 0


def _what_is_left(translation: Translation) -> str:
    lines = []
    for key, (state, mark) in translation.left.items():
        place = translation.places[key]
        lines.append(f'{place.file}, {place.entry}: {state}; english = "{mark}"')
    number = len(translation.left) + translation.n_done
    return "\n".join([*lines, f"{len(lines)} of {number} entries are shown in English", ""])


def _check_presenter_notes(directory: Path | None) -> str:
    folder = None if directory is None else directory / FOLDER
    if folder is not None and not folder.is_dir():
        return "Presenter notes\n  none in this folder"
    return f"Presenter notes\n  {len(presenter_notes(folder))} lessons read"


def _check_notebooks(content: Content, directory: Path | None) -> str:
    beside = Path(__file__).parents[2] / "notebooks"
    if directory is None and not beside.is_dir():
        return "Notebooks\n  not checked: there are none beside the package"
    number = check_notebooks(content, directory or beside)
    return f"Notebooks\n  {number} read; every question and source they ask for exists"


if __name__ == "__main__":
    raise SystemExit(main())
