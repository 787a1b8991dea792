"""Run the benchmarks, all or those named, and write what they print to ``benchmarks/reports``."""

import importlib
import sys
from pathlib import Path

BENCHMARKS = (
    "axon",
    "latency",
    "labs",
    "endurance",
    "cable",
    "population",
    "muscle",
    "confusion",
    "class_load",
    "uncompiled",
)
REPORTS = Path(__file__).parent / "reports"

for name in sys.argv[1:] or BENCHMARKS:
    print(f"benchmarks.{name} ...", flush=True)
    text = importlib.import_module(f"benchmarks.{name}").main()
    REPORTS.mkdir(exist_ok=True)
    (REPORTS / f"{name}.md").write_text(text, encoding="utf-8")
    print(text, flush=True)
