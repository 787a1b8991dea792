"""What the course says, in files that an editor can change, and the loader that checks them."""

from neuro_edu.content.bibliography import cite, to_bibtex
from neuro_edu.content.blocks import Block
from neuro_edu.content.collection import Content
from neuro_edu.content.discharges import DischargeNote
from neuro_edu.content.entries import (
    CLINIC,
    LESSONS,
    Claim,
    Condition,
    Drug,
    Entry,
    Omission,
    Reference,
    Risk,
    Symptom,
    short_title,
)
from neuro_edu.content.investigations import Investigation, Suspicion
from neuro_edu.content.knob import Knob
from neuro_edu.content.loader import load_content
from neuro_edu.content.notebooks import check_notebooks
from neuro_edu.content.report import Coverage, ReviewState, coverage, report, review_state
from neuro_edu.content.teaching import (
    Case,
    ChoiceQuestion,
    InstructorNote,
    NumericQuestion,
    Objective,
    Option,
    Parameter,
    Question,
    Term,
)

__all__ = [
    "CLINIC",
    "LESSONS",
    "Block",
    "Case",
    "ChoiceQuestion",
    "Claim",
    "Condition",
    "Content",
    "Coverage",
    "DischargeNote",
    "Drug",
    "Entry",
    "InstructorNote",
    "Investigation",
    "Knob",
    "NumericQuestion",
    "Objective",
    "Omission",
    "Option",
    "Parameter",
    "Question",
    "Reference",
    "ReviewState",
    "Risk",
    "Suspicion",
    "Symptom",
    "Term",
    "check_notebooks",
    "cite",
    "coverage",
    "load_content",
    "report",
    "review_state",
    "short_title",
    "to_bibtex",
]
