"""The listening test: an unseen trace with its sound, to be named."""

from dataclasses import dataclass, field
from functools import lru_cache

import numpy as np

from neuro_edu.content import load_content
from neuro_edu.content.teaching import ChoiceQuestion
from neuro_edu.figures.emg_screen import Screen, volts
from neuro_edu.figures.emg_sweep import EmgSweepView
from neuro_edu.lessons.activities import LISTENING
from neuro_edu.lessons.emg_machine import FITTING, machine_controls, screen_of
from neuro_edu.progress import my_progress
from neuro_edu.simulation.findings.classification import Finding, classify_discharge
from neuro_edu.simulation.quantities import check_number
from neuro_edu.simulation.synthetic.catalogue import DISCHARGES
from neuro_edu.simulation.synthetic.generators import Trace, generate
from neuro_edu.sound import emg_sound
from neuro_edu.widgets import Riddle

#: Discharges that one trace cannot tell apart, by the one that stands for both.
SAME_TRACE = {"stiff_person": "voluntary"}
VOLUNTARY = "Ordinary motor units: voluntary effort, or a stiff-person pattern"
# The same riddles for everybody, whenever and wherever they are asked.
_SERIES = 20_406
_TRIES = 8
_LENGTH_MS = 10_000.0
_RIGHT = "Right. "


@dataclass(frozen=True, kw_only=True, eq=False)
class Unknown:
    """A riddle: a trace, what can be measured on it, and what is on the screen."""

    number: int
    trace: Trace
    measured: Finding = field(repr=False)
    screen: Screen = field(repr=False)

    @property
    def truth(self) -> str:
        """Id of the option that is right."""
        return _option_of(self.trace.made_by)


def listening_test() -> Riddle:
    """Name unseen discharges by look and sound; the answers are kept."""
    return Riddle(
        machine_controls(gain=FITTING, speed="100"),
        make_unknown,
        EmgSweepView(),
        describe_unknown,
        title="Listening test",
        question="Which discharge is it?",
        options=discharge_options(),
        truth=lambda unknown: unknown.truth,
        explain=explain_unknown,
        sound=lambda unknown: emg_sound(unknown.trace.emg_uV, unknown.trace.sampling_rate_hz),
        on_answer=_keep,
    )


def _keep(number: int, chosen: str, right: bool) -> None:
    my_progress().record(LISTENING, _option_of(discharge_of(number)), (chosen,), right)


def _option_of(discharge: str) -> str:
    """Return the id of the option that is right for a discharge."""
    return SAME_TRACE.get(discharge, discharge)


def discharge_options() -> list[tuple[str, str]]:
    """Return id and name of everything that a trace of the test may be, in order of names."""
    named = {id_: known.title for id_, known in DISCHARGES.items() if id_ not in SAME_TRACE}
    named["voluntary"] = VOLUNTARY
    return sorted(named.items(), key=lambda option: option[1])


def discharge_of(number: int) -> str:
    """Return what riddle `number` is made of.

    Each sixteen riddles (1 to 16, 17 to 32 and so on) hold every discharge once, in an order of
    their own.

    Raises
    ------
    ParameterError
        If the number is no whole number from 1 to a million.
    """
    check_number("number", number, low=1, high=1_000_000, integer=True)
    ids = sorted(DISCHARGES)
    block, place = divmod(number - 1, len(ids))
    return ids[int(np.random.default_rng([_SERIES, block]).permutation(len(ids))[place])]


def make_unknown(*, number: int, gain: str, speed: str, show_from_s: float) -> Unknown:
    """Make riddle `number`, shown with the machine set so."""
    trace, measured = _riddle(number)
    return Unknown(
        number=number,
        trace=trace,
        measured=measured,
        screen=screen_of(
            trace.emg_uV,
            trace.sampling_rate_hz,
            gain=gain,
            speed=speed,
            show_from_s=show_from_s,
            caption=f"Riddle {number}",
        ),
    )


