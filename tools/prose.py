"""Report how long and how hard to read each lesson is: `python tools/prose.py`.

LIX (Björnsson, 1968) is words per sentence plus the percentage of words of more than six letters:
below 40 is easy, 40 to 50 like a newspaper, above 60 like a scientific paper.
"""

import json
import re
from pathlib import Path

NOTEBOOKS = sorted((Path(__file__).parents[1] / "notebooks").glob("*.ipynb"))
LONG_WORD = 7
HARD_LIX = 55


def plain(markdown: str) -> str:
    """Return the running text, without tables, code, addresses and marks."""
    lines = [line for line in markdown.splitlines() if not line.lstrip().startswith(("|", "```"))]
    text = re.sub(r"\]\([^)]*\)|`[^`]*`", "", "\n".join(lines))
    text = re.sub(r"\([^()]*\d{4}[^()]*\)", "", text)
    return re.sub(r"[#>*_\[\]]", "", text)


def measure(text: str) -> tuple[int, int, float]:
    """Return the number of words and of sentences, and LIX (0 for no words)."""
    words = re.findall(r"[A-Za-zÀ-ÿ'’-]+", text)
    sentences = [part for part in re.split(r"[.!?:\n]+", text) if re.search(r"[A-Za-z]", part)]
    if not words:
        return 0, 0, 0.0
    long_words = sum(len(word) >= LONG_WORD for word in words)
    return len(words), len(sentences), len(words) / len(sentences) + 100 * long_words / len(words)


def main() -> None:
    """Print one line a lesson, and its cells that are hard to read."""
    print("words  sentences  LIX  longest cell  lesson")
    for path in NOTEBOOKS:
        cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
        texts = [plain("".join(c["source"])) for c in cells if c["cell_type"] == "markdown"]
        words, sentences, lix = measure("\n".join(texts))
        longest = max(measure(text)[0] for text in texts)
        print(f"{words:5}  {sentences:9}  {lix:3.0f}  {longest:12}  {path.stem}")
        for text in texts:
            n_words, _, hardness = measure(text)
            if n_words >= 30 and hardness > HARD_LIX:
                print(f"       LIX {hardness:.0f}: {' '.join(text.split())[:90]} ...")


if __name__ == "__main__":
    main()
