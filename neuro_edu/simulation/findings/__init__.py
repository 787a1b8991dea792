"""What is found in spike trains and in EMG traces: groups, rates, the name of a discharge."""
