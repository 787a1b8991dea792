"""From a condition of the content files to a patient of the simulation: the only join."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any

from neuro_edu.content import Condition, load_content
from neuro_edu.errors import ContentError
from neuro_edu.simulation.clinic.lesion import FULL_NOISE_pA, Lesion
from neuro_edu.simulation.clinic.patient import NO_TREATMENT, Patient
from neuro_edu.simulation.treatment.treatment_plan import TreatmentPlan

#: Slow potassium current of an axon that has lost Kv1, relative to a healthy one (teaching value):
#: in acquired neuromyotonia the late subexcitability that this current makes is greater
#: [Kiernan2001].
_SLOW_K_AFTER_KV1_LOSS = 1.15
#: Share of a node's slow potassium current that runs through the gene product named by
#: `kv7_fraction` (Kv7.2); other Kv7 channels carry the rest (teaching value).
_KV7_2_SHARE = 0.45
#: Share of axons given to long runs where the disease may be full neuromyotonia (teaching value).
_RUN_PRONE_SHARE = 0.2
_RUN_PRONE_GROUPS = ("autoimmune", "tumour")
#: Impulses that a contraction leaves behind in such an axon (Hz; teaching value).
_AFTER_CONTRACTION_HZ = 30.0

#: What the knobs of the content files do not say: what fires besides the channels of the axon.
_ALSO: Mapping[str, Mapping[str, Any]] = MappingProxyType(
    {
        "als": {
            "site": "motor neuron",
            "fasciculation_hz": 0.1,
            "fibre_discharge": "fibrillation",
        },
        # The mild end: more slow potassium current keeps most groups down to one or two spikes.
        "benign-fasciculation": {"kv7_fraction": 1.3, "noise_pA": 8.0},
        "cramp-fasciculation-syndrome": {"kv7_fraction": 1.22},
        "hint1-neuropathy": {
            "run_prone_share": _RUN_PRONE_SHARE,
            "after_contraction_hz": _AFTER_CONTRACTION_HZ,
        },
        "insecticides": {"fasciculation_hz": 0.5, "echo_chance": 0.7},
        "myotonia": {"fibre_discharge": "myotonic"},
        "oxaliplatin": {"nap_fraction": 1.0, "cold_gain": 1.0},
        "stiff-person-syndrome": {"central_drive": 0.15},
        "tetany": {"noise_pA": 0.0, "nerve_discharge": "tetany"},
    }
)


def load_patient(
    condition_id: str,
    *,
    severity: float = 1.0,
    treatments: TreatmentPlan = NO_TREATMENT,
    drugs: Mapping[str, float] | Iterable[tuple[str, float]] = (),
    week: float = 0.0,
    seed: int = 0,
) -> Patient:
    """Return a patient with a condition of `conditions.toml`.

    Parameters
    ----------
    condition_id : str
        Id of the condition, or ``"healthy"``.
    severity : float
        0 (healthy) to 1 (the condition as its knob describes it).
    treatments : TreatmentPlan
        What is given over weeks.
    drugs : mapping of str to float
        Drugs that act now, with their doses.
    week : float
        Weeks since the treatment began.
    seed : int
        Whose nerve.

    Returns
    -------
    Patient

    Raises
    ------
    ContentError
        If there is no such condition.
    ParameterError
        If a number lies outside its range or a drug is unknown.

    References
    ----------
    Kiernan2001
    """
    return Patient(
        lesion=load_lesion(condition_id),
        severity=severity,
        treatments=treatments,
        drugs=tuple(drugs.items() if isinstance(drugs, Mapping) else drugs),
        week=week,
        seed=seed,
    )


def load_lesion(condition_id: str) -> Lesion:
    """Return a condition of `conditions.toml` as numbers for the simulation.

    Raises
    ------
    ContentError
        If there is no such condition.
    """
    if condition_id == "healthy":
        return Lesion()
    conditions = load_content().conditions
    if condition_id not in conditions:
        raise ContentError(
            f"conditions.toml has no condition {condition_id!r}; it has "
            f"{', '.join(sorted(conditions))} (and there is 'healthy')"
        )
    return _lesion(conditions[condition_id])


def _lesion(condition: Condition) -> Lesion:
    knob = condition.knob
    kv7_fraction = 1.0 - _KV7_2_SHARE * (1.0 - knob.kv7_fraction)
    excitable = knob.kv1_fraction < 1 or knob.kv7_fraction < 1 or knob.nap_fraction > 1
    if knob.kv1_fraction < 1:
        kv7_fraction *= _SLOW_K_AFTER_KV1_LOSS
    full = condition.group in _RUN_PRONE_GROUPS
    numbers: dict[str, Any] = {
        "site": knob.site,
        "kv1_fraction": knob.kv1_fraction,
        "kv7_fraction": kv7_fraction,
        "nap_fraction": knob.nap_fraction,
        "noise_pA": FULL_NOISE_pA if excitable else 0.0,
        "run_prone_share": _RUN_PRONE_SHARE if full else 0.0,
        "after_contraction_hz": _AFTER_CONTRACTION_HZ if full else 0.0,
        "motor_units_lost": knob.motor_units_lost,
        "receptors_left": knob.receptors_left,
        "antibody": full and knob.generator == "axon",
    }
    return Lesion(**numbers | dict(_ALSO.get(condition.id, {})))
