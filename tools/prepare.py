"""Do once, after installing, what would make the first lesson wait: find fonts, compile loops."""

from neuro_edu import lessons

# Between them they run every loop that numba compiles; its cache on disk keeps the result.
for lab in (
    lessons.kv1_explorer,
    lessons.threshold_lab,
    lessons.conduction_lab,
    lessons.cause_lab,
    lessons.stiffness_lab,
    lessons.nerve_stimulation_lab,
    lessons.emg_room,
):
    lab()
