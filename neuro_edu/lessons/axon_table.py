"""The axon lab in a table: measures of both axons, and where the numbers of a drug come from."""

import math

import numpy as np

from neuro_edu.figures.axon import AxonComparison
from neuro_edu.simulation.nerve.axon_result import AxonResult
from neuro_edu.simulation.nerve.excitability import STRONGEST_PA, threshold_pA
from neuro_edu.simulation.nerve.rest import resting_potentials_mV
from neuro_edu.simulation.treatment.drugs import DRUGS


def axon_table(shown: AxonComparison) -> list[tuple[str, ...]]:
    """Return the rows of the table, the header first.

    Parameters
    ----------
    shown : AxonComparison
        Both axons.

    Returns
    -------
    list of tuple of str
        Three columns.
    """
    both = (shown.result, shown.healthy)
    rows: list[tuple[str, ...]] = [("", "this axon", "healthy axon")]
    rows.append(("Resting potential of the node", *(_rest(one) for one in both)))
    rows.append(("Threshold of a shock of 0.1 ms", *(_threshold(one) for one in both)))
    rows.append(("Spikes", *(f"{one.n_spikes}" for one in both)))
    rows.append(("Shortest and longest interval", *(_intervals(one) for one in both)))
    if shown.drug_id:
        rows.append(("Numbers behind the drug", "value in the model", "origin"))
        for name, number in DRUGS[shown.drug_id].numbers.items():
            value = f"{number.value:.3g} {number.unit.replace('uM', 'µM')}".strip()
            rows.append((name.replace("_", " "), value, number.source))
    return rows


def _rest(result: AxonResult) -> str:
    """Say where the axon rests with its Kv1 in place: it may have no rest without."""
    return f"{resting_potentials_mV(result.axon.replace(kv1_fraction=1.0))[0]:.1f} mV"


def _threshold(result: AxonResult) -> str:
    found_pA = threshold_pA(result.axon)
    if math.isnan(found_pA):
        return "fires by itself"
    if math.isinf(found_pA):
        return f"none up to {STRONGEST_PA:.0f} pA"
    return f"{found_pA:.0f} pA"


def _intervals(result: AxonResult) -> str:
    if result.n_spikes < 2:
        return "none"
    intervals_ms = np.diff(result.spike_times_ms)
    return f"{intervals_ms.min():.1f} and {intervals_ms.max():.1f} ms"
