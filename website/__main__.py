"""Build the site: ``python -m website build/site``; ``--no-handouts`` leaves out the handouts."""

import argparse
import sys
from pathlib import Path

from website.build import build_site
from website.handouts import find_chromium, print_handouts


def main(arguments: list[str]) -> int:
    """Do what the command line says."""
    parser = argparse.ArgumentParser(prog="python -m website", description="Build the site.")
    parser.add_argument("folder", type=Path, help="where the site goes")
    parser.add_argument("--no-handouts", action="store_true", help="leave out the PDF handouts")
    chosen = parser.parse_args(arguments)
    chromium = None if chosen.no_handouts else find_chromium()
    if chromium is None and not chosen.no_handouts:
        print("No Chromium was found (NEURO_EDU_CHROMIUM may name one): no handouts are printed.")
    build_site(chosen.folder, handouts=chromium is not None)
    if chromium is not None:
        print_handouts(chosen.folder, chromium)
    print(f"Open {chosen.folder / 'index.html'} in a browser.")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
