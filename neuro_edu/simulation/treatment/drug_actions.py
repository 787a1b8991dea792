"""The ways in which a drug changes the parameters of the axon or of the junction."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from neuro_edu.errors import ParameterError
from neuro_edu.simulation.muscle.junction import JunctionParameters
from neuro_edu.simulation.nerve.parameters import AxonParameters

MEMORY = "from memory, unsettled"
TEACHING = "teaching value"
_CURRENT_LIMITS = AxonParameters.quantities()


@dataclass(frozen=True, kw_only=True)
class DrugNumber:
    """One number about a drug.

    Parameters
    ----------
    value : float
        In `unit`.
    unit : str
        Unit, empty for a pure number.
    source : str
        Reference id, or "from memory, unsettled", or "teaching value".
    """

    value: float
    unit: str
    source: str


@dataclass(frozen=True, kw_only=True)
class Drug:
    """A drug or toxin: how its dose is given and what it does.

    Attributes
    ----------
    id, name : str
        Identifier, as in the table of treatments where it is one, and name in words.
    dose_unit : str
        Unit of a dose: "uM free" and "nM" are concentrations at the channel, "share" lies between
        none (0) and all (1).
    dose_max : float
        Largest dose accepted, in `dose_unit`.
    numbers : mapping of str to DrugNumber
        The numbers behind the effect.
    on_axon, on_junction : callable or None
        From parameters and dose to changed parameters.
    """

    id: str
    name: str
    dose_unit: str
    dose_max: float
    numbers: Mapping[str, DrugNumber]
    on_axon: Callable[[AxonParameters, float], AxonParameters] | None = field(
        default=None, repr=False
    )
    on_junction: Callable[[JunctionParameters, float], JunctionParameters] | None = field(
        default=None, repr=False
    )


def numbers_of(**numbers: tuple[float, str, str]) -> Mapping[str, DrugNumber]:
    """Return a frozen table from name = (value, unit, source)."""
    return MappingProxyType(
        {name: DrugNumber(value=v, unit=u, source=s) for name, (v, u, s) in numbers.items()}
    )


def _bind(axon: AxonParameters, dose_uM: float, K_uM: float, k_off_per_ms: float) -> AxonParameters:
    """Add a blocker of inactivated sodium channels to whatever blocker is there already.

    A channel holds one molecule (Kuo1998), so blockers compete: binding rates add, and so do
    concentrations as multiples of their dissociation constants. The sum is handed on as one drug
    with the same binding rate and, at every potential, exactly the same block at equilibrium;
    only the way back from a block is averaged over the drugs.
    """
    on, load = k_off_per_ms / K_uM * dose_uM, dose_uM / K_uM
    if on <= 0.0 or load <= 0.0:  # too little for a number, let alone for a channel
        return axon
    if axon.drug_uM > 0.0 and axon.k_on_per_uM_ms > 0.0:
        present = axon.k_on_per_uM_ms * axon.drug_uM
        on += present
        load = load + present / axon.k_off_per_ms if axon.k_off_per_ms > 0.0 else float("inf")
    total_uM = axon.drug_uM + dose_uM
    return axon.replace(drug_uM=total_uM, k_on_per_uM_ms=on / total_uM, k_off_per_ms=on / load)


def _within_range(axon: AxonParameters, **changes: float) -> AxonParameters:
    """Change shares of channels, no further than the model reaches."""
    kept = {name: min(value, _CURRENT_LIMITS[name].high) for name, value in changes.items()}
    return axon.replace(**kept)


def use_dependent_blocker(
    drug_id: str,
    name: str,
    *,
    K: tuple[float, str],
    k_on: tuple[float, str] | None = None,
    k_off: tuple[float, str] | None = None,
    late_K: tuple[float, str] | None = None,
    free: tuple[float, str],
    molar_mass: float,
    usual: tuple[float, float, str],
) -> Drug:
    """Describe a blocker of inactivated sodium channels.

    Parameters
    ----------
    drug_id, name : str
        Identifier and name in words.
    K : tuple of (float, str)
        Dissociation constant of inactivated channels (uM) and its source.
    k_on, k_off : tuple of (float, str), optional
        Binding rate (1/(uM ms)) or unbinding rate (1/ms) and its source: one of the two, the other
        follows from `K`.
    late_K : tuple of (float, str), optional
        Concentration that halves the late current by itself (uM) and its source.
    free : tuple of (float, str)
        Share of the drug in plasma that is not bound to protein, and its source.
    molar_mass : float
        In g/mol.
    usual : tuple of (float, float, str)
        Ends of the usual range of plasma levels (mg/L), and its source.

    Returns
    -------
    Drug

    Raises
    ------
    ParameterError
        If not just one rate is given.
    """
    if k_on and not k_off:
        off_per_ms = k_on[0] * K[0]
    elif k_off and not k_on:
        off_per_ms = k_off[0]
    else:
        raise ParameterError(f"{drug_id} must have one of k_on and k_off, got {k_on} and {k_off}")
    numbers = {
        "dissociation_constant_inactivated": (K[0], "uM", K[1]),
        "unbinding_rate": (off_per_ms, "1/ms", k_off[1] if k_off else f"{K[1]}; with binding_rate"),
        "binding_rate": (off_per_ms / K[0], "1/(uM ms)", k_on[1] if k_on else "K and unbinding"),
        "free_fraction": (free[0], "", free[1]),
        "molar_mass": (molar_mass, "g/mol", "chemical formula"),
        "usual_level_low": (usual[0], "mg/L", usual[2]),
        "usual_level_high": (usual[1], "mg/L", usual[2]),
    }
    if late_K:
        numbers["half_block_of_late_current"] = (late_K[0], "uM", late_K[1])

    def on_axon(axon: AxonParameters, dose_uM: float) -> AxonParameters:
        bound = _bind(axon, dose_uM, K[0], off_per_ms)
        if late_K is None:
            return bound
        return bound.replace(nap_fraction=axon.nap_fraction / (1.0 + dose_uM / late_K[0]))

    return Drug(
        id=drug_id,
        name=name,
        dose_unit="uM free",
        dose_max=200.0,
        numbers=numbers_of(**numbers),
        on_axon=on_axon,
    )


def plain_blocker(
    drug_id: str, name: str, unit: str, high: float, half: tuple[float, str], *names: str
) -> Drug:
    """Describe a blocker of channels whatever their state.

    Parameters
    ----------
    drug_id, name : str
        Identifier and name in words.
    unit : str
        Unit of a dose.
    high : float
        Largest dose accepted, in `unit`.
    half : tuple of (float, str)
        Concentration that blocks half of the channels, in `unit`, and its source.
    *names : str
        Parameters of the axon that stand for these channels.

    Returns
    -------
    Drug
    """

    def on_axon(axon: AxonParameters, dose: float) -> AxonParameters:
        left = 1.0 / (1.0 + dose / half[0])
        return axon.replace(**{name: left * getattr(axon, name) for name in names})

    return Drug(
        id=drug_id,
        name=name,
        dose_unit=unit,
        dose_max=high,
        numbers=numbers_of(half_block=(half[0], unit, half[1])),
        on_axon=on_axon,
    )


RETIGABINE = numbers_of(
    open_probability=(0.13, "", "Tatulian2003"),
    open_probability_at_10_uM=(0.38, "", "Tatulian2003"),
    half_effect=(1.6, "uM", MEMORY),
)
OXALIPLATIN = numbers_of(
    persistent_current_added=(1.0, "share of healthy", f"{TEACHING}; direction: Hill2010"),
    cold_doubling=(10.0, "degC", f"{TEACHING}; direction: Hill2010"),
    warm=(33.0, "degC", TEACHING),
)


def open_kv7(axon: AxonParameters, dose_uM: float) -> AxonParameters:
    """Raise the share of open channels; the shift by 11 mV (Tatulian2003) is left out."""
    gain = RETIGABINE["open_probability_at_10_uM"].value / RETIGABINE["open_probability"].value
    half_uM = RETIGABINE["half_effect"].value
    share = dose_uM / (dose_uM + half_uM) * (10.0 + half_uM) / 10.0
    return _within_range(axon, kv7_fraction=axon.kv7_fraction * (1.0 + (gain - 1.0) * share))


def add_persistent_current(axon: AxonParameters, dose: float) -> AxonParameters:
    """Raise the persistent sodium current, the more so the colder the nerve.

    What the drug does to human sodium channels is contested: excitability studies point to the
    transient current and its inactivation rather than to the persistent one (PMC3072981).
    """
    colder = max(0.0, OXALIPLATIN["warm"].value - axon.temperature_degC)
    cold = 2.0 ** (colder / OXALIPLATIN["cold_doubling"].value)
    added = dose * OXALIPLATIN["persistent_current_added"].value * cold
    return _within_range(axon, nap_fraction=axon.nap_fraction * (1.0 + added))


def block_receptors(junction: JunctionParameters, share: float) -> JunctionParameters:
    """Block a share of the receptors that are still free."""
    return junction.replace(receptor_block=1.0 - (1.0 - junction.receptor_block) * (1.0 - share))


def block_release(junction: JunctionParameters, share: float) -> JunctionParameters:
    """Stop a share of the release that is left."""
    return junction.replace(release_fraction=junction.release_fraction * (1.0 - share))
