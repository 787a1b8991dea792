"""One axon run on in pieces from a stored state, with shocks of any strength."""

import numpy as np
from numpy.typing import NDArray

from neuro_edu.simulation.nerve import axon as single
from neuro_edu.simulation.nerve.parameters import AxonParameters, Stimulus

FloatArray = NDArray[np.float64]

_NONE = np.empty(0)
_MOST_SPIKES = 1024


class SteppedAxon:
    """The time loop of one axon with its constants made once.

    Parameters
    ----------
    axon : AxonParameters
        The axon.
    """

    dt_ms = single.DEFAULT_DT_MS

    def __init__(self, axon: AxonParameters) -> None:
        single.warm_up()
        compiled = single.kernel.compiled() if single.kernel.ready else None
        self._plain = compiled is None
        self._loop = compiled or single.kernel.python
        self._constants = single.kernel_constants(axon, 0.0, self.dt_ms)
        table = single.table_as_list if self._plain else single.kernel_table
        self._table = table(self.dt_ms, float(axon.temperature_degC))
        self._spikes = np.empty(_MOST_SPIKES)

    def steps(self, t_ms: float) -> int:
        """Whole steps in a time (ms)."""
        return round(t_ms / self.dt_ms)

    def pulse(self, onset_ms: float, width_ms: float, amplitude_pA: float) -> FloatArray:
        """One shock in the form that `advance` takes; join several with `numpy.concatenate`.

        Parameters
        ----------
        onset_ms, width_ms : float
            Start and length (ms).
        amplitude_pA : float
            Current (pA).
        """
        stimulus = Stimulus(onsets_ms=(onset_ms,), width_ms=width_ms, amplitude_pA=amplitude_pA)
        return single.kernel_pulses(stimulus, self.dt_ms)

    def advance(
        self,
        state: FloatArray,
        first_step: int,
        n_steps: int,
        pulses: FloatArray = _NONE,
        *,
        record: FloatArray = _NONE,
        record_every: int = 0,
    ) -> FloatArray:
        """Advance a state in place.

        Parameters
        ----------
        state : ndarray, shape (membrane.STATE_SIZE,)
            Changed in place.
        first_step, n_steps : int
            Number of the first step, counted from time 0, and of steps to take.
        pulses : ndarray
            From `pulse`.
        record : ndarray
            Receives the columns of `membrane.RECORDED` every `record_every` steps, flat.
        record_every : int
            0 stores none.

        Returns
        -------
        ndarray, shape (n_spikes,)
            Times of the spikes (ms).
        """
        if self._plain:
            values, stored = state.tolist(), record.tolist()
            n = self._loop(
                values, self._constants, self._table, pulses.tolist(), first_step, n_steps,
                record_every, stored, self._spikes,
            )  # fmt: skip
            state[:], record[:] = values, stored
        else:
            n = self._loop(
                state, self._constants, self._table, pulses, first_step, n_steps, record_every,
                record, self._spikes,
            )  # fmt: skip
        return self._spikes[:n].copy()
