"""Assistants ask the ledger by the Model Context Protocol; what articles say comes quoted."""
