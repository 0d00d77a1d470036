"""Who is who: the actors of an article, and whom its sources name."""

from reportedly.claims.actors.cast import MarkActors
from reportedly.claims.actors.gazetteer import is_outlet, looks_like_outlet
from reportedly.claims.actors.resolve import ResolveSources

__all__ = ["MarkActors", "ResolveSources", "is_outlet", "looks_like_outlet"]
