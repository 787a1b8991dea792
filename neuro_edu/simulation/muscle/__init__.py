"""From spikes to what an electrode records and what a tendon pulls."""
