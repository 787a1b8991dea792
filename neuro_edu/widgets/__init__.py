"""Panels that a student works with: they know controls, figures and questions, no physiology."""

from neuro_edu.widgets.case import CaseView
from neuro_edu.widgets.controls import Control
from neuro_edu.widgets.explorer import Explorer
from neuro_edu.widgets.live_figure import FigureView, LiveFigure
from neuro_edu.widgets.marking import Answer
from neuro_edu.widgets.quiz import QuizView
from neuro_edu.widgets.records import RecordsView
from neuro_edu.widgets.riddle import Riddle

__all__ = [
    "Answer",
    "CaseView",
    "Control",
    "Explorer",
    "FigureView",
    "LiveFigure",
    "QuizView",
    "RecordsView",
    "Riddle",
]
