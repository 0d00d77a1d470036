"""Rulers for quality and speed; each prints what it measures and on what."""
