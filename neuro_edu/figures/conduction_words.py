"""What ran along a nerve fibre, in words."""

import numpy as np

from neuro_edu.figures.conduction import Journey
from neuro_edu.simulation.nerve.cable_result import CableResult
from neuro_edu.simulation.nerve.waves import Wave


def describe_conduction(shown: Journey) -> str:
    """Say how fast the spikes of the shocks ran, where others began and which way they went.

    Parameters
    ----------
    shown : Journey
        The fibre and its shocks.

    Returns
    -------
    str
        With velocity (m/s), places (mm) and numbers of spikes.
    """
    result = shown.result
    from_shocks = [wave for wave in result.waves if _is_answer(wave, result)]
    own = [wave for wave in result.waves if not _is_answer(wave, result)]
    if not from_shocks:
        return "No spike: the shock falls on a stretch whose sodium channels are blocked."
    parts = [_begun(from_shocks, result)]
    meeting_mm = _collision_mm(from_shocks, result)
    if meeting_mm is not None:
        parts.append(
            f"The two spikes meet {meeting_mm:.0f} mm from the cord and put each other out: behind "
            "each lies a refractory stretch."
        )
    else:
        parts += _stopped(from_shocks, result)
    parts.append(_extra(own, result))
    return " ".join(parts)


def _is_answer(wave: Wave, result: CableResult) -> bool:
    """Whether a spike began where and just after a shock was given."""
    return any(
        abs(wave.origin_node - node) <= 1 and 0.0 <= wave.start_ms - onset <= 1.0
        for node, stimulus in result.stimuli.items()
        for onset in stimulus.onsets_ms
    )


def _begun(waves: list[Wave], result: CableResult) -> str:
    """Say where the shocks set off spikes, and how fast each runs."""
    if len(waves) == 1:
        return f"The shock sets off a spike {_place_and_speed(waves[0], result)}."
    waves = sorted(waves, key=lambda wave: wave.origin_node)
    places = "; one ".join(_place_and_speed(wave, result) for wave in waves)
    return f"The shocks set off {len(waves)} spikes: one {places}."


def _place_and_speed(wave: Wave, result: CableResult) -> str:
    place = f"at {result.cable.position_mm[wave.origin_node]:.0f} mm"
    speed = trunk_velocity_m_per_s(wave, result)
    return place if np.isnan(speed) else f"{place}, which runs at {speed:.0f} m/s"


def trunk_velocity_m_per_s(wave: Wave, result: CableResult) -> float:
    """Speed of a spike along the trunk, from the median of its delays; nan if under 5 nodes.

    The first node beside its start is left out, because the shock itself charges it. The median
    leaves out the end too, where a spike speeds up as it meets another or a shorter internode.
    """
    cable = result.cable
    passed = np.flatnonzero(~np.isnan(wave.times_ms[: cable.first_terminal_node]))
    for way in (passed[passed > wave.origin_node + 1], passed[passed < wave.origin_node - 1]):
        if way.size >= 5:
            steps = (np.abs(np.diff(row[way])) for row in (cable.position_mm, wave.times_ms))
            length_mm, delay_ms = (float(np.median(step)) for step in steps)
            return length_mm / delay_ms
    return float("nan")


def _collision_mm(waves: list[Wave], result: CableResult) -> float | None:
    """Where two spikes ran into each other; None if they did not."""
    runs = sorted(
        (np.flatnonzero(~np.isnan(wave.times_ms)) for wave in waves), key=lambda nodes: nodes[0]
    )
    if len(runs) < 2 or runs[1][0] - runs[0][-1] > 2:
        return None
    return float(result.cable.position_mm[[runs[0][-1], runs[1][0]]].mean())


def _stopped(waves: list[Wave], result: CableResult) -> list[str]:
    """Say where the anaesthetic stopped spikes."""
    ends = [(wave, _end_mm(wave, result)) for wave in waves]
    origins_mm = result.cable.position_mm
    return [
        ("It" if len(waves) == 1 else f"The one from {origins_mm[wave.origin_node]:.0f} mm")
        + f" stops in the anaesthetised stretch, {end_mm:.0f} mm from the cord."
        for wave, end_mm in ends
        if end_mm is not None
    ]


def _end_mm(wave: Wave, result: CableResult) -> float | None:
    """Where the anaesthetic stopped a spike; None if it reached the ends it ran for."""
    reached = np.flatnonzero(~np.isnan(wave.times_ms))
    blocked = np.flatnonzero(result.cable.sodium_block > 0.0)
    last = result.cable.n_nodes - 1
    for edge, end in ((reached[-1], last), (reached[0], 0)):
        if edge != end and blocked.size and blocked[0] - 2 <= edge <= blocked[-1] + 1:
            return float(result.cable.position_mm[edge])
    return None


def _extra(own: list[Wave], result: CableResult) -> str:
    if not own:
        return "No spike begins anywhere else."
    origins_mm = result.cable.position_mm[[wave.origin_node for wave in own]]
    last = result.cable.n_nodes - 1
    to_cord, to_muscle = (sum(wave.reached(node) for wave in own) for node in (0, last))
    count = "1 more spike begins" if len(own) == 1 else f"{len(own)} more spikes begin"
    return (
        f"{count} without a shock, {_span(origins_mm)} mm from the cord; {to_muscle} reach the "
        f"muscle and {to_cord} run back to the cord."
    )


def _span(values_mm: np.ndarray) -> str:
    low, high = round(float(values_mm.min())), round(float(values_mm.max()))
    return f"{low}" if low == high else f"{low} to {high}"
