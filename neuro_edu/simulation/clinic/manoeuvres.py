"""What an examiner does to a patient: effort, shocks, blocks, cold, breath and a cuff."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum
from types import MappingProxyType

from neuro_edu.errors import ParameterError
from neuro_edu.simulation.quantities import Parameters, quantity

_TEACHING = "teaching value"


class Site(IntEnum):
    """Where an impulse begins, in the order in which it travels to the muscle."""

    BRAIN = 0
    CELL_BODY = 1
    PLEXUS = 2
    DISTAL_AXON = 3
    TERMINAL = 4
    MUSCLE_FIBRE = 5


#: The first site from which impulses still reach the muscle. A block removes an impulse only if it
#: lies between the place where the impulse began and the muscle. Sleep and general anaesthesia
#: quieten the brain and the interneurons of the cord; curare closes the junction, so that only what
#: begins in the muscle fibre is left.
BLOCKS: Mapping[str, Site] = MappingProxyType(
    {
        "none": Site.BRAIN,
        "sleep": Site.CELL_BODY,
        "general anaesthesia": Site.CELL_BODY,
        "spinal anaesthesia": Site.PLEXUS,
        "proximal nerve block": Site.DISTAL_AXON,
        "distal nerve block": Site.TERMINAL,
        "curare": Site.MUSCLE_FIBRE,
    }
)


@dataclass(frozen=True, kw_only=True)
class Manoeuvre(Parameters):
    """An examination; the defaults are a resting, warm, awake patient. Parts can be combined.

    Parameters
    ----------
    effort : float
        Voluntary contraction as a share of the greatest, 0 for rest.
    release_ms : float
        When the effort ends (ms); 0 holds it to the end of the recording.
    n_shocks : int
        Supramaximal shocks to the nerve.
    shock_rate_hz, first_shock_ms : float
        Their rate (Hz) and the time of the first (ms).
    above_ankle_mm : float
        How far above the ankle, towards the cord, the nerve is shocked (mm).
    block : str
        One of `BLOCKS`.
    further_blocks : tuple of str
        Others of them at the same time.
    temperature_degC : float
        Temperature of the nerve (degC).
    pco2_fall_mmHg : float
        Fall of carbon dioxide by fast breathing (mmHg).
    ischaemia, reperfusion : float
        Effect of a cuff that is inflated, and of one just released, 0 to 1 each; not both.

    Raises
    ------
    ParameterError
        If the block is unknown, both states of the cuff are asked for, or a value lies outside its
        range.
    """

    effort: float = quantity(0.0, low=0, high=1, source="rest")
    release_ms: float = quantity(0.0, low=0, high=600_000, unit="ms", source="none")
    n_shocks: int = quantity(0, low=0, high=1000, source="none", integer=True)
    shock_rate_hz: float = quantity(1.0, low=0.1, high=50, unit="Hz", source="HarrisonBenatar2007")
    first_shock_ms: float = quantity(20.0, low=0, high=600_000, unit="ms", source=_TEACHING)
    above_ankle_mm: float = quantity(0.0, low=0, high=600, unit="mm", source="at the ankle")
    block: str = "none"
    further_blocks: tuple[str, ...] = ()
    temperature_degC: float = quantity(
        33.0, low=20, high=40, unit="degC", source="a warmed limb in the clinic"
    )
    pco2_fall_mmHg: float = quantity(0.0, low=0, high=30, unit="mmHg", source="quiet breathing")
    ischaemia: float = quantity(0.0, low=0, high=1, source="no cuff")
    reperfusion: float = quantity(0.0, low=0, high=1, source="no cuff")

    def __post_init__(self) -> None:
        super().__post_init__()
        object.__setattr__(self, "further_blocks", tuple(self.further_blocks))
        for name, block in (("block", self.block), *self._further()):
            if block not in BLOCKS:
                raise ParameterError(f"{name} must be one of {', '.join(BLOCKS)}, got {block!r}")
        if self.ischaemia > 0 and self.reperfusion > 0:
            raise ParameterError(
                "ischaemia and reperfusion exclude each other: a cuff is inflated or released, "
                f"got {self.ischaemia:g} and {self.reperfusion:g}"
            )

    def nerve_lets_through(self, site: int) -> bool:
        """Whether impulses of the nerve that begin at a `Site` arrive at the end plates.

        Curare stops none of them: it is the junction that does not pass them on.
        """
        return all(site >= BLOCKS[block] for block in self.blocks if block != "curare")

    @property
    def blocks(self) -> frozenset[str]:
        """All blocks that are placed."""
        return frozenset((self.block, *self.further_blocks)) - {"none"}

    def _further(self) -> tuple[tuple[str, str], ...]:
        return tuple(("further_blocks", block) for block in self.further_blocks)

    @property
    def stimuli_ms(self) -> tuple[float, ...]:
        """Times of the shocks (ms)."""
        gap_ms = 1000.0 / self.shock_rate_hz
        return tuple(self.first_shock_ms + gap_ms * shock for shock in range(self.n_shocks))


REST = Manoeuvre()


def contract(effort: float = 0.3) -> Manoeuvre:
    """Hold a steady voluntary contraction (share of the greatest effort)."""
    return Manoeuvre(effort=effort)


def grip_and_release(effort: float = 0.8, *, release_ms: float = 2000.0) -> Manoeuvre:
    """Grip, and let go at `release_ms` (ms)."""
    return Manoeuvre(effort=effort, release_ms=release_ms)


def stimulate(*, n_shocks: int = 1, rate_hz: float = 1.0, above_ankle_mm: float = 0.0) -> Manoeuvre:
    """Stimulate the nerve with `n_shocks` at `rate_hz` (Hz), at the ankle or above it (mm)."""
    return Manoeuvre(n_shocks=n_shocks, shock_rate_hz=rate_hz, above_ankle_mm=above_ankle_mm)
