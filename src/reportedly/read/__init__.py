"""From inputs to pages: files, folders, standard input."""

from reportedly.read.local import ASSET_SUFFIXES, MAX_PAGE_BYTES, count_pages, pages

__all__ = ["ASSET_SUFFIXES", "MAX_PAGE_BYTES", "count_pages", "pages"]
