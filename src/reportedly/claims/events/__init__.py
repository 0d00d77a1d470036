"""What happened, as PLOVER events with the claim on whose word each rests."""

from reportedly.claims.events.code import CodeEvents

__all__ = ["CodeEvents"]
