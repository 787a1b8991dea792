"""How to call everything public in `neuro_edu.simulation`, for `test_every_public_function`."""
