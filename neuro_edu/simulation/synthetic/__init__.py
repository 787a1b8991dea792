"""Needle EMG of every discharge of the differential, made from published ranges."""
