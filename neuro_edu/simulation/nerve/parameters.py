"""Parameters of the motor axon and of the stimulus, each with its range and origin.

It is a teaching model: every number has an origin, none was fitted to a patient.
"""

from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Self

from neuro_edu.errors import ParameterError
from neuro_edu.simulation.quantities import Parameters, check_number, quantity

_TEACHING = "teaching value"
_SCALE = f"size after the human motor axon models of Bostock and Howells; {_TEACHING}"


@dataclass(frozen=True, kw_only=True)
class AxonParameters(Parameters):
    """One node of Ranvier with the internode beside it.

    The node carries sodium channels (g_Na, and g_NaP that does not switch off) and slow potassium
    channels (Kv7, g_Ks). The internode, under the myelin, carries the fast potassium channels
    (Kv1, g_Kf). Current reaches it through the seal beside the node (g_BB, the Barrett-Barrett
    conductance).

    Parameters
    ----------
    kv1_fraction, kv7_fraction, nap_fraction : float
        Share of the healthy number of fast K, slow K and persistent Na channels, 1 = healthy.
    g_Na_nS, g_NaP_nS, g_Ks_nS, g_Kf_nS, g_L_nS : float
        Maximal conductances of the node (nS).
    g_Ks_internode_nS, g_Kf_internode_nS, g_L_internode_nS : float
        Maximal conductances of the internode (nS).
    g_BB_nS : float
        Conductance of the paranodal seal (nS).
    C_node_pF, C_internode_pF : float
        Capacitances (pF).
    E_Na_mV, E_K_mV, E_L_mV : float
        Reversal potentials (mV).
    temperature_degC : float
        Temperature of the nerve (degC).
    I_pump_max_pA, Na_per_spike, tau_Na_ms : float
        Electrogenic pump: greatest current (pA), sodium load a spike adds (1), time in which the
        load falls to 37 % (ms).
    drug_uM, k_on_per_uM_ms, k_off_per_ms : float
        Free concentration (uM) of a sodium-channel blocker, its binding rate to inactivated
        channels (1/(uM ms)) and its unbinding rate (1/ms).
    noise_pA : float
        Standard deviation of a random current of 2 ms memory at the node (pA).

    References
    ----------
    SRB1995, MRG2002, Kuo1998
    """

    kv1_fraction: float = quantity(1.0, low=0, high=1, source="healthy")
    kv7_fraction: float = quantity(1.0, low=0, high=3, source="healthy")
    nap_fraction: float = quantity(1.0, low=0, high=4, source="healthy")
    g_Na_nS: float = quantity(2100.0, low=0, high=5000, unit="nS", source=_SCALE)
    g_NaP_nS: float = quantity(6.0, low=0, high=30, unit="nS", source=_TEACHING)
    g_Ks_nS: float = quantity(75.0, low=0, high=300, unit="nS", source=_TEACHING)
    g_Kf_nS: float = quantity(5.0, low=0, high=100, unit="nS", source=_TEACHING)
    g_L_nS: float = quantity(2.0, low=0.5, high=50, unit="nS", source=_TEACHING)
    g_Ks_internode_nS: float = quantity(2.0, low=0, high=50, unit="nS", source=_TEACHING)
    g_Kf_internode_nS: float = quantity(210.0, low=0, high=1000, unit="nS", source=_TEACHING)
    g_L_internode_nS: float = quantity(6.0, low=0.5, high=50, unit="nS", source=_TEACHING)
    g_BB_nS: float = quantity(25.0, low=1, high=200, unit="nS", source=_SCALE)
    C_node_pF: float = quantity(2.9, low=1, high=20, unit="pF", source=_SCALE)
    C_internode_pF: float = quantity(327.0, low=50, high=1000, unit="pF", source=_SCALE)
    E_Na_mV: float = quantity(50.0, low=20, high=80, unit="mV", source="MRG2002")
    E_K_mV: float = quantity(-90.0, low=-110, high=-70, unit="mV", source="MRG2002")
    E_L_mV: float = quantity(-85.0, low=-100, high=-60, unit="mV", source=_TEACHING)
    temperature_degC: float = quantity(
        33.0, low=20, high=40, unit="degC", source="a warmed limb in the clinic"
    )
    I_pump_max_pA: float = quantity(60.0, low=0, high=500, unit="pA", source=_TEACHING)
    Na_per_spike: float = quantity(0.02, low=0, high=1, source=_TEACHING)
    tau_Na_ms: float = quantity(600.0, low=10, high=60_000, unit="ms", source=_TEACHING)
    drug_uM: float = quantity(0.0, low=0, high=1000, unit="uM", source="no drug")
    k_on_per_uM_ms: float = quantity(3.8e-5, low=0, high=1, unit="1/(uM ms)", source=_TEACHING)
    k_off_per_ms: float = quantity(9.5e-4, low=0, high=1, unit="1/ms", source=_TEACHING)
    noise_pA: float = quantity(0.0, low=0, high=200, unit="pA", source="none")


