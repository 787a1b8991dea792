"""Panels that a student works with: they know controls, figures and questions, no physiology."""

from neuro_edu.widgets.controls import Control
from neuro_edu.widgets.explorer import Explorer
from neuro_edu.widgets.live_figure import FigureView, LiveFigure
from neuro_edu.widgets.quiz import QuizQuestion, QuizView, Verdict

__all__ = [
    "Control",
    "Explorer",
    "FigureView",
    "LiveFigure",
    "QuizQuestion",
    "QuizView",
    "Verdict",
]
