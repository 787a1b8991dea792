"""What a needle finds at rest, in words: a rate for each kind of discharge, none that misleads."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from neuro_edu.content import load_content
from neuro_edu.content.discharges import InsideRate
from neuro_edu.simulation.clinic.examination_findings import Findings
from neuro_edu.simulation.findings.discharge_names import TrainName
from neuro_edu.simulation.findings.discharges import detect_groups
from neuro_edu.simulation.nerve.axon_result import LONGEST_INTERVAL_MS

# A unit whose groups come back has at least this many of them in a recording.
_LEAST_GROUPS = 3


@dataclass(frozen=True, kw_only=True)
class _Kind:
    """How a kind of discharge is called, and what the content tells of the rate inside it."""

    name: TrainName
    words: str
    inside: str = ""
    discharge: str = ""

    @property
    def published(self) -> InsideRate | None:
        """The published rate inside a run or group."""
        return load_content().discharges[self.discharge].inside if self.discharge else None


_KINDS = (
    _Kind(
        name="neuromyotonic",
        words="in neuromyotonic runs",
        inside="a run",
        discharge="neuromyotonic",
    ),
    _Kind(
        name="myokymic",
        words="in myokymic groups",
        inside="a myokymic group",
        discharge="myokymic",
    ),
    _Kind(
        name="doublets and multiplets",
        words="in doublets and multiplets",
        inside="a doublet or multiplet",
        discharge="multiplets",
    ),
    _Kind(name="fasciculation", words="as single fasciculations"),
    _Kind(name="continuous", words="one by one without a pause"),
)


def rest_in_words(found: Findings, duration_ms: float) -> str:
    """Say which units fire by themselves, and how.

    Parameters
    ----------
    found : Findings
        Of a recording at rest.
    duration_ms : float
        Its length.

    Returns
    -------
    str
        Without its subject; each kind of discharge with a rate of its own. Where this model is
        faster than what was published, that is said in place of the number.

    Notes
    -----
    What was published stands in the content, with its sources.
    """
    seconds = duration_ms / 1000.0
    if not found.n_active:
        return f"no motor unit fires by itself in {seconds:g} s."
    told, limits = [], []
    for kind in _KINDS:
        n = found.n_with(kind.name)
        if not n:
            continue
        known = kind.published
        rate_hz = _rate_hz(found, kind.name) if known else float("nan")
        if known and known.low_hz <= rate_hz <= known.high_hz:
            told.append(f"{n} {kind.words} ({rate_hz:.0f} Hz inside {kind.inside})")
        else:
            told.append(f"{n} {kind.words}")
            limits += [_limit(kind, known)] if known and rate_hz > known.high_hz else []
    text = (
        f"in {seconds:g} s {found.n_active} of {len(found.names)} motor units fire by themselves, "
        f"{', '.join(told)}."
    )
    again_hz = [n / seconds for n in found.n_groups if n >= _LEAST_GROUPS]
    if again_hz:
        back_hz = float(np.median(again_hz))
        text += f" The groups of a unit, of whatever kind, come back {back_hz:.1f} times a second."
    return " ".join((text, *limits))


def _limit(kind: _Kind, known: InsideRate) -> str:
    place = f" {known.place}" if known.place else ""
    return (
        f"Inside {kind.inside} this model fires faster than patients' nerves do (published: "
        f"{known.low_hz:.0f} to {known.high_hz:.0f} Hz{place})."
    )


def _rate_hz(found: Findings, name: TrainName) -> float:
    """Return the median rate inside the runs or groups of all units of one kind (Hz), or nan."""
    rates = [rate for unit in _units_with(found, name) for rate in _rates_hz(found, unit, name)]
    return float(np.median(rates)) if rates else float("nan")


def _units_with(found: Findings, name: TrainName) -> Iterator[int]:
    return (unit for unit, each in enumerate(found.names) if each == name)


def _rates_hz(found: Findings, unit: int, name: TrainName) -> list[float]:
    times_ms = found.recording.trains.of_unit(unit)
    groups = detect_groups(times_ms, longest_interval_ms=LONGEST_INTERVAL_MS)
    # A unit with runs has short groups beside them; its rate is that of the runs.
    wanted = [
        group
        for group in groups
        if group.n_spikes > 1 and (name != "neuromyotonic" or group.name == name)
    ]
    return [group.intraburst_rate_hz for group in wanted]
