"""What a disease changes in nerve, junction and muscle, as numbers."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from neuro_edu.errors import ParameterError
from neuro_edu.simulation.clinic.manoeuvres import Site
from neuro_edu.simulation.nerve.parameters import AxonParameters
from neuro_edu.simulation.quantities import Parameters, quantity
from neuro_edu.simulation.synthetic.catalogue import DISCHARGES

_TEACHING = "teaching value"
_WARM_degC = 33.0
_COLD_DOUBLING_degC = 10.0
_LEAST_SHARE = 1e-3
#: Where axons of a lesion fire by themselves, and how many of them there. A lesion of the whole
#: axon reaches its end, and what begins nearest to the muscle decides what a block can stop.
_PLACES: Mapping[str, tuple[tuple[Site, float], ...]] = MappingProxyType(
    {
        "terminal": ((Site.TERMINAL, 0.7), (Site.DISTAL_AXON, 0.3)),
        "whole axon": ((Site.TERMINAL, 1.0),),
        "focal": ((Site.PLEXUS, 1.0),),
        "cell body": ((Site.CELL_BODY, 1.0),),
        "motor neuron": ((Site.CELL_BODY, 0.5), (Site.TERMINAL, 0.5)),
        "junction": ((Site.TERMINAL, 1.0),),
        "central": ((Site.BRAIN, 1.0),),
        "muscle fibre": ((Site.MUSCLE_FIBRE, 1.0),),
    }
)
SITES = tuple(_PLACES)


@dataclass(frozen=True, kw_only=True)
class Lesion(Parameters):
    """A disease in numbers; the defaults are health.

    Parameters
    ----------
    site : str
        One of `SITES`.
    kv1_fraction, kv7_fraction, nap_fraction : float
        Share of the healthy fast K, slow K and persistent Na channels.
    noise_pA : float
        Random current that sets off what an excitable axon has ready (pA).
    run_prone_share : float
        Share of axons given to long runs instead of short groups.
    cold_gain : float
        Persistent sodium current added by a drug, as a share of the healthy one at 33 degC; it
        doubles with each 10 degC of cold.
    motor_units_lost : float
        Share of motor units that have died.
    receptors_left : float
        Share of acetylcholine receptors left.
    antibody : bool
        Whether an antibody does it, so that removing it helps.
    fasciculation_hz : float
        Impulses that a unit sends by itself, one at a time (Hz).
    after_contraction_hz : float
        Impulses that an axon sends by itself just after a contraction of a second (Hz); they fade
        within a second. They stand for what activity leaves around an axon, such as potassium,
        which the axon model does not hold.
    echo_chance : float
        Chance that an impulse at the ending sets off another 4 ms later (acetylcholine that stays).
    central_drive : float
        Effort, as a share of the greatest, that the nervous system keeps up unasked.
    nerve_discharge, fibre_discharge : str
        Discharge of `DISCHARGES` that some units, or some muscle fibres near a needle, give out;
        empty for none.

    Raises
    ------
    ParameterError
        If a name is unknown or a value lies outside its range.
    """

    site: str = "terminal"
    kv1_fraction: float = quantity(1.0, low=0, high=1, source="healthy")
    kv7_fraction: float = quantity(1.0, low=0, high=2, source="healthy")
    nap_fraction: float = quantity(1.0, low=0, high=4, source="healthy")
    noise_pA: float = quantity(0.0, low=0, high=100, unit="pA", source="none")
    run_prone_share: float = quantity(0.0, low=0, high=1, source="none")
    cold_gain: float = quantity(0.0, low=0, high=3, source="none")
    motor_units_lost: float = quantity(0.0, low=0, high=1, source="healthy")
    receptors_left: float = quantity(1.0, low=0, high=1, source="healthy")
    antibody: bool = False
    fasciculation_hz: float = quantity(0.0, low=0, high=50, unit="Hz", source="none")
    after_contraction_hz: float = quantity(0.0, low=0, high=100, unit="Hz", source="none")
    echo_chance: float = quantity(0.0, low=0, high=1, source="none")
    central_drive: float = quantity(0.0, low=0, high=1, source="none")
    nerve_discharge: str = ""
    fibre_discharge: str = ""

    def __post_init__(self) -> None:
        super().__post_init__()
        if self.site not in SITES:
            raise ParameterError(f"site must be one of {', '.join(SITES)}, got {self.site!r}")
        for name, origin in (
            ("nerve_discharge", "motor axon"),
            ("fibre_discharge", "muscle fibre"),
        ):
            known = [id_ for id_, discharge in DISCHARGES.items() if discharge.origin == origin]
            if getattr(self, name) not in ("", *known):
                raise ParameterError(
                    f"{name} must be empty or one of {', '.join(known)}, "
                    f"got {getattr(self, name)!r}"
                )

    def scaled(self, severity: float) -> "Lesion":
        """Return the lesion at a severity from 0 (health) to 1 (this lesion).

        Each step takes away, or adds, the same share of the channels and receptors that are left;
        rates, losses and noise grow in proportion. A discharge from a template is there or not.
        """
        if severity == 0:
            return Lesion(site=self.site)
        changes = {}
        for name, known in self.quantities().items():
            value, healthy = getattr(self, name), _HEALTH[name]
            if healthy == 1.0:
                changes[name] = max(value, _LEAST_SHARE) ** severity if severity < 1 else value
            else:
                changes[name] = value * severity
            changes[name] = min(max(changes[name], known.low), known.high)
        return self.replace(**changes)

    @property
    def axon_depth(self) -> float:
        """How far the channels of the axon are from health, 0 to 1."""
        if self.noise_pA == 0:
            return 0.0
        return min(1.0, self.noise_pA / FULL_NOISE_pA)

    def on_axon(self, axon: AxonParameters) -> AxonParameters:
        """Return a healthy axon as this lesion makes it."""
        colder = max(0.0, _WARM_degC - axon.temperature_degC)
        drug = self.cold_gain * 2.0 ** (colder / _COLD_DOUBLING_degC)
        limit = AxonParameters.quantities()["nap_fraction"].high
        return axon.replace(
            kv1_fraction=axon.kv1_fraction * self.kv1_fraction,
            kv7_fraction=axon.kv7_fraction * self.kv7_fraction,
            nap_fraction=min(axon.nap_fraction * self.nap_fraction * (1.0 + drug), limit),
            noise_pA=self.noise_pA,
        )


_HEALTH = {f.name: f.default for f in fields(Lesion)}
#: Noise of an axon that is as sick as it gets (pA); a healthy axon stays silent at this noise.
FULL_NOISE_pA = 10.0
HEALTHY_LESION = Lesion()


def draw_sites(site: str, n_units: int, rng: np.random.Generator) -> NDArray[np.int64]:
    """Draw the `Site` at which each unit's axon fires by itself, shape (n_units,).

    Parameters
    ----------
    site : str
        One of `SITES`.
    n_units : int
        How many units.
    rng : numpy.random.Generator
        Source of chance.
    """
    places = _PLACES[site]
    chosen = rng.uniform(size=n_units)
    ends = np.cumsum([share for _place, share in places])
    index = np.minimum(np.searchsorted(ends, chosen, side="right"), len(places) - 1)
    return np.array([int(place) for place, _share in places], dtype=np.int64)[index]
