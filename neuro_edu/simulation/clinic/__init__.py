"""A patient, and what is done to examine one."""
