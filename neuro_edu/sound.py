"""What the loudspeaker of an EMG machine plays: a trace as the bytes of a WAV file."""

import io
import wave

import numpy as np
from numpy.typing import ArrayLike, NDArray

from neuro_edu.errors import ParameterError
from neuro_edu.simulation.quantities import check_number

FloatArray = NDArray[np.float64]

#: Samples per second of the sound: a rate that every browser plays, above twice the clinic's band.
SOUND_RATE_HZ = 24_000
#: Largest level that ever comes out, as a share of full scale: 3 dB below it.
CEILING = 10.0 ** (-3.0 / 20.0)
#: Up to here the sound follows the trace in proportion; louder parts are pressed below the ceiling.
KNEE = 0.5 * CEILING
#: Potential that reaches the knee (uV). It is the same for all traces, as a clinic leaves the
#: volume alone, so that a small potential sounds softer than a large one (teaching value).
KNEE_uV = 500.0
#: Greatest level of half a second, root mean square: 14 dB below full scale, about as loud as
#: music from the web, at which a listener is likely to have set the volume (teaching value).
LOUDEST = 10.0 ** (-14.0 / 20.0)
FADE_MS = 5.0
LARGEST_uV = 1e6

_LOUDNESS_MS = 500.0
_FULL_SCALE = 32_767
# Half-width of the resampling kernel, in samples of the slower rate; keeps images 60 dB down.
_HALF_WIDTH = 16
_PIECE = 16_384


def emg_sound(emg_uV: ArrayLike, sampling_rate_hz: float) -> bytes:
    """Return what an EMG loudspeaker plays of a trace.

    Parameters
    ----------
    emg_uV : array_like, shape (n_samples,)
        Trace in uV, at least 20 ms of it.
    sampling_rate_hz : float
        Its samples per second, 1000 to 100000.

    Returns
    -------
    bytes
        A WAV file, 16-bit, mono, of the same duration. Its offset is removed, its level never
        exceeds `CEILING`, and it begins and ends softly.

    Raises
    ------
    ParameterError
        If the trace is no row of finite numbers within 1 V, too short, or the rate out of range.
    """
    check_number("sampling_rate_hz", sampling_rate_hz, low=1_000, high=100_000, unit="Hz")
    trace_uV = _checked(emg_uV, float(sampling_rate_hz))
    even_uV = _resampled(trace_uV - trace_uV.mean(), float(sampling_rate_hz))
    level = _pressed(even_uV * (KNEE / KNEE_uV))
    level *= min(1.0, LOUDEST / max(_loudest(level), 1e-12))
    return _wav(level * _fade(level.size))


def _checked(emg_uV: ArrayLike, rate_hz: float) -> FloatArray:
    try:
        trace_uV = np.asarray(emg_uV, dtype=np.float64)
    except (TypeError, ValueError) as error:
        raise ParameterError("emg_uV must be a row of numbers in uV") from error
    if trace_uV.ndim != 1:
        raise ParameterError(f"emg_uV must have 1 dimension, got {trace_uV.ndim}")
    duration_ms = 1000.0 * trace_uV.size / rate_hz
    if duration_ms < 20.0:
        raise ParameterError(f"emg_uV must last at least 20 ms, got {duration_ms:.3g} ms")
    # Written so that nan is refused, too.
    if not (np.abs(trace_uV) <= LARGEST_uV).all():
        raise ParameterError(
            f"emg_uV must be finite and lie between -{LARGEST_uV:g} and {LARGEST_uV:g} uV"
        )
    return trace_uV


def _resampled(trace: FloatArray, rate_hz: float) -> FloatArray:
    """Return the trace at the rate of the sound, by a windowed sinc."""
    if rate_hz == SOUND_RATE_HZ:
        return trace
    n_out = round(trace.size * SOUND_RATE_HZ / rate_hz)
    # Going to a slower rate, what it cannot hold is filtered out.
    cutoff = min(1.0, SOUND_RATE_HZ / rate_hz)
    reach = int(np.ceil(_HALF_WIDTH / cutoff))
    padded = np.pad(trace, reach)
    taps = np.arange(1 - reach, reach + 1)
    out = np.empty(n_out)
    for start in range(0, n_out, _PIECE):
        place = np.arange(start, min(start + _PIECE, n_out)) * (rate_hz / SOUND_RATE_HZ)
        whole = np.minimum(place.astype(np.int64), trace.size - 1)
        distance = (whole - place)[:, None] + taps
        window = 0.5 + 0.5 * np.cos(np.pi * np.clip(distance / reach, -1.0, 1.0))
        kernel = cutoff * np.sinc(cutoff * distance) * window
        out[start : start + _PIECE] = (padded[whole[:, None] + taps + reach] * kernel).sum(axis=1)
    return out


def _pressed(level: FloatArray) -> FloatArray:
    """Leave what lies below the knee alone and bend the rest towards the ceiling."""
    above = np.maximum(np.abs(level) - KNEE, 0.0)
    room = CEILING - KNEE
    bent = np.minimum(np.abs(level), KNEE) + room * np.tanh(above / room)
    return np.copysign(bent, level)


def _loudest(level: FloatArray) -> float:
    """Return the root mean square of the loudest half second, or of all if there is less."""
    width = min(level.size, round(_LOUDNESS_MS * SOUND_RATE_HZ / 1000.0))
    power = np.concatenate(([0.0], np.cumsum(np.square(level))))
    return float(np.sqrt(max(0.0, float((power[width:] - power[:-width]).max())) / width))


def _fade(size: int) -> FloatArray:
    """Return a window that rises and falls within a few milliseconds: without it, clicks."""
    length = min(size // 2, round(FADE_MS * SOUND_RATE_HZ / 1000.0))
    rise = 0.5 - 0.5 * np.cos(np.pi * np.arange(length) / length)
    window = np.ones(size)
    window[:length] = rise
    window[size - length :] = rise[::-1]
    return window


def _wav(level: FloatArray) -> bytes:
    buffer = io.BytesIO()
    with wave.open(buffer, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(SOUND_RATE_HZ)
        file.writeframes(np.rint(level * _FULL_SCALE).astype("<i2").tobytes())
    return buffer.getvalue()
