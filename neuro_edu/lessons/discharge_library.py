"""The library of discharges: choose one, look, listen, read the rules."""

from dataclasses import dataclass
from functools import lru_cache

from neuro_edu.content import load_content
from neuro_edu.content.discharges import DischargeNote
from neuro_edu.figures.emg_screen import Screen, volts
from neuro_edu.figures.emg_sweep import EmgSweepView
from neuro_edu.lessons.emg_machine import FITTING, machine_controls, screen_of
from neuro_edu.lessons.parameter_controls import in_group
from neuro_edu.simulation.findings.classification import Finding, classify_discharge
from neuro_edu.simulation.synthetic.catalogue import DISCHARGES
from neuro_edu.simulation.synthetic.generators import Trace, generate
from neuro_edu.sound import emg_sound
from neuro_edu.widgets import Control, Explorer

_LENGTH_MS = 10_000.0
# Column of the table and field of the note.
_RULES = (
    ("Where it arises", "arises"),
    ("Rate", "rate"),
    ("Regularity", "regularity"),
    ("Shape", "shape"),
    ("Sound", "sound"),
    ("Stops with", "stops_with"),
    ("How to know it", "tell"),
)


@dataclass(frozen=True, kw_only=True, eq=False)
class Example:
    """A trace of a known discharge, and what is on the screen."""

    trace: Trace
    screen: Screen

    @property
    def note(self) -> DischargeNote:
        """The rules for it."""
        return load_content().discharges[self.trace.made_by]

    @property
    def measured(self) -> Finding:
        """What the numbers of this trace say."""
        return _measured(self.trace)


def discharge_library() -> Explorer:
    """See and hear every discharge of the differential diagnosis, with its rules."""
    titles = sorted(((id_, known.title) for id_, known in DISCHARGES.items()), key=lambda x: x[1])
    controls = in_group(
        "Discharge",
        Control(
            name="discharge",
            label="Discharge",
            value="neuromyotonic",
            options=tuple(titles),
            kind="choice",
        ),
        Control(
            name="example",
            label="Another example",
            value=1,
            help="The same discharge of another patient: rate, size and shape are drawn anew.",
            kind="action",
        ),
    )
    return Explorer(
        [*controls, *machine_controls(gain=FITTING, speed="100")],
        make_example,
        EmgSweepView(),
        describe_example,
        title="Library of discharges",
        sound=lambda example: emg_sound(example.trace.emg_uV, example.trace.sampling_rate_hz),
        details=example_details,
    )


def make_example(
    *, discharge: str, example: int, gain: str, speed: str, show_from_s: float
) -> Example:
    """Make an example of a discharge, shown with the machine set so."""
    trace = _trace(discharge, example)
    return Example(
        trace=trace,
        screen=screen_of(
            trace.emg_uV,
            trace.sampling_rate_hz,
            gain=gain,
            speed=speed,
            show_from_s=show_from_s,
            caption=DISCHARGES[discharge].title,
        ),
    )


@lru_cache(maxsize=4)
def _trace(discharge: str, example: int) -> Trace:
    return generate(discharge, seed=example, duration_ms=_LENGTH_MS)


@lru_cache(maxsize=4)
def _measured(trace: Trace) -> Finding:
    return classify_discharge(trace.emg_uV, trace.sampling_rate_hz)


def describe_example(example: Example) -> str:
    """Say in one sentence what kind of discharge is shown and how large it is here."""
    known = DISCHARGES[example.trace.made_by]
    return (
        f"{known.title}{' (normal)' if known.normal else ''}, example {example.trace.seed} of "
        f"10 s; the largest swing on the screen is {volts(example.screen.largest_uV)}. "
        f"{example.note.tell}"
    )


def example_details(example: Example) -> list[tuple[str, ...]]:
    """Return the rules for the discharge, and what was measured on this trace."""
    rows: list[tuple[str, ...]] = [("", "Rule")]
    rows += [(label, getattr(example.note, name)) for label, name in _RULES]
    rows += [
        ("Measured on this trace", reason.replace(" uV", " µV"))
        for reason in example.measured.reasons
    ]
    return rows
