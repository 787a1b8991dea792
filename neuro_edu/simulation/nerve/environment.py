"""What the body around a motor axon does to it: breath and blood flow.

Each function changes a few parameters of an axon and returns a new one. Directions have sources;
sizes are teaching values, chosen so that a healthy axon stays silent at rest. Temperature is a
parameter of the axon itself, and of a stretch of a cable. Not for patient care.
"""

from neuro_edu.simulation.nerve.parameters import AxonParameters
from neuro_edu.simulation.quantities import check_number

#: Persistent sodium channels gained per mmHg of carbon dioxide lost (teaching value).
NAP_PER_mmHg = 0.03
#: How much less negative potassium that stays outside makes E_K (mV; teaching value).
E_K_RISE_mV = 1.0
#: Share of potassium channels shut just after blood flow has returned (teaching value).
K_BLOCK_AFTER = 0.1


def hyperventilate(axon: AxonParameters, *, pco2_fall_mmHg: float = 20.0) -> AxonParameters:
    """Return the axon of a person who breathes too fast.

    Alkalosis raises the persistent sodium current; a fall of about 20 mmHg brings tingling and
    tetany, and excitability rises in proportion.

    Parameters
    ----------
    axon : AxonParameters
        The axon in quiet breathing.
    pco2_fall_mmHg : float
        Fall of alveolar carbon dioxide (mmHg), 0 to 30.

    Returns
    -------
    AxonParameters

    Raises
    ------
    ParameterError
        If the fall, or the sodium current that follows, lies outside its range.

    References
    ----------
    MacefieldBurke1991, Mogyoros2000
    """
    check_number("pco2_fall_mmHg", pco2_fall_mmHg, low=0, high=30, unit="mmHg")
    return axon.replace(nap_fraction=axon.nap_fraction * (1.0 + NAP_PER_mmHg * pco2_fall_mmHg))


def stop_blood_flow(axon: AxonParameters, *, severity: float = 1.0) -> AxonParameters:
    """Return the axon below a cuff that has been inflated for minutes.

    The pump stands still and potassium stays outside, which depolarises.

    Parameters
    ----------
    axon : AxonParameters
        The axon with its blood supply.
    severity : float
        0 for none, 1 for the full effect.

    Returns
    -------
    AxonParameters

    Raises
    ------
    ParameterError
        If the severity, or a value that follows, lies outside its range.

    References
    ----------
    Mogyoros2000
    """
    check_number("severity", severity, low=0, high=1)
    return axon.replace(
        I_pump_max_pA=axon.I_pump_max_pA * (1.0 - severity),
        E_K_mV=axon.E_K_mV + E_K_RISE_mV * severity,
    )


def release_blood_flow(axon: AxonParameters, *, severity: float = 1.0) -> AxonParameters:
    """Return the axon in the first minutes after the cuff has been released.

    The pump works again, potassium is still outside, and some potassium channels are shut. Ectopic
    firing belongs to these minutes. The current of the overactive pump is left out.

    Parameters
    ----------
    axon : AxonParameters
        The axon before the cuff.
    severity : float
        0 for none, 1 for the full effect.

    Returns
    -------
    AxonParameters

    Raises
    ------
    ParameterError
        If the severity, or a value that follows, lies outside its range.

    References
    ----------
    Grosskreutz1999, Mogyoros2000, Flupirtine2013
    """
    check_number("severity", severity, low=0, high=1)
    left = 1.0 - K_BLOCK_AFTER * severity
    return axon.replace(
        E_K_mV=axon.E_K_mV + E_K_RISE_mV * severity,
        kv1_fraction=axon.kv1_fraction * left,
        kv7_fraction=axon.kv7_fraction * left,
    )
