"""From inputs to pages: files, folders, standard input, archives and messages."""

from reportedly.read.bounds import MAX_PAGE_BYTES
from reportedly.read.local import ASSET_SUFFIXES, count_pages, pages

__all__ = ["ASSET_SUFFIXES", "MAX_PAGE_BYTES", "count_pages", "pages"]