@lru_cache(maxsize=4)
def _riddle(number: int) -> tuple[Trace, Finding]:
    """Return a trace whose measured numbers fit its name: a test must have an answer."""
    discharge = discharge_of(number)
    seeds = np.random.SeedSequence([_SERIES, number]).generate_state(_TRIES)
    for seed in seeds:
        trace = generate(discharge, seed=int(seed), duration_ms=_LENGTH_MS)
        measured = classify_discharge(trace.emg_uV, trace.sampling_rate_hz)
        if measured.discharge == _option_of(discharge):
            break
    return trace, measured


def describe_unknown(unknown: Unknown) -> str:
    """Say what can be measured without naming anything: size and number of the deflections."""
    measures = unknown.measured.measures
    per_s = measures["deflections"] / (_LENGTH_MS / 1000.0)
    return (
        f"Riddle {unknown.number}, 10 s of needle EMG ({_on_screen(unknown.screen)}): the largest "
        "swing is "
        f"{volts(float(np.ptp(unknown.trace.emg_uV)))}, {per_s:.3g} deflections a second rise "
        f"clearly above the noise, {measures['deflections_per_s']:.3g} a second in the busiest "
        "half second."
    )


def _on_screen(screen: Screen) -> str:
    """Say which part is to be seen: what lies outside is heard, but not on the screen."""
    first_s = screen.sweeps_ms[0] / 1000.0
    last_s = (screen.sweeps_ms[-1] + screen.sweep_ms) / 1000.0
    return f"the screen shows {first_s:.1f} to {min(last_s, _LENGTH_MS / 1000.0):.1f} s"


def explain_unknown(unknown: Unknown, chosen: str) -> str:
    """Say why an answer is right or wrong, with what was measured on this very trace."""
    truth = unknown.truth
    parts = []
    if chosen != truth:
        name = dict(discharge_options())[truth]
        parts = [_why_not(truth, chosen), f"This was something else: {_lower(name)}."]
    parts.append(_what_it_is(unknown.trace.made_by))
    reasons = unknown.measured.reasons
    if unknown.measured.discharge != truth:
        reasons = (f"by the rules alone it would be: {unknown.measured.title}.", *reasons)
    parts.append("Measured on this trace: " + " ".join(reasons).replace(" uV", " µV"))
    if truth in SAME_TRACE.values():
        maker = DISCHARGES[unknown.trace.made_by].title.lower()
        parts.append(
            "One muscle cannot tell a voluntary effort from a stiff-person pattern: ask the "
            f"patient to relax and look at the antagonist. This trace was made as: {maker}."
        )
    return " ".join(parts)


def _why_not(truth: str, chosen: str) -> str:
    """Say what speaks against the discharge that was chosen."""
    names = {known.title for id_, known in DISCHARGES.items() if _option_of(id_) == chosen}
    for option in _question_on(truth).options:
        if not option.correct and any(name.startswith(option.text) for name in names):
            return f"{option.text}? {option.feedback}"
    note = load_content().discharges[chosen]
    return f"{DISCHARGES[chosen].title}? It would sound otherwise: {_lower(note.sound)}"


def _what_it_is(discharge: str) -> str:
    """Say what a discharge sounds like and means."""
    # The question on silence tells of a muscle that moves: more than a trace can show.
    if discharge == "silent":
        note = load_content().discharges[discharge]
        return f"{note.sound} {note.tell}"
    options = _question_on(discharge).options
    (feedback,) = (option.feedback for option in options if option.correct)
    return feedback.removeprefix(_RIGHT)


def _lower(sentence: str) -> str:
    return sentence[:1].lower() + sentence[1:]


@lru_cache(maxsize=32)
def _question_on(discharge: str) -> ChoiceQuestion:
    """Return the question of the content files that asks for the name of a discharge."""
    asked = [
        question
        for question in load_content().listening_questions()
        if question.discharge == discharge and isinstance(question, ChoiceQuestion)
    ]
    return asked[0]
