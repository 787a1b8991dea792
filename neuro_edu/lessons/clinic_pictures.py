"""What the virtual clinic shows and plays: recordings, the map of twitching, the differential."""

from collections.abc import Callable, Mapping

import numpy as np

from neuro_edu.clinic import Signal
from neuro_edu.figures.differential import Differential, DifferentialView, describe_differential
from neuro_edu.figures.emg_screen import SWEEPS, Screen, consecutive_sweeps
from neuro_edu.figures.emg_sweep import EmgSweepView
from neuro_edu.figures.twitching_map import Twitching, TwitchingMapView, describe_twitching_map
from neuro_edu.lessons.emg_machine import fitting_uV
from neuro_edu.sound import emg_sound
from neuro_edu.widgets.desk import Picture
from neuro_edu.widgets.live_figure import LiveFigure

# The direct answer of the muscle to a shock is over by then (ms).
_DIRECT_MS = 15.0
_REST_MS_PER_DIV, _GRIP_MS_PER_DIV = 100.0, 50.0
_SHOCK_MS_PER_DIV, _TRAIN_MS_PER_DIV, _DECREMENT_MS_PER_DIV = 10.0, 20.0, 5.0


class _ScreenView(EmgSweepView):
    """A screen whose gain nobody can turn."""

    def update(self, result: Screen) -> None:
        super().update(result)
        self._warning.set_text("the direct answer is higher than the screen")


class ClinicPictures:
    """Draws for one desk; each kind of picture has one figure, made at first use."""

    def __init__(self) -> None:
        self._screen: LiveFigure | None = None
        self._map: LiveFigure | None = None

    def recording(self, signal: Signal, progress: Callable[[float], None]) -> Picture:
        """Show a recording, sweep below sweep."""
        self._screen = self._screen or LiveFigure(_ScreenView())
        progress(0.0)
        screen = screen_of_signal(signal)
        progress(0.8)
        png = self._screen.draw(screen)
        return Picture(png=png, size_px=self._screen.size_px, text=signal.text)

    def twitching(self, regions: Mapping[str, str]) -> Picture:
        """Show where a patient twitches."""
        self._map = self._map or LiveFigure(TwitchingMapView())
        shown = Twitching(regions=regions)
        png = self._map.draw(shown)
        return Picture(png=png, size_px=self._map.size_px, text=describe_twitching_map(shown))


def differential_picture(shown: Differential) -> Picture:
    """Show how a differential moved."""
    live = LiveFigure(DifferentialView(shown))
    return Picture(png=live.draw(shown), size_px=live.size_px, text=describe_differential(shown))


def recording_sound(signal: Signal) -> bytes:
    """Return what the loudspeaker plays of a recording."""
    recording = signal.recording
    return emg_sound(recording.emg_uV, recording.sampling_rate_hz)


def screen_of_signal(signal: Signal) -> Screen:
    """Put a recording of the clinic on a screen, with a gain that shows what matters in it.

    Parameters
    ----------
    signal : Signal
        What was recorded.

    Returns
    -------
    Screen
    """
    recording = signal.recording
    shocks_ms = recording.stimuli_ms
    emg_uV = recording.emg_uV
    if not shocks_ms:
        is_grip = signal.id == "grip"
        speed_ms = _GRIP_MS_PER_DIV if is_grip else _REST_MS_PER_DIV
        sweeps_ms = consecutive_sweeps(0.0, speed_ms, recording.duration_ms)
        labels: tuple[str, ...] = ()
    elif len(shocks_ms) == 1:
        speed_ms = _SHOCK_MS_PER_DIV
        sweeps_ms = tuple(shocks_ms[0] + 10.0 * speed_ms * number for number in range(SWEEPS))
        labels = tuple(f"{(start - shocks_ms[0]) / 1000.0:g} s" for start in sweeps_ms)
    else:
        is_decrement = signal.id.startswith("slow")
        speed_ms = _DECREMENT_MS_PER_DIV if is_decrement else _TRAIN_MS_PER_DIV
        sweeps_ms = shocks_ms[:SWEEPS]
        labels = tuple(f"shock {number}" for number in range(1, len(sweeps_ms) + 1))
        if is_decrement:
            shocks_ms = ()
    if shocks_ms:
        times_ms = recording.emg_times_ms
        late = np.ones(emg_uV.size, dtype=np.bool_)
        for shock_ms in shocks_ms:
            late &= (times_ms < shock_ms - 1.0) | (times_ms > shock_ms + _DIRECT_MS)
        emg_uV = emg_uV[late]
    return Screen(
        emg_uV=recording.emg_uV,
        sampling_rate_hz=recording.sampling_rate_hz,
        uV_per_div=fitting_uV(emg_uV),
        ms_per_div=speed_ms,
        sweeps_ms=sweeps_ms,
        sweep_labels=labels,
        caption=signal.label,
    )
