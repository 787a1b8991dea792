"""What breath and blood flow do: silence in health, more firing in disease."""

import pytest

from neuro_edu.errors import ParameterError
from neuro_edu.simulation.nerve.axon import simulate_axon
from neuro_edu.simulation.nerve.cable import simulate_cable
from neuro_edu.simulation.nerve.cable_parameters import AUTOIMMUNE_CABLE, HEALTHY_CABLE
from neuro_edu.simulation.nerve.environment import (
    hyperventilate,
    release_blood_flow,
    stop_blood_flow,
)
from neuro_edu.simulation.nerve.parameters import HEALTHY_AXON, NEUROMYOTONIC_AXON
from neuro_edu.simulation.nerve.rest import resting_potentials_mV

STRESSES = (hyperventilate, stop_blood_flow, release_blood_flow)


def spikes_at_rest(axon):
    return simulate_axon(axon, None, duration_ms=6000.0, sample_ms=0).n_spikes


def cable_spikes_at_rest(cable):
    return simulate_cable(cable, {}, duration_ms=3000.0).spikes.counts[-1]


@pytest.mark.parametrize("stress", STRESSES)
def test_a_healthy_axon_stays_silent_at_rest(stress):
    assert spikes_at_rest(stress(HEALTHY_AXON)) == 0
    assert cable_spikes_at_rest(HEALTHY_CABLE.replace(axon=stress(HEALTHY_AXON))) == 0


@pytest.mark.parametrize("stress", STRESSES)
def test_a_diseased_axon_fires_more(stress):
    assert spikes_at_rest(stress(NEUROMYOTONIC_AXON)) > spikes_at_rest(NEUROMYOTONIC_AXON) > 0
    stressed = AUTOIMMUNE_CABLE.replace(axon=stress(AUTOIMMUNE_CABLE.axon))
    assert cable_spikes_at_rest(stressed) > cable_spikes_at_rest(AUTOIMMUNE_CABLE)


@pytest.mark.parametrize(
    ("stress", "strength", "none"),
    [
        (hyperventilate, "pco2_fall_mmHg", 0.0),
        (stop_blood_flow, "severity", 0.0),
        (release_blood_flow, "severity", 0.0),
    ],
)
def test_no_strength_changes_nothing_and_wrong_strength_is_refused(stress, strength, none):
    assert stress(NEUROMYOTONIC_AXON, **{strength: none}) == NEUROMYOTONIC_AXON
    with pytest.raises(ParameterError, match=strength):
        stress(HEALTHY_AXON, **{strength: -1.0})


def test_below_a_cuff_the_pump_stands_still_and_potassium_stays_outside():
    half, full = (stop_blood_flow(HEALTHY_AXON, severity=severity) for severity in (0.5, 1.0))
    assert half.I_pump_max_pA == pytest.approx(HEALTHY_AXON.I_pump_max_pA / 2)
    assert full.I_pump_max_pA == 0.0
    # More potassium outside makes its potential less negative (Nernst), and so the axon at rest.
    assert full.E_K_mV > half.E_K_mV > HEALTHY_AXON.E_K_mV
    assert resting_potentials_mV(full)[0] > resting_potentials_mV(HEALTHY_AXON)[0] + 0.3


def test_after_the_cuff_the_pump_works_and_potassium_channels_are_shut():
    after = release_blood_flow(NEUROMYOTONIC_AXON)
    assert after.I_pump_max_pA == NEUROMYOTONIC_AXON.I_pump_max_pA
    assert after.E_K_mV > NEUROMYOTONIC_AXON.E_K_mV
    assert after.kv1_fraction < NEUROMYOTONIC_AXON.kv1_fraction
    assert after.kv7_fraction < NEUROMYOTONIC_AXON.kv7_fraction


def test_an_axon_at_the_end_of_its_range_is_refused():
    with pytest.raises(ParameterError, match="nap_fraction"):
        hyperventilate(HEALTHY_AXON.replace(nap_fraction=4.0))
