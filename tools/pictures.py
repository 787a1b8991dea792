"""Draw the still pictures of the start page anew: `python tools/pictures.py`.

Each comes from a lab of the course as it is now, and its sentence is what the lab says of it.
"""

from pathlib import Path

from neuro_edu import lessons
from neuro_edu.widgets import Explorer

FOLDER = Path(__file__).parents[1] / "docs" / "pictures"


def panels() -> dict[str, Explorer]:
    """Return the panels that are shown, by the name of their picture, with their controls set."""
    axon = lessons.kv1_explorer()
    axon.set(kv1_fraction=10.0)
    needle = lessons.emg_room()
    needle.set(patient="caspr2-neuromyotonia", task="rest", gain="fitting", speed="100")
    muscle = lessons.stiffness_lab()
    muscle.set(patient="caspr2-neuromyotonia", task="grip")
    return {"one_stimulus": axon, "needle_at_rest": needle, "letting_go": muscle}


def main() -> None:
    """Write the pictures, and show each with its sentence as Markdown."""
    for name, panel in panels().items():
        (FOLDER / f"{name}.png").write_bytes(panel._shown["png"])
        print(f"![{panel.finding}](docs/pictures/{name}.png)")


if __name__ == "__main__":
    main()
