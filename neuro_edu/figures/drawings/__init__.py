"""Drawn pictures of the course: where people would rather look than read."""

from neuro_edu.figures.drawings.catalogue import DRAWINGS, Drawing

__all__ = ["DRAWINGS", "Drawing"]
