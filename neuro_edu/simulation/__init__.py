"""From a channel to a twitch: numpy only, numba where it is at hand.

``nerve`` makes spikes, ``muscle`` turns them into EMG and force, ``findings`` reads spikes and
traces, ``synthetic`` makes traces of other discharges, ``treatment`` changes parameters over
milliseconds and weeks, ``clinic`` puts a patient together and examines them.
"""
