"""Instants as feeds, sitemaps and HTTP write them."""

from __future__ import annotations

from datetime import UTC, datetime


def instant(told: str | None) -> str | None:
    """An ISO 8601 instant in UTC to the second; None where nothing is told or it is no date.

    A day alone is its first second; a time without a zone is taken as UTC:
    these only bring entries into order.
    """
    try:
        found = datetime.fromisoformat((told or "").strip()[:64])
        zoned = found.replace(tzinfo=UTC) if found.tzinfo is None else found.astimezone(UTC)
    except (ValueError, OverflowError):
        return None
    return written(zoned)


def written(moment: datetime) -> str:
    """A moment in UTC as everything here writes it: 2025-03-01T12:00:00Z."""
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")
