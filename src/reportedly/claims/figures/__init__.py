"""Figures: the numbers of an article with what they count."""

from reportedly.claims.figures.stage import MarkFigures

__all__ = ["MarkFigures"]
