"""Across articles: what belongs together, and where it disagrees."""
