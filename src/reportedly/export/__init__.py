"""Excerpts of the ledger in the formats that other programs speak: a module each, found by entry points."""

from reportedly.export.base import Exporter, FolderExporter, exporter, formats

__all__ = ["Exporter", "FolderExporter", "exporter", "formats"]
