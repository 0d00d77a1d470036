"""Carriers: who hands out the pages and who gathers the readings."""