@dataclass(frozen=True, kw_only=True)
class Stimulus(Parameters):
    """Current pulses into the node, and a steady current.

    Parameters
    ----------
    onsets_ms : tuple of float
        Start of each pulse (ms), rising, at least one.
    amplitude_pA : float
        Current of a pulse (pA).
    width_ms : float
        Length of a pulse (ms).
    hold_pA : float
        Steady current all the time (pA); depolarising when positive.

    Raises
    ------
    ParameterError
        If there is no pulse, pulses overlap, or a value lies outside its range.
    """

    onsets_ms: tuple[float, ...] = (20.0,)
    amplitude_pA: float = quantity(1500.0, low=-5000, high=5000, unit="pA", source=_TEACHING)
    width_ms: float = quantity(0.1, low=0.01, high=1000, unit="ms", source=_TEACHING)
    hold_pA: float = quantity(0.0, low=-500, high=500, unit="pA", source="none")

    def __post_init__(self) -> None:
        super().__post_init__()
        onsets: Any = self.onsets_ms
        if isinstance(onsets, str) or not hasattr(onsets, "__iter__"):
            raise ParameterError(f"onsets_ms must be a sequence of times in ms, got {onsets!r}")
        onsets = tuple(onsets)
        if not onsets:
            raise ParameterError(
                "onsets_ms must hold at least one time in ms, got none; "
                "for a recording at rest give no stimulus at all (stimulus=None)"
            )
        for onset in onsets:
            check_number("onsets_ms", onset, low=0, high=1e7, unit="ms")
        for earlier, later in pairwise(onsets):
            if later < earlier + self.width_ms:
                raise ParameterError(
                    f"onsets_ms must rise by at least width_ms = {self.width_ms:g} ms, "
                    f"got {earlier:g} ms followed by {later:g} ms"
                )
        object.__setattr__(self, "onsets_ms", tuple(float(onset) for onset in onsets))

    @classmethod
    def train(cls, *, n_pulses: int, rate_hz: float, first_ms: float = 20.0, **rest: float) -> Self:
        """Return a regular train of pulses.

        Parameters
        ----------
        n_pulses : int
            How many.
        rate_hz : float
            Pulses per second (Hz).
        first_ms : float
            Start of the first (ms).
        **rest : float
            The other parameters of the stimulus.

        Raises
        ------
        ParameterError
            If a value lies outside its range or pulses would overlap.
        """
        check_number("n_pulses", n_pulses, low=1, high=100_000, integer=True)
        check_number("rate_hz", rate_hz, low=0.01, high=1000, unit="Hz")
        return cls(
            onsets_ms=tuple(first_ms + 1000.0 / rate_hz * pulse for pulse in range(n_pulses)),
            **rest,
        )


HEALTHY_AXON = AxonParameters()
#: Antibodies have taken away nine of ten fast potassium channels.
NEUROMYOTONIC_AXON = HEALTHY_AXON.replace(kv1_fraction=0.1)
ONE_SHOCK = Stimulus()
