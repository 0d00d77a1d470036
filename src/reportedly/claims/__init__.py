"""Article → Reading: who said what, with figures, times, actors and events."""
