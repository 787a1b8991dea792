"""The stored map is what patients of the model do now, and behaves as drug and disease do."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.interpolate import RegularGridInterpolator

from neuro_edu.errors import ParameterError
from neuro_edu.patients import load_lesion
from neuro_edu.simulation.clinic.firing_map import (
    AUTOIMMUNE_MAP,
    MAPPED_LESION,
    FiringMap,
    measure_rate_hz,
)

KV1, DOSES = AUTOIMMUNE_MAP.kv1_fraction, AUTOIMMUNE_MAP.free_uM
REFERENCE = RegularGridInterpolator((KV1, DOSES), AUTOIMMUNE_MAP.rate_hz)


def test_the_mapped_axons_are_those_of_the_patient_with_caspr2_antibodies():
    lesion = load_lesion("caspr2-neuromyotonia")
    assert lesion.replace(kv1_fraction=MAPPED_LESION.kv1_fraction) == MAPPED_LESION


@pytest.mark.parametrize(("kv1", "dose"), [(0.05, 8.0), (0.2, 0.0), (0.5, 13.0)])
def test_a_patient_examined_now_fires_as_the_map_says(kv1, dose):
    assert measure_rate_hz(kv1, dose) == pytest.approx(float(AUTOIMMUNE_MAP.at(kv1, dose)), 0.02)


def test_less_kv1_fires_more_and_more_drug_fires_less():
    assert (np.diff(AUTOIMMUNE_MAP.rate_hz, axis=0) <= 0).all()
    assert (np.diff(AUTOIMMUNE_MAP.rate_hz, axis=1) <= 0).all()


@settings(max_examples=50)
@given(st.floats(0.02, 1.0), st.floats(0.0, 22.0))
def test_between_the_points_it_is_scipys_linear_interpolation(kv1, dose):
    assert float(AUTOIMMUNE_MAP.at(kv1, dose)) == pytest.approx(float(REFERENCE((kv1, dose))))


@given(st.floats(0.0, 1.0), st.floats(0.0, 200.0))
def test_beyond_its_edge_it_stays_within_what_was_measured(kv1, dose):
    rate = float(AUTOIMMUNE_MAP.at(kv1, dose))
    assert AUTOIMMUNE_MAP.rate_hz.min() <= rate <= AUTOIMMUNE_MAP.rate_hz.max()


def test_shapes_that_do_not_fit_are_refused():
    with pytest.raises(ParameterError, match=r"shape \(2, 2\), got \(2, 3\)"):
        FiringMap(kv1_fraction=[0, 1], free_uM=[0, 1], rate_hz=np.zeros((2, 3)))
    with pytest.raises(ParameterError, match="free_uM must hold at least 2 rising numbers"):
        FiringMap(kv1_fraction=[0, 1], free_uM=[1, 0], rate_hz=np.zeros((2, 2)))
