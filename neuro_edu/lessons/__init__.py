"""What the notebooks call: one function per activity, joining a model to a widget."""

from neuro_edu.lessons.axon_lab import axon_lab, kv1_explorer, kv7_explorer
from neuro_edu.lessons.body_map import body_map
from neuro_edu.lessons.case_view import case
from neuro_edu.lessons.cause_lab import cause_lab
from neuro_edu.lessons.channel_map import channel_map
from neuro_edu.lessons.claims import claims_quiz, omissions
from neuro_edu.lessons.class_poll import class_poll
from neuro_edu.lessons.conduction_lab import conduction_lab
from neuro_edu.lessons.discharge_library import discharge_library
from neuro_edu.lessons.emg_room import emg_room
from neuro_edu.lessons.glossary import glossary
from neuro_edu.lessons.listening_test import listening_test
from neuro_edu.lessons.nerve_stimulation import nerve_stimulation_lab
from neuro_edu.lessons.origin_lab import origin_lab, origin_riddle
from neuro_edu.lessons.pictures import picture
from neuro_edu.lessons.progress_panel import progress
from neuro_edu.lessons.prose import references, review_note
from neuro_edu.lessons.quizzes import quiz
from neuro_edu.lessons.stiffness_lab import stiffness_lab
from neuro_edu.lessons.threshold_lab import threshold_lab
from neuro_edu.lessons.treatment_lab import treatment_lab
from neuro_edu.lessons.twitch_lab import twitch_lab
from neuro_edu.lessons.use_dependence_lab import use_dependence_lab
from neuro_edu.lessons.virtual_clinic import clinic_guide, virtual_clinic
from neuro_edu.lessons.workup_lab import bayes_lab, tumour_screen_lab, workup_planner

__all__ = [
    "axon_lab",
    "bayes_lab",
    "body_map",
    "case",
    "cause_lab",
    "channel_map",
    "claims_quiz",
    "class_poll",
    "clinic_guide",
    "conduction_lab",
    "discharge_library",
    "emg_room",
    "glossary",
    "kv1_explorer",
    "kv7_explorer",
    "listening_test",
    "nerve_stimulation_lab",
    "omissions",
    "origin_lab",
    "origin_riddle",
    "picture",
    "progress",
    "quiz",
    "references",
    "review_note",
    "stiffness_lab",
    "threshold_lab",
    "treatment_lab",
    "tumour_screen_lab",
    "twitch_lab",
    "use_dependence_lab",
    "virtual_clinic",
    "workup_planner",
]
