"""All signs beside what the model gives: ``make fidelity`` writes them to docs/fidelity.md."""

import importlib
import math
from collections.abc import Callable
from pathlib import Path

from tests.fidelity.signs import Sign

HERE = Path(__file__).parent
REPORT = HERE.parents[1] / "docs" / "fidelity.md"
INTRODUCTION = """# Fidelity: what the model shows beside what was published

Written by `make fidelity`; each row is also a test. Keys in the last column stand in
`neuro_edu/content/references.toml`. "Design range" means: chosen for teaching, not published. A
range is never widened to fit. A miss is shown as a miss, with its reason.

"""


def measures() -> list[Callable[[], tuple[Sign, ...]]]:
    """Return every measure of every ``measures_*.py`` beside this file, in order of its name."""
    names = sorted(path.stem for path in HERE.glob("measures_*.py"))
    found = [
        m for name in names for m in importlib.import_module(f"tests.fidelity.{name}").MEASURES
    ]
    return sorted(found, key=lambda measure: measure.__name__)


def number(value: float) -> str:
    if math.isinf(value):
        return "any" if value > 0 else "none"
    return f"{value:.3g}"


def row(sign: Sign) -> str:
    low, high = number(sign.low), number(sign.high)
    published = {"any": f"at least {low}"}.get(high, f"{low} to {high}" if low != high else low)
    measured = " to ".join(dict.fromkeys(number(value) for value in sign.measured))
    verdict = "met" if sign.met else "**missed**"
    return line(sign.id, sign.sign, published, measured, sign.unit, verdict, sign.note, sign.source)


def line(*cells: str) -> str:
    return "| " + " | ".join(cell.replace("|", "/") for cell in cells) + " |"


def table() -> str:
    signs = [sign for measure in measures() for sign in measure()]
    ids = {sign.id for sign in signs}
    met = {id_ for id_ in ids if all(sign.met for sign in signs if sign.id == id_)}
    head = (
        f"{len(met)} of {len(ids)} signs met, in {len(signs)} rows.\n\n"
        "| | sign | range | model | unit | | how measured | source |\n"
        "| --- | --- | --- | --- | --- | --- | --- | --- |\n"
    )
    return INTRODUCTION + head + "\n".join(map(row, signs)) + "\n"


if __name__ == "__main__":
    text = table()
    REPORT.write_text(text, encoding="utf-8")
    print(text)
