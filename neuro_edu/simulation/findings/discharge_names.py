"""Clinical words and numbers for what one motor unit does over a recording."""

from collections.abc import Sequence
from typing import Literal

from neuro_edu.simulation.findings.discharges import Group, group_rate_hz, group_regularity
from neuro_edu.simulation.quantities import check_number

TrainName = Literal[
    "silent", "fasciculation", "doublets and multiplets", "myokymic", "neuromyotonic", "continuous"
]

# Teaching value: how slow fasciculations may be is published [FPdetect], how quick is not.
FASCICULATION_RATE_HZ = 2.0
# 2 to 10 Hz are published [MedLinkNMT]; the lower end and the variation are teaching values.
MYOKYMIC_GROUPS_HZ = (0.5, 10.0)
MYOKYMIC_CV = 0.35


def name_train(groups: Sequence[Group], *, duration_ms: float) -> TrainName:
    """Name what one motor unit does over a recording, from its groups.

    Parameters
    ----------
    groups : sequence of Group
        From `detect_groups`.
    duration_ms : float
        Length of the recording in ms.

    Returns
    -------
    str
        ``"neuromyotonic"`` if any group is; ``"myokymic"`` for groups that return at 0.5 to 10 Hz
        with a coefficient of variation up to 0.35; ``"doublets and multiplets"`` for other groups;
        ``"fasciculation"`` for single spikes up to 2 per second; ``"continuous"`` for more of
        them; ``"silent"`` for none.

    Raises
    ------
    ParameterError
        If the duration is not positive.

    References
    ----------
    MedLinkNMT, Maddison2006, FPdetect
    """
    check_number("duration_ms", duration_ms, low=1e-3, high=1e9, unit="ms")
    names = [group.name for group in groups]
    if not names:
        return "silent"
    if "neuromyotonic" in names:
        return "neuromyotonic"
    grouped = [group for group in groups if group.n_spikes > 1]
    if not grouped:
        few = 1000.0 * len(groups) / duration_ms <= FASCICULATION_RATE_HZ
        return "fasciculation" if few else "continuous"
    low, high = MYOKYMIC_GROUPS_HZ
    rhythmic = len(grouped) > 3 and group_regularity(grouped) <= MYOKYMIC_CV
    if rhythmic and low <= group_rate_hz(grouped) <= high:
        return "myokymic"
    return "doublets and multiplets"


def describe(groups: Sequence[Group]) -> str:
    """Say in numbers what the groups are like, for a caption or a screen reader."""
    if not groups:
        return "No spikes."
    n_spikes = sum(group.n_spikes for group in groups)
    if len(groups) == n_spikes:
        return f"{n_spikes} single spikes."
    grouped = [group for group in groups if group.n_spikes > 1]
    sizes = [group.n_spikes for group in grouped]
    rates_hz = [group.intraburst_rate_hz for group in grouped]
    longest_ms = max(group.duration_ms for group in grouped)
    text = (
        f"{n_spikes} spikes in {len(groups)} groups, {len(groups) - len(grouped)} of them single; "
        f"the others hold {min(sizes)} to {max(sizes)} spikes at {min(rates_hz):.0f} to "
        f"{max(rates_hz):.0f} Hz and last up to {longest_ms:.0f} ms"
    )
    if len(groups) > 1:
        text += f"; {group_rate_hz(groups):.2g} groups per second"
    return text + "."
