"""What drugs and toxins do to the axon and to the junction within milliseconds.

Each drug changes a few parameters of the model and nothing else. Every number carries its origin;
"from memory, unsettled" marks one whose source has not been read, and "teaching value" one chosen
to show the direction. Not for patient care.
"""

from collections.abc import Mapping
from types import MappingProxyType

from neuro_edu.errors import ParameterError
from neuro_edu.simulation.muscle.junction import JunctionParameters
from neuro_edu.simulation.nerve.parameters import AxonParameters
from neuro_edu.simulation.quantities import check_number
from neuro_edu.simulation.treatment.drug_actions import (
    MEMORY,
    OXALIPLATIN,
    RETIGABINE,
    Drug,
    add_persistent_current,
    block_receptors,
    block_release,
    numbers_of,
    open_kv7,
    plain_blocker,
    use_dependent_blocker,
)

_ALL = (
    use_dependent_blocker(
        "carbamazepine",
        "Carbamazepine",
        K=(25.0, f"Kuo1997, {MEMORY}"),
        k_on=(3.8e-5, f"Kuo1997, {MEMORY}"),
        free=(0.25, MEMORY),
        molar_mass=236.27,
        usual=(4.0, 12.0, "CBZkinetics"),
    ),
    use_dependent_blocker(
        "phenytoin",
        "Phenytoin",
        K=(9.0, f"KuoBean1994, {MEMORY}; whether it binds this state is contested (Zeng2016)"),
        k_on=(1.0e-5, f"KuoBean1994, {MEMORY}"),
        free=(0.10, MEMORY),
        molar_mass=252.27,
        usual=(10.0, 20.0, "PhenytoinNotes"),
    ),
    use_dependent_blocker(
        "lamotrigine",
        "Lamotrigine",
        K=(9.0, f"KuoLu1997, {MEMORY}"),
        k_on=(1.0e-5, f"KuoLu1997, {MEMORY}"),
        free=(0.45, MEMORY),
        molar_mass=256.09,
        usual=(3.0, 14.0, MEMORY),
    ),
    use_dependent_blocker(
        "mexiletine",
        "Mexiletine",
        K=(67.8, "WangGK2004 (muscle isoform)"),
        k_off=(0.0544, "WangGK2004 (muscle isoform, open channels)"),
        late_K=(7.5, "WangGK2004 (muscle isoform)"),
        free=(0.40, MEMORY),
        molar_mass=179.26,
        usual=(0.5, 2.0, "WangGK2004"),
    ),
    Drug(
        id="kv7-opener",
        name="Kv7 opener (retigabine)",
        dose_unit="uM free",
        dose_max=100.0,
        numbers=RETIGABINE,
        on_axon=open_kv7,
    ),
    plain_blocker(
        "4-aminopyridine", "4-Aminopyridine", "uM free", 1e5, (400.0, MEMORY), "kv1_fraction"
    ),
    plain_blocker(
        "tetrodotoxin", "Tetrodotoxin", "nM", 1e6, (5.0, MEMORY), "g_Na_nS", "nap_fraction"
    ),
    plain_blocker(
        "lidocaine",
        "Lidocaine beside the nerve",
        "uM free",
        1e5,
        (300.0, MEMORY),
        "g_Na_nS",
        "nap_fraction",
    ),
    Drug(
        id="oxaliplatin",
        name="Oxaliplatin (acute effect)",
        dose_unit="share of a usual infusion",
        dose_max=3.0,
        numbers=OXALIPLATIN,
        on_axon=add_persistent_current,
    ),
    Drug(
        id="curare",
        name="Curare",
        dose_unit="share of receptors blocked",
        dose_max=1.0,
        numbers=numbers_of(),
        on_junction=block_receptors,
    ),
    Drug(
        id="botulinum-toxin",
        name="Botulinum toxin",
        dose_unit="share of release blocked",
        dose_max=1.0,
        numbers=numbers_of(),
        on_junction=block_release,
    ),
)

#: Every drug of the model by its identifier.
DRUGS: Mapping[str, Drug] = MappingProxyType({drug.id: drug for drug in _ALL})


def _known(drug_id: str, dose: float) -> Drug:
    if drug_id not in DRUGS:
        raise ParameterError(f"there is no drug {drug_id!r}; there are {', '.join(sorted(DRUGS))}")
    drug = DRUGS[drug_id]
    check_number(f"dose of {drug_id}", dose, low=0, high=drug.dose_max, unit=drug.dose_unit)
    return drug


def apply_drug(axon: AxonParameters, drug_id: str, dose: float) -> AxonParameters:
    """Return the axon as it is under a drug.

    Parameters
    ----------
    axon : AxonParameters
        The axon, with or without other drugs.
    drug_id : str
        One of `DRUGS`.
    dose : float
        In the drug's `dose_unit`, 0 to its `dose_max`; `free_uM` converts a plasma level.

    Returns
    -------
    AxonParameters
        Unchanged by a dose of 0 and by a drug that acts on the junction alone.

    Raises
    ------
    ParameterError
        If the drug is unknown, the dose outside its range, or all blockers together exceed what
        the axon takes.

    References
    ----------
    Kuo1998, Kuo1997, KuoBean1994, KuoLu1997, Zeng2016, WangGK2004, Tatulian2003, FrogK, Hill2010

    Notes
    -----
    Sodium-channel blockers compete for one site, the further drugs multiply or add what they
    change, so the order in which drugs are applied makes no difference (short of the limits of the
    parameters).
    """
    drug = _known(drug_id, dose)
    return drug.on_axon(axon, float(dose)) if drug.on_axon and dose > 0 else axon


def apply_junction_drug(
    junction: JunctionParameters, drug_id: str, dose: float
) -> JunctionParameters:
    """Return the neuromuscular junctions as they are under a drug.

    Parameters
    ----------
    junction : JunctionParameters
        The junctions, with or without other drugs.
    drug_id : str
        One of `DRUGS`.
    dose : float
        In the drug's `dose_unit`, 0 to its `dose_max`.

    Returns
    -------
    JunctionParameters
        Unchanged by a drug that acts on the axon alone.

    Raises
    ------
    ParameterError
        If the drug is unknown or the dose outside its range.

    References
    ----------
    BoNTuse, Jankovic2004
    """
    drug = _known(drug_id, dose)
    return drug.on_junction(junction, float(dose)) if drug.on_junction and dose > 0 else junction


def free_uM(drug_id: str, plasma_mg_per_L: float) -> float:
    """Concentration (uM) that is not bound to protein, from a total plasma level (mg/L).

    Raises
    ------
    ParameterError
        If the drug has no known free fraction or the level lies outside 0 to 200 mg/L.
    """
    drug = _known(drug_id, 0.0)
    if "free_fraction" not in drug.numbers:
        raise ParameterError(f"no free fraction of {drug_id} in plasma is known to the model")
    check_number(f"plasma level of {drug_id}", plasma_mg_per_L, low=0, high=200, unit="mg/L")
    share, mass = drug.numbers["free_fraction"].value, drug.numbers["molar_mass"].value
    return 1000.0 * share * plasma_mg_per_L / mass
