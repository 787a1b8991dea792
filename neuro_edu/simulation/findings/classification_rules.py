"""The one-line rules of the differential diagnosis, as conditions on measured numbers.

Limits come from the published ranges of each discharge, widened at the edges by what a needle
recording leaves uncertain; none was fitted to labelled traces by a machine.
"""

from neuro_edu.simulation.findings.rule import INFINITY, Condition, Rule


def _c(measure: str, low: float, high: float, sentence: str, scale: float = 1.0) -> Condition:
    return Condition(measure, low, high, sentence, scale)


SILENT = Rule(
    "silent",
    "Electrical silence: nothing abnormal",
    (_c("deflections", 0, 0, "{:.0f} deflections rise above six times the noise."),),
)
NEUROMYOTONIC = Rule(
    "neuromyotonic",
    "Neuromyotonic discharge",
    (
        _c("run_ms", 200, INFINITY, "The longest run lasts {:.0f} ms."),
        _c("run_rate_hz", 145, 310, "It fires at {:.0f} Hz."),
        _c("run_waning", 0, 0.85, "Its potentials wane to {:.0f} % of their first size.", 100),
    ),
)
NEUROMYOTONIC_STEADY = Rule(
    "neuromyotonic",
    "Neuromyotonic discharge, hardly waning",
    (
        _c("run_ms", 300, INFINITY, "The longest run lasts {:.0f} ms."),
        _c("run_rate_hz", 155, 310, "It fires at {:.0f} Hz, faster than a muscle fibre's circuit."),
        _c("intraburst_rate_hz", 145, 310, "So do its bursts ({:.0f} Hz)."),
    ),
)
COMPLEX_REPETITIVE = Rule(
    "complex_repetitive",
    "Complex repetitive discharge",
    (
        _c("returning_share", 0.95, 1, "{:.0f} % of the deflections return one period later.", 100),
        _c("parts_per_return", 1.8, 15, "Each period holds {:.1f} deflections: a complex."),
        _c("uneven", 0.1, INFINITY, "Inside it their distances differ by {:.0f} %.", 100),
        _c("return_rate_hz", 4.5, 160, "It repeats at {:.1f} Hz."),
        _c("size_variation", 0, 0.25, "Its size varies by only {:.0f} %.", 100),
    ),
)
MYOTONIC = Rule(
    "myotonic",
    "Myotonic discharge",
    (
        _c("rate_hz", 18, 90, "The potentials fire at {:.0f} Hz."),
        _c("rate_swing", 1.2, 5, "The rate swings by a factor of {:.1f}."),
        _c("height_swing", 1.4, 20, "The size swings by a factor of {:.1f}."),
        _c("swing_together", 0.6, 1, "Rate and size swing together (correlation {:.2f})."),
        _c(
            "interval_variation",
            0,
            0.12,
            "From one interval to the next it changes by {:.0f} %.",
            100,
        ),
    ),
)
CRAMP = Rule(
    "cramp",
    "Cramp discharge",
    (
        _c(
            "deflections_per_s", 230, INFINITY, "{:.0f} deflections per second: many units at once."
        ),
        _c("size_uV", 250, INFINITY, "The potentials are large ({:.0f} uV): motor units."),
        _c("level_swing", 6, INFINITY, "The activity grows {:.0f}-fold over its quietest moment."),
        _c("returning_share", 0, 0.95, "Only {:.0f} % of the deflections return in rhythm.", 100),
    ),
)
POSITIVE_WAVES = Rule(
    "positive_sharp_wave",
    "Positive sharp waves",
    (
        _c("positive_wave", 1, 1, "A sharp positive deflection leads a long negative one."),
        _c("rate_hz", 0.4, 18, "They fire at {:.1f} Hz."),
        _c("interval_variation", 0, 0.25, "They are regular: intervals vary by {:.0f} %.", 100),
    ),
)
FIBRILLATION = Rule(
    "fibrillation",
    "Fibrillation potentials",
    (
        _c("duration_ms", 0.5, 6, "The potentials are short ({:.1f} ms): single fibres."),
        _c("size_uV", 10, 300, "They are small ({:.0f} uV)."),
        _c("begins_positive", 1, 1, "They begin with a positive deflection."),
        _c("rate_hz", 0.4, 18, "They fire at {:.1f} Hz."),
        _c("interval_variation", 0, 0.25, "They are regular: intervals vary by {:.0f} %.", 100),
    ),
)
END_PLATE = Rule(
    "end_plate",
    "End-plate activity: normal",
    (
        _c("begins_positive", 0, 0, "The potentials begin with a negative deflection."),
        _c("size_uV", 10, 300, "They are small ({:.0f} uV)."),
        _c(
            "interval_variation",
            0.3,
            INFINITY,
            "They are irregular: intervals vary by {:.0f} %.",
            100,
        ),
        _c("potentials_per_s", 3, 400, "{:.0f} appear per second."),
    ),
)
TETANY = Rule(
    "tetany",
    "Tetany: regular doublets to quadruplets",
    (
        _c("share_in_groups", 0.8, 1, "{:.0f} % of the potentials stand in groups.", 100),
        _c("spikes_per_group", 2, 4, "A group holds {:.0f} potentials."),
        _c("intraburst_rate_hz", 38, 210, "Inside a group they fire at {:.0f} Hz."),
        _c("groups_per_s", 4.5, 32, "{:.1f} groups appear per second."),
        _c(
            "group_variation",
            0,
            0.12,
            "The groups are regular: their intervals vary by {:.0f} %.",
            100,
        ),
    ),
)
MYOKYMIC = Rule(
    "myokymic",
    "Myokymic discharge",
    (
        _c("share_in_groups", 0.6, 1, "{:.0f} % of the potentials stand in groups.", 100),
        _c("groups", 3, INFINITY, "There are {:.0f} groups."),
        _c("groups_per_s", 0.4, 11, "{:.1f} bursts appear per second."),
        _c(
            "group_variation", 0, 0.33, "The bursts are almost in rhythm (variation {:.0f} %).", 100
        ),
        _c("intraburst_rate_hz", 20, 155, "Inside a burst it fires at {:.0f} Hz."),
    ),
)
MULTIPLETS = Rule(
    "multiplets",
    "Doublets and multiplets",
    (
        _c("share_in_groups", 0.5, 1, "{:.0f} % of the potentials stand in groups.", 100),
        _c("spikes_per_group", 2, 15, "A group holds {:.0f} potentials."),
        _c("intraburst_rate_hz", 45, 420, "Inside a group they fire at {:.0f} Hz."),
        _c("groups_per_s", 0, 15, "{:.1f} groups appear per second."),
    ),
)
SINGLE_DISCHARGES = Rule(
    "single_discharges",
    "Continuous single discharges of a motor unit",
    (
        _c("share_of_first_unit", 0.9, 1, "{:.0f} % of the potentials have one shape.", 100),
        _c("size_uV", 200, INFINITY, "The potential is a motor unit's ({:.0f} uV)."),
        _c("rate_hz", 1, 20, "It fires at {:.1f} Hz."),
        _c("overall_variation", 0, 0.075, "It keeps time: intervals vary by {:.1f} %.", 100),
    ),
)
FASCICULATION_ALS = Rule(
    "fasciculation_als",
    "Complex, unstable fasciculations",
    (
        _c("potentials_per_s", 0, 4, "{:.1f} potentials appear per second."),
        _c("duration_ms", 13, 45, "They are long ({:.0f} ms)."),
        _c("phases", 5, INFINITY, "They have {:.0f} phases."),
        _c(
            "shape_variability",
            0.02,
            INFINITY,
            "Their shape varies (by {:.0f} % of its energy).",
            100,
        ),
    ),
)
FASCICULATION = Rule(
    "fasciculation",
    "Fasciculations",
    (
        _c("potentials_per_s", 0, 4, "{:.1f} potentials appear per second."),
        _c("size_uV", 200, INFINITY, "They are of motor unit size ({:.0f} uV)."),
        _c("share_in_groups", 0, 0.35, "{:.0f} % of them stand in groups.", 100),
    ),
)
VOLUNTARY = Rule(
    "voluntary",
    "Ordinary motor units: voluntary effort, or a stiff-person pattern",
    (
        _c("size_uV", 200, INFINITY, "The potentials are of motor unit size ({:.0f} uV)."),
        _c("potentials_per_s", 3, 100, "The busiest unit gives {:.0f} potentials per second."),
        _c("interval_variation", 0.05, 4, "Its intervals vary by {:.0f} %.", 100),
        _c("deflections_per_s", 4, 230, "At most {:.0f} deflections appear per second."),
    ),
    twin="stiff_person",
)

RULES = (
    SILENT,
    NEUROMYOTONIC,
    COMPLEX_REPETITIVE,
    NEUROMYOTONIC_STEADY,
    MYOTONIC,
    CRAMP,
    POSITIVE_WAVES,
    FIBRILLATION,
    END_PLATE,
    TETANY,
    MYOKYMIC,
    MULTIPLETS,
    SINGLE_DISCHARGES,
    FASCICULATION_ALS,
    FASCICULATION,
    VOLUNTARY,
)
