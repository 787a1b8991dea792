"""All drawn pictures by name, each with what it shows in words."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from matplotlib.figure import Figure

from neuro_edu.figures.drawings.chest import CHEST, draw_chest
from neuro_edu.figures.drawings.course_map import COURSE_MAP, draw_course_map
from neuro_edu.figures.drawings.emg_setup import EMG_SETUP, draw_emg_setup
from neuro_edu.figures.drawings.junction import JUNCTION, draw_junction
from neuro_edu.figures.drawings.motor_unit import MOTOR_UNIT, draw_motor_unit
from neuro_edu.figures.drawings.node import NODE, draw_node
from neuro_edu.figures.drawings.spectrum import SPECTRUM, draw_spectrum
from neuro_edu.figures.drawings.spike_to_twitch import SPIKE_TO_TWITCH, draw_spike_to_twitch
from neuro_edu.figures.drawings.treatment_timeline import (
    TREATMENT_TIMELINE,
    draw_treatment_timeline,
)


@dataclass(frozen=True)
class Drawing:
    """One drawn picture.

    Attributes
    ----------
    draw : callable
        Returns the picture as a new figure.
    describe : str
        What it shows, in one sentence.
    """

    draw: Callable[[], Figure]
    describe: str


DRAWINGS: Mapping[str, Drawing] = MappingProxyType(
    {
        "chest": Drawing(draw_chest, CHEST),
        "course-map": Drawing(draw_course_map, COURSE_MAP),
        "emg-setup": Drawing(draw_emg_setup, EMG_SETUP),
        "junction": Drawing(draw_junction, JUNCTION),
        "motor-unit": Drawing(draw_motor_unit, MOTOR_UNIT),
        "node": Drawing(draw_node, NODE),
        "spectrum": Drawing(draw_spectrum, SPECTRUM),
        "spike-to-twitch": Drawing(draw_spike_to_twitch, SPIKE_TO_TWITCH),
        "treatment-timeline": Drawing(draw_treatment_timeline, TREATMENT_TIMELINE),
    }
)
