"""Numbers of the labs of muscles and of the EMG are those of the result, measured anew."""

import re

import numpy as np

from neuro_edu.content import load_content
from neuro_edu.lessons import cause_lab, discharge_library, nerve_stimulation_lab, stiffness_lab


def test_the_row_of_steps_in_the_cause_lab_says_what_each_panel_measures():
    lab = cause_lab()
    lab.set(cause="caspr2-neuromyotonia", severity=100.0)
    view, chain = lab._live.view, lab.result
    healthy = view._healthy
    knob = load_content().conditions["caspr2-neuromyotonia"].knob
    cause, axon, units, emg, letting_go = (text.get_text() for text in view._numbers)
    # Of this condition the share furthest from health is that of Kv1.
    assert cause == f"Kv1 {100 * knob.kv1_fraction:.0f} %"
    assert axon == f"{max(chain.n_spikes)} spikes a shock"
    assert units.startswith(f"{chain.n_firing_at_rest} of {chain.recording.trains.n_units} ")
    ill_uV, healthy_uV = map(int, re.findall(r"\d+", emg))
    assert ill_uV > 2 * healthy_uV > 0
    ill_ms, healthy_ms = map(int, re.findall(r"\d+", letting_go))
    assert ill_ms > 2 * healthy_ms > 0
    grip = int(re.search(r"grip (\d+) % of health", lab.finding).group(1))
    # Of several stretches before the release, the shares differ by a few per cent.
    shares = []
    for window_ms in (50.0, 100.0, 200.0):
        pulls_mN = []
        for one in (chain.recording, healthy.recording):
            since_ms = one.force_times_ms - one.manoeuvre.release_ms
            pulls_mN.append(one.force_mN[(since_ms >= -window_ms) & (since_ms < 0.0)].mean())
        shares.append(100.0 * pulls_mN[0] / pulls_mN[1])
    assert min(shares) - 5.0 <= grip <= max(shares) + 5.0
    assert abs(grip - 100.0) > 1.0


def test_each_shock_of_the_table_has_its_own_after_discharges():
    lab = nerve_stimulation_lab()
    lab.set(patient="caspr2-neuromyotonia", shocks="5x1")
    head, *rows = lab._details(lab.result)
    found = lab.result.found
    counts, lengths_ms = (
        [row[head.index(name)] for row in rows[:5]] for name in ("After-discharges", "for (ms)")
    )
    assert counts == [f"{n:d}" for n in found.after_discharges]
    assert lengths_ms == [f"{ms:.0f}" for ms in found.after_discharge_ms]
    assert len(set(counts)) > 1
    assert f"{counts[0]} after-discharges of the motor units follow the first" in lab.finding


def test_the_library_calls_normal_what_healthy_people_have():
    library = discharge_library()
    for discharge, normal in (("voluntary", True), ("neuromyotonic", False), ("myotonic", False)):
        library.set(discharge=discharge)
        assert ("(normal)" in library.finding) == normal


def test_the_time_to_relax_is_that_after_which_the_force_stays_low():
    muscle = stiffness_lab()
    muscle.set(patient="cramp-fasciculation-syndrome", severity=50.0, task="grip")
    said = re.search(r"and (\d+) ms to stay below 10 % \(healthy (\d+) ms\)", muscle.finding)
    for one, told_ms in zip(
        (muscle.result.result, muscle.result.healthy), map(float, said.groups()), strict=True
    ):
        since_ms = one.force_times_ms - one.manoeuvre.release_ms
        before_mN = one.force_mN[(since_ms >= -100.0) & (since_ms < 0.0)].mean()
        share = one.force_mN / before_mN
        assert (share[since_ms > told_ms + 1.0] <= 0.1).all()
        assert share[np.argmin(np.abs(since_ms - (told_ms - 5.0)))] > 0.1


def test_the_gain_that_fits_is_the_finest_that_cuts_nothing_off():
    library = discharge_library()
    gains = [value for value, _ in library._controls["gain"].options if value != "fitting"]
    for discharge in ("fibrillation", "neuromyotonic"):
        # The fit is to the whole trace, of which the screen shows a part.
        library.set(discharge=discharge, gain="fitting", speed="100")
        screen, emg_uV = library.result.screen, library.result.trace.emg_uV
        chosen = f"{screen.uV_per_div:g}"
        assert not screen.is_cut_off
        finer = gains[gains.index(chosen) - 1]
        assert np.abs(emg_uV).max() > 0.9 * float(finer)
        assert np.abs(emg_uV).max() < float(chosen)
