"""What follows the direct answer of a muscle to each of several shocks."""

from dataclasses import dataclass

import numpy as np

from neuro_edu.simulation.clinic.examination import Recording
from neuro_edu.simulation.findings.discharges import detect_groups
from neuro_edu.simulation.nerve.axon_result import LONGEST_INTERVAL_MS

#: After-discharges that are over within this time are called brief: a teaching value, as no limit
#: is agreed on.
BRIEF_MS = 30.0
#: What a reader is to hold a finding against (HarrisonBenatar2007).
NORMAL = (
    f"Normal: nothing after the direct answer and the F wave. Brief after-discharges (under "
    f"{BRIEF_MS:.0f} ms, a limit for teaching; none is agreed on) prove little: of people without "
    "the syndrome about one in four was called abnormal (Harrison and Benatar 2007)."
)
#: Said where shocks in a faster train are followed less often than those in a slow one.
FASTER_IS_LESS = (
    "A limit of this model: here fewer shocks of the faster trains are followed by "
    "after-discharges, because each answer leaves the axon less excitable for some tenths of a "
    "second (slow potassium channels, sodium pump), and nothing builds up from shock to shock. In "
    "patients faster trains bring after-discharges out."
)
# The direct answer to a shock at the ankle or wrist arrives within this time of it (ms).
_DIRECT_MS = 8.0
# A lone spike may be a fasciculation that happened to come then.
_LEAST = 2


@dataclass(frozen=True, kw_only=True)
class AfterDischarges:
    """After-discharges of one recording; each tuple has one entry for each shock.

    Attributes
    ----------
    n_spikes : tuple of int
        Spikes of all units after their direct answers; 0 where there was a lone one.
    lengths_ms : tuple of tuple of float
        How long each unit that fired on did so, to the next shock at most (ms).
    """

    n_spikes: tuple[int, ...]
    lengths_ms: tuple[tuple[float, ...], ...]

    @property
    def n_followed(self) -> int:
        """Number of answers that after-discharges follow."""
        return sum(n > 0 for n in self.n_spikes)

    @property
    def share_followed(self) -> float:
        """Share of the answers that after-discharges follow; 0 without any shock."""
        return self.n_followed / len(self.n_spikes) if self.n_spikes else 0.0

    @property
    def n_long(self) -> int:
        """Number of answers after which some unit fires on beyond what is called brief."""
        return sum(max(mine, default=0.0) > BRIEF_MS for mine in self.lengths_ms)

    @property
    def median_ms(self) -> float:
        """Median length over all units and answers with after-discharges (ms); 0 without any.

        Which unit falls into a long run is a matter of chance; this number is not.
        """
        together = [length for mine in self.lengths_ms for length in mine]
        return float(np.median(together)) if together else 0.0

    def in_words(self) -> str:
        """Say in one sentence, without its subject, what follows the shocks."""
        n = len(self.n_spikes)
        if not self.n_followed:
            return "no after-discharge."
        what = "after-discharges" if self.n_long else "brief after-discharges"
        most = f"{max(self.n_spikes)} spikes in all units"
        if n == 1:
            return f"{what} ({most}), median length {self.median_ms:.0f} ms."
        beyond = f"in {self.n_long} of {n} answers" if self.n_long else "in none"
        return (
            f"{what} behind {self.n_followed} of {n} answers (up to {most}), median length "
            f"{self.median_ms:.0f} ms; beyond {BRIEF_MS:.0f} ms {beyond}."
        )


def after_discharges(recording: Recording) -> AfterDischarges:
    """Measure what follows each shock.

    Parameters
    ----------
    recording : Recording
        With shocks; without any, nothing follows.

    Returns
    -------
    AfterDischarges

    Notes
    -----
    Only spikes that follow a direct answer in the same group count. A group that was running when
    the shock came is the rest activity that the needle shows, too.
    """
    trains = recording.trains
    ends_ms = (*recording.stimuli_ms[1:], recording.duration_ms)
    spikes = [0] * len(recording.stimuli_ms)
    lengths_ms: list[list[float]] = [[] for _ in spikes]
    for unit in range(trains.n_units):
        groups = detect_groups(trains.of_unit(unit), longest_interval_ms=LONGEST_INTERVAL_MS)
        for number, shock_ms in enumerate(recording.stimuli_ms):
            for group in groups:
                mine = group.times_ms[group.times_ms < ends_ms[number]]
                if shock_ms <= group.start_ms <= shock_ms + _DIRECT_MS and mine.size > 1:
                    spikes[number] += mine.size - 1
                    lengths_ms[number].append(float(mine[-1] - mine[0]))
    return AfterDischarges(
        n_spikes=tuple(n if n >= _LEAST else 0 for n in spikes),
        lengths_ms=tuple(
            tuple(mine) if n >= _LEAST else () for n, mine in zip(spikes, lengths_ms, strict=True)
        ),
    )
