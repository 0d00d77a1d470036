"""Times: TIMEX3 over the paragraphs, resolved from the day of publication."""

from reportedly.claims.times.page import Found
from reportedly.claims.times.reader import Passage, read
from reportedly.claims.times.stage import MarkTimes

__all__ = ["Found", "MarkTimes", "Passage", "read"]
