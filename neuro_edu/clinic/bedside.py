"""What eye and hand find, from the very recordings that the machines make of this patient."""

from neuro_edu.clinic.chart import Chart
from neuro_edu.clinic.signals import Signal, signals_of

_NOT_AT_ONCE = "No. After a firm grip it takes a moment until my fingers open."
# More spikes, by this factor and this number, are seen as more twitching; with many, as far more.
_MORE, _MORE_SPIKES, _FAR_MORE_SPIKES = 1.5, 6, 1000
#: Recordings behind the other parts.
PROVOKED = {"cool-the-hand": "rest-cool", "deep-breathing": "rest-breath"}
_AFTER = {
    "cool-the-hand": "After a minute in cool water",
    "deep-breathing": "After three minutes, besides some dizziness,",
}


def grip_in_words(chart: Chart, seed: int) -> tuple[str, Signal]:
    """Return what a firm grip and its release show, with the recording.

    Parameters
    ----------
    chart : Chart
        The patient.
    seed : int
        Of the recording.

    Returns
    -------
    text : str
    grip : Signal
    """
    (grip,) = signals_of("grip", chart.patient, seed)
    slow = grip.release_is_slow
    # What the files tell adds to it only where the force is slow, such as the warming up.
    told = chart.finding("grip") if slow and chart.is_told("examine:grip") else ""
    words = told or ("The fingers open slowly." if slow else "The fingers open at once.")
    return f"{words} {grip.text}", grip


def answer_in_words(chart: Chart, question: str, seed: int) -> str:
    """Return what the patient answers; who opens the hand slowly does not say "at once".

    Parameters
    ----------
    chart : Chart
        The patient.
    question : str
        Id of a question.
    seed : int
        Of the recordings.
    """
    if question == "letting-go" and not chart.is_told("ask:letting-go"):
        (grip,) = signals_of("grip", chart.patient, seed)
        if grip.release_is_slow:
            return _NOT_AT_ONCE
    return chart.answer(question)


def provoked_in_words(chart: Chart, part: str, seed: int) -> str:
    """Return what cooling or deep breathing brings out, as a needle would record it.

    Parameters
    ----------
    chart : Chart
        The patient.
    part : str
        ``"cool-the-hand"`` or ``"deep-breathing"``.
    seed : int
        Of the recordings.
    """
    if chart.is_told(f"examine:{part}"):
        return chart.finding(part)
    rest = signals_of("needle", chart.patient, seed)[0].recording.trains.n_spikes
    signals = {signal.id: signal for signal in signals_of("provocation", chart.patient, seed)}
    now = signals[PROVOKED[part]].recording.trains.n_spikes
    if now < _MORE * rest or now < rest + _MORE_SPIKES:
        return chart.finding(part)
    how = "far more" if now > _FAR_MORE_SPIKES else "more"
    return f"{_AFTER[part]} there is {how} twitching than before."
