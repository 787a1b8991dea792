"""From a channel to a twitch: numpy only, numba where it is at hand."""
